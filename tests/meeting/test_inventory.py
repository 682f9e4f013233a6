"""The hall's keypads over its meetings, from the books alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.inventory import Note, inventory

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


def test_no_books_no_keypads() -> None:
    assert inventory([]) == ()
