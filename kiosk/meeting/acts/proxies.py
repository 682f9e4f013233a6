"""Proxies (委托投票): who speaks for whom in the polls on an item, where the pack allows it.

城市居民委员会组织法 §19: at most three for one holder, never to a candidate, the list printed, none
where representatives elect. The holder answers for the principal's seat with the principal's own
keypad; a proxy is worth nothing while its holder is away, or once the principal is here.
"""

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.facts import CandidateNamed, ProxyGiven, ProxyWithdrawn
from kiosk.meeting.poll import BEFORE_OR_OVER
from kiosk.meeting.progress import ItemState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State


def give_proxy(state: State, item: int, seat: str, *, holder: str, by: str) -> Answer:
    """The delegate of `seat` has `holder` speak for the seat in the polls on this item."""
    refusal = _may_change(state, item, (seat, holder)) or _may_hold(state, item, seat, holder)
    return refusal or (ProxyGiven(item, seat, holder, by),)


def withdraw_proxy(state: State, item: int, seat: str, *, by: str) -> Answer:
    """A proxy is taken back, before a poll on the item opens."""
    refusal = _may_change(state, item, (seat,))
    if refusal is None and seat not in state.items[item].proxies:
        refusal = Refusal(Reason.NO_PROXY, {"seat": seat})
    return refusal or (ProxyWithdrawn(item, seat, by),)


def name_candidate(state: State, item: int, seat: str, *, by: str) -> Answer:
    """The delegate of `seat` stands for election; nobody is a candidate's principal then."""
    refusal = _may_change(state, item, (seat,))
    if refusal is None and seat in state.items[item].proxies.values():
        refusal = Refusal(Reason.PROXY_TO_CANDIDATE, {"seat": seat})
    return refusal or (CandidateNamed(item, seat, by),)


def _may_change(state: State, item: int, seats: tuple[str, ...]) -> Refusal | None:
    """Only delegates with a vote, and not while a poll on the item is under way."""
    if item not in state.items:
        return Refusal(Reason.UNKNOWN_ITEM, {"item": item})
    for seat in seats:
        if seat not in state.roll:
            return Refusal(Reason.UNKNOWN_SEAT, {"seat": seat})
        if not state.roll[seat].votes:
            return Refusal(Reason.NO_VOTING_RIGHT, {"seat": seat})
    poll = state.poll
    if poll is not None and poll.plan.item == item and poll.stage not in BEFORE_OR_OVER:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": poll.plan.poll})
    return None


def _may_hold(state: State, item: int, seat: str, holder: str) -> Refusal | None:
    """One link and no chain, no candidate, and not more than the pack lets one hold."""
    known = state.items[item]
    most = max((rule.proxies for rule in state.pack.rules), default=0) if state.pack else 0
    reason = None
    if not most:
        reason = Reason.PROXIES_NOT_ALLOWED
    elif seat in known.proxies:
        reason = Reason.PROXY_GIVEN
    elif holder in known.candidates:
        reason = Reason.PROXY_TO_CANDIDATE
    elif _chained(known, seat, holder):
        reason = Reason.PROXY_OF_PROXY
    elif sum(one == holder for one in known.proxies.values()) >= most:
        return Refusal(Reason.PROXIES_FULL, {"seat": holder, "most": most})
    return Refusal(reason, {"seat": seat}) if reason is not None else None


def _chained(item: ItemState, seat: str, holder: str) -> bool:
    return seat == holder or holder in item.proxies or seat in item.proxies.values()
