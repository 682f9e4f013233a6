"""Agenda items, the phases they pass through, and the gates before a poll opens."""

from enum import StrEnum

from kiosk.meeting.refusal import Reason, Refusal


class Phase(StrEnum):
    """The phases a pack may name, in the order of the plan's §2.3.3."""

    READING = "reading"
    GROUPS = "groups"
    PLENARY = "plenary"
    AMENDMENTS = "amendments"
    POLLING = "polling"
    DECLARED = "declared"


class Gate(StrEnum):
    """What must hold before a poll opens; only two officers can override one."""

    PHASES = "phases"
    AMENDMENTS = "amendments"
    NOTICE = "notice"
    PRE_REVIEW = "pre_review"
    AGENDA = "agenda"
    QUORUM = "quorum"
    EQUIPMENT = "equipment"
    ZERO_REPORT = "zero_report"


DEMANDED = frozenset({Gate.PRE_REVIEW, Gate.AGENDA})
"""The gates that stand only for an item of which their evidence is demanded."""


def next_phase(phases: tuple[str, ...], now: str | None) -> str | None:
    """The phase that follows `now` in a pack's order; None after the last one.

    An item that stands in no phase of this pack begins with its first.
    """
    place = phases.index(now) + 1 if now in phases else 0
    return phases[place] if place < len(phases) else None


def may_enter(phases: tuple[str, ...], now: str | None, wanted: str) -> Refusal | None:
    """Refuse a phase that is not the next one of this pack."""
    due = next_phase(phases, now)
    if wanted == due:
        return None
    return Refusal(Reason.WRONG_PHASE, {"wanted": wanted, "due": due or "-"})
