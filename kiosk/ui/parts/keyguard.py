"""Keys of the chair's window: chords are acts, and a scanner that types is not a chair.

A wedge scanner types a whole pass within a few milliseconds into whatever has the focus. So each
key is held for a moment: five or more within it are a burst, and all of them, until the keys rest,
go to whom a scanner concerns (`overheard`), or nowhere. Other keys go on as they came, a blink
later; chords (Ctrl+…, F-keys) never reach the window but go to `chord`, which says whether it knew
them. What counts is when a key was pressed, as the system noted it: after a busy moment the keys
of a person arrive here all at once. A finger that touches the window ends the moment: what was
typed before belongs to where the focus was.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWindow

from kiosk.clock import Clock
from kiosk.ui.parts.lull import Lull

Overheard = Callable[[Sequence[QKeyEvent]], None]

MS = 1_000_000
BURST_KEYS = 5
BURST_NS = 50_000_000
HOLD_MS = 55
POINTS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
MODIFIERS = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)


class KeyGuard(QObject):
    """Stands at the door of one window."""

    def __init__(
        self,
        window: QWindow,
        clock: Clock,
        chord: Callable[[str], bool],
        overheard: Overheard | None = None,
    ) -> None:
        super().__init__()
        self._window, self._clock, self._chord = window, clock, chord
        self._overheard = overheard
        self._held: list[QKeyEvent] = []
        self._times: list[int] = []
        self._passing = self._burst = False
        self._lull = Lull(clock, HOLD_MS, self)
        self._lull.over.connect(self._release)
        window.installEventFilter(self)

    @property
    def holds(self) -> bool:
        """True while keys are held back."""
        return bool(self._held)

    def leave(self) -> None:
        """Stand guard no longer."""
        self._lull.stop()
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in POINTS and not self._burst:
            self._release()
        if self._passing or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or event.key() in MODIFIERS:
            return False
        self._hold(event.clone())
        return True

    def _hold(self, event: QKeyEvent) -> None:
        now = event.timestamp() * MS or self._clock.mono_ns()
        if event.type() == QEvent.Type.KeyPress:
            self._times = [at for at in self._times if now - at < BURST_NS] + [now]
            self._burst = self._burst or len(self._times) >= BURST_KEYS
        self._held.append(event)
        if self._burst or not self._lull.runs:
            self._lull.start()

    def _release(self) -> None:
        self._lull.stop()
        held, self._held = self._held, []
        burst, self._burst = self._burst, False
        if burst:
            if self._overheard is not None:
                self._overheard(held)
            return
        self._passing = True
        for event in held:
            if not self._is_chord(event):
                QCoreApplication.sendEvent(self._window, event)
        self._passing = False

    def _is_chord(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or event.isAutoRepeat():
            return False
        return self._chord(spelled(event.keyCombination()))


def spelled(keys: QKeyCombination) -> str:
    """A chord as it stands on a button: `Ctrl+Enter`, `F8`; both Enter keys are one."""
    plain = keys.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = QKeySequence(QKeyCombination(plain, keys.key())).toString(
        QKeySequence.SequenceFormat.PortableText
    )
    return text.replace("Return", "Enter")
