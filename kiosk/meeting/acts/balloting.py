"""Paper and hands: a poll is turned to them, papers are given out, two people count.

全国人大议事规则 §60: when the keypads fail, by show of hands. Nobody speaks twice: a seat whose
ballot by keypad stands gets no paper, and a seat that was given paper is heard by keypad no more.
"""

from collections.abc import Iterable

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import may_step
from kiosk.meeting.ballot import Channel
from kiosk.meeting.channels import why_not_by_hands
from kiosk.meeting.columns import area_of_entitled, counted_by_people
from kiosk.meeting.facts import (
    BallotPapersIssued,
    BallotPaperSpoilt,
    CountEntered,
    PollTurned,
)
from kiosk.meeting.papercount import CountSheet, is_possible
from kiosk.meeting.poll import Step
from kiosk.meeting.poll_progress import PollState, has_choice
from kiosk.meeting.proxies import is_spoken_for
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State


def turn_poll(state: State, channel: Channel, *, reason: str, by: str) -> Answer:
    """One order leaves the keypads: what they sent is set aside, the hall is asked anew."""
    poll = may_step(state, Step.TURN)
    if isinstance(poll, Refusal):
        return poll
    if poll.channel is not Channel.KEYPADS or channel is Channel.KEYPADS:
        return Refusal(Reason.TURNED_ALREADY)
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    refusal = _not_by_hands(state, poll) if channel is Channel.HANDS else None
    return refusal or (PollTurned(poll.plan.poll, channel, reason, by),)


def _not_by_hands(state: State, poll: PollState) -> Refusal | None:
    """Nobody raises a hand for another."""
    if poll.plan.rule.proxies and state.items[poll.plan.item].proxies:
        return Refusal(Reason.PROXIES_NEED_BALLOTS)
    if poll.papers:
        return Refusal(Reason.PAPERS_ARE_OUT, {"count": len(poll.papers)})
    return why_not_by_hands(poll.plan.rule, poll.plan.form)


def issue_papers(state: State, seats: tuple[str, ...], *, by: str) -> Answer:
    """Give numbered ballot papers to these seats, all or none; to exactly who may get one.

    No seats: everybody entitled and present who holds none, in a poll that is on paper. A late
    arrival gets the next number.
    """
    poll = may_step(state, Step.ISSUE)
    if isinstance(poll, Refusal):
        return poll
    if poll.channel is Channel.HANDS:
        return Refusal(Reason.NOT_BY_PAPER)
    if not seats and poll.channel is not Channel.PAPER:
        return Refusal(Reason.SEATS_NOT_NAMED)
    given = {*poll.papers.values()}
    for seat in seats:
        refusal = _may_hold_paper(state, poll, seat, given)
        if refusal is not None:
            return refusal
        given.add(seat)
    wanted = seats or _without_paper(state, poll, given)
    first = len(poll.papers) + len(poll.spoilt) + 1
    papers = tuple(enumerate(wanted, start=first))
    return (BallotPapersIssued(poll.plan.poll, papers, by),) if papers else ()


def _without_paper(state: State, poll: PollState, given: set[str]) -> tuple[str, ...]:
    """Everybody who may get a paper and holds none, in the order of the roll."""
    return tuple(seat for seat in state.roll if _may_hold_paper(state, poll, seat, given) is None)


def _may_hold_paper(
    state: State, poll: PollState, seat: str, given: Iterable[str]
) -> Refusal | None:
    """Entitled and present, in one channel only."""
    detail: dict[str, str | int] = {"seat": seat}
    if seat not in state.roll:
        return Refusal(Reason.UNKNOWN_SEAT, detail)
    reason = None
    if not state.roll[seat].votes:
        reason = Reason.NO_VOTING_RIGHT
    elif seat not in state.present and not is_spoken_for(
        state.items[poll.plan.item], seat, state.present, most=poll.plan.rule.proxies
    ):
        reason = Reason.NOT_PRESENT
    elif seat in state.items[poll.plan.item].recused:
        reason = Reason.RECUSED
    elif seat in given:
        reason = Reason.HAS_PAPER
    elif has_choice(poll, seat):
        reason = Reason.KEYPAD_BALLOT_STANDS
    return Refusal(reason, detail) if reason is not None else None


def spoil_paper(state: State, number: int, *, by: str) -> Answer:
    """A paper is handed back before it was cast; its seat may be given the next number."""
    poll = may_step(state, Step.ISSUE)
    if isinstance(poll, Refusal):
        return poll
    seat = poll.papers.get(number)
    if seat is None:
        return Refusal(Reason.UNKNOWN_PAPER, {"number": number})
    return (BallotPaperSpoilt(poll.plan.poll, number, seat, by),)


def enter_count(state: State, channel: Channel, sheet: CountSheet, *, by: str) -> Answer:
    """One officer enters what was counted of a channel; another must find the same."""
    poll = may_step(state, Step.COUNT)
    if isinstance(poll, Refusal):
        return poll
    if channel not in counted_by_people(poll):
        return Refusal(Reason.CHANNEL_NOT_USED)
    if by not in state.officers:
        return Refusal(Reason.UNKNOWN_OFFICER, {"officer": by})
    if not _can_be_counted(state, poll, channel, sheet):
        return Refusal(Reason.SHEET_IMPOSSIBLE)
    return (CountEntered(poll.plan.poll, channel, sheet, by),)


def _can_be_counted(state: State, poll: PollState, channel: Channel, sheet: CountSheet) -> bool:
    plan = poll.plan
    if not is_possible(plan.form, sheet, by_area=plan.rule.by_area):
        return False
    if sheet.area is not None:
        return sheet.area.returned <= area_of_entitled(poll, channel, state.areas)
    return channel is not Channel.HANDS or not sheet.void
