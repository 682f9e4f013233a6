"""The door: what SQLite and the disk may do to the book, sorted once into what a person can mend.

An error that stands in one of the two tables becomes a `BookFault`; every other one is a bug and
goes through untouched.
"""

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from kiosk.faults import BookFault
from kiosk.ledger.chain import Break


class Mend(NamedTuple):
    """What is told of an error, and its cure."""

    what: str
    cure: str


DISK_FULL = Mend(
    "the disk is full; nothing of this was written",
    "free some space on this disk, then try again",
)
READ_ONLY = Mend(
    "nothing can be written there",
    "give the kiosk the right to write in this folder, or name one on another disk",
)
NO_SUCH_PLACE = Mend("there is no such file or folder", "check the path")
SHUT = Mend(
    "the book cannot be opened",
    "check the rights of its file and folder; copy it to a folder that can be written",
)
DISK_ERROR = Mend(
    "the disk reports an error ({error})",
    "check cable and disk; go on with the mirror copied to a sound disk",
)
NOT_A_BOOK = Mend("this file is not a book of a meeting", "name the book's file")
MALFORMED = Mend(
    "the file of the book is damaged ({error})",
    "kiosk book verify tells how far it can be read; make it again from its mirror: "
    "kiosk book restore",
)
DAMAGED = Mend(
    "the book does not hold together: {count} break(s), first at entry {number} ({kind})",
    "`kiosk book verify` shows every break; go on with a new book",
)
BUSY = Mend("another program holds the book open for writing", "close that program, then try again")

SQLITE_MENDS: dict[int, Mend] = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_AUTH: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: SHUT,
    sqlite3.SQLITE_IOERR_SHMSIZE: DISK_FULL,
    sqlite3.SQLITE_IOERR: DISK_ERROR,
    sqlite3.SQLITE_NOTADB: NOT_A_BOOK,
    sqlite3.SQLITE_CORRUPT: MALFORMED,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
}
DAMAGED_TELLS = ("unsupported file format", "no such table", "no such column", "decode to UTF-8")
"""What SQLite says of a damaged file without a code of its own; the statements are ours."""
DISK_MENDS: dict[int, Mend] = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.ENOENT: NO_SUCH_PLACE,
    errno.ENOTDIR: NO_SUCH_PLACE,
}


class BookDamaged(BookFault):
    """The book does not hold together; it may be read and shown, never written. `breaks`: where."""

    def __init__(self, path: object, breaks: list[Break]) -> None:
        first = breaks[0]
        super().__init__(
            DAMAGED.what,
            where=str(path),
            cure=DAMAGED.cure,
            count=len(breaks),
            number=first.number,
            kind=first.kind,
        )
        self.breaks = breaks


@contextmanager
def book_door(path: object) -> Generator[None]:
    """Sort what comes out of SQLAlchemy or the disk while the book at `path` is worked on.

    SQLite's own words for a damage may hold bytes of it, which Python then cannot read.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        told = error.orig if isinstance(error, DBAPIError) else error
        mend = _mend(told)
        if mend is None:
            raise
        raise book_fault(mend, path, error=told) from error
    except UnicodeDecodeError as error:
        raise book_fault(MALFORMED, path, error=error.reason) from error
    except OSError as error:
        raise disk_fault(error, path) from error


def _mend(told: BaseException | None) -> Mend | None:
    code = getattr(told, "sqlite_errorcode", 0)
    mend = SQLITE_MENDS.get(code) or SQLITE_MENDS.get(code & 0xFF)
    damaged = any(words in str(told) for words in DAMAGED_TELLS)
    return mend or (MALFORMED if damaged else None)


def book_fault(mend: Mend, path: object, **details: object) -> BookFault:
    """The fault of a mend at a place, a path as a rule."""
    return BookFault(mend.what, where=str(path), cure=mend.cure, **details)


def disk_fault(error: OSError, path: object) -> BookFault:
    """The fault of a disk error; one that has no line of its own is told as the disk tells it."""
    mend = DISK_MENDS.get(error.errno or 0, DISK_ERROR)
    return book_fault(mend, path, error=error)
