"""The text of a poll packed for paper (docs/bundle.md §12): templates and columns of numbers.

Entries of one kind differ in their numbers alone, and most numbers follow from others: the entry
number is the last one plus one, the time heard is the time entered less a few milliseconds. So each
piece of text is a template with places; what stands in one place, piece after piece, is a column;
a column *leans* on another of its template where that leaves less, and is written as differences.
A press of the book, 380 bytes, comes to about 20, and nothing of it is lost.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

NUMBER, TIME, HEX = "\x01", "\x02", 0x0F
"""The places: a decimal, a time; `HEX` + n is a word of n hex digits."""
EPOCH, END = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FIGURES = re.compile(
    r'(?<=")(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)(?=")'
    r'|(?<=")([0-9a-f]{8,})(?=")'
    r"|(0|[1-9]\d{0,17})(?!\d)",
    re.ASCII,
)
SEAMS = re.compile(r'(?<=\],)(?=\[)|(?<=\},)(?=\{)|(?<=",)(?=")')
LONG_LINE = 800
WORD = 8
DIVISORS = (1, 1_000, 1_000_000)
TRIED, FEW = 64, 4

Rows = list[tuple[int, ...]]
Column = Sequence[int]


@dataclass(slots=True)
class Pieces:
    """A text taken apart: the rows of every template, and the order of the pieces."""

    rows: dict[str, Rows] = field(default_factory=dict[str, Rows])
    order: list[str] = field(default_factory=list[str])

    def add(self, piece: str) -> None:
        template, row = _taken_apart(piece)
        self.rows.setdefault(template, []).append(row)
        self.order.append(template)


def packed(text: str) -> bytes:
    """The packed text; a text may be cut anywhere, at its lines the pieces are most alike."""
    pieces = Pieces()
    for line in text.splitlines(keepends=True):
        for piece in SEAMS.split(line) if len(line) > LONG_LINE else (line,):
            pieces.add(piece)
    return zlib.compress(b"".join(_parts(pieces)), 9)


def _parts(pieces: Pieces) -> Iterator[bytes]:
    place = {template: at for at, template in enumerate(pieces.rows)}
    yield _varints([len(place)])
    for template in place:
        told = template.encode()
        yield _varints([len(told)]) + told
    yield _varints([len(pieces.order)])
    yield _varints(place[template] for template in pieces.order)
    for rows in pieces.rows.values():
        yield from _columns(rows)


def _taken_apart(piece: str) -> tuple[str, tuple[int, ...]]:
    """The template of a piece, and its numbers in the order of the places."""
    template: list[str] = []
    row: list[int] = []
    at = 0
    for found in FIGURES.finditer(piece):
        kind, figure = found.lastindex, found.group()
        if kind == 3:
            place = NUMBER
            row.append(int(figure))
        elif kind == 2:
            words = [figure[start : start + WORD] for start in range(0, len(figure), WORD)]
            place = "".join(chr(HEX + len(word)) for word in words)
            row += [int(word, 16) for word in words]
        else:
            made = _microseconds(figure)
            if made < 0:
                continue
            place = TIME
            row.append(made)
        template += (piece[at : found.start()], place)
        at = found.end()
    return "".join((*template, piece[at:])), tuple(row)


@lru_cache(maxsize=64)
def _microseconds(written: str) -> int:
    """Since `EPOCH`; negative for what is before it, from `END` on, or no time at all."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return -1
    return (at - EPOCH) // MICROSECOND if at < END else -1


def _columns(rows: Rows) -> Iterator[bytes]:
    columns = list(zip(*rows, strict=True))
    for at, column in enumerate(columns):
        place, divisor = _lean(columns[:at], column)
        held = _leaning(column, columns[place - 1], DIVISORS[divisor]) if place else column
        yield _varints([place]) + bytes((divisor,)) + _varints(_differences(held))


def _lean(before: Sequence[Column], column: Column) -> tuple[int, int]:
    """On which place, divided by which, a column leans best; (0, 0) for none."""
    found, least = (0, 0), _size(column[:TRIED])
    if len(column) < FEW:
        return found
    for place, other in enumerate(before, start=1):
        for at, divisor in enumerate(DIVISORS):
            size = _size(_leaning(column[:TRIED], other[:TRIED], divisor))
            if size < least:
                found, least = (place, at), size
    return found


def _leaning(column: Column, other: Column, divisor: int) -> Column:
    return [own - beside // divisor for own, beside in zip(column, other, strict=True)]


def _size(column: Column) -> int:
    """Bits of the differences but the first: what a column will cost, roughly."""
    return sum((own - last).bit_length() for last, own in pairwise(column))


def _differences(column: Column) -> Iterator[int]:
    last = 0
    for own in column:
        step = own - last
        yield 2 * step if step >= 0 else -2 * step - 1
        last = own


def _varints(numbers: Iterable[int]) -> bytes:
    """Unsigned LEB128, one after the other."""
    held = bytearray()
    for number in numbers:
        left = number
        while left > 0x7F:
            held.append(left & 0x7F | 0x80)
            left >>= 7
        held.append(left)
    return bytes(held)
