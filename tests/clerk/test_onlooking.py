"""An onlooker whose source misbehaves: it says what is wrong, and what it has read stays."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from kiosk.clerk.observerview import ObserverView
from kiosk.clerk.onlooking import Onlooker
from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger.afar import source_of
from kiosk.ledger.entry import Entry
from kiosk.ledger.keys import fingerprint
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import KioskStarted
from kiosk.meeting.roll import Person


class Flaky:
    """A book that is read through a line that somebody holds."""

    place = None

    def __init__(self, entries: list[Entry]) -> None:
        self.entries_there, self.wrong = entries, None

    def entries(self, start: int) -> Iterable[Entry]:
        if self.wrong is not None:
            raise self.wrong
        return self.entries_there[start:]

    def persons(self) -> Iterable[Person]:
        return ()

    def close(self) -> None:
        pass


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    path, clock = tmp_path / "a.book", ManualClock()
    with Ledger.create(path, meeting="a" * 32, mirror=None, clock=clock) as book:
        for number in range(4):
            book.append([KioskStarted("kiosk", "boot", f"{number:064d}")])
        return list(book.raw())


def onlooker(source: Flaky, views: list[ObserverView]) -> Onlooker:
    return Onlooker(source, views.append, clock=ManualClock(), verifier=(), fingerprint=fingerprint)


def test_a_book_that_is_away_is_told_and_caught_up_with(entries: list[Entry]):
    source, views = Flaky(entries[:2]), []
    looks = onlooker(source, views)
    looks._take()
    assert (views[-1].entry, views[-1].told) == (1, ())
    source.wrong = BookFault("the line is cut", where="hall", cure="mend it")
    looks._turn()
    (away,) = views[-1].told
    assert away.args["why"] == "hall: the line is cut"
    shown = len(views)
    looks._turn()
    assert len(views) == shown
    source.wrong, source.entries_there = None, entries
    looks._turn()
    assert (views[-1].entry, views[-1].told) == (3, ())


def test_what_does_not_hold_ends_it_and_nothing_behind_is_shown(entries: list[Entry]):
    altered = Entry(2, entries[2].body.replace(b'"boot"', b'"loot"'), entries[2].hash)
    views: list[ObserverView] = []
    looks = onlooker(Flaky([*entries[:2], altered, entries[3]]), views)
    looks._take()
    assert views[-1].entry == 1
    assert [one.args["entry"] for one in views[-1].told] == [2]
    looks._turn()
    assert views[-1].entry == 1


def test_a_defect_stops_it_and_the_screen_says_so(entries: list[Entry], caplog):
    source, views = Flaky(entries), []
    looks = onlooker(source, views)
    looks.start()
    source.wrong = ZeroDivisionError("by a test")
    looks.look()
    looks._thread.join(30)
    assert not looks._thread.is_alive()
    (told,) = views[-1].told
    assert told.args["why"] == "ZeroDivisionError: by a test"
    assert [one.name for one in caplog.records] == ["kiosk.clerk.onlooking"]
    caplog.clear()
    looks.stop()


def test_a_mirror_is_read_on_from_its_last_whole_line(tmp_path: Path, entries: list[Entry]):
    lines = [b"%d %s %s\n" % (one.number, one.hash.hex().encode(), one.body) for one in entries]
    mirror = tmp_path / "a.mirror"
    mirror.write_bytes(lines[0] + lines[1][:40])
    source = source_of(str(mirror))
    assert [one.number for one in source.entries(0)] == [0]
    assert list(source.entries(1)) == []
    mirror.write_bytes(b"".join(lines[:3]))
    assert [one.number for one in source.entries(1)] == [1, 2]
    mirror.write_bytes(lines[0])
    with pytest.raises(BookFault, match="shorter"):
        source.entries(3)
