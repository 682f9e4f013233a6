"""The keypad table of an HVM-1 base, read in blocks and checked against its CRC-32."""

import struct
import zlib

from kiosk.devices.events import TableRow
from kiosk.devices.keypads.hvm1_map import KEYS_OF, TABLE_AT, TABLE_BLOCK, Row


class TableReading:
    """One reading of the whole table."""

    def __init__(self, first_keypad: int, capacity: int) -> None:
        self._first = first_keypad
        self._capacity = capacity
        self._words: list[int] = []

    @property
    def complete(self) -> bool:
        return len(self._words) >= self._capacity

    def block(self) -> tuple[int, int]:
        """Return address and number of words of the next block."""
        at = len(self._words)
        return TABLE_AT + at, min(TABLE_BLOCK, self._capacity - at)

    def take(self, words: bytes) -> None:
        self._words += struct.unpack(f">{len(words) // 2}H", words)

    def crc(self) -> int:
        """Return the CRC-32 over `press count mod 16, key` of every keypad in order."""
        pairs = bytearray()
        for word in self._words:
            pairs += bytes((word >> 8 & 0x0F, word & 0xFF))
        return zlib.crc32(pairs)

    def rows(self) -> tuple[TableRow, ...]:
        return tuple(
            TableRow(self._first + place, word >> 8 & 0x0F, KEYS_OF[word & 0xFF])
            for place, word in enumerate(self._words)
        )

    def having(self, bit: Row) -> tuple[int, ...]:
        """Return the keypads whose row shows `bit`."""
        return tuple(self._first + place for place, word in enumerate(self._words) if word & bit)
