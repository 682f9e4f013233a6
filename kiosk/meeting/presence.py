"""Presence: who is in the hall, from check-in to check-out, and what follows from it.

A stay runs from a check-in to the check-out after it. Days are the hall's civil days; a stay over
midnight belongs to both. The allowance (plan §6.1: 200 yuan a person and day) is counted in
half days: `half_from_min` minutes in the hall are half a day, `full_from_min` in one day a whole
one, and who was there for less is owed nothing for that day.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

MINUTE = timedelta(minutes=1)


class Way(StrEnum):
    """How a delegate was checked in or out."""

    PASS = "pass"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay in the hall, aware UTC. `left` is None while it lasts.

    `way` is how it began, `reason` why by hand.
    """

    came: datetime
    left: datetime | None = None
    way: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AllowanceRule:
    """What a day in the hall is worth, in fen, and from how many minutes it is half or whole."""

    fen_a_day: int = 20_000
    full_from_min: int = 240
    half_from_min: int = 1


@dataclass(frozen=True, slots=True)
class DayInHall:
    """A seat's civil day: whole minutes in the hall, and half days that they make (0 to 2)."""

    day: date
    minutes: int
    halves: int


def ended(stays: Iterable[Stay], until: datetime) -> tuple[Stay, ...]:
    """The stays with the one that lasts ended at `until`."""
    return tuple(stay if stay.left is not None else replace(stay, left=until) for stay in stays)


def days_in_hall(
    stays: Iterable[Stay], until: datetime, *, offset_min: int, rule: AllowanceRule
) -> tuple[DayInHall, ...]:
    """The days that stays lasting at most to `until` make, in order; `offset_min` of civil time."""
    zone = timezone(timedelta(minutes=offset_min))
    spent: dict[date, timedelta] = {}
    for stay in ended(stays, until):
        for day, length in _by_day(stay, zone):
            spent[day] = spent.get(day, timedelta()) + length
    return tuple(_day(day, spent[day], rule) for day in sorted(spent))


def _by_day(stay: Stay, zone: timezone) -> Iterable[tuple[date, timedelta]]:
    """The parts of an ended stay that fall into each civil day; midnight ends a day."""
    assert stay.left is not None
    start, left = stay.came.astimezone(zone), stay.left.astimezone(zone)
    midnight = datetime.combine(start.date() + timedelta(days=1), time(), zone)
    while midnight < left:
        yield start.date(), midnight - start
        start, midnight = midnight, midnight + timedelta(days=1)
    yield start.date(), left - start


def _day(day: date, length: timedelta, rule: AllowanceRule) -> DayInHall:
    minutes = length // MINUTE
    halves = (minutes >= rule.half_from_min) + (minutes >= rule.full_from_min)
    return DayInHall(day, minutes, halves)


def allowance_fen(days: Iterable[DayInHall], rule: AllowanceRule) -> int:
    """What the days are worth, in fen; half of an odd amount is rounded down, once for the sum."""
    return sum(day.halves for day in days) * rule.fen_a_day // 2


def composition(
    groups: Mapping[str, str], present: Iterable[str]
) -> tuple[tuple[str, int, int], ...]:
    """(group, on the roll, present) for each group, in the order of its first seat.

    `groups` gives every seat of the roll its group (a class, an age band, an occupation).
    """
    roll, here = Counter(groups.values()), Counter(groups[seat] for seat in present)
    return tuple((group, count, here[group]) for group, count in roll.items())
