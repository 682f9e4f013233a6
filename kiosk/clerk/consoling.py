"""State → the console's view: the agenda, the one next action, the room, the refused presses."""

from collections.abc import Iterable, Mapping

from kiosk.clerk.roomlines import room_lines
from kiosk.clerk.turnout import expected, needed
from kiosk.clerk.views import (
    Act,
    Action,
    AgendaLine,
    ConsoleView,
    RefusedPress,
    SilentSeat,
)
from kiosk.clock import Moment
from kiosk.faults import HallFault
from kiosk.meeting.accounting import press_lines, uncounted
from kiosk.meeting.acts.conducting import copies_missing
from kiosk.meeting.acts.declaring import DECIDED, may_declare, outcome_of, tally_of
from kiosk.meeting.agenda import Gate, Phase, next_phase
from kiosk.meeting.base_accounts import APART, NO_TOTALS, TOOK_OVER, Difference
from kiosk.meeting.changes import since_notice
from kiosk.meeting.columns import is_counted, waits_for_urn
from kiosk.meeting.facts import Declared
from kiosk.meeting.gates import days_noticed, shut_gates
from kiosk.meeting.mirror import Medium
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.progress import ItemState
from kiosk.meeting.reconciling import (
    COUNTS_DIFFER,
    COUNTS_MISSING,
    MORE_THAN_ENTITLED,
    MORE_THAN_ISSUED,
)
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State
from kiosk.words import civil

LAST_REFUSED = 6
TO_ACKNOWLEDGE = (Reason.SILENT_NOT_ACKNOWLEDGED, Reason.EVIDENCE_NOT_ACKNOWLEDGED)
COUNTED = frozenset({Stage.CLOSED, Stage.RECONCILED, Stage.DECLARED})


def console_view(
    state: State,
    *,
    names: Mapping[int, str],
    faults: tuple[HallFault, ...],
    refused: Refusal | None,
    entry: int,
    head: str,
    mirror: str,
    now: Moment,
) -> ConsoleView:
    """The chair's screen as the meeting stands."""
    card, item, poll = state.card, state.items.get(state.current_item), current_poll(state)
    motion = item.motion if item is not None else None
    known = poll is not None and poll.stage in COUNTED and is_counted(poll)
    tally = tally_of(state, poll) if poll is not None and known else None
    account = poll.reconciled if poll is not None else None
    return ConsoleView(
        title=card.title if card is not None else "",
        session_title=card.session_title if card is not None else "",
        practice=card.practice if card is not None else False,
        chair=state.chair,
        agenda=tuple(_agenda_line(state, one, now) for one in state.items.values()),
        item=state.current_item,
        item_title=item.title if item is not None else "",
        motion_title=motion.title if motion is not None else "",
        motion_text=motion.text if motion is not None else "",
        phases=state.phases,
        phase=item.phase if item is not None else "",
        plan=poll.plan if poll is not None else None,
        stage=poll.stage if poll is not None else None,
        needed=needed(state, poll) if poll is not None else 0,
        next=next_action(state, now),
        actions=tuple(_other_actions(state, poll)),
        ends_ns=poll.ends_ns if poll is not None else None,
        remaining_ms=poll.remaining_ms if poll is not None else 0,
        pressed=len(poll.ballots) - poll.withdrawn if poll is not None else 0,
        not_pressed=_not_pressed(state, poll) if poll is not None else 0,
        refused=len(poll.refused) if poll is not None else 0,
        account=(account.heard, account.counted, account.replaced, account.refused)
        if account is not None
        else None,
        differences=tuple(_difference(*one) for one in account.differences) if account else (),
        evidence=tuple(_evidence(one) for one in account.evidence) if account else (),
        uncounted=uncounted(press_lines(poll, keys=poll.plan.named)) if poll and known else (),
        tally=tally,
        outcome=outcome_of(poll, tally) if poll is not None and tally is not None else None,
        room=room_lines(state, mirror=mirror),
        refused_presses=tuple(_refused_presses(state, poll)),
        silent=tuple(_silent(state, names)),
        faults=tuple(_banner(state, poll, faults, refused)),
        roll=state.voting_roll,
        present=state.present_voting,
        entry=entry,
        head=head,
        mirror=mirror,
        gate=shut_gate(state, poll, now),
        changed=since_notice(item) if item is not None else (),
    )


def current_poll(state: State) -> PollState | None:
    """The latest poll, while its item is the current one and was not resumed for another round."""
    poll = state.poll
    if poll is None or poll.plan.item != state.current_item:
        return None
    item = state.items[poll.plan.item]
    return poll if len(item.polls) > item.settled and not item.withdrawn else None


def next_action(state: State, now: Moment) -> Action | None:
    """The one thing to do next, and why it may not be done yet."""
    poll = current_poll(state)
    if state.closed:
        return None
    if not state.roll:
        if state.officer_keys:
            return Action(Act.FREEZE_ROLL)
        return Action(Act.OPEN_CHECK_IN, Refusal(Reason.ROLL_NOT_FROZEN))
    if state.officer_keys and not state.opened and (state.check_in_open or state.present):
        return Action(Act.OPEN_MEETING)
    if poll is not None:
        return _next_of_poll(state, poll, now)
    return _next_of_item(state)


