"""The spool: kept is kept, torn is passed over, told twice is once."""

from pathlib import Path

import pytest

from kiosk.faults import BookFault
from kiosk.ledger.spool import Spool

LINES = [b'{"a":1}', '{"b":"表决"}'.encode(), b'{"c":3}']


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "desk.spool"


def test_what_was_kept_is_there_after_a_restart_in_order(place: Path) -> None:
    spool = Spool(place)
    assert spool.load() == []
    spool.keep(LINES[:1])
    spool.keep(LINES[:1])
    spool.keep(LINES)
    again = Spool(place)
    assert again.load() == LINES
    again.empty()
    again.empty()
    assert (Spool(place).load(), place.read_bytes()) == ([], b"")


def test_a_torn_or_altered_line_and_all_behind_it_was_never_kept(place: Path) -> None:
    Spool(place).keep(LINES)
    whole = place.read_bytes()
    for cut in range(len(whole)):
        place.write_bytes(whole[:cut])
        found = Spool(place).load()
        assert found == LINES[: len(found)]
        assert len(found) == whole[:cut].count(b"\n")
    place.write_bytes(whole.replace(b'"a":1', b'"a":2'))
    spool = Spool(place)
    assert spool.load() == []
    spool.keep(LINES[2:])
    assert Spool(place).load() == LINES[2:], "what is kept after a torn line is not lost behind it"


def test_lines_that_changed_in_front_are_put_in_place_of_all(place: Path) -> None:
    spool = Spool(place)
    spool.keep(LINES)
    spool.replace(LINES[1:])
    assert Spool(place).load() == LINES[1:]


def test_an_own_disk_that_refuses_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BookFault):
        Spool(tmp_path / "nowhere" / "spool").keep(LINES)
