"""Outcomes: the arithmetic of the rule, its real cases, and the sentences that show it."""

from dataclasses import replace

import pytest
from hypothesis import given
from strategies import CHOOSE_TWO_OF_FOUR, choose_forms, rule, rules, share, tally

from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind
from kiosk.meeting.computation import quotient
from kiosk.meeting.outcome import Measure, Outcome, Verdict
from kiosk.meeting.rules import Basis, RecusedRule, Rule, TieRule
from kiosk.meeting.tally import Buckets, Tally
from kiosk.meeting.verdict import decide, denominator
from kiosk.words import words

MAJORITY = share("1/2", Basis.PRESENT, strict=True)
CHOOSE = BallotForm(BallotKind.CHOOSE, ("a", "b", "c", "d", "e"), 1, 3)


def judge(asked: Rule, counted: Tally, *, present: int | None = None) -> Outcome:
    at_opening = counted.base if present is None else present
    return decide(FOR_AGAINST_FORM, asked, counted, present_at_opening=at_opening)


def rank(
    options: tuple[int, ...], asked: Rule, *, chosen: int, form: BallotForm = CHOOSE
) -> Outcome:
    counted = tally(chosen=chosen, options=options)
    return decide(form, asked, counted, present_at_opening=counted.base)


def said(outcome: Outcome) -> list[str]:
    """The computation without its denominator, which has its own test."""
    return [one for one in all_said(outcome) if not one.startswith("基数：")]


def all_said(outcome: Outcome, language: str = "zh_CN") -> list[str]:
    return [words(language).say(one.msgid, **one.args) for one in outcome.computation]


# ---- real cases --------------------------------------------------------------------------------


def test_plymouth_2017_eighty_one_of_a_hundred_and_twenty_two_is_not_two_thirds() -> None:
    outcome = judge(rule(share("2/3", Basis.CAST)), tally(81, 41))
    assert outcome.verdict is Verdict.NOT_PASSED
    assert said(outcome) == ["2/3 × 122 = 81.33 → 需 82 票，得 81 票", "未通过，差 1 票"]


def test_one_more_in_plymouth_and_it_passes() -> None:
    outcome = judge(rule(share("2/3", Basis.CAST)), tally(82, 40))
    assert outcome.verdict is Verdict.PASSED
    assert said(outcome) == ["2/3 × 122 = 81.33 → 需 82 票，得 82 票", "通过"]


def test_greenwich_2023_a_hundred_and_four_to_a_hundred_and_one_is_a_majority() -> None:
    outcome = judge(rule(share("1/2", Basis.CAST, strict=True)), tally(104, 101))
    assert outcome.verdict is Verdict.PASSED
    assert said(outcome) == ["超过 1/2 × 205 = 102.50 → 需 103 票，得 104 票", "通过"]


def test_the_national_congress_of_28_may_2020_passes_by_more_than_half_of_all() -> None:
    """2,878 for, 1 against, 6 abstained, 1 did not press (全国人大 2020-05-28)."""
    counted = tally(2878, 1, 6, not_pressed=1)
    outcome = judge(rule(share("1/2", Basis.ROLL, strict=True)), counted)
    assert counted.sums
    assert counted.base == 2886
    assert outcome.verdict is Verdict.PASSED
    assert said(outcome)[0] == "超过 1/2 × 2886 = 1443 → 需 1444 票，得 2878 票"


# ---- for and against -------------------------------------------------------------------------

COUNTED = tally(40, 20, 10, roll=100, not_pressed=5, void=3, recused=2)


@pytest.mark.parametrize(
    ("basis", "recused", "base"),
    [
        (Basis.ROLL, RecusedRule.STAY, 100),
        (Basis.ROLL, RecusedRule.LEAVE, 98),
        (Basis.PRESENT, RecusedRule.STAY, 80),
        (Basis.PRESENT, RecusedRule.LEAVE, 78),
        (Basis.CAST, RecusedRule.STAY, 70),
        (Basis.CAST, RecusedRule.LEAVE, 70),
        (Basis.FOR_AND_AGAINST, RecusedRule.STAY, 60),
        (Basis.FOR_AND_AGAINST, RecusedRule.LEAVE, 60),
    ],
)
def test_each_named_denominator_counts_its_own_heads(
    basis: Basis, recused: RecusedRule, base: int
) -> None:
    asked = rule(share("1/2", basis), recused=recused)
    assert denominator(asked, COUNTED, basis) == base
    assert judge(asked, COUNTED).tests[0].base == base


