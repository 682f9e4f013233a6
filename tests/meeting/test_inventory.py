"""The hall's keypads over its meetings, from the books alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.inventory import Charge, Note, inventory

DAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PRESS = f.Press("A", 7, (1,), 1, 1, 1, None, "")


def book(meeting: str, *facts: f.Fact, day: int = 0) -> list[Entered]:
    opened = f.BookOpened(meeting, "市民大会", "", "", "", 480, False, "t", "0" * 64, "")
    at = DAY + timedelta(days=day)
    return [Entered(number, at, number, fact) for number, fact in enumerate((opened, *facts))]


FIRST = book(
    "m1",
    f.CheckInOpened(),
    f.KeypadBound(7, "1", "by the roll"),
    f.KeypadBound(8, "2", "by its label", "1"),
    f.KeypadsCalled("A", (7, 8), (8,), ((7, 93, 70), (8, 12, 60))),
    f.KeypadsCalled("A", (7, 8), (8,), ((7, 90, 70), (8, 9, 60))),
    f.BallotCast(1, "1", (1,), False, False, PRESS),
    f.PressRefused(1, "", "unknown_keypad", replace(PRESS, base="B")),
    f.KeypadBound(9, "2", "没电", "1"),
    f.KeypadBound(9, "2", "again", "1"),
    f.KeypadLost(7, "1", "带离会场", "1"),
    f.KeypadReturned(9, "2", "taken back", "1"),
)
SECOND = book(
    "m2",
    f.KeypadReturned(7, "1", "taken back", "1"),
    f.KeypadBound(8, "1", "by a press", "1"),
    f.KeypadLost(8, "1", "?", "1"),
    f.KeypadBound(10, "1", "by a press", "1"),
    f.KeypadBound(8, "2", "by a press", "1"),
    day=30,
)


def test_a_keypad_is_followed_through_all_books() -> None:
    seven, eight, nine, ten = inventory([FIRST, SECOND])
    assert (seven.keypad, seven.presses, seven.bases) == (7, 2, {"A", "B"})
    assert (seven.battery, seven.lowest, seven.lost) == (90, 90, False)
    assert seven.meetings == {"m1", "m2"}
    assert seven.charges == [Charge(DAY.date(), "m1", 93, 90)]
    assert seven.notes == [
        Note(DAY.date(), "m1", "lost", "带离会场"),
        Note((DAY + timedelta(days=30)).date(), "m2", "found"),
    ]
    assert (eight.battery, eight.lowest, eight.warnings, eight.swaps) == (9, 9, 1, 1)
    assert [(note.what, note.reason) for note in eight.notes] == [
        ("battery low", ""),
        ("swapped", "没电"),
        ("lost", "?"),
        ("found", ""),
    ]
    assert (nine.swaps, nine.battery, ten.meetings) == (0, None, {"m2"})


def called(*online: int, level: int = 0) -> f.KeypadsCalled:
    return f.KeypadsCalled("A", online, (), tuple((n, level, 70) for n in online if level))


def test_the_battery_is_followed_from_meeting_to_meeting() -> None:
    books = [
        book("m1", called(7, level=80), called(7, level=85), called(7, level=71)),
        book("m2", called(7)),
        book("m3", called(7, level=64), day=30),
    ]
    (seven,) = inventory(books)
    assert seven.charges == [
        Charge(DAY.date(), "m1", 80, 71),
        Charge((DAY + timedelta(days=30)).date(), "m3", 64, 64),
    ]
    assert (seven.battery, seven.lowest) == (64, 64)


def test_a_keypad_that_does_not_answer_while_its_holder_is_in_the_hall_is_silent() -> None:
    found = f.BaseFound("A", "K-1 0042", 1, 8, "hvm1", 3)
    facts = (
        found,
        f.KeypadBound(7, "1", "by the roll"),
        f.KeypadBound(8, "2", "by the roll"),
        f.KeypadBound(9, "3", "by the roll"),
        called(),
        f.CheckedIn("1", "1", "pass", ""),
        f.CheckedIn("3", "1", "pass", ""),
        called(8),
        called(8),
        f.CheckedOut("1", "1", "pass", ""),
        called(8),
    )
    seven, eight, nine = inventory([book("m1", *facts)])
    assert (seven.silent, eight.silent, nine.silent) == (2, 0, 0), "nine is of another base"
    assert [note.what for note in seven.notes] == ["not heard"]
    assert (seven.identities, eight.identities) == (set(), {"K-1 0042"})


def test_a_base_that_cannot_call_leaves_no_keypad_silent() -> None:
    found = replace(f.BaseFound("A", "", 1, 8, "taiden", 3), can_call=False)
    facts = (found, f.KeypadBound(7, "1", "by the roll"), f.CheckedIn("1", "1", "pass", ""))
    (seven,) = inventory([book("m1", *facts, called())])
    assert seven.silent == 0


def test_no_books_no_keypads() -> None:
    assert inventory([]) == ()
