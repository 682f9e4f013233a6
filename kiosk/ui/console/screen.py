"""The view-model of the chair's screen: props as properties, presses as acts."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk.views import Act, Action, ConsoleView, PrintLine, RoomLine
from kiosk.clock import Clock
from kiosk.ui.console.asking import CORRECTED, Asking, office_beside, office_known, who_asks
from kiosk.ui.console.cabinet_screen import CabinetScreen, Give
from kiosk.ui.console.keys import (
    ASKED_TWICE,
    CABINET_CHORD,
    CANCEL_KEY,
    CHORDS,
    LANGUAGE_CHORD,
    NEXT_CHORD,
    PAPERS_CHORD,
    WITH_OFFICERS,
)
from kiosk.ui.console.papers import PaperPanel, PaperRow, rows
from kiosk.ui.console.props import CHINA_MIN, ConsoleProps, derive
from kiosk.ui.console.steady import Held, Steady, too_few
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.console"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 200
Chords = dict[str, Callable[[], None]]


@QmlElement
@QmlUncreatable("made by the shell")
class ConsoleScreen(shown(ConsoleProps)):
    """What the console binds to; `take` a view, `speak` a language, be pressed."""

    def __init__(
        self,
        clock: Clock,
        words: Words,
        *,
        act: Callable[[Act], None],
        act_with: Callable[[Act, dict[str, str]], None],
        give: Give,
        speak: Callable[[], None],
        offset_min: int = CHINA_MIN,
    ) -> None:
        super().__init__()
        self._clock, self._words, self._offset_min = clock, words, offset_min
        self._act, self._act_with, self._speak = act, act_with, speak
        self.cabinet = CabinetScreen(words, give=give, parent=self)
        self._view: ConsoleView | None = None
        self._asking: Asking | None = None
        self._panel: PaperPanel | None = None
        self._rows: tuple[tuple[PrintLine, ...], Words, tuple[PaperRow, ...]] | None = None
        self._put_away = False
        self._steady = Steady()
        self._own: dict[str, RoomLine] = {}
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)

    def take(self, view: ConsoleView) -> None:
        """Show a new view, in the next frame."""
        self._view = view
        self._put_away = self._put_away and bool(view.revealed)
        self._steady.see(view, self._clock.mono_ns())
        self._asking = self._still_asked(view)
        self.cabinet.take(view)
        self.refresh()
        self._timer.start()

    def _still_asked(self, view: ConsoleView) -> Asking | None:
        """The question as it stands with this view: over, answered, or to be corrected."""
        asking = self._asking
        if asking is None or self._offered(asking.act) is None:
            return None
        if not asking.sending or view.answered == asking.sent:
            return asking
        wrong = view.not_done
        return asking.refused_by(wrong) if wrong and wrong.reason in CORRECTED else None

    def tell(self, line: RoomLine) -> None:
        """Show how something of this PC stands, until it is told anew."""
        self._own[line.name] = line
        self.refresh()

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        self.cabinet.speak(words)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Derive the props anew."""
        if self._view is None:
            return
        new = derive(
            self._view,
            self._words,
            self._clock.now(),
            offset_min=self._offset_min,
            asking=self._asking,
            panel=self._panel,
            listed=self._listed(self._view),
            revealed=not self._put_away,
            own=tuple(self._own.values()),
            held=self._held(self._view),
        )
        if new != self.props:
            self.show(new)

    def _listed(self, view: ConsoleView) -> tuple[PaperRow, ...]:
        """The rows of the open list of papers: made anew when the papers or the words change."""
        if self._panel is None:
            return ()
        known = self._rows
        if known is None or known[0] is not view.prints or known[1] is not self._words:
            known = self._rows = (view.prints, self._words, rows(view, self._words))
        return known[2]

    def chord(self, keys: str) -> bool:
        """Do what a chord orders; False for keys that are no chord here."""
        opened = self._of_what_is_open()
        if opened is not None:
            return _one_of(opened, keys)
        if keys not in CHORDS.values():
            return _one_of(self._of_the_console, keys)
        for act in (act for act, chord in CHORDS.items() if chord == keys):
            self.press(act)
        return True

    def _of_what_is_open(self) -> Chords | None:
        """The chords of what lies over the console; None when nothing does."""
        if self._asking is not None:
            return {NEXT_CHORD: self.confirm, CANCEL_KEY: self.cancel}
        if self.props is not None and self.props.record_shown:
            return {NEXT_CHORD: self.putAway, CANCEL_KEY: self.putAway}
        if self.cabinet.is_open:
            return {NEXT_CHORD: self.cabinet.give, CANCEL_KEY: self.cabinet.close}
        return self._of_papers if self._panel is not None else None

    @property
    def _of_the_console(self) -> Chords:
        return {
            NEXT_CHORD: self.pressNext,
            LANGUAGE_CHORD: self._speak,
            CABINET_CHORD: self.cabinet.open,
            PAPERS_CHORD: self.turnPapers,
        }

    def ask(self, act: Act, fields: Mapping[str, str]) -> None:
        """Ask about an act that is offered, with this filled in already; no finger is in it."""
        offered = self._offered(act)
        if offered is None or offered.refusal is not None:
            return
        self._open(self._question(act))
        for field, text in fields.items():
            self.write(field, text)

    @Slot()
    def putAway(self) -> None:
        """Show a personal record no longer, before its minute is over."""
        self._put_away = True
        self.refresh()

    @property
    def _of_papers(self) -> Chords:
        return {
            PAPERS_CHORD: self.turnPapers,
            CANCEL_KEY: self.turnPapers,
            NEXT_CHORD: self.confirmPaper,
        }

    @Slot()
    def turnPapers(self) -> None:
        """Open the list of papers over the console, or close it."""
        self._show_papers(PaperPanel() if self._panel is None else None)

    @Slot(str, str)
    def askPaper(self, act: str, number: str) -> None:
        """Order something of a paper: printing at once, the rest after one more question."""
        if act == Act.PRINT_PAPER:
            self._act_with(Act.PRINT_PAPER, {"number": number})
        else:
            name = self._view.officer if self._view and act == Act.CONFIRM_PRINTED else ""
            self._show_papers(PaperPanel(Act(act), number, name))

    @Slot(str)
    def writePaper(self, text: str) -> None:
        if self._panel is not None:
            self._show_papers(replace(self._panel, text=text))

    @Slot()
    def confirmPaper(self) -> None:
        panel = self._panel
        if panel is not None and panel.act is not None and panel.ready:
            self._show_papers(PaperPanel())
            self._act_with(panel.act, panel.details)

    def _show_papers(self, panel: PaperPanel | None) -> None:
        self._panel = panel
        self.refresh()

    def _held(self, view: ConsoleView) -> Held:
        return self._steady.held(view, self._clock.mono_ns())

    @Slot()
    def pressNext(self) -> None:
        if self._view is not None and self._view.next is not None:
            self.press(self._view.next.act)
        elif self._view is not None and self._view.closed and self._panel is None:
            self.turnPapers()

    @Slot(str)
    def press(self, act: str) -> None:
        """Order an act that is offered and lawful now; a dangerous one is asked about first."""
        offered, view = self._offered(Act(act)), self._view
        if view is None or offered is None or offered.refusal is not None:
            return
        large = offered is view.next
        if large and not self._held(view).free:
            return
        if offered.act in ASKED_TWICE or (offered.act is Act.CLOSE_POLL and too_few(view)):
            self._open(self._question(offered.act))
        else:
            self._order(offered.act, view)

    def _order(self, act: Act, view: ConsoleView, details: dict[str, str] | None = None) -> None:
        """Hand an act on; what the large button orders locks it until there is an answer."""
        if view.next is not None and act is view.next.act:
            self._steady.order(act, view, self._clock.mono_ns())
        if details is None:
            self._act(act)
        else:
            self._act_with(act, details)
        self.refresh()

    def _open(self, asking: Asking) -> None:
        """Ask; what opened the question does not answer it, too."""
        self._steady.hold(self._clock.mono_ns())
        self._ask(asking)

    def _question(self, act: Act) -> Asking:
        view = self._view
        if view is None or not view.guarded:
            return Asking(act)
        return Asking(act, first="" if act is Act.LOG_IN else who_asks(act, view), secrets=True)

    @Slot(str, str)
    def write(self, field: str, text: str) -> None:
        """Fill a field of the question: `first`, `second`, `reason`, or a passphrase.

        Who has an office already keeps it.
        """
        if self._asking is None:
            return
        if self._asking.sending:
            return
        asking = replace(self._asking, **{field: text}, refused=None)
        office = office_known(self._view, text) if field == "newcomer" else ""
        self._ask(replace(asking, office=office) if office else asking)

    @Slot(int)
    def stepOffice(self, places: int) -> None:
        """Choose the office so many places on, for who is enrolled."""
        if self._asking is not None:
            self.write("office", office_beside(self._asking.office, places))

    @Slot()
    def confirm(self) -> None:
        asking, view = self._asking, self._view
        if asking is None or view is None or not asking.ready or asking.sending:
            return
        if self._held(view).waits:
            return
        self._ask(replace(asking, sent=view.answered) if asking.secrets else None)
        told = asking.act in WITH_OFFICERS or asking.act in (Act.LOG_IN, Act.HAND_OVER)
        self._order(asking.act, view, asking.details if told else None)

    @Slot()
    def cancel(self) -> None:
        self._ask(None)

    @Slot()
    def turnLanguage(self) -> None:
        self._speak()

    def _ask(self, asking: Asking | None) -> None:
        self._asking = asking
        self.refresh()

    def _offered(self, act: Act) -> Action | None:
        if self._view is None:
            return None
        offered = (self._view.next, *self._view.actions)
        return next((one for one in offered if one is not None and one.act == act), None)


def _one_of(known: Chords, keys: str) -> bool:
    """Do what a chord means in what is open now; the acts behind it are not to be had."""
    if keys in known:
        known[keys]()
    return keys in known or keys in CHORDS.values()
