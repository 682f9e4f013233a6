"""Simulated devices on real pseudo-terminals, so that the real pyserial path runs. POSIX only.

One thread serves them all with one `select`, however many there are. Each device stands behind a
symbolic link whose name stays when it is unplugged and plugged in again, as a `/dev/serial/by-id`
name does. The slave end is held open by us as well, or the master would report a hang-up whenever
no program has it open.
"""

import contextlib
import fcntl
import os
import threading
import tty
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import Clock
from kiosk.devices.simulator.damage import TORN_NS, Lane
from kiosk.devices.simulator.ports import Device
from kiosk.devices.wire.waker import Waker

READ_SIZE = 4096
LONGEST_WAIT_S = 0.05


@dataclass(slots=True)
class Socket:
    """One place a device is plugged into; `master` and `slave` are None while it is unplugged.

    `back_ns` is when a line that tore by itself is mended.
    """

    device: Device
    link: Path
    to_host: Lane
    master: int | None = None
    slave: int | None = None
    back_ns: int | None = None


class PtyHost:
    """Serves devices in `folder`, from `start` to `stop`."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._sockets: dict[str, Socket] = {}
        self._lock = threading.RLock()
        self._waker = Waker()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="pty host", daemon=True)

    def add(self, name: str, device: Device, *, to_host: Lane | None = None) -> Path:
        """Plug a device in; return the path that a port is opened by. Lanes may damage and pace."""
        socket = Socket(device, self._folder / name, to_host or Lane())
        with self._lock:
            self._sockets[name] = socket
        self.replug(name)
        return socket.link

    def unplug(self, name: str) -> None:
        """Pull it out: whoever has it open gets an error, and the path is gone."""
        with self._lock:
            socket = self._sockets[name]
            socket.link.unlink(missing_ok=True)
            for end in (socket.master, socket.slave):
                if end is not None:
                    os.close(end)
            socket.master = socket.slave = socket.back_ns = None
            socket.to_host.clear()
        self._waker.wake()

    def replug(self, name: str) -> None:
        """Plug it in again behind the same path; one that is in is let go by who holds it."""
        with self._lock:
            socket = self._sockets[name]
            if socket.slave is None:
                self._plug_in(socket, held=False)
            else:
                fcntl.flock(socket.slave, fcntl.LOCK_UN)
        self._waker.wake()

    def hold(self, name: str) -> None:
        """Pull it out and plug it in again, and another program has it before anybody else."""
        with self._lock:
            self.unplug(name)
            self._plug_in(self._sockets[name], held=True)

    def _plug_in(self, socket: Socket, *, held: bool) -> None:
        socket.master, socket.slave = os.openpty()
        socket.back_ns = None
        tty.setraw(socket.slave)
        os.set_blocking(socket.master, False)
        if held:
            fcntl.flock(socket.slave, fcntl.LOCK_EX)
        socket.link.unlink(missing_ok=True)
        socket.link.symlink_to(os.ttyname(socket.slave))

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread and unplug everything."""
        self._stopping = True
        self._waker.wake()
        if self._thread.is_alive():
            self._thread.join()
        for name in self._sockets:
            self.unplug(name)
        self._waker.close()

    def _run(self) -> None:
        while not self._stopping:
            with self._lock:
                masters = [master for master in self._masters() if master is not None]
                wait_s = self._wait_s()
            with contextlib.suppress(OSError):  # one was unplugged just now
                self._waker.wait(wait_s, masters)
            with self._lock:
                for name, socket in self._sockets.items():
                    if socket.master is not None:
                        self._serve(socket, socket.master)
                    self._tear_or_mend(name, socket)

    def _tear_or_mend(self, name: str, socket: Socket) -> None:
        now_ns = self._clock.mono_ns()
        if socket.to_host.take_torn():
            self.unplug(name)
            socket.back_ns = now_ns + TORN_NS
        elif socket.back_ns is not None and now_ns >= socket.back_ns:
            self.replug(name)

    def _masters(self) -> Iterator[int | None]:
        return (each.master for each in self._sockets.values())

    def _wait_s(self) -> float:
        """Return how long nothing happens by itself; devices may speak at any time."""
        now_ns = self._clock.mono_ns()
        dues = (socket.to_host.due_ns() for socket in self._sockets.values())
        waits = ((due_ns - now_ns) / 1e9 for due_ns in dues if due_ns is not None)
        return min(waits, default=LONGEST_WAIT_S)

    def _serve(self, socket: Socket, master: int) -> None:
        now_ns = self._clock.mono_ns()
        lane = socket.to_host
        with contextlib.suppress(BlockingIOError):
            lane.put(socket.device.receive(os.read(master, READ_SIZE), now_ns), now_ns)
        lane.put(socket.device.speak(now_ns), now_ns)
        if data := lane.take(now_ns):
            with contextlib.suppress(BlockingIOError):  # nobody reads: a line does not wait
                os.write(master, data)
