"""A station: our thread for one base. It owns the link and the driver; nobody else touches them.

Other threads leave orders, which the station carries out between two turns. What the equipment said
is handed to `hear`, on the station's thread.
"""

from collections.abc import Callable, Sequence
from functools import partial
from queue import SimpleQueue

from kiosk.clock import Clock
from kiosk.devices.drained import drained
from kiosk.devices.events import (
    BaseAnswered,
    BaseLost,
    EquipmentEvent,
    KeypadPressed,
    LineNoise,
    PollStarted,
)
from kiosk.devices.keypads.driver import Driver, PollCall
from kiosk.devices.veiling import no_bytes, veiled
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.rounds import OnCrash, Rounds
from kiosk.faults import PortFault

NOISE_NS = 2_000_000_000


class Station:
    """`base` is the hall's name for it; `hear` takes each event, `on_crash` a bug of the thread."""

    def __init__(
        self,
        base: str,
        driver: Driver,
        link: Link,
        hear: Callable[[EquipmentEvent], None],
        clock: Clock,
        *,
        on_crash: OnCrash | None = None,
    ) -> None:
        self.base = base
        self._driver = driver
        self._link = link
        self._hear = hear
        self._clock = clock
        self._orders: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._told_fault = ""
        self._named: int | None = None
        self._unveiled_ns = 0
        self._rounds = Rounds(base, self.step, link, clock, on_crash=on_crash)

    def start(self) -> None:
        self._rounds.start()

    def stop(self) -> None:
        """End the thread, if there is one, and give the port back."""
        self._rounds.stop()

    def open_poll(self, call: PollCall) -> None:
        """Order a poll; ValueError for one this driver cannot take."""
        if call.secret and not self._driver.capability.secret:
            raise ValueError(f"secret polls cannot be taken on base {self.base}")
        if not 1 <= call.options <= self._driver.capability.options:
            raise ValueError(f"base {self.base} has no {call.options} keys")
        if call.secret:
            self.veil()
        else:
            self._order(partial(self._name, call.session))
        self._order(partial(self._driver.open_poll, call))

    def veil(self) -> None:
        """From here on the keys leave in secret, until a named poll runs on this base."""
        self._order(self._veil)

    def _veil(self) -> None:
        self._link.veiled, self._named = True, None

    def _name(self, session: int) -> None:
        """A named poll is on its way: what a base without clock tells from now on belongs to it.

        One with a clock names the session of each press and may still hold those of before.
        """
        self._named = session
        if not self._driver.capability.device_clock:
            self._unveil()

    def _unveil(self) -> None:
        if self._link.veiled:
            self._link.veiled, self._unveiled_ns = False, self._clock.mono_ns()

    def close_poll(self, session: int) -> None:
        self._order(partial(self._driver.close_poll, session))

    def acknowledge(self, presses: Sequence[KeypadPressed]) -> None:
        """The book holds these presses."""
        self._order(partial(self._driver.acknowledge, tuple(presses)))

    def ping(self) -> None:
        self._order(self._driver.ping)

    def _order(self, order: Callable[[], None]) -> None:
        self._orders.put(order)
        self._link.wake()

    def step(self) -> int:
        """Take one turn without waiting; return when the next is due, in monotonic ns."""
        self._carry_out_orders()
        try:
            return self._turn()
        except PortFault as fault:
            self._lost(fault)
            return self._link.retry_ns

    def _carry_out_orders(self) -> None:
        for order in drained(self._orders):
            order()

    def _turn(self) -> int:
        self._link.connect()
        if not self._link.connected:
            return self._link.retry_ns
        if chunk := self._link.read():
            self._tell(self._driver.receive(chunk))
        now_ns = self._clock.mono_ns()
        if said := self._driver.tick(now_ns):
            self._link.write(said)
        self._tell(self._driver.events(now_ns))
        return now_ns if self._orders.qsize() else self._driver.due_ns(now_ns)

    def _lost(self, fault: PortFault) -> None:
        """Tell that the port is gone, once for each way in which it is."""
        self._driver.line_lost()
        if fault.what != self._told_fault:
            self._told_fault = fault.what
            details = tuple((name, str(value)) for name, value in fault.details.items())
            now_ns = self._clock.mono_ns()
            self._hear(BaseLost(self.base, fault.what, fault.cure, now_ns, details))

    def _tell(self, events: Sequence[EquipmentEvent]) -> None:
        for event in events:
            if isinstance(event, BaseAnswered):
                self._told_fault = ""
            elif isinstance(event, PollStarted) and event.session == self._named:
                self._unveil()
            told = veiled(event, self._blank) if self._hides(event) else event
            if told is not None:
                self._hear(told)

    def _hides(self, event: EquipmentEvent) -> bool:
        """Under the veil everything; noise is told up to a second later, and hides longer."""
        fresh = self._unveiled_ns and event.heard_ns < self._unveiled_ns + NOISE_NS
        return self._link.veiled or (isinstance(event, LineNoise) and bool(fresh))

    def _blank(self, raw: bytes) -> bytes:
        return self._driver.blank(raw) if self._driver.capability.secret else no_bytes(raw)
