"""State → the console's view: the agenda, the one next action, the room, the refused presses."""

from collections.abc import Iterable, Mapping

from kiosk.clerk.complete_set import lacking
from kiosk.clerk.orders_papers import Sheet
from kiosk.clerk.printlines import open_papers, print_lines
from kiosk.clerk.roomlines import PRINTER, quorum_needed, room_lines
from kiosk.clerk.telling import fault_told
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
from kiosk.devices.printer import DeviceTold
from kiosk.faults import HallFault
from kiosk.meeting.accounting import told_lines, uncounted
from kiosk.meeting.acts.conducting import copies_missing
from kiosk.meeting.acts.declaring import DECIDED, may_declare, outcome_of, tally_of, undrained
from kiosk.meeting.acts.showing import wrongly_shown
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
HANDED_OUT = "handed_out"
"""What a press was that came before any poll, at a desk that waited for that keypad."""
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
    devices: Mapping[str, DeviceTold],
    now: Moment,
) -> ConsoleView:
    """The chair's screen as the meeting stands."""
    card, item, poll = state.card, state.items.get(state.current_item), current_poll(state)
    motion = item.motion if item is not None else None
    known = poll is not None and poll.stage in COUNTED and is_counted(poll)
    tally = tally_of(state, poll) if poll is not None and known else None
    account = poll.reconciled if poll is not None else None
    missing = next(iter(_missing(state, poll)), "")
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
        actions=tuple(_other_actions(state, poll, shut_gate(state, poll, now))),
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
        uncounted=uncounted(told_lines(poll, keys=True)) if poll and known else (),
        tally=tally,
        outcome=outcome_of(poll, tally) if poll is not None and tally is not None else None,
        room=room_lines(state, mirror=mirror, devices=devices),
        refused_presses=tuple(_refused_presses(state, poll)),
        silent=tuple(_silent(state, names)),
        faults=tuple(_banner(state, poll, faults, refused)),
        roll=state.voting_roll,
        present=state.present_voting,
        entry=entry,
        head=head,
        mirror=mirror,
        gate=shut_gate(state, poll, now),
        missing=missing,
        gone=missing in state.bases and not state.bases[missing].answers,
        venue=state.bases[missing].desk if missing in state.bases else "",
        changed=since_notice(item) if item is not None else (),
        prints=print_lines(state, has_printer=PRINTER in devices),
        open_papers=open_papers(state, has_printer=PRINTER in devices),
        bases=tuple(sorted(state.bases)),
        rules=_rules(state),
        closed=state.closed,
        not_done=refused,
        awaits_roll=not state.roll,
        quorum=quorum_needed(state),
        has_printer=PRINTER in devices,
    )


def _rules(state: State) -> tuple[tuple[str, str], ...]:
    if state.pack is None:
        return ()
    named = {one.name: one.title for one in (*state.pack.questions, *state.pack.rules)}
    return tuple(named.items())


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
        return _handing_over(state)
    if not state.roll:
        if state.officer_keys:
            return Action(Act.FREEZE_ROLL)
        return Action(Act.OPEN_CHECK_IN, Refusal(Reason.ROLL_NOT_FROZEN))
    if state.officer_keys and not state.opened and (state.check_in_open or state.present):
        return Action(Act.OPEN_MEETING)
    if poll is not None:
        return _next_of_poll(state, poll, now)
    return _next_of_item(state)


def _handing_over(state: State) -> Action | None:
    """The seal slip lists every other paper, so it is made when all of them are there."""
    if state.ending is None:
        return None
    if any(one.kind == Sheet.SEAL for one in state.papers):
        return Action(Act.HAND_OVER)
    waits = any(True for _ in lacking(state, state.ending.number))
    return Action(Act.SEAL_SLIP, Refusal(Reason.PAPERS_BEING_MADE) if waits else None)


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
        return Action(Act.CLOSE_POLL, Refusal(Reason.POLL_CLOSING))
    if poll.stage is Stage.RECONCILED:
        refusal = may_declare(state)
        if refusal is not None and refusal.reason in TO_ACKNOWLEDGE:
            return Action(Act.ACKNOWLEDGE_SILENCE)
        return Action(Act.DECLARE, refusal)
    if poll.stage is Stage.DECLARED:
        return Action(_after_declared(state, poll))
    shut = _why_not_resumed(state, poll) if poll.stage is Stage.PAUSED else None
    urn = poll.stage is Stage.CLOSED and waits_for_urn(poll)
    return Action(Act.OPEN_URN if urn else NEXT_OF_STAGE[poll.stage], shut)