@pytest.mark.parametrize(
    ("basis", "in_favour", "verdict"),
    [
        (Basis.ROLL, 66, Verdict.NOT_PASSED),
        (Basis.ROLL, 67, Verdict.PASSED),
        (Basis.PRESENT, 59, Verdict.NOT_PASSED),
        (Basis.PRESENT, 60, Verdict.PASSED),
    ],
)
def test_the_verdict_turns_at_the_number_that_the_rule_needs(
    basis: Basis, in_favour: int, verdict: Verdict
) -> None:
    counted = tally(in_favour, 0, 90 - in_favour, roll=100)
    assert judge(rule(share("2/3", basis)), counted).verdict is verdict


def test_those_who_pressed_nothing_weigh_against_only_where_the_denominator_holds_them() -> None:
    counted = tally(50, 40, not_pressed=20)
    assert judge(rule(MAJORITY), counted).verdict is Verdict.NOT_PASSED
    assert judge(rule(share("1/2", Basis.CAST, strict=True)), counted).verdict is Verdict.PASSED


def test_abstaining_weighs_in_votes_cast_and_not_in_for_and_against() -> None:
    counted = tally(50, 40, 20)
    assert judge(rule(share("1/2", Basis.CAST, strict=True)), counted).verdict is Verdict.NOT_PASSED
    asked = rule(share("1/2", Basis.FOR_AND_AGAINST, strict=True))
    assert judge(asked, counted).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("tie", "counts", "verdict"),
    [
        (TieRule.LOST, (50, 50), Verdict.NOT_PASSED),
        (TieRule.POLL_AGAIN, (50, 50), Verdict.TIE),
        (TieRule.POLL_AGAIN, (49, 50), Verdict.NOT_PASSED),
        (TieRule.POLL_AGAIN, (51, 50), Verdict.PASSED),
        (TieRule.POLL_AGAIN, (0, 0), Verdict.TIE),
    ],
)
def test_a_tie_is_lost_unless_the_rule_says_otherwise(
    tie: TieRule, counts: tuple[int, int], verdict: Verdict
) -> None:
    asked = rule(share("1/2", Basis.FOR_AND_AGAINST, strict=True), tie=tie)
    assert judge(asked, tally(*counts)).verdict is verdict


def test_equal_numbers_that_meet_the_threshold_are_no_tie() -> None:
    asked = rule(share("1/2", Basis.FOR_AND_AGAINST), tie=TieRule.POLL_AGAIN)
    assert judge(asked, tally(50, 50)).verdict is Verdict.PASSED


@pytest.mark.parametrize("basis", Basis)
def test_of_nobody_nothing_passes(basis: Basis) -> None:
    outcome = judge(rule(share("1/2", basis)), tally())
    assert outcome.verdict is Verdict.NOT_PASSED
    assert (outcome.tests[0].base, outcome.tests[0].needed, outcome.tests[0].met) == (0, 1, False)


def test_a_rule_without_a_threshold_passes_a_for_against_poll() -> None:
    outcome = judge(rule(), tally(0, 5))
    assert (outcome.verdict, outcome.tests) == (Verdict.PASSED, ())
    assert said(outcome) == ["通过"]


# ---- quorums ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("present", "verdict"),
    [(66, Verdict.NO_QUORUM), (67, Verdict.PASSED), (68, Verdict.PASSED)],
)
def test_attendance_is_tested_with_those_present_when_the_poll_opened(
    present: int, verdict: Verdict
) -> None:
    asked = rule(MAJORITY, attendance=share("2/3", Basis.ROLL))
    outcome = judge(asked, tally(60, roll=100), present=present)
    assert outcome.verdict is verdict
    assert [test.name for test in outcome.tests] == ["attendance", "threshold"]
    assert outcome.tests[0].have == present


