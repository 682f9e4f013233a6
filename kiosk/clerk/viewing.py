"""State → views: what each screen may know, filtered for secrecy.

Directions of a poll leave this file only after it was declared (hall) or its line is quiet
(console): while it is open nobody is told more than how many have pressed.
"""

from dataclasses import dataclass, field, replace

from kiosk.clerk.consoling import console_view
from kiosk.clerk.turnout import expected, needed
from kiosk.clerk.views import DeskVerdict, DeskView, HallMode, HallView, Views
from kiosk.clock import Moment
from kiosk.devices.events import (
    BaseAnswered,
    BaseLost,
    CodeScanned,
    EquipmentEvent,
    PollRefused,
    PollStarted,
)
from kiosk.faults import HallFault, PortFault
from kiosk.ledger.mirror import MirrorState
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.ballot import Channel
from kiosk.meeting.columns import is_counted
from kiosk.meeting.facts import Declared, Entered
from kiosk.meeting.key_by_key import key_to_take_back
from kiosk.meeting.mirror import Medium
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import Delegate
from kiosk.meeting.state import State


@dataclass(slots=True)
class Bulletin:
    """What the screens need and the book does not hold: names, open faults, the desks' last scans.

    `faults` by their place, "book" among them; `refused` is why the last order was not done, None
    when it was; `heard_ns` is the newest press taken, for measurements.
    """

    names: dict[int, str] = field(default_factory=dict[int, str])
    faults: dict[str, HallFault] = field(default_factory=dict[str, HallFault])
    desks: dict[str, DeskView] = field(default_factory=dict[str, DeskView])
    refused: Refusal | None = None
    halted: bool = False
    heard_ns: int = 0

    def fault(self, where: str, fault: HallFault) -> None:
        self.faults[where] = fault

    def mend(self, where: str) -> None:
        self.faults.pop(where, None)

    def hear(self, event: EquipmentEvent) -> None:
        """Remember what stations and scanners say of themselves, until they are well again."""
        if isinstance(event, BaseLost):
            lost = PortFault(event.what, where=event.base, cure=event.cure, **dict(event.details))
            self.fault(f"line {event.base}", lost)
        elif isinstance(event, PollRefused):
            self.fault(f"poll {event.base}", HallFault(event.what, where=event.base, cure=AGAIN))
        elif isinstance(event, BaseAnswered):
            self.mend(f"line {event.base}")
        elif isinstance(event, PollStarted):
            self.mend(f"poll {event.base}")
        elif isinstance(event, CodeScanned):
            self.mend(f"line {event.desk}")

    def note(self, state: State, entered: Entered) -> None:
        """Remember what a desk must be told."""
        fact = entered.fact
        if isinstance(fact, f.CheckedIn):
            told = self._desk(state, fact.desk, fact.seat, None)
            self.desks[fact.desk] = replace(told, entry=entered.number)
        elif isinstance(fact, f.PassRefused):
            refusal = Refusal(Reason(fact.reason), {"seat": fact.seat})
            told = self._desk(state, fact.desk, fact.seat, refusal)
            self.desks[fact.desk] = replace(told, entry=entered.number)

    def _desk(self, state: State, desk: str, seat: str, refusal: Refusal | None) -> DeskView:
        delegate = state.roll.get(seat)
        return DeskView(
            desk=desk,
            verdict=_desk_verdict(delegate, refusal),
            name=self.names.get(delegate.number, "") if delegate is not None else "",
            seat=seat,
            delegate_class=delegate.delegate_class if delegate is not None else "",
            keypad=state.keypad_of.get(seat, 0),
            refusal=refusal,
            roll=state.voting_roll,
            present=state.present_voting,
        )


AGAIN = "Void this poll, switch the base off and on, and open the poll again"
CAUTION = frozenset({Reason.ALREADY_CHECKED_IN, Reason.CHECK_IN_CLOSED})


def _desk_verdict(delegate: Delegate | None, refusal: Refusal | None) -> DeskVerdict:
    if refusal is not None:
        return DeskVerdict.CAUTION if refusal.reason in CAUTION else DeskVerdict.REFUSED
    voteless = delegate is not None and not delegate.votes
    return DeskVerdict.CAUTION if voteless else DeskVerdict.WELCOME


