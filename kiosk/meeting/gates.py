"""The gates before a poll opens, each with what keeps it shut.

All gates are looked at every time, so that a console can show all lights; two officers may open one
that is shut, with a reason, which the paper carries. They open it for what it was shut for: when it
shuts again for something else, it is shut.

Which gates stand is the pack's to say: phases, amendments, notice and quorum stand where the pack
names them; pre-review and agenda stand where a `GateDemanded` of the item asks for their evidence.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from kiosk.meeting.agenda import Gate, Phase
from kiosk.meeting.ballot import Channel
from kiosk.meeting.motion import Motion
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.progress import BaseState, ItemState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rounds import DECIDED, verdict_of
from kiosk.meeting.state import State


def shut_gates(state: State, poll: PollState, today: date) -> dict[Gate, Refusal]:
    """Every gate that is shut for this poll and was not overridden, in the law's order."""
    overridden = {(override.gate, override.shut_for) for override in poll.overrides}
    found = {gate: look(state, poll, today) for gate, look in LOOKS.items()}
    return {
        gate: refusal
        for gate, refusal in found.items()
        if refusal is not None and not overridden & {(gate, refusal.reason), (gate, "")}
    }


def days_noticed(item: ItemState, today: date) -> int:
    """Days of notice up to today; the first day does not count (民法典 §201); -1 for no notice.

    A day that the calendar does not have is no notice.
    """
    day = day_of(item.noticed)
    return (today - day).days if day is not None else -1


