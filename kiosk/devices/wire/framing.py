"""Modbus RTU frames out of a stream of bytes, by expected length.

RTU has no start mark. Its frames are told apart by 3.5 characters of silence, and a USB converter
does not keep silence; so a frame is found by what its head promises. The first bytes must be a
unit we listen to and a function we know, the function tells how long the frame is, and the CRC
over just that length must come out as nought. If it does not, one byte is dropped and the search
starts at the next: the true frame may begin inside the false one.

Two things can go wrong with promises. A false head can promise more than ever comes, and hold back
a true frame behind it: `silence` is called when the asker has waited long enough, and then nothing
is taken for an unfinished frame any more. And a flipped bit in a length can promise another frame
than was sent: the CRC speaks against it as against any other.

Whatever comes, less than one longest frame (256 bytes) is kept between two calls. What was dropped
is counted, and the first bytes of it are kept as evidence until `take_noise`.

pymodbus has a framer of its own; with 3.16 noise before a frame loses the frame, a second frame in
the same read is swallowed and a short frame stalls. Its CRC table is used here, widened to take
two bytes in one step (a window of 15 presses is 249 bytes: 7 µs instead of 23).
"""

import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from pymodbus.framer import FramerRTU

from kiosk.devices.wire.cutting import UNTOLD, Cutter

LONGEST = 256

_BYTE = FramerRTU.crc16_table
_PAIR = tuple(
    _BYTE[(first ^ second) & 0xFF] ^ (first >> 8) for second in range(256) for first in _BYTE
)


def crc16(data: bytes) -> int:
    """Return the CRC-16/MODBUS; on the wire its low byte goes first. A sealed frame gives 0."""
    pairs, odd = divmod(len(data), 2)
    crc = 0xFFFF
    words: tuple[int, ...] = struct.unpack_from(f"<{pairs}H", data)
    for pair in words:
        crc = _PAIR[crc ^ pair]
    if odd:
        crc = _BYTE[(crc ^ data[-1]) & 0xFF] ^ (crc >> 8)
    return crc


def sealed(body: bytes) -> bytes:
    """Return unit, function and the rest with the CRC behind them."""
    return body + crc16(body).to_bytes(2, "little")


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a frame is: `fixed` bytes, plus the count that stands at `count_at` (0: none)."""

    fixed: int
    count_at: int = 0


#   function        bytes  count at
ANSWERS: Mapping[int, Shape] = {
    0x03: Shape(5, 2),  # unit fc COUNT words crc
    0x04: Shape(5, 2),
    0x06: Shape(8),  #    unit fc address value crc
    0x10: Shape(8),  #    unit fc address words crc
    0x83: Shape(5),  #    unit fc|80 exception crc
    0x84: Shape(5),
    0x86: Shape(5),
    0x90: Shape(5),
}
REQUESTS: Mapping[int, Shape] = {
    0x03: Shape(8),  #    unit fc address words crc
    0x04: Shape(8),
    0x06: Shape(8),  #    unit fc address value crc
    0x10: Shape(9, 6),  # unit fc address words COUNT words crc
    0x2B: Shape(7),  #    unit fc 0E code object crc
}


class Deframer(Cutter):
    """Finds the frames of `units` in what comes."""

    def __init__(self, units: Iterable[int], shapes: Mapping[int, Shape]) -> None:
        heads = re.escape(bytes(units)), re.escape(bytes(shapes))
        pattern = re.compile(b"[%b](?:[%b]|\\Z)" % heads, re.DOTALL)
        super().__init__(pattern, partial(_promised, shapes), _is_sealed)


def _is_sealed(frame: bytes) -> bool:
    return crc16(frame) == 0


def _promised(shapes: Mapping[int, Shape], head: bytes) -> int:
    """Return what the head promises: 0 is an impossible promise, UNTOLD one not yet told."""
    if len(head) == 1:
        return UNTOLD
    shape = shapes[head[1]]
    if not shape.count_at:
        return shape.fixed
    if shape.count_at >= len(head):
        return UNTOLD
    count = head[shape.count_at]
    if count % 2 or not 0 < count <= LONGEST - shape.fixed:
        return 0
    return shape.fixed + count