def test_recusal_never_lessens_the_quorum_of_attendance() -> None:
    asked = rule(MAJORITY, attendance=share("2/3", Basis.ROLL))
    outcome = judge(asked, tally(60, roll=90, recused=30), present=59)
    assert (outcome.tests[0].base, outcome.tests[0].needed) == (90, 60)
    assert outcome.verdict is Verdict.NO_QUORUM


@pytest.mark.parametrize(("pressed", "met"), [(66, False), (67, True), (68, True)])
def test_participation_counts_ballots_void_ones_too(pressed: int, met: bool) -> None:
    counted = tally(pressed - 2, void=2, not_pressed=100 - pressed, recused=4, roll=110)
    asked = rule(MAJORITY, participation=share("2/3", Basis.PRESENT))
    outcome = judge(asked, counted)
    test = outcome.tests[0]
    assert (test.name, test.have, test.base, test.met) == ("participation", pressed, 100, met)
    assert (outcome.verdict is Verdict.PASSED) == met


def test_void_ballots_alone_are_no_participation_of_the_votes_cast() -> None:
    asked = rule(MAJORITY, participation=share("1/2", Basis.CAST))
    outcome = judge(asked, tally(void=3))
    assert (outcome.tests[0].have, outcome.tests[0].base, outcome.tests[0].met) == (3, 0, False)
    assert outcome.verdict is Verdict.NO_QUORUM


def test_both_quorums_are_shown_before_the_threshold_in_the_words_of_the_catalogue() -> None:
    asked = rule(
        share("2/3", Basis.CAST),
        attendance=share("1/2", Basis.ROLL, strict=True),
        participation=share("2/3", Basis.ROLL),
    )
    outcome = judge(asked, tally(30, 10, 5, roll=120, not_pressed=20), present=65)
    assert said(outcome) == [
        "法定人数：超过 1/2 × 120 = 60 → 需 61 人，实到 65 人",
        "参加表决：2/3 × 120 = 80 → 需 80 人，实有 45 人",
        "2/3 × 45 = 30 → 需 30 票，得 30 票",
        "未达法定人数，本次表决不产生结果",
    ]


def test_each_sentence_has_its_strict_twin_in_the_catalogue() -> None:
    asked = rule(
        share("1/2", Basis.CAST, strict=True),
        attendance=share("2/3", Basis.ROLL),
        participation=share("1/2", Basis.ROLL, strict=True),
    )
    assert said(judge(asked, tally(10, 20, roll=30)))[:3] == [
        "法定人数：2/3 × 30 = 20 → 需 20 人，实到 30 人",
        "参加表决：超过 1/2 × 30 = 15 → 需 16 人，实有 30 人",
        "超过 1/2 × 30 = 15 → 需 16 票，得 10 票",
    ]


# ---- choosing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "seats", "taken", "tied", "verdict"),
    [
        ((9, 7, 5, 3, 1), 3, (1, 2, 3), (), Verdict.PASSED),
        ((1, 3, 5, 7, 9), 2, (5, 4), (), Verdict.PASSED),
        ((7, 9, 7, 3, 1), 3, (2, 1, 3), (), Verdict.PASSED),
        ((9, 7, 7, 3, 1), 2, (1,), (2, 3), Verdict.TIE),
        ((7, 7, 7, 3, 1), 2, (), (1, 2, 3), Verdict.TIE),
        ((7, 7, 5, 5, 1), 2, (1, 2), (), Verdict.PASSED),
        ((9, 7, 5, 5, 5), 3, (1, 2), (3, 4, 5), Verdict.TIE),
        ((9, 5, 5, 5, 1), 4, (1, 2, 3, 4), (), Verdict.PASSED),
        ((9, 7, 0, 0, 0), 3, (1, 2), (), Verdict.PASSED),
        ((9, 0, 0, 0, 0), 1, (1,), (), Verdict.PASSED),
        ((5, 5, 5, 5, 5), 5, (1, 2, 3, 4, 5), (), Verdict.PASSED),
        ((0, 0, 0, 0, 0), 3, (), (), Verdict.NOT_PASSED),
    ],
)
def test_options_are_taken_from_the_top_and_a_tie_across_the_line_is_not_cut(
    options: tuple[int, ...],
    seats: int,
    taken: tuple[int, ...],
    tied: tuple[int, ...],
    verdict: Verdict,
) -> None:
    outcome = rank(options, rule(seats=seats), chosen=10)
    assert (outcome.taken, outcome.tied, outcome.verdict) == (taken, tied, verdict)
    assert outcome.tests == ()


