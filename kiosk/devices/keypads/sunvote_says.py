"""What is said to a SunVote base, step by step, with the times of the published client.

start   C1                                  answered, or said again
wake    C2, C4, C5, 50 ms, C5*, 50 ms       C5* goes to everybody
cycle   C5 + row, 20 ms, C5*, 20 ms, C4, 400 ms
drain   C3, 20 ms, C5 + row, 20 ms, C4, 400 ms
"""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.devices.keypads import sunvote_frames as s

MS = 1_000_000
REPLY_NS = 300 * MS
GAP_NS = 20 * MS
WAKE_NS = 50 * MS
WINDOW_NS = 400 * MS
IDLE_NS = 1000 * MS

Then = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Say:
    """Bytes, and how long they have the line; `early`: an answer ends the wait."""

    frame: bytes
    wait_ns: int
    early: bool = False
    then: Then | None = None


NOTHING = Say(b"", 0)


def seek(then: Then) -> tuple[Say, ...]:
    return (Say(s.IDENTIFY, IDLE_NS, early=True, then=then),)


def ask_zone(then: Then) -> tuple[Say, ...]:
    return (Say(s.READ_ZONE, REPLY_NS, early=True, then=then),)


def idle(then: Then) -> tuple[Say, ...]:
    return (Say(s.IDENTIFY, IDLE_NS, then=then),)


def part(then: Then) -> tuple[Say, ...]:
    return (Say(s.IDENTIFY, REPLY_NS, early=True, then=then),)


def start(base: int, then: Then) -> tuple[Say, ...]:
    return (Say(s.start(base), REPLY_NS, early=True, then=then),)


def wake(base: int, awake: Then, running: Then) -> tuple[Say, ...]:
    """From C4 on (`awake`) presses may wait in the base; after C5* the poll is `running`."""
    return (
        Say(s.order(base, s.CLEAR), REPLY_NS, early=True),
        Say(s.order(base, s.POLL), REPLY_NS, early=True, then=awake),
        Say(s.acknowledgement(base, 0), WAKE_NS),
        Say(s.WAKE_ALL, WAKE_NS, then=running),
    )


def cycle(base: int, row: int, then: Then) -> tuple[Say, ...]:
    return (
        Say(s.acknowledgement(base, row), GAP_NS),
        Say(s.WAKE_ALL, GAP_NS),
        Say(s.order(base, s.POLL), WINDOW_NS, then=then),
    )


def drain(base: int, row: int, then: Then) -> tuple[Say, ...]:
    return (
        Say(s.order(base, s.STOP), GAP_NS),
        Say(s.acknowledgement(base, row), GAP_NS),
        Say(s.order(base, s.POLL), WINDOW_NS, then=then),
    )