def _next_of_item(state: State) -> Action | None:
    item = state.items.get(state.current_item)
    if item is None or item.withdrawn:
        if not state.check_in_open and not state.present:
            return Action(Act.OPEN_CHECK_IN)
        return Action(leaving(state))
    if item.phase == Phase.POLLING:
        return Action(Act.PREPARE_POLL)
    if next_phase(state.phases, item.phase):
        return Action(Act.NEXT_PHASE)
    return Action(leaving(state) if Phase.POLLING in state.phases else Act.PREPARE_POLL)


def leaving(state: State) -> Act:
    """What follows an item: the next that nothing was decided on, else the end of the meeting.

    What was withdrawn is passed over.
    """
    for item in state.items.values():
        poll = state.polls[item.polls[-1]] if item.polls else None
        waits = (poll is None or poll.stage is Stage.VOID) and not item.withdrawn
        if item.item != state.current_item and waits:
            return Act.NEXT_ITEM
    return Act.CLOSE_MEETING


NEXT_OF_STAGE = {
    Stage.OPEN: Act.CLOSE_POLL,
    Stage.PAUSED: Act.RESUME_POLL,
    Stage.CLOSED: Act.RECONCILE,
    Stage.VOID: Act.PREPARE_POLL,
}


def _next_of_poll(state: State, poll: PollState, now: Moment) -> Action:
    if poll.stage is Stage.PREPARED:
        return _opening(state, poll, now)
    if poll.stage is Stage.DRAINING:
        return Action(Act.CLOSE_POLL, Refusal(Reason.ILLEGAL_STEP, {"stage": poll.stage}))
    if poll.stage is Stage.RECONCILED:
        refusal = may_declare(state)
        if refusal is not None and refusal.reason in TO_ACKNOWLEDGE:
            return Action(Act.ACKNOWLEDGE_SILENCE)
        return Action(Act.DECLARE, refusal)
    if poll.stage is Stage.DECLARED:
        return Action(_after_declared(state, poll))
    shut = copies_missing(state) if poll.stage is Stage.PAUSED else None
    urn = poll.stage is Stage.CLOSED and waits_for_urn(poll)
    return Action(Act.OPEN_URN if urn else NEXT_OF_STAGE[poll.stage], shut)


def _after_declared(state: State, poll: PollState) -> Act:
    """A tie and a missing quorum are polled again; the chair may also leave it at that."""
    if not poll.record:
        return Act.PRINT_RECORD
    return leaving(state) if _declared(poll).outcome.verdict in DECIDED else Act.PREPARE_POLL


def _opening(state: State, poll: PollState, now: Moment) -> Action:
    gates = shut_gates(state, poll, civil(now.utc, _offset(state)).date())
    if set(gates) == {Gate.ZERO_REPORT}:
        return Action(Act.ZERO_REPORT)
    uncalled = any(base.found.can_call and not base.called for base in state.bases.values())
    if Gate.EQUIPMENT in gates and uncalled:
        return Action(Act.PING)
    return Action(Act.OPEN_POLL, copies_missing(state) or next(iter(gates.values()), None))


def shut_gate(state: State, poll: PollState | None, now: Moment) -> str:
    """The gate that keeps a poll shut now; the first of several."""
    if poll is None or poll.stage is not Stage.PREPARED:
        return ""
    return next(iter(shut_gates(state, poll, civil(now.utc, _offset(state)).date())), "")


def _other_actions(state: State, poll: PollState | None) -> Iterable[Action]:
    if state.medium is Medium.LOST:
        yield Action(Act.GO_ON_WITHOUT_MIRROR)
    if poll is not None and poll.stage is Stage.PREPARED:
        yield Action(Act.OVERRIDE_GATE)
    stage = poll.stage if poll is not None else None
    running = stage in (Stage.OPEN, Stage.PAUSED)
    shut = Refusal(Reason.ILLEGAL_STEP, {"stage": stage or "-"})
    yield Action(Act.EXTEND_POLL, None if running else shut)
    yield Action(Act.PAUSE_POLL, None if stage is Stage.OPEN else shut)
    yield Action(Act.PING, shut if running else _why_not_called(state))
    yield Action(Act.VOID_POLL, None if stage not in (None, Stage.VOID) else shut)
    if poll is not None and _left_open(poll):
        yield Action(leaving(state))


def _why_not_called(state: State) -> Refusal | None:
    """A hall whose bases cannot be asked for their keypads is not asked for ever."""
    found = [base.found for base in state.bases.values()]
    if not found or any(one.can_call for one in found):
        return None
    return Refusal(Reason.KEYPADS_CANNOT_BE_CALLED, {"count": len(state.seat_of)})


def _left_open(poll: PollState) -> bool:
    """The poll is over and has not decided its item."""
    if poll.stage is Stage.DECLARED:
        return bool(poll.record) and _declared(poll).outcome.verdict not in DECIDED
    return poll.stage is Stage.VOID


