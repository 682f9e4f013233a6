"""The book as it is read: a sound one, a damaged one, one that a kiosk is writing just now.

Entries are fetched in pages and never through an open cursor, so that reading stands in nobody's
way: neither the writer's commit nor its checkpoint.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVarTuple, cast

from sqlalchemy import Connection, Row, Select, Table, func, select

from kiosk.faults import BookFault
from kiosk.ledger.chain import GENESIS, Break, BreakKind, Walk
from kiosk.ledger.connection import Mode, connect
from kiosk.ledger.data_key import data_key_path, load_data_key
from kiosk.ledger.door import DISK_ERROR, MALFORMED, Mend, book_door, book_fault
from kiosk.ledger.entry import Entry, read_body
from kiosk.ledger.form import Misfit
from kiosk.ledger.founding import Cover
from kiosk.ledger.merkle import merkle_root, sm3
from kiosk.ledger.mould import mould_of
from kiosk.ledger.persons import is_sealed, open_person, read_person
from kiosk.ledger.schema import entry, person
from kiosk.ledger.server import Place
from kiosk.ledger.triggers import standing_triggers, triggers_of
from kiosk.meeting.facts import (
    BallotCast,
    BallotSealed,
    Entered,
    Fact,
    PollClosed,
    PollPrepared,
    PressRefused,
)
from kiosk.meeting.roll import Person

PAGE = 1000
BROKEN = (MALFORMED.what, DISK_ERROR.what)
LEAVES = (BallotCast, BallotSealed, PressRefused)
"""The leaves of a poll's Merkle root (bundle.md §2)."""
Columns = TypeVarTuple("Columns")
Head = tuple[int, bytes]
Step = tuple[list[Break], Entry | None, Entered | None]
_entry = mould_of(Entry)

NO_FACT = Mend(
    "entry {number} cannot be read ({misfit})",
    "check the book to see every break; do not go on with it",
)
NO_PERSON = Mend(
    "a personal record cannot be read ({misfit})",
    "check the book to see every break; take the records from the roll file again",
)


def poll_of(fact: Fact) -> int | None:
    """The poll a fact speaks of, for the index; None when it speaks of none."""
    if isinstance(fact, PollPrepared):
        return fact.plan.poll
    return getattr(fact, "poll", None)


