"""QR matrices in numbers: alphanumeric, error correction M, one fixed mask (ISO/IEC 18004).

A vote record of a large hall has dozens of codes, and the qrcode library takes 40 ms for each. Its
tables and its fixed patterns are used here, once a version; what differs from code to code is done
with long integers: the Reed-Solomon remainder a byte at a time by table, the modules by one list of
places. The tests hold every matrix against the library's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from typing import Protocol, cast

import qrcode
from qrcode import base
from qrcode.constants import ERROR_CORRECT_M

from kiosk.printing.anchor import LETTERS, MASK

ALPHANUMERIC, TERMINATOR = 0b0010, 4
PADS = (0xEC, 0x11)
FIELD = 0x11D
LARGEST = 40
COLUMN_OF_TIMING = 6
BITS = bytes.maketrans(b"01", b"\x00\x01")

Matrix = tuple[bytes, ...]


class _Fixed(Protocol):
    modules: list[list[bool | None]]
    modules_count: int

    def setup_position_probe_pattern(self, row: int, col: int) -> None: ...
    def setup_position_adjust_pattern(self) -> None: ...
    def setup_timing_pattern(self) -> None: ...
    def setup_type_info(self, test: bool, mask_pattern: int) -> None: ...
    def setup_type_number(self, test: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Blank:
    """A version without data: its modules, the places of the data in order, the mask over them."""

    side: int
    modules: bytes
    places: tuple[int, ...]
    mask: int
    blocks: tuple[tuple[int, int], ...]


def code_matrix(text: str) -> Matrix:
    """The smallest matrix for a text of the 45 characters, rows of 0 and 1, no quiet zone."""
    version = next(v for v in range(1, LARGEST + 1) if _room(v) >= _bits(len(text), v))
    blank = _blank(version)
    words = _codewords(text, version, blank.blocks)
    spare = len(blank.places) - 8 * len(words)
    bits = int.from_bytes(words, "big") << spare ^ blank.mask
    modules = bytearray(blank.modules)
    dark = f"{bits:0{len(blank.places)}b}".encode().translate(BITS)
    for place, bit in zip(blank.places, dark, strict=True):
        modules[place] = bit
    return tuple(bytes(modules[at : at + blank.side]) for at in range(0, len(modules), blank.side))


def _bits(letters: int, version: int) -> int:
    pairs, single = divmod(letters, 2)
    return 4 + _count_bits(version) + 11 * pairs + 6 * single


def _count_bits(version: int) -> int:
    return 9 if version < 10 else 11 if version < 27 else 13


@cache
def _room(version: int) -> int:
    return 8 * sum(data for data, _ in _blocks(version))


@cache
def _blocks(version: int) -> tuple[tuple[int, int], ...]:
    """Data and check words of each block."""
    found = base.rs_blocks(version, ERROR_CORRECT_M)
    return tuple((one.data_count, one.total_count - one.data_count) for one in found)


def _codewords(text: str, version: int, blocks: Sequence[tuple[int, int]]) -> bytes:
    """Data and check words as they lie in the matrix: the blocks interleaved."""
    held = memoryview(_data(text, version))
    shares: list[bytes] = []
    for count, _ in blocks:
        shares.append(bytes(held[:count]))
        held = held[count:]
    checks = [_remainder(share, more) for share, (_, more) in zip(shares, blocks, strict=True)]
    return bytes(chain(_interleaved(shares), _interleaved(checks)))


def _interleaved(blocks: Iterable[bytes]) -> Iterator[int]:
    for row in zip_longest(*blocks):
        yield from (word for word in row if word is not None)


def _data(text: str, version: int) -> bytes:
    values = [LETTERS.index(letter) for letter in text]
    pairs = zip(values[::2], values[1::2], strict=False)
    told = [f"{ALPHANUMERIC:04b}{len(text):0{_count_bits(version)}b}"]
    told += [f"{45 * first + second:011b}" for first, second in pairs]
    told += [f"{value:06b}" for value in values[len(values) // 2 * 2 :]]
    bits, room = "".join(told), _room(version)
    bits += "0" * min(TERMINATOR, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    held = int(bits, 2).to_bytes(len(bits) // 8, "big")
    missing = room // 8 - len(held)
    return held + bytes(PADS[at % 2] for at in range(missing))


def _remainder(data: bytes, count: int) -> bytes:
    """The check words of a block: the remainder by the generator of that many roots."""
    table, top = _multiples(count), 8 * (count - 1)
    kept = (1 << top) - 1
    rest = 0
    for word in data:
        rest = ((rest & kept) << 8) ^ table[rest >> top ^ word]
    return rest.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """Every byte times the generator ∏ (x − 2ⁱ), without its leading term, as an integer."""
    generator = [1]
    for power in range(count):
        shifted = [*generator, 0]
        for at, word in enumerate(generator, start=1):
            shifted[at] ^= _times(word, POWERS[power])
        generator = shifted
    return tuple(
        int.from_bytes(bytes(_times(factor, word) for word in generator[1:]), "big")
        for factor in range(256)
    )


def _times(one: int, other: int) -> int:
    """The product in the field of 256 elements."""
    if not one or not other:
        return 0
    return POWERS[(LOGARITHMS[one] + LOGARITHMS[other]) % 255]


def _powers() -> Iterator[int]:
    """Of 2 in the field, from 1 on."""
    value = 1
    for _ in range(255):
        yield value
        value = value << 1 ^ (FIELD if value & 0x80 else 0)


POWERS = tuple(_powers())
LOGARITHMS = {power: at for at, power in enumerate(POWERS)}


@cache
def _blank(version: int) -> Blank:
    fixed = _fixed(version)
    side = fixed.modules_count
    free = [[module is None for module in row] for row in fixed.modules]
    places = tuple(row * side + column for row, column in _way(side) if free[row][column])
    masked = "".join("1" if place % side % 3 == 0 else "0" for place in places)
    modules = bytes(bool(module) for row in fixed.modules for module in row)
    return Blank(side, modules, places, int(masked, 2), _blocks(version))


def _fixed(version: int) -> _Fixed:
    """Finders, timing, alignment, version and format (level M, the mask) as the library sets."""
    made = qrcode.QRCode(version=version, error_correction=ERROR_CORRECT_M, mask_pattern=MASK)
    fixed = cast("_Fixed", made)
    side = fixed.modules_count = 4 * version + 17
    fixed.modules = [[None] * side for _ in range(side)]
    for row, column in ((0, 0), (side - 7, 0), (0, side - 7)):
        fixed.setup_position_probe_pattern(row, column)
    fixed.setup_position_adjust_pattern()
    fixed.setup_timing_pattern()
    fixed.setup_type_info(False, MASK)
    if version >= 7:
        fixed.setup_type_number(False)
    return fixed


def _way(side: int) -> Iterator[tuple[int, int]]:
    """Two columns at a time from the right, up and down in turn, past the timing column."""
    right, upwards = side - 1, True
    while right > 0:
        if right == COLUMN_OF_TIMING:
            right -= 1
        for row in range(side - 1, -1, -1) if upwards else range(side):
            yield row, right
            yield row, right - 1
        right, upwards = right - 2, not upwards
