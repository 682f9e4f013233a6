"""The composition root: every part of a kiosk is built here, once, and handed down.

    ports → links → stations ─┐
    scanners ─────────────────┼→ desk → clerk → book, mirror
    orders ───────────────────┘          │  └→ views → whoever shows them
                                         └→ press → papers

`start` and `stop` run in the order in which one part needs another: nothing hears before the clerk
can write, and the book is closed last.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Self

from kiosk.clerk import orders as o
from kiosk.clerk.acting import Drafts, orders_of, two_in
from kiosk.clerk.archive import Archive
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.clerk import Clerk
from kiosk.clerk.desk import Desk
from kiosk.clerk.equipping import Equipment
from kiosk.clerk.filing import Filing
from kiosk.clerk.following import BookMoved
from kiosk.clerk.officers import Officers, order_together, two_of
from kiosk.clerk.papers import PressRoom
from kiosk.clerk.porter import Porter
from kiosk.clerk.rollfile import read_roll
from kiosk.clerk.views import Act, ConsoleView, Views
from kiosk.clock import Clock, SystemClock
from kiosk.config import ItemSettings, Settings
from kiosk.devices.catalog import driver_for
from kiosk.devices.events import BaseLost, CodeScanned
from kiosk.devices.scanners.desk_scanner import DeskScanner
from kiosk.devices.scanners.once import Once
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.ports import Port, SerialPort
from kiosk.devices.wire.tape import Tape
from kiosk.faults import BookFault, HallFault, UnusableInput
from kiosk.ledger.book import Book
from kiosk.ledger.keyring import Keyring, read_keyring
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.listening import Listener
from kiosk.ledger.officer_keys import HALL, Cost
from kiosk.ledger.passes import PassKind, read_pass
from kiosk.ledger.server import Place
from kiosk.ledger.shared_book import SharedBook
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.spool import Spool
from kiosk.ledger.store import Ledger
from kiosk.meeting.acts.standing_by import place_bases
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind
from kiosk.meeting.facts import BookOpened, Fact, KioskStarted
from kiosk.meeting.offices import TABLE, Office, deed_name
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.state import State, apply
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import DeskWish
from kiosk.ui.shell import Shell, application
from kiosk.words import words

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
        cost: Cost = HALL,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self._open_port = open_port
        keyring = _keyring(settings)
        self.ledger, self.seal, self._opening, state = _take_book(settings, clock)
        self.meeting = self.ledger.meeting
        self.desk = Desk(clock)
        self.listener = self._listener()
        self.stations = {self._named(base.name): self._station(base.name) for base in settings.base}
        self._once = defaultdict[str, Once](Once)
        self.scanners = {one.desk: self._scanner(one.desk) for one in settings.scanner}
        self.porter = Porter(post=self.desk.post, crash=self.desk.crash, cost=cost)
        self.press = PressRoom(
            partial(read_book, settings),
            self.seal,
            language=settings.screens.language,
            post=self.desk.post,
            crash=self.desk.crash,
        )
        self._officers = Officers(settings.keyring, keyring, self.porter.send)
        self.clerk = Clerk(
            self.ledger,
            clock=clock,
            equipment=Equipment(self.stations),
            filing=Filing(Archive(settings.book.papers), self.press.want),
            officers=self._officers,
            read_pass=self._read_pass,
            show=show,
            spool=Spool(Path(f"{settings.book.path}.spool")) if self.listener else None,
            issues_papers=self.seal is not None,
            state=state,
        )
        self.desk.seat(self.clerk)

    @property
    def guarded(self) -> bool:
        """True when orders must be an officer's own."""
        return self._officers.guards(self.clerk.state)

    def begin(self) -> None:
        """Enter in the book that this kiosk started; go on with a poll that was running."""
        started = KioskStarted(_software(), self.clock.boot, self.settings.sha256)
        wanted = {
            self._named(one.name): self._named(one.standby_of)
            for one in self.settings.base
            if one.standby_of
        }
        placed = place_bases(self.clerk.state, wanted)
        own = [fact for fact in placed if fact.base.startswith(self._named(""))]
        self.clerk.begin(*self._opening, started, *own)

    def start(self) -> None:
        """Begin, then set every thread going."""
        self.begin()
        self.desk.start()
        self.press.start()
        self.porter.start()
        if self.listener is not None:
            self.listener.start()
        for part in (*self.stations.values(), *self.scanners.values()):
            part.start()

    def stop(self) -> None:
        """Stop hearing, write what was heard, close the book."""
        for part in (*self.stations.values(), *self.scanners.values()):
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
        for part in (*self.stations.values(), *self.scanners.values()):
            part.stop()
        self.press.stop()
        self.porter.stop()
        if self.listener is not None:
            self.listener.stop()
        self.desk.abandon()
        self.ledger.close()

    def step(self) -> None:
        """One turn of everything on the caller's thread, for rehearsals in virtual time."""
        for part in (*self.stations.values(), *self.scanners.values()):
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
            _make_folder(tapes)
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

    def _read_pass(self, text: str) -> int | Reason:
        card = self.clerk.state.card
        assert card is not None
        found = read_pass(text, card.seal_key, meeting=self.meeting)
        if found.kind is PassKind.GENUINE and found.number is not None:
            return found.number
        return PASS_REASONS[found.kind]


