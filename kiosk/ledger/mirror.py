"""The mirror (副本): the same entries as lines of a second file on another medium.

A line is `<number> <hash hex> <body> LF`. The order is book, mirror, acknowledgement, so at every
instant the mirror holds a beginning of the book and may end in a torn line:

    found                                   meaning                     done
    a beginning of the book                 lagging                     topped up
    … and a rest without a line feed        torn by a power cut         cut off, topped up
    … and lines with holes of zeros         torn by a power cut         cut off, topped up
    … and a whole line that differs         not this book, or damage    BookFault
    all of the book and one byte more       the book lost entries       BookFault

A mirror that cannot be written does not stop the hall: the book is whole. It is told, never
silent: `state` and `fault` stand until `catch_up` has brought the mirror level again.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from kiosk.faults import BookFault
from kiosk.ledger.disk import sync_folder
from kiosk.ledger.door import Mend, book_fault
from kiosk.ledger.entry import Entry
from kiosk.meeting.mirror import Copies

MEDIUM_LOST = Mend(
    "the mirror cannot be written ({error})",
    "put its medium back and bring the mirror level, or go on without a mirror",
)
MEDIUM_FULL = Mend(
    "the medium of the mirror is full",
    "free space on it and bring the mirror level, or go on without a mirror",
)
NOT_THIS_BOOK = Mend(
    "the mirror differs from the book at entry {number}",
    "put in the medium of this meeting; if it is the right one, book or mirror were changed",
)
AHEAD = Mend(
    "the mirror holds more than the book, which ends at entry {number}",
    "keep both files as they are: the book lost entries that only the mirror holds",
)

_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
_PIECE = 65_536
_LINES = 200
_LINE = re.compile(rb"(\d{1,18}) ([0-9a-f]{64}) (\{[^\0\n]*\})\n")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)


class MirrorState(StrEnum):
    """Whether the second medium holds what the book holds. LAGGING: it is there, but full."""

    OK = "ok"
    LAGGING = "lagging"
    LOST = "lost"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a mirror agrees: its first `size` bytes are the entries before `upto`."""

    size: int
    upto: int
    torn: bool = False
    differs: bool = False
    ahead: bool = False


def line_of(entry: Entry) -> bytes:
    """The entry as the mirror holds it."""
    return b"%d %s %s\n" % (entry.number, entry.hash.hex().encode(), entry.body)


def entry_of(line: bytes) -> Entry | None:
    """The entry that a line of a mirror holds, its line feed included; None for any other line."""
    told = _LINE.fullmatch(line)
    if told is None:
        return None
    return Entry(int(told[1]), told[3], bytes.fromhex(told[2].decode()))


