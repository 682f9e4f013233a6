"""A serial scanner at a check-in desk: its link, its thread, and what it read."""

from collections.abc import Callable, Iterable

from kiosk.clock import Clock
from kiosk.devices.events import BaseLost, CodeScanned, EquipmentEvent, LineNoise
from kiosk.devices.scanners.once import Once
from kiosk.devices.scanners.serial_line import SerialLine
from kiosk.devices.scanners.triggers import AGAIN_NS, TRIGGERS
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.rounds import OnCrash, Rounds
from kiosk.faults import PortFault

NOISE_NS = 1_000_000_000
IDLE_NS = 1_000_000_000


class DeskScanner:
    """`desk` is the hall's name for the place; a lost port is told as `BaseLost` of that name.

    `trigger` names the command that keeps it looking; none for a scanner that looks by itself.
    `once` is shared with the other readers of the desk.
    """

    def __init__(
        self,
        desk: str,
        link: Link,
        hear: Callable[[EquipmentEvent], None],
        clock: Clock,
        *,
        trigger: str = "none",
        once: Once | None = None,
        on_crash: OnCrash | None = None,
    ) -> None:
        self.desk = desk
        self._line = SerialLine(once)
        self._link = link
        self._hear = hear
        self._clock = clock
        self._told_fault = ""
        self._noise_ns = 0
        self._trigger = TRIGGERS[trigger]
        self._trigger_ns = 0
        self._rounds = Rounds(desk, self.step, link, clock, on_crash=on_crash)

    def start(self) -> None:
        self._rounds.start()

    def stop(self) -> None:
        """End the thread, if there is one, and give the port back."""
        self._rounds.stop(last_words=self._trigger.off)

    def step(self) -> int:
        """Take one turn without waiting; return when the next is due, in monotonic ns."""
        try:
            return self._turn()
        except PortFault as fault:
            self._lost(fault)
            return self._link.retry_ns

    def _turn(self) -> int:
        self._link.connect()
        if not self._link.connected:
            return self._link.retry_ns
        self._told_fault = ""
        if chunk := self._link.read():
            self._scanned(self._line.receive(chunk))
        now_ns = self._clock.mono_ns()
        self._scanned(self._line.tick(now_ns))
        if now_ns >= self._noise_ns:
            self._noise_ns = now_ns + NOISE_NS
            self._tell_noise(now_ns)
        if self._trigger.on and now_ns >= self._trigger_ns:
            self._trigger_ns = now_ns + AGAIN_NS
            self._link.write(self._trigger.on)
        return self._line.due_ns(now_ns + IDLE_NS)

    def _scanned(self, codes: Iterable[str]) -> None:
        for text in codes:
            self._trigger_ns = 0
            self._hear(CodeScanned(self.desk, text, self._clock.mono_ns()))

    def _lost(self, fault: PortFault) -> None:
        self._line.forget()
        self._trigger_ns = 0
        if fault.what != self._told_fault:
            self._told_fault = fault.what
            details = tuple((name, str(value)) for name, value in fault.details.items())
            now_ns = self._clock.mono_ns()
            self._hear(BaseLost(self.desk, fault.what, fault.cure, now_ns, details))

    def _tell_noise(self, now_ns: int) -> None:
        dropped = self._line.take_dropped()
        if dropped.records:
            self._hear(
                LineNoise(
                    self.desk,
                    bad_frames=dropped.records,
                    noise_bytes=dropped.noise_bytes,
                    retransmissions=0,
                    first_bytes=dropped.first_bytes,
                    heard_ns=now_ns,
                )
            )
