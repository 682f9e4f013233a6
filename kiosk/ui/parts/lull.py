"""A lull in the keys: a single-shot timer that a busy moment of the event loop does not ring.

While a loop stands still for a moment, keys wait unread and timers run out; which of the two the
loop takes up first afterwards is the system's affair. A timer that rings late has measured the
loop, not the keys, so it runs once more, and what had waited is read meanwhile.
"""

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.clock import Clock

LATE_NS = 20_000_000
MS = 1_000_000


class Lull(QObject):
    """Says `over` once `wait_ms` went by since `start`, on the GUI thread."""

    over = Signal()

    def __init__(self, clock: Clock, wait_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self._wait_ns = clock, wait_ms * MS
        self._started_ns = 0
        self._timer = QTimer(
            self, interval=wait_ms, singleShot=True, timerType=Qt.TimerType.PreciseTimer
        )
        self._timer.timeout.connect(self._rung)

    @property
    def runs(self) -> bool:
        """True from `start` until it is over or `stop`."""
        return self._timer.isActive()

    def start(self) -> None:
        """Wait from now on, whether or not it waited already."""
        self._started_ns = self._clock.mono_ns()
        self._timer.start()

    def stop(self) -> None:
        """Wait no longer; nothing is said."""
        self._timer.stop()

    @Slot()
    def _rung(self) -> None:
        if self._clock.mono_ns() - self._started_ns > self._wait_ns + LATE_NS:
            self.start()
        else:
            self.over.emit()
