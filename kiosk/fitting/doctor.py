"""Is this hall ready? Everything is looked at once, from the outermost cable to the clock.

Nothing is changed: a base is only asked who it is, a port opened and closed, a file of a few blocks
written beside the book and taken away. It is to be asked before the hall is opened: a port that the
running hall holds is told as held.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.clerk import readiness as r
from kiosk.clerk.readiness import Ready, Subject
from kiosk.clerk.resolutionlist import preview_resolutions
from kiosk.clerk.rollcells import RollLine
from kiosk.clerk.rollfile import read_roll
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.devices.events import BaseAnswered
from kiosk.devices.printers.catalog import printer_for
from kiosk.devices.probing import OpenPort, ask_base
from kiosk.devices.settings import BaseSettings
from kiosk.faults import HallFault
from kiosk.fitting.clocks import look_at_clock
from kiosk.fitting.disks import free_mb, medium_of, on_one_filing, sync_us
from kiosk.fitting.installing import Fitting, installed
from kiosk.ledger.pin import pin_told
from kiosk.printing.fonts import Face, metrics, undrawable
from kiosk.ui.placing import FEED, Display, Places

UNASKED = frozenset({"taiden"})
"""Bases whose only order starts a poll."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a hall is looked at with; `displays` may raise the fault of having none."""

    clock: Clock
    open_port: OpenPort
    displays: Callable[[], Sequence[Display]]


def examine(settings: Settings, fitting: Fitting, tools: Tools) -> Iterator[Ready]:
    """A line for each thing, in the order in which a technician walks through the hall."""
    answers = list[BaseAnswered]()
    for base in settings.base:
        yield from _base(base, tools, answers)
    for scanner in settings.scanner:
        yield _scanner(scanner.desk, scanner.port, scanner.baud, tools)
    yield from _roll(settings, sum(one.keypads for one in answers))
    yield from _resolutions(settings)
    yield _displays(settings, tools)
    yield _printer(settings)
    yield from _disks(settings, tools.clock)
    yield look_at_clock(tools.clock)
    yield r.pin_kept(pin_told(settings.kiosk.pin), closed=settings.kiosk.mode)
    yield r.started_by([str(one) for one in installed(fitting)])


def _base(base: BaseSettings, tools: Tools, answers: list[BaseAnswered]) -> Iterator[Ready]:
    asked = base.protocol not in UNASKED
    try:
        if asked:
            answer = ask_base(base, tools.open_port, tools.clock)
        else:
            tools.open_port(base.port, base.baud, base.parity).close()
            answer = None
    except HallFault as fault:
        yield r.faulty(Subject.BASE, fault)
        return
    if answer is None:
        yield r.base_silent(base.name, base.port, asked=asked)
        return
    if not base.standby_of:
        answers.append(answer)
    yield r.base_answered(base.name, base.port, answer.first_keypad, answer.keypads)


def _scanner(desk: str, port: str, baud: int, tools: Tools) -> Ready:
    try:
        tools.open_port(port, baud, "N").close()
    except HallFault as fault:
        return r.faulty(Subject.SCANNER, fault)
    return r.scanner_opens(desk, port)


def _roll(settings: Settings, keypads: int) -> Iterator[Ready]:
    """What the roll asks of the keypads and of the fonts."""
    lines: Sequence[RollLine] = ()
    try:
        lines = read_roll(settings.roll) if settings.roll is not None else ()
    except HallFault as fault:
        yield r.faulty(Subject.ROLL, fault)
    voters = sum(line.delegate.votes for line in lines)
    if settings.roll is None:
        yield r.no_roll()
    elif lines:
        yield r.roll_read(len(lines), voters)
        yield from (r.keypads_enough(voters, keypads) for _ in settings.base[:1])
    yield _fonts(settings, lines)


def _resolutions(settings: Settings) -> Iterator[Ready]:
    """The list of earlier resolutions, where one is named."""
    if settings.meeting.resolutions is None:
        return
    try:
        preview = preview_resolutions(settings.meeting.resolutions)
    except HallFault as fault:
        yield r.resolutions_unreadable(fault)
        return
    yield from r.resolutions_mistaken(preview.mistakes)
    if not preview.mistakes:
        yield r.resolutions_read(len(preview.resolutions))


def _fonts(settings: Settings, lines: Sequence[RollLine]) -> Ready:
    try:
        for face in Face:
            metrics(face)
    except HallFault as fault:
        return r.faulty(Subject.FONTS, fault)
    return r.characters_drawn(undrawable("".join(_texts(settings, lines))))


def _texts(settings: Settings, lines: Sequence[RollLine]) -> Iterator[str]:
    """Every text that will stand on a paper."""
    meeting = settings.meeting
    yield from (meeting.title, meeting.session_title, meeting.place, meeting.convener)
    yield from (line.person.name for line in lines)
    for item in settings.item:
        yield from (item.title, item.motion, item.text, *item.options)


def _displays(settings: Settings, tools: Tools) -> Ready:
    try:
        displays = tools.displays()
    except HallFault as fault:
        return r.faulty(Subject.DISPLAYS, fault)
    places = Places(windows_of(settings))
    placed = {window: _called(one) for window, one in places.place(displays).items()}
    known = [_called(one) for one in displays]
    return r.windows_placed(places.wished, placed, known, closed=settings.kiosk.mode)


def windows_of(settings: Settings) -> dict[str, str]:
    """Which windows of this hall are to have which display."""
    wishes = settings.displays.wishes
    if not settings.screens.feed:
        wishes.pop(FEED, None)
    if not settings.screens.observer:
        wishes.pop("observer", None)
    return wishes


def _called(display: Display) -> str:
    """A display as a technician knows it: socket, model, serial number."""
    told = " ".join(one for one in (display.model, display.serial) if one)
    return f"{display.name} ({told})" if told else display.name


def _printer(settings: Settings) -> Ready:
    if settings.printer is None:
        return r.no_printer()
    printer = printer_for(settings.printer)
    try:
        return r.printer_told(printer.name, str(printer.look()))
    except HallFault as fault:
        return r.faulty(Subject.PRINTER, fault)


def _disks(settings: Settings, clock: Clock) -> Iterator[Ready]:
    """The media of book and second copy: speed, room, and that they are two."""
    book, mirror = settings.book.path.parent, settings.book.mirror
    folders = [book] if mirror is None else [book, mirror.parent]
    for folder in folders:
        yield from _tried(
            Subject.SYNC, lambda at: r.disk_synced(str(at), sync_us(at, clock)), folder
        )
    for folder in dict.fromkeys([*folders, settings.book.papers]):
        yield from _tried(Subject.SPACE, lambda at: r.room_left(str(at), free_mb(at)), folder)
    if not settings.book.url:
        other = medium_of(mirror.parent) if mirror is not None else None
        filed = mirror is not None and on_one_filing(book, mirror.parent)
        yield r.media_apart(medium_of(book), other, filed=filed)


def _tried(subject: Subject, look: Callable[[Path], Ready], at: Path) -> Iterator[Ready]:
    try:
        yield look(at)
    except HallFault as fault:
        yield r.faulty(subject, fault)
