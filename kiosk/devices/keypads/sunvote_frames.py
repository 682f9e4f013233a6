"""The frames of a SunVote PVS-2010 base.

    F5 AA AA | LEN | payload, LEN-2 bytes | CRC_H CRC_L      CRC-16/XMODEM over the payload only

    LEN 0C  short     cmd base 00 flags sub | data, 5
    LEN 19  long      cmd base 00 flags     | data, 19
    LEN 20  response  95  base 00 flags ROW 00 00 KEYPAD BUTTON … 30 bytes in all; ROW FF: empty

A reply's command is the command with bit 80h set. Source: the Apache-2.0 `sunvote-ars-client`.
"""

import re
from binascii import crc_hqx
from dataclasses import dataclass
from typing import Self

from kiosk.devices.wire.cutting import UNTOLD, Cutter

MARK = b"\xf5\xaa\xaa"
SHORT, LONG, RESPONSE = 0x0C, 0x19, 0x20
LENGTHS = (SHORT, LONG, RESPONSE)
HEAD = 4

SYSTEM, SCAN, REPLY = 0x11, 0x15, 0x80
EVERYBODY = 0xC7
EMPTY = 0xFF
START, CLEAR, STOP, POLL, WAKE = 0xC1, 0xC2, 0xC3, 0xC4, 0xC5
BUTTONS = {1 << place: place + 1 for place in range(6)}

_HEADS = re.compile(rb"\xf5(?:\xaa(?:\xaa|\Z)|\Z)")


def framed(length: int, payload: bytes) -> bytes:
    """Return a whole frame; the payload is filled up with noughts to `length` - 2."""
    whole = payload.ljust(length - 2, b"\0")
    return MARK + bytes([length]) + whole + crc_hqx(whole, 0).to_bytes(2, "big")


def short(cmd: int, base: int, flags: int, sub: int = 0, data: bytes = b"") -> bytes:
    return framed(SHORT, bytes([cmd, base, 0, flags, sub]) + data)


def long(cmd: int, base: int, flags: int, data: bytes = b"") -> bytes:
    return framed(LONG, bytes([cmd, base, 0, flags]) + data)


IDENTIFY = short(SYSTEM, 0, 0x0F, 0x0C)
READ_ZONE = short(SCAN, 0, 0x00, 0x06)


def start(base: int) -> bytes:
    """C1 as published: mode 5, options 2, max 6, min 1; with max 1 buttons come obfuscated."""
    return short(SCAN, base, START, 0x02, bytes([5, 2, 6, 1]))


def order(base: int, flags: int) -> bytes:
    """C2, C3 or C4."""
    return short(SCAN, base, flags)


def acknowledgement(base: int, row: int) -> bytes:
    return long(SCAN, base, WAKE, bytes([row]))


WAKE_ALL = long(SCAN, EVERYBODY, WAKE)


@dataclass(frozen=True, slots=True)
class Row:
    """A press as the base gives it: the byte that acknowledges it, the keypad, the button."""

    row: int
    keypad: int
    button: int
    base: int = 1

    @classmethod
    def from_bytes(cls, frame: bytes) -> Self:
        payload = frame[HEAD:-2]
        return cls(payload[4], payload[7], payload[8], payload[1])

    def to_bytes(self) -> bytes:
        head = bytes([SCAN | REPLY, self.base, 0, POLL, self.row, 0, 0, self.keypad, self.button])
        return framed(RESPONSE, head)


BUTTON_AT = HEAD + 8


def blanked(frame: bytes) -> bytes:
    """A row with zeros for the button, for what follows it unpublished, and for the CRC."""
    return frame[:BUTTON_AT].ljust(len(frame), b"\0")


def sunvote_cutter() -> Cutter:
    return Cutter(_HEADS, _measure, _sound)


def _measure(head: bytes) -> int:
    if len(head) < HEAD:
        return UNTOLD
    return HEAD + head[3] if head[3] in LENGTHS else 0


def _sound(frame: bytes) -> bool:
    return crc_hqx(frame[HEAD:-2], 0) == int.from_bytes(frame[-2:], "big")