def _software() -> str:
    return f"kiosk {version('kiosk')}"


def _keyring(settings: Settings) -> Keyring:
    """The officers of the hall, before any book is touched."""
    _make_folder(settings.book.path.parent)
    keyring = read_keyring(settings.keyring)
    if settings.keys.demanded and not keyring.officers:
        raise UnusableInput(
            "no officer is enrolled",
            where=str(settings.keyring),
            cure="let the first two enrol together: kiosk officers enrol",
        )
    return keyring


Taken = tuple[Ledger | SharedLedger, SealKey | None, tuple[Fact, ...], State | None]
"""A book, the key that seals it where it lies at this desk, what a new book must say first, and its
fold where it was made on the way."""


def _take_book(settings: Settings, clock: Clock) -> Taken:
    """Open the book, or found it with its seal key.

    The key comes first: a power cut in between leaves a key without a book, which the next start
    takes up, and never a book without its key.
    """
    book = settings.book
    if book.place is not None:
        return _take_desk(settings, book.place, clock)
    state = State()
    if book.path.exists():
        told = partial(apply, state)
        ledger = Ledger.open(
            book.path,
            mirror=book.mirror,
            clock=clock,
            told=told,
            hall_key=settings.keys.hall_key,
        )
        seal = SealKey.load(seal_key_path(book.path))
    else:
        seal = _new_seal(settings)
        meeting = uuid.uuid4().hex
        ledger = Ledger.create(
            book.path,
            meeting=meeting,
            mirror=book.mirror,
            clock=clock,
            hall_key=settings.keys.hall_key,
        )
    return ledger, seal, _first_words(settings, ledger, seal), state


def _take_desk(settings: Settings, place: Place, clock: Clock) -> Taken:
    """Take up a desk of a shared book; the main venue has the key, founds the book and seals."""
    book = settings.book
    _make_folder(book.path.parent)
    seal = _new_seal(settings) if book.main else None
    ledger = SharedLedger.open(
        place,
        desk=book.desk,
        clock=clock,
        main=book.main,
        own=book.path,
        hall_key=settings.keys.hall_key,
    )
    first = _first_words(settings, ledger, seal) if seal is not None else ()
    return ledger, seal, first, None


def _new_seal(settings: Settings) -> SealKey:
    """The key that lies beside the book's name, or a fresh one."""
    book = settings.book
    _make_folder(book.path.parent)
    if book.mirror is not None:
        _make_folder(book.mirror.parent)
    path = seal_key_path(book.path)
    return SealKey.load(path) if path.exists() else SealKey.create(path)


def _first_words(
    settings: Settings, ledger: Ledger | SharedLedger, seal: SealKey
) -> tuple[Fact, ...]:
    return (_opening(settings, ledger.meeting, seal),) if ledger.head[0] < 0 else ()


def read_book(settings: Settings) -> Book:
    """Look into the book of these settings."""
    book = settings.book
    if book.place is not None:
        return SharedBook.read(book.place, own=book.path)
    return Ledger.read(book.path)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BookFault(
            "the folder cannot be made: {why}",
            where=str(folder),
            cure="check the paths of book, mirror and tapes in the settings",
            why=error.strerror or error,
        ) from error


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


OF_THE_ROLL = (o.FreezeRoll, o.BindKeypads)
"""What waits on the console until two officers freeze the roll, where officers are enrolled."""


