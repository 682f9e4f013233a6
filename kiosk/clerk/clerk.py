"""The clerk: hears, judges, writes, and only then tells. The only writer of the book.

One drain of the inbox is one transaction. Inside it every message is judged against the state with
all messages before it already applied, so the entries are numbered before they are written; if the
book then cannot be written, the state is folded anew from the book, what was heard is kept in
`unwritten` and tried again, and nothing is acknowledged. Bases keep their presses until they are
acknowledged, so a press is either in the book or still in the base, or both, never in neither.

What the facts ask of the equipment and of the press happens after the commit.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.copies import SecondCopy
from kiosk.clerk.equipping import Equipment
from kiosk.clerk.filing import Filing
from kiosk.clerk.hearing import ReadPass, hear
from kiosk.clerk.obeying import Now, obey
from kiosk.clerk.officers import ForThePorter, Officers
from kiosk.clerk.papers import PaperFailed, PaperMessage, PaperReady
from kiosk.clerk.porter import Returned
from kiosk.clerk.viewing import Bulletin, make_views
from kiosk.clerk.views import Views
from kiosk.clock import Clock, Moment
from kiosk.devices.events import EquipmentEvent, KeypadPressed
from kiosk.faults import BookFault, HallFault
from kiosk.ledger.keyring import Keyring
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.acts.conducting import close_poll
from kiosk.meeting.acts.declaring import reconcile, seal_poll, undrained
from kiosk.meeting.acts.polling import judge
from kiosk.meeting.acts.standing_by import next_to_judge, take_over
from kiosk.meeting.facts import Entered, Fact
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.state import State, apply, replay
from kiosk.words import civil

Message = EquipmentEvent | o.Posted | PaperMessage | Returned
RETRY_NS = 1_000_000_000
PAPERS = (PaperReady, PaperFailed)


@dataclass(slots=True)
class Drain:
    """One transaction in the making."""

    moment: Moment
    entered: list[Entered] = field(default_factory=list[Entered])
    pressed: dict[str, list[KeypadPressed]] = field(
        default_factory=lambda: defaultdict[str, list[KeypadPressed]](list)
    )
    answered: list[tuple[o.Posted, Refusal | None]] = field(
        default_factory=list[tuple[o.Posted, Refusal | None]]
    )


class Clerk:
    """Owns the state and the book; lives on one thread."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        clock: Clock,
        equipment: Equipment,
        filing: Filing,
        officers: Officers | None = None,
        read_pass: ReadPass,
        show: Callable[[Views], None],
    ) -> None:
        self.state: State = replay(ledger.entries())
        self.bulletin = Bulletin(names={n: p.name for n, p in ledger.persons().items()})
        self._ledger = ledger
        self._clock = clock
        self._equipment = equipment
        self._filing = filing
        self._officers = officers or Officers(Path(), Keyring(), lambda errand: None)
        self._read_pass = read_pass
        self._show = show
        self._copies = SecondCopy(ledger, equipment)
        self._unwritten: list[Message] = []
        self._retry_ns = 0

    def begin(self, *facts: Fact) -> None:
        """Take up the book: enter that this kiosk started, go on with a poll that was running."""
        drain = Drain(self._clock.now())
        self._enter(drain, facts)
        self._commit(drain)
        if self.state.running is not None:
            self._equipment.take_up(self.state.running)
        if self.state.forgotten:
            self._forget_persons()
        self._watch_copies()
        self._tell(drain)

    def due_ns(self) -> int | None:
        """When the clerk must look at the clock again, None for not at all."""
        if self._book_fault is not None:
            return self._retry_ns
        poll = self.state.running
        ends_ns = poll.ends_ns if poll is not None and poll.stage is Stage.OPEN else None
        return min((at for at in (ends_ns, self._copies.due_ns) if at is not None), default=None)

    def take(self, batch: Sequence[Message]) -> None:
        """Take everything that waited in the inbox, as one transaction."""
        drain = Drain(self._clock.now())
        fault = self._book_fault
        if fault is not None and drain.moment.mono_ns < self._retry_ns:
            self._keep(batch, fault)
            return
        messages = [*self._unwritten, *batch]
        self._unwritten = []
        try:
            self._write(drain, messages)
        except BookFault as fault:
            self._not_written(messages, fault)
            return
        self._after(drain)
        try:
            self._watch_copies()
            self._follow_up()
            self._compare_copies()
        except BookFault as fault:
            self._not_written((), fault)
            return
        self._tell(drain)

    @property
    def _book_fault(self) -> HallFault | None:
        """Why the book could not be written the last time; None while it can."""
        return self.bulletin.faults.get("book")

    def _write(self, drain: Drain, messages: Sequence[Message]) -> None:
        """Judge everything and write it; that the book was shut stands before what it missed."""
        fault = self._book_fault
        if fault is not None:
            self._enter(drain, (f.HallFaulted(str(fault), fault.where),))
        self._close_in_time(drain)
        for message in messages:
            self._judge(drain, message)
            self._stand_in(drain)
        self._commit(drain)

    # ---- judging ---------------------------------------------------------------------------

    def _judge(self, drain: Drain, message: Message) -> None:
        if isinstance(message, o.Posted):
            self._obey(drain, message)
        elif isinstance(message, Returned):
            self._receive(drain, message)
        elif isinstance(message, PAPERS):
            self._enter(drain, self._filing.receive(message, self.bulletin))
        else:
            if isinstance(message, KeypadPressed):
                drain.pressed[message.base].append(message)
                self.bulletin.heard_ns = message.heard_ns
            self.bulletin.hear(message)
            self._enter(drain, hear(self.state, message, self._read_pass))

    def _stand_in(self, drain: Drain) -> None:
        """A base takes over from one that is lost: what it alone has heard is judged at once."""
        while (took := take_over(self.state)) is not None:
            self._enter(drain, (took,))
            while (press := next_to_judge(self.state)) is not None:
                self._enter(drain, (judge(self.state, press),))

    def _obey(self, drain: Drain, posted: o.Posted) -> None:
        refusal = self._officers.refuse(self.state, posted, drain.moment.mono_ns)
        if refusal is not None:
            drain.answered.append((posted, refusal))
        elif isinstance(posted.order, ForThePorter):
            self._officers.knock(self.state, posted)
        else:
            self._ask_the_law(drain, posted, posted.order)

    def _ask_the_law(self, drain: Drain, posted: o.Posted, order: o.Order) -> None:
        known = self._officers.fill_in(order)
        refused = isinstance(known, Refusal)
        answer = known if refused else obey(self.state, known, self._now(drain.moment))
        if isinstance(answer, Refusal):
            drain.answered.append((posted, answer))
            return
        self._officers.spend(self.state, order)
        if isinstance(order, o.FreezeRoll | o.AmendRoll):
            self._ledger.add_persons(order.persons)
            added = {person.number: person.name for person in order.persons}
            self.bulletin.names = {**self.bulletin.names, **added}
        self._enter(drain, answer)
        drain.answered.append((posted, None))

    def _receive(self, drain: Drain, returned: Returned) -> None:
        """The porter is back from an officer's key."""
        posted = returned.errand.posted
        facts, refusal = self._officers.receive(self.state, returned, drain.moment.mono_ns)
        self._enter(drain, facts)
        drain.answered.append((posted, refusal))

    def _now(self, moment: Moment) -> Now:
        offset = self.state.card.utc_offset_min if self.state.card is not None else 0
        return Now(moment.mono_ns, civil(moment.utc, offset).date())

    def _close_in_time(self, drain: Drain) -> None:
        """A preset duration ends at its own instant, however late we look."""
        poll = self.state.running
        if poll is None or poll.stage is not Stage.OPEN or poll.ends_ns is None:
            return
        if drain.moment.mono_ns >= poll.ends_ns:
            answer = close_poll(self.state, by="duration", closed_ns=poll.ends_ns)
            assert not isinstance(answer, Refusal)
            self._enter(drain, answer)

    # ---- writing ---------------------------------------------------------------------------

    def _enter(self, drain: Drain, facts: Sequence[Fact]) -> None:
        """Number facts after all that stands, and apply them."""
        for fact in facts:
            last = self.state.last
            number = last.number + 1 if last is not None else 0
            entered = Entered(number, drain.moment.utc, drain.moment.mono_ns, fact)
            apply(self.state, entered)
            drain.entered.append(entered)

    def _commit(self, drain: Drain) -> None:
        if drain.entered:
            self._ledger.append([entered.fact for entered in drain.entered], at=drain.moment)

    def _not_written(self, messages: Sequence[Message], fault: HallFault) -> None:
        """The book refused: forget what was not written, keep what was heard, tell the console."""
        self.state = replay(self._ledger.entries())
        self._retry_ns = self._clock.mono_ns() + RETRY_NS
        self.bulletin.fault("book", fault)
        self._keep(messages, fault)
        self._show(make_views(self.state, self._ledger, self.bulletin, self._clock.now()))

    def _keep(self, messages: Sequence[Message], fault: HallFault) -> None:
        """Presses and papers wait for the book; a person is told at once and may order again."""
        for message in messages:
            if isinstance(message, o.Posted):
                message.reply.set_exception(fault)
            elif isinstance(message, Returned):
                message.errand.posted.reply.set_exception(fault)
            else:
                self._unwritten.append(message)

    # ---- after the commit ------------------------------------------------------------------

    def _after(self, drain: Drain) -> None:
        self.bulletin.mend("book")
        for base, presses in drain.pressed.items():
            self._copies.acknowledge(self.state, base, presses)
        for entered in drain.entered:
            self._equipment.obey(self.state, entered.fact)
            self._officers.note(entered.fact)
            self.bulletin.note(self.state, entered)
        for posted, refusal in drain.answered:
            self.bulletin.refused = refusal
            if refusal is None:
                self._effect(posted.order)
            posted.reply.set_result(refusal)

    def _forget_persons(self) -> None:
        """Destroy what the book says is gone; what the disk refuses waits for the next start."""
        self.bulletin.names = {}
        try:
            self._ledger.forget_persons()
        except BookFault as fault:
            self.bulletin.fault("persons", fault)

    def _effect(self, order: o.Ordered) -> None:
        """What an order asks for that is no fact yet."""
        if isinstance(order, o.DeletePersonalData):
            self._forget_persons()
        if isinstance(order, o.CallKeypads):
            self._equipment.ping()
        elif isinstance(order, o.IssueZeroReport | o.IssueRecord | o.IssueSheet):
            self._filing.want(self.state, order, mirror=self._ledger.mirror_state)

    def _watch_copies(self) -> None:
        """The second medium went or came back: say so in the book, and release what was kept."""
        moment = self._clock.now()
        self._add(moment, self._copies.watch(self.state, moment))
        self._copies.release(self.state)

    def _compare_copies(self) -> None:
        """After a close: hold the copies together, and bring the book home while all is quiet."""
        compared = self._copies.compare(self.state)
        if compared:
            self._add(self._clock.now(), compared)
            self._watch_copies()
            self._ledger.checkpoint()

    def _add(self, moment: Moment, facts: Sequence[Fact]) -> None:
        """Write what no message said."""
        drain = Drain(moment)
        self._enter(drain, facts)
        self._commit(drain)
        self._after(drain)

    def _follow_up(self) -> None:
        """A quiet line closes the poll by itself: seal over what is written, then reconcile.

        A count of papers or hands is reconciled as soon as it is entered.
        """
        poll = self.state.poll
        if poll is None:
            return
        acts = [self._reconcile] if poll.stage is Stage.CLOSED else []
        if poll.stage is Stage.DRAINING and not undrained(self.state, poll):
            entries, root = self._ledger.root(poll.plan.poll)
            acts = [lambda: seal_poll(self.state, entries=entries, root=root), self._reconcile]
        drain = Drain(self._clock.now())
        for act in acts:
            answer = act()
            assert not isinstance(answer, Refusal)
            self._enter(drain, answer)
        if acts:
            self._commit(drain)
            self._after(drain)

    def _reconcile(self) -> tuple[Fact, ...] | Refusal:
        return reconcile(self.state)

    def _tell(self, drain: Drain) -> None:
        self._show(make_views(self.state, self._ledger, self.bulletin, drain.moment))

    def halt(self, bug: BaseException) -> None:
        """A defect stopped us: say so in the book if it can be written, and on every screen."""
        drain = Drain(self._clock.now())
        self.bulletin.halted = True
        try:
            self.state = replay(self._ledger.entries())
            self._enter(drain, (f.Halted("clerk", f"{type(bug).__name__}: {bug}"),))
            self._commit(drain)
        except BookFault as fault:
            self.bulletin.fault("book", fault)
        self._tell(drain)
