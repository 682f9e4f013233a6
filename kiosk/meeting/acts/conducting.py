"""The chair leads the meeting: agenda, phases, and a poll from its laying down to its close."""

from datetime import date

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.settling import rule_with_seats, unanswered
from kiosk.meeting.agenda import Gate, Phase, may_enter
from kiosk.meeting.ballot import BallotForm, BallotKind, Channel
from kiosk.meeting.channels import channel_for, may_be_secret
from kiosk.meeting.facts import (
    GateOverridden,
    ItemTabled,
    MotionPut,
    PhaseEntered,
    PollClosing,
    PollExtended,
    PollOpened,
    PollPaused,
    PollPrepared,
    PollResumed,
    Recused,
    RulePackAdopted,
)
from kiosk.meeting.gates import day_of, shut_gates
from kiosk.meeting.key_by_key import key_by_key, why_not_gathered
from kiosk.meeting.mirror import Medium
from kiosk.meeting.motion import motion_hash
from kiosk.meeting.offices import may
from kiosk.meeting.poll import BEFORE_OR_OVER, OVER, PollPlan, Stage, Step, step
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.progress import ItemState
from kiosk.meeting.proxies import overfull
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Rule
from kiosk.meeting.secrecy import Breakdown
from kiosk.meeting.state import State, next_session

NS_PER_MS = 1_000_000


def adopt_pack(state: State, pack: RulePack) -> Answer:
    """Bind the meeting by a pack, before its first poll is laid down."""
    if state.polls:
        return Refusal(Reason.ANOTHER_POLL_RUNS)
    return (RulePackAdopted(pack.pack, pack.version, pack.title, pack.sha256, pack.text),)


def table_item(state: State, item: int, title: str, *, noticed: str, today: date) -> Answer:
    """Put an item on the agenda, or change its title or notice before it is polled on.

    Another day of notice begins a new notice: the text of the old one is noticed no more, and the
    new day cannot lie in the past.
    """
    known = state.items.get(item)
    polls = known.polls[known.settled :] if known is not None else []
    if any(state.polls[poll].opened is not None for poll in polls):
        return Refusal(Reason.ILLEGAL_STEP, {"item": item})
    day = day_of(noticed)
    anew = known is not None and known.was_noticed and noticed != known.noticed
    if anew and day is not None and day < today:
        return Refusal(Reason.NOTICE_BACKDATED, {"noticed": noticed})
    return (ItemTabled(item, title, noticed),)


def on_agenda(state: State, item: int) -> ItemState | Refusal:
    """The item, unless it was never tabled or was withdrawn."""
    known = state.items.get(item)
    if known is None:
        return Refusal(Reason.UNKNOWN_ITEM, {"item": item})
    return Refusal(Reason.ITEM_WITHDRAWN, {"item": item}) if known.withdrawn else known


def put_motion(state: State, item: int, title: str, *, text: str, noticed: bool) -> Answer:
    """Lay down the exact text of an item; each call makes the next version.

    The text a poll was laid down on stays the newest one until that poll is over. One day of notice
    serves one text, its first: another can be marked as noticed only after `table_item` gave a
    new day.
    """
    known = on_agenda(state, item)
    if isinstance(known, Refusal):
        return known
    poll = state.poll
    if poll is not None and poll.plan.item == item and poll.stage not in OVER:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": poll.plan.poll})
    version, sha256, seen = len(known.motions) + 1, motion_hash(title, text), known.noticed_motion
    if noticed and known.puts and (seen is None or seen.sha256 != sha256):
        return Refusal(Reason.NOTICE_ALREADY_GIVEN, {"noticed": known.noticed_version})
    return (MotionPut(item, version, title, text, sha256, noticed),)


def enter_phase(state: State, item: int, phase: str) -> Answer:
    """Move an item to its next phase."""
    if state.pack is None:
        return Refusal(Reason.NO_RULE_PACK)
    known = on_agenda(state, item)
    if isinstance(known, Refusal):
        return known
    refusal = may_enter(state.phases, known.phase or None, phase)
    if refusal is None and phase == Phase.DECLARED and not _is_declared(state, known):
        refusal = Refusal(Reason.POLL_NOT_DECLARED, {"item": item})
    return refusal if refusal is not None else (PhaseEntered(item, phase),)


def _is_declared(state: State, item: ItemState) -> bool:
    """True when the last poll of the present round stands declared."""
    polls = item.polls[item.settled :]
    return bool(polls) and state.polls[polls[-1]].stage is Stage.DECLARED


def recuse(state: State, item: int, seat: str, *, reason: str) -> Answer:
    """A delegate takes no part in the polls on an item (回避), unless one is under way."""
    known = on_agenda(state, item)
    if isinstance(known, Refusal):
        return known
    if seat not in state.roll:
        return Refusal(Reason.UNKNOWN_SEAT, {"seat": seat})
    poll = state.poll
    if poll is not None and poll.plan.item == item and poll.stage not in BEFORE_OR_OVER:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": poll.plan.poll})
    if poll is not None and poll.stage is Stage.PREPARED and seat in poll.papers.values():
        return Refusal(Reason.HAS_PAPER, {"seat": seat})
    return (Recused(item, seat, reason),)