def _declared(poll: PollState) -> Declared:
    assert poll.declared is not None
    assert isinstance(poll.declared.fact, Declared)
    return poll.declared.fact


def _agenda_line(state: State, item: ItemState, now: Moment) -> AgendaLine:
    poll = state.polls[item.polls[-1]] if item.polls else None
    declared = _declared(poll) if poll is not None and poll.stage is Stage.DECLARED else None
    days = days_noticed(item, civil(now.utc, _offset(state)).date())
    return AgendaLine(
        item=item.item,
        title=item.title,
        phase=item.phase,
        stage=poll.stage if poll is not None else None,
        verdict=declared.outcome.verdict if declared is not None else "",
        in_favour=declared.tally.in_favour if declared is not None else 0,
        against=declared.tally.against if declared is not None else 0,
        abstain=declared.tally.abstain if declared is not None else 0,
        days_noticed=days,
        notice_met=state.pack is not None and days >= state.pack.notice_days,
        current=item.item == state.current_item,
        withdrawn=bool(item.withdrawn),
    )


def _offset(state: State) -> int:
    return state.card.utc_offset_min if state.card is not None else 0


def _not_pressed(state: State, poll: PollState) -> int:
    return max(expected(state, poll) - len(poll.ballots) + poll.withdrawn, 0)


BY_PEOPLE = frozenset({COUNTS_DIFFER, MORE_THAN_ISSUED, MORE_THAN_ENTITLED})
"""What differs between people, or between their count and what there can be."""


def _difference(what: str, where: str, expected: int, found: int) -> Sentence:
    args: dict[str, str | int] = {"what": what, "expected": expected, "found": found}
    if what == COUNTS_MISSING:
        return Sentence("{what}: {found} of {expected}", args)
    if what in BY_PEOPLE:
        figure = where.partition("/")[2]
        return Sentence("{what} {figure}: {expected} · {found}", args | {"figure": figure})
    return Sentence("{what} {where}: base {expected}, book {found}", args | {"where": where})


def _evidence(row: Difference) -> Sentence:
    """What a base knows otherwise; of one that stands by it may be anything that may differ."""
    what, where, expected, found = row
    args: dict[str, str | int] = {"where": where, "expected": expected, "found": found}
    return Sentence(EVIDENCE[what], args) if what in EVIDENCE else _difference(*row)


EVIDENCE = {
    TOOK_OVER: "Base {where}: the second took over and {expected} presses of it were taken up",
    APART: "Keypad {where}: the base that stands by heard it {found} times, the other {expected}",
    NO_TOTALS: "Base {where} gave no totals: it neither confirms the result nor speaks against it",
}


def _refused_presses(state: State, poll: PollState | None) -> Iterable[RefusedPress]:
    refused = poll.refused if poll is not None else state.stray
    for one in reversed(refused[-LAST_REFUSED:]):
        yield RefusedPress(one.utc, one.press.keypad, one.seat, one.reason)


def _silent(state: State, names: Mapping[int, str]) -> Iterable[SilentSeat]:
    """Seats that pressed nothing in the last two polls or more, worst first."""
    silent = [(polls, seat) for seat, polls in state.silent_polls.items() if polls >= 2]
    for polls, seat in sorted(silent, key=lambda one: (-one[0], one[1])):
        if seat in state.present:
            name = names.get(state.roll[seat].number, "")
            yield SilentSeat(seat, name, state.keypad_of.get(seat, 0), polls)


LOST_IN_POLL = (
    "Base {base} does not answer. Its keypads can still be pressed and it keeps what it hears. "
    "Mend the line and go on, extend, or void the poll."
)

TAKEN_OVER = "Base {base} has taken over for {primary}, which was lost, until this poll ends"


def _lost_bases(state: State, poll: PollState | None) -> Iterable[Sentence]:
    """A base that is gone while its poll runs: what it means and what the chair may do."""
    if poll is not None and poll.running:
        for took, _ in poll.took_over:
            yield Sentence(TAKEN_OVER, {"base": took.base, "primary": took.primary})
        for name, base in sorted(state.bases.items()):
            if name in poll.sessions and name not in poll.standbys and not base.answers:
                yield Sentence(LOST_IN_POLL, {"base": name})


def _banner(
    state: State,
    poll: PollState | None,
    faults: tuple[HallFault, ...],
    refused: Refusal | None,
) -> Iterable[Sentence]:
    """What the chair must be told at once: what failed and its cure, and what was not done."""
    yield from _lost_bases(state, poll)
    yield from map(_told, faults)
    if refused is not None:
        yield Sentence("Not done: {what}", refused.detail | {"what": f"reason:{refused.reason}"})


def _told(fault: HallFault) -> Sentence:
    args: dict[str, str | int] = {key: str(value) for key, value in fault.details.items()}
    said = {"where": fault.where, "what": fault.what, "cure": fault.cure}
    return Sentence("{where}: {what}. {cure}", args | said)
