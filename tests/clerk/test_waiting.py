"""What waits for the book: on the own disk, in order, once."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.clerk.waiting import Waiting
from kiosk.devices.events import (
    CodeScanned,
    KeypadPressed,
    LineNoise,
    PollDrained,
    PollStarted,
    TableRow,
)
from kiosk.ledger.spool import Spool
from kiosk.meeting.facts import BallotCast, Entered, Press

PRESS = KeypadPressed("west/A", 7, (1, 3), 1_000, 5, 12, 900, b"\xa5\x5a")
BARE = replace(PRESS, session=None, sequence=None, made_ms=None, heard_ns=2_000)
SCAN = CodeScanned("1", "PASS", 3_000)
STARTED = PollStarted("west/A", 5, 100, 200)
DRAINED = PollDrained("west/A", 5, 12, (TableRow(7, 1, (1, 3)),), True, 0, 4_000)
NOISE = LineNoise("west/A", 1, 2, 3, b"x", 5_000)


def waiting(place: Path, boot: str = "one") -> Waiting:
    return Waiting(Spool(place), boot=boot)


def test_what_was_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "spool"
    kept = waiting(place)
    kept.keep([PRESS, NOISE, SCAN])
    kept.keep([STARTED, DRAINED])
    assert kept.messages == [PRESS, NOISE, SCAN, STARTED, DRAINED]
    again = waiting(place)
    again.load([], desk="west", now_ns=9_000)
    assert again.messages == [PRESS, SCAN, STARTED, DRAINED], "noise is not worth a disk"
    again.keep([BARE])
    once_more = waiting(place)
    once_more.load([], desk="west", now_ns=9_000)
    assert once_more.messages == [PRESS, SCAN, STARTED, DRAINED, BARE]
    once_more.written()
    empty = waiting(place)
    empty.load([], desk="west", now_ns=9_000)
    assert empty.messages == []


def test_a_press_that_the_book_has_is_not_taken_up_again(tmp_path: Path) -> None:
    waiting(tmp_path / "spool").keep([BARE, SCAN])
    press = Press("west/A", 7, (1, 3), 2_000, None, None, None, "a55a")
    fact = BallotCast(1, "7", (1, 3), False, False, press)
    entered = Entered(5, datetime(2026, 11, 23, tzinfo=UTC), 1, fact, "west")
    again = waiting(tmp_path / "spool")
    again.load([entered], desk="west", now_ns=9_000)
    assert again.messages == [SCAN]
    other = waiting(tmp_path / "spool")
    other.load([replace(entered, desk="east")], desk="west", now_ns=9_000)
    assert other.messages == [BARE, SCAN]


def test_instants_of_another_boot_mean_nothing(tmp_path: Path) -> None:
    waiting(tmp_path / "spool").keep([STARTED, PRESS, DRAINED])
    again = waiting(tmp_path / "spool", boot="two")
    again.load([], desk="west", now_ns=9_000)
    assert again.messages == [replace(PRESS, heard_ns=9_000), DRAINED]


def test_what_stands_after_all_is_dropped_from_the_disk_too(tmp_path: Path) -> None:
    kept = waiting(tmp_path / "spool")
    kept.keep([PRESS, BARE])
    kept.drop(1)
    kept.keep([SCAN])
    again = waiting(tmp_path / "spool")
    again.load([], desk="west", now_ns=9_000)
    assert again.messages == [BARE, SCAN]


def test_without_a_spool_it_waits_in_memory() -> None:
    kept = Waiting(None, boot="one")
    kept.load([], desk="", now_ns=1)
    kept.keep([PRESS])
    assert kept.messages == [PRESS]
    kept.written()
    assert kept.messages == []
