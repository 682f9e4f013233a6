"""From a quiet line to a declared outcome: seal, reconcile, acknowledge silence, declare, void."""

from collections.abc import Iterable

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import copies_missing, may_step, two_officers
from kiosk.meeting.agenda import Phase
from kiosk.meeting.ballot import Channel
from kiosk.meeting.columns import tally_over
from kiosk.meeting.facts import (
    BaseMissed,
    Declared,
    MeetingClosed,
    PhaseEntered,
    PollClosed,
    PollReconciled,
    PollVoided,
    SilenceAcknowledged,
)
from kiosk.meeting.outcome import Outcome
from kiosk.meeting.poll import Stage, Step
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.reconciling import MORE_THAN_ISSUED, reconcile_poll
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rounds import DECIDED
from kiosk.meeting.state import State
from kiosk.meeting.tally import Tally
from kiosk.meeting.verdict import decide


def undrained(state: State, poll: PollState) -> list[str]:
    """The bases that took part and have not yet given all they had.

    None where their presses do not count any more; and no lost base that stands by.
    """
    if poll.channel is not Channel.KEYPADS:
        return []
    waited = [b for b in poll.sessions if not (b in poll.standbys and b in state.lost)]
    return [b for b in waited if b not in poll.drained and b not in poll.missed]


def seal_poll(state: State, *, entries: int, root: str) -> Answer:
    """The line is quiet: close the poll over its press entries."""
    poll = may_step(state, Step.SEAL)
    if isinstance(poll, Refusal):
        return poll
    waited = undrained(state, poll)
    if waited:
        return Refusal(Reason.BASE_NOT_DRAINED, {"base": waited[0]})
    return (PollClosed(poll.plan.poll, entries, root, poll.base),)


def give_up_base(state: State, base: str, *, reason: str, officers: tuple[str, str]) -> Answer:
    """Two officers go on without a base that cannot be drained; the paper says so."""
    poll = state.poll
    if poll is None or poll.stage is not Stage.DRAINING or base not in undrained(state, poll):
        return Refusal(Reason.UNKNOWN_POLL)
    refusal = two_officers(state, reason, officers, deed="give_up_base")
    return refusal or (BaseMissed(poll.plan.poll, base, reason, officers),)


def give_up_desk(state: State, desk: str, *, reason: str, officers: tuple[str, str]) -> Answer:
    """Two officers go on without a venue that is away: without every base of it that is missing."""
    poll = state.poll
    draining = poll is not None and poll.stage is Stage.DRAINING
    waited = undrained(state, poll) if poll is not None and draining else []
    missing = [base for base in waited if base in state.bases and state.bases[base].desk == desk]
    if poll is None or not missing:
        return Refusal(Reason.UNKNOWN_POLL)
    refusal = two_officers(state, reason, officers, deed="give_up_desk")
    return refusal or tuple(BaseMissed(poll.plan.poll, one, reason, officers) for one in missing)


def reconcile(state: State) -> Answer:
    """核对; may be asked again as long as nothing was declared; of a secret poll after its urn."""
    poll = may_step(state, Step.RECONCILE)
    if isinstance(poll, Refusal):
        return poll
    if poll.by_urn and poll.opened_urn is None:
        return Refusal(Reason.URN_NOT_OPENED)
    return (reconcile_poll(poll),)


def acknowledge_silence(state: State, *, by: str) -> Answer:
    """The chair was shown who pressed nothing, by seat, and what a base knows otherwise."""
    poll = state.poll
    if poll is None or poll.reconciled is None or poll.stage is not Stage.RECONCILED:
        return Refusal(Reason.UNKNOWN_POLL)
    return (SilenceAcknowledged(poll.plan.poll, poll.reconciled.silent, by),)


