"""The disk is full at every boundary of a write: one clear line, nothing lost or half written.

`RLIMIT_FSIZE` lets no file of this process grow beyond a size, which is what a full disk does to a
write: it ends short, or not at all. SQLite and the mirror then meet it wherever they are.
"""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger.check import check_book
from kiosk.ledger.mirror import MirrorState
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import Fact

Create = Callable[..., Ledger]
Make = Callable[..., Fact]
STEP = 1_031
"""No divisor of a page or a frame: over the rounds every kind of place is met."""


@contextmanager
def full_above(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def test_the_disk_is_full_at_every_boundary_of_a_commit(
    create: Create, path: Path, mirror: Path, press: Make
) -> None:
    ledger = create(mirror)
    ledger.append([press(0)])
    wal, limit, number, full = Path(f"{path}-wal"), 0, 0, 0
    before = size_of(wal)
    while True:
        facts = [press(number + one) for one in range(1, 21)]
        try:
            with full_above(before + limit):
                ledger.append(facts)
            break
        except BookFault as fault:
            full += 1
            assert str(fault).count("\n") == 0
            assert "the disk is full" in str(fault) or "the disk reports an error" in str(fault)
        assert ledger.head[0] == number
        assert [one.number for one in ledger.entries()] == list(range(number + 1))
        number = ledger.append([press(number + 1)])[-1].number
        before, limit = size_of(wal), limit + STEP
    assert full >= 5
    assert ledger.resync_mirror() is MirrorState.OK
    assert check_book(ledger) == []
    assert ledger.head[0] == number + 20


def test_the_medium_of_the_mirror_is_full_at_every_boundary_of_a_line(
    create: Create, mirror: Path, press: Make
) -> None:
    ledger = create(mirror)
    ledger.append([press(number) for number in range(1_500)])
    ledger.checkpoint()
    lost = 0
    for room in range(0, 700, 37):
        number = ledger.head[0]
        with full_above(size_of(mirror) + room):
            ledger.append([press(number + 1), press(number + 2)])
        lost += ledger.mirror_state is not MirrorState.OK
        assert ledger.head[0] == number + 2
        assert ledger.resync_mirror() is MirrorState.OK
        assert mirror.read_bytes().count(b"\n") == number + 3
        ledger.checkpoint()
    assert lost > 5
    assert check_book(ledger) == []


@pytest.mark.parametrize("size", range(0, 60_000, 3_001))
def test_a_book_that_finds_no_room_to_begin_leaves_no_half_one(
    path: Path, clock: ManualClock, size: int
) -> None:
    path.parent.mkdir()
    try:
        with full_above(size):
            Ledger.create(path, meeting="ab" * 16, mirror=None, clock=clock).close()
    except BookFault as fault:
        assert "the disk" in str(fault)
        assert {one.suffix for one in path.parent.iterdir()} <= {".lock"}
        Ledger.create(path, meeting="ab" * 16, mirror=None, clock=clock).close()
    with Ledger.open(path, mirror=None, clock=clock) as ledger:
        assert check_book(ledger) == []
