"""The register map of HVM-1: what stands at which address, and how its words are read.

The map is ours (`wire.md` section 1), on top of public Modbus; no maker's unit has been run
against it in this room. Words are big-endian, 32-bit values have the high word first.

Where the map leaves a choice, this is ours, and marked so:
  * 0017 oldest unacknowledged = last acknowledged + 1, also when nothing waits (a base that shows
    0 there when nothing waits is understood too);
  * sequences run 1..65535 from CLEAR on and do not wrap: what comes after is counted as overflow;
  * CLOSE of the session that is already closed succeeds without effect, as OPEN of a running one;
  * CLEAR leaves the session register alone: presses before OPEN carry the session before.
"""

import struct
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from enum import IntEnum, IntFlag
from typing import Self

from kiosk.devices.keypads.driver import PollCall
from kiosk.devices.wire.framing import crc16

MAGIC = 0x4856
MAP_VERSION = 0x0100
OPTIONS = 8
MOST_KEYPADS = 480
WINDOW = 15
TABLE_BLOCK = 120

# Input registers (FC04)            words
IDENTITY_AT, IDENTITY_WORDS = 0x0000, 12
STATUS_AT, STATUS_WORDS = 0x0010, 20
WINDOW_AT, WINDOW_HEAD_WORDS = 0x0100, 2
TABLE_AT = 0x0400
# Holding registers (FC03, FC06, FC16)
COMMAND_AT = 0x0200
ACK_AT = 0x0208
ENABLE_AT = 0x0210

RECORD_WORDS = 8
RECORD_BYTES = 2 * RECORD_WORDS


class State(IntEnum):
    """Register 0010."""

    IDLE = 0
    OPEN = 1
    PAUSED = 2
    CLOSED = 3
    SIGN_IN = 4


class Command(IntEnum):
    """Register 0200."""

    OPEN = 1
    CLOSE = 2
    PAUSE = 3
    RESUME = 4
    CLEAR = 5
    SIGN_IN_OPEN = 6
    SIGN_IN_CLOSE = 7
    PING = 8


class BallotType(IntEnum):
    """Register 0202."""

    SIGN_IN = 1
    FOR_AGAINST_ABSTAIN = 2
    SINGLE = 3
    MULTIPLE = 4
    SCORE = 5
    DIGITS = 6


class Flag(IntFlag):
    """Register 0206."""

    SECRET = 1
    LAST_PRESS_COUNTS = 2
    SIGNED_IN_ONLY = 4
    ECHO_CHOICE = 8


class Feature(IntFlag):
    """Register 000B."""

    DIGITS = 1
    SECRET_NATIVE = 2


class Row(IntFlag):
    """Upper bits of a keypad's word in the table."""

    ONLINE = 0x8000
    LOW_BATTERY = 0x4000
    SIGNED_IN = 0x2000
    PRESSED = 0x1000


class Kind(IntEnum):
    """What a record tells."""

    PRESS = 1
    SIGN_IN = 2
    RETRACT = 3
    REQUEST_TO_SPEAK = 4
    ONLINE = 5
    OFFLINE = 6
    LOW_BATTERY = 7


# A key byte is one-hot per option, or the OR of several; option 1 is bit 0.
KEYS_OF = tuple(
    tuple(option + 1 for option in range(OPTIONS) if byte >> option & 1) for byte in range(256)
)


def key_byte(keys: Sequence[int]) -> int:
    """Return the key byte of these option numbers (1..8)."""
    return sum({1 << (key - 1) for key in keys})


WHO = "{vendor}-{model} {uid} firmware {firmware}"


@dataclass(frozen=True, slots=True)
class Identity:
    """Input registers 0000..000B: who answers."""

    magic: int
    map_version: int
    vendor: int
    model: int
    uid: int
    firmware: int
    capacity: int
    first_keypad: int
    features: int

    @classmethod
    def from_bytes(cls, words: bytes) -> Self:
        return cls(*_IDENTITY.unpack(words))

    def to_bytes(self) -> bytes:
        return _IDENTITY.pack(*astuple(self))

    def __str__(self) -> str:
        return WHO.format(
            vendor=f"{self.vendor:04X}",
            model=f"{self.model:04X}",
            uid=f"{self.uid:016X}",
            firmware=f"{self.firmware:04X}",
        )


@dataclass(frozen=True, slots=True)
class Status:
    """Input registers 0010..0023: what runs, and what waits in the FIFO."""

    state: int
    session: int
    ballot_type: int
    open_ms: int
    online: int
    responded: int
    oldest: int
    newest: int
    overflow: int
    totals: tuple[int, ...]
    table_crc: int

    @classmethod
    def from_bytes(cls, words: bytes) -> Self:
        plain = _STATUS.unpack(words)
        return cls(*plain[:9], totals=plain[9:17], table_crc=plain[17])

    def to_bytes(self) -> bytes:
        *plain, totals, table_crc = astuple(self)
        return _STATUS.pack(*plain, *totals, table_crc)

    @property
    def acknowledged(self) -> int:
        """The sequence up to which the FIFO has been emptied."""
        return self.oldest - 1 if 0 < self.oldest <= self.newest else self.newest


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of the FIFO: eight words, the last a CRC over the others.

    `battery` and `link` are the keypad's own, in per cent (ours: the map gives the bytes alone).
    """

    sequence: int
    keypad: int
    kind: int
    key: int
    session: int
    made_ms: int
    battery: int = 0
    link: int = 0

    @classmethod
    def from_bytes(cls, words: bytes) -> Self | None:
        """Read sixteen bytes; None where their CRC does not agree."""
        *plain, crc = _RECORD.unpack(words)
        return cls(*plain) if crc == crc16(words[:-2]) else None

    def to_bytes(self) -> bytes:
        body = _RECORD.pack(*astuple(self), 0)[:-2]
        return body + crc16(body).to_bytes(2, "big")


def blanked(raw: bytes) -> bytes:
    """A record with zeros for kind, key and CRC: a retract says as much as a key."""
    return raw[:4] + bytes(2) + raw[6:-2] + bytes(2)


#              magic version vendor model | uid | firmware capacity first features
_IDENTITY = struct.Struct(">4HQ4H")
#              state session type | ms | online responded oldest newest overflow | totals | crc
_STATUS = struct.Struct(">3HI5H8HI")
#              seq keypad | kind key | session | ms | battery link | crc
_RECORD = struct.Struct(">2H2BHI2BH")


def open_words(call: PollCall) -> tuple[int, ...]:
    """Return the command block that opens a poll: no duration, the host keeps time."""
    ballot_type = BallotType.MULTIPLE
    if call.maximum == 1:
        ballot_type = BallotType.FOR_AGAINST_ABSTAIN if call.options <= 3 else BallotType.SINGLE
    flags = Flag.LAST_PRESS_COUNTS if call.last_press_counts else Flag(0)
    flags |= Flag.SECRET if call.secret else Flag(0)
    return (
        Command.OPEN,
        call.session,
        ballot_type,
        call.options,
        call.minimum,
        call.maximum,
        flags,
        0,
    )


def enable_words(capacity: int) -> tuple[int, ...]:
    """Return the enable bitmap with every keypad's bit set: the equipment does not judge."""
    return (0xFFFF,) * -(-capacity // 16)
