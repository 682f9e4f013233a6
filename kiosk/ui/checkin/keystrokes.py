"""The keys of the check-in window, before any input method can have them.

An input method serves only what says that it takes its texts (`ItemAcceptsInputMethod`). Nothing
on the door page does: there is no text field, the focus lies on a plain item, and every key is
taken at the door of the window. What an input method commits all the same (a system may force one)
is taken like keys, so that the wedge can turn it back or say what is wrong. On the pages where a
person writes, the same door holds each key until it is known whose it is.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow

from kiosk.clock import Clock
from kiosk.ui.checkin.wedge import REST_NS, Code, Garbled, Line, Wedge
from kiosk.ui.parts.keyguard import POINTS, spelled
from kiosk.ui.parts.lull import Lull

MS = 1_000_000
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


HOLD_MS = 60


class Keystrokes(QObject):
    """Stands at the door of one window; `take` gets each line that was scanned or typed.

    `chord` is asked for keys that write nothing, and says whether it knew them. While `typing`
    answers true a person writes in a field: letters are held until they prove to be nobody's
    scan, a blink each or until a finger comes, and then go on to the window as they came.
    """

    def __init__(
        self,
        window: QWindow,
        clock: Clock,
        take: Callable[[Line], None],
        *,
        chord: Callable[[str], bool] = lambda keys: False,
        typing: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._window, self._clock, self._take = window, clock, take
        self._chord, self._typing = chord, typing
        self._wedge = Wedge()
        self._held: list[QKeyEvent] = []
        self._passing = False
        self._rest = Lull(clock, REST_NS // MS, self)
        self._rest.over.connect(self._rested)
        self._hold = Lull(clock, HOLD_MS, self)
        self._hold.over.connect(self._release)
        window.installEventFilter(self)

    def leave(self) -> None:
        """Listen no longer."""
        self._rest.stop()
        self._hold.stop()
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing:
            return False
        if event.type() in POINTS:
            self._release()
        if isinstance(event, QInputMethodEvent) and event.commitString() and not self._typing():
            self._typed(event.commitString(), self._clock.mono_ns())
            return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & CHORD or not (event.key() in ENTER or _writes(event.text())):
            return not event.isAutoRepeat() and self._chord(spelled(event.keyCombination()))
        if event.isAutoRepeat():  # a key held down is as fast as a scanner
            return not self._typing()
        if self._typing():
            self._held.append(event.clone())
            self._hold.start()
        text = "\r" if event.key() in ENTER else event.text()
        self._typed(text, event.timestamp() * MS or self._clock.mono_ns())
        return True

    def _typed(self, text: str, now_ns: int) -> None:
        self._rest.start()
        line = self._wedge.key(text, now_ns)
        if isinstance(line, Code | Garbled):
            self._scanned(line)
        elif line is not None:
            self._release()
            self._take(line)

    def _scanned(self, line: Line) -> None:
        self._held = []
        self._take(line)

    @Slot()
    def _release(self) -> None:
        """What is held is a person's: it goes on to the window. A scan that still comes waits."""
        if self._wedge.is_fast:
            return
        held, self._held = self._held, []
        self._passing = True
        for event in held:
            QCoreApplication.sendEvent(self._window, event)
        self._passing = False

    @Slot()
    def _rested(self) -> None:
        line = self._wedge.rest()
        if line is not None:
            self._scanned(line)
        else:
            self._release()


def _writes(text: str) -> bool:
    return bool(text) and text.isprintable()
