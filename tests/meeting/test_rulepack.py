"""Rule packs: every mistake is told at once, and nothing falls back to a default unsaid."""

import hashlib
from fractions import Fraction

import pytest
from strategies import PACK_TEXT

from kiosk.assets import asset
from kiosk.meeting.rulepack import RulePackMistakes, read_rulepack
from kiosk.meeting.rules import Basis, RecusedRule, TieRule

SHIPPED = sorted(asset("rulepacks").glob("*.toml"))
HEAD = """pack = "p"
version = "1"
title = "t"
source = "s"
effective = "2026-01-01"
phases = ["polling"]
"""
RULE = '[rule.one]\ntitle = "t"\narticle = "§1"\n'


def mistakes(text: str) -> list[str]:
    with pytest.raises(RulePackMistakes) as raised:
        read_rulepack(text)
    return raised.value.mistakes


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_pack_that_ships_can_be_read(path) -> None:
    text = path.read_text(encoding="utf-8")
    pack = read_rulepack(text)
    assert pack.pack == path.stem
    assert pack.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert pack.text == text
    assert pack.rules
    for rule in pack.rules:
        assert rule.article
        assert pack.rule(rule.name) is rule


def test_packs_ship() -> None:
    assert SHIPPED


def test_a_pack_is_read_as_it_is_written() -> None:
    pack = read_rulepack(PACK_TEXT)
    assert (pack.pack, pack.notice_days, pack.phases) == (
        "small-hall",
        15,
        ("reading", "polling", "declared"),
    )
    assert pack.silent_share == Fraction(1, 2)
    ordinary, again = pack.rule("ordinary"), pack.rule("again")
    assert ordinary is not None
    assert again is not None
    assert ordinary.attendance is not None
    assert (ordinary.attendance.fraction, ordinary.attendance.strict) == (Fraction(1, 2), True)
    assert (ordinary.attendance.basis, ordinary.participation) == (Basis.ROLL, None)
    assert (ordinary.tie, ordinary.recused, ordinary.seats) == (TieRule.LOST, RecusedRule.LEAVE, 0)
    assert ordinary.resolution
    assert again.tie is TieRule.POLL_AGAIN
    assert pack.rule("nobody's") is None


def test_what_a_pack_may_leave_out_has_the_cautious_value() -> None:
    pack = read_rulepack(HEAD + RULE)
    assert (pack.notice_days, pack.silent_share) == (15, Fraction(1, 10))


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes(
        'pack = ""\nversion = 1\nphases = []\nnotice_days = -1\nsilent_share = "0/1"\ncolour = 1\n'
        '[rule.one]\ntitle = "t"\nseats = true\nsecret_only = "yes"\ntie = "coin"\nthreshold = 5\n'
        '[rule.two]\ntitle = "t"\narticle = "a"\n'
        'threshold = { fraction = "2/3", of = "everyone", strictly = true }\n'
    )
    assert [line.partition(":")[0] for line in found] == [
        "pack",
        "version",
        "title",
        "source",
        "effective",
        "notice_days",
        "phases",
        "silent_share",
        "rule.one.article",
        "rule.one.threshold",
        "rule.one.tie",
        "rule.one.seats",
        "rule.one.secret_only",
        "rule.two.threshold.of",
        "rule.two.threshold.strictly",
        "colour",
    ]
    assert "; ".join(found)


@pytest.mark.parametrize(
    "fraction", ['"0.5"', '"3/2"', '"1/0"', "0.5", '"0/3"', '"-1/2"', '"half"', "1", '"66%"', '""']
)
def test_a_fraction_is_two_whole_numbers_of_which_the_first_is_not_greater(fraction: str) -> None:
    threshold = f'threshold = {{ fraction = {fraction}, of = "roll" }}\n'
    (found,) = mistakes(HEAD + RULE + threshold)
    assert found.startswith('rule.one.threshold.fraction: must be a fraction such as "2/3"')


@pytest.mark.parametrize("fraction", ["1/2", "2/3", "3/4", "1/1", "4/6"])
def test_proper_fractions_are_taken_exactly(fraction: str) -> None:
    pack = read_rulepack(HEAD + RULE + f'threshold = {{ fraction = "{fraction}", of = "cast" }}\n')
    threshold = pack.rules[0].threshold
    assert threshold is not None
    assert threshold.fraction == Fraction(fraction)


def test_a_share_without_fraction_or_denominator_is_a_mistake() -> None:
    found = mistakes(HEAD + RULE + "threshold = { strict = true }\n")
    assert [line.partition(":")[0] for line in found] == [
        "rule.one.threshold.fraction",
        "rule.one.threshold.of",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('attendance = { fraction = "2/3", of = "present" }', "attendance.of: must be one of roll"),
        ('participation = { fraction = "2/3", of = "cast" }', "participation.of: must be one of"),
        ("by_area = true", "by_area: needs a participation or a threshold"),
        ("resolution = false\nseats = 2", "seats: an opinion fills no places"),
        ('tie = "chair_decides"', "tie: must be one of lost, poll_again"),
    ],
)
def test_what_a_rule_cannot_mean_is_a_mistake(line: str, told: str) -> None:
    (found,) = mistakes(HEAD + RULE + line + "\n")
    assert found.startswith(f"rule.one.{told}")


@pytest.mark.parametrize("day", ["2026-02-30", "soon", "26-01-01"])
def test_a_pack_is_in_force_from_a_day_of_the_calendar(day: str) -> None:
    (found,) = mistakes(HEAD.replace("2026-01-01", day) + RULE)
    assert found.startswith("effective: must be a day such as 2026-01-01")


def test_more_than_all_is_a_mistake() -> None:
    threshold = 'threshold = { fraction = "1/1", strict = true, of = "roll" }\n'
    (found,) = mistakes(HEAD + RULE + threshold)
    assert found.startswith("rule.one.threshold.strict:")


@pytest.mark.parametrize(
    "rules", ["", "rule = 5\n", "[rule]\n", "[rule]\none = 5\n"], ids=["none", "5", "empty", "bad"]
)
def test_a_pack_without_rules_is_a_mistake(rules: str) -> None:
    assert mistakes(HEAD + rules)[0].startswith("rule")


@pytest.mark.parametrize(
    ("phases", "told"),
    [
        ('["poling"]', "'poling'"),
        ('["polling", "reading", "polling"]', "twice"),
        ('["polling", 1]', "a list"),
        ('"polling"', "a list"),
    ],
)
def test_phases_are_known_names_each_once(phases: str, told: str) -> None:
    (found,) = mistakes(HEAD.replace('["polling"]', phases) + RULE)
    assert found.startswith("phases: ")
    assert told in found


def test_what_is_not_toml_is_told_alone() -> None:
    (found,) = mistakes("pack = \n[rule")
    assert found.startswith("not TOML: ")