class Book:
    """A book that is open for reading. BookFault when the disk or the file fails meanwhile.

    `path` is its file, or the place of a shared book; `mirror_path` is where its mirror should be,
    for `check_book`.
    """

    def __init__(
        self, path: Path | Place, connection: Connection, *, cover: Cover, mirror_path: Path | None
    ) -> None:
        self.path = path
        self.cover = cover
        self.meeting = cover.meeting
        self.mirror_path = mirror_path
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def head(self) -> Head:
        """Number and hash of the last entry; −1 and 32 zero bytes when there is none."""
        last = select(entry.c.number, entry.c.hash).order_by(entry.c.number.desc()).limit(1)
        found = self._first(last)
        return (-1, GENESIS) if found is None else (found[0], found[1])

    def reach(self) -> Head:
        """The head; of a broken file the last entry before the place where it cannot be read."""
        try:
            return self.head
        except BookFault:
            reached: Head = (-1, GENESIS)
            with suppress(BookFault):
                for one in self.raw():
                    reached = one.number, one.hash
            return reached

    def hash_of(self, number: int) -> bytes:
        """The hash of an entry; of −1 the beginning of the chain. IndexError beyond the head."""
        if number == -1:
            return GENESIS
        found = self._first(select(entry.c.hash).where(entry.c.number == number))
        if found is None:
            raise IndexError(f"the book has no entry {number}")
        return found[0]

    def raw(self, start: int = 0) -> Iterator[Entry]:
        """The entries from `start` on as they are stored, unread."""
        rows = self._rows(select(entry.c.number, entry.c.body, entry.c.hash), start)
        return (_entry(*row) for row in rows)

    def entries(
        self,
        start: int = 0,
        *,
        poll: int | None = None,
        facts: Collection[type[Fact]] | None = None,
    ) -> Iterator[Entered]:
        """The facts from entry `start` on, of one poll or of some kinds when asked so."""
        query = select(entry.c.number, entry.c.body)
        if poll is not None:
            query = query.where(entry.c.poll == poll)
        if facts is not None:
            query = query.where(entry.c.fact.in_([kind.__name__ for kind in facts]))
        return (self._read(row[0], row[1]) for row in self._rows(query, start))

    def poll_leaves(self, poll: int) -> list[bytes]:
        """The bodies of the poll's press entries before its `PollClosed` (bundle.md §2)."""
        closed = self._first(
            select(func.min(entry.c.number))
            .where(entry.c.poll == poll)
            .where(entry.c.fact == PollClosed.__name__)
        )
        query = (
            select(entry.c.number, entry.c.body)
            .where(entry.c.poll == poll)
            .where(entry.c.fact.in_([fact.__name__ for fact in LEAVES]))
        )
        if closed is not None and closed[0] is not None:
            query = query.where(entry.c.number < closed[0])
        return [row[1] for row in self._rows(query, 0)]

    def root(self, poll: int) -> tuple[int, str]:
        """How many press entries the poll has, and their Merkle root as hex."""
        leaves = self.poll_leaves(poll)
        return len(leaves), merkle_root(leaves).hex()

    def root_sm3(self, poll: int) -> str:
        """The same root with SM3, as hex."""
        return merkle_root(self.poll_leaves(poll), sm3).hex()

    def person_records(self) -> list[bytes]:
        """The personal records as they are stored, by delegate number."""
        return [row[1] for row in self._person_rows()]

    def _person_rows(self) -> Sequence[Row[int, bytes]]:
        with self._reading():
            query = self._of_meeting(select(person), person)
            return self._connection.execute(query.order_by(person.c.number)).all()

    def persons(self) -> dict[int, Person]:
        """The personal records by delegate number; empty after a retention delete."""
        rows = self._person_rows()
        try:
            sealed = {row[0] for row in rows if is_sealed(row[1])}
            if not sealed:
                return {row[0]: read_person(row[1]) for row in rows}
            key = load_data_key(self._data_key_file())
            return {
                row[0]: open_person(row[1], key) if row[0] in sealed else read_person(row[1])
                for row in rows
            }
        except Misfit as misfit:
            raise book_fault(NO_PERSON, self.path, misfit=misfit) from misfit

    def breaks(self) -> list[Break]:
        """Every place where file, chain or index does not hold; nothing for a sound book."""
        found: list[Break] = []
        for breaks, _, _ in self.walk():
            add_breaks(found, breaks)
        return found

    def walk(self) -> Iterator[Step]:
        """The whole book: what does not hold at an entry, the entry, the fact if it is readable.

        A failing disk ends it, and the breaks of the file itself (`number` −1) come last: both
        beside no entry. For the order in which they are told see `add_breaks`.
        """
        with self._file_check() as file_breaks:
            yield from self._walk_entries()
            yield file_breaks(), None, None

    def _walk_entries(self) -> Iterator[Step]:
        chain, number = Walk(self.meeting), -1
        query = select(entry.c.number, entry.c.body, entry.c.hash, entry.c.fact, entry.c.poll)
        try:
            for number, body, digest, fact, poll in self._rows(query, 0):
                stands = _entry(number, body, digest)
                breaks = chain.step(stands)
                if chain.entered is not None:
                    breaks += _index_breaks(chain.entered, found=(fact, poll))
                yield breaks, stands, chain.entered
        except BookFault as fault:
            told = str(fault.details.get("error"))
            yield [Break(number + 1, BreakKind.STORAGE, "", told)], None, None

    @contextmanager
    def _file_check(self) -> Generator[Callable[[], list[Break]]]:
        """The check of the file, on a connection and a thread of its own while it is read.

        SQLite works through the file without our interpreter: on a second core it costs no time.
        """
        with ThreadPoolExecutor(1) as beside:
            yield beside.submit(lambda: list(self._file_breaks())).result

    def _file_breaks(self) -> Iterator[Break]:
        wanted = triggers_of(self.cover.format)
        try:
            with book_door(self.path), connect(Path(str(self.path)), Mode.READ) as own, own.begin():
                found = [str(row[0]) for row in own.exec_driver_sql("PRAGMA integrity_check")]
                standing = standing_triggers(own)
        except BookFault as fault:
            found, standing = [str(fault.details.get("error"))], wanted
        for told in found:
            if told != "ok":
                yield Break(-1, BreakKind.STORAGE, "ok", told)
        for name in sorted(wanted.keys() | standing.keys()):
            if wanted.get(name) != standing.get(name):
                yield Break(-1, BreakKind.SCHEMA, wanted.get(name, ""), standing.get(name, ""))

    def _read(self, number: int, body: bytes) -> Entered:
        try:
            return read_body(body)[1]
        except Misfit as misfit:
            raise book_fault(NO_FACT, self.path, number=number, misfit=misfit) from misfit

    def _rows(self, query: Select[*Columns], start: int) -> Iterator[Row[*Columns]]:
        """In pages; those of a broken page one by one, up to an entry that cannot be read."""
        ordered, singly = self._of_meeting(query, entry).order_by(entry.c.number), start
        while True:
            size = 1 if start < singly else PAGE
            try:
                rows = self._page(ordered, start, size)
            except BookFault as fault:
                if size == 1 or fault.what not in BROKEN:
                    raise
                singly = start + PAGE
                continue
            yield from rows
            if len(rows) < size:
                return
            start = cast("int", rows[-1][0]) + 1

    def _page(self, ordered: Select[*Columns], start: int, size: int) -> Sequence[Row[*Columns]]:
        with self._reading():
            rows = self._connection.execute(
                ordered.where(entry.c.number >= start).limit(size)
            ).all()
        numbers = [cast("int", row[0]) for row in rows]
        if any(one >= next_one for one, next_one in pairwise([start - 1, *numbers])):
            raise book_fault(MALFORMED, self.path, error="its entries are out of order")
        return rows

    def _first(self, query: Select[*Columns]) -> Row[*Columns] | None:
        with self._reading():
            return self._connection.execute(self._of_meeting(query, entry)).first()

    @contextmanager
    def _reading(self) -> Generator[None]:
        """A transaction that reads, and the door of the medium."""
        with book_door(self.path), self._connection.begin():
            yield

    def _data_key_file(self) -> Path:
        """Where the key of the personal records lies."""
        return data_key_path(Path(str(self.path)))

    def _of_meeting(self, query: Select[*Columns], table: Table) -> Select[*Columns]:
        """The query over this meeting's rows; a file holds no others."""
        return query


def add_breaks(found: list[Break], breaks: list[Break]) -> None:
    """What a walk found, told in the order of the book: the file itself before its entries."""
    if breaks and breaks[0].number < 0:
        found[:0] = breaks
    else:
        found += breaks


def _index_breaks(entered: Entered, *, found: tuple[str, int | None]) -> Sequence[Break]:
    wanted = (type(entered.fact).__name__, poll_of(entered.fact))
    if wanted == found:
        return ()
    return [Break(entered.number, BreakKind.INDEX, str(wanted), str(found))]
