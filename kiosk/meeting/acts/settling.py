"""What a pack leaves to the meeting, and what it asks: settled before a poll is laid down on it."""

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.facts import QuestionAnswered, ShareSet
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rulepack import BASES, RulePack, with_seats
from kiosk.meeting.rules import Part, Rule, Share
from kiosk.meeting.state import State


def set_share(state: State, rule: str, part: Part, share: Share, *, by: str) -> Answer:
    """Set a share that the pack leaves to the meeting, before the first poll is laid down."""
    pack = state.pack
    if pack is None:
        return Refusal(Reason.NO_RULE_PACK)
    held = pack.rule(rule)
    if held is None:
        return Refusal(Reason.UNKNOWN_RULE, {"rule": rule, "pack": pack.pack})
    if state.polls or state.opened:
        return Refusal(Reason.TOO_LATE_TO_SET)
    before = getattr(held, part)
    if not isinstance(before, Share) or not _changed(before, share) <= {
        *pack.left_open(rule, part)
    }:
        return Refusal(Reason.NOT_SET_PER_MEETING, {"rule": held.title, "part": part})
    if not _possible(part, share):
        return Refusal(Reason.IMPOSSIBLE_SHARE, {"part": part})
    return (ShareSet(rule, part, share, by),)


def _changed(before: Share, after: Share) -> set[str]:
    fraction = (before.fraction, before.strict) != (after.fraction, after.strict)
    found = {"fraction": fraction, "of": before.basis is not after.basis}
    return {name for name, differs in found.items() if differs}


def _possible(part: Part, share: Share) -> bool:
    """More than none, not more than all, of a denominator that this part can have."""
    reachable = 0 < share.fraction <= 1 and not (share.strict and share.fraction == 1)
    return reachable and share.basis in BASES[part]


def rule_with_seats(pack: RulePack, rule: Rule, form: BallotForm, seats: int) -> Rule | Refusal:
    """The rule of a poll that takes so many of its options; 0: as many as the rule says."""
    if seats in (0, rule.seats):
        return rule
    if not pack.left_open(rule.name, Part.SEATS):
        return Refusal(Reason.NOT_SET_PER_MEETING, {"rule": rule.title, "part": Part.SEATS})
    if form.kind is BallotKind.FOR_AGAINST or not 0 < seats <= len(form.options):
        return Refusal(Reason.IMPOSSIBLE_SEATS, {"seats": seats, "options": len(form.options)})
    return with_seats(rule, seats)


def answer_question(state: State, question: str, rule: str, *, reason: str, by: str) -> Answer:
    """Answer what the pack asks: which of its rules applies here, and by which local provision."""
    pack = state.pack
    if pack is None:
        return Refusal(Reason.NO_RULE_PACK)
    asked = pack.question(question)
    if asked is None or rule not in asked.answers:
        return Refusal(Reason.NO_SUCH_ANSWER, {"question": question, "answer": rule})
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    if any(poll.plan.rule.name == question for poll in state.polls.values()):
        return Refusal(Reason.TOO_LATE_TO_SET)
    return (QuestionAnswered(question, rule, reason, by),)


def unanswered(pack: RulePack, rule: str) -> Refusal | None:
    """The question behind a rule's name, while nobody answered it."""
    asked = pack.question(rule)
    if asked is None or pack.rule(rule) is not None:
        return None
    return Refusal(Reason.QUESTION_OPEN, {"asks": asked.asks})
