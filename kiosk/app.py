"""The composition root: every part of a kiosk is built here, once, and handed down.

    ports → links → stations ─┐
    scanners ─────────────────┼→ desk → clerk → book, mirror
    orders ───────────────────┘          │  └→ views → whoever shows them
                                         └→ press → papers

`start` and `stop` run in the order in which one part needs another: nothing hears before the clerk
can write, and the book is closed last.
"""

import uuid
from collections.abc import Callable
from importlib.metadata import version
from typing import Self

from kiosk.clerk.archive import Archive
from kiosk.clerk.clerk import Clerk
from kiosk.clerk.desk import Desk
from kiosk.clerk.equipping import Equipment
from kiosk.clerk.filing import Filing
from kiosk.clerk.papers import PressRoom
from kiosk.clerk.views import Views
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.devices.catalog import driver_for
from kiosk.devices.scanners.desk_scanner import DeskScanner
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.ports import Port, SerialPort
from kiosk.devices.wire.tape import Tape
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.passes import PassKind, read_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BookOpened, Fact, KioskStarted
from kiosk.meeting.refusal import Reason

OpenPort = Callable[[str, int, str], Port]
"""Path, baud and parity of a line → its port."""

PASS_REASONS = {
    PassKind.FORGED: Reason.PASS_FORGED,
    PassKind.NOT_A_PASS: Reason.PASS_FORGED,
    PassKind.OTHER_MEETING: Reason.PASS_OF_OTHER_MEETING,
}


def serial_port(path: str, baud: int, parity: str) -> Port:
    """Open a real port."""
    return SerialPort(path, baud=baud, parity=parity)


class Kiosk:
    """One hall, from its ports to its papers."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock,
        show: Callable[[Views], None],
        open_port: OpenPort = serial_port,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self._open_port = open_port
        self.ledger, self.seal, self._opening = _take_book(settings, clock)
        self.meeting = self.ledger.meeting
        self.desk = Desk(clock)
        self.stations = {base.name: self._station(base.name) for base in settings.base}
        self.scanners = {one.desk: self._scanner(one.desk) for one in settings.scanner}
        self.press = PressRoom(
            settings.book.path,
            self.seal,
            language=settings.screens.language,
            post=self.desk.post,
            crash=self.desk.crash,
        )
        self.clerk = Clerk(
            self.ledger,
            clock=clock,
            equipment=Equipment(self.stations),
            filing=Filing(Archive(settings.book.papers), self.press.want),
            read_pass=self._read_pass,
            show=show,
        )
        self.desk.seat(self.clerk)

    def begin(self) -> None:
        """Enter in the book that this kiosk started; go on with a poll that was running."""
        started = KioskStarted(_software(), self.clock.boot, self.settings.sha256)
        self.clerk.begin(*self._opening, started)

    def start(self) -> None:
        """Begin, then set every thread going."""
        self.begin()
        self.desk.start()
        self.press.start()
        for part in (*self.stations.values(), *self.scanners.values()):
            part.start()

    def stop(self) -> None:
        """Stop hearing, write what was heard, close the book."""
        for part in (*self.stations.values(), *self.scanners.values()):
            part.stop()
        self.press.stop()
        self.desk.stop()
        self.ledger.close()

    def abandon(self) -> None:
        """End as a kill would: nothing that waits is written, only what the disk already has stays.

        For rehearsals; the operating system closes files and releases locks in the same way.
        """
        for part in (*self.stations.values(), *self.scanners.values()):
            part.stop()
        self.press.stop()
        self.desk.abandon()
        self.ledger.close()

    def step(self) -> None:
        """One turn of everything on the caller's thread, for rehearsals in virtual time."""
        for part in (*self.stations.values(), *self.scanners.values()):
            part.step()
        self.desk.step()
        self.press.step()
        self.desk.step()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def _station(self, name: str) -> Station:
        base = next(one for one in self.settings.base if one.name == name)
        return Station(
            name,
            driver_for(base),
            self._link(f"base-{name}", base.port, base.baud, base.parity),
            self.desk.post,
            self.clock,
            on_crash=self.desk.crash,
        )

    def _scanner(self, desk: str) -> DeskScanner:
        scanner = next(one for one in self.settings.scanner if one.desk == desk)
        link = self._link(f"desk-{desk}", scanner.port, scanner.baud, "N")
        return DeskScanner(desk, link, self.desk.post, self.clock, on_crash=self.desk.crash)

    def _link(self, name: str, port: str, baud: int, parity: str) -> Link:
        tapes = self.settings.book.tapes
        tape = None
        if tapes is not None:
            tapes.mkdir(parents=True, exist_ok=True)
            tape = Tape(tapes / f"{name}.tape")
        return Link(lambda: self._open_port(port, baud, parity), self.clock, tape=tape)

    def _read_pass(self, text: str) -> int | Reason:
        found = read_pass(text, self.seal.public_hex, meeting=self.meeting)
        if found.kind is PassKind.GENUINE and found.number is not None:
            return found.number
        return PASS_REASONS[found.kind]


def _software() -> str:
    return f"kiosk {version('kiosk')}"


def _take_book(settings: Settings, clock: Clock) -> tuple[Ledger, SealKey, tuple[Fact, ...]]:
    """Open the book, or found it with its seal key; what a new book must say first.

    The key comes first: a power cut in between leaves a key without a book, which the next start
    takes up, and never a book without its key.
    """
    book = settings.book
    key_path = seal_key_path(book.path)
    if book.path.exists():
        ledger = Ledger.open(book.path, mirror=book.mirror, clock=clock)
        seal = SealKey.load(key_path)
    else:
        book.path.parent.mkdir(parents=True, exist_ok=True)
        if book.mirror is not None:
            book.mirror.parent.mkdir(parents=True, exist_ok=True)
        seal = SealKey.load(key_path) if key_path.exists() else SealKey.create(key_path)
        meeting = uuid.uuid4().hex
        ledger = Ledger.create(book.path, meeting=meeting, mirror=book.mirror, clock=clock)
    unopened = ledger.head[0] < 0
    return ledger, seal, (_opening(settings, ledger.meeting, seal),) if unopened else ()


def _opening(settings: Settings, meeting: str, seal: SealKey) -> BookOpened:
    hall = settings.meeting
    return BookOpened(
        meeting=meeting,
        title=hall.title,
        session_title=hall.session_title,
        place=hall.place,
        convener=hall.convener,
        utc_offset_min=hall.utc_offset_min,
        practice=settings.practice,
        software=_software(),
        settings_sha256=settings.sha256,
        seal_key=seal.public_hex,
    )
