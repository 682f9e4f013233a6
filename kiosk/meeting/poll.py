"""A poll: one asking of the hall, and the steps it may take.

    prepared → open ⇄ paused → draining → closed → reconciled → declared
    every stage from prepared to declared → void
    open, paused and draining → open when the poll is turned to paper or hands
    reconciled → closed when somebody counts paper or hands

The step table is the law; an act that has no line here is refused.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.meeting.ballot import BallotForm, Channel
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rules import Rule


class Stage(StrEnum):
    """Where a poll stands."""

    PREPARED = "prepared"
    OPEN = "open"
    PAUSED = "paused"
    DRAINING = "draining"
    CLOSED = "closed"
    RECONCILED = "reconciled"
    DECLARED = "declared"
    VOID = "void"


class Step(StrEnum):
    """What may be ordered of a poll."""

    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    CLOSE = "close"
    SEAL = "seal"
    TURN = "turn"
    ISSUE = "issue"
    COUNT = "count"
    OPEN_URN = "open_urn"
    RECONCILE = "reconcile"
    DECLARE = "declare"
    VOID = "void"


NEXT: dict[tuple[Stage, Step], Stage] = {
    (Stage.PREPARED, Step.OPEN): Stage.OPEN,
    (Stage.OPEN, Step.PAUSE): Stage.PAUSED,
    (Stage.PAUSED, Step.RESUME): Stage.OPEN,
    (Stage.OPEN, Step.EXTEND): Stage.OPEN,
    (Stage.PAUSED, Step.EXTEND): Stage.PAUSED,
    (Stage.OPEN, Step.CLOSE): Stage.DRAINING,
    (Stage.PAUSED, Step.CLOSE): Stage.DRAINING,
    (Stage.PREPARED, Step.TURN): Stage.PREPARED,
    (Stage.OPEN, Step.TURN): Stage.OPEN,
    (Stage.PAUSED, Step.TURN): Stage.OPEN,
    (Stage.DRAINING, Step.TURN): Stage.OPEN,
    (Stage.PREPARED, Step.ISSUE): Stage.PREPARED,
    (Stage.OPEN, Step.ISSUE): Stage.OPEN,
    (Stage.PAUSED, Step.ISSUE): Stage.PAUSED,
    (Stage.DRAINING, Step.SEAL): Stage.CLOSED,
    (Stage.CLOSED, Step.COUNT): Stage.CLOSED,
    (Stage.RECONCILED, Step.COUNT): Stage.CLOSED,
    (Stage.CLOSED, Step.OPEN_URN): Stage.CLOSED,
    (Stage.CLOSED, Step.RECONCILE): Stage.RECONCILED,
    (Stage.RECONCILED, Step.RECONCILE): Stage.RECONCILED,
    (Stage.RECONCILED, Step.DECLARE): Stage.DECLARED,
    **{(stage, Step.VOID): Stage.VOID for stage in Stage if stage not in (Stage.VOID,)},
}

RUNNING = frozenset({Stage.OPEN, Stage.PAUSED, Stage.DRAINING})
OVER = frozenset({Stage.DECLARED, Stage.VOID})
BEFORE_OR_OVER = OVER | {Stage.PREPARED}
HIDDEN = frozenset({Stage.PREPARED, Stage.OPEN, Stage.PAUSED, Stage.DRAINING})


@dataclass(frozen=True, slots=True)
class PollPlan:
    """What was decided about a poll before it opened; it never changes afterwards.

    `poll` counts through the meeting; `round` counts the askings of the same motion.
    `duration_s` is the preset duration in seconds, 0 = until the chair ends it. `channel` is how it
    was laid down, and `because` the reason why that is not by keypads, empty where it was a wish.
    `of_poll` is the poll whose tie this one decides (0: none): its options are the tied ones alone,
    and `taken_before` names the options that were taken then and stand. `breakdowns` are told when
    the poll is over, in this order and no others (see `secrecy`).
    """

    poll: int
    item: int
    motion_version: int
    round: int
    form: BallotForm
    rule: Rule
    named: bool
    last_press_counts: bool
    duration_s: int
    channel: Channel = Channel.KEYPADS
    because: str = ""
    of_poll: int = 0
    taken_before: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()

    @property
    def places(self) -> int:
        """How many options can be taken: of a tie, the places that it left."""
        return self.form.maximum if self.of_poll else self.rule.seats or self.form.maximum

    @property
    def deciding(self) -> Rule:
        """The rule as it decides this poll: those tied have met its threshold already."""
        threshold = None if self.of_poll else self.rule.threshold
        return replace(self.rule, seats=self.places, threshold=threshold)


def step(stage: Stage, wanted: Step) -> Stage | Refusal:
    """The stage that follows, or the refusal of an illegal step."""
    found = NEXT.get((stage, wanted))
    if found is None:
        return Refusal(Reason.ILLEGAL_STEP, {"step": wanted, "stage": stage})
    return found
