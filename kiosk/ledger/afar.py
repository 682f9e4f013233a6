"""A book as another PC follows it: opened read-only, entry by entry, from wherever it can be read.

    an address of PostgreSQL      the shared book, while the server can be reached
    a book's file                 beside its -wal, while a kiosk writes it
    a mirror's file               the lines of the second medium, the torn last one left for later
    a bundle                      what was handed over; nothing more comes
    a folder                      the one of these that lies in it

Nothing is trusted: the hash of each entry is made again from its body. Whoever follows is told only
what holds together, and where it stops to.
"""

import errno
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kiosk.faults import BookFault, UnusableInput
from kiosk.ledger.book import Book
from kiosk.ledger.chain import Break, BreakKind, Walk
from kiosk.ledger.connection import Mode, connect, make_safe
from kiosk.ledger.door import Mend, book_door, book_fault
from kiosk.ledger.entry import Entry, read_body
from kiosk.ledger.form import Misfit
from kiosk.ledger.founding import found_book
from kiosk.ledger.mirror import entry_of
from kiosk.ledger.officer_keys import unusable
from kiosk.ledger.restoring import Read, write_entries
from kiosk.ledger.server import Place, is_address
from kiosk.ledger.shared_book import SharedBook
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import Entered
from kiosk.meeting.roll import Person

NO_SUCH = Mend(
    "there is no such book", "name the file of a book, a mirror or a bundle, or a folder"
)
NONE_OF_THEM = Mend(
    "this is neither a book nor a mirror nor a bundle",
    "name the file of a book, a mirror or a bundle, a folder, or the address of a server",
)
WHICH = Mend("{count} books lie in this folder: {known}", "name one of them")
WENT_BACK = Mend("the file is shorter than what was read of it", "see who replaced it")
KINDS = ("*.book", "*.mirror", "*.bundle.zip")
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""All that zipfile raises over bytes that are not what they claim to be."""
SQLITE, ZIP = b"SQLite format 3\0", b"PK\x03\x04"


class Source(Protocol):
    """Where entries come from. `place` is the server's, None for a file."""

    @property
    def place(self) -> Place | None: ...

    def entries(self, start: int) -> Iterable[Entry]:
        """What stands from `start` on. BookFault while it cannot be read; it may be asked again."""
        ...

    def persons(self) -> Iterable[Person]:
        """The people, where the key of their records is at hand."""
        ...

    def close(self) -> None: ...


class FromBook:
    """A file or a shared book; opened anew after every fault."""

    def __init__(self, opened: Callable[[], Book], place: Place | None) -> None:
        self.place = place
        self._open = opened
        self._book: Book | None = opened()

    def entries(self, start: int) -> Iterable[Entry]:
        try:
            if self._book is None:
                self._book = self._open()
            return list(self._book.raw(start))
        except BookFault:
            self.close()
            raise

    def persons(self) -> Iterable[Person]:
        if self._book is not None:
            with suppress(BookFault):
                return self._book.persons().values()
        return ()

    def close(self) -> None:
        if self._book is not None:
            with suppress(BookFault):
                self._book.close()
        self._book = None


class FromMirror:
    """A mirror, read on from where its last whole line ended."""

    place = None

    def __init__(self, path: Path) -> None:
        self._path, self._at = path, 0

    def entries(self, start: int) -> Iterable[Entry]:
        self._at = self._at if start else 0
        with book_door(self._path), self._path.open("rb") as file:
            file.seek(0, 2)
            if file.tell() < self._at:
                raise book_fault(WENT_BACK, self._path)
            file.seek(self._at)
            lines, _, _ = file.read().rpartition(b"\n")
        found = [self._read(line + b"\n") for line in lines.split(b"\n")] if lines else []
        self._at += len(lines) + 1 if lines else 0
        return found

    def _read(self, line: bytes) -> Entry:
        entry = entry_of(line)
        if entry is None:
            raise book_fault(NONE_OF_THEM, self._path)
        return entry

    def persons(self) -> Iterable[Person]:
        return ()

    def close(self) -> None:
        """No file stays open."""


