"""What facts of the meeting as a whole change in the state: its rules, its opening and end."""

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.progress import Fold, State
from kiosk.meeting.rulepack import read_rulepack, with_answer, with_share
from kiosk.meeting.state_door import end_stay


def _pack_adopted(state: State, entered: Entered, fact: f.RulePackAdopted) -> None:
    state.pack = read_rulepack(fact.text)


def _share_set(state: State, entered: Entered, fact: f.ShareSet) -> None:
    assert state.pack is not None
    state.pack = with_share(state.pack, fact.rule, fact.part, fact.share)


def _question_answered(state: State, entered: Entered, fact: f.QuestionAnswered) -> None:
    assert state.pack is not None
    state.pack = with_answer(state.pack, fact.question, fact.answer, fact.reason)


def _opened(state: State, entered: Entered, fact: f.MeetingOpened) -> None:
    state.opened, state.opening = True, entered


def _closed(state: State, entered: Entered, fact: f.MeetingClosed) -> None:
    state.closed, state.closed_utc, state.ending = True, entered.utc, entered
    for seat in state.present:
        end_stay(state, seat, entered)


def _objected(state: State, entered: Entered, fact: f.Objected) -> None:
    state.objections.append(fact)


def _leave_granted(state: State, entered: Entered, fact: f.LeaveGranted) -> None:
    state.leave[fact.seat] = fact


def _duty_assigned(state: State, entered: Entered, fact: f.DutyAssigned) -> None:
    state.duties.append(fact)


def _recording_marked(state: State, entered: Entered, fact: f.RecordingMarked) -> None:
    state.recordings.append(entered)


FOLDS: dict[type, Fold] = {
    f.RulePackAdopted: _pack_adopted,
    f.ShareSet: _share_set,
    f.QuestionAnswered: _question_answered,
    f.Objected: _objected,
    f.LeaveGranted: _leave_granted,
    f.DutyAssigned: _duty_assigned,
    f.RecordingMarked: _recording_marked,
    f.MeetingOpened: _opened,
    f.MeetingClosed: _closed,
}
