"""A simulated device behind a TCP port, for pyserial's `socket://`: every operating system has it.

One host at a time, as on a serial line: a second connection waits until the first is gone.
"""

import contextlib
import socket
import threading

from kiosk.clock import Clock
from kiosk.devices.simulator.damage import Lane
from kiosk.devices.simulator.ports import Device
from kiosk.devices.wire.waker import Waker

READ_SIZE = 4096
LONGEST_WAIT_S = 0.02


class TcpHost:
    """Serves one device from `start` to `stop`; port 0 is any free one. OSError: it is taken."""

    def __init__(
        self,
        device: Device,
        clock: Clock,
        *,
        to_host: Lane | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self._device = device
        self._clock = clock
        self._lane = to_host or Lane()
        self._waker = Waker()
        self._door = socket.create_server((host, port))
        self._door.setblocking(False)
        self._line: socket.socket | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="tcp host", daemon=True)
        self.url = f"socket://{host}:{self._door.getsockname()[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self._waker.wake()
        self._thread.join()
        self._hang_up()
        self._door.close()
        self._waker.close()

    def unplug(self) -> None:
        """Cut the connection under way; the next may come at once."""
        line = self._line
        if line:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        while not self._stopping:
            door = self._line or self._door
            self._waker.wait(LONGEST_WAIT_S, (door.fileno(),))
            if self._line is None:
                self._answer_the_door()
            else:
                self._serve(self._line)

    def _answer_the_door(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._line, _ = self._door.accept()
            self._line.setblocking(False)
            self._lane.clear()

    def _serve(self, line: socket.socket) -> None:
        now_ns = self._clock.mono_ns()
        try:
            data = line.recv(READ_SIZE)
            if not data:
                self._hang_up()
                return
            self._lane.put(self._device.receive(data, now_ns), now_ns)
        except BlockingIOError:
            pass
        except OSError:
            self._hang_up()
            return
        self._lane.put(self._device.speak(now_ns), now_ns)
        if self._lane.take_torn():
            self._hang_up()
            return
        if said := self._lane.take(now_ns):
            try:
                line.sendall(said)
            except OSError:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._line:
            self._line.close()
        self._line = None
