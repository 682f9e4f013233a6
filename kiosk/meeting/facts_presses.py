"""Facts of a press, and what became of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """A press as the equipment told it. `raw` is hex; times are monotonic ns and device ms.

    `masked`: the keys were taken out of it and of `raw`, because they belong to a secret poll.
    """

    base: str
    keypad: int
    keys: tuple[int, ...]
    heard_ns: int
    session: int | None
    sequence: int | None
    made_ms: int | None
    raw: str
    masked: bool = False


@dataclass(frozen=True, slots=True)
class BallotCast:
    """A press that counts. `replaces` is true when the seat had a standing ballot before.

    `in_flight` marks a press heard after the closing instant and made before it.
    """

    poll: int
    seat: str
    choice: tuple[int, ...]
    replaces: bool
    in_flight: bool
    press: Press


@dataclass(frozen=True, slots=True)
class BallotSealed:
    """A press of a secret poll that counts: who pressed, and what, in a box of fixed size (hex).

    `replaces` is true when the seat had a box before; only its newest box will be opened.
    """

    poll: int
    seat: str
    box: str
    replaces: bool
    in_flight: bool
    press: Press


@dataclass(frozen=True, slots=True)
class PressRefused:
    """A press that does not count, and why. `poll` is 0 and `seat` empty where none is known."""

    poll: int
    seat: str
    reason: str
    press: Press


@dataclass(frozen=True, slots=True)
class StandbyHeard:
    """A press of a base that stands by for another: evidence, and counted nowhere."""

    poll: int
    press: Press


@dataclass(frozen=True, slots=True)
class StandbyTookOver:
    """`primary` was lost: `base` counts from now on, and `primary` stands by for it.

    `after` is the entry of the last press that `primary` delivered to this poll, -1 for none.
    """

    poll: int
    base: str
    primary: str
    after: int
