"""Attendance: stays, departures, and what they add up to."""

from strategies import CHAIR, Hall, delegate, small_hall

from kiosk.meeting.acts import attending, declaring
from kiosk.meeting.attendance import GroupAttendance, attendance, by_group
from kiosk.meeting.presence import AllowanceRule
from kiosk.meeting.quotas import Trait
from kiosk.meeting.roll import Known
from kiosk.meeting.state import State

HOUR = 3600
PEOPLE = {1: Known("王建国", age_band="18to65"), 2: Known("李敏", age_band="over65")}


def a_day() -> Hall:
    """Three of four came; one left for good, one stepped out for an hour; three hours in all."""
    hall = small_hall(4, absent=[4])
    hall.wait(HOUR)
    hall.leave("01")
    hall.leave("02")
    hall.wait(HOUR)
    hall.arrive(1)
    hall.wait(HOUR)
    hall.do(declaring.close_meeting(hall.state, by=CHAIR))
    return hall


def test_the_end_of_the_meeting_is_nobodys_departure() -> None:
    lines = attendance(a_day().state, PEOPLE)
    told = [(line.number, line.minutes, line.departures, len(line.stays)) for line in lines]
    assert told == [(1, 120, 1, 2), (2, 60, 1, 1), (3, 180, 0, 1), (4, 0, 0, 0)]
    assert (lines[0].name, lines[3].name, lines[3].days) == ("王建国", "", ())


def test_the_days_are_those_of_the_allowance() -> None:
    halves = [
        sum(day.halves for day in line.days)
        for line in attendance(a_day().state, {}, rule=AllowanceRule(full_from_min=120))
    ]
    assert halves == [2, 1, 2, 0]


def test_groups_add_up_and_who_is_in_none_is_in_none() -> None:
    hall = a_day()
    found = by_group(attendance(hall.state, PEOPLE), hall.state, PEOPLE)
    assert found == (
        GroupAttendance(Trait.CLASS, "citizen", 4, 3, 2, 120),
        GroupAttendance(Trait.AGE, "18to65", 1, 1, 1, 120),
        GroupAttendance(Trait.AGE, "over65", 1, 1, 1, 60),
    )
    nobody = Hall()
    nobody.begin()
    nobody.do(attending.freeze_roll(nobody.state, [delegate(1)]))
    (group,) = by_group(attendance(nobody.state, {}), nobody.state, {})
    assert (group.came, group.mean_minutes) == (0, 0)


def test_an_empty_book_has_no_attendance() -> None:
    assert attendance(State(), {}) == ()
    hall = small_hall(1)
    hall.state.last = None
    assert [line.minutes for line in attendance(hall.state, {})] == [0]
