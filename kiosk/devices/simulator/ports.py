"""A cable in memory between a `Link` and a simulated device, in whatever time its clock tells.

Nothing moves by itself: bytes are delivered when the host's end reads or writes. It can be
unplugged and plugged in again, and each direction may be damaged or slow (`Lane`).
"""

import threading
from typing import Protocol

from kiosk.clock import Clock
from kiosk.devices.simulator.damage import TORN_NS, Lane
from kiosk.devices.wire.ports import GONE, GONE_CURE, MISSING
from kiosk.faults import PortFault


class Device(Protocol):
    """The device side of a protocol, sans-I/O; may be used from several threads."""

    def receive(self, data: bytes, now_ns: int) -> bytes:
        """Take what the host sent; return the answer."""
        ...

    def speak(self, now_ns: int) -> bytes:
        """Return what the device says unasked."""
        ...


class MemoryCable:
    """`open` is what a `Link` opens; the rest is the hand at the cable."""

    def __init__(
        self,
        device: Device,
        clock: Clock,
        *,
        to_device: Lane | None = None,
        to_host: Lane | None = None,
    ) -> None:
        self._device = device
        self._clock = clock
        self._to_device = to_device or Lane()
        self._to_host = to_host or Lane()
        self._lock = threading.Lock()
        self._plugged = True
        self._plugs = 0
        self._back_ns: int | None = None

    def open(self) -> "MemoryPort":
        """Open the host's end; PortFault while it is unplugged."""
        self._mend()
        if not self._plugged:
            what, cure = MISSING
            raise PortFault(what, where="memory", cure=cure)
        return MemoryPort(self, self._plugs)

    def unplug(self) -> None:
        """Pull the cable: ports that are open are dead, bytes under way are lost."""
        with self._lock:
            self._plugged = False
            self._to_device.clear()
            self._to_host.clear()

    def replug(self) -> None:
        with self._lock:
            self._plugged = True
            self._plugs += 1
            self._back_ns = None

    def _mend(self) -> None:
        if self._back_ns is not None and self._clock.mono_ns() >= self._back_ns:
            self.replug()

    def due_ns(self) -> int | None:
        """Return when bytes arrive at either end, None when none are under way."""
        known = (self._to_device.due_ns(), self._to_host.due_ns())
        return min((due_ns for due_ns in known if due_ns is not None), default=None)

    def send(self, said: bytes, plugs: int) -> None:
        """Take what the host says; the device answers once it has arrived."""
        with self._lock:
            now_ns = self._sound(plugs)
            self._to_device.put(said, now_ns)
            self._deliver(now_ns)

    def fetch(self, plugs: int) -> bytes:
        """Return what has reached the host."""
        with self._lock:
            now_ns = self._sound(plugs)
            self._deliver(now_ns)
            return self._to_host.take(now_ns)

    def _deliver(self, now_ns: int) -> None:
        if heard := self._to_device.take(now_ns):
            self._to_host.put(self._device.receive(heard, now_ns), now_ns)
        self._to_host.put(self._device.speak(now_ns), now_ns)
        if self._to_host.take_torn():
            self._plugged, self._back_ns = False, now_ns + TORN_NS
            self._to_device.clear()

    def _sound(self, plugs: int) -> int:
        if not self._plugged or plugs != self._plugs:
            raise PortFault(GONE, where="memory", cure=GONE_CURE)
        return self._clock.mono_ns()


class MemoryPort:
    """The host's end of a cable, from one plugging in to the next unplugging."""

    def __init__(self, cable: MemoryCable, plugs: int) -> None:
        self._cable = cable
        self._plugs = plugs

    def read(self) -> bytes:
        return self._cable.fetch(self._plugs)

    def write(self, data: bytes) -> None:
        self._cable.send(data, self._plugs)

    def fileno(self) -> None:
        return None

    def close(self) -> None:
        self._plugs = -1