def test_without_seats_of_its_own_a_rule_takes_as_many_as_a_ballot_may_name() -> None:
    assert rank((9, 7, 5, 3, 1), rule(), chosen=10).taken == (1, 2, 3)


@pytest.mark.parametrize(
    ("options", "taken", "verdict", "have"),
    [
        ((9, 7, 6, 5, 5), (1, 2, 3), Verdict.PASSED, 6),
        ((9, 7, 5, 4, 4), (1, 2), Verdict.PASSED, 7),
        ((9, 5, 5, 5, 5), (1,), Verdict.PASSED, 9),
        ((5, 4, 3, 2, 1), (), Verdict.NOT_PASSED, 5),
        ((0, 0, 0, 0, 0), (), Verdict.NOT_PASSED, 0),
    ],
)
def test_a_floor_keeps_out_who_has_too_few(
    options: tuple[int, ...], taken: tuple[int, ...], verdict: Verdict, have: int
) -> None:
    """The floor is more than half of ten ballots; ties below it cut nobody."""
    asked = rule(share("1/2", Basis.CAST, strict=True), seats=3)
    outcome = rank(options, asked, chosen=10)
    assert (outcome.taken, outcome.tied, outcome.verdict) == (taken, (), verdict)
    (test,) = outcome.tests
    assert (test.name, test.base, test.needed, test.have) == ("threshold", 10, 6, have)
    assert test.met == bool(taken)


def test_a_floor_of_an_empty_denominator_is_cleared_by_nobody() -> None:
    """A choice has no for and against, so a floor of that denominator elects nobody."""
    outcome = rank((9, 7, 5, 3, 1), rule(share("1/3", Basis.FOR_AND_AGAINST)), chosen=10)
    assert (outcome.verdict, outcome.taken) == (Verdict.NOT_PASSED, ())
    assert (outcome.tests[0].base, outcome.tests[0].have) == (0, 9)


def test_equals_across_the_line_that_both_clear_the_floor_are_polled_again() -> None:
    asked = rule(share("1/2", Basis.CAST, strict=True), seats=2)
    outcome = rank((9, 7, 7, 7, 1), asked, chosen=10)
    assert (outcome.taken, outcome.tied, outcome.verdict) == ((1,), (2, 3, 4), Verdict.TIE)
    assert outcome.tests[0].have == 7
    assert said(outcome)[-1] == "同票，须重新表决"


def test_without_a_quorum_nothing_is_taken_and_the_figures_are_still_shown() -> None:
    asked = rule(share("1/2", Basis.CAST), attendance=share("2/3", Basis.ROLL), seats=2)
    counted = replace(tally(chosen=10, options=(9, 7, 7, 3, 1)), roll=100)
    outcome = decide(CHOOSE, asked, counted, present_at_opening=10)
    assert (outcome.verdict, outcome.taken, outcome.tied) == (Verdict.NO_QUORUM, (), ())
    assert [test.name for test in outcome.tests] == ["attendance", "threshold"]


def test_a_choice_that_takes_nobody_does_not_say_how_many_were_short() -> None:
    asked = rule(share("1/2", Basis.CAST, strict=True))
    assert said(rank((5, 4, 3, 2, 1), asked, chosen=10))[-1] == "未通过"


# ---- whatever the figures ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fraction", "base", "text"),
    [
        ("2/3", 122, "81.33"),
        ("2/3", 120, "80"),
        ("1/2", 205, "102.50"),
        ("1/3", 100, "33.33"),
        ("2/3", 1, "0.66"),
        ("1/12", 1, "0.08"),
        ("2/3", 0, "0"),
    ],
)
def test_a_quotient_is_exact_or_cut_to_two_places(fraction: str, base: int, text: str) -> None:
    assert quotient(share(fraction).fraction, base) == text


