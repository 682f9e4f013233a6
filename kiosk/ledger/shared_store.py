"""A shared book as one desk of several writes it: re-read, judge, append, under the head's lock.

    turn: lock the head row -> news -> whoever judges, judges -> append -> commit -> acknowledged

While a turn lasts no other desk appends, so what was judged in it was judged against all that
stands before it; `append` all the same says which number it expects. What this desk knows of the
book it keeps in its memory (`known`): while the server is away, the state can be folded anew
without what was not written.

A line that breaks in the middle of a commit leaves open whether it was done. Nothing is guessed:
the turn fails, and if the entries did stand, they come back as the first of the `news`.
"""

import secrets
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from kiosk.clock import Clock, Moment
from kiosk.faults import BookFault
from kiosk.ledger.book import Head, poll_of
from kiosk.ledger.chain import GENESIS, Break, BreakKind, link
from kiosk.ledger.data_key import (
    NO_DATA_KEY,
    DataKey,
    create_data_key,
    destroy_key,
    hall_key_path,
    load_data_key,
)
from kiosk.ledger.door import BookDamaged, Mend, book_fault
from kiosk.ledger.entry import Entry, read_body
from kiosk.ledger.migrating import SHARED_SCRIPTS, upgrade
from kiosk.ledger.mirror import MirrorState
from kiosk.ledger.persons import demand_one_line, seal_person
from kiosk.ledger.server import AWAY, Place, connect, demand_safe, server_door
from kiosk.ledger.shared_book import NO_MEETING, SharedBook, demand_meeting, has_tables
from kiosk.ledger.store import chain_on
from kiosk.meeting.facts import Entered, Fact
from kiosk.meeting.mirror import Copies
from kiosk.meeting.roll import Person

_FOUND = text("""
    INSERT INTO meeting (id, number, hash) VALUES (:meeting, -1, :hash) ON CONFLICT (id) DO NOTHING
""")
_LOCK = text("SELECT number FROM meeting WHERE id = :meeting FOR UPDATE")
_NEWS = text("""
    SELECT number, hash, body FROM entry WHERE meeting = :meeting AND number > :number
    ORDER BY number
""")
_APPEND = text("""
    INSERT INTO entry (meeting, number, hash, body, fact, poll)
    VALUES (:meeting, :number, :hash, :body, :fact, :poll)
""")
_ADVANCE = text("""
    UPDATE meeting SET number = :number, hash = :hash WHERE id = :meeting AND number = :expected
""")
_TELL = text("SELECT pg_notify(:channel, :number)")
_PUT_PERSON = text("""
    INSERT INTO person (meeting, number, record) VALUES (:meeting, :number, :record)
    ON CONFLICT (meeting, number) DO UPDATE SET record = excluded.record
""")
_HAS_PERSONS = text("SELECT 1 FROM person WHERE meeting = :meeting LIMIT 1")
_FORGET = text("DELETE FROM person WHERE meeting = :meeting")
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7305804402)")
_HOLD = text("SELECT pg_try_advisory_lock(:key)")
_DROP_OURS = text("""
    SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
    WHERE application_name = :name AND pid <> pg_backend_pid()
""")

HELD = Mend(
    "the desk {desk} of this meeting is held by another kiosk",
    "end the other kiosk, or give this desk a name of its own",
)
MOVED = Mend(
    "another desk appended: {expected} entries were expected, {found} stand",
    "nothing is lost and it is tried again",
)


class HeadMoved(BookFault):
    """Another desk was quicker; read the news and judge anew."""


