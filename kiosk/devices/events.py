"""What the equipment says: the events a station hands to the clerk.

Everything here is frozen and knows keypads and keys only. `heard_ns` is the monotonic
nanosecond at which the bytes were in our hands. `keypad` is the number printed on the unit,
unique in the hall. `keys` are option numbers from 1 (HVM-1 bit 0 is option 1).
"""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class KeypadPressed:
    """One decoded press after deduplication: the unit of reception, unjudged.

    `keys` is the whole standing choice of the unit; empty means it was retracted.
    `session` and `sequence` are the wire's own, None where the protocol has none.
    `made_ms` is the device clock since the poll was opened on the base, None where it has none.
    `raw` are the bytes of this one press as they came, kept as evidence. In a secret poll the keys
    are in neither: `secret_keys` has them, for the urn alone, and shows them nowhere.
    """

    base: str
    keypad: int
    keys: tuple[int, ...]
    heard_ns: int
    session: int | None
    sequence: int | None
    made_ms: int | None
    raw: bytes
    secret_keys: tuple[int, ...] | None = field(default=None, repr=False)


class Acknowledgement(StrEnum):
    """Who learns that a press was taken."""

    NONE = "none"
    BASE = "base"
    KEYPAD = "keypad"


@dataclass(frozen=True, slots=True)
class Capability:
    """What a driver and the base behind it can do, told before a poll is prepared.

    `secret`: the driver knows where the keys are in a press, and can blank them. `secret_native`:
    in a secret poll the base itself gives no keys away, totals alone. Without `can_call` a ping has
    no answer: nobody can ask which keypads are there.
    """

    protocol: str
    options: int
    per_seat: bool
    acknowledgement: Acknowledgement
    multiple: bool
    secret_native: bool
    max_keypads: int
    device_clock: bool
    keypad_text: bool
    secret: bool = False
    can_call: bool = True


@dataclass(frozen=True, slots=True)
class BaseAnswered:
    """A base answered on its port and identified itself (first contact or after a loss)."""

    base: str
    identity: str
    first_keypad: int
    keypads: int
    capability: Capability
    heard_ns: int


@dataclass(frozen=True, slots=True)
class BaseLost:
    """A base stopped answering or its port is gone. `what` and `cure` are msgids.

    `details` fill the `{fields}` of both.
    """

    base: str
    what: str
    cure: str
    heard_ns: int
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PollStarted:
    """The base confirmed that it takes presses for this session.

    `opened_ns` is when the OPEN that it obeyed was sent: the zero of the base's session clock,
    never later than the base's own, so that no press made in time is taken for a late one.
    """

    base: str
    session: int
    opened_ns: int
    heard_ns: int


@dataclass(frozen=True, slots=True)
class PollRefused:
    """The base would not start: yesterday's presses remain, the session is busy, a bad answer."""

    base: str
    session: int
    what: str
    heard_ns: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """What the base itself counted for one keypad: presses mod 16 and the standing keys."""

    keypad: int
    presses: int
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PollDrained:
    """After the close the line was quiet: every press the base held is in our hands.

    `last_sequence` is the newest sequence the base ever gave in this session, `table` its own
    account of each keypad (empty where the protocol has none), `table_crc_ok` whether the
    base's checksum over that account agrees, `overflow` how many presses the base itself lost,
    `totals` the base's own count per option from 1 on (empty where the protocol has none).
    """

    base: str
    session: int
    last_sequence: int | None
    table: tuple[TableRow, ...]
    table_crc_ok: bool | None
    overflow: int
    heard_ns: int
    totals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TotalsHeard:
    """What a base that gives totals only says of its poll; never a named record.

    It can confirm or block a result counted elsewhere. `for_` + `against` + `abstain` is at most
    `present`, or the base was not believed.
    """

    base: str
    present: int
    for_: int
    against: int
    abstain: int
    heard_ns: int


@dataclass(frozen=True, slots=True)
class KeypadsHeard:
    """The answer to a ping: which keypads are in radio contact, and which are low on battery.

    `levels` are keypad, battery and signal in per cent, as the keypad's last record had them.
    """

    base: str
    online: tuple[int, ...]
    low_battery: tuple[int, ...]
    heard_ns: int
    levels: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LineNoise:
    """What came in over about one second and was no press: counters, and the first bytes."""

    base: str
    bad_frames: int
    noise_bytes: int
    retransmissions: int
    first_bytes: bytes
    heard_ns: int


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """A scanner at a check-in desk read a code: its text without prefix or line end."""

    desk: str
    text: str
    heard_ns: int


EquipmentEvent = (
    KeypadPressed
    | BaseAnswered
    | BaseLost
    | PollStarted
    | PollRefused
    | PollDrained
    | TotalsHeard
    | KeypadsHeard
    | LineNoise
    | CodeScanned
)
