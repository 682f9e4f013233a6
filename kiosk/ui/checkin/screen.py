"""The view-model of a check-in desk's window: props as properties, keys and presses as work."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Property, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk import orders as o
from kiosk.clerk.deskdeeds import Deed, added_line, order_of
from kiosk.clerk.finding import NameIndex, the_one
from kiosk.clerk.passes import photo_path
from kiosk.clerk.views import DeskView, DoorLine, DoorView, Views
from kiosk.clock import Clock
from kiosk.faults import HallFault
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.refusal import Refusal
from kiosk.ui.checkin import working
from kiosk.ui.checkin.lists import leaves_of, picked, places
from kiosk.ui.checkin.pages import CHORDS, derive_page
from kiosk.ui.checkin.props import CHINA_MIN, CheckInProps, Shown
from kiosk.ui.checkin.wedge import Code, Spoilt, scanned
from kiosk.ui.checkin.working import Page, Pick, Work
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.checkin"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 500
LONGER_THAN_A_NAME = 100
CONFIRM, BACK = "Ctrl+Enter", "Esc"
TURNS = {"PgUp": -1, "PgDown": 1}
Told = Callable[[Refusal | None], None]
Ordering = Callable[[o.Order, tuple[str, str], Told], None]
"""An order, the passphrases of the two who assent to it, and who is told the answer."""


def nothing(order: o.Order, secrets: tuple[str, str], told: Told) -> None:
    """A window that orders nothing (stills)."""


@QmlElement
@QmlUncreatable("made by the shell")
class CheckInScreen(shown(CheckInProps)):
    """What the window binds to; `take` what the clerk tells of this desk, `speak` a language.

    `order` posts what the clerk at the desk orders; its answer may come from any thread.
    """

    photoChanged = Signal()
    wiped = Signal()
    _answered = Signal(object)

    def __init__(
        self,
        desk: str,
        clock: Clock,
        words: Words,
        *,
        order: Ordering = nothing,
        photos: Path | None = None,
        public: bool = False,
        speak: Callable[[], None] = lambda: None,
        offset_min: int = CHINA_MIN,
    ) -> None:
        super().__init__()
        self._clock, self._words = clock, words
        self._order, self._photos = order, photos
        self._shown = Shown(DeskView(desk), public=public, offset_min=offset_min)
        self._officer = ""
        self._officers: tuple[str, ...] = ()
        self._index: tuple[tuple[str, ...], NameIndex] | None = None
        self._photo = QUrl()
        self.scan: Callable[[str], None] = lambda text: None
        self._speak = speak
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._answered.connect(self._come_back)
        self._change(since_ns=clock.mono_ns())

    # ---- what comes from outside -----------------------------------------------------------

    def take(self, view: DeskView, *, practice: bool) -> None:
        """Show the last deed, once; the counts change without one."""
        if view.entry != self._shown.view.entry:
            self._change(since_ns=self._clock.mono_ns(), spoilt=None, work=Work())
        elif view.keypad_refusal != self._shown.view.keypad_refusal:
            self._change(since_ns=self._clock.mono_ns())
        self._change(view=view, practice=practice)

    def take_all(self, views: Views) -> None:
        """Show what the clerk tells of the door, and of this desk among others."""
        self._officer = views.console.officer
        self._officers = tuple(one.name for one in views.console.officers)
        guarded, door = views.console.guarded, views.door
        if door is not self._shown.door or guarded != self._shown.guarded:
            self._change(door=door, guarded=guarded)
        desk = self._shown.view.desk
        told = [view for view in views.desks if view.desk == desk]
        fresh = DeskView(desk, roll=views.hall.roll, present=views.hall.present)
        self.take(told[0] if told else fresh, practice=views.hall.practice)

    def garbled(self, why: Spoilt) -> None:
        """Tell that a scan gave no code."""
        self._change(since_ns=self._clock.mono_ns(), spoilt=why, work=Work())

    def fault(self, fault: HallFault) -> None:
        """Tell what is wrong with the camera."""
        self._change(fault=fault)

    def lay_open(
        self, door: DoorView, work: Work, *, public: bool, fault: HallFault | None = None
    ) -> None:
        """Show a page as it is, for stills."""
        self._change(door=door, work=work, public=public, fault=fault)

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Derive the props anew; the timer runs only while a scan is shown."""
        new = derive_page(self._shown, self._words, self._clock.mono_ns(), self._find)
        if new != self.props:
            self.show(new)
        self._look_up(new.number)
        if new.ticking != self._timer.isActive():
            self._timer.start() if new.ticking else self._timer.stop()

    # ---- what the clerk at the desk does ---------------------------------------------------

    @property
    def typing(self) -> bool:
        """Whether a person writes in this window now."""
        return self._shown.work.typing

    def chord(self, keys: str) -> bool:
        """Do what a chord orders; False for keys that are none here."""
        acts = {chord: act for act, chord in CHORDS.items()}
        known: dict[str, Callable[[], None]] = {
            BACK: self.back,
            CONFIRM: self.confirm,
            **{key: partial(self.turn, by) for key, by in TURNS.items()},
            **{key: partial(self.press, act) for key, act in acts.items()},
        }
        if keys in known:
            known[keys]()
        return keys in known

    @Slot()
    def turnLanguage(self) -> None:
        self._speak()

    @Slot(str)
    def press(self, act: str) -> None:
        """A button below the page, a deed, or a kind of keypads."""
        if act == "mode":
            mode = o.DeskMode.ENTRY if self.props.leaving else o.DeskMode.EXIT
            self._post(o.SetDesk(self._shown.view.desk, mode))
        elif act == "check_in":
            self._post(o.CloseCheckIn() if self._shown.door.check_in_open else o.OpenCheckIn())
        elif act in [*Deed]:
            self._wanted(Deed(act))
        elif act in [*Pick]:
            self._change(work=Work(Page.KEYPADS, pick=Pick(act)))
        else:
            self._work(working.opened(self._shown.work, Page(act)))

    def _wanted(self, deed: Deed) -> None:
        work, at_once = working.wanted(self._shown.work, deed)
        self._work(work)
        if at_once:
            self._do(deed, "")

    @Slot(int)
    def choose(self, number: int) -> None:
        """A line of a list was pressed."""
        if number:
            self._work(working.chosen(self._shown.work, number))

    @Slot(str)
    def chooseReason(self, reason: str) -> None:
        """One of the ready reasons: it is the whole answer."""
        self._change(work=working.written(self._shown.work, "reason", reason))

    @Slot(str, str)
    def write(self, name: str, text: str) -> None:
        """Something was typed; a pass that came through an input method is a scan all the same."""
        if len(text) > LONGER_THAN_A_NAME and isinstance(line := scanned(text), Code):
            self.wiped.emit()
            self.scan(line.text)
            return
        self._change(work=working.written(self._shown.work, name, text))

    @Slot()
    def confirm(self) -> None:
        """Order what the page asks for; on the find page, choose the first."""
        work, deed = self._shown.work, self._shown.work.deed
        if work.page is Page.FIND and self.props.rows:
            self.choose(self.props.rows[0].number)
        elif work.page is Page.WHY and deed is not None and self.props.confirmable:
            self._do(deed, work.reason.strip())
        elif work.page is Page.ADD and self.props.confirmable:
            self._add(work)

    @Slot()
    def back(self) -> None:
        if self._shown.work.page is Page.DOOR and self._shown.view.awaited:
            self._post(o.AwaitKeypad(self._shown.view.desk, ""))
        self._work(working.back(self._shown.work))

    @Slot(int)
    def turn(self, by: int) -> None:
        """Another leaf of the list of keypads."""
        work = self._shown.work
        leaves = leaves_of(len(picked(places(self._shown.door), work.pick)))
        self._change(work=working.turned(work, by, leaves))

    # ---- ordering --------------------------------------------------------------------------

    def _do(self, deed: Deed, reason: str) -> None:
        line = working.line_of(self._shown.door.lines, self._shown.work.number)
        if line is not None:
            desk = self._shown.view.desk
            self._post(order_of(deed, line, desk=desk, reason=reason, by=self._officer))

    def _add(self, work: Work) -> None:
        form = {name: text.strip() for name, text in work.form.items()}
        read = added_line(form)
        if isinstance(read, Sentence):
            self._change(work=working.answered(work, read))
            return
        first, second = (the_one(form[name], self._officers) for name in ("first", "second"))
        order = o.AmendRoll((read.delegate,), (read.person,), form["reason"], (first, second))
        mine, other = (work.form.get(name, "") for name in working.SECRETS)
        self._post(order, (mine, other))

    def _post(self, order: o.Order, secrets: tuple[str, str] = ("", "")) -> None:
        self._order(order, secrets, self._answered.emit)

    @Slot(object)
    def _come_back(self, refusal: Refusal | None) -> None:
        told = Sentence(f"reason:{refusal.reason}", refusal.detail) if refusal is not None else None
        self._work(working.answered(self._shown.work, told))

    # ---- looking up ------------------------------------------------------------------------

    def _find(self, typed: str) -> tuple[DoorLine, ...]:
        lines = self._shown.door.lines
        names = tuple(line.name for line in lines)
        if self._index is None or self._index[0] != names:
            self._index = names, NameIndex({line.number: line.name for line in lines})
        by_number = {line.number: line for line in lines}
        return tuple(by_number[number] for number in self._index[1].find(typed))

    def _look_up(self, number: int) -> None:
        path = photo_path(self._photos, number) if number else None
        photo = QUrl.fromLocalFile(str(path)) if path is not None else QUrl()
        if photo != self._photo:
            self._photo = photo
            self.photoChanged.emit()

    def _photo_of(self) -> QUrl:
        return self._photo

    photo = Property(QUrl, _photo_of, notify=photoChanged)

    def _work(self, work: Work) -> None:
        if work.page is not self._shown.work.page:
            self.wiped.emit()
        self._change(work=work)

    def _change(self, **told: object) -> None:
        self._shown = replace(self._shown, **told)
        self.refresh()
