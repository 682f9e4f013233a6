"""A tie across the line that is polled again, in whole bundles: what the book may say of it."""

import pytest
from bundlebuilder import TWO, Scribe, outcome, press, rule, tally

SEATS = ("A1", "A2", "A3", "A4")
RULE = rule(attendance=None, threshold=None, seats=2)
FORM = {"kind": "choose", "options": ["甲", "乙", "丙"], "minimum": 1, "maximum": 2}
AGAIN = {"kind": "choose", "options": ["乙", "丙"], "minimum": 1, "maximum": 1}


def asked(book: Scribe, poll: int, choices: dict[str, list[int]]) -> None:
    book.open(poll, len(SEATS), ("east", 4 + poll))
    for keypad, (seat, keys) in enumerate(choices.items(), start=101):
        book.cast(poll, seat, press(keypad, keys, book.at, session=4 + poll))
    book.closing(poll)
    book.closed(poll, *SEATS)
    book.reconcile(poll, len(choices), len(choices), 0, [])


def tied() -> Scribe:
    """甲 4, 乙 2, 丙 2 for two places: 甲 is taken, one place is left for the other two."""
    book = Scribe()
    book.open_book()
    book.freeze(dict.fromkeys(SEATS, True))
    for number, seat in enumerate(SEATS, start=101):
        book.bind(number, seat)
    book.arrive(*SEATS)
    book.prepare(1, form=FORM, rule=RULE)
    asked(book, 1, {"A1": [1, 2], "A2": [1, 2], "A3": [1, 3], "A4": [1, 3]})
    counts = tally(roll=4, base=4, chosen=4, options=[4, 2, 2])
    book.declare(1, counts, outcome("tie", [], taken=[1], tied=[2, 3]))
    return book


RIGHT = {"form": AGAIN, "rule": RULE, "round": 2, "of_poll": 1, "taken_before": ["甲"]}


def test_the_tied_are_asked_about_again_for_the_place_left(desk):
    book = tied()
    book.prepare(2, **RIGHT)
    asked(book, 2, {"A1": [2], "A2": [2], "A3": [1], "A4": [2]})
    counts = tally(roll=4, base=4, chosen=4, options=[1, 3])
    book.declare(2, counts, outcome("passed", [], taken=[2]))
    answer = desk.ask(book.members())
    assert (answer.code, answer.failed) == (0, set())


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": {**AGAIN, "options": ["乙", "甲"]}},
        {"form": {**AGAIN, "options": ["丙", "乙"]}},
        {"form": {**AGAIN, "options": ["甲", "乙", "丙"]}},
        {"form": {**AGAIN, "maximum": 2}},
        {"form": {**AGAIN, "minimum": 0}},
        {"taken_before": []},
        {"taken_before": ["乙"]},
        {"item": 9},
        {"motion_version": 2},
        {"rule": rule(attendance=None, threshold=None, seats=2, recused="stay")},
        {"last_press_counts": False},
    ],
    ids=str,
)
def test_another_asking_is_no_poll_between_the_tied(desk, wrong):
    book = tied()
    book.prepare(2, **{**RIGHT, **wrong})
    answer = desk.ask(book.members())
    assert (answer.code, answer.failed) == (1, {"order"})
    said = desk.slip(book.members(), "--lang", "en").out
    assert "poll 2 is not between those tied in poll 1 for the places left" in said


@pytest.mark.parametrize("of_poll", [2, 7])
def test_there_is_nothing_to_ask_again_where_no_tie_was_left(desk, of_poll):
    book = tied()
    book.prepare(2, **RIGHT)
    asked(book, 2, {"A1": [2], "A2": [2], "A3": [1], "A4": [2]})
    counts = tally(roll=4, base=4, chosen=4, options=[1, 3])
    book.declare(2, counts, outcome("passed", [], taken=[2]))
    book.prepare(3, **{**RIGHT, "round": 3, "of_poll": of_poll})
    answer = desk.ask(book.members())
    assert (answer.code, answer.failed) == (1, {"order"})
    assert f"poll {of_poll} left no tie" in desk.slip(book.members(), "--lang", "en").out


def test_a_tie_put_aside_or_never_declared_is_none(desk):
    book = tied()
    book.write("PollVoided", poll=1, reason="重来", officers=TWO)
    book.prepare(2, **RIGHT)
    assert desk.ask(book.members()).failed == {"order"}


def test_a_latecomers_area_counts_like_anyones(desk):
    """`RollAmended` brings areas along, as `RollFrozen` does."""
    book = Scribe()
    book.open_book()
    book.freeze({"A1": True})
    late = {"number": 2, "seat": "A2", "delegate_class": "citizen", "votes": True}
    late |= {"commitment": "0" * 64, "area": 500}
    book.write("RollAmended", delegates=[late], reason="补选", officers=TWO)
    book.bind(101, "A1")
    book.bind(102, "A2")
    book.arrive("A1", "A2")
    by_area = rule(attendance=None, threshold=None, by_area=True)
    book.prepare(1, rule=by_area)
    book.open(1, 2)
    book.cast(1, "A2", press(102, [1], book.at))
    book.closing(1)
    book.closed(1, "A1", "A2")
    book.reconcile(1, 1, 1, 0, ["A1"])
    area = tally(roll=500, base=500, in_favour=500)
    heads = tally(roll=2, base=2, in_favour=1, not_pressed=1, area=area)
    book.declare(1, heads, outcome("passed", []))
    answer = desk.ask(book.members())
    assert answer.failed - {"persons"} == set(), answer.out
