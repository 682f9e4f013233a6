"""The urn of a secret poll: whose it is, who may open it, and when it is no more.

The law knows officers and counts; keys, shares and boxes are the book's (`kiosk/ledger/urn.py`).
"""

from collections.abc import Collection

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import may_step, two_officers
from kiosk.meeting.facts import UrnDestroyed
from kiosk.meeting.poll import Stage, Step
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

KEYHOLDERS = ("teller", "notary", "chair", "operator", "legal_observer", "technician")
"""The offices that hold a share of the urn's key, those who watch the count first."""
SHARES = 3


def keyholders(state: State, enrolled: Collection[str]) -> tuple[str, str, str] | Refusal:
    """The three officers who are given a share, of those who have a key pair of their own."""
    able = [name for name in state.officers if name in enrolled]
    able.sort(key=lambda name: KEYHOLDERS.index(state.officers[name]))
    if len(able) < SHARES:
        return Refusal(Reason.KEYHOLDERS_MISSING, {"have": len(able), "needed": SHARES})
    first, second, third = able[:SHARES]
    return first, second, third


def may_open_urn(state: State, reason: str, officers: tuple[str, str]) -> PollState | Refusal:
    """The closed secret poll whose urn these two officers may open, for a reason in words."""
    poll = may_step(state, Step.OPEN_URN)
    if isinstance(poll, Refusal):
        return poll
    if not poll.by_urn or poll.urn is None or poll.opened_urn is not None:
        return Refusal(Reason.ILLEGAL_STEP, {"step": Step.OPEN_URN, "stage": poll.stage})
    for name in officers:
        if name not in poll.urn.officers:
            return Refusal(Reason.NOT_A_KEYHOLDER, {"officer": name})
    return two_officers(state, reason, officers, deed="open_urn") or poll


def destroy_urns(state: State) -> Answer:
    """What is to be entered of urns that nobody needs any more.

    They were opened, or their poll is void or was turned to another channel.
    """
    facts: list[UrnDestroyed] = []
    for poll in state.polls.values():
        if poll.urn is None or poll.urn_destroyed:
            continue
        if poll.opened_urn is not None:
            facts.append(UrnDestroyed(poll.plan.poll, "opened"))
        elif poll.stage is Stage.VOID or not poll.by_urn:
            facts.append(UrnDestroyed(poll.plan.poll, "given_up"))
    return tuple(facts)
