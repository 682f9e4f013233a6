"""Marks, denominators, quorums, thresholds and places, boundary by boundary."""

import dataclasses
from fractions import Fraction

import pytest

from kiosk.verifier import outcome as law
from kiosk.verifier.counting import Tally, mark
from kiosk.verifier.hall import Plan, Share
from kiosk.verifier.outcome import outcome

PLAN = Plan(
    poll=1,
    item=1,
    round=1,
    kind="for_against",
    options=0,
    minimum=1,
    maximum=1,
    named=True,
    last_press_counts=True,
    rule="",
    attendance=None,
    participation=None,
    threshold=None,
    tie="lost",
    recused="leave",
    seats=0,
)
EMPTY = Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, [])


def plan(**of):
    return dataclasses.replace(PLAN, **of)


def tally(**of):
    return dataclasses.replace(EMPTY, **of)


def half(basis, *, strict=True):
    return Share(Fraction(1, 2), strict, basis)


@pytest.mark.parametrize(
    ("choice", "minimum", "maximum", "bucket"),
    [
        ((), 1, 1, "not_pressed"),
        ((), 0, 1, "not_pressed"),
        ((1,), 1, 1, "in_favour"),
        ((2,), 1, 1, "against"),
        ((3,), 1, 1, "abstain"),
        ((4,), 1, 1, "void"),
        ((1, 2), 1, 1, "void"),
        ((1, 2), 1, 2, "void"),
    ],
)
def test_a_choice_for_or_against_has_its_bucket(choice, minimum, maximum, bucket):
    assert mark(plan(minimum=minimum, maximum=maximum), choice) == bucket


@pytest.mark.parametrize(
    ("choice", "bucket"),
    [((1,), "void"), ((1, 2), "chosen"), ((1, 2, 3), "chosen"), ((1, 2, 3, 4), "void")],
)
def test_a_choice_among_options_has_a_least_and_a_most(choice, bucket):
    assert mark(plan(kind="choose", options=5, minimum=2, maximum=3), choice) == bucket


@pytest.mark.parametrize(
    ("fraction", "strict", "base", "needed"),
    [
        ("1/2", True, 10, 6),
        ("1/2", True, 11, 6),
        ("1/2", False, 10, 5),
        ("1/2", False, 11, 6),
        ("2/3", False, 122, 82),
        ("2/3", False, 120, 80),
        ("2/3", True, 120, 81),
        ("1", False, 7, 7),
        ("0", False, 7, 0),
        ("2/3", False, 0, 1),
        ("2/3", True, 0, 1),
    ],
)
def test_what_is_needed_is_exact(fraction, strict, base, needed):
    share = Share(Fraction(fraction), strict, "roll")
    assert law.tested("threshold", share, base, needed).needed == needed
    assert law.tested("threshold", share, base, needed).met is (base > 0)
    assert not law.tested("threshold", share, base, needed - 1).met


def test_plymouth_2017_missed_two_thirds_by_one():
    counts = tally(roll=150, base=122, in_favour=81, against=41)
    rule = plan(threshold=Share(Fraction(2, 3), False, "for_and_against"))
    result = outcome(rule, counts, 122)
    assert (result.tests[0].needed, result.verdict) == (82, "not_passed")


@pytest.mark.parametrize(
    ("basis", "recused", "base"),
    [
        ("roll", "leave", 98),
        ("roll", "stay", 100),
        ("present", "leave", 78),
        ("present", "stay", 80),
        ("cast", "leave", 60),
        ("for_and_against", "leave", 50),
    ],
)
def test_the_denominator_is_the_named_one(basis, recused, base):
    counts = tally(roll=100, base=80, in_favour=30, against=20, abstain=10, void=8, recused=2)
    rule = plan(threshold=half(basis), recused=recused)
    assert outcome(rule, counts, 80).tests[0].base == base


