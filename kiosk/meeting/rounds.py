"""The rounds of an item: every poll on it, one beside the other, with what each of them said."""

from dataclasses import dataclass

from kiosk.meeting.facts import Declared
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.state import State
from kiosk.meeting.tally import Tally

DECIDED = frozenset({Verdict.PASSED, Verdict.NOT_PASSED})
"""The verdicts that end an item; a tie and a missing quorum are polled again."""


@dataclass(frozen=True, slots=True)
class Round:
    """One asking. `sha256` is of the text it asked about.

    `tally` is None until the poll was declared. `verdict` is None too, and also for a poll that
    was put aside after it was declared: its figures stay in the book and decide nothing.
    """

    poll: int
    round: int
    stage: Stage
    version: int
    sha256: str
    tally: Tally | None
    verdict: Verdict | None


def rounds(state: State, item: int) -> tuple[Round, ...]:
    """The rounds of an item in the order they were laid down."""
    return tuple(_round(state, state.polls[number]) for number in state.items[item].polls)


def declared_of(poll: PollState) -> Declared | None:
    """What was declared of a poll, be it put aside afterwards or not."""
    ending = poll.declared.fact if poll.declared is not None else None
    return ending if isinstance(ending, Declared) else None


def verdict_of(poll: PollState) -> Verdict | None:
    """What a poll says now; None while it is not declared, and once it was put aside."""
    declared = declared_of(poll)
    if declared is None or poll.stage is not Stage.DECLARED:
        return None
    return declared.outcome.verdict


def _round(state: State, poll: PollState) -> Round:
    plan, declared = poll.plan, declared_of(poll)
    return Round(
        poll=plan.poll,
        round=plan.round,
        stage=poll.stage,
        version=plan.motion_version,
        sha256=state.items[plan.item].motions[plan.motion_version - 1].sha256,
        tally=declared.tally if declared is not None else None,
        verdict=verdict_of(poll),
    )
