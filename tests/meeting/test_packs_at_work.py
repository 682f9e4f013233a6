"""Every pack that ships, at its boundary: one fewer, just enough, one more; and what really was."""

import re

import pytest
from strategies import SCORE, YES_NO_TWO_OF_THREE, tally

from kiosk.assets import asset
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind
from kiosk.meeting.outcome import Outcome, Verdict
from kiosk.meeting.rulepack import RulePack, read_rulepack
from kiosk.meeting.rules import Rule, Share, TieRule
from kiosk.meeting.tally import Tally
from kiosk.meeting.verdict import decide
from kiosk.words import words

PACKS = {
    path.stem: read_rulepack(path.read_text(encoding="utf-8"))
    for path in asset("rulepacks").glob("*.toml")
}
RULES = [(pack, rule.name) for pack, held in sorted(PACKS.items()) for rule in held.rules]
MARK = re.compile("［(原文已核|转载已核|方案|惯例)(、(原文已核|转载已核|方案|惯例))*］")


def rule(pack: str, name: str) -> Rule:
    found = PACKS[pack].rule(name)
    assert found is not None
    return found


def judged(pack: str, name: str, counted: Tally) -> Outcome:
    at_opening = counted.base
    return decide(FOR_AGAINST_FORM, rule(pack, name), counted, present_at_opening=at_opening)


def verdict(pack: str, name: str, counted: Tally) -> Verdict:
    return judged(pack, name, counted).verdict


NO, LOST, WON = Verdict.NO_QUORUM, Verdict.NOT_PASSED, Verdict.PASSED
# pack, rule, roll; then (present, for) -> verdict; the rest of those present are against
ATTENDED = [
    ("residents-meeting", "residents", 200, [(100, 100, NO), (101, 50, LOST), (101, 51, WON)]),
    ("residents-meeting", "residents", 201, [(100, 100, NO), (101, 51, WON), (102, 51, LOST)]),
    ("residents-meeting", "households", 60, [(30, 30, NO), (31, 15, LOST), (31, 16, WON)]),
    ("residents-representatives", "resolution", 50, [(33, 33, NO), (34, 17, LOST), (34, 18, WON)]),
    ("villagers-meeting", "villagers", 400, [(200, 200, NO), (201, 100, LOST), (201, 101, WON)]),
    ("villagers-meeting", "households", 90, [(59, 59, NO), (60, 30, LOST), (60, 31, WON)]),
    ("villagers-meeting", "representatives", 30, [(19, 19, NO), (20, 10, LOST), (20, 11, WON)]),
    ("peoples-congress", "resolution", 300, [(199, 199, NO), (200, 150, LOST), (200, 151, WON)]),
    ("constitutional-amendment", "amendment", 300, [(199, 199, NO), (250, 199, LOST)]),
    ("constitutional-amendment", "amendment", 300, [(200, 200, WON), (300, 201, WON)]),
    ("citizens-assembly", "major", 120, [(79, 79, NO), (118, 79, LOST), (118, 80, WON)]),
    ("citizens-assembly", "ordinary", 120, [(60, 60, NO), (61, 30, LOST), (61, 31, WON)]),
]
CASES = [(pack, name, roll, case) for pack, name, roll, cases in ATTENDED for case in cases]


@pytest.mark.parametrize(("pack", "name", "roll", "case"), CASES)
def test_a_meeting_needs_its_quorum_and_then_its_majority(
    pack: str, name: str, roll: int, case: tuple[int, int, Verdict]
) -> None:
    present, in_favour, found = case
    counted = tally(in_favour, present - in_favour, roll=roll)
    assert verdict(pack, name, counted) is found


@pytest.mark.parametrize(
    ("name", "roll", "took_part", "in_favour", "found"),
    [
        ("voters", 100, 50, 50, NO),
        ("voters", 100, 51, 25, LOST),
        ("voters", 100, 51, 26, WON),
        ("voters", 101, 50, 50, NO),
        ("voters", 101, 51, 26, WON),
        ("representatives", 90, 60, 60, NO),
        ("representatives", 90, 61, 30, LOST),
        ("representatives", 90, 61, 31, WON),
        ("representatives", 91, 61, 31, WON),
        ("runoff", 100, 60, 19, LOST),
        ("runoff", 100, 60, 20, WON),
        ("runoff", 100, 50, 50, NO),
        ("representatives_runoff", 90, 61, 20, LOST),
        ("representatives_runoff", 90, 61, 21, WON),
    ],
)
def test_an_election_is_valid_when_enough_voted_and_won_by_enough_of_those(
    name: str, roll: int, took_part: int, in_favour: int, found: Verdict
) -> None:
    """One candidate of several on a yes or no form; void ballots took part, too."""
    form = BallotForm(BallotKind.YES_NO, ("甲", "乙"), 0, 1)
    counted = tally(
        chosen=took_part - 1,
        void=1,
        not_pressed=3,
        roll=roll,
        options=(in_favour, 1),
        noes=(took_part - 1 - in_favour, 0),
    )
    outcome = decide(form, rule("committee-election", name), counted, present_at_opening=roll)
    assert outcome.verdict is found
    assert outcome.taken == ((1,) if found is WON else ())
    assert [test.name for test in outcome.tests] == ["participation", "threshold"]
    assert outcome.tests[1].base == took_part


