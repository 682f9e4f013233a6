"""A station on a real port, in real time, with a clerk who books at once."""

import queue
import time

from kiosk.clock import SystemClock
from kiosk.devices.catalog import driver_for
from kiosk.devices.events import KeypadPressed
from kiosk.devices.settings import BaseSettings
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.ports import SerialPort


class Hall:
    """A station on a real port, with a clerk who books at once, and events in a queue."""

    def __init__(self, path, *, baud=115200, **told):
        clock = SystemClock()
        settings = BaseSettings(name="A", port=str(path), baud=baud, **told)
        link = Link(
            lambda: SerialPort(settings.port, baud=settings.baud, parity=settings.parity), clock
        )
        self.events = queue.SimpleQueue()
        self.crashes = []
        self.station = Station(
            "A",
            driver_for(settings),
            link,
            self._hear,
            clock,
            on_crash=lambda base, error: self.crashes.append((base, error)),
        )
        self.presses = []

    def _hear(self, event):
        if isinstance(event, KeypadPressed):
            self.presses.append((event.keypad, event.keys))
            self.station.acknowledge([event])
        self.events.put(event)

    def until(self, kind, within_s=60):
        end = time.monotonic() + within_s
        seen = []
        while time.monotonic() < end:
            try:
                seen.append(self.events.get(timeout=0.1))
            except queue.Empty:
                continue
            if isinstance(seen[-1], kind):
                return seen[-1]
        raise AssertionError(f"no {kind.__name__}: {seen[-5:]}")

    def __enter__(self):
        self.station.start()
        return self

    def __exit__(self, *_):
        self.station.stop()
        assert self.crashes == []
