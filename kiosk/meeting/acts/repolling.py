"""A tie across the cut-off line is polled again, between those tied and nobody else.

What was taken above the line stands; the new poll has the places that were left, the same text,
rule, secrecy and way of pressing. Those tied have met the threshold already: the most ballots are
taken (选举法 §45).
"""

from dataclasses import replace

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import may_prepare
from kiosk.meeting.ballot import Channel
from kiosk.meeting.channels import channel_for
from kiosk.meeting.facts import PollPrepared
from kiosk.meeting.outcome import Outcome, Verdict
from kiosk.meeting.poll import PollPlan, Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rounds import declared_of, verdict_of
from kiosk.meeting.state import State


def repoll_tied(state: State, poll: int) -> Answer:
    """Lay down the poll between the options tied in `poll`."""
    tie = state.polls.get(poll)
    outcome = _tie_of(tie) if tie is not None else None
    if tie is None or outcome is None:
        return Refusal(Reason.NO_TIE, {"poll": poll})
    for later in state.polls.values():
        if later.plan.of_poll == poll and _stands(later):
            return Refusal(Reason.TIE_POLLED_AGAIN, {"poll": later.plan.poll})
    plan = _again(state, tie.plan, outcome)
    refusal = may_prepare(state, plan.item)
    if refusal is not None:
        return refusal
    wanted = None if plan.because or plan.channel is Channel.KEYPADS else plan.channel
    laid = channel_for(
        state,
        plan.rule,
        plan.form,
        named=plan.named,
        last_press_counts=plan.last_press_counts,
        wanted=wanted,
    )
    if isinstance(laid, Refusal):
        return laid
    return (PollPrepared(replace(plan, channel=laid[0], because=laid[1])),)


def _tie_of(poll: PollState) -> Outcome | None:
    """What was declared, if it is a tie of options that still stands."""
    declared = declared_of(poll)
    if declared is None or poll.stage is not Stage.DECLARED or not declared.outcome.tied:
        return None
    return declared.outcome


def _stands(poll: PollState) -> bool:
    """A poll that was put aside, or had no quorum, settled nothing."""
    return poll.stage is not Stage.VOID and verdict_of(poll) is not Verdict.NO_QUORUM


def _again(state: State, tie: PollPlan, outcome: Outcome) -> PollPlan:
    def named(options: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(tie.form.options[option - 1] for option in options)

    left = tie.places - len(outcome.taken)
    options = named(outcome.tied)
    least = min(tie.form.minimum, left)
    return replace(
        tie,
        poll=state.last_poll + 1,
        round=len(state.items[tie.item].polls) + 1,
        form=replace(tie.form, options=options, minimum=least, maximum=left),
        of_poll=tie.poll,
        taken_before=(*tie.taken_before, *named(outcome.taken)),
    )