def test_attendance_is_over_the_roll_and_recusal_does_not_lessen_it():
    rule = plan(attendance=Share(Fraction(2, 3), False, "roll"))
    counts = tally(roll=9, base=6, recused=6)
    result = outcome(rule, counts, 6)
    assert (result.tests[0].base, result.tests[0].needed, result.verdict) == (9, 6, "passed")
    assert outcome(rule, counts, 5).verdict == "no_quorum"


def test_without_participation_nothing_is_taken_but_all_tests_are_told():
    rule = plan(
        kind="choose",
        options=2,
        seats=1,
        participation=half("present"),
        threshold=half("cast"),
    )
    counts = tally(roll=9, base=8, chosen=4, not_pressed=4, options=[4, 0])
    result = outcome(rule, counts, 8)
    assert [test.name for test in result.tests] == ["participation", "threshold"]
    assert (result.verdict, result.taken, result.tied) == ("no_quorum", [], [])


@pytest.mark.parametrize(
    ("in_favour", "against", "tie", "verdict"),
    [
        (5, 4, "lost", "passed"),
        (4, 4, "lost", "not_passed"),
        (4, 4, "chair", "tie"),
        (4, 5, "chair", "not_passed"),
        (0, 0, "repoll", "tie"),
    ],
)
def test_equal_votes_are_a_tie_only_where_the_rule_has_one(in_favour, against, tie, verdict):
    counts = tally(roll=9, base=9, in_favour=in_favour, against=against)
    rule = plan(threshold=half("for_and_against"), tie=tie)
    assert outcome(rule, counts, 9).verdict == verdict


CHOICES = {
    # options' ballots, seats, threshold -> have, verdict, taken, tied
    "the first of all": ([3, 9, 5], 1, None, None, "passed", [2], []),
    "two in rank order": ([3, 9, 5], 2, None, None, "passed", [2, 3], []),
    "a tie inside the places": ([5, 9, 5], 3, None, None, "passed", [2, 1, 3], []),
    "a tie across the line": ([5, 9, 5], 2, None, None, "tie", [2], [1, 3]),
    "all equal": ([5, 5, 5], 2, None, None, "tie", [], [1, 2, 3]),
    "fewer than places": ([0, 9, 0], 2, None, None, "passed", [2], []),
    "no ballots": ([0, 0, 0], 2, None, None, "not_passed", [], []),
    "a floor that one meets": ([3, 9, 5], 2, "cast", 9, "passed", [2], []),
    "a floor that two meet": ([3, 9, 7], 2, "cast", 7, "passed", [2, 3], []),
    "a floor that none meets": ([3, 4, 5], 2, "cast", 5, "not_passed", [], []),
    "a floor over nothing": ([0, 0, 0], 2, "for_and_against", 0, "not_passed", [], []),
    "no options at all": ([], 2, "cast", 0, "not_passed", [], []),
}


@pytest.mark.parametrize("what", CHOICES)
def test_places_go_by_ballots(what):
    options, seats, basis, have, verdict, taken, tied = CHOICES[what]
    rule = plan(
        kind="choose",
        options=len(options),
        seats=seats,
        threshold=None if basis is None else half(basis),
    )
    result = outcome(rule, tally(roll=20, base=12, chosen=12, options=options), 12)
    assert (result.verdict, result.taken, result.tied) == (verdict, taken, tied)
    assert [test.have for test in result.tests] == ([] if have is None else [have])


def test_without_seats_the_most_that_may_be_chosen_are_the_places():
    rule = plan(kind="choose", options=3, minimum=1, maximum=2)
    result = outcome(rule, tally(chosen=3, options=[3, 2, 1]), 3)
    assert result.taken == [1, 2]


def test_no_places_at_all_take_nobody():
    rule = plan(kind="choose", options=2, minimum=0, maximum=0)
    assert outcome(rule, tally(chosen=3, options=[3, 2]), 3).verdict == "not_passed"
