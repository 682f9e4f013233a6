"""In kiosk mode no window manager closes a window: the question of the PIN comes instead.

The next window is a chord away in every mode: with keys alone there is no other way to it.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.console.leaving import LEAVE_CHORD
from kiosk.ui.parts.keyguard import spelled

NEXT_WINDOW_CHORD = "Ctrl+Tab"
"""Brings forward the next of the windows that share a display."""


class CloseGuard(QObject):
    """Stands at the door of every window; outside kiosk mode (`closed`) it lets everybody out.

    `shuts` says whether a window may not be closed; `asked` hears that somebody wanted to. `chords`
    are those of every window, for the windows that no other guard hears.
    """

    def __init__(
        self,
        windows: Mapping[str, QQuickWindow],
        *,
        closed: bool,
        shuts: bool,
        asked: Callable[[], None],
        turn: Callable[[], None],
    ) -> None:
        super().__init__()
        self._windows = dict(windows)
        self._shuts = closed and shuts
        self._asked = asked
        leaves = {LEAVE_CHORD: asked} if closed else {}
        self.chords: Mapping[str, Callable[[], None]] = {**leaves, NEXT_WINDOW_CHORD: turn}
        for window in self._windows.values():
            window.installEventFilter(self)

    def leave(self) -> None:
        """Stand guard no longer."""
        for window in self._windows.values():
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self._shuts:
            event.ignore()
            self._asked()
            return True
        if watched is self._windows["console"] or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        meant = self.chords.get(spelled(event.keyCombination()))
        if meant is not None:
            meant()
        return meant is not None
