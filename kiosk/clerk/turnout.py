"""Figures of a poll that runs, the same on every screen: who could press, and what is needed."""

from kiosk.meeting.ballot import Channel
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.proxies import spoken_for
from kiosk.meeting.state import State


def needed(state: State, poll: PollState) -> int:
    """What the threshold needs of those it is taken of now; 0 where that is known only later."""
    share, leave = poll.plan.deciding.threshold, poll.plan.rule.recused == "leave"
    if share is None or share.basis not in ("roll", "present"):
        return 0
    base = state.voting_roll if share.basis == "roll" else state.present_voting
    base -= recused(state, poll) if leave else 0
    return share.needed(base) if base else 0


def expected(state: State, poll: PollState) -> int:
    """How many seats could press: entitled, present, not recused, without a ballot paper."""
    if poll.channel is not Channel.KEYPADS:
        return 0
    on_paper = sum(seat in state.present for seat in poll.on_paper)
    item, most = state.items[poll.plan.item], poll.plan.rule.proxies
    spoken = spoken_for(item, state.present, most=most).keys() - item.recused.keys()
    return state.present_voting + len(spoken) - recused(state, poll) - on_paper


def recused(state: State, poll: PollState) -> int:
    """How many of those present could press, but for their recusal."""
    seats = state.items[poll.plan.item].recused
    return sum(seat in state.present and state.roll[seat].votes for seat in seats)
