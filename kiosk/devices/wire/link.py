"""A line that comes back: one port, reopened by itself when it was lost.

A lost port is tried again after 0.2 s, then after twice as long each time, up to 5 s. Nothing here
sleeps: `connect` is asked each turn and looks at the clock.
"""

from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.ports import Port
from kiosk.devices.wire.tape import Tape
from kiosk.devices.wire.waker import Waker
from kiosk.faults import PortFault

FIRST_PAUSE_NS = 200_000_000
LONGEST_PAUSE_NS = 5_000_000_000
SHORT_WAIT_S = 0.01


class Link:
    """Belongs to the thread of its station; once that runs, others may call `wake` only."""

    def __init__(
        self, open_port: Callable[[], Port], clock: Clock, *, tape: Tape | None = None
    ) -> None:
        self._open_port = open_port
        self._clock = clock
        self._tape = tape
        self._waker: Waker | None = None
        self._port: Port | None = None
        self._pause_ns = FIRST_PAUSE_NS
        self.retry_ns = 0
        self.veiled = False
        """What comes in belongs to a secret poll: the tape keeps its length and time."""

    @property
    def connected(self) -> bool:
        return self._port is not None

    def connect(self) -> None:
        """Open the port if it is closed and its time has come; PortFault when that fails."""
        now_ns = self._clock.mono_ns()
        if self._port or now_ns < self.retry_ns:
            return
        try:
            self._port = self._open_port()
        except PortFault:
            self.retry_ns = now_ns + self._pause_ns
            self._pause_ns = min(2 * self._pause_ns, LONGEST_PAUSE_NS)
            raise

    def read(self) -> Chunk | None:
        """Return what is there, None for nothing; PortFault when the port was lost just now."""
        if not self._port:
            return None
        try:
            data = self._port.read()
        except PortFault:
            self._lose()
            raise
        if not data:
            return None
        heard_ns = self._clock.mono_ns()
        self._pause_ns = FIRST_PAUSE_NS
        if self._tape:
            self._tape.record(heard_ns, "<", data, masked=self.veiled)
        return Chunk(data, heard_ns)

    def write(self, data: bytes) -> None:
        """Send all of it; PortFault when the port was lost just now."""
        if not self._port:
            return
        if self._tape:
            self._tape.record(self._clock.mono_ns(), ">", data)
        try:
            self._port.write(data)
        except PortFault:
            self._lose()
            raise

    def arm(self) -> None:
        """Get ready to wait; before the thread starts that will. Virtual time never waits."""
        self._waker = Waker()

    def wait(self, timeout_s: float) -> None:
        """Wait until bytes come, `wake` is called, or the time is over.

        Where the port cannot be waited on (a Windows COM port, a cable in memory) the wait is cut
        short instead, so that its bytes are looked for often.
        """
        fileno = self._port.fileno() if self._port else None
        if self._port and fileno is None:
            timeout_s = min(timeout_s, SHORT_WAIT_S)
        if self._waker:
            self._waker.wait(timeout_s, () if fileno is None else (fileno,))

    def wake(self) -> None:
        if self._waker:
            self._waker.wake()

    def close(self) -> None:
        """Give port and tape back, for good."""
        if self._port:
            self._port.close()
            self._port = None
        if self._tape:
            self._tape.close()
        if self._waker:
            self._waker.close()

    def _lose(self) -> None:
        if self._port:
            self._port.close()
        self._port = None
        self.retry_ns = self._clock.mono_ns() + self._pause_ns
        self._pause_ns = min(2 * self._pause_ns, LONGEST_PAUSE_NS)