def prepare_poll(
    state: State,
    item: int,
    rule_name: str,
    *,
    form: BallotForm,
    named: bool,
    last_press_counts: bool,
    duration_s: int,
    seats: int = 0,
    breakdowns: tuple[Breakdown, ...] = (),
    channel: Channel | None = None,
) -> Answer:
    """Lay down a poll on the newest text of an item.

    By keypads if the hall can, on paper where it must be; `channel` says what is wanted. `seats` is
    how many are to be taken, 0 for as many as the rule says.
    """
    if state.pack is None:
        return Refusal(Reason.NO_RULE_PACK)
    rule = state.pack.rule(rule_name)
    if rule is None:
        unknown = Refusal(Reason.UNKNOWN_RULE, {"rule": rule_name, "pack": state.pack.pack})
        return unanswered(state.pack, rule_name) or unknown
    refusal = _may_last(form, duration_s) or _may_ask(state, rule, form)
    refusal = refusal or may_prepare(state, item) or _may_break_down(breakdowns)
    if refusal is not None:
        return refusal
    rule = rule_with_seats(state.pack, rule, form, seats)
    if isinstance(rule, Refusal):
        return rule
    laid = channel_for(
        state, rule, form, named=named, last_press_counts=last_press_counts, wanted=channel
    )
    if isinstance(laid, Refusal):
        return laid
    tabled = state.items[item]
    plan = PollPlan(
        poll=state.last_poll + 1,
        item=item,
        motion_version=len(tabled.motions),
        round=len(tabled.polls) + 1,
        form=form,
        rule=rule,
        named=named and not rule.secret_only,
        last_press_counts=last_press_counts,
        duration_s=duration_s,
        breakdowns=breakdowns,
        channel=laid[0],
        because=laid[1],
    )
    return (PollPrepared(plan),)


def _may_last(form: BallotForm, duration_s: int) -> Refusal | None:
    if form.possible and duration_s >= 0:
        return None
    limits = {"least": form.minimum, "most": form.maximum, "options": len(form.options)}
    return Refusal(Reason.IMPOSSIBLE_FORM, {**limits, "duration": duration_s})


def _may_break_down(breakdowns: tuple[Breakdown, ...]) -> Refusal | None:
    """What is told by group is fixed with the poll; each breakdown stands once."""
    for name in breakdowns:
        if name not in [*Breakdown] or breakdowns.count(name) > 1:
            return Refusal(Reason.UNKNOWN_BREAKDOWN, {"name": name})
    return None


def _may_ask(state: State, rule: Rule, form: BallotForm) -> Refusal | None:
    """Whether this rule can judge ballots of this form, over this roll."""
    if rule.resolution and form.kind is BallotKind.SCORE:
        return Refusal(Reason.SCORE_RESOLVES_NOTHING, {"rule": rule.title})
    if rule.resolution and form.kind is BallotKind.FOR_AGAINST and rule.threshold is None:
        return Refusal(Reason.RULE_WITHOUT_THRESHOLD, {"rule": rule.title})
    without = sum(delegate.votes and not delegate.area for delegate in state.roll.values())
    if rule.by_area and without:
        return Refusal(Reason.AREA_MISSING, {"count": without})
    return None


def may_prepare(state: State, item: int) -> Refusal | None:
    """Whether the hall can be asked something about this item now."""
    if state.officer_keys and not state.opened:
        return Refusal(Reason.MEETING_NOT_OPENED)
    known = on_agenda(state, item)
    if isinstance(known, Refusal):
        return known
    if known.motion is None:
        return Refusal(Reason.UNKNOWN_ITEM, {"item": item})
    if state.poll is not None and state.poll.stage not in OVER:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": state.last_poll})
    if state.audit is not None:
        return Refusal(Reason.AUDIT_OPEN, {"audit": state.audit.drawn.audit})
    return None


def override_gate(
    state: State, gate: Gate, *, reason: str, officers: tuple[str, str], today: date
) -> Answer:
    """Two different officers open a shut gate, with a reason that the paper carries.

    It is opened for what it is shut for now, and for nothing that may shut it later.
    """
    poll = state.poll
    if poll is None or poll.stage is not Stage.PREPARED:
        return Refusal(Reason.UNKNOWN_POLL)
    refusal = two_officers(state, reason, officers, deed="override_gate")
    if refusal is not None:
        return refusal
    shut = shut_gates(state, poll, today).get(gate)
    if shut is None:
        return Refusal(Reason.GATE_NOT_SHUT, {"gate": gate})
    return (GateOverridden(poll.plan.poll, gate, reason, officers, shut.reason),)


def two_officers(
    state: State, reason: str, officers: tuple[str, ...], *, deed: str
) -> Refusal | None:
    """Refuse unless two different named officers give a reason.

    Once an officer has a key, each of the two must have one, and an office that may do this deed.
    """
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    if len(officers) != 2 or officers[0] == officers[1]:
        return Refusal(Reason.TWO_OFFICERS_NEEDED)
    wrong = (_may_be_one(state, officer, deed) for officer in officers)
    return next((refusal for refusal in wrong if refusal is not None), None)


