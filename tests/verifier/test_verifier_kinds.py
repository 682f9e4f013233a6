"""Areas, scores, yes or no to each, and polls that resolve nothing, in whole bundles."""

import dataclasses
from fractions import Fraction

import pytest
from bundlebuilder import (
    Scribe,
    altered,
    choose,
    found,
    members,
    outcome,
    press,
    rule,
    share,
    tally,
    trial,
)

from kiosk.verifier import outcome as law
from kiosk.verifier.counting import Tally, mark
from kiosk.verifier.hall import Plan, Share

OWNERS = rule(
    attendance=None,
    participation=share("2/3", "roll"),
    threshold=share("1/2", "participants", strict=True),
    by_area=True,
)
AREAS = {"A1": 5_000, "A2": 5_000, "A3": 30_000}
PLAN = Plan(
    poll=1, item=1, round=1, kind="yes_no", options=3, minimum=0, maximum=2, named=True,
    last_press_counts=True, rule="", attendance=None, participation=None, threshold=None,
    tie="lost", recused="leave", seats=0,
)  # fmt: skip


def owners(**of) -> Scribe:
    """Three owners, one more without a voting right; all present, none has pressed."""
    book = Scribe()
    book.open_book()
    book.freeze({"A1": True, "A2": True, "A3": True, "A4": False})
    at = found(book.bodies, "RollFrozen")

    def own(roll):
        for delegate in roll["delegates"]:
            delegate["area"] = AREAS.get(delegate["seat"], 777)

    book.bodies[:] = altered(book.bodies, at, own)
    for number, seat in enumerate(AREAS, start=101):
        book.bind(number, seat)
    book.arrive(*AREAS)
    book.prepare(1, **of)
    book.open(1, 3)
    return book


def by_area(test, base, needed, have):
    return {**test, "base": base, "needed": needed, "have": have, "measure": "area"}


def the_owners_poll() -> Scribe:
    book = owners(rule=OWNERS)
    book.cast(1, "A1", press(101, [1], book.at))
    book.cast(1, "A2", press(102, [1], book.at))
    book.cast(1, "A3", press(103, [2], book.at))
    book.closing(1)
    book.closed(1, *AREAS)
    book.reconcile(1, 3, 3, 0, [])
    area = tally(roll=40_000, base=40_000, in_favour=10_000, against=30_000)
    heads = tally(roll=3, base=3, in_favour=2, against=1, area=area)
    part, enough = OWNERS["participation"], OWNERS["threshold"]
    tests = [
        trial("participation", part, 3, 2, 3),
        by_area(trial("participation", part, 1, 1, 1), 40_000, 26_667, 40_000),
        trial("threshold", enough, 3, 2, 2),
        {**by_area(trial("threshold", enough, 1, 1, 1), 40_000, 20_001, 10_000), "met": False},
    ]
    book.declare(1, heads, outcome("not_passed", tests))
    return book


def test_the_heads_agree_and_the_area_does_not(desk):
    book = the_owners_poll()
    assert desk.ask(book.members()).code == 0
    slip = desk.slip(book.members(), "--lang", "en").out
    assert "area in m²: roll 400.00, base 400.00, for 100.00, against 300.00" in slip
    assert "threshold, by area in m²: > 1/2 x 400.00" in slip
    assert "需 200.01，得 100.00，未达到" in desk.slip(book.members(), "--lang", "zh").out


@pytest.mark.parametrize("member", ["in_favour", "roll", "options"])
def test_an_area_that_was_changed_is_found(desk, member):
    book = the_owners_poll()

    def change(of):
        of["tally"]["area"][member] = [1] if member == "options" else 1

    bodies = altered(book.bodies, found(book.bodies, "Declared"), change)
    answer = desk.ask(members(bodies, persons=book.persons))
    assert answer.failed == {"tallies"}


def test_an_area_that_is_no_number_is_not_read(desk):
    book = the_owners_poll()

    def change(of):
        of["delegates"][0]["area"] = "50.00"

    bodies = altered(book.bodies, found(book.bodies, "RollFrozen"), change)
    answer = desk.ask(members(bodies, persons=book.persons), "--lang", "en")
    assert "format" in answer.failed


def test_a_delegate_must_still_be_one(desk):
    book = the_owners_poll()

    def change(of):
        del of["delegates"][0]["seat"]

    bodies = altered(book.bodies, found(book.bodies, "RollFrozen"), change)
    assert "format" in desk.ask(members(bodies, persons=book.persons)).failed