def make_views(
    state: State, ledger: Ledger | SharedLedger, bulletin: Bulletin, now: Moment
) -> Views:
    """Everything the screens may know now."""
    number, head = ledger.head
    hall = hall_view(state, bulletin, entry=number, head=head.hex())
    if hall.entry != number:
        hall = replace(hall, head=ledger.hash_of(hall.entry).hex())
    mirror_fault = ledger.mirror_fault
    console = console_view(
        state,
        names=bulletin.names,
        faults=(*bulletin.faults.values(), *((mirror_fault,) if mirror_fault else ())),
        refused=bulletin.refused,
        entry=number,
        head=head.hex(),
        mirror=mirror_word(state, ledger),
        now=now,
    )
    return Views(hall, console, tuple(bulletin.desks.values()), bulletin.heard_ns)


def mirror_word(state: State, ledger: Ledger | SharedLedger) -> str:
    """The mirror's state; that it was forgone where it is not there."""
    found = ledger.mirror_state
    missing = found in (MirrorState.LOST, MirrorState.LAGGING)
    return Medium.FORGONE if missing and state.medium is Medium.FORGONE else found


MODE_OF_STAGE = {
    Stage.PREPARED: HallMode.ITEM,
    Stage.OPEN: HallMode.POLL,
    Stage.PAUSED: HallMode.PAUSED,
    Stage.DRAINING: HallMode.CLOSING,
    Stage.CLOSED: HallMode.COUNTED,
    Stage.RECONCILED: HallMode.COUNTED,
    Stage.DECLARED: HallMode.RESULT,
    Stage.VOID: HallMode.VOID,
}


def _mode_of(poll: PollState) -> HallMode:
    """Paper and hands ask the hall for something else, and are counted by people at the end."""
    mode = MODE_OF_STAGE[poll.stage]
    if mode is HallMode.POLL and poll.channel is not Channel.KEYPADS:
        return HallMode.PAPER if poll.channel is Channel.PAPER else HallMode.HANDS
    if mode is HallMode.COUNTED and not is_counted(poll):
        return HallMode.COUNTING
    return mode


def hall_mode(state: State, bulletin: Bulletin) -> HallMode:
    """What the wall shows now; a poll fills it until the chair goes on to another item."""
    if state.halted or bulletin.halted:
        return HallMode.HALTED
    if "book" in bulletin.faults:
        return HallMode.FAULT
    poll = state.poll
    if poll is not None and poll.plan.item == state.current_item:
        return _mode_of(poll)
    if state.current_item:
        return HallMode.ITEM
    return HallMode.CHECK_IN if state.check_in_open else HallMode.STANDBY


def hall_view(state: State, bulletin: Bulletin, *, entry: int, head: str) -> HallView:
    """The wall's view; a poll's figures are in it only once that poll is declared."""
    mode = hall_mode(state, bulletin)
    card, item, pack = state.card, state.items.get(state.current_item), state.pack
    poll = state.poll if state.poll and state.poll.plan.item == state.current_item else None
    motion = item.motion if item is not None else None
    declared = poll.declared if poll is not None and mode is HallMode.RESULT else None
    ending = declared.fact if declared is not None else None
    return HallView(
        mode=mode,
        title=card.title if card is not None else "",
        session_title=card.session_title if card is not None else "",
        practice=card.practice if card is not None else False,
        roll=state.voting_roll,
        present=state.present_voting,
        item=state.current_item,
        item_title=item.title if item is not None else "",
        motion_title=motion.title if motion is not None else "",
        motion_text=motion.text if motion is not None else "",
        phase=item.phase if item is not None else "",
        plan=poll.plan if poll is not None else None,
        needed=needed(state, poll) if poll is not None else 0,
        ends_ns=poll.ends_ns if poll is not None else None,
        remaining_ms=poll.remaining_ms if poll is not None else 0,
        pressed=len(poll.ballots) - poll.withdrawn if poll is not None else 0,
        expected=expected(state, poll) if poll is not None else 0,
        take_back=key_to_take_back(poll.plan.form) if poll is not None and poll.one_key else 0,
        tally=ending.tally if isinstance(ending, Declared) else None,
        outcome=ending.outcome if isinstance(ending, Declared) else None,
        pack_title=pack.title if pack is not None else "",
        pack_version=pack.version if pack is not None else "",
        entry=declared.number if declared is not None else entry,
        head=head,
        message=_message(state, bulletin, mode),
    )


def _message(state: State, bulletin: Bulletin, mode: HallMode) -> Sentence | None:
    if mode is HallMode.HALTED:
        return Sentence("The meeting is suspended. Everything heard so far is safe in the book.")
    if mode is HallMode.FAULT:
        return Sentence("Please wait: the book cannot be written. No press is lost.")
    if mode is HallMode.PAUSED:
        return Sentence("Paused. Presses do not count until the chair goes on.")
    return None
