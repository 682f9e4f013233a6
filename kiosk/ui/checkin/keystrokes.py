"""The keys of the check-in window, before any input method can have them.

An input method serves only what says that it takes its texts (`ItemAcceptsInputMethod`). Nothing
in this window does: there is no text field, the focus lies on a plain item, and every key is taken
at the door of the window. What an input method commits all the same (a system may force one) is
taken like keys, so that the wedge can turn it back or say what is wrong.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow

from kiosk.clock import Clock
from kiosk.ui.checkin.wedge import REST_NS, Line, Wedge

MS = 1_000_000
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Keystrokes(QObject):
    """Stands at the door of one window; `take` gets each line that was scanned or typed."""

    def __init__(self, window: QWindow, clock: Clock, take: Callable[[Line], None]) -> None:
        super().__init__()
        self._window, self._clock, self._take = window, clock, take
        self._wedge = Wedge()
        self._timer = QTimer(self, interval=REST_NS // MS, singleShot=True)
        self._timer.timeout.connect(self._rested)
        window.installEventFilter(self)

    def leave(self) -> None:
        """Listen no longer."""
        self._timer.stop()
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) and event.commitString():
            self._typed(event.commitString(), self._clock.mono_ns())
            return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & CHORD or not event.text():
            return False
        if event.isAutoRepeat():  # a key held down is as fast as a scanner
            return True
        text = "\r" if event.key() in ENTER else event.text()
        self._typed(text, event.timestamp() * MS or self._clock.mono_ns())
        return True

    def _typed(self, text: str, now_ns: int) -> None:
        self._timer.start()
        line = self._wedge.key(text, now_ns)
        if line is not None:
            self._take(line)

    @Slot()
    def _rested(self) -> None:
        line = self._wedge.rest()
        if line is not None:
            self._take(line)
