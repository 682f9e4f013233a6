"""责任清单: what a declared poll leaves to be done, and by which day.

A period begins on the day after the declaration (民法典 §201). Working days are those of the
State Council's calendar, make-up days included; who asks hands that calendar in. It is published a
year at a time: a day of a year that is not known yet is taken by its weekday, and the due date says
how many such days it rests on. It is provisional then, and has to be reckoned again. A period
of calendar days that would end on a day off ends on the next working day (§203).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5
MOST_DAYS = 1000


class Counting(StrEnum):
    """Which days count."""

    WORKING = "working"
    CALENDAR = "calendar"


IsWorkday = Callable[[date], bool | None]
"""Whether a day is worked; None where the calendar of its year is not published."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period, and how many days it rests on that no calendar knows yet."""

    day: date
    unpublished: int

    @property
    def provisional(self) -> bool:
        """暂定: to be reckoned again when the calendar is published."""
        return self.unpublished > 0


def due_day(start: date, days: int, *, counting: Counting, is_workday: IsWorkday) -> Due:
    """The last of so many days after `start`."""
    if counting is Counting.CALENDAR:
        return _first_workday(start + timedelta(days=days), is_workday)
    day, left, unpublished = start, days, 0
    while left:
        day += timedelta(days=1)
        known = is_workday(day)
        if _worked(day, known):
            left -= 1
            unpublished += known is None
    return Due(day, unpublished)


def _first_workday(day: date, is_workday: IsWorkday) -> Due:
    unpublished = int(is_workday(day) is None)
    while not _worked(day, is_workday(day)):
        day += timedelta(days=1)
        unpublished += is_workday(day) is None
    return Due(day, unpublished)


def _worked(day: date, known: bool | None) -> bool:
    return day.weekday() < SATURDAY if known is None else known
