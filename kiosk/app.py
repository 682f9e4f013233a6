"""The composition root: every part of a kiosk is built here, once, and handed down.

    ports → links → stations ─┐
    scanners ─────────────────┼→ desk → clerk → book, mirror
    orders ───────────────────┘          │  └→ views → whoever shows them
                                         └→ press → papers

`start` and `stop` run in the order in which one part needs another: nothing hears before the clerk
can write, and the book is closed last.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self

from kiosk.clerk.archive import Archive
from kiosk.clerk.clerk import Clerk
from kiosk.clerk.desk import Desk
from kiosk.clerk.doorkeeping import CodeShown
from kiosk.clerk.equipping import Equipment
from kiosk.clerk.filing import Filing
from kiosk.clerk.following import BookMoved
from kiosk.clerk.handing_over import HandOver, Places
from kiosk.clerk.officers import Officers
from kiosk.clerk.paper_codes import PREFIX, read_code
from kiosk.clerk.papers import PressRoom
from kiosk.clerk.porter import Porter
from kiosk.clerk.printkeeping import PrintKeeper
from kiosk.clerk.resolutionlist import put_up
from kiosk.clerk.slips import SlipKeeper
from kiosk.clerk.views import Views
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.devices.catalog import driver_for
from kiosk.devices.disk_watch import DiskWatch
from kiosk.devices.events import BaseLost, CodeScanned
from kiosk.devices.printer import DeviceTold
from kiosk.devices.printer_station import PrinterStation
from kiosk.devices.printers.catalog import printer_for
from kiosk.devices.printers.receipt import ReceiptPrinter
from kiosk.devices.scanners.desk_scanner import DeskScanner
from kiosk.devices.scanners.once import Once
from kiosk.devices.slip_station import SlipStation
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.ports import Port, serial_port
from kiosk.devices.wire.tape import Tape
from kiosk.edition import software
from kiosk.faults import HallFault
from kiosk.ledger.certificate import certificate_path, load_certificate
from kiosk.ledger.listening import Listener
from kiosk.ledger.officer_keys import HALL, Cost
from kiosk.ledger.passes import PassKind, read_pass
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.spool import Spool
from kiosk.meeting.acts.standing_by import place_bases
from kiosk.meeting.facts import Fact, KioskStarted
from kiosk.meeting.refusal import Reason
from kiosk.taking_up import keyring_of, make_folder, read_book, take_book
from kiosk.verifier.packing import write_pyz
from kiosk.words import words

Part = Station | DeskScanner | PrinterStation | SlipStation | DiskWatch
"""What runs on a thread of its own and speaks to the desk."""
OpenPort = Callable[[str, int, str], Port]
"""Path, baud and parity of a line → its port."""
RESOLUTIONS = "resolutions"
"""What the list of earlier resolutions is called among the things of the room."""
PASS_REASONS = {
    PassKind.FORGED: Reason.PASS_FORGED,
    PassKind.ALTERED: Reason.PASS_ALTERED,
    PassKind.NOT_A_PASS: Reason.NOT_A_PASS,
    PassKind.OTHER_MEETING: Reason.PASS_OF_OTHER_MEETING,
}


class Kiosk:
    """One hall, from its ports to its papers."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock,
        show: Callable[[Views], None],
        open_port: OpenPort = serial_port,
        cost: Cost = HALL,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self._open_port = open_port
        keyring = keyring_of(settings)
        self.ledger, self.seal, self._opening, state = take_book(settings, clock)
        self.meeting = self.ledger.meeting
        self.desk = Desk(clock)
        self.listener = self._listener()
        self.stations = {self._named(base.name): self._station(base.name) for base in settings.base}
        self._once = defaultdict[str, Once](Once)
        self.scanners = {one.desk: self._scanner(one.desk) for one in settings.scanner}
        self.porter = Porter(post=self.desk.post, crash=self.desk.crash, cost=cost)
        self._certificate = (
            load_certificate(certificate_path(settings.keyring)) if self.seal else None
        )
        self.press = PressRoom(
            partial(read_book, settings),
            self.seal,
            language=settings.screens.language,
            post=self.desk.post,
            crash=self.desk.crash,
            certificate=self._certificate,
            hand_over=self._hand_over(),
            photos=settings.door.photos,
        )
        self.printer = self._printer()
        self.slips = self._slip_station()
        places = {settings.book.path.parent, settings.book.papers.parent}
        self.disk = DiskWatch(sorted(places), self.desk.post, on_crash=self.desk.crash)
        self._officers = Officers(settings.keyring, keyring, self.porter.send)
        board, sound = put_up(settings.meeting.page, settings.meeting.resolutions)
        self.clerk = Clerk(
            self.ledger,
            clock=clock,
            equipment=Equipment(self.stations),
            filing=Filing(Archive(settings.book.papers), self.press.want),
            printing=PrintKeeper(settings.book.papers, self.printer),
            slips=self._slip_keeper(),
            officers=self._officers,
            read_pass=self._read_pass,
            show=show,
            spool=Spool(Path(f"{settings.book.path}.spool")) if self.listener else None,
            issues_papers=self.seal is not None,
            state=state,
            board=board,
        )
        self.desk.seat(self.clerk)
        if not sound:
            self.desk.post(DeviceTold(RESOLUTIONS, sound, "list_damaged"))

    @property
    def guarded(self) -> bool:
        """True when orders must be an officer's own."""
        return self._officers.guards(self.clerk.state)

    def begin(self) -> None:
        """Enter in the book that this kiosk started; go on with a poll that was running."""
        started = KioskStarted(software(), self.clock.boot, self.settings.sha256)
        wanted = {
            self._named(one.name): self._named(one.standby_of)
            for one in self.settings.base
            if one.standby_of
        }
        placed = place_bases(self.clerk.state, wanted)
        own = [fact for fact in placed if fact.base.startswith(self._named(""))]
        self.clerk.begin(*self._opening, started, *self._certified(), *own)

    def _hand_over(self) -> HandOver | None:
        """Who makes what leaves the hall; only the desk with the key seals."""
        if self.seal is None:
            return None
        book = self.settings.book
        places = Places.beside(book.path, book.papers)
        return HandOver(places, self.seal, write_verifier=write_pyz)

    def _certified(self) -> tuple[Fact, ...]:
        """The hall's certificate, where this book does not know it yet."""
        told = self._certificate.told if self._certificate is not None else None
        return (told,) if told is not None and told != self.clerk.state.certificate else ()

    def start(self) -> None:
        """Begin, then set every thread going."""
        self.begin()
        self.desk.start()
        self.press.start()
        self.porter.start()
        if self.listener is not None:
            self.listener.start()
        for part in self._parts:
            part.start()

    def stop(self) -> None:
        """Stop hearing, write what was heard, close the book."""
        for part in self._parts:
            part.stop()
        self.press.stop()
        self.porter.stop()
        if self.listener is not None:
            self.listener.stop()
        self.desk.stop()
        self.ledger.close()

    def abandon(self) -> None:
        """End as a kill would: nothing that waits is written, only what the disk already has stays.

        For rehearsals; the operating system closes files and releases locks in the same way.
        """
        for part in self._parts:
            part.stop()
        self.press.stop()
        self.porter.stop()
        if self.listener is not None:
            self.listener.stop()
        self.desk.abandon()
        self.ledger.close()

    def step(self) -> None:
        """One turn of everything on the caller's thread, for rehearsals in virtual time."""
        for part in self._parts:
            part.step()
        self.desk.step()
        self.press.step()
        self.porter.step()
        self.desk.step()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    @property
    def _parts(self) -> tuple[Part, ...]:
        """What hears for the clerk, each on a thread of its own."""
        printers = [one for one in (self.printer, self.slips) if one is not None]
        return (*self.stations.values(), *self.scanners.values(), *printers, self.disk)

    def _printer(self) -> PrinterStation | None:
        """The printer of a hall that has one; of several venues, the one that issues the papers."""
        printer = self.settings.printer
        if printer is None or self.seal is None:
            return None
        return PrinterStation(printer_for(printer), self.desk.post, on_crash=self.desk.crash)

    def _slip_station(self) -> SlipStation | None:
        slips = self.settings.slips
        if slips is None:
            return None
        return SlipStation(ReceiptPrinter(slips), self.desk.post, on_crash=self.desk.crash)

    def _slip_keeper(self) -> SlipKeeper | None:
        slips = self.settings.slips
        if slips is None or self.slips is None:
            return None
        return SlipKeeper(
            self.slips,
            words(self.settings.screens.language),
            dots=slips.dots,
            opening=slips.opening,
            check_in=slips.check_in,
        )

    def _named(self, base: str) -> str:
        """A base's name in the book; two venues may each have a base of the same name."""
        desk = self.settings.book.desk
        return f"{desk}/{base}" if desk else base

    def _listener(self) -> Listener | None:
        """Who hears that other desks appended, where there are any."""
        if not isinstance(self.ledger, SharedLedger):
            return None
        return Listener(
            self.ledger.path,
            lambda reachable: self.desk.post(BookMoved(reachable)),
            on_crash=self.desk.crash,
        )

    def _station(self, name: str) -> Station:
        base = next(one for one in self.settings.base if one.name == name)
        return Station(
            self._named(name),
            driver_for(base.model_copy(update={"name": self._named(name)})),
            self._link(f"base-{name}", base.port, base.baud, base.parity),
            self.desk.post,
            self.clock,
            on_crash=self.desk.crash,
        )

    def _scanner(self, desk: str) -> DeskScanner:
        scanner = next(one for one in self.settings.scanner if one.desk == desk)
        link = self._link(f"desk-{desk}", scanner.port, scanner.baud, "N")
        return DeskScanner(
            desk,
            link,
            self.desk.post,
            self.clock,
            trigger=scanner.trigger,
            once=self._once[desk],
            on_crash=self.desk.crash,
        )

    def _link(self, name: str, port: str, baud: int, parity: str) -> Link:
        tapes = self.settings.book.tapes
        tape = None
        if tapes is not None:
            make_folder(tapes)
            tape = Tape(tapes / f"{name}.tape")
        return Link(lambda: self._open_port(port, baud, parity), self.clock, tape=tape)

    def scanned(self, desk: str, text: str) -> None:
        """A reader at this PC's own desk saw a code; from any thread."""
        now_ns = self.clock.mono_ns()
        if self._once[desk].is_new(text, now_ns):
            self.desk.post(CodeScanned(desk, text, now_ns))

    def reader_lost(self, desk: str, fault: HallFault) -> None:
        """A reader at this PC's own desk cannot be used; from any thread."""
        details = tuple((name, str(value)) for name, value in fault.details.items())
        self.desk.post(BaseLost(desk, fault.what, fault.cure, self.clock.mono_ns(), details))

    def _read_pass(self, text: str) -> CodeShown:
        card = self.clerk.state.card
        assert card is not None
        if text.startswith(PREFIX):
            paper = read_code(text, card.seal_key, meeting=self.meeting)
            return CodeShown(0, reason=paper) if isinstance(paper, Reason) else CodeShown(paper)
        found = read_pass(text, card.seal_key, meeting=self.meeting)
        return CodeShown(found.number or 0, found.issue, PASS_REASONS.get(found.kind))