@given(rules, choose_forms())
def test_no_more_are_taken_than_there_are_places_and_nobody_is_both_taken_and_tied(
    asked: Rule, form: BallotForm
) -> None:
    votes = tuple((7 * n) % 5 for n in range(len(form.options)))
    outcome = rank(votes, asked, chosen=6, form=form)
    places = asked.seats or form.maximum
    assert len(outcome.taken) <= places
    assert not set(outcome.taken) & set(outcome.tied)
    assert (outcome.verdict is Verdict.TIE) == bool(outcome.tied)
    assert not outcome.tied or len(outcome.taken) + len(outcome.tied) > places


@given(rules)
def test_one_ballot_more_in_favour_never_turns_a_passed_poll(asked: Rule) -> None:
    verdicts = [judge(asked, tally(n, 6 - n, 1, roll=9)).verdict for n in range(7)]
    passed = [verdict is Verdict.PASSED for verdict in verdicts]
    assert passed == sorted(passed)


def test_the_ending_of_every_verdict_is_in_the_catalogue() -> None:
    asked = rule(share("1/2", Basis.FOR_AND_AGAINST, strict=True), tie=TieRule.POLL_AGAIN)
    assert said(judge(asked, tally(5, 5)))[-1] == "同票，须重新表决"
    counted = tally(chosen=2, options=(2, 0, 0, 0))
    chosen = decide(CHOOSE_TWO_OF_FOUR, rule(), counted, present_at_opening=2)
    assert said(chosen) == ["选出 1，名额 2", "通过"]


# ---- what the denominator holds ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("basis", "recused", "in_chinese", "in_english"),
    [
        (
            Basis.ROLL, RecusedRule.LEAVE,
            "基数：全体 100 人，减去回避 2 人；未按 5 人仍计入",
            "Of the roll of 100: 2 recused left out, 5 not pressed in",
        ),
        (
            Basis.ROLL, RecusedRule.STAY,
            "基数：全体 100 人；未按 5 人、回避 2 人仍计入",
            "Of the roll of 100: 2 recused and 5 not pressed in",
        ),
        (
            Basis.PRESENT, RecusedRule.LEAVE,
            "基数：实到 80 人，减去回避 2 人；未按 5 人仍计入",
            "Of 80 present: 2 recused left out, 5 not pressed in",
        ),
        (
            Basis.PRESENT, RecusedRule.STAY,
            "基数：实到 80 人；未按 5 人、回避 2 人仍计入",
            "Of 80 present: 2 recused and 5 not pressed in",
        ),
        (
            Basis.PARTICIPANTS, RecusedRule.LEAVE,
            "基数：参加表决 73 人，含无效票 3 张；未按 5 人、回避 2 人不计入",
            "Of 73 who took part: 3 void in, 5 not pressed and 2 recused left out",
        ),
        (
            Basis.CAST, RecusedRule.STAY,
            "基数：有效票 70 张，含弃权 10 张；未按 5 人、无效票 3 张、回避 2 人不计入",
            "Of 70 valid ballots: 10 abstaining in; 5 not pressed, 3 void, 2 recused left out",
        ),
        (
            Basis.FOR_AND_AGAINST, RecusedRule.LEAVE,
            "基数：赞成与反对之和；弃权 10 人、未按 5 人、无效票 3 张、回避 2 人不计入",
            "Of for and against: 10 abstaining, 5 not pressed, 3 void, 2 recused left out",
        ),
    ],
)  # fmt: skip
def test_the_denominator_says_who_is_in_it(
    basis: Basis, recused: RecusedRule, in_chinese: str, in_english: str
) -> None:
    outcome = judge(rule(share("1/2", basis), recused=recused), COUNTED)
    assert all_said(outcome)[1] == in_chinese
    assert all_said(outcome, "en")[1] == in_english


def test_an_opinion_takes_nothing_and_still_shows_its_figures() -> None:
    asked = rule(share("1/2", Basis.CAST), resolution=False)
    outcome = rank((9, 9, 5, 3, 1), asked, chosen=10)
    assert (outcome.verdict, outcome.taken, outcome.tied) == (Verdict.OPINION, (), ())
    assert [test.name for test in outcome.tests] == ["threshold"]
    assert said(outcome)[-1] == "意见征询，不产生决议"


def test_without_its_quorum_an_opinion_is_none() -> None:
    asked = rule(attendance=share("2/3", Basis.ROLL), resolution=False)
    assert judge(asked, tally(5, roll=9)).verdict is Verdict.NO_QUORUM