def test_a_score_has_a_mean_and_makes_no_resolution(desk):
    levels = {"kind": "score", "options": ["1", "2", "3"], "minimum": 1, "maximum": 1}
    book = owners(rule=rule(attendance=None, threshold=None, resolution=False), form=levels)
    book.cast(1, "A1", press(101, [3], book.at))
    book.cast(1, "A2", press(102, [2], book.at))
    book.refuse(1, "A3", "no_such_key", press(103, [4], book.at))
    book.closing(1)
    book.closed(1, *AREAS)
    book.reconcile(1, 3, 2, 1, ["A3"])
    counts = tally(roll=3, base=3, chosen=2, not_pressed=1, options=[0, 1, 1])
    book.declare(1, counts, outcome("opinion", [], mean="5/2"))
    assert desk.ask(book.members()).code == 0
    assert "平均分：5/2" in desk.slip(book.members(), "--lang", "zh").out
    for change in ({"mean": "5/3"}, {"verdict": "passed"}, {"mean": None}):
        bodies = altered(
            book.bodies,
            found(book.bodies, "Declared"),
            lambda of, c=change: of["outcome"].update(c),
        )
        assert desk.ask(members(bodies, persons=book.persons)).failed == {"outcomes"}


def test_yes_or_no_to_each_candidate(desk):
    each = {"kind": "yes_no", "options": ["甲", "乙"], "minimum": 0, "maximum": 1}
    half = share("1/2", "participants", strict=True)
    book = owners(rule=rule(attendance=None, threshold=half), form=each)
    book.cast(1, "A1", press(101, [1, 4], book.at))
    book.cast(1, "A2", press(102, [1], book.at))
    book.cast(1, "A3", press(103, [1, 3], book.at))  # two yeses: void
    book.closing(1)
    book.closed(1, *AREAS)
    book.reconcile(1, 3, 3, 0, [])
    counts = tally(roll=3, base=3, chosen=2, void=1, options=[2, 0], noes=[0, 1])
    test = trial("threshold", half, 3, 2, 2)
    book.declare(1, counts, outcome("passed", [test], taken=[1]))
    assert desk.ask(book.members()).code == 0
    assert "option 2: 1 against" in desk.slip(book.members(), "--lang", "en").out


@pytest.mark.parametrize(
    ("choice", "bucket"),
    [
        ((), "not_pressed"),
        ((2, 4, 6), "chosen"),
        ((1, 3, 6), "chosen"),
        ((1, 2), "void"),
        ((1, 3, 5), "void"),
    ],
)
def test_a_ballot_of_yeses_and_noes(choice, bucket):
    assert mark(PLAN, choice) == bucket


def test_a_poll_that_resolves_nothing_takes_nothing():
    counts = Tally(3, 3, 0, 0, 0, 3, 0, 0, 0, [3, 1, 1], [0, 0, 0])
    straw = dataclasses.replace(PLAN, resolution=False)
    assert law.outcome(straw, counts, 3) == law.Outcome("opinion", [], [], [])
    quorate = dataclasses.replace(straw, attendance=Share(Fraction(2, 3), False, "roll"))
    assert law.outcome(quorate, counts, 1).verdict == "no_quorum"


def test_nobody_scored():
    counts = Tally(3, 0, 0, 0, 0, 0, 0, 0, 0, [0, 0])
    result = law.outcome(dataclasses.replace(PLAN, kind="score", options=2), counts, 0)
    assert (result.verdict, result.mean) == ("opinion", None)


def test_members_of_an_area_that_nobody_knows_are_passed_over(desk):
    book = the_owners_poll()
    bodies = altered(
        book.bodies,
        found(book.bodies, "Declared"),
        lambda of: of["tally"]["area"].update(unknown=1),
    )
    assert desk.ask(members(bodies, persons=book.persons)).code == 0


def test_for_and_against_of_a_candidate_are_the_yeses_and_noes():
    counts = Tally(9, 9, 0, 0, 0, 9, 0, 0, 0, [4, 4, 0], [3, 4, 0])
    asked = dataclasses.replace(PLAN, threshold=Share(Fraction(1, 2), True, "for_and_against"))
    result = law.outcome(asked, counts, 9)
    assert (result.taken, result.tests[0].base) == ([1], 7)


def test_a_poll_without_options_takes_nobody():
    asked = dataclasses.replace(PLAN, options=0, threshold=Share(Fraction(1, 2), True, "cast"))
    result = law.outcome(asked, Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, []), 0)
    assert (result.verdict, result.tests[0].have) == ("not_passed", 0)


def test_keys_one_by_one_make_one_choice_and_one_key_takes_it_back(desk):
    book = Scribe()
    book.open_book()
    book.freeze({"A1": True})
    book.bind(101, "A1")
    book.arrive("A1")
    book.prepare(1, form=choose(3, 1, 2))
    told = {"sessions": [["east", 5]], "present": 1, "by": "主持人", "one_key": ["east"]}
    book.write("PollOpened", poll=1, **told)
    for key, choice in ((2, [2]), (1, [1, 2]), (4, [])):
        heard = press(101, [key], book.at)
        book.cast(1, "A1", heard, choice=choice, replaces=key != 2)
    book.refuse(1, "A1", "duplicate", press(101, [4], book.at))
    assert desk.ask(book.members()).code == 0, desk.slip(book.members()).out