class FromBundle:
    """A bundle: all of it at once."""

    place = None

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self, start: int) -> Iterable[Entry]:
        try:
            with book_door(self._path):
                bodies, hashes = self._unpacked()
        except DAMAGE as error:
            raise unusable(NONE_OF_THEM, str(self._path)) from error
        pairs = enumerate(zip(bodies, hashes, strict=False))
        return [Entry(at, body, _bytes(said)) for at, (body, said) in pairs if at >= start]

    def _unpacked(self) -> tuple[list[bytes], list[bytes]]:
        """Bodies and hashes; a place before the file begins is damage, and no fault of a disk."""
        try:
            with zipfile.ZipFile(self._path) as bundle:
                bodies = bundle.read("entries.jsonl").splitlines()
                return bodies, bundle.read("hashes.txt").split()
        except OSError as error:
            if error.errno == errno.EINVAL:
                raise zipfile.BadZipFile(str(error)) from error
            raise

    def persons(self) -> Iterable[Person]:
        return ()

    def close(self) -> None:
        """No file stays open."""


def source_of(book: str) -> Source:
    """Open what a person named; UnusableInput where it is none, BookFault where it is away."""
    if is_address(book):
        try:
            place = Place.parse(book)
        except ValueError as error:
            raise UnusableInput(
                "{why}", where="the address of the book", cure="correct it", why=error
            ) from error
        opened = SharedBook.read(place)
        place = opened.path
        opened.close()
        return FromBook(lambda: SharedBook.read(place), place)
    return _file(Path(book))


def _file(path: Path) -> Source:
    if path.is_dir():
        path = _the_one_in(path)
    if not path.is_file():
        raise unusable(NO_SUCH, str(path))
    with book_door(path), path.open("rb") as file:
        begins = file.read(200)
    if begins.startswith(SQLITE):
        return FromBook(lambda: Ledger.read(path), None)
    if begins.startswith(ZIP):
        return FromBundle(path)
    if re.match(rb"0 [0-9a-f]{64} \{", begins):
        return FromMirror(path)
    raise unusable(NONE_OF_THEM, str(path))


def _the_one_in(folder: Path) -> Path:
    """The book of a folder, else the mirror, else the bundle."""
    for kind in KINDS:
        found = sorted(folder.glob(kind))
        if len(found) > 1:
            known = ", ".join(one.name for one in found)
            raise UnusableInput(
                WHICH.what, where=str(folder), cure=WHICH.cure, count=len(found), known=known
            )
        if found:
            return found[0]
    raise unusable(NO_SUCH, str(folder))


def _bytes(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return b""


class Reading:
    """All that was read of a source so far, held together; `broken` is where it stopped to."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.broken: Break | None = None
        self._read: list[Read] = []
        self._walk: Walk | None = None

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry that holds; −1 and nothing before the first."""
        last = self._read[-1][0] if self._read else None
        return (last.number, last.hash.hex()) if last is not None else (-1, "")

    @property
    def meeting(self) -> str:
        return read_body(self._read[0][0].body)[0] if self._read else ""

    def news(self) -> Iterator[Entered]:
        """What came since, up to the first entry that does not hold. BookFault as the source."""
        if self.broken is not None:
            return
        for entry in self.source.entries(len(self._read)):
            entered = self._next(entry)
            if entered is None:
                return
            self._read.append((entry, entered))
            yield entered

    def _next(self, entry: Entry) -> Entered | None:
        try:
            walk = self._walk = self._walk or Walk(read_body(entry.body)[0])
        except Misfit:
            self.broken = Break(entry.number, BreakKind.UNREADABLE, "", "")
            return None
        breaks = walk.step(entry)
        self.broken = next(iter(breaks), None)
        return walk.entered if self.broken is None else None

    def copy(self, path: Path) -> None:
        """All of it as a book of its own, for a verifier to read."""
        read = tuple(self._read)
        found_book(path, self.meeting)
        with book_door(path), connect(path, Mode.WRITE) as connection:
            make_safe(connection, path)
            with connection.begin():
                write_entries(connection, read)
