"""A book made again from its mirror, when the first medium is gone.

The mirror is read twice: once to be judged and folded, before anybody answers for it, and once
while its entries are written, since it lies on a medium that others can reach. What a power cut
left of the last lines is cut off and told; anything else that does not hold together ends it. The
book gets its name when it is whole, and its last entry says that it was made again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from kiosk.clock import Moment
from kiosk.ledger.book import poll_of
from kiosk.ledger.chain import Walk
from kiosk.ledger.connection import Mode, connect, make_safe, outside_transaction
from kiosk.ledger.disk import sync_folder
from kiosk.ledger.door import NO_SUCH_PLACE, Mend, book_door, book_fault
from kiosk.ledger.entry import Entry, read_body
from kiosk.ledger.form import Misfit
from kiosk.ledger.founding import clear, found_book
from kiosk.ledger.lock import BookLock
from kiosk.ledger.mirror import entry_of, line_of
from kiosk.ledger.officer_keys import unusable
from kiosk.ledger.schema import INSERT_ENTRY
from kiosk.ledger.store import TAKEN, chain_on
from kiosk.meeting.facts import BookRestored, Entered

NO_MIRROR = Mend("there is no mirror of this name", "name the mirror's file on the second medium")
NOT_A_MIRROR = Mend("this file is no mirror of a book", "name the mirror's file")
MIRROR_BREAKS = Mend(
    "the mirror does not hold together at entry {number} ({kind})",
    "keep it as it is and bring another copy; no book is made of a damaged mirror",
)
TOO_SHORT = Mend("the mirror holds no meeting that began", "begin with a new book")
MOVED = Mend(
    "the mirror changed while it was read",
    "end whatever writes to it, then try again; nothing was made",
)
FIRST_WORDS = 2
"""BookOpened and KioskStarted: what stands in a book before anything else may."""
ROWS = 1000
Read = tuple[Entry, Entered]


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a mirror holds: its meeting, its last entry, and how many bytes a power cut spoilt."""

    meeting: str
    last: Entered
    head: bytes
    cut: int

    @property
    def entries(self) -> int:
        return self.last.number + 1


def read_mirror(path: Path, told: Callable[[Entered], object]) -> Mirrored:
    """Judge a whole mirror; UnusableInput when it is none or broken. `told` hears every fact."""
    if not path.is_file():
        raise unusable(NO_MIRROR, str(path))
    size, entry, entered = 0, None, None
    with book_door(path):
        for entry, entered in _read(path):
            size += len(line_of(entry))
            told(entered)
        cut = path.stat().st_size - size
    if entry is None or entered is None or entered.number + 1 < FIRST_WORDS:
        raise unusable(TOO_SHORT, str(path))
    return Mirrored(read_body(entry.body)[0], entered, entry.hash, cut)


def restore_book(
    mirror: Path,
    book: Path,
    found: Mirrored,
    *,
    utc: datetime,
    reason: str,
    officers: tuple[str, str],
) -> BookRestored:
    """Make the book that `found` was read from; BookFault where another one stands.

    The time of its last entry is this machine's, its monotonic count that of the entry before: it
    belongs to the run of a kiosk that has ended.
    """
    fact = BookRestored(reason, officers, found.entries, found.head.hex())
    unborn = Path(f"{book}.restored")
    with book_door(book), ExitStack() as stack:
        if not book.parent.is_dir():
            raise book_fault(NO_SUCH_PLACE, book)
        stack.callback(BookLock(book).release)
        if book.exists() or Path(f"{book}-wal").exists():
            raise book_fault(TAKEN, book)
        stack.callback(clear, unborn)
        clear(unborn)
        found_book(unborn, found.meeting)
        with connect(unborn, Mode.WRITE) as connection:
            make_safe(connection, unborn)
            with connection.begin():
                _fill(connection, mirror, found)
                at = Moment(utc, found.last.mono_ns)
                head = found.last.number, found.head
                entered, entries = chain_on(head, [fact], at=at, meeting=found.meeting)
                write_entries(connection, list(zip(entries, entered, strict=True)))
            outside_transaction(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        unborn.rename(book)
        sync_folder(book.parent)
    return fact


def _fill(connection: Connection, mirror: Path, found: Mirrored) -> None:
    rest = islice(_read(mirror), found.entries)
    last = b""
    while page := list(islice(rest, ROWS)):
        write_entries(connection, page)
        last = page[-1][0].hash
    if last != found.head:
        raise unusable(MOVED, str(mirror))


def write_entries(connection: Connection, page: Sequence[Read]) -> None:
    """Put entries into a book that is being made."""
    rows = [
        (one.number, one.hash, one.body, type(told.fact).__name__, poll_of(told.fact))
        for one, told in page
    ]
    connection.exec_driver_sql(INSERT_ENTRY, rows)


def _read(path: Path) -> Iterator[Read]:
    """The entries of a mirror up to where a power cut tore it; UnusableInput at a break."""
    walk: Walk | None = None
    with path.open("rb") as mirror:
        for number, line in enumerate(mirror):
            entry = entry_of(line)
            if entry is None:
                _demand_torn(path, line, mirror, number=number)
                return
            walk = walk or Walk(_meeting(path, entry))
            for one in walk.step(entry):
                raise unusable(MIRROR_BREAKS, str(path), number=number, kind=one.kind)
            assert walk.entered is not None
            yield entry, walk.entered


def _meeting(path: Path, first: Entry) -> str:
    try:
        return read_body(first.body)[0]
    except Misfit as misfit:
        raise unusable(NOT_A_MIRROR, str(path)) from misfit


def _demand_torn(path: Path, line: bytes, rest: BinaryIO, *, number: int) -> None:
    """A torn line ends the file or has holes of zeros, and no whole line stands behind it."""
    torn = b"\0" in line or not line.endswith(b"\n")
    if number == 0:
        raise unusable(NOT_A_MIRROR, str(path))
    if not torn or any(entry_of(one) for one in rest):
        raise unusable(MIRROR_BREAKS, str(path), number=number, kind="unreadable")
