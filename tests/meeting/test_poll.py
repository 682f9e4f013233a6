"""The lifecycle of a poll: every stage with every step."""

from itertools import product

import pytest

from kiosk.meeting.poll import HIDDEN, NEXT, RUNNING, Stage, Step, step
from kiosk.meeting.refusal import Reason, Refusal

LEGAL = {
    (Stage.PREPARED, Step.OPEN): Stage.OPEN,
    (Stage.OPEN, Step.PAUSE): Stage.PAUSED,
    (Stage.OPEN, Step.EXTEND): Stage.OPEN,
    (Stage.OPEN, Step.CLOSE): Stage.DRAINING,
    (Stage.PAUSED, Step.RESUME): Stage.OPEN,
    (Stage.PAUSED, Step.EXTEND): Stage.PAUSED,
    (Stage.PAUSED, Step.CLOSE): Stage.DRAINING,
    (Stage.DRAINING, Step.SEAL): Stage.CLOSED,
    (Stage.CLOSED, Step.OPEN_URN): Stage.CLOSED,
    (Stage.CLOSED, Step.RECONCILE): Stage.RECONCILED,
    (Stage.RECONCILED, Step.RECONCILE): Stage.RECONCILED,
    (Stage.RECONCILED, Step.DECLARE): Stage.DECLARED,
    (Stage.PREPARED, Step.TURN): Stage.PREPARED,
    (Stage.OPEN, Step.TURN): Stage.OPEN,
    (Stage.PAUSED, Step.TURN): Stage.OPEN,
    (Stage.DRAINING, Step.TURN): Stage.OPEN,
    (Stage.PREPARED, Step.ISSUE): Stage.PREPARED,
    (Stage.OPEN, Step.ISSUE): Stage.OPEN,
    (Stage.PAUSED, Step.ISSUE): Stage.PAUSED,
    (Stage.CLOSED, Step.COUNT): Stage.CLOSED,
    (Stage.RECONCILED, Step.COUNT): Stage.CLOSED,
    (Stage.PREPARED, Step.VOID): Stage.VOID,
    (Stage.OPEN, Step.VOID): Stage.VOID,
    (Stage.PAUSED, Step.VOID): Stage.VOID,
    (Stage.DRAINING, Step.VOID): Stage.VOID,
    (Stage.CLOSED, Step.VOID): Stage.VOID,
    (Stage.RECONCILED, Step.VOID): Stage.VOID,
    (Stage.DECLARED, Step.VOID): Stage.VOID,
}


@pytest.mark.parametrize(("stage", "wanted"), list(product(Stage, Step)))
def test_a_step_is_taken_or_refused_as_the_table_of_the_contract_says(
    stage: Stage, wanted: Step
) -> None:
    found = step(stage, wanted)
    if (stage, wanted) in LEGAL:
        assert found is LEGAL[stage, wanted]
    else:
        assert isinstance(found, Refusal)
        assert found.reason is Reason.ILLEGAL_STEP
        assert found.detail == {"step": wanted, "stage": stage}


def test_the_step_table_holds_nothing_else() -> None:
    assert NEXT == LEGAL


def test_nothing_leads_out_of_void() -> None:
    assert all(isinstance(step(Stage.VOID, wanted), Refusal) for wanted in Step)


def test_directions_are_hidden_from_the_laying_down_to_the_quiet_line() -> None:
    assert {Stage.PREPARED} | RUNNING == HIDDEN
    assert {Stage.OPEN, Stage.PAUSED, Stage.DRAINING} == RUNNING
