"""Facts of the equipment: bases, keypads in contact, handsets under audit, noise, devices."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BaseFound:
    """A base answered and said what it is; one that is not `per_seat` gives totals only.

    `secret`: its driver keeps the keys of a secret poll to itself. Without `multiple` it tells one
    key a press. Without `can_call` nobody can ask it which keypads are there.
    """

    base: str
    identity: str
    first_keypad: int
    keypads: int
    protocol: str
    options: int
    per_seat: bool = True
    secret: bool = False
    multiple: bool = True
    can_call: bool = True


@dataclass(frozen=True, slots=True)
class BaseStandsBy:
    """By the settings `base` hears the keypads of `primary` and stands by; empty: for nobody."""

    base: str
    primary: str


@dataclass(frozen=True, slots=True)
class BaseGone:
    """A base stopped answering. `poll` is the poll it interrupted, 0 for none."""

    base: str
    poll: int
    what: str


@dataclass(frozen=True, slots=True)
class KeypadsCalled:
    """The answer to a ping: which keypads are in contact and which are low on battery.

    `levels` are keypad, battery and signal in per cent, of those whose own word has reached us.
    """

    base: str
    online: tuple[int, ...]
    low_battery: tuple[int, ...]
    levels: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class HandsetAuditDrawn:
    """The notary's dice drew handsets from those in hand. `sessions` as in `PollOpened`."""

    audit: int
    dice: str
    keypads: tuple[int, ...]
    drawn: tuple[int, ...]
    sessions: tuple[tuple[str, int], ...]
    by: str


@dataclass(frozen=True, slots=True)
class HandsetAudited:
    """What was heard of each drawn handset, press by press, and which did not do what it was told.

    `rows` are (keypad, the keys of each press).
    """

    audit: int
    rows: tuple[tuple[int, tuple[tuple[int, ...], ...]], ...]
    failed: tuple[int, ...]
    by: str


@dataclass(frozen=True, slots=True)
class NoiseHeard:
    """Bytes on the line that were no press, coalesced per base and second."""

    base: str
    bad_frames: int
    noise_bytes: int
    retransmissions: int
    first_bytes: str


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    """How a device of the room is: `printer` or `disk`, whether it is ready, and what it said."""

    device: str
    ready: bool
    what: str
