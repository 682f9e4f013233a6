"""What is put down beside the polls: leave, duties, the timecodes of the recordings."""

import re

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.duties import MOST_DAYS, Counting
from kiosk.meeting.facts import DutyAssigned, LeaveGranted, RecordingMarked
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

TIMECODE = re.compile(r"\d{1,2}:[0-5]\d:[0-5]\d")


def grant_leave(state: State, seat: str, *, reason: str, by: str) -> Answer:
    """The delegate of a seat is excused; never without a reason."""
    if seat not in state.roll:
        return Refusal(Reason.UNKNOWN_SEAT, {"seat": seat})
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    return (LeaveGranted(seat, reason, by),)


def assign_duty(
    state: State,
    poll: int,
    *,
    unit: str,
    task: str,
    acceptance: str,
    days: int,
    counting: Counting,
    by: str,
) -> Answer:
    """A unit owes a declared poll something, within so many days of its declaration."""
    known = state.polls.get(poll)
    if known is None or known.declared is None:
        return Refusal(Reason.UNKNOWN_POLL, {"poll": poll})
    if not unit.strip() or not task.strip():
        return Refusal(Reason.DUTY_INCOMPLETE)
    if not 1 <= days <= MOST_DAYS:
        return Refusal(Reason.DUTY_DAYS_IMPOSSIBLE, {"days": days, "most": MOST_DAYS})
    number = len(state.duties) + 1
    return (DutyAssigned(number, poll, unit, task, acceptance, days, counting, by),)


def mark_recording(state: State, recording: str, *, timecode: str, by: str) -> Answer:
    """A recording runs at this timecode just now."""
    if not recording.strip() or TIMECODE.fullmatch(timecode) is None:
        return Refusal(Reason.RECORDING_INCOMPLETE)
    return (RecordingMarked(recording, timecode, by),)