def may_declare(state: State) -> Refusal | None:
    """Why 宣布 is shut, if it is."""
    poll = may_step(state, Step.DECLARE)
    if isinstance(poll, Refusal):
        return poll
    assert poll.reconciled is not None
    if poll.reconciled.differences:
        return _differing(poll.reconciled)
    if poll.urn is not None and not poll.urn_destroyed:
        return Refusal(Reason.URN_NOT_DESTROYED)
    if poll.reconciled.evidence and not poll.silence_by:
        return Refusal(Reason.EVIDENCE_NOT_ACKNOWLEDGED, {"count": len(poll.reconciled.evidence)})
    silent, base = len(poll.reconciled.silent), len(poll.base)
    share = state.pack.silent_share if state.pack is not None else 0
    if silent > share * base and not poll.silence_by:
        return Refusal(Reason.SILENT_NOT_ACKNOWLEDGED, {"silent": silent, "base": base})
    return copies_missing(state)


def _differing(reconciled: PollReconciled) -> Refusal:
    if any(what == MORE_THAN_ISSUED for what, *_ in reconciled.differences):
        return Refusal(Reason.MORE_RETURNED_THAN_ISSUED)
    return Refusal(Reason.SUMS_DIFFER, {"count": len(reconciled.differences)})


def tally_of(state: State, poll: PollState) -> Tally:
    """Count a poll over its base, channel by channel; of a secret poll, what its urn held."""
    return tally_over(poll, state.areas if poll.plan.rule.by_area else None)


def outcome_of(poll: PollState, tally: Tally) -> Outcome:
    """What the rule says of a tally of this poll."""
    plan = poll.plan
    return decide(
        plan.form,
        plan.deciding,
        tally,
        present_at_opening=poll.present,
        before=(plan.of_poll, plan.taken_before),
    )


def declare(state: State, *, by: str) -> Answer:
    """宣布: the outcome stands; the item has reached the end of its phases if it was decided."""
    refusal = may_declare(state)
    if refusal is not None:
        return refusal
    poll = state.poll
    assert poll is not None
    tally = tally_of(state, poll)
    outcome = outcome_of(poll, tally)
    shown, pack = tuple(shown_figures(tally)), state.pack.sha256 if state.pack is not None else ""
    declared = Declared(poll.plan.poll, tally, outcome, by, shown, pack)
    item = state.items[poll.plan.item]
    ends = (
        outcome.verdict in DECIDED
        and item.phase == Phase.POLLING
        and Phase.DECLARED in state.phases
    )
    return (declared, PhaseEntered(item.item, Phase.DECLARED)) if ends else (declared,)


def shown_figures(tally: Tally) -> Iterable[tuple[str, str]]:
    """The figures the hall screen shows for this tally, by the name of their place on it."""
    yield from (
        ("in_favour", str(tally.in_favour)),
        ("against", str(tally.against)),
        ("abstain", str(tally.abstain)),
        ("not_pressed", str(tally.not_pressed)),
        ("void", str(tally.void)),
        ("recused", str(tally.recused)),
    )
    for option, ballots in enumerate(tally.options, start=1):
        yield (f"option_{option}", str(ballots))
    for option, ballots in enumerate(tally.noes, start=1):
        yield (f"no_{option}", str(ballots))


def void_poll(state: State, *, reason: str, officers: tuple[str, str]) -> Answer:
    """作废: two officers put the latest poll aside; it stays in the book.

    An item that this poll had ended goes back to be polled on.
    """
    poll = may_step(state, Step.VOID)
    if isinstance(poll, Refusal):
        return poll
    refusal = two_officers(state, reason, officers, deed="void_poll")
    if refusal is not None:
        return refusal
    voided = PollVoided(poll.plan.poll, reason, officers)
    item = state.items[poll.plan.item]
    reopens = poll.stage is Stage.DECLARED and item.phase == Phase.DECLARED
    return (voided, PhaseEntered(item.item, Phase.POLLING)) if reopens else (voided,)


def close_meeting(state: State, *, by: str) -> Answer:
    """The meeting ends; no poll may be left undecided."""
    poll = state.poll
    if poll is not None and poll.stage not in (Stage.DECLARED, Stage.VOID):
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": poll.plan.poll})
    return () if state.closed else (MeetingClosed(by),)