class Hall:
    """A kiosk with its windows: what `kiosk run` starts. Lives on the main thread."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        orders, self._drafts = _agenda(settings, folder)
        self._roll = tuple(one for one in orders if isinstance(one, OF_THE_ROLL))
        application()
        clock = SystemClock()
        self._views: Views | None = None
        self._bridge = Bridge(self._act, act_with=self._act)
        self.kiosk = Kiosk(settings, clock=clock, show=self._show)
        self._shell = Shell(
            clock,
            self._bridge,
            language=settings.screens.language,
            offset_min=settings.meeting.utc_offset_min,
            desk=self._own_desk(settings),
        )
        new = self.kiosk.clerk.state.pack is None and self.kiosk.seal is not None
        self._orders = orders if new else ()
        if self.kiosk.guarded:
            self._orders = tuple(one for one in self._orders if one not in self._roll)

    def run(self) -> int:
        """Serve the hall until the windows are closed.

        What the settings bring along waits in the inbox before the desk starts, so that it is one
        transaction: a new book has all of it or can still be given it.
        """
        waiting = [self.kiosk.desk.order(order, by=Office.HALL) for order in self._orders]
        try:
            with self.kiosk:
                for reply in waiting:
                    _demand(reply.result())
                self._shell.show()
                return self._shell.run()
        finally:
            self._shell.close()

    def _own_desk(self, settings: Settings) -> DeskWish | None:
        """The check-in desk that this PC serves with a keyboard wedge or a camera."""
        cameras = settings.camera
        for one in (*settings.wedge, *cameras):
            return DeskWish(
                one.desk,
                read=partial(self.kiosk.scanned, one.desk),
                failed=partial(self.kiosk.reader_lost, one.desk),
                wedge=bool(settings.wedge),
                camera=cameras[0].device if cameras else None,
            )
        return None

    def _show(self, views: Views) -> None:
        self._views = views
        self._bridge.offer(views)

    def _act(self, act: Act, details: Mapping[str, str] = MappingProxyType({})) -> None:
        if self._views is None:
            return
        view = self._views.console
        if act is Act.FREEZE_ROLL:
            self._freeze(view, details)
            return
        for order in orders_of(act, view, self._drafts, details):
            self._together(view, order, details, by=view.officer)

    def _freeze(self, view: ConsoleView, details: Mapping[str, str]) -> None:
        """The roll that the settings brought along, and then its keypads."""
        for freeze in (one for one in self._roll if isinstance(one, o.FreezeRoll)):
            reason, officers = two_in(details)
            order = replace(freeze, reason=reason, officers=officers)
            handed_out = [one for one in self._roll if one is not freeze]
            self._together(view, order, details, by=Office.HALL, then=handed_out)

    def _together(
        self,
        view: ConsoleView,
        order: o.Order,
        details: Mapping[str, str],
        *,
        by: str,
        then: Sequence[o.Order] = (),
    ) -> None:
        """Order in the name of who is at the console; what takes two, with both passphrases."""
        names = (
            two_of(order)[1] if view.guarded and TABLE[deed_name(type(order).__name__)].two else ()
        )
        secrets = (details.get("first_secret", ""), details.get("second_secret", ""))
        post = partial(self.kiosk.desk.order, by=by)
        order_together(post, order, list(zip(names, secrets, strict=False)), then)


def _demand(refusal: Refusal | None) -> None:
    """The agenda of a settings file must be lawful."""
    if refusal is not None:
        raise UnusableInput(
            "{reason} {detail}",
            where="kiosk.toml",
            cure="correct the agenda, and begin with a new book",
            reason=words("en").say(f"reason:{refusal.reason}", **refusal.detail),
            detail=refusal.detail or "",
        )


def _agenda(settings: Settings, folder: Path) -> tuple[tuple[o.Order, ...], Drafts]:
    """Everything the settings bring into a new book, and the polls laid down for the items."""
    pack = find_pack(settings.pack, folder)
    _demand_rules(pack, settings.item)
    orders: list[o.Order] = [o.AdoptPack(pack)]
    orders += [o.NameOfficer(one.name, one.role) for one in settings.officer]
    orders += _settled(settings)
    if settings.roll is not None:
        orders += roll_orders(read_roll(settings.roll))
    drafts: dict[int, o.PreparePoll] = {}
    for number, item in enumerate(settings.item, start=1):
        orders.append(o.TableItem(number, item.title, item.noticed))
        orders.append(o.PutMotion(number, item.motion, item.text, noticed=bool(item.noticed)))
        drafts[number] = _draft(number, item)
    return tuple(orders), drafts


def _settled(settings: Settings) -> list[o.Order]:
    """What the pack leaves to the meeting, and what it asks; in the convener's name."""
    by = settings.meeting.convener
    return [
        *(o.SetShare(one.rule, one.part, one.share, by) for one in settings.set),
        *(o.AnswerQuestion(one.question, one.rule, one.reason, by) for one in settings.answer),
    ]


def _demand_rules(pack: RulePack, items: Iterable[ItemSettings]) -> None:
    for number, item in enumerate(items, start=1):
        if pack.rule(item.rule) is None and pack.question(item.rule) is None:
            raise UnusableInput(
                "item {number} is to be polled by the rule {rule}, which the pack has not",
                where=f"pack {pack.pack}",
                cure="name one of {known}",
                number=number,
                rule=item.rule,
                known=", ".join(rule.name for rule in pack.rules),
            )


def _draft(number: int, item: ItemSettings) -> o.PreparePoll:
    choose = BallotForm(BallotKind.CHOOSE, item.options, 1, item.maximum)
    return o.PreparePoll(
        item=number,
        rule=item.rule,
        form=choose if item.options else FOR_AGAINST_FORM,
        last_press_counts=item.last_press_counts,
        duration_s=item.duration_s,
    )
