"""The gates before a poll opens, each with what keeps it shut.

All gates are looked at every time, so that a console can show all lights; two officers may open one
with a reason, which the paper carries.
"""

from collections.abc import Callable
from datetime import date

from kiosk.meeting.agenda import Gate, Phase
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.progress import ItemState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State


def shut_gates(state: State, poll: PollState, today: date) -> dict[Gate, Refusal]:
    """Every gate that is shut for this poll and was not overridden, in the law's order."""
    overridden = {override.gate for override in poll.overrides}
    found = {gate: look(state, poll, today) for gate, look in LOOKS.items()}
    return {
        gate: refusal
        for gate, refusal in found.items()
        if refusal is not None and gate not in overridden
    }


def days_noticed(item: ItemState, today: date) -> int:
    """Days of notice up to today; the first day does not count (民法典 §201); -1 for no notice.

    A day that the calendar does not have is no notice.
    """
    try:
        return (today - date.fromisoformat(item.noticed)).days
    except ValueError:
        return -1


def _phases(state: State, poll: PollState, today: date) -> Refusal | None:
    item = state.items[poll.plan.item]
    if Phase.POLLING not in state.phases or item.phase == Phase.POLLING:
        return None
    return Refusal(Reason.PHASES_INCOMPLETE, {"phase": item.phase or "-"})


def _notice(state: State, poll: PollState, today: date) -> Refusal | None:
    item = state.items[poll.plan.item]
    needed = state.pack.notice_days if state.pack is not None else 0
    if not needed:
        return None
    days = days_noticed(item, today)
    if days < needed:
        return Refusal(Reason.NOTICE_TOO_SHORT, {"days": max(days, 0), "needed": needed})
    if item.noticed_version != poll.plan.motion_version:
        return Refusal(
            Reason.MOTION_CHANGED_AFTER_NOTICE,
            {"noticed": item.noticed_version, "put": poll.plan.motion_version},
        )
    return None


def _quorum(state: State, poll: PollState, today: date) -> Refusal | None:
    share = poll.plan.rule.attendance
    if share is None:
        return None
    needed = share.needed(state.voting_roll)
    if state.present_voting >= needed:
        return None
    return Refusal(Reason.NO_QUORUM, {"needed": needed, "present": state.present_voting})


def _equipment(state: State, poll: PollState, today: date) -> Refusal | None:
    if not state.bases:
        return Refusal(Reason.EQUIPMENT_NOT_READY, {"what": "no base"})
    for name, base in sorted(state.bases.items()):
        if not base.answers:
            return Refusal(Reason.EQUIPMENT_NOT_READY, {"what": f"base {name}"})
    online = frozenset[int]().union(*(base.online for base in state.bases.values()))
    unheard = [seat for seat in voters_present(state) if state.keypad_of.get(seat, 0) not in online]
    if not unheard:
        return None
    return Refusal(Reason.EQUIPMENT_NOT_READY, {"what": f"{len(unheard)} keypads"})


def voters_present(state: State) -> list[str]:
    """The seats with a voting right whose delegates are in the hall and hold a keypad."""
    return [seat for seat in state.present if state.roll[seat].votes and seat in state.keypad_of]


def _zero_report(state: State, poll: PollState, today: date) -> Refusal | None:
    return None if poll.zero_report else Refusal(Reason.ZERO_REPORT_MISSING)


LOOKS: dict[Gate, Callable[[State, PollState, date], Refusal | None]] = {
    Gate.PHASES: _phases,
    Gate.NOTICE: _notice,
    Gate.QUORUM: _quorum,
    Gate.EQUIPMENT: _equipment,
    Gate.ZERO_REPORT: _zero_report,
}
