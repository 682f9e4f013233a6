"""State → views: what each screen may know, filtered for secrecy.

Directions of a poll leave this file only after it was declared (hall) or its line is quiet
(console): while it is open nobody is told more than how many have pressed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kiosk.clerk.consoling import console_view
from kiosk.clerk.doorkeeping import Doorkeeper
from kiosk.clerk.doorlist import DoorList
from kiosk.clerk.noticeboard import BARE, NoticeBoard
from kiosk.clerk.observerview import SeatLine
from kiosk.clerk.observing import individual, observer_view
from kiosk.clerk.roomlines import composition_lines
from kiosk.clerk.turnout import expected, needed
from kiosk.clerk.views import DeskDeed, DeskVerdict, DeskView, HallMode, HallView, Views
from kiosk.clock import Moment
from kiosk.devices.events import (
    BaseAnswered,
    BaseLost,
    CodeScanned,
    EquipmentEvent,
    PollRefused,
    PollStarted,
)
from kiosk.devices.printer import DeviceTold
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
from kiosk.meeting.paper_copies import Confirmed
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import Delegate, Known, Person
from kiosk.meeting.state import State
from kiosk.words import civil


@dataclass(slots=True)
class Bulletin:
    """What the screens need and the book does not hold: people, open faults, the desks' last deeds.

    `faults` by their place, "book" among them; `refused` is why the last order was not done, None
    when it was; `heard_ns` is the newest press taken, for measurements. `seats` is how each seat
    chose in the poll that the entry declared: made once, shown until the next. `revealed` is a
    personal record that two officers had shown, until `hidden_ns` or the next order. `board` is
    what the wall has to read in standby.
    """

    people: dict[int, Known] = field(default_factory=dict[int, Known])
    names: dict[int, str] = field(default_factory=dict[int, str])
    door: DoorList = field(default_factory=DoorList)
    faults: dict[str, HallFault] = field(default_factory=dict[str, HallFault])
    desks: dict[str, DeskView] = field(default_factory=dict[str, DeskView])
    devices: dict[str, DeviceTold] = field(default_factory=dict[str, DeviceTold])
    refused: Refusal | None = None
    halted: bool = False
    heard_ns: int = 0
    revealed: tuple[tuple[str, str | int], ...] = field(default=(), repr=False)
    hidden_ns: int | None = None
    seats: tuple[int, tuple[SeatLine, ...]] = (-1, ())
    board: NoticeBoard = BARE

    def seats_of(self, state: State) -> tuple[SeatLine, ...]:
        """How each seat chose in the latest poll, where that may be told."""
        poll = state.poll
        if poll is None or poll.declared is None or poll.stage is not Stage.DECLARED:
            return ()
        if self.seats[0] != poll.declared.number:
            self.seats = poll.declared.number, individual(state, poll, self.names)
        return self.seats[1]

    def meet(self, persons: Iterable[Person]) -> None:
        """These people are known from now on, besides those who were."""
        self.people = self.people | {one.number: Known.of(one) for one in persons}
        self.names = {number: one.name for number, one in self.people.items()}

    def reveal(self, record: tuple[tuple[str, str | int], ...], until_ns: int) -> None:
        self.revealed, self.hidden_ns = record, until_ns

    def hide(self) -> None:
        self.revealed, self.hidden_ns = (), None

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
        self.door.note(state, fact)
        deed = DEEDS.get(type(fact))
        if isinstance(fact, f.PassRefused):
            refusal = Refusal(Reason(fact.reason), {"seat": fact.seat})
            self._tell(state, fact.desk, fact.seat, entered, refusal=refusal)
        elif isinstance(fact, f.PaperPrinted) and fact.confirmed == Confirmed.SCAN:
            self.desks[fact.by] = DeskView(
                fact.by,
                DeskVerdict.WELCOME,
                name=fact.number,
                entry=entered.number,
                deed=DeskDeed.PAPER,
            )
        elif deed is not None and isinstance(fact, AT_A_DESK) and fact.desk:
            keypad = getattr(fact, "keypad", 0)
            self._tell(state, fact.desk, fact.seat, entered, deed=deed, keypad=keypad)

    def _tell(
        self,
        state: State,
        desk: str,
        seat: str,
        entered: Entered,
        *,
        deed: DeskDeed = DeskDeed.NOTHING,
        refusal: Refusal | None = None,
        keypad: int = 0,
    ) -> None:
        delegate = state.roll.get(seat)
        number = delegate.number if delegate is not None else 0
        person = self.people.get(number, Known())
        here = state.present.get(seat)
        stays = state.stays.get(seat, [])
        self.desks[desk] = DeskView(
            desk=desk,
            verdict=_desk_verdict(delegate, refusal, deed),
            name=person.name,
            seat=seat,
            delegate_class=delegate.delegate_class if delegate is not None else "",
            keypad=keypad or state.keypad_of.get(seat, 0),
            refusal=refusal,
            entry=entered.number,
            number=number,
            group=person.group,
            under_18=person.under_18,
            deed=deed,
            since=stays[-1].came if here is not None else None,
            at_desk=here.desk if here is not None else "",
        )


AT_A_DESK = f.CheckedIn | f.CheckedOut | f.KeypadBound | f.KeypadReturned | f.KeypadLost
DEEDS: Mapping[type, DeskDeed] = {
    f.CheckedIn: DeskDeed.ENTERED,
    f.CheckedOut: DeskDeed.LEFT,
    f.KeypadBound: DeskDeed.GIVEN,
    f.KeypadReturned: DeskDeed.TAKEN_BACK,
    f.KeypadLost: DeskDeed.LOST,
}
AGAIN = "Void this poll, switch the base off and on, and open the poll again"
CAUTION = frozenset(
    {
        Reason.ALREADY_CHECKED_IN,
        Reason.CHECK_IN_CLOSED,
        Reason.PASS_OF_OTHER_MEETING,
        Reason.PASS_ALTERED,
        Reason.NOT_A_PASS,
        Reason.NOT_PRESENT,
        Reason.NO_COPY_OUT,
    }
)


def _desk_verdict(
    delegate: Delegate | None, refusal: Refusal | None, deed: DeskDeed
) -> DeskVerdict:
    if refusal is not None:
        return DeskVerdict.CAUTION if refusal.reason in CAUTION else DeskVerdict.REFUSED
    if deed is DeskDeed.LOST:
        return DeskVerdict.CAUTION
    voteless = delegate is not None and not delegate.votes and deed is DeskDeed.ENTERED
    return DeskVerdict.CAUTION if voteless else DeskVerdict.WELCOME


def make_views(
    state: State,
    ledger: Ledger | SharedLedger,
    bulletin: Bulletin,
    now: Moment,
    keeper: Doorkeeper,
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
        devices=bulletin.devices,
        now=now,
    )
    door = bulletin.door.view(state, bulletin.people)
    hall = replace(hall, composition=door.composition)
    console = replace(
        console,
        room=(*console.room, *composition_lines(door.composition)),
        composition=door.composition,
    )
    seats = bulletin.seats_of(state)
    if hall.mode is HallMode.RESULT:
        hall = replace(hall, seats=seats)
    if hall.mode is HallMode.STANDBY and state.card is not None:
        day = civil(now.utc, state.card.utc_offset_min).date()
        hall = replace(hall, board=bulletin.board.on(day))
    observer = observer_view(
        state, entry=number, head=head.hex(), mirror=console.mirror, seats=seats
    )
    desks = tuple(_desk_now(state, keeper, one, now) for one in _desks(bulletin, keeper))
    return Views(hall, console, desks, bulletin.heard_ns, observer, door)


def _desks(bulletin: Bulletin, keeper: Doorkeeper) -> Iterable[DeskView]:
    """Every desk that was heard of; one of which nothing was entered yet among them."""
    known = {*keeper.modes, *keeper.waiting, *keeper.told}
    fresh = {desk: DeskView(desk) for desk in sorted(known)}
    return (fresh | bulletin.desks).values()


def _desk_now(state: State, keeper: Doorkeeper, view: DeskView, now: Moment) -> DeskView:
    """What changes at a desk without anything being done there."""
    keypad, refusal = keeper.told.get(view.desk, (0, None))
    return replace(
        view,
        roll=state.voting_roll,
        present=state.present_voting,
        mode=keeper.mode(view.desk),
        awaited=keeper.awaited(view.desk, now.mono_ns),
        keypad_told=keypad,
        keypad_refusal=refusal,
    )


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
    """What the wall shows now; a poll fills it until the chair goes on, or closes the meeting."""
    if state.halted or bulletin.halted:
        return HallMode.HALTED
    if "book" in bulletin.faults:
        return HallMode.FAULT
    if state.closed:
        return HallMode.STANDBY
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
        closed=state.closed,
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
        return Sentence(
            "Please stay seated and listen to the chair. All heard so far is in the book."
        )
    if mode is HallMode.FAULT:
        return Sentence(
            "Please stay seated: the book cannot be written just now. No press is lost."
        )
    return None