def compare_file(path: Path, entries: Iterable[Entry]) -> Comparison:
    """Hold the mirror at `path` against the whole book; one that is not there yet is empty."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file")
        with path.open("rb") as mirror:
            return compare(mirror, entries)
    except FileNotFoundError:
        return Comparison(0, 0)


def compare(mirror: BinaryIO, entries: Iterable[Entry]) -> Comparison:
    """Hold a mirror, open at its beginning, against the whole book.

    Pages of lines that agree are told by one look; from the first that does not on, line by line.
    """
    rest, size, upto = iter(entries), 0, 0
    while page := list(islice(rest, _LINES)):
        wanted = b"".join(map(line_of, page))
        if mirror.read(len(wanted)) != wanted:
            mirror.seek(size)
            return _compare_lines(mirror, chain(page, rest), Comparison(size, upto))
        size, upto = size + len(wanted), page[-1].number + 1
    return _compare_lines(mirror, (), Comparison(size, upto))


def _compare_lines(mirror: BinaryIO, entries: Iterable[Entry], known: Comparison) -> Comparison:
    size, upto, torn = known.size, known.upto, False
    for entry in entries:
        wanted = line_of(entry)
        found = mirror.read(len(wanted))
        if found == wanted and not torn:
            size, upto = size + len(wanted), entry.number + 1
            continue
        if not _is_torn(found, wanted):
            whole = b"\n" in found or mirror.readline().endswith(b"\n")
            return Comparison(size, upto, torn=not whole, differs=whole)
        torn = torn or found != b""
        if len(found) < len(wanted):
            return Comparison(size, upto, torn=torn)
    rest = mirror.read(_PIECE)
    return Comparison(size, upto, torn=torn or bool(rest), ahead=_holds_more(rest, mirror))


def _holds_more(rest: bytes, mirror: BinaryIO) -> bool:
    """Zeros behind the last line are the room of lines that a power cut kept away."""
    while rest and not rest.strip(b"\0"):
        rest = mirror.read(_PIECE)
    return bool(rest)


def _is_torn(found: bytes, wanted: bytes) -> bool:
    """What a power cut leaves of a line: its bytes, up to the end or with holes of zeros."""
    return wanted.startswith(found) or all(
        one in (0, other) for one, other in zip(found, wanted, strict=False)
    )


def foreign_fault(path: Path, found: Comparison) -> BookFault | None:
    """What is wrong with a mirror that does not hold a beginning of the book."""
    if found.differs:
        return book_fault(NOT_THIS_BOOK, path, number=found.upto)
    if found.ahead:
        return book_fault(AHEAD, path, number=found.upto - 1)
    return None


def _last_line(mirror: BinaryIO) -> bytes:
    """The last whole line, without its line feed; read from the end in growing pieces."""
    size, piece = mirror.seek(0, os.SEEK_END), 4096
    while True:
        mirror.seek(max(size - piece, 0))
        lines = mirror.read().removesuffix(b"\n").rsplit(b"\n", 1)
        if len(lines) == 2 or piece >= size:
            return lines[-1]
        piece *= 8


class Mirror:
    """The mirror of one book, from `catch_up` until `close`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state = MirrorState.LOST
        self.fault: BookFault | None = None
        self._fd = -1
        self._size = 0

    def compared(self, entries: Iterable[Entry]) -> Comparison | None:
        """Hold the mirror against the whole book while somebody else reads it anyway.

        For `catch_up`, which changes the mirror; None when the medium fails.
        """
        try:
            return compare_file(self.path, entries)
        except OSError:
            return None

    def catch_up(
        self, raw: Callable[[int], Iterator[Entry]], compared: Comparison | None = None
    ) -> None:
        """Bring the mirror level with the book, which `raw(start)` reads.

        BookFault when it is not the mirror of this book or ahead of it; a medium that fails is
        told by `state` instead.
        """
        self.close()
        self.state = MirrorState.LOST
        try:
            found = compared or compare_file(self.path, raw(0))
            self.fault = foreign_fault(self.path, found)
            if self.fault is not None:
                raise self.fault
            self._fd = os.open(self.path, _APPEND, 0o644)
            sync_folder(self.path.parent)
            os.ftruncate(self._fd, found.size)
            self._size = found.size
            for entry in raw(found.upto):
                self._write(line_of(entry))
            self._settle()
        except OSError as error:
            self._lose(error)
        else:
            self.state = MirrorState.OK

    def append(self, entries: Iterable[Entry]) -> None:
        """Have the lines on the medium before returning, or tell by `state`."""
        if self.state is not MirrorState.OK:
            return
        try:
            self._write(b"".join(map(line_of, entries)))
            self._settle()
        except OSError as error:
            self._lose(error)

    def look(self) -> None:
        """See that the file is still there and ours, without writing to it."""
        try:
            self._demand_there()
        except OSError as error:
            self._lose(error)

    def compare_head(self, head: tuple[int, bytes]) -> Copies:
        """Whether the last line on the medium is the entry `head`; one that differs is lost."""
        if self.state is not MirrorState.OK:
            return Copies.LOST
        try:
            with self.path.open("rb") as mirror:
                last = _last_line(mirror)
        except OSError as error:
            self._lose(error)
            return Copies.LOST
        if last.startswith(b"%d %s " % (head[0], head[1].hex().encode())):
            return Copies.OK
        self.state = MirrorState.LOST
        self.fault = book_fault(NOT_THIS_BOOK, self.path, number=head[0])
        self.close()
        return Copies.DIFFERS

    def close(self) -> None:
        """Let go of the medium; everything that was acknowledged is on it already."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _write(self, lines: bytes) -> None:
        rest = memoryview(lines)
        while rest:
            rest = rest[os.write(self._fd, rest) :]
        self._size += len(lines)

    def _settle(self) -> None:
        """Synced, and still the file at `path`: one that was removed could be written for ever."""
        _sync(self._fd)
        self._demand_there()

    def _demand_there(self) -> None:
        there = self.path.stat()
        if not os.path.samestat(there, os.fstat(self._fd)) or there.st_size != self._size:
            raise OSError(errno.ESTALE, "the file was moved or changed by someone else")

    def _lose(self, error: OSError) -> None:
        full = error.errno in _FULL
        self.state = MirrorState.LAGGING if full else MirrorState.LOST
        mend = MEDIUM_FULL if full else MEDIUM_LOST
        self.fault = book_fault(mend, self.path, error=error)
        self.close()
