"""Where the numbers of a pack come from, what it leaves open and what it asks: all as data."""

from fractions import Fraction

import pytest

from kiosk.assets import asset
from kiosk.meeting.packtable import Ground, Source, SourceMark
from kiosk.meeting.rulepack import ATTENTION, BASES, Question, RulePackMistakes, read_rulepack
from kiosk.meeting.rules import Part

SHIPPED = sorted(asset("rulepacks").glob("*.toml"))
HEAD = """pack = "p"
version = "1"
title = "t"
source = "s"
effective = "2026-01-01"
phases = ["polling"]
"""
LAW = '[sources.law]\ntitle = "某法"\nmark = "V"\neffective = "2026-01-01"\n'
RULE = '[rule.one]\ntitle = "t"\narticle = "§1"\n'
SOURCE = Source("law", "某法", SourceMark.READ, "2026-01-01")
SHARE = 'threshold = { fraction = "2/3", of = "roll"'


def mistakes(text: str) -> list[str]:
    with pytest.raises(RulePackMistakes) as raised:
        read_rulepack(text)
    return raised.value.mistakes


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_number_of_a_pack_that_ships_says_where_it_comes_from(path) -> None:
    pack = read_rulepack(path.read_text(encoding="utf-8"))
    numbers = {"notice_days", "silent_share"}
    for rule in pack.rules:
        numbers |= {f"{rule.name}.{part}" for part in BASES if getattr(rule, part) is not None}
        numbers |= {f"{rule.name}.seats"} if rule.seats else set()
    numbers |= {"attention"} if pack.attention != ATTENTION or pack.ground("attention") else set()
    numbers |= {f"composition.{quota.trait}" for quota in pack.quotas}
    numbers |= {"composition.tolerance"} if pack.ground("composition.tolerance") else set()
    assert {ground.number for ground in pack.grounds} == numbers
    assert len(pack.grounds) == len(numbers)
    for ground in pack.grounds:
        assert ground.article.strip()
        assert ground.source.effective >= "2010-01-01"


def test_the_plan_says_how_much_attention_an_item_needs() -> None:
    pack = read_rulepack((asset("rulepacks") / "citizens-assembly.toml").read_text("utf-8"))
    assert pack.attention == Fraction(3, 10)
    ground = pack.ground("attention")
    assert ground is not None
    assert ground.source.mark == "seed"


def test_the_residents_law_is_that_of_2026_and_not_of_2018() -> None:
    for name in ("residents-meeting", "residents-representatives", "committee-election"):
        pack = read_rulepack((asset("rulepacks") / f"{name}.toml").read_text("utf-8"))
        law = [ground.source for ground in pack.grounds if ground.source.name == "law"]
        assert law
        assert {(one.effective, one.mark) for one in law} == {("2026-01-01", "V")}
        assert all("2025-10-28" in one.title for one in law)


def test_a_number_may_say_where_it_comes_from() -> None:
    text = HEAD.replace(
        'effective = "2026-01-01"\n',
        'effective = "2026-01-01"\nnotice_days = { is = 7, from = "law", article = "§9" }\n'
        'silent_share = { is = "1/4", from = "law", article = "§8" }\n'
        'attention = { is = "1/3", from = "law", article = "§7" }\n',
    )
    shares = f'{SHARE}, from = "law", article = "§2" }}\nseats = {{ is = 3 }}\n'
    pack = read_rulepack(text + LAW + RULE + shares)
    assert (pack.notice_days, pack.silent_share) == (7, Fraction(1, 4))
    assert (pack.attention, pack.rules[0].seats) == (Fraction(1, 3), 3)
    assert set(pack.grounds) == {
        Ground("notice_days", "§9", SOURCE),
        Ground("silent_share", "§8", SOURCE),
        Ground("attention", "§7", SOURCE),
        Ground("one.threshold", "§2", SOURCE),
    }
    assert pack.ground("one.threshold") == Ground("one.threshold", "§2", SOURCE)
    assert pack.ground("one.seats") is None


