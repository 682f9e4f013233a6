"""When a press was made and heard, and the presses of a base that stands by for another."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kiosk.meeting.facts import Press

OVERLAP_NS = 500_000_000
"""As far as two bases may be apart: a polling cycle of either, and what their clocks differ by."""


class Instant(NamedTuple):
    """A press in time, ns of its desk. `made_ns` is exact when `clocked`, by a device clock.

    `era` counts the boots of the poll: instants of two eras compare by it and by nothing else.
    One is made for every press; a tuple takes half the time of a frozen dataclass.
    """

    made_ns: int
    heard_ns: int
    clocked: bool
    era: int


@dataclass(slots=True)
class Evidence:
    """A press of a base that stood by; `taken` once the base took over and it was judged."""

    entry: int
    press: Press
    at: Instant
    utc: datetime
    late: bool
    taken: bool = False


def follows(one: Instant, last: Instant) -> bool:
    """True unless `one` certainly came before `last`: by both device clocks, else by arrival."""
    if one.era != last.era:
        return one.era > last.era
    if one.clocked and last.clocked:
        return one.made_ns > last.made_ns - OVERLAP_NS
    return one.heard_ns > last.heard_ns - OVERLAP_NS


def in_order(found: list[Evidence]) -> list[Evidence]:
    """By device time where all have it, else as they arrived."""
    clocked = all(one.at.clocked for one in found)

    def place(one: Evidence) -> tuple[int, int, int]:
        return one.at.era, one.at.made_ns if clocked else one.at.heard_ns, one.entry

    return sorted(found, key=place)
