"""The clerk: hears, judges, writes, and only then tells. The only writer of the book.

One drain of the inbox is one transaction. Inside it every message is judged against the state with
all messages before it already applied, so the entries are numbered before they are written; if the
book then cannot be written, the state is folded anew from the book, what was heard is kept in
`unwritten` and tried again, and nothing is acknowledged. Bases keep their presses until they are
acknowledged, so a press is either in the book or still in the base, or both, never in neither.

What the facts ask of the equipment and of the press happens after the commit.

Where several desks share a book, a drain is a turn: the book is locked for the others, what they
entered is taken in first (`_take_in`), and only then is anything judged.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.copies import SecondCopy
from kiosk.clerk.deeds import under_way, with_officers
from kiosk.clerk.displaying import DisplayTold
from kiosk.clerk.doorkeeping import Doorkeeper, ReadCode
from kiosk.clerk.equipping import Equipment
from kiosk.clerk.filing import Filing
from kiosk.clerk.following import Arrivals, BookMoved, Doubt
from kiosk.clerk.hearing import hear
from kiosk.clerk.noticeboard import BARE, NoticeBoard
from kiosk.clerk.obeying import Now, obey
from kiosk.clerk.observing import Enquiry, look_up
from kiosk.clerk.officers import ForThePorter, Officers
from kiosk.clerk.orders_papers import Sheet
from kiosk.clerk.papers import PaperFailed, PaperMessage, PaperReady
from kiosk.clerk.porter import Errand, Returned
from kiosk.clerk.printkeeping import EVENTS, PrintKeeper
from kiosk.clerk.revealing import told_record
from kiosk.clerk.slips import SlipKeeper
from kiosk.clerk.urnkeeping import Unsealed, UrnKeeper
from kiosk.clerk.viewing import Bulletin, make_views
from kiosk.clerk.views import Views
from kiosk.clerk.waiting import Waiting
from kiosk.clerk.witnessing import FiguresSeen
from kiosk.clock import Clock, Moment
from kiosk.devices.events import EquipmentEvent, KeypadPressed
from kiosk.devices.printer import PrinterEvent
from kiosk.faults import BookFault, HallFault
from kiosk.ledger.keyring import Keyring
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.spool import Spool
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import close_poll
from kiosk.meeting.acts.declaring import reconcile, seal_poll, undrained
from kiosk.meeting.acts.following import follow
from kiosk.meeting.acts.polling import judge
from kiosk.meeting.acts.standing_by import next_to_judge, take_over
from kiosk.meeting.ballot import Channel
from kiosk.meeting.columns import waits_for_urn
from kiosk.meeting.facts import Entered, Fact
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State, apply, replay
from kiosk.words import civil

Judged = (
    EquipmentEvent
    | PrinterEvent
    | o.Posted
    | PaperMessage
    | Returned
    | BookMoved
    | FiguresSeen
    | DisplayTold
)
Message = Judged | Enquiry
"""What comes through the inbox: what is judged, and what is only answered."""
RETRY_NS = 1_000_000_000
SHOWN_NS = 60_000_000_000
"""How long a personal record stands on the console."""
PAPERS = (PaperReady, PaperFailed)
PAPER_ORDERS = (o.IssueZeroReport, o.IssueRecord, o.IssueSheet)
COPY_ORDERS = (o.PrintPaper, o.Reprint, o.ConfirmPrinted)
TIMING = (f.PollOpened, f.PollResumed, f.KioskStarted)


@dataclass(slots=True)
class Drain:
    """One transaction in the making; `came` is what other desks had entered before it."""

    moment: Moment
    came: list[Entered] = field(default_factory=list[Entered])
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
        ledger: Ledger | SharedLedger,
        *,
        clock: Clock,
        equipment: Equipment,
        filing: Filing,
        printing: PrintKeeper | None = None,
        slips: SlipKeeper | None = None,
        officers: Officers | None = None,
        read_pass: ReadCode,
        show: Callable[[Views], None],
        spool: Spool | None = None,
        issues_papers: bool = True,
        state: State | None = None,
        board: NoticeBoard = BARE,
    ) -> None:
        """`state` is the fold of the whole book, where whoever opened it has made it already.

        `board` is what the wall has to read in standby.
        """
        self.state: State = replay(ledger.known()) if state is None else state
        self.bulletin = Bulletin(board=board)
        self.bulletin.meet(ledger.persons().values())
        self._ledger = ledger
        self._clock = clock
        self._equipment = equipment
        self._filing = filing
        self._printing = printing or PrintKeeper()
        self._slips = slips
        self._officers = officers or Officers(Path(), Keyring(), lambda errand: None)
        self._read_pass = read_pass
        self._door = Doorkeeper()
        self._show = show
        self._copies = SecondCopy(ledger, equipment)
        self._issues_papers = issues_papers
        self._arrivals = Arrivals()
        self._doubt: Doubt | None = None
        self._waiting = Waiting(spool, boot=clock.boot)
        self._waiting.load(ledger.known(), desk=ledger.desk, now_ns=clock.mono_ns())
        self._urns = UrnKeeper(ledger, self._officers.path, self._officers.key_of)
        self._retry_ns = 0

    def begin(self, *facts: Fact) -> None:
        """Take up the book: enter that this kiosk started, go on with a poll that was running."""
        drain = Drain(self._clock.now())
        with self._ledger.turn():
            self._take_in(drain)
            self._enter(drain, facts)
            self._enter(drain, follow(self.state, self._ledger.desk, now_ns=drain.moment.mono_ns))
            self._commit(drain)
        self._officers.recall(self.state, drain.moment)
        self._equipment.hide_what_was(self.state)
        if self.state.running is not None:
            self._equipment.take_up(self.state.running)
        if self.state.audit is not None:
            self._equipment.audit_drawn(self.state, self.state.audit.drawn, resume=True)
        if self.state.forgotten:
            self._forget_persons()
        self._printing.take_up(self.state)
        self._watch_copies()
        self._end_urns()
        if self.state.closed:
            self._filing.want_set(self.state)
            self._go_on_filing()
        self._tell(drain)

    def due_ns(self) -> int | None:
        """When the clerk must look at the clock again, None for not at all."""
        if self._book_fault is not None:
            return self._retry_ns
        if self._waiting.messages:
            return self._clock.mono_ns()
        due = (self._closes_ns(self._clock.now()), self._copies.due_ns, self.bulletin.hidden_ns)
        return min((at for at in due if at is not None), default=None)

    def take(self, batch: Sequence[Message]) -> None:
        """Take everything that waited in the inbox, as one transaction."""
        drain = Drain(self._clock.now())
        if any(isinstance(one, Returned) and one.unsealed is not None for one in batch):
            self._urns.under_way = False
        fault = self._book_fault
        judged = self._answered(batch)
        if fault is not None and not self._tries_again(drain.moment, judged):
            self._keep(judged, fault)
            return
        try:
            self._write(drain, judged)
        except BookFault as fault:
            self._not_written(drain, judged, fault)
            return
        self._waiting.written()
        self._after(drain)
        try:
            self._watch_copies()
            self._follow_up()
            self._end_urns()
            self._compare_copies()
        except BookFault as fault:
            self._not_written(Drain(drain.moment), (), fault)
            return
        self._tell(drain)

    def _answered(self, batch: Sequence[Message]) -> Sequence[Judged]:
        """Answer who looks something up; what is left is to be judged."""
        for message in batch:
            if isinstance(message, Enquiry):
                message.reply.set_result(look_up(self.state, self.bulletin.names, message))
        return [message for message in batch if not isinstance(message, Enquiry)]

    @property
    def _book_fault(self) -> HallFault | None:
        """Why the book could not be written the last time; None while it can."""
        return self.bulletin.faults.get("book")

    def _tries_again(self, moment: Moment, batch: Sequence[Judged]) -> bool:
        return moment.mono_ns >= self._retry_ns or BookMoved(reachable=True) in batch

    def _write(self, drain: Drain, batch: Sequence[Judged]) -> None:
        """Judge everything and write it, in one turn; other desks' entries alone need none."""
        said = [message for message in batch if not isinstance(message, BookMoved)]
        if len(said) < len(batch):
            self._take_in(drain)
        if said or self._has_work(drain.moment):
            with self._ledger.turn():
                self._take_in(drain)
                self._judge_all(drain, said)
                self._commit(drain)

    def _has_work(self, moment: Moment) -> bool:
        """Whether there is anything to write but what was said now."""
        closes_ns = self._closes_ns(moment)
        return (
            self._book_fault is not None
            or bool(self._waiting.messages)
            or (closes_ns is not None and closes_ns <= moment.mono_ns)
            or bool(follow(self.state, self._ledger.desk, now_ns=0))
        )

    def _judge_all(self, drain: Drain, said: Sequence[Judged]) -> None:
        """That the book was shut stands before what it missed."""
        fault = self._book_fault
        if fault is not None:
            self._enter(drain, (f.HallFaulted(str(fault), fault.where),))
        now_ns = self._clock.mono_ns()
        self._enter(drain, follow(self.state, self._ledger.desk, now_ns=now_ns))
        self._close_in_time(drain)
        for message in (*self._waiting.messages, *said):
            self._judge(drain, message)
            self._stand_in(drain)

    def _take_in(self, drain: Drain) -> None:
        """Take in what stands behind all that we know of."""
        came = self._ledger.news()
        now_ns = self._clock.mono_ns()
        for entered in came:
            apply(self.state, entered)
            if isinstance(entered.fact, TIMING):
                self._arrivals.at_ns[entered.number] = now_ns
        if any(isinstance(entered.fact, f.RollFrozen | f.RollAmended) for entered in came):
            self.bulletin.meet(self._ledger.persons().values())
        drain.came += came
        self._settle(drain, came)

    def _settle(self, drain: Drain, came: Sequence[Entered]) -> None:
        """A turn whose line broke stands after all when its first entry comes back."""
        doubt, self._doubt = self._doubt, None
        if doubt is not None and doubt.first in came[:1]:
            self._waiting.drop(doubt.messages)
            for base, presses in doubt.pressed.items():
                drain.pressed[base] += presses

    # ---- judging ---------------------------------------------------------------------------

    def _judge(self, drain: Drain, message: Judged) -> None:
        if isinstance(message, o.Posted):
            self._obey(drain, message)
        elif isinstance(message, Returned):
            self._receive(drain, message)
        elif isinstance(message, BookMoved):
            pass
        elif isinstance(message, FiguresSeen | DisplayTold):
            self._enter(drain, message.facts(self.state, self.bulletin))
        elif isinstance(message, PAPERS):
            self._enter(drain, self._filing.receive(message, self.bulletin))
        elif isinstance(message, EVENTS):
            self._enter(drain, self._printing.receive(self.state, message, self.bulletin))
        else:
            if isinstance(message, KeypadPressed):
                drain.pressed[message.base].append(message)
                self.bulletin.heard_ns = message.heard_ns
            self.bulletin.hear(message)
            facts = hear(
                self.state,
                message,
                self._read_pass,
                self._urns,
                door=self._door,
                desk=self._ledger.desk,
            )
            self._enter(drain, facts)

    def _stand_in(self, drain: Drain) -> None:
        """A base takes over from one that is lost: what it alone has heard is judged at once."""
        while (took := take_over(self.state, desk=self._ledger.desk)) is not None:
            self._enter(drain, (took,))
            while (press := next_to_judge(self.state)) is not None:
                self._enter(drain, (judge(self.state, press, desk=self._ledger.desk),))

    def _obey(self, drain: Drain, posted: o.Posted) -> None:
        refusal = self._officers.refuse(self.state, posted, drain.moment.mono_ns)
        if refusal is not None:
            drain.answered.append((posted, refusal))
        elif isinstance(posted.order, ForThePorter):
            self._officers.knock(self.state, posted)
        elif isinstance(posted.order, o.OpenUrn):
            self._have_opened(drain, posted, posted.order)
        else:
            self._ask_the_law(drain, posted, posted.order)

    def _ask_the_law(self, drain: Drain, posted: o.Posted, order: o.Order) -> None:
        known = self._officers.fill_in(order)
        refused = isinstance(known, Refusal)
        answer = known if refused else self._law_and_urn(drain, known)
        if isinstance(answer, Refusal):
            drain.answered.append((posted, answer))
            return
        self._officers.spend(self.state, order)
        if isinstance(order, o.FreezeRoll | o.AmendRoll):
            self._ledger.add_persons(order.persons)
            self.bulletin.meet(order.persons)
        self._enter(drain, answer)
        drain.answered.append((posted, None))

    def _law_and_urn(self, drain: Drain, order: o.Order) -> Answer:
        """What the law says, and what the urn of a secret poll adds to it."""
        answer = self._answer(order, drain.moment)
        poll = self.state.poll
        if isinstance(answer, Refusal) or poll is None:
            return answer
        if isinstance(order, o.OpenPoll) and poll.asks_urn:
            if not isinstance(self._ledger.path, Path):
                return Refusal(Reason.SECRET_ON_SEVERAL_DESKS)
            laid = self._urns.lay(self.state, poll)
            return laid if isinstance(laid, Refusal) else (*laid, *answer)
        return answer

    def _have_opened(self, drain: Drain, posted: o.Posted, order: o.OpenUrn) -> None:
        """Send the porter to the urn, if it may be opened."""
        lawful = self._answer(order, drain.moment)
        locked = self._officers.locked_out(order.officers, drain.moment.mono_ns)
        refusal = lawful if isinstance(lawful, Refusal) else locked
        opening = refusal or self._urns.opening(self.state, order)
        if isinstance(opening, Refusal):
            drain.answered.append((posted, opening))
        else:
            self._urns.under_way = True
            self._officers.send(Errand(posted, urn=opening))

    def _unsealed(self, drain: Drain, order: o.OpenUrn, unsealed: Unsealed) -> Refusal | None:
        """Enter what came of the urn, or why nothing did.

        Wrong passphrases are counted as at the log-in, and lock out as there.
        """
        if unsealed.fault is not None:
            self.bulletin.fault("urn", unsealed.fault)
            return Refusal(Reason.URN_STAYS_SHUT)
        self.bulletin.mend("urn")
        answer = self._urns.opened(self.state, order, unsealed)
        if isinstance(answer, Refusal):
            if answer.reason is not Reason.WRONG_PASSPHRASE:
                return answer
            wrong = str(answer.detail["officer"])
            facts, refusal = self._officers.mistyped(wrong, drain.moment.mono_ns)
            self._enter(drain, facts)
            return refusal
        self._officers.spend(self.state, order)
        self._enter(drain, answer)
        self._enter(drain, self._reconciled())
        return None

    def _receive(self, drain: Drain, returned: Returned) -> None:
        """The porter is back from an officer's key, or from the urn."""
        posted = returned.errand.posted
        if returned.unsealed is not None and isinstance(posted.order, o.OpenUrn):
            refusal = self._unsealed(drain, posted.order, returned.unsealed)
            drain.answered.append((posted, refusal))
            return
        facts, refusal = self._officers.receive(self.state, returned, drain.moment.mono_ns)
        self._enter(drain, facts)
        if refusal is None and isinstance(posted.order, o.Vouched):
            self._ask_the_law(drain, posted, posted.order.order)
        else:
            drain.answered.append((posted, refusal))

    def _answer(self, order: o.Order, moment: Moment) -> tuple[Fact, ...] | Refusal:
        if isinstance(order, PAPER_ORDERS + COPY_ORDERS) and not self._issues_papers:
            return Refusal(Reason.PAPERS_AT_MAIN_VENUE)
        if isinstance(order, o.PrintPaper) and not self._printing.has_printer:
            return Refusal(Reason.NO_PRINTER)
        answer = obey(self.state, order, self._now(moment))
        if isinstance(order, o.RevealPerson) and not isinstance(answer, Refusal):
            known = order.number in self._ledger.persons()
            return answer if known else Refusal(Reason.PERSONAL_DATA_GONE)
        shared = not isinstance(self._ledger.path, Path)
        if shared and not isinstance(answer, Refusal) and any(map(_asks_urn, answer)):
            return Refusal(Reason.SECRET_ON_SEVERAL_DESKS)
        return answer

    def _now(self, moment: Moment) -> Now:
        offset = self.state.card.utc_offset_min if self.state.card is not None else 0
        today = civil(moment.utc, offset).date()
        poll, timed_ns = self.state.running, moment.mono_ns
        ends_ns = self._arrivals.ends_ns(poll, self._ledger.desk, moment)
        if poll is not None and poll.ends_ns is not None and ends_ns is not None:
            timed_ns += poll.ends_ns - ends_ns
        return Now(moment.mono_ns, today, timed_ns, self._ledger.desk)

    def _closes_ns(self, moment: Moment) -> int | None:
        return self._arrivals.closes_ns(self.state.running, self._ledger.desk, moment)

    def _close_in_time(self, drain: Drain) -> None:
        """A preset duration ends at its own instant, however late we look."""
        closes_ns = self._closes_ns(drain.moment)
        if closes_ns is not None and drain.moment.mono_ns >= closes_ns:
            answer = close_poll(self.state, by="duration", closed_ns=closes_ns)
            assert not isinstance(answer, Refusal)
            self._enter(drain, answer)

    # ---- writing ---------------------------------------------------------------------------

    def _enter(self, drain: Drain, facts: Sequence[Fact]) -> None:
        """Number facts after all that stands, and apply them."""
        for fact in facts:
            last = self.state.last
            number = last.number + 1 if last is not None else 0
            moment, desk = drain.moment, self._ledger.desk
            entered = Entered(number, moment.utc, moment.mono_ns, fact, desk)
            apply(self.state, entered)
            drain.entered.append(entered)

    def _commit(self, drain: Drain) -> None:
        if drain.entered:
            self._ledger.append([entered.fact for entered in drain.entered], at=drain.moment)

    def _not_written(self, drain: Drain, batch: Sequence[Judged], fault: HallFault) -> None:
        """The book refused: forget what was not written, keep what was heard, tell the console."""
        self.state = replay(self._ledger.known())
        self.bulletin.door.forget()
        self._retry_ns = self._clock.mono_ns() + RETRY_NS
        self.bulletin.fault("book", fault)
        self._keep(batch, fault)
        if drain.entered and self._ledger.desk:
            self._doubt = Doubt(drain.entered[0], len(self._waiting.messages), drain.pressed)
        self._after_others(drain)
        self._tell(Drain(self._clock.now()))

    def _keep(self, batch: Sequence[Judged], fault: HallFault) -> None:
        """Presses and papers wait for the book; a person is told at once and may order again."""
        for message in batch:
            if isinstance(message, o.Posted):
                message.reply.set_exception(fault)
            elif isinstance(message, Returned) and not message.errand.posted.reply.done():
                message.errand.posted.reply.set_exception(fault)
        kept = [one for one in batch if not isinstance(one, o.Posted | Returned | BookMoved)]
        try:
            self._waiting.keep(kept)
        except BookFault as own_disk:
            self.bulletin.fault("spool", own_disk)
        else:
            self.bulletin.mend("spool")

    # ---- after the commit ------------------------------------------------------------------

    def _after(self, drain: Drain) -> None:
        self.bulletin.mend("book")
        for base, presses in drain.pressed.items():
            self._copies.acknowledge(self.state, base, presses)
        self._after_others(drain)
        for entered in drain.entered:
            self._equipment.obey(self.state, entered.fact)
            self._officers.note(entered.fact)
            self._printing.note(self.state, entered.fact, self.bulletin)
            self._door.note(self.state, entered.fact, drain.moment.mono_ns)
            self.bulletin.note(self.state, entered)
            if self._slips is not None:
                self._slips.note(self.state, entered, self.bulletin.names, self._ledger.head)
        for posted, refusal in drain.answered:
            self.bulletin.refused = refusal
            self.bulletin.hide()
            if refusal is None:
                order = posted.order
                self._effect(order.order if isinstance(order, o.Vouched) else order)
            if not posted.reply.done():
                posted.reply.set_result(refusal)
        self._go_on_filing()

    def _go_on_filing(self) -> None:
        """Papers that nobody orders: ballots that were issued, the set of a closed meeting."""
        if self._issues_papers:
            self._filing.go_on(self.state, mirror=self._ledger.mirror_state)

    def _forget_persons(self) -> None:
        """Destroy what the book says is gone; what the disk refuses waits for the next start."""
        self.bulletin.people, self.bulletin.names = {}, {}
        try:
            self._ledger.forget_persons()
        except BookFault as fault:
            self.bulletin.fault("persons", fault)

    def _after_others(self, drain: Drain) -> None:
        """What other desks' facts ask of our equipment; our own come back after a doubt."""
        for entered in drain.came:
            self._equipment.obey(self.state, entered.fact)
            if isinstance(entered.fact, f.PersonalDataDeleted):
                self._forget_persons()
            if entered.desk == self._ledger.desk:
                self._printing.note(self.state, entered.fact, self.bulletin)
                self.bulletin.note(self.state, entered)
            else:
                self.bulletin.door.note(self.state, entered.fact)

    def _effect(self, order: o.Ordered) -> None:
        """What an order asks for that is no fact yet."""
        if isinstance(order, o.DeletePersonalData):
            self._forget_persons()
        elif isinstance(order, o.RevealPerson):
            record = told_record(self._ledger.persons()[order.number])
            self.bulletin.reveal(record, self._clock.mono_ns() + SHOWN_NS)
        if isinstance(order, o.SetDesk | o.AwaitKeypad):
            self._door.obey(order, self._clock.mono_ns())
        elif isinstance(order, o.CallKeypads):
            self._equipment.ping()
        else:
            self._effect_on_papers(order)

    def _effect_on_papers(self, order: o.Ordered) -> None:
        mirror = self._ledger.mirror_state
        if isinstance(order, o.CloseMeeting) or _orders_all(order):
            self._filing.want_set(self.state)
        elif isinstance(order, PAPER_ORDERS):
            self._filing.want(self.state, order, mirror=mirror)
        elif isinstance(order, o.Reprint):
            self._filing.want_again(self.state, order.number, mirror=mirror)
        elif isinstance(order, o.PrintPaper):
            self._printing.send(self.state, order.number)

    def _watch_copies(self) -> None:
        """The second medium went or came back: say so in the book, and release what was kept."""
        self._add(lambda moment: self._copies.watch(self.state, moment))
        self._copies.release(self.state)

    def _compare_copies(self) -> None:
        """After a close: hold the copies together, and bring the book home while all is quiet."""
        if self._add(lambda moment: self._copies.compare(self.state)):
            self._watch_copies()
            self._ledger.checkpoint()

    def _add(self, ask: Callable[[Moment], Sequence[Fact]]) -> bool:
        """Write what no message said, if anything; asked again when other desks were quicker."""
        drain = Drain(self._clock.now())
        facts = ask(drain.moment)
        if not facts:
            return False
        with self._ledger.turn():
            self._take_in(drain)
            self._enter(drain, ask(drain.moment) if drain.came else facts)
            self._commit(drain)
        self._after(drain)
        return True

    def _follow_up(self) -> None:
        """A quiet line closes the poll by itself: seal over what is written, then reconcile.

        A count of papers or hands is reconciled as soon as it is entered.
        """
        if not self._acts_when_quiet():
            return
        drain = Drain(self._clock.now())
        with self._ledger.turn():
            self._take_in(drain)
            for act in self._acts_when_quiet():
                answer = act()
                assert not isinstance(answer, Refusal)
                self._enter(drain, answer)
            self._commit(drain)
        self._after(drain)

    def _acts_when_quiet(self) -> tuple[Callable[[], tuple[Fact, ...] | Refusal], ...]:
        poll = self.state.poll
        if poll is not None and poll.stage is Stage.CLOSED:
            return () if waits_for_urn(poll) else (self._reconcile,)
        if poll is None or poll.stage is not Stage.DRAINING or undrained(self.state, poll):
            return ()
        return (self._seal,) if waits_for_urn(poll) else (self._seal, self._reconcile)

    def _seal(self) -> tuple[Fact, ...] | Refusal:
        entries, root = self._ledger.root(self.state.last_poll)
        return seal_poll(self.state, entries=entries, root=root)

    def _reconcile(self) -> tuple[Fact, ...] | Refusal:
        return reconcile(self.state)

    def _reconciled(self) -> tuple[Fact, ...]:
        answer = reconcile(self.state)
        assert not isinstance(answer, Refusal)
        return answer

    def _end_urns(self) -> None:
        """Once the book has what was in it, an urn is destroyed; a disk that refuses is told."""
        poll, lost = self.state.poll, self._urns.lost(self.state)
        if lost is not None:
            self.bulletin.fault("urn", lost)
        elif poll is None or poll.urn is None or poll.urn_destroyed:
            self.bulletin.mend("urn")
        try:
            ended = self._urns.end(self.state)
        except BookFault as fault:
            self.bulletin.fault("urn", fault)
            return
        if ended:
            self.bulletin.mend("urn")
            self._add(lambda moment: ended)

    def _tell(self, drain: Drain) -> None:
        hidden_ns = self.bulletin.hidden_ns
        if hidden_ns is not None and hidden_ns <= drain.moment.mono_ns:
            self.bulletin.hide()
        views = make_views(self.state, self._ledger, self.bulletin, drain.moment, self._door)
        ends_ns = self._arrivals.ends_ns(self.state.running, self._ledger.desk, drain.moment)
        console = with_officers(
            views.console, self.state, self._officers, now_ns=drain.moment.mono_ns
        )
        hall, console = replace(views.hall, ends_ns=ends_ns), replace(console, ends_ns=ends_ns)
        console = replace(console, revealed=self.bulletin.revealed)
        going_on = under_way(console, self._filing.makes, opening=self._urns.under_way)
        console = replace(console, under_way=going_on)
        observer = views.observer
        if observer is not None:
            observer = replace(observer, guarded=console.guarded)
        self._show(replace(views, hall=hall, console=console, observer=observer))

    def halt(self, bug: BaseException) -> None:
        """A defect stopped us: say so in the book if it can be written, and on every screen."""
        drain = Drain(self._clock.now())
        self.bulletin.halted = True
        try:
            self.state = replay(self._ledger.known())
            self.bulletin.door.forget()
            with self._ledger.turn():
                self._take_in(drain)
                self._enter(drain, (f.Halted("clerk", f"{type(bug).__name__}: {bug}"),))
                self._commit(drain)
        except BookFault as fault:
            self.bulletin.fault("book", fault)
        self._tell(drain)


def _orders_all(order: o.Ordered) -> bool:
    return isinstance(order, o.IssueSheet) and order.sheet is Sheet.ALL


def _asks_urn(fact: Fact) -> bool:
    """Whether this is a secret poll by keypads, prepared."""
    if not isinstance(fact, f.PollPrepared):
        return False
    return not fact.plan.named and fact.plan.channel is Channel.KEYPADS