def _may_be_one(state: State, officer: str, deed: str) -> Refusal | None:
    role = state.officers.get(officer)
    if role is None:
        return Refusal(Reason.UNKNOWN_OFFICER, {"officer": officer})
    if state.officer_keys and officer not in state.officer_keys:
        return Refusal(Reason.NO_KEY_IN_BOOK, {"officer": officer})
    if state.officer_keys and not may(role, deed):
        return Refusal(Reason.NOT_YOUR_OFFICE, {"officer": officer, "role": role})
    return None


def open_poll(state: State, *, by: str, today: date) -> Answer:
    """Ask the hall, if every gate is open; each base gets a wire session it never had.

    On paper and by hands no base is asked.
    """
    poll = state.poll
    if poll is None:
        return Refusal(Reason.UNKNOWN_POLL)
    wanted = step(poll.stage, Step.OPEN)
    if isinstance(wanted, Refusal):
        return wanted
    if (lost := copies_missing(state)) is not None:
        return lost
    for refusal in shut_gates(state, poll, today).values():
        return refusal
    bases = _taking_part(state, poll) if poll.channel is Channel.KEYPADS else []
    found, plan = [state.bases[base].found for base in bases], poll.plan
    refusal = may_be_secret(state, plan.rule) if poll.asks_urn else None
    refusal = (
        refusal
        or _proxies_fit(state, poll)
        or why_not_gathered(
            found, plan.form, named=plan.named, last_press_counts=plan.last_press_counts
        )
    )
    if refusal is not None:
        return refusal
    sessions = tuple((base, next_session(state, base)) for base in bases)
    pairs = tuple((b, state.standbys[b]) for b in bases if state.standbys.get(b) in bases)
    one_key = key_by_key(found, plan.form)
    return (PollOpened(plan.poll, sessions, state.present_voting, by, pairs, one_key),)


def _taking_part(state: State, poll: PollState) -> list[str]:
    """Every base, but one of totals only where it cannot count what is asked."""
    simple = poll.plan.form.kind is BallotKind.FOR_AGAINST and poll.plan.named
    return sorted(name for name, one in state.bases.items() if one.found.per_seat or simple)


def _proxies_fit(state: State, poll: PollState) -> Refusal | None:
    """The rule of this poll may let one hold fewer proxies than another rule of the pack."""
    most = poll.plan.rule.proxies
    holder = overfull(state.items[poll.plan.item], most=most)
    if most and poll.channel is Channel.HANDS and state.items[poll.plan.item].proxies:
        return Refusal(Reason.PROXIES_NEED_BALLOTS)
    return Refusal(Reason.PROXIES_FULL, {"seat": holder, "most": most}) if holder else None


def copies_missing(state: State) -> Refusal | None:
    """The second medium is lost, and nobody has chosen yet what then."""
    return Refusal(Reason.MIRROR_LOST) if state.medium is Medium.LOST else None


def pause_poll(state: State, *, by: str, now_ns: int) -> Answer:
    """Stop the clock and the counting."""
    poll = may_step(state, Step.PAUSE)
    if isinstance(poll, Refusal):
        return poll
    return (PollPaused(poll.plan.poll, _remaining_ms(poll, now_ns), by),)


def _remaining_ms(poll: PollState, now_ns: int) -> int:
    return max(poll.ends_ns - now_ns, 0) // NS_PER_MS if poll.ends_ns is not None else 0


def resume_poll(state: State, *, by: str) -> Answer:
    """Go on with what remained of the preset duration."""
    poll = may_step(state, Step.RESUME)
    if isinstance(poll, Refusal):
        return poll
    if (lost := copies_missing(state)) is not None:
        return lost
    return (PollResumed(poll.plan.poll, poll.remaining_ms, by),)


def extend_poll(state: State, *, by_s: int, by: str) -> Answer:
    """Give the hall more time, never less."""
    poll = may_step(state, Step.EXTEND)
    if isinstance(poll, Refusal):
        return poll
    if by_s <= 0:
        return Refusal(Reason.ILLEGAL_STEP, {"step": Step.EXTEND, "stage": poll.stage})
    return (PollExtended(poll.plan.poll, by_s, by),)


def close_poll(state: State, *, by: str, closed_ns: int) -> Answer:
    """The closing instant: presses made after it are late; the line is drained from here on."""
    poll = may_step(state, Step.CLOSE)
    if isinstance(poll, Refusal):
        return poll
    return (PollClosing(poll.plan.poll, closed_ns, by),)


def may_step(state: State, wanted: Step) -> PollState | Refusal:
    """The latest poll, if it may take this step."""
    poll = state.poll
    if poll is None:
        return Refusal(Reason.UNKNOWN_POLL)
    allowed = step(poll.stage, wanted)
    return allowed if isinstance(allowed, Refusal) else poll