def test_equals_on_the_last_seat_of_an_election_are_polled_again_between_them() -> None:
    counted = tally(chosen=100, roll=100, options=(80, 60, 60), noes=(20, 40, 40))
    asked = rule("committee-election", "voters")
    outcome = decide(YES_NO_TWO_OF_THREE, asked, counted, present_at_opening=100)
    assert (outcome.verdict, outcome.taken, outcome.tied) == (Verdict.TIE, (1,), (2, 3))
    said = [words("zh_CN").say(one.msgid, **one.args) for one in outcome.computation]
    assert said[-2:] == ["2 项同为 60 票，跨名额线：争 1 个名额，名额共 2 个", "同票，须重新表决"]


def test_elections_are_secret_and_the_constitution_is_voted_on_paper() -> None:
    assert all(one.secret_only for one in PACKS["committee-election"].rules)
    assert all(one.tie is TieRule.POLL_AGAIN for one in PACKS["committee-election"].rules)
    amendment = rule("constitutional-amendment", "amendment")
    assert (amendment.secret_only, amendment.paper_only) == (True, True)


@pytest.mark.parametrize("pack", ["hearing", "evaluation"])
@pytest.mark.parametrize("counts", [(9, 0), (0, 9), (0, 0), (4, 4)])
def test_an_opinion_never_passes(pack: str, counts: tuple[int, int]) -> None:
    (asked,) = PACKS[pack].rules
    outcome = decide(FOR_AGAINST_FORM, asked, tally(*counts), present_at_opening=9)
    assert outcome.verdict is Verdict.OPINION
    assert words("zh_CN").say(outcome.computation[-1].msgid) == "意见征询，不产生决议"


def test_an_evaluation_gives_its_distribution_and_its_mean_exactly() -> None:
    (asked,) = PACKS["evaluation"].rules
    counted = tally(chosen=9, not_pressed=1, options=(1, 0, 2, 2, 4))
    outcome = decide(SCORE, asked, counted, present_at_opening=10)
    assert outcome.mean is not None
    assert (outcome.mean.numerator, outcome.mean.denominator) == (35, 9)
    said = [words("zh_CN").say(one.msgid, **one.args) for one in outcome.computation]
    assert said == ["有效评分 9 份，平均分：35 ÷ 9 = 3.88", "意见征询，不产生决议"]
    nobody = decide(SCORE, asked, tally(options=(0,) * 5), present_at_opening=0)
    assert nobody.mean is None
    assert words("zh_CN").say(nobody.computation[0].msgid) == "没有有效评分，无平均分"


# ---- what really was -------------------------------------------------------------------------


def test_the_national_congress_of_28_may_2020() -> None:
    counted = tally(2878, 1, 6, not_pressed=1, roll=2956)
    outcome = judged("peoples-congress", "resolution", counted)
    assert outcome.verdict is WON
    assert outcome.tests[1].needed == 1479


def test_the_amendment_of_11_march_2018() -> None:
    """2,958 for, 2 against, 3 abstaining, 1 void, of 2,980 deputies."""
    counted = tally(2958, 2, 3, void=1, roll=2980)
    outcome = judged("constitutional-amendment", "amendment", counted)
    assert (counted.sums, counted.base) == (True, 2964)
    assert outcome.verdict is WON
    assert (outcome.tests[1].base, outcome.tests[1].needed) == (2980, 1987)


# ---- every number says where it comes from ---------------------------------------------------


@pytest.mark.parametrize(("pack", "name"), RULES)
def test_every_rule_carries_its_article_and_the_mark_of_its_source(pack: str, name: str) -> None:
    assert MARK.search(rule(pack, name).article)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_pack_says_from_when_and_from_where(pack: RulePack) -> None:
    assert MARK.search(pack.source)
    assert re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", pack.effective)


@pytest.mark.parametrize("pack", ["residents-meeting", "residents-representatives"])
def test_residents_meet_by_the_text_of_2025(pack: str) -> None:
    assert PACKS[pack].effective == "2026-01-01"
    assert "2025-10-28 修订" in PACKS[pack].source


@pytest.mark.parametrize(("pack", "name"), RULES)
def test_one_ballot_fewer_than_needed_never_passes(pack: str, name: str) -> None:
    """Every threshold at its own boundary, a hundred heads, all of whom took part."""
    asked = rule(pack, name)
    if asked.by_area or asked.threshold is None:
        return
    needed = Share.needed(asked.threshold, 100)
    assert verdict(pack, name, tally(needed, 100 - needed)) is WON
    assert verdict(pack, name, tally(needed - 1, 101 - needed)) is not WON
