"""The view-model of a check-in desk's window."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk.views import DeskView
from kiosk.clock import Clock
from kiosk.faults import HallFault
from kiosk.ui.checkin.props import CheckInProps, Shown, derive
from kiosk.ui.checkin.wedge import Spoilt
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.checkin"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 500


@QmlElement
@QmlUncreatable("made by the shell")
class CheckInScreen(shown(CheckInProps)):
    """What the window binds to; `take` what the clerk tells of this desk, `speak` a language."""

    def __init__(self, desk: str, clock: Clock, words: Words) -> None:
        super().__init__()
        self._clock, self._words = clock, words
        self._view = DeskView(desk)
        self._since_ns = clock.mono_ns()
        self._practice = False
        self._spoilt: Spoilt | None = None
        self._fault: HallFault | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self.refresh()

    def take(self, view: DeskView, *, practice: bool) -> None:
        """Show the last scan, once; the counts change without one."""
        if view.entry != self._view.entry:
            self._since_ns, self._spoilt = self._clock.mono_ns(), None
        self._view, self._practice = view, practice
        self.refresh()

    def garbled(self, why: Spoilt) -> None:
        """Tell that a scan gave no code."""
        self._since_ns, self._spoilt = self._clock.mono_ns(), why
        self.refresh()

    def fault(self, fault: HallFault) -> None:
        """Tell what is wrong with the camera."""
        self._fault = fault
        self.refresh()

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Derive the props anew; the timer runs only while a scan is shown."""
        lies_here = Shown(self._view, self._practice, self._spoilt, self._since_ns, self._fault)
        new = derive(lies_here, self._words, self._clock.mono_ns())
        if new != self.props:
            self.show(new)
        if new.ticking != self._timer.isActive():
            self._timer.start() if new.ticking else self._timer.stop()
