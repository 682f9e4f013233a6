"""The view-model of the wall: props as properties, and the one timer while a poll runs."""

from PySide6.QtCore import QEnum, QObject, QTimer, Slot
from PySide6.QtQml import QmlElement, QmlNamedElement, QmlUncreatable

from kiosk.clerk.views import HallView
from kiosk.clock import Clock
from kiosk.ui.hall.individual import Individual
from kiosk.ui.hall.notices import HallPage
from kiosk.ui.hall.props import PAGE_NS, HallProps, derive
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.hall"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 100


@QmlNamedElement("HallPage")
@QmlUncreatable("a closed list")
class HallPageList(QObject):
    """The pages of `notices.HallPage`."""

    Kind = QEnum(HallPage)


@QmlElement
@QmlUncreatable("made by the shell")
class HallScreen(shown(HallProps)):
    """What the wall binds to; `take` a view, `speak` a language."""

    def __init__(self, clock: Clock, words: Words, *, told: Individual = Individual.NAMES) -> None:
        super().__init__()
        self._clock, self._words, self._told = clock, words, told
        self._view: HallView | None = None
        self._since_ns = clock.mono_ns()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def view(self) -> HallView | None:
        """What the clerk told last."""
        return self._view

    def take(self, view: HallView, *, turned: int = 0) -> None:
        """Show a new view, in the next frame; for stills as if so many pages were turned."""
        if self._view is None or turned or _place(view) != _place(self._view):
            self._since_ns = self._clock.mono_ns() - turned * PAGE_NS
        self._view = view
        self.refresh()

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Derive the props anew; the timer runs only while they depend on the time."""
        if self._view is None:
            return
        new = derive(
            self._view,
            self._words,
            self._clock.mono_ns(),
            since_ns=self._since_ns,
            told=self._told,
        )
        if new != self.props:
            self.show(new)
        if new.ticking != self._timer.isActive():
            self._timer.start() if new.ticking else self._timer.stop()


def _place(view: HallView) -> tuple[object, ...]:
    return view.mode, view.item, view.motion_text, view.plan
