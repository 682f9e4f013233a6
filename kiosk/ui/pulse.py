"""Tells who keeps the hall running that its windows answer, in the words of sd_notify(3).

A hall whose windows hang is as useless as one that crashed, and nobody ends it. So the event loop
itself says every two seconds that it turns; who keeps us, systemd or `kiosk run --keep`, ends us
when it has not heard that for half a minute, and starts us again in the same poll.

What takes long must not look like a hang, and does not: book, press, bases and copies have threads
and processes of their own, a dialog turns an event loop of its own, and while no loop turns on
purpose nothing is promised. A book is opened before the first word; between the set-up and the hall
and while the hall is closed there are ten minutes.
"""

import os
import socket
from collections.abc import Callable, MutableMapping

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Slot

ADDRESS = "NOTIFY_SOCKET"
BEAT_MS = 2_000
ANSWERS_S, CLOSES_S = 30, 600
"""How long the windows may be silent, and how long what follows them may take."""
PATIENCE_S = 0.1
"""How long a word may wait for room, where who listens is behind."""


class Line:
    """The line to who keeps us: one word at a time, and no answer."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.settimeout(PATIENCE_S)
        self._address = "\0" + address[1:] if address.startswith("@") else address

    def say(self, said: str) -> None:
        """Say it; where nobody listens any more, nobody ends us either."""
        try:
            self._socket.sendto(said.encode(), self._address)
        except OSError:
            return

    def close(self) -> None:
        """Say nothing more."""
        self._socket.close()


def line_to_keeper(around: MutableMapping[str, str] = os.environ) -> Line | None:
    """The line to who keeps this process; None where nobody does.

    The address is taken away: a process that we start must not speak for us.
    """
    address = around.pop(ADDRESS, "")
    return Line(address) if address and hasattr(socket, "AF_UNIX") else None


class Pulse(QObject):
    """Beats while the application's event loop turns, and as long as the application lives."""

    def __init__(self, application: QCoreApplication, tell: Callable[[str], None]) -> None:
        super().__init__(application)
        self._tell, self._promised_s = tell, 0
        timer = QTimer(self, interval=BEAT_MS)
        timer.timeout.connect(self.beat)
        timer.start()
        QTimer.singleShot(0, self.beat)
        application.aboutToQuit.connect(self.rest)

    @Slot()
    def beat(self) -> None:
        """Say that the windows answer. A turn of the loop while they are built is no promise."""
        if QThread.currentThread().loopLevel() == 0:
            return
        self._promise(ANSWERS_S, "READY=1", "WATCHDOG=1")

    @Slot()
    def rest(self) -> None:
        """The loop ends on purpose; what comes now may take its time."""
        if self._promised_s:
            self._promise(CLOSES_S, "WATCHDOG=1")

    def _promise(self, within_s: int, *said: str) -> None:
        words = [*said]
        if within_s != self._promised_s:
            words.insert(0, f"WATCHDOG_USEC={within_s * 1_000_000}")
        self._promised_s = within_s
        self._tell("\n".join(words))
