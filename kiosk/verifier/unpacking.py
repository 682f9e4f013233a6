# SPDX-License-Identifier: Apache-2.0
"""The packed text of a poll back to its text (bundle.md §12), whoever packed it.

    varint T · T × (varint length, template) · varint P · P × varint template of the piece
    for each template, for each place: varint r · byte d · n × varint

A template's bytes 01 and 02 are places of a decimal and a time, 10..17 of 1 to 8 hex digits. Every
number is bounded before memory is taken for what it announces.
"""

from __future__ import annotations

import re
import zlib
from datetime import datetime, timedelta
from typing import NamedTuple

MOST_UNZIPPED = 8 * 2**20
MOST_TEXT = 64 * 2**20
LONGEST_VARINT = 9
SCALES = (1, 1_000, 1_000_000)
BEGIN = datetime(2000, 1, 1)
PLACE = re.compile("[\x01\x02\x10-\x17]")
DECIMAL, TIME, HEX = "\x01", "\x02", 0x0F
LIMIT = 10**18
LATEST = (datetime(9999, 1, 1) - BEGIN) // timedelta(microseconds=1)


class NotPacked(ValueError):
    """These bytes are no packed text."""


class Template(NamedTuple):
    """`texts` stand around the `places`, one more than there are places."""

    texts: tuple[str, ...]
    places: tuple[str, ...]


class Numbers:
    """Varints and bytes, taken from the front; no more than there are."""

    def __init__(self, held: bytes) -> None:
        self._held = held
        self._at = 0

    def take(self, size: int) -> bytes:
        found = self._held[self._at : self._at + size]
        if len(found) != size:
            raise NotPacked("it ends too early")
        self._at += size
        return found

    def varint(self) -> int:
        number = 0
        for place in range(LONGEST_VARINT):
            (byte,) = self.take(1)
            number |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                return number
        raise NotPacked("a number without end")

    def count(self) -> int:
        """How many things follow, each of a byte at least."""
        count = self.varint()
        if count > len(self._held) - self._at:
            raise NotPacked("more is announced than follows")
        return count

    def end(self) -> None:
        if self._at != len(self._held):
            raise NotPacked("bytes are left over")


def unpacked(held: bytes) -> bytes:
    """The text, or `NotPacked`."""
    numbers = Numbers(_unzipped(held))
    templates = [_template(numbers.take(numbers.varint())) for _ in range(numbers.count())]
    order = [numbers.varint() for _ in range(numbers.count())]
    if any(number >= len(templates) for number in order):
        raise NotPacked("a piece has no template")
    size = sum(sum(map(len, templates[number].texts)) for number in order)
    if size > MOST_TEXT:
        raise NotPacked("the text is too long")
    counts = [0] * len(templates)
    for number in order:
        counts[number] += 1
    pieces = [
        iter(_pieces(one, _columns(numbers, one, counts[at]), counts[at]))
        for at, one in enumerate(templates)
    ]
    numbers.end()
    text = "".join(next(pieces[number]) for number in order).encode("utf-8")
    if len(text) > MOST_TEXT:
        raise NotPacked("the text is too long")
    return text


def _unzipped(held: bytes) -> bytes:
    inflating = zlib.decompressobj()
    try:
        found = inflating.decompress(held, MOST_UNZIPPED)
    except zlib.error as fault:
        raise NotPacked("it is no zlib stream") from fault
    if not inflating.eof or inflating.unused_data:
        raise NotPacked("its zlib stream does not end where it must")
    return found


def _template(held: bytes) -> Template:
    try:
        text = held.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotPacked("a template is not UTF-8") from fault
    return Template(tuple(PLACE.split(text)), tuple(PLACE.findall(text)))


def _columns(numbers: Numbers, template: Template, count: int) -> list[list[int]]:
    """The numbers of each place, piece after piece."""
    columns: list[list[int]] = []
    for place in template.places:
        leans, scale = numbers.varint(), numbers.take(1)[0]
        if leans > len(columns) or scale >= len(SCALES):
            raise NotPacked("a column leans on nothing")
        beside = columns[leans - 1] if leans else [0] * count
        columns.append(_column(numbers, beside, SCALES[scale], _bound(place)))
    return columns


def _column(numbers: Numbers, beside: list[int], scale: int, bound: int) -> list[int]:
    found: list[int] = []
    own = 0
    for other in beside:
        step = numbers.varint()
        own += -(step + 1) // 2 if step % 2 else step // 2
        number = other // scale + own
        if not 0 <= number < bound:
            raise NotPacked("a number is out of its bounds")
        found.append(number)
    return found


def _bound(place: str) -> int:
    if place == DECIMAL:
        return LIMIT
    return LATEST if place == TIME else 16 ** (ord(place) - HEX)


def _pieces(template: Template, columns: list[list[int]], count: int) -> list[str]:
    return [_piece(template, [column[at] for column in columns]) for at in range(count)]


def _piece(template: Template, numbers: list[int]) -> str:
    first, *rest = template.texts
    said = [first]
    for at, place in enumerate(template.places):
        said += (_written(place, numbers[at]), rest[at])
    return "".join(said)


def _written(place: str, number: int) -> str:
    if place == DECIMAL:
        return str(number)
    if place == TIME:
        return (BEGIN + timedelta(microseconds=number)).isoformat(timespec="microseconds") + "Z"
    return f"{number:0{ord(place) - HEX}x}"
