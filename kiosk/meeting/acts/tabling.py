"""An item's way to the vote: its evidence, its amendments, and another round of it."""

from datetime import date

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import on_agenda
from kiosk.meeting.agenda import DEMANDED, Gate, Phase
from kiosk.meeting.facts import (
    AmendmentMoved,
    AttentionCounted,
    GateDemanded,
    ItemResumed,
    ItemWithdrawn,
    MajorInterestFound,
    ReviewGiven,
)
from kiosk.meeting.gates import day_of
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.poll import BEFORE_OR_OVER, OVER, Stage
from kiosk.meeting.progress import ItemState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rounds import verdict_of
from kiosk.meeting.state import State


def demand_gate(state: State, item: int, gate: Gate, *, by: str) -> Answer:
    """From now on the item needs this gate's evidence; it cannot be let go again."""
    known = _item_at_rest(state, item)
    if isinstance(known, Refusal):
        return known
    if gate not in DEMANDED:
        return Refusal(Reason.GATE_NOT_DEMANDABLE, {"gate": gate})
    return () if gate in known.demanded else (GateDemanded(item, gate, by),)


def give_review(
    state: State,
    item: int,
    *,
    number: str,
    day: str,
    opinion: str,
    lawful: bool,
    by: str,
    today: date,
) -> Answer:
    """Enter the legality opinion on the newest text: its number, its ISO day, what it says."""
    known = _item_at_rest(state, item)
    if isinstance(known, Refusal):
        return known
    motion = known.motion
    if motion is None:
        return Refusal(Reason.UNKNOWN_ITEM, {"item": item})
    given = day_of(day)
    if not number.strip() or not opinion.strip() or given is None or given > today:
        return Refusal(Reason.REVIEW_INCOMPLETE)
    return (ReviewGiven(item, motion.version, motion.sha256, number, day, opinion, lawful, by),)


def count_attention(state: State, item: int, *, attentive: int, asked: int, by: str) -> Answer:
    """Enter how many of those asked care about the item."""
    known = _item_at_rest(state, item)
    if isinstance(known, Refusal):
        return known
    if asked < 1 or not 0 <= attentive <= asked:
        return Refusal(Reason.COUNT_IMPOSSIBLE, {"attentive": attentive, "asked": asked})
    return (AttentionCounted(item, attentive, asked, by),)


def find_major_interest(state: State, item: int, *, reason: str, by: str) -> Answer:
    """The item is of major public interest (重大公共利益); never without a reason."""
    known = _item_at_rest(state, item)
    if isinstance(known, Refusal):
        return known
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    return (MajorInterestFound(item, reason, by),)


def move_amendment(state: State, item: int, amends: int, *, by: str) -> Answer:
    """Item `item` is an amendment of `amends` and polled on first; an amendment has none itself."""
    if Phase.AMENDMENTS not in state.phases:
        return Refusal(Reason.WRONG_PHASE, {"wanted": Phase.AMENDMENTS, "due": "-"})
    main, known = _item_at_rest(state, amends), _item_at_rest(state, item)
    if isinstance(main, Refusal):
        return main
    if isinstance(known, Refusal):
        return known
    if item == amends or main.amends or known.amends or known.amendments or known.polls:
        return Refusal(Reason.NOT_AN_AMENDMENT, {"item": item, "amends": amends})
    return (AmendmentMoved(item, amends, by),)


def withdraw_item(state: State, item: int, *, reason: str, by: str) -> Answer:
    """Take an item off the agenda, with a reason, unless it was passed or a poll on it is not over.

    It comes back by being tabled again, and goes on where it was.
    """
    known = _item_at_rest(state, item)
    if isinstance(known, Refusal):
        return known
    refusal = _may_withdraw(state, known)
    if refusal is not None:
        return refusal
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    return (ItemWithdrawn(item, reason, by),)


def _may_withdraw(state: State, known: ItemState) -> Refusal | None:
    last = state.polls[known.polls[-1]] if known.polls else None
    if last is not None and last.stage not in OVER:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": last.plan.poll})
    if last is not None and verdict_of(last) is Verdict.PASSED:
        return Refusal(Reason.ITEM_DECIDED, {"item": known.item})
    return None


def resume_item(state: State, item: int, phase: str, *, reason: str, by: str) -> Answer:
    """Take an item that was not passed back to a phase it has been through, for another round."""
    known = _item_at_rest(state, item)
    if isinstance(known, Refusal):
        return known
    refusal = _may_resume(state, known, phase)
    if refusal is not None:
        return refusal
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    return (ItemResumed(item, phase, reason, by),)


def _may_resume(state: State, known: ItemState, phase: str) -> Refusal | None:
    if not known.polls:
        return Refusal(Reason.POLL_NOT_DECLARED, {"item": known.item})
    last = state.polls[known.polls[-1]]
    if last.stage is Stage.PREPARED:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": last.plan.poll})
    if verdict_of(last) is Verdict.PASSED:
        return Refusal(Reason.ITEM_DECIDED, {"item": known.item})
    if not _has_been(state.phases, known.phase, phase):
        return Refusal(Reason.WRONG_PHASE, {"wanted": phase, "due": known.phase or "-"})
    return None


def _has_been(phases: tuple[str, ...], now: str, wanted: str) -> bool:
    if wanted not in phases or wanted == Phase.DECLARED or now not in phases:
        return False
    return phases.index(wanted) <= phases.index(now)


def _item_at_rest(state: State, item: int) -> ItemState | Refusal:
    """The item, unless it is not on the agenda or a poll on it is under way."""
    known = on_agenda(state, item)
    if isinstance(known, Refusal):
        return known
    poll = state.poll
    if poll is not None and poll.plan.item == item and poll.stage not in BEFORE_OR_OVER:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": poll.plan.poll})
    return known
