"""A bench for one base in virtual time: collector, cable, station, a clerk who books at once."""

from collections.abc import Callable
from typing import Any, TypeVar

from kiosk.clock import ManualClock
from kiosk.devices.events import EquipmentEvent, KeypadPressed
from kiosk.devices.keypads.driver import Driver, PollCall
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.damage import Lane
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.simulator.timeline import Timeline
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link

MS = 1_000_000
SECOND = 1000 * MS

Event = TypeVar("Event")


def call(session: int = 7, **changes: Any) -> PollCall:
    """A named poll for, against, abstain; the last press counts."""
    told: dict[str, Any] = {
        "options": 3,
        "minimum": 1,
        "maximum": 1,
        "last_press_counts": True,
        "secret": False,
    }
    return PollCall(session, **(told | changes))


class Bench:
    def __init__(
        self,
        keypads: int = 120,
        *,
        collector: Any = None,
        driver: Callable[[], Driver] | None = None,
        to_device: Lane | None = None,
        to_host: Lane | None = None,
        books: bool = True,
        label_offset: int = 0,
        timeout_ms: int = 100,
    ) -> None:
        self.clock = ManualClock()
        self.collector = collector or SimulatedCollector(1, keypads)
        self.cable = MemoryCable(self.collector, self.clock, to_device=to_device, to_host=to_host)
        self.heard: list[EquipmentEvent] = []
        self.books = books
        self._label_offset = label_offset
        self._timeout_ms = timeout_ms
        self._make_driver = driver or self._hvm1
        self.start_station()

    def start_station(self) -> None:
        """A fresh driver and station, as after a restart of the kiosk."""
        link = Link(self.cable.open, self.clock)
        self.station = Station("A", self._make_driver(), link, self._hear, self.clock)
        self.timeline = Timeline(self.clock, [self.station], [self.cable])

    def _hvm1(self) -> Driver:
        return Hvm1("A", label_offset=self._label_offset, timeout_ms=self._timeout_ms)

    def _hear(self, event: EquipmentEvent) -> None:
        self.heard.append(event)
        if self.books and isinstance(event, KeypadPressed):
            self.station.acknowledge([event])

    def run(self, milliseconds: int) -> None:
        self.timeline.run(milliseconds * MS)

    def until(self, kind: type[Event], *, within_s: float = 30) -> Event:
        """Run until the next event of this kind; fails when it does not come."""
        already = len(self.all(kind))
        came = self.timeline.run_until(
            lambda: len(self.all(kind)) > already, within_ns=round(within_s * SECOND)
        )
        assert came, f"no {kind.__name__} within {within_s} s: {self.heard[-5:]}"
        return self.all(kind)[-1]

    def all(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.heard if isinstance(event, kind)]

    def press(self, keypad: int, *keys: int) -> bool:
        return self.collector.press(keypad, keys, self.clock.mono_ns())

    def presses(self, session: int = 7) -> list[tuple[int, tuple[int, ...]]]:
        return [
            (press.keypad, press.keys)
            for press in self.all(KeypadPressed)
            if press.session == session
        ]

    def later(self, milliseconds: float, action: Callable[[], object]) -> None:
        self.timeline.after(round(milliseconds * MS), action)
