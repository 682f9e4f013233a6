"""Facts of the door: who is on the roll, who is in the hall, whose hand holds which keypad."""

from dataclasses import dataclass

from kiosk.meeting.roll import Delegate


@dataclass(frozen=True, slots=True)
class RollFrozen:
    """The roll, seat by seat, as it binds the meeting. `officers` are the two who froze it.

    They are empty where officers have no keys.
    """

    delegates: tuple[Delegate, ...]
    reason: str = ""
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RollAmended:
    """Two officers added delegates to the frozen roll; nothing on it is ever taken away."""

    delegates: tuple[Delegate, ...]
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class KeypadBound:
    """From now on this keypad speaks for this seat; a keypad it had before is dead.

    `desk` is the check-in desk that handed it out, empty where none did.
    """

    keypad: int
    seat: str
    reason: str
    desk: str = ""


@dataclass(frozen=True, slots=True)
class KeypadReturned:
    """The keypad speaks for nobody."""

    keypad: int
    seat: str
    reason: str
    desk: str = ""


@dataclass(frozen=True, slots=True)
class KeypadLost:
    """The keypad is missing and speaks for nobody, until it is returned or bound again.

    `seat` is whose hand it was in, empty for nobody's.
    """

    keypad: int
    seat: str
    reason: str
    desk: str = ""


@dataclass(frozen=True, slots=True)
class CheckInOpened:
    """The desks take passes."""


@dataclass(frozen=True, slots=True)
class CheckInClosed:
    """The desks stopped; late arrivals are checked in by hand with a reason."""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A delegate is in the hall. `way` is "pass" or "by_hand"; by hand needs a reason."""

    seat: str
    desk: str
    way: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A delegate left the hall."""

    seat: str
    desk: str
    way: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassRefused:
    """A pass was shown that admits nobody now. `seat` is empty where it is not known.

    `claimed` is the number that the pass claims, 0 where it claims none.
    """

    desk: str
    seat: str
    reason: str
    claimed: int = 0


@dataclass(frozen=True, slots=True)
class PassRevoked:
    """Passes of this delegate up to this issue admit nobody any more.

    `reissued`: the next issue was made out in their place.
    """

    number: int
    issue: int
    reissued: bool
    reason: str
    by: str
