"""The book as it is written: one kiosk, one connection, one order of things.

    facts -> bodies -> one transaction, synced -> mirror, synced -> returned

Whoever called may acknowledge to the hall what `append` returned, and nothing before. If the
transaction fails, nothing of it stands, neither on the disk nor in memory. If the mirror fails,
the book stands all the same, and `mirror_state` says that the second copy does not.

While a kiosk holds a book, its own process must not open the file in any other way than through
this room: closing a second handle lets go of SQLite's locks (POSIX ties them to the process).
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from kiosk.clock import Clock, Moment
from kiosk.faults import BookFault
from kiosk.ledger.book import Book, Head, add_breaks, poll_of
from kiosk.ledger.chain import Break, link
from kiosk.ledger.collector import collector_at_rest
from kiosk.ledger.connection import Mode, connect, make_safe, outside_transaction
from kiosk.ledger.data_key import hall_key_path
from kiosk.ledger.door import (
    NO_SUCH_PLACE,
    NOT_A_BOOK,
    BookDamaged,
    Mend,
    book_door,
    book_fault,
)
from kiosk.ledger.entry import Entry, write_body
from kiosk.ledger.founding import Cover, found_book, read_cover
from kiosk.ledger.lock import BookLock
from kiosk.ledger.migrating import migrate
from kiosk.ledger.mirror import Mirror, MirrorState
from kiosk.ledger.safekeeping import delete_persons, keep_persons, seal_what_is_plain
from kiosk.ledger.schema import FORMAT, INSERT_ENTRY
from kiosk.meeting.facts import Entered, Fact
from kiosk.meeting.mirror import Copies
from kiosk.meeting.roll import Person

_MEETING = re.compile(r"[0-9a-f]{32}")

TAKEN = Mend(
    "a book of this name, or its write-ahead log, is there already",
    "open it, or name another file",
)
NO_BOOK = Mend("there is no book of this name", "check the path, or create the book")
MIRROR_TAKEN = Mend(
    "the mirror of another book stands there already",
    "name another file for the mirror; keep the old one",
)


class Ledger(Book):
    """The book of one meeting, held for writing until `close`. For one thread at a time."""

    desk = ""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        *,
        cover: Cover,
        clock: Clock,
        mirror: Mirror | None,
        held: ExitStack,
        hall_key: Path,
    ) -> None:
        mirror_path = None if mirror is None else mirror.path
        super().__init__(path, connection, cover=cover, mirror_path=mirror_path)
        self._clock = clock
        self._mirror = mirror
        self._held = held
        self._file = path
        self._hall_key = hall_key
        self._head: Head = super().head

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        meeting: str,
        mirror: Path | None,
        clock: Clock,
        hall_key: Path | None = None,
    ) -> Self:
        """Found the book of a meeting (32 hex digits) and hold it. BookFault when it exists.

        `hall_key` is the file of the hall's key, beside the book when None.
        """
        if not _MEETING.fullmatch(meeting):
            raise ValueError(f"{meeting!r} is no meeting id of 32 hex digits")
        with book_door(path), ExitStack() as stack:
            if not path.parent.is_dir():
                raise book_fault(NO_SUCH_PLACE, path)
            stack.callback(BookLock(path).release)
            if path.exists() or Path(f"{path}-wal").exists():
                raise book_fault(TAKEN, path)
            if mirror is not None:
                _claim_mirror(mirror)
            found_book(path, meeting)
            return cls._take_up(path, stack, clock=clock, mirror=mirror, hall_key=hall_key)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        mirror: Path | None,
        clock: Clock,
        hall_key: Path | None = None,
        told: Callable[[Entered], object] = lambda entered: None,
    ) -> Self:
        """Hold a book and go on with it: checked whole, of today's format, its mirror level.

        BookDamaged when it does not hold together; BookFault when another kiosk holds it, when it
        cannot be written, or when the mirror is not its own. A mirror whose medium is missing is
        told by `mirror_state`: whether to go on without it is the hall's choice. `told` hears every
        fact while the book is checked, up to the first break: so it is read once and not twice.
        """
        with book_door(path), ExitStack() as stack:
            _demand_file(path)
            stack.callback(BookLock(path).release)
            return cls._take_up(
                path, stack, clock=clock, mirror=mirror, hall_key=hall_key, told=told
            )

    @staticmethod
    def read(path: Path, *, mirror: Path | None = None) -> Book:
        """Look into a book, also a damaged one and one that a kiosk holds; nothing is locked."""
        with book_door(path), ExitStack() as stack:
            _demand_file(path)
            connection = stack.enter_context(connect(path, Mode.READ))
            cover = read_cover(connection, path)
            stack.pop_all()
            return Book(path, connection, cover=cover, mirror_path=mirror)

    @classmethod
    def _take_up(
        cls,
        path: Path,
        stack: ExitStack,
        *,
        clock: Clock,
        mirror: Path | None,
        hall_key: Path | None,
        told: Callable[[Entered], object] = lambda entered: None,
    ) -> Self:
        connection = stack.enter_context(connect(path, Mode.WRITE))
        cover = read_cover(connection, path)
        make_safe(connection, path)
        second = None if mirror is None else Mirror(mirror)
        held = ExitStack()
        ring = hall_key or hall_key_path(path)
        ledger = cls(
            path, connection, cover=cover, clock=clock, mirror=second, held=held, hall_key=ring
        )
        breaks: list[Break] = []
        entries = ledger._read_whole(breaks, told)
        with collector_at_rest():
            mirrored = None if second is None else second.compared(entries)
            deque(entries, maxlen=0)
        if breaks:
            raise BookDamaged(path, breaks)
        if cover.format < FORMAT:
            migrate(connection, path, found=cover.format, head=ledger.head, at=clock.now())
            ledger.cover = read_cover(connection, path)
        seal_what_is_plain(connection, path, meeting=ledger.meeting, hall_key=ring)
        if second is not None:
            stack.callback(second.close)
            second.catch_up(ledger.raw, mirrored)
        held.push(stack.pop_all())
        return ledger

    def _read_whole(self, found: list[Break], told: Callable[[Entered], object]) -> Iterator[Entry]:
        """The entries for whoever holds something against them; what breaks is added to `found`."""
        for breaks, stands, entered in self.walk():
            add_breaks(found, breaks)
            if entered is not None and not found:
                told(entered)
            if stands is not None:
                yield stands

    def close(self) -> None:
        """Bring everything home and let go of book, mirror and lock."""
        self._held.close()

    @property
    def head(self) -> Head:
        """Number and hash of the last entry; −1 and 32 zero bytes when there is none."""
        return self._head

    def turn(self) -> AbstractContextManager[None]:
        """What is judged and appended in it follows what stands: nobody else writes this book."""
        return nullcontext()

    def news(self) -> Sequence[Entered]:
        """What others entered meanwhile: nothing."""
        return ()

    def known(self) -> Iterator[Entered]:
        """Every entry, for folding the state anew."""
        return self.entries()

    def append(self, facts: Sequence[Fact], at: Moment | None = None) -> list[Entered]:
        """Enter facts, all or none, at one moment. On return they are on both disks.

        BookFault when the disk refuses: then none of them stands. ValueError for a fact that could
        not be read back: a bug of the caller's, and none of them stands either.
        """
        if not facts:
            return []
        moment = self._clock.now() if at is None else at
        entered, entries = chain_on(self._head, facts, at=moment, meeting=self.meeting)
        rows = [
            (entry.number, entry.hash, entry.body, type(fact).__name__, poll_of(fact))
            for entry, fact in zip(entries, facts, strict=True)
        ]
        with book_door(self.path), self._connection.begin():
            self._connection.exec_driver_sql(INSERT_ENTRY, rows)
        self._head = entries[-1].number, entries[-1].hash
        if self._mirror is not None:
            self._mirror.append(entries)
        return entered

    def add_persons(self, persons: Iterable[Person]) -> None:
        """Keep personal records beside the chain; a number that stands already is replaced."""
        keep_persons(
            self._connection, self._file, persons, meeting=self.meeting, hall_key=self._hall_key
        )

    def forget_persons(self) -> None:
        """Retention delete: the records and their key are destroyed; again is the same."""
        delete_persons(self._connection, self._file)

    def checkpoint(self) -> bool:
        """Bring the WAL home into the book's file; false when a reader stood in the way.

        For the quiet between polls: it costs two syncs of the disk.
        """
        with book_door(self.path):
            busy = outside_transaction(self._connection, "PRAGMA wal_checkpoint(TRUNCATE)")[0]
        return busy == 0

    @property
    def mirror_state(self) -> MirrorState:
        """OFF when the book has no mirror."""
        return MirrorState.OFF if self._mirror is None else self._mirror.state

    @property
    def mirror_fault(self) -> BookFault | None:
        """Why the mirror is not level with the book; None while it is."""
        return None if self._mirror is None else self._mirror.fault

    def look_at_mirror(self) -> None:
        """See whether the medium is still there, or there again; BookFault when it is another's."""
        if self._mirror is None:
            return
        if self._mirror.state is MirrorState.OK:
            self._mirror.look()
        else:
            self._mirror.catch_up(self.raw)

    def compare_heads(self) -> Copies:
        """Read the end of the mirror from its medium and hold it against the head of the book."""
        return Copies.OFF if self._mirror is None else self._mirror.compare_head(self.head)

    def resync_mirror(self) -> MirrorState:
        """Bring the mirror level after its medium came back; BookFault when it is another's."""
        if self._mirror is not None:
            self._mirror.catch_up(self.raw)
        return self.mirror_state


def chain_on(
    head: Head, facts: Sequence[Fact], *, at: Moment, meeting: str, desk: str = ""
) -> tuple[list[Entered], list[Entry]]:
    """What would follow the head; nothing is written yet."""
    number, previous = head
    entered: list[Entered] = []
    entries: list[Entry] = []
    for fact in facts:
        number += 1
        one = Entered(number, at.utc, at.mono_ns, fact, desk)
        body = write_body(meeting, one)
        previous = link(previous, body)
        entered.append(one)
        entries.append(Entry(number, body, previous))
    return entered, entries


def _demand_file(path: Path) -> None:
    if not path.exists():
        raise book_fault(NO_BOOK, path)
    if not path.is_file():
        raise book_fault(NOT_A_BOOK, path)


def _claim_mirror(path: Path) -> None:
    """A mirror must be empty and writable before the book it belongs to begins."""
    mirror = Mirror(path)
    try:
        mirror.catch_up(lambda _start: iter(()))
    except BookFault as fault:
        raise book_fault(MIRROR_TAKEN, path) from fault
    mirror.close()
    if mirror.fault is not None:
        raise mirror.fault
