"""Phases: an item passes them in the order of its pack."""

import pytest

from kiosk.meeting.agenda import may_enter, next_phase
from kiosk.meeting.refusal import Reason

PHASES = ("reading", "groups", "polling", "declared")


@pytest.mark.parametrize(
    ("now", "following"),
    [
        (None, "reading"),
        ("", "reading"),
        ("reading", "groups"),
        ("polling", "declared"),
        ("declared", None),
        ("plenary", "reading"),
    ],
)
def test_a_phase_is_followed_by_the_next_of_the_pack(now: str | None, following: str) -> None:
    assert next_phase(PHASES, now) == following


def test_without_phases_nothing_follows() -> None:
    assert next_phase((), None) is None


def test_only_the_next_phase_may_be_entered() -> None:
    assert may_enter(PHASES, "reading", "groups") is None
    for wanted in ("reading", "polling", "declared", "plenary"):
        refusal = may_enter(PHASES, "reading", wanted)
        assert refusal is not None
        assert (refusal.reason, refusal.detail["due"]) == (Reason.WRONG_PHASE, "groups")


def test_after_the_last_phase_none_may_be_entered() -> None:
    refusal = may_enter(PHASES, "declared", "reading")
    assert refusal is not None
    assert refusal.detail == {"wanted": "reading", "due": "-"}
