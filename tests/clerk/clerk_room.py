"""A clerk on a desk without a thread: a true book, a base made of a list, time that stands."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.archive import Archive
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.clerk import Clerk
from kiosk.clerk.doorkeeping import CodeShown
from kiosk.clerk.equipping import Equipment
from kiosk.clerk.filing import Filing
from kiosk.clerk.orders import Posted
from kiosk.clerk.papers import PaperReady, PaperWanted
from kiosk.clerk.printkeeping import PrinterHand, PrintKeeper
from kiosk.clerk.rollfile import roll_line
from kiosk.clerk.views import Views
from kiosk.clock import ManualClock
from kiosk.devices import events as e
from kiosk.faults import BookFault
from kiosk.ledger.store import Ledger
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import BookOpened, KioskStarted
from kiosk.meeting.refusal import Reason
from kiosk.meeting.roll import Delegate, DelegateClass

MEETING = "5" * 32
OFFICERS = ("王建国", "李敏")
KEYPADS = 12
FULL = BookFault(
    "the disk is full; nothing of this was written",
    where="meeting.book",
    cure="free some space on this disk, then try again",
)
CAPABILITY = e.Capability(
    protocol="hvm1",
    options=8,
    per_seat=True,
    acknowledgement=e.Acknowledgement.BASE,
    multiple=True,
    secret_native=False,
    max_keypads=480,
    device_clock=True,
    keypad_text=False,
)
PDF = b"%PDF-1.7 a paper"


class TroubledLedger(Ledger):
    """A book that can refuse: `trouble` is raised by every write while it stands."""

    trouble = None
    log = None

    def append(self, facts, at=None):
        if self.trouble is not None:
            raise self.trouble
        entered = super().append(facts, at)
        if self.log is not None:
            self.log.append(("written", len(facts)))
        return entered

    def add_persons(self, persons):
        if self.trouble is not None:
            raise self.trouble
        super().add_persons(persons)


class FakeHand:
    """A base that notes what it is told, in one log with the book."""

    def __init__(self, log: list) -> None:
        self.log = log

    def open_poll(self, call):
        self.log.append(("open", call.session, call.resume))

    def close_poll(self, session):
        self.log.append(("close", session))

    def acknowledge(self, presses):
        self.log.append(("acknowledged", tuple(press.sequence for press in presses)))

    def ping(self):
        self.log.append(("ping",))

    def veil(self):
        self.log.append(("veil",))


class Room:
    """One clerk with everything around it; `log` holds writes and what the base was told."""

    def __init__(
        self,
        folder: Path,
        *,
        bases: Sequence[str] = ("A",),
        fresh: bool = True,
        mirror: Path | None = None,
        printer: PrinterHand | None = None,
    ) -> None:
        self.folder = folder
        self.clock = ManualClock()
        self.log: list[tuple] = []
        self.views: list[Views] = []
        self.wanted: list[PaperWanted] = []
        self.codes: dict[str, int | Reason | CodeShown] = {}
        self.hands = {name: FakeHand(self.log) for name in bases}
        path = folder / "meeting.book"
        if fresh:
            self.ledger = TroubledLedger.create(
                path, meeting=MEETING, mirror=mirror, clock=self.clock
            )
        else:
            self.ledger = TroubledLedger.open(path, mirror=mirror, clock=self.clock)
        self.clerk = Clerk(
            self.ledger,
            clock=self.clock,
            equipment=Equipment(self.hands),
            filing=Filing(Archive(folder / "papers"), self.wanted.append),
            printing=PrintKeeper(folder / "papers", printer),
            read_pass=self.read_pass,
            show=self.views.append,
        )
        opening = [book_opened()] if fresh else []
        self.clerk.begin(*opening, KioskStarted("kiosk test", self.clock.boot, "0" * 64))
        self.ledger.log = self.log

    def read_pass(self, text: str) -> CodeShown:
        told = self.codes[text]
        if isinstance(told, CodeShown):
            return told
        return CodeShown(0, reason=told) if isinstance(told, Reason) else CodeShown(told)

    # ---- speaking --------------------------------------------------------------------------

    def order(self, order: o.Order):
        """Order, one transaction; the answer: None, a refusal, or the fault it raised."""
        reply = self.post(order)
        return reply.exception() or reply.result()

    def post(self, *orders: o.Order) -> Future:
        """Orders of one drain; the last one's future."""
        posted = [Posted(order, Future()) for order in orders]
        self.clerk.take(posted)
        return posted[-1].reply

    def hear(self, *events) -> None:
        self.clerk.take(events)

    def pass_time(self, seconds: float) -> None:
        """Let time pass, and let the clerk look when it wants to."""
        end = self.clock.mono + round(seconds * 1e9)
        while (due := self.clerk.due_ns()) is not None and due <= end:
            self.clock.advance(max(due - self.clock.mono, 1_000_000))
            self.clerk.take(())
        self.clock.advance(max(end - self.clock.mono, 0))

    def press(self, keypad: int, *keys: int, sequence: int, session: int | None = 1, base="A"):
        return e.KeypadPressed(
            base=base,
            keypad=keypad,
            keys=keys,
            heard_ns=self.clock.mono,
            session=session,
            sequence=sequence,
            made_ms=None,
            raw=bytes([keypad, *keys]),
        )

    def drained(self, base="A", *, last: int, session: int = 1) -> e.PollDrained:
        return e.PollDrained(base, session, last, (), None, 0, self.clock.mono)

    # ---- looking ---------------------------------------------------------------------------

    @property
    def state(self):
        return self.clerk.state

    @property
    def hall(self):
        return self.views[-1].hall

    @property
    def console(self):
        return self.views[-1].console

    def facts(self, *kinds: type) -> list:
        """What the book on the disk holds."""
        return [one.fact for one in self.ledger.entries() if not kinds or type(one.fact) in kinds]

    # ---- a meeting -------------------------------------------------------------------------

    def with_roll(self) -> "Room":
        lines = [
            roll_line(
                Delegate(n, str(n), DelegateClass.CITIZEN, True, ""), name=f"代表{n}", keypad=n
            )
            for n in range(1, KEYPADS + 1)
        ]
        self.done(o.AdoptPack(find_pack("citizens-assembly", Path())))
        self.done(o.NameOfficer(OFFICERS[0], "chair"))
        self.done(o.NameOfficer(OFFICERS[1], "operator"))
        for order in roll_orders(lines):
            self.done(order)
        self.done(o.OpenCheckIn())
        for name in self.hands:
            self.hear(answered(name))
        return self

    def with_open_poll(self, *, present: int = 10, duration_s: int = 0) -> "Room":
        """Ten are present, the gates were opened by two officers, the poll listens."""
        self.with_roll()
        for seat in range(1, present + 1):
            self.done(o.CheckInByHand(str(seat), "1", "test"))
        self.done(o.TableItem(1, "停车收费", ""))
        self.done(o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True))
        self.open_poll(duration_s=duration_s)
        return self

    def open_poll(self, *, duration_s: int = 0, session: int = 1, item: int = 1) -> None:
        self.done(o.PreparePoll(item, "ordinary", FOR_AGAINST_FORM, duration_s=duration_s))
        for gate in (Gate.PHASES, Gate.NOTICE, Gate.EQUIPMENT, Gate.ZERO_REPORT):
            self.done(o.OverrideGate(gate, "test", OFFICERS))
        self.done(o.OpenPoll(OFFICERS[0]))
        for name in self.hands:
            self.hear(e.PollStarted(name, session, self.clock.mono, self.clock.mono))

    def with_declared_poll(self) -> "Room":
        self.with_open_poll()
        self.hear(*(self.press(n, 1, sequence=n) for n in range(1, 11)))
        self.done(o.ClosePoll(OFFICERS[0]))
        self.hear(self.drained(last=10))
        self.done(o.Declare(OFFICERS[0]))
        return self

    def done(self, order: o.Order) -> None:
        answer = self.order(order)
        assert answer is None, (order, answer)

    def paper_comes(self, pdf: bytes = PDF) -> None:
        """The press hands over what is wanted."""
        self.hear(PaperReady(self.wanted.pop(0), pdf, 1))


def book_opened() -> BookOpened:
    return BookOpened(
        meeting=MEETING,
        title="市民大会",
        session_title="",
        place="",
        convener="",
        utc_offset_min=480,
        practice=False,
        software="kiosk test",
        settings_sha256="0" * 64,
        seal_key="0" * 64,
    )


def answered(base: str, first: int = 1) -> e.BaseAnswered:
    return e.BaseAnswered(base, f"HVM-1 {base}", first, KEYPADS, CAPABILITY, 1)
