"""How a poll is laid down: by keypads if the hall can, on paper where it cannot or may not.

A poll that needs more than the keypads have is never split, which would change what is asked.
"""

from kiosk.meeting.ballot import BallotForm, BallotKind, Channel
from kiosk.meeting.key_by_key import why_not_gathered
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rules import Rule
from kiosk.meeting.state import State

Laid = tuple[Channel, str]
"""The channel of a poll, and why it is not by keypads; empty where nobody had to ask."""

TO_PAPER = frozenset({Reason.PAPER_ONLY, Reason.TOO_MANY_OPTIONS, Reason.ONE_KEY_A_PRESS})
"""What sends a poll to paper by itself; another reason is a refusal."""


def channel_for(
    state: State,
    rule: Rule,
    form: BallotForm,
    *,
    named: bool,
    last_press_counts: bool,
    wanted: Channel | None,
) -> Laid | Refusal:
    """The channel a poll gets; `wanted` None leaves it to the hall."""
    if wanted is Channel.HANDS:
        return why_not_by_hands(rule, form) or (Channel.HANDS, "")
    if wanted is Channel.PAPER:
        return Channel.PAPER, ""
    found = [base.found for base in state.bases.values()]
    refusal = why_not_by_keypads(state, rule, form, named=named) or why_not_gathered(
        found, form, named=named and not rule.secret_only, last_press_counts=last_press_counts
    )
    if refusal is None:
        return Channel.KEYPADS, ""
    if wanted is None and refusal.reason in TO_PAPER:
        return Channel.PAPER, refusal.reason.value
    return refusal


def why_not_by_keypads(
    state: State, rule: Rule, form: BallotForm, *, named: bool
) -> Refusal | None:
    """Whether the rule lets keypads be used, and whether they have what is asked."""
    if rule.paper_only:
        return Refusal(Reason.PAPER_ONLY, {"rule": rule.title})
    refusal = may_be_secret(state, rule) if not named or rule.secret_only else None
    if refusal is not None:
        return refusal
    naming = [base.found.options for base in state.bases.values() if base.found.per_seat]
    keys = min(naming, default=form.keys)
    if form.keys > keys:
        return Refusal(Reason.TOO_MANY_OPTIONS, {"options": form.keys, "keys": keys})
    return None


def may_be_secret(state: State, rule: Rule) -> Refusal | None:
    """A secret poll counts heads alone, on bases whose drivers keep the keys to themselves.

    A base that stands by would have to keep the choices of its evidence, too.
    """
    if rule.by_area:
        return Refusal(Reason.SECRET_BY_AREA, {"rule": rule.title})
    if state.standbys:
        return Refusal(Reason.SECRET_WITH_STANDBY, {"base": min(state.standbys)})
    bases = ((name, base.found) for name, base in sorted(state.bases.items()))
    telling = [name for name, found in bases if found.per_seat and not found.secret]
    return Refusal(Reason.SECRET_NOT_AVAILABLE, {"base": telling[0]}) if telling else None


def why_not_by_hands(rule: Rule, form: BallotForm) -> Refusal | None:
    """Hands say for, against or abstain, before everybody, and one a head."""
    if form.kind is not BallotKind.FOR_AGAINST:
        return Refusal(Reason.HANDS_CHOOSE_NOTHING)
    if rule.secret_only:
        return Refusal(Reason.HANDS_ARE_SEEN)
    if rule.paper_only:
        return Refusal(Reason.PAPER_ONLY, {"rule": rule.title})
    return Refusal(Reason.HANDS_HAVE_NO_AREA) if rule.by_area else None
