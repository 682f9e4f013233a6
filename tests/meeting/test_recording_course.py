"""How a poll came about, as its record tells it: leave, rounds, amendments, recordings, clock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from strategies import CHAIR, OFFICERS, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import assigning, declaring
from kiosk.meeting.ballot import Channel
from kiosk.meeting.record import PaperMark, VoteRecord
from kiosk.meeting.recording import vote_record
from kiosk.meeting.recording_course import amendments
from kiosk.meeting.state import replay


def record_of(hall: Hall, poll: int) -> VoteRecord:
    hashes = {entered.number: f"{entered.number:064x}" for entered in hall.entered}
    paper = PaperMark("2026-002", 2, 1)
    state = replay(hall.entered)
    return vote_record(
        state, poll, paper=paper, names={}, hashes=hashes, mirror="ok", root_sm3="ab" * 32
    )


def declared(hall: Hall) -> int:
    hall.ask()
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, 1)
    hall.settle()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    hall.declare()
    return hall.poll.plan.poll


@pytest.fixture
def hall() -> Hall:
    return small_hall(absent=[5, 6])


def leave(hall: Hall, *seats: str) -> None:
    for seat in seats:
        hall.do(assigning.grant_leave(hall.state, seat, reason="病假", by=CHAIR))


def test_who_had_leave_and_did_not_come_is_excused_and_not_just_absent(hall: Hall) -> None:
    leave(hall, "05", "01")
    held = record_of(hall, declared(hall)).attendance
    assert (held.present, held.absent, held.excused) == (4, 2, 1)


def test_who_comes_after_the_opening_was_excused_when_the_poll_opened(hall: Hall) -> None:
    leave(hall, "05")
    hall.ask()
    hall.wait(5)
    hall.arrive(5)
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, 1)
    hall.settle()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    hall.declare()
    assert record_of(hall, 1).attendance.excused == 1
    hall.wait(5)
    hall.leave("05")
    assert record_of(hall, 1).attendance.excused == 1


def test_an_attendee_with_leave_is_no_excused_delegate() -> None:
    hall = small_hall(attendees=1, absent=[7])
    leave(hall, "07")
    assert record_of(hall, declared(hall)).attendance.excused == 0


def test_polls_before_this_one_are_told_one_by_one(hall: Hall) -> None:
    hall.ask()
    hall.void()
    declared(hall)
    hall.void()
    hall.ask()
    third = declared_now(hall)
    earlier = record_of(hall, third).earlier
    assert [(one.poll, one.round, one.verdict) for one in earlier] == [(1, 1, ""), (2, 2, "")]
    assert all(one.reason and one.officers == OFFICERS for one in earlier)
    assert record_of(hall, third).voided is None
    assert record_of(hall, 1 + 1).voided is not None


def declared_now(hall: Hall) -> int:
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, 2)
    hall.settle()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    hall.declare()
    return hall.poll.plan.poll


def test_a_declared_round_before_this_one_is_told_with_its_verdict(hall: Hall) -> None:
    hall.ask()
    declared_now(hall)
    hall.enter(f.ItemResumed(1, "polling", "再议", CHAIR))
    second = declared(hall)
    record = record_of(hall, second)
    assert [(one.poll, one.verdict, one.reason) for one in record.earlier] == [
        (1, "not_passed", "")
    ]
    assert record.previous is not None
    assert record.previous_root == hall.state.polls[1].root
    assert record.root_sm3 == "ab" * 32


def test_amendments_are_told_in_their_order_with_what_became_of_them(hall: Hall) -> None:
    declared(hall)
    for item, amends in ((3, 1), (2, 1), (4, 2)):
        hall.enter(f.ItemTabled(item, f"修正{item}", ""), f.AmendmentMoved(item, amends, CHAIR))
    record = record_of(hall, 1)
    assert [(one.item, one.verdict) for one in record.amendments] == [(3, ""), (2, "")]
    assert record.amends == 0


def test_the_verdict_of_an_amendment_is_that_of_its_last_poll_that_stands(hall: Hall) -> None:
    declared(hall)
    hall.enter(f.ItemTabled(2, "总方案", ""), f.AmendmentMoved(1, 2, CHAIR))
    assert record_of(hall, 1).amends == 2
    assert amendments(hall.state, hall.state.items[2])[0].verdict == "passed"
    hall.void()
    assert amendments(hall.state, hall.state.items[2])[0].verdict == ""


def test_marks_of_a_recording_stand_on_the_record_after_them(hall: Hall) -> None:
    for timecode in ("0:00:01", "0:00:02"):
        hall.do(assigning.mark_recording(hall.state, "主机位", timecode=timecode, by=CHAIR))
        declared(hall)
        hall.enter(f.ItemResumed(1, "polling", "再议", CHAIR))
    first, second = record_of(hall, 1), record_of(hall, 2)
    assert [one.timecode for one in first.recordings] == ["0:00:01"]
    assert [one.timecode for one in second.recordings] == ["0:00:02"]


def test_a_clock_that_was_set_while_the_poll_ran_is_told(hall: Hall) -> None:
    number = declared(hall)
    assert record_of(hall, number).apart_ms == 0
    closing = next(one for one in hall.entered if isinstance(one.fact, f.PollClosing))
    at = hall.entered.index(closing)
    hall.entered[at] = replace(closing, utc=closing.utc + timedelta(milliseconds=1500))
    assert record_of(hall, number).apart_ms == 1500
    hall.entered[at] = replace(closing, desk="2")
    assert record_of(hall, number).apart_ms is None


def test_a_restart_hides_what_the_clock_did(hall: Hall) -> None:
    hall.ask()
    hall.restart("boot-2")
    hall.find_bases()
    assert record_of(hall, declared_now(hall)).apart_ms is None


def test_a_sheet_that_was_entered_once_more_is_told(hall: Hall) -> None:
    hall.ask(channel=Channel.HANDS)
    hall.close()
    hall.seal()
    hall.count(Channel.HANDS, in_favour=3)
    hall.count(Channel.HANDS, in_favour=4)
    hall.reconcile()
    hall.declare()
    assert record_of(hall, 1).recounts == 2


def test_who_attends_without_a_vote_is_counted_as_the_poll_opened() -> None:
    """Who came later, or has gone when the paper is ordered, changes nothing."""
    hall = small_hall(attendees=2, absent=[8])
    hall.ask()
    hall.arrive(8)
    hall.leave("07")
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, 1)
    hall.settle()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    hall.declare()
    hall.leave("08")
    assert record_of(hall, 1).attendance.attendees == 1


def test_a_clock_that_is_set_back_excuses_nobody_who_is_in_the_hall(hall: Hall) -> None:
    leave(hall, "01", "05")
    number = declared(hall)
    opening = next(one.number for one in hall.entered if isinstance(one.fact, f.PollOpened))
    for at, entered in enumerate(hall.entered[opening:], start=opening):
        hall.entered[at] = replace(entered, utc=entered.utc - timedelta(hours=1))
    assert record_of(hall, number).attendance.excused == 1
