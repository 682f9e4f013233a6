"""A shared book as it is read: the same entries as in a file, among those of other meetings."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Select, Table, inspect, literal_column, text

from kiosk.ledger.book import Book, Columns
from kiosk.ledger.chain import Break, BreakKind
from kiosk.ledger.data_key import data_key_path
from kiosk.ledger.door import Mend, book_fault
from kiosk.ledger.founding import NEWER, Cover
from kiosk.ledger.server import NOT_THERE, Place, connect, server_door
from kiosk.meeting.roll import Person

SHARED_FORMAT = 1
"""The number of the last of `shared_migrations/versions`."""
TRIGGERS = frozenset(
    {
        "entry_only_appended",
        "entry_never_changed",
        "entry_never_emptied",
        "meeting_only_goes_on",
        "meeting_never_deleted",
        "meeting_never_emptied",
    }
)
_TABLES = frozenset({"meeting", "entry", "person"})
_STANDING = text("""
    SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')
    AND tgrelid IN ('entry'::regclass, 'meeting'::regclass)
""")
_FORMAT = text("SELECT version_num FROM alembic_version")
_HEAD = text("SELECT number, hash FROM meeting WHERE id = :meeting")

NO_MEETING = Mend(
    "this meeting has not begun on the server",
    "start the kiosk of the main venue first, or correct the meeting in the address",
)
WHICH = Mend(
    "the server holds {count} meetings and the address names none",
    "add ?meeting= and one of: {known}",
)


class SharedBook(Book):
    """The book of one meeting on a server, open for reading.

    `own` names what this desk keeps on its own disk; the key of the personal records is beside it.
    """

    path: Place

    def __init__(self, place: Place, connection: Connection, *, own: Path | None) -> None:
        cover = Cover(place.meeting, SHARED_FORMAT)
        super().__init__(place, connection, cover=cover, mirror_path=None)
        self._own = own

    def persons(self) -> dict[int, Person]:
        """The personal records; none where their key is not at this desk."""
        return super().persons() if self._own and self._data_key_file().exists() else {}

    def _data_key_file(self) -> Path:
        assert self._own is not None
        return data_key_path(self._own)

    @classmethod
    def read(cls, place: Place, *, own: Path | None = None) -> "SharedBook":
        """Look into a shared book; one that the address does not name when it is the only one."""
        with ExitStack() as stack:
            connection = stack.enter_context(connect(place, name="kiosk-reader"))
            found = place if place.meeting else _the_only(connection, place)
            demand_meeting(connection, found)
            stack.pop_all()
            return SharedBook(found, connection, own=own)

    @contextmanager
    def _reading(self) -> Generator[None]:
        with server_door(self.path, away=NOT_THERE), self._connection.begin():
            yield

    def _of_meeting(self, query: Select[*Columns], table: Table) -> Select[*Columns]:
        return query.where(literal_column(f"{table.name}.meeting") == self.meeting)

    @contextmanager
    def _file_check(self) -> Generator[Callable[[], list[Break]]]:
        """Before the entries, on the one connection to the server."""
        found = list(self._file_breaks())
        yield lambda: found

    def _file_breaks(self) -> Iterator[Break]:
        """Triggers that are missing or asleep, and a head row that is not the last entry's."""
        with self._reading():
            standing = {row[0] for row in self._connection.execute(_STANDING)}
            told = self._connection.execute(_HEAD, {"meeting": self.meeting}).one()
        for name in sorted(TRIGGERS - standing):
            yield Break(-1, BreakKind.SCHEMA, name, "")
        number, digest = Book.head.__get__(self)
        if (number, digest) != (told[0], told[1]):
            found = f"{told[0]} {bytes(told[1]).hex()}"
            yield Break(-1, BreakKind.INDEX, f"{number} {digest.hex()}", found)


def demand_meeting(connection: Connection, place: Place) -> None:
    """BookFault when the server has no such meeting, or a newer kiosk made its tables."""
    stands = has_tables(connection, place)
    with server_door(place), connection.begin():
        known = stands and connection.execute(_HEAD, {"meeting": place.meeting}).first()
    if not known:
        raise book_fault(NO_MEETING, place)


def has_tables(connection: Connection, place: Place) -> bool:
    """Whether there are books on this server; BookFault when a newer kiosk made the tables."""
    with server_door(place), connection.begin():
        if not set(inspect(connection).get_table_names()) >= _TABLES:
            return False
        found = int(connection.execute(_FORMAT).scalar_one())
    if found > SHARED_FORMAT:
        raise book_fault(NEWER, place, found=found, known=SHARED_FORMAT)
    return True


def _the_only(connection: Connection, place: Place) -> Place:
    if not has_tables(connection, place):
        raise book_fault(NO_MEETING, place)
    with server_door(place), connection.begin():
        found = list(connection.execute(text("SELECT id FROM meeting ORDER BY id")).scalars())
    if len(found) != 1:
        raise book_fault(WHICH, place, count=len(found), known=", ".join(found) or "-")
    return Place(place.url, found[0])
