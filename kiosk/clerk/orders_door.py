"""Orders about the door: who is on the roll, who is in the hall, whose hand holds which keypad."""

from dataclasses import dataclass, field

from kiosk.meeting.roll import Delegate, Person


@dataclass(frozen=True, slots=True)
class FreezeRoll:
    """Two officers freeze the roll; nobody is asked where no officer is enrolled."""

    delegates: tuple[Delegate, ...]
    persons: tuple[Person, ...] = field(repr=False)
    reason: str = ""
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendRoll:
    """Two officers add delegates to the frozen roll."""

    delegates: tuple[Delegate, ...]
    persons: tuple[Person, ...] = field(repr=False)
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class OpenCheckIn:
    pass


@dataclass(frozen=True, slots=True)
class CloseCheckIn:
    pass


@dataclass(frozen=True, slots=True)
class CheckInByHand:
    seat: str
    desk: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckOut:
    seat: str
    desk: str
    reason: str


@dataclass(frozen=True, slots=True)
class BindKeypads:
    """Give keypads to seats: (keypad, seat) pairs, all or none."""

    pairs: tuple[tuple[int, str], ...]
    reason: str
    desk: str = ""


@dataclass(frozen=True, slots=True)
class ReturnKeypad:
    keypad: int
    reason: str
    desk: str = ""


@dataclass(frozen=True, slots=True)
class LoseKeypad:
    """A keypad is missing."""

    keypad: int
    reason: str
    desk: str = ""


@dataclass(frozen=True, slots=True)
class RevokePass:
    """Declare a delegate's pass void; `reissue` makes out the next issue in its place."""

    number: int
    reissue: bool
    reason: str
    by: str