class SharedLedger(SharedBook):
    """The book of one meeting on a server, as the desk `desk` appends to it until `close`.

    For one thread at a time. BookFault when the server is away; the next turn tries again.
    """

    path: Place

    def __init__(
        self,
        place: Place,
        connection: Connection,
        *,
        desk: str,
        clock: Clock,
        main: bool,
        own: Path,
        hall_key: Path,
    ) -> None:
        super().__init__(place, connection, own=own)
        self._hall_key = hall_key
        self.desk = desk
        self._main = main
        self._name = f"kiosk-{secrets.token_hex(8)}"
        self._clock = clock
        self._known: list[Entered] = []
        self._hashes: list[bytes] = []
        self._pending: tuple[list[Entered], list[Entry]] = ([], [])
        self._lost = True
        self._in_turn = False
        self._stands = -1

    @classmethod
    def open(
        cls,
        place: Place,
        *,
        desk: str,
        clock: Clock,
        main: bool,
        own: Path,
        hall_key: Path | None = None,
    ) -> Self:
        """Take up a desk of a meeting; the main venue's founds the book when there is none.

        `own` names what this desk keeps on its own disk; `hall_key` is the file of the hall's key,
        beside it when None.

        BookDamaged when what stands does not hold together; BookFault when the server is away or
        cannot keep a book safe, when the meeting has not begun, or another kiosk is at this desk.
        """
        with connect(place, name="kiosk-opening") as connection:
            demand_safe(connection, place)
            if main:
                _found(connection, place)
            demand_meeting(connection, place)
            ring = hall_key or hall_key_path(own)
            ledger = cls(
                place, connection, desk=desk, clock=clock, main=main, own=own, hall_key=ring
            )
        with ExitStack() as stack:
            stack.callback(ledger.close)
            ledger._begin()
            stack.pop_all()
        return ledger

    def _begin(self) -> None:
        self._connect()
        if breaks := self.breaks():
            raise BookDamaged(self.path, breaks)
        self.news()
        if not self._known and not self._main:
            raise book_fault(NO_MEETING, self.path)

    def close(self) -> None:
        """Let go of the desk."""
        self._drop()

    # ---- what this desk knows --------------------------------------------------------------

    @property
    def head(self) -> Head:
        """Number and hash of the last entry this desk knows of; −1 and zeros when there is none."""
        return (len(self._hashes) - 1, self._hashes[-1]) if self._hashes else (-1, GENESIS)

    def hash_of(self, number: int) -> bytes:
        """The hash of an entry that this desk knows of; IndexError beyond them."""
        return GENESIS if number == -1 else self._hashes[number]

    def known(self) -> Iterator[Entered]:
        """Every entry this desk knows of, also while the server is away."""
        return iter(self._known)

    def news(self) -> Sequence[Entered]:
        """What stands behind what this desk knows of, read and known from now on."""
        number, previous = self.head
        with self._reading():
            asked = {"meeting": self.meeting, "number": number}
            rows = self._connection.execute(_NEWS, asked).all()
        came: list[Entered] = []
        for at, digest, body in rows:
            number, previous = number + 1, link(previous, body)
            if (at, digest) != (number, previous):
                broken = Break(at, BreakKind.HASH, previous.hex(), bytes(digest).hex())
                raise BookDamaged(self.path, [broken])
            came.append(read_body(body)[1])
            self._hashes.append(previous)
            self._known.append(came[-1])
        return came

    # ---- appending -------------------------------------------------------------------------

    @contextmanager
    def turn(self) -> Generator[None]:
        """Nobody else appends while it lasts; what was appended in it stands when it has ended."""
        self._pending = ([], [])
        with self._line(), self._connection.begin():
            locked = self._connection.execute(_LOCK, {"meeting": self.meeting})
            self._stands = locked.scalar_one()
            self._in_turn = True
            try:
                yield
            finally:
                self._in_turn = False
        entered, entries = self._pending
        self._known += entered
        self._hashes += [entry.hash for entry in entries]
        self._pending = ([], [])

    def append(self, facts: Sequence[Fact], at: Moment | None = None) -> list[Entered]:
        """Enter facts, all or none, at one moment, behind all that this desk knows of.

        Inside a turn they stand when it has ended, else at once. HeadMoved when there is more in
        the book than this desk knows of; none of them stands then, nor after any other BookFault.
        """
        if not facts:
            return []
        if not self._in_turn:
            with self.turn():
                return self.append(facts, at)
        moment = self._clock.now() if at is None else at
        entered, entries = chain_on(
            self._pending_head(), facts, at=moment, meeting=self.meeting, desk=self.desk
        )
        self._write(entries, facts)
        self._pending[0].extend(entered)
        self._pending[1].extend(entries)
        return entered

    def _pending_head(self) -> Head:
        entries = self._pending[1]
        return (entries[-1].number, entries[-1].hash) if entries else self.head

    def _write(self, entries: Sequence[Entry], facts: Sequence[Fact]) -> None:
        of = {"meeting": self.meeting}
        last, expected = entries[-1], entries[0].number - 1
        rows = [
            {
                **of,
                "number": entry.number,
                "hash": entry.hash,
                "body": entry.body,
                "fact": type(fact).__name__,
                "poll": poll_of(fact),
            }
            for entry, fact in zip(entries, facts, strict=True)
        ]
        if self._stands != expected:
            raise _moved(self.path, expected=expected, found=self._stands)
        run = self._connection.execute
        run(_APPEND, rows)
        run(_ADVANCE, {**of, "number": last.number, "hash": last.hash, "expected": expected})
        run(_TELL, {"channel": channel_of(self.path), "number": str(last.number)})
        self._stands = last.number

    def add_persons(self, persons: Iterable[Person]) -> None:
        """Keep personal records, sealed; a number that stands already is replaced.

        The main venue makes their key. BookFault at a desk that does not have it.
        """
        kept = list(persons)
        for one in kept:
            demand_one_line(one)
        if kept:
            key, of = self._data_key(), {"meeting": self.meeting}
            rows = [{**of, "number": one.number, "record": seal_person(one, key)} for one in kept]
            with self._reading():
                self._connection.execute(_PUT_PERSON, rows)

    def forget_persons(self) -> None:
        """Retention delete: the records are deleted, their key at this desk is destroyed."""
        with self._reading():
            self._connection.execute(_FORGET, {"meeting": self.meeting})
        destroy_key(self._data_key_file())

    def _data_key(self) -> DataKey:
        path = self._data_key_file()
        if path.exists() or not self._main:
            return load_data_key(path)
        with self._reading():
            stands = self._connection.execute(_HAS_PERSONS, {"meeting": self.meeting}).first()
        if stands is not None:
            raise book_fault(NO_DATA_KEY, path)
        return create_data_key(path, self.meeting, hall_key=self._hall_key)

    # ---- the second copy: the server's own replica ------------------------------------------

    @property
    def mirror_state(self) -> MirrorState:
        """OFF: the second copy of a shared book is a synchronous replica of its server."""
        return MirrorState.OFF

    @property
    def mirror_fault(self) -> BookFault | None:
        return None

    def look_at_mirror(self) -> None:
        pass

    def compare_heads(self) -> Copies:
        return Copies.OFF

    def checkpoint(self) -> bool:
        """The server does this by itself."""
        return True

    # ---- the line --------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Generator[None]:
        """Inside a turn its own transaction, else one for itself."""
        if self._in_turn:
            yield
            return
        with self._line(), self._connection.begin():
            yield

    @contextmanager
    def _line(self) -> Generator[None]:
        """The line to the server, made anew when it was lost; told as a fault when it breaks."""
        with server_door(self.path):
            try:
                if self._lost:
                    self._connect()
                yield
            except DBAPIError:
                self._drop()
                raise

    def _connect(self) -> None:
        """Reach the server and hold this desk there."""
        self._connection = connect(self.path, name=self._name, away=AWAY)
        with server_door(self.path), self._connection.begin():
            self._connection.execute(_DROP_OURS, {"name": self._name})
            free = self._connection.execute(_HOLD, {"key": self._desk_key()}).scalar_one()
        if not free:
            self._drop()
            raise book_fault(HELD, self.path, desk=self.desk)
        self._lost = False

    def _desk_key(self) -> int:
        digest = sha256(f"{self.meeting}|{self.desk}".encode()).digest()
        return int.from_bytes(digest[:8], "big", signed=True)

    def _drop(self) -> None:
        self._lost = True
        with suppress(DBAPIError):
            self._connection.close()


def channel_of(place: Place) -> str:
    """The channel on which a desk tells the others that it appended."""
    return f"kiosk_{place.meeting}"


def _moved(place: Place, *, expected: int, found: int) -> HeadMoved:
    return HeadMoved(
        MOVED.what, where=str(place), cure=MOVED.cure, expected=expected + 1, found=found + 1
    )


def _found(connection: Connection, place: Place) -> None:
    """Make the tables and the head row of the meeting, if they are not there yet."""
    has_tables(connection, place)
    with server_door(place), connection.begin():
        connection.execute(_ONE_AT_A_TIME)
        upgrade(connection, SHARED_SCRIPTS)
        connection.execute(_FOUND, {"meeting": place.meeting, "hash": GENESIS})