def day_of(text: str) -> date | None:
    """The day of an ISO text; None where the calendar has none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _phases(state: State, poll: PollState, today: date) -> Refusal | None:
    item = state.items[poll.plan.item]
    if Phase.POLLING not in state.phases or item.phase == Phase.POLLING:
        return None
    return Refusal(Reason.PHASES_INCOMPLETE, {"phase": item.phase or "-"})


def _amendments(state: State, poll: PollState, today: date) -> Refusal | None:
    """修正案先表决: each is decided first, and what was passed stands in the text put now.

    One that was withdrawn is waited for no more.
    """
    if Phase.AMENDMENTS not in state.phases:
        return None
    item = state.items[poll.plan.item]
    for number in (one for one in item.amendments if not state.items[one].withdrawn):
        polls = state.items[number].polls
        last = state.polls[polls[-1]] if polls else None
        verdict = verdict_of(last) if last is not None else None
        if last is None or last.declared is None or verdict not in DECIDED:
            return Refusal(Reason.AMENDMENT_UNDECIDED, {"item": number})
        if verdict is Verdict.PASSED and item.put_at < last.declared.number:
            return Refusal(Reason.AMENDMENT_NOT_IN_TEXT, {"item": number})
    return None


def _notice(state: State, poll: PollState, today: date) -> Refusal | None:
    item = state.items[poll.plan.item]
    needed = state.pack.notice_days if state.pack is not None else 0
    if not needed:
        return None
    days = days_noticed(item, today)
    if days < needed:
        return Refusal(Reason.NOTICE_TOO_SHORT, {"days": max(days, 0), "needed": needed})
    seen = item.noticed_motion
    if seen is None or seen.sha256 != _put(item, poll).sha256:
        return Refusal(
            Reason.MOTION_CHANGED_AFTER_NOTICE,
            {"noticed": item.noticed_version, "put": poll.plan.motion_version},
        )
    return None


def _put(item: ItemState, poll: PollState) -> Motion:
    return item.motions[poll.plan.motion_version - 1]


def _pre_review(state: State, poll: PollState, today: date) -> Refusal | None:
    """The newest opinion on this very text must find it lawful."""
    item = state.items[poll.plan.item]
    if Gate.PRE_REVIEW not in item.demanded:
        return None
    if not item.reviews:
        return Refusal(Reason.REVIEW_MISSING)
    put = _put(item, poll)
    given = [review for review in item.reviews if review.sha256 == put.sha256]
    if not given:
        versions: dict[str, str | int] = {"reviewed": item.reviews[-1].version, "put": put.version}
        return Refusal(Reason.REVIEW_OF_ANOTHER_TEXT, versions)
    if not given[-1].lawful:
        return Refusal(Reason.REVIEW_UNFAVOURABLE, {"number": given[-1].number})
    return None


def _agenda(state: State, poll: PollState, today: date) -> Refusal | None:
    """方案 3.3: attention strictly above its share, or major public interest."""
    item = state.items[poll.plan.item]
    if Gate.AGENDA not in item.demanded or item.interest:
        return None
    counted = item.attention
    if counted is None:
        return Refusal(Reason.AGENDA_GROUND_MISSING)
    least = state.pack.attention if state.pack is not None else 1
    if Fraction(counted.attentive, counted.asked) > least:
        return None
    figures: dict[str, str | int] = {"attentive": counted.attentive, "asked": counted.asked}
    return Refusal(Reason.ATTENTION_TOO_LOW, figures)


def _quorum(state: State, poll: PollState, today: date) -> Refusal | None:
    share = poll.plan.rule.attendance
    if share is None:
        return None
    needed = share.needed(state.voting_roll)
    if state.present_voting >= needed:
        return None
    return Refusal(Reason.NO_QUORUM, {"needed": needed, "present": state.present_voting})


def _equipment(state: State, poll: PollState, today: date) -> Refusal | None:
    """Paper and hands need none; who holds a paper needs no keypad."""
    if poll.channel is not Channel.KEYPADS:
        return None
    if not state.bases:
        return Refusal(Reason.NO_BASE)
    for name, base in sorted(state.bases.items()):
        if not base.answers:
            return Refusal(Reason.BASE_NOT_ANSWERING, {"base": name})
    return _unheard(state, poll) or _devices(state)


DEVICES: Mapping[str, Reason] = {
    "disk": Reason.DISK_ALMOST_FULL,
    "printer": Reason.PRINTER_NOT_READY,
}


def _devices(state: State) -> Refusal | None:
    """A device that the hall has and that says it is not ready; the disk first."""
    wanting = sorted(seen.device for seen in state.devices.values() if not seen.ready)
    return Refusal(DEVICES[wanting[0]]) if wanting else None


def _unheard(state: State, poll: PollState) -> Refusal | None:
    """The keypads that a ping did not reach first, then those that none can reach."""
    counting = [base for name, base in state.bases.items() if name not in state.standbys]
    online = frozenset[int]().union(*(base.online for base in counting))
    pressing = [seat for seat in voters_present(state) if seat not in poll.on_paper]
    unheard = {state.keypad_of.get(seat, 0) for seat in pressing} - online
    mute = {keypad for keypad in unheard if _is_mute(keypad, counting)}
    if unheard > mute:
        return Refusal(Reason.KEYPADS_NOT_HEARD, {"count": len(unheard - mute)})
    return Refusal(Reason.KEYPADS_CANNOT_BE_CALLED, {"count": len(mute)}) if mute else None


def _is_mute(keypad: int, bases: Iterable[BaseState]) -> bool:
    """The keypad belongs to a base that nobody can ask for it."""
    serving = [
        one.found for one in bases if 0 <= keypad - one.found.first_keypad < one.found.keypads
    ]
    return bool(serving) and not any(found.can_call for found in serving)


def voters_present(state: State) -> list[str]:
    """The seats with a voting right whose delegates are in the hall and hold a keypad."""
    return [seat for seat in state.present if state.roll[seat].votes and seat in state.keypad_of]


def _zero_report(state: State, poll: PollState, today: date) -> Refusal | None:
    return None if poll.zero_report else Refusal(Reason.ZERO_REPORT_MISSING)


LOOKS: dict[Gate, Callable[[State, PollState, date], Refusal | None]] = {
    Gate.PHASES: _phases,
    Gate.AMENDMENTS: _amendments,
    Gate.NOTICE: _notice,
    Gate.PRE_REVIEW: _pre_review,
    Gate.AGENDA: _agenda,
    Gate.QUORUM: _quorum,
    Gate.EQUIPMENT: _equipment,
    Gate.ZERO_REPORT: _zero_report,
}
