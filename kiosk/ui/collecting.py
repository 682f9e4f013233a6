"""Garbage is collected on the thread of the windows, and nowhere else.

Python's own collector runs on whichever thread happens to make one object too many: a base's, the
clerk's, a press room's. What a closed window leaves behind holds itself in cycles, so it would be
destroyed there, with its timers and what still waits for it on the thread of the windows, and the
next turn of the event loop would end the process. So from the first window on the automatic
collector rests, and this one looks at the same counts on the thread that windows live on.

Young objects are looked through as often as Python would have; a full collection walks the whole
meeting, a tenth of a second in a large hall, so that comes once in five minutes.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 200
FULL_EVERY = 5 * 60 * 1000 // LOOK_MS
YOUNG, MIDDLE, OLD = 0, 1, 2


class Collector(QObject):
    """Lives as long as its parent, the application, and collects while that one's loop turns."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        timer = QTimer(self, interval=LOOK_MS)
        timer.timeout.connect(self.look)
        timer.start()

    @Slot()
    def look(self) -> None:
        """Collect what is due, on this thread."""
        self._looks += 1
        if self._looks % FULL_EVERY == 0:
            gc.collect(OLD)
            return
        young, middle, _ = gc.get_count()
        enough, often, _ = gc.get_threshold()
        if young > enough:
            gc.collect(MIDDLE if middle > often else YOUNG)
