"""随机抽查表决器: drawn by the notary's dice, pressed outside any poll, compared and entered."""

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.audit import LEAST_DICE, draw, failed, rows
from kiosk.meeting.facts import HandsetAuditDrawn, HandsetAudited
from kiosk.meeting.poll import OVER
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State, next_session


def draw_audit(state: State, *, dice: str, count: int, by: str) -> Answer:
    """Draw handsets from those in hand; their bases listen, in sessions of their own."""
    poll = state.poll
    if state.audit is not None:
        return Refusal(Reason.AUDIT_OPEN, {"audit": state.audit.drawn.audit})
    if poll is not None and poll.stage not in OVER:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": poll.plan.poll})
    if len(dice) < LEAST_DICE or not (dice.isascii() and dice.isdecimal()):
        return Refusal(Reason.DICE_UNUSABLE, {"least": LEAST_DICE})
    keypads = tuple(sorted(state.seat_of))
    if not 0 < count <= len(keypads):
        return Refusal(Reason.AUDIT_TOO_LARGE, {"count": count, "keypads": len(keypads)})
    bases = sorted(name for name, base in state.bases.items() if base.found.per_seat)
    return (
        HandsetAuditDrawn(
            audit=len(state.audits) + 1,
            dice=dice,
            keypads=keypads,
            drawn=draw(keypads, count, dice),
            sessions=tuple((base, next_session(state, base)) for base in bases),
            by=by,
        ),
    )


def close_audit(state: State, *, by: str) -> Answer:
    """Compare what was heard with what was pressed: 1, 2, 3 of each, and nothing else."""
    if state.audit is None:
        return Refusal(Reason.NO_AUDIT)
    audit = state.audit
    return (HandsetAudited(audit.drawn.audit, rows(audit), failed(audit), by),)