def _why_not_resumed(state: State, poll: PollState) -> Refusal | None:
    """A poll that no base hears does not go on; one that some still hear may."""
    heard_by = [name for name in state.bases if name in poll.sessions]
    gone = [name for name in heard_by if not state.bases[name].answers]
    if gone and len(gone) == len(heard_by):
        return Refusal(Reason.BASE_NOT_ANSWERING, {"base": ", ".join(sorted(gone))})
    return copies_missing(state)


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


def _other_actions(state: State, poll: PollState | None, gate: str) -> Iterable[Action]:
    """What else may be ordered; of a closed meeting no more than a personal record."""
    if not state.closed:
        yield from _of_the_meeting(state, poll, gate)
    stage = poll.stage if poll is not None else None
    running = stage in (Stage.OPEN, Stage.PAUSED, Stage.DRAINING)
    if state.roll and not running and not state.forgotten:
        yield Action(Act.REVEAL_PERSON)


def _of_the_meeting(state: State, poll: PollState | None, gate: str) -> Iterable[Action]:
    if state.medium is Medium.LOST:
        yield Action(Act.GO_ON_WITHOUT_MIRROR)
    if gate:
        yield Action(Act.OVERRIDE_GATE)
    stage = poll.stage if poll is not None else None
    yield Action(Act.EXTEND_POLL, EXTENDED.get(stage, NONE_RUNS))
    yield Action(Act.PAUSE_POLL, PAUSED.get(stage, NONE_RUNS))
    yield Action(Act.PING, CALLED.get(stage) or _why_not_called(state))
    yield Action(Act.VOID_POLL, VOIDED.get(stage))
    yield from _without(state, poll)
    if stage not in (Stage.OPEN, Stage.PAUSED):
        yield from _door(state)
    if poll is not None and _left_open(poll):
        yield Action(leaving(state))


NONE_RUNS = Refusal(Reason.NO_POLL_RUNS)
CLOSING = Refusal(Reason.POLL_CLOSING)
Shut = Mapping[Stage | None, Refusal | None]
EXTENDED: Shut = {Stage.OPEN: None, Stage.PAUSED: None, Stage.DRAINING: CLOSING}
PAUSED: Shut = {
    Stage.OPEN: None,
    Stage.PAUSED: Refusal(Reason.POLL_PAUSED),
    Stage.DRAINING: CLOSING,
}
CALLED: Shut = dict.fromkeys((Stage.OPEN, Stage.PAUSED), Refusal(Reason.POLL_RUNNING))
VOIDED: Shut = {
    None: Refusal(Reason.NOTHING_TO_VOID),
    Stage.VOID: Refusal(Reason.VOIDED_ALREADY),
}
"""Why an act about the poll may not be done at a stage; None where it may."""


def _door(state: State) -> Iterable[Action]:
    """The door is shut, and opened again for who comes later."""
    if state.check_in_open:
        yield Action(Act.CLOSE_CHECK_IN)
    elif state.present:
        yield Action(Act.OPEN_CHECK_IN)


def _missing(state: State, poll: PollState | None) -> list[str]:
    """The bases that a closed poll still waits for."""
    if poll is None or poll.stage is not Stage.DRAINING:
        return []
    return undrained(state, poll)


def _without(state: State, poll: PollState | None) -> Iterable[Action]:
    """Two may go on without a base that is waited for, or without its whole venue."""
    if _missing(state, poll):
        yield Action(Act.GIVE_UP_BASE)
        if len({base.desk for base in state.bases.values()}) > 1:
            yield Action(Act.GIVE_UP_DESK)


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
        reason = HANDED_OUT if one.entry in state.handed_out_by else one.reason
        yield RefusedPress(one.utc, one.press.keypad, one.seat, reason)


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

SHOWN_WRONG = (
    "The screen {screen} showed {what} as {shown}; {right} was declared. Read the figures aloud "
    "from the printed record."
)
PLACES = {
    "in_favour": "In favour",
    "against": "Against",
    "abstain": "Abstain",
    "chosen": "Valid ballots",
    "void": "Void",
    "not_pressed": "Not pressed",
    "recused": "Recused",
    "verdict": "the verdict",
}


def shown_wrong(screen: str, place: str, right: str, shown: str) -> Sentence:
    """That a screen showed something else than was declared, for the chair and the observer."""
    args: dict[str, str | int] = {"screen": screen, "right": right or "-", "shown": shown}
    if place == "verdict":
        args |= {"right": f"verdict:{right}", "shown": f"verdict:{shown}"}
    return Sentence(SHOWN_WRONG, args | {"what": PLACES.get(place, place)})


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
    for wrong in wrongly_shown(poll) if poll is not None else ():
        yield shown_wrong(*wrong)
    yield from map(fault_told, faults)
    if refused is not None:
        yield Sentence("Not done: {what}", refused.detail | {"what": f"reason:{refused.reason}"})
