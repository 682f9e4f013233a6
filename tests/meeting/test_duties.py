"""责任清单: periods of working days by the published calendar, and by weekdays beyond it."""

from datetime import date, timedelta

import pytest
from strategies import CHAIR, Hall, small_hall

from kiosk.clerk.workdays import is_workday
from kiosk.meeting import facts as f
from kiosk.meeting.acts import assigning
from kiosk.meeting.duties import Counting, Due, due_day
from kiosk.meeting.refusal import Reason, Refusal

DUE = {
    # declared, days, counting: due, days no calendar knows
    ("2026-01-05", 15, "working"): ("2026-01-26", 0),
    ("2026-09-24", 1, "working"): ("2026-09-28", 0),  # 中秋 25–27 September
    ("2026-09-28", 5, "working"): ("2026-10-10", 0),  # 国庆 1–7; Saturday 10 is made up
    ("2026-11-26", 15, "working"): ("2026-12-17", 0),
    ("2026-11-26", 30, "working"): ("2027-01-08", 5),  # New Year is off in every year
    ("2026-11-26", 30, "calendar"): ("2026-12-28", 0),  # 26 December is a Saturday
    ("2026-12-02", 30, "calendar"): ("2027-01-04", 3),
    ("2027-04-30", 1, "working"): ("2027-05-03", 1),  # both days of Labour Day
    ("2027-09-30", 1, "working"): ("2027-10-04", 1),
    ("2026-12-03", 30, "calendar"): ("2027-01-04", 3),
    ("2026-11-26", 4, "calendar"): ("2026-11-30", 0),
}


@pytest.mark.parametrize("asked", DUE)
def test_a_period_ends_on_its_day(asked: tuple[str, int, str]) -> None:
    start, days, counting = asked
    found = due_day(
        date.fromisoformat(start), days, counting=Counting(counting), is_workday=is_workday
    )
    day, unpublished = DUE[asked]
    assert found == Due(date.fromisoformat(day), unpublished)
    assert found.provisional is bool(unpublished)


def test_working_days_are_counted_one_by_one() -> None:
    """The n-th day after the first is the day after n worked days and no other."""
    start = date(2026, 1, 1)
    for days in range(1, 200):
        due = due_day(start, days, counting=Counting.WORKING, is_workday=is_workday)
        passed = (due.day - start).days
        after = [start + timedelta(days=n) for n in range(1, passed + 1)]
        assert sum(bool(is_workday(day)) for day in after) == days
        assert is_workday(due.day)


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def declared(hall: Hall) -> None:
    hall.ask()
    for seat in ("01", "02", "03"):
        hall.press(seat, 1)
    hall.settle()
    hall.declare()


def assign(hall: Hall, *, poll: int = 1, unit: str = "街道办", days: int = 15) -> object:
    return assigning.assign_duty(
        hall.state,
        poll,
        unit=unit,
        task="编制方案",
        acceptance="书面报告",
        days=days,
        counting=Counting.WORKING,
        by=CHAIR,
    )


def test_a_duty_comes_from_a_declared_poll_and_names_who_and_what(hall: Hall) -> None:
    assert assign(hall) == Refusal(Reason.UNKNOWN_POLL, {"poll": 1})
    hall.ask()
    assert assign(hall) == Refusal(Reason.UNKNOWN_POLL, {"poll": 1})
    hall.void()
    declared(hall)
    poll = hall.poll.plan.poll
    assert assign(hall, poll=poll, unit=" ") == Refusal(Reason.DUTY_INCOMPLETE)
    for days in (0, 1001):
        refusal = Refusal(Reason.DUTY_DAYS_IMPOSSIBLE, {"days": days, "most": 1000})
        assert assign(hall, poll=poll, days=days) == refusal
    for number in (1, 2):
        (fact,) = hall.do(assign(hall, poll=poll))
        assert isinstance(fact, f.DutyAssigned)
        assert (fact.duty, fact.unit, fact.days) == (number, "街道办", 15)
    assert len(hall.state.duties) == 2


def test_leave_is_granted_to_a_seat_of_the_roll_and_with_a_reason(hall: Hall) -> None:
    state = hall.state
    refusal = Refusal(Reason.UNKNOWN_SEAT, {"seat": "99"})
    assert assigning.grant_leave(state, "99", reason="病", by=CHAIR) == refusal
    assert assigning.grant_leave(state, "01", reason=" ", by=CHAIR) == Refusal(
        Reason.REASON_MISSING
    )
    hall.do(assigning.grant_leave(state, "01", reason="病假", by=CHAIR))
    assert state.leave["01"].reason == "病假"


@pytest.mark.parametrize("timecode", ["", "12:07", "0:60:00", "0:12:7", "x"])
def test_a_recording_is_marked_with_a_timecode(hall: Hall, timecode: str) -> None:
    refusal = Refusal(Reason.RECORDING_INCOMPLETE)
    assert assigning.mark_recording(hall.state, "主机位", timecode=timecode, by=CHAIR) == refusal
    assert assigning.mark_recording(hall.state, " ", timecode="0:12:07", by=CHAIR) == refusal
    hall.do(assigning.mark_recording(hall.state, "主机位", timecode="0:12:07", by=CHAIR))
    assert [one.fact for one in hall.state.recordings] == [
        f.RecordingMarked("主机位", "0:12:07", CHAIR)
    ]