def test_a_pack_without_sources_is_read_as_older_books_hold_it() -> None:
    pack = read_rulepack(HEAD + RULE + SHARE + " }\n")
    assert (pack.grounds, pack.questions, pack.per_meeting) == ((), (), ())
    assert pack.attention == Fraction(3, 10)
    assert pack.left_open("one", Part.THRESHOLD) == ()
    assert pack.question("elevator") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RULE + SHARE + ', from = "nowhere", article = "§2" }', "rule.one.threshold.from: must be"),
        (RULE + SHARE + ', from = "law" }', "rule.one.threshold.article: must be a text"),
        (RULE + SHARE + ', article = "§2" }', "rule.one.threshold.article: is not a key"),
        (RULE + "seats = { of = 3 }", "rule.one.seats.of: is not a key"),
        (RULE + 'seats = { is = "3" }', "rule.one.seats: must be a whole number from 0, found '3'"),
        (RULE + SHARE + ', per_meeting = ["strict"] }', "rule.one.threshold.per_meeting: must be"),
        (RULE + SHARE + ', per_meeting = ["of", "of"] }', "rule.one.threshold.per_meeting: must"),
        (RULE + SHARE + ', per_meeting = [["of"]] }', "rule.one.threshold.per_meeting: must be a"),
        (RULE + SHARE + ', per_meeting = "of" }', "rule.one.threshold.per_meeting: must be a list"),
    ],
)
def test_a_source_that_is_not_there_is_a_mistake(text: str, told: str) -> None:
    found = mistakes(HEAD + LAW + text + "\n")
    assert found[0].startswith(told)


def test_all_mistakes_of_sources_and_questions_are_told_at_once() -> None:
    found = mistakes(
        HEAD + '[sources.law]\ntitle = ""\nmark = "sure"\neffective = "soon"\npage = 3\n'
        "[sources.book]\n"
        + RULE
        + '[question.one]\ntitle = "t"\nanswers = ["two"]\nwhy = 1\n'
        '[question.three]\ntitle = "t"\nasks = "?"\nanswers = ["one"]\n'
        "[question]\n".replace("[question]\n", "")
    )
    assert [line.partition(":")[0] for line in found] == [
        "sources.law.title",
        "sources.law.mark",
        "sources.law.effective",
        "sources.law.page",
        "sources.book.title",
        "sources.book.mark",
        "sources.book.effective",
        "question.one.asks",
        "question.one.answers",
        "question.one.answers",
        "question.one.why",
        "question.three.answers",
    ]


def test_sources_and_questions_are_tables() -> None:
    found = mistakes("sources = 1\nquestion = { q = 1 }\n" + HEAD + RULE)
    assert found == ["sources: must be a table, found 1", "question.q: must be a table, found 1"]


def test_what_a_pack_asks_is_read() -> None:
    two = RULE.replace("one", "two")
    asks = '[question.q]\ntitle = "电梯"\nasks = "?"\nanswers = ["one", "two"]\n'
    pack = read_rulepack(HEAD + RULE + two + asks)
    assert pack.question("q") == Question("q", "电梯", "?", ("one", "two"))
    assert pack.rule("q") is None


def test_a_question_is_not_called_like_a_rule() -> None:
    two = RULE.replace("one", "two")
    asks = '[question.two]\ntitle = "电梯"\nasks = "?"\nanswers = ["one", "two"]\n'
    (found,) = mistakes(HEAD + RULE + two + asks)
    assert found.startswith("question.two.answers: a question has two answers or more")


def test_the_owners_pack_asks_about_elevators() -> None:
    pack = read_rulepack((asset("rulepacks") / "owners-meeting.toml").read_text("utf-8"))
    asked = pack.question("elevator")
    assert asked is not None
    assert asked.answers == ("ordinary", "major")


def test_the_assembly_leaves_its_denominator_and_its_quorums_to_the_meeting() -> None:
    pack = read_rulepack((asset("rulepacks") / "citizens-assembly.toml").read_text("utf-8"))
    assert pack.left_open("major", Part.THRESHOLD) == ("of",)
    assert pack.left_open("major", Part.ATTENDANCE) == ("fraction",)
    assert pack.left_open("ordinary", Part.ATTENDANCE) == ("fraction",)
    assert pack.left_open("ordinary", Part.THRESHOLD) == ()
