"""What stays in the hall make: days, half days, allowances, and who of whom is here."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.meeting.presence import (
    AllowanceRule,
    DayInHall,
    Stay,
    allowance_fen,
    composition,
    days_in_hall,
    ended,
)

CHINA = 480
RULE = AllowanceRule()
NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""09:00 in China."""
DAY = date(2026, 11, 23)


def after(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def days(*stays: Stay, until: int = 1000) -> tuple[DayInHall, ...]:
    return days_in_hall(stays, after(until), offset_min=CHINA, rule=RULE)


@pytest.mark.parametrize(
    ("minutes", "halves"), [(0, 0), (1, 1), (239, 1), (240, 2), (241, 2), (600, 2)]
)
def test_half_and_whole_days_begin_at_the_rule_and_no_minute_is_no_day(minutes: int, halves: int):
    assert days(Stay(NINE, after(minutes))) == (DayInHall(DAY, minutes, halves),)


def test_stays_of_one_day_are_added_up_and_the_pause_between_them_is_not():
    assert days(Stay(NINE, after(120)), Stay(after(180), after(300))) == (DayInHall(DAY, 240, 2),)


def test_a_stay_that_lasts_is_counted_to_the_end_of_the_meeting():
    assert ended([Stay(NINE)], after(90)) == (Stay(NINE, after(90)),)
    assert days(Stay(NINE), until=90) == (DayInHall(DAY, 90, 1),)


def test_a_stay_over_midnight_belongs_to_both_days():
    evening = after(13 * 60)
    found = days(Stay(evening, evening + timedelta(hours=5)))
    assert found == (DayInHall(DAY, 120, 1), DayInHall(date(2026, 11, 24), 180, 1))


def test_a_stay_to_midnight_sharp_is_no_part_of_the_next_day():
    assert days(Stay(after(13 * 60), after(15 * 60))) == (DayInHall(DAY, 120, 1),)


def test_seconds_never_make_a_minute():
    stay = Stay(NINE, after(240) - timedelta(microseconds=1))
    assert days(stay) == (DayInHall(DAY, 239, 1),)


def test_nobody_who_never_came_has_a_day():
    assert days() == ()
    assert allowance_fen((), RULE) == 0


def test_the_allowance_of_days_and_half_days():
    three = (DayInHall(DAY, 300, 2), DayInHall(DAY, 100, 1), DayInHall(DAY, 0, 1))
    assert allowance_fen(three, RULE) == 40_000
    assert allowance_fen(three[:2], AllowanceRule(fen_a_day=20_001)) == 30_001


def test_who_of_whom_is_here():
    groups = {"1": "citizen", "2": "expert", "3": "citizen"}
    assert composition(groups, ["3", "2"]) == (("citizen", 2, 1), ("expert", 1, 1))
    assert composition({}, []) == ()