def test_for_and_against_of_a_candidate_are_the_yeses_and_noes() -> None:
    form = BallotForm(BallotKind.YES_NO, ("甲", "乙"), 0, 2)
    counted = tally(chosen=10, options=(4, 5), noes=(3, 5))
    asked = rule(share("1/2", Basis.FOR_AND_AGAINST, strict=True))
    outcome = decide(form, asked, counted, present_at_opening=10)
    assert (outcome.verdict, outcome.taken) == (Verdict.PASSED, (1,))
    assert (outcome.tests[0].base, outcome.tests[0].have) == (7, 4)


def test_a_form_without_options_takes_nothing_and_says_so() -> None:
    """The book may hold one; its test is of nothing, with the rule's own share."""
    nothing = BallotForm(BallotKind.CHOOSE, (), 0, 0)
    asked = rule(share("1/2", Basis.PRESENT, strict=True))
    outcome = decide(nothing, asked, tally(chosen=4, options=()), present_at_opening=4)
    (test,) = outcome.tests
    assert (test.have, test.base, test.needed, test.met) == (0, 4, 3, False)
    assert (outcome.verdict, outcome.taken) == (Verdict.NOT_PASSED, ())


def test_options_are_tested_by_heads_and_by_area() -> None:
    """甲 has the heads and not the area: nothing is taken, and both tests stand in the outcome."""
    area = Buckets(1000, 1000, 0, 0, 0, 1000, 0, 0, 0, (400, 600), ())
    counted = tally(chosen=3, options=(2, 1), area=area)
    form = BallotForm(BallotKind.CHOOSE, ("甲", "乙"), 1, 1)
    asked = rule(share("1/2", Basis.PARTICIPANTS, strict=True), by_area=True)
    outcome = decide(form, asked, counted, present_at_opening=3)
    assert [(test.measure, test.base, test.have, test.met) for test in outcome.tests] == [
        (Measure.HEADS, 3, 2, True),
        (Measure.AREA, 1000, 400, False),
    ]
    assert outcome.verdict is Verdict.NOT_PASSED


def test_only_a_score_has_a_mean() -> None:
    outcome = rank((3, 1, 0, 0, 0), rule(), chosen=4)
    assert outcome.mean is None


def test_a_test_names_its_basis_its_fraction_and_its_strictness() -> None:
    asked = rule(share("2/3", Basis.CAST), attendance=share("1/2", Basis.ROLL, strict=True))
    tests = judge(asked, tally(3, 1)).tests
    assert [(one.name, one.basis, one.fraction, one.strict, one.measure) for one in tests] == [
        ("attendance", "roll", "1/2", True, "heads"),
        ("threshold", "cast", "2/3", False, "heads"),
    ]


@pytest.mark.parametrize(
    ("before", "said_first"),
    [
        ((0, ()), "Taken {taken} of {places} places"),
        ((3, ()), "Polled again between those tied in poll {poll}; most ballots are taken"),
        (
            (3, ("甲", "乙")),
            "Polled again between those tied in poll {poll}; most ballots are taken; "
            "taken before and standing: {names}",
        ),
    ],
)
def test_a_poll_between_the_tied_says_whose_tie_it_decides_and_what_stands(
    before: tuple[int, tuple[str, ...]], said_first: str
) -> None:
    counted = tally(chosen=4, options=(3, 1, 0, 0, 0))
    outcome = decide(CHOOSE, rule(), counted, present_at_opening=4, before=before)
    first = outcome.computation[0]
    assert first.msgid == said_first
    assert first.args.get("poll", 0) == before[0]
    assert first.args.get("names", "") == ", ".join(before[1])


def test_a_score_says_nothing_of_a_denominator_it_was_not_taken_of() -> None:
    score = BallotForm(BallotKind.SCORE, ("1", "2"), 1, 1)
    asked = rule(MAJORITY, resolution=False)
    outcome = decide(score, asked, tally(chosen=2, options=(1, 1)), present_at_opening=2)
    assert [one.msgid for one in outcome.computation] == [
        "Mean of {ballots} valid scores: {sum} ÷ {ballots} = {mean}",
        "An opinion was asked for: it makes no resolution",
    ]
