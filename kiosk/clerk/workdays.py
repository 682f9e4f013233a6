"""The State Council's calendar of working days, year by year as it is published.

Some days off need no calendar: those that 全国年节及纪念日放假办法 §2 (as amended on 2024-11-10)
names by their date in the common calendar. What is shifted around them is known with the year.
"""

from collections.abc import Callable
from datetime import date
from typing import cast

import chinese_calendar

_worked = cast("Callable[[date], bool]", chinese_calendar.is_workday)


FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""(month, day) of 元旦, 劳动节 and 国庆节."""


def is_workday(day: date) -> bool | None:
    """Whether a day is worked, make-up days included; None where its year is not published."""
    try:
        return _worked(day)
    except NotImplementedError:
        return False if (day.month, day.day) in FIXED else None
