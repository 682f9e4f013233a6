"""The thread of the slip printer: one slip after another, none waited for by anybody.

A slip is a courtesy and no paper: one that does not come out is tried again for a while and then
dropped, and the console says that the printer is not well.
"""

from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Protocol

from kiosk.devices.drained import drained
from kiosk.devices.printer import DeviceTold, Told
from kiosk.devices.turns import OnCrash, Turns
from kiosk.faults import PrinterFault

DEVICE = "slips"
AGAIN_S = 2.0
IDLE_S = 60.0
TRIES = 5
MOST = 200

Draw = Callable[[], bytes]
"""Makes the picture of a slip, on the station's thread."""


class SlipPrinter(Protocol):
    """A printer of pictures; `devices.printers.receipt.ReceiptPrinter` is one."""

    def print(self, png: bytes) -> None: ...


class SlipStation:
    """`hear` is told when the printer stops taking slips, and when it takes them again."""

    def __init__(
        self, printer: SlipPrinter, hear: Callable[[DeviceTold], None], *, on_crash: OnCrash
    ) -> None:
        self._printer = printer
        self._hear = hear
        self._wanted: SimpleQueue[Draw] = SimpleQueue()
        self._waiting: deque[Draw] = deque(maxlen=MOST)
        self._tries = 0
        self._seen: Told | None = None
        self._turns = Turns("slips", self.step, on_crash=on_crash)

    def start(self) -> None:
        self._turns.start()

    def stop(self) -> None:
        self._turns.stop()

    def want(self, draw: Draw) -> None:
        """A slip is wanted; never blocks."""
        self._wanted.put(draw)
        self._turns.wake()

    def step(self) -> float:
        """Print what waits; return after how many seconds to try again."""
        self._waiting.extend(drained(self._wanted))
        while self._waiting:
            if not self._print(self._waiting[0]):
                return AGAIN_S
            self._waiting.popleft()
        return IDLE_S

    def _print(self, draw: Draw) -> bool:
        """True when the slip is done with: printed, or tried often enough."""
        try:
            self._printer.print(draw())
        except PrinterFault:
            self._tell(Told.UNREACHABLE)
            self._tries = (self._tries + 1) % TRIES
            return self._tries == 0
        self._tries = 0
        self._tell(Told.READY)
        return True

    def _tell(self, told: Told) -> None:
        if told is not self._seen:
            self._seen = told
            self._hear(DeviceTold(DEVICE, told is Told.READY, told))
