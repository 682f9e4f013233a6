"""Drained is what was quiet: two empty cycles of the protocol's own length, begun anew by a press.

HVM-1 2 × 50 ms, SunVote 2 × 0.44 s (`wire.md` section 0).
"""

from devices_bench import MS, Bench, call

from kiosk.devices.events import PollDrained, PollStarted
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads.sunvote import SunVote
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.sunvote_base import SimulatedSunVote

STATUS = bytes((1, 4)) + m.STATUS_AT.to_bytes(2, "big")
TABLE = bytes((1, 4)) + m.TABLE_AT.to_bytes(2, "big")
CLOSE = bytes((1, 16)) + m.COMMAND_AT.to_bytes(2, "big")


class Overheard:
    """A base whose requests are noted with their time in ms."""

    def __init__(self, base):
        self._base = base
        self.requests = []

    def __getattr__(self, name):
        return getattr(self._base, name)

    def receive(self, data, now_ns):
        self.requests.append((now_ns // MS, data))
        return self._base.receive(data, now_ns)

    def when(self, head):
        return [at for at, data in self.requests if data.startswith(head)]


def running(base, driver=None):
    bench = Bench(collector=Overheard(base), driver=driver)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    bench.run(1000)
    bench.collector.requests.clear()
    return bench


def test_a_collector_is_drained_after_two_empty_readings_50_ms_apart():
    bench = running(SimulatedCollector(1, 60))
    bench.station.close_poll(7)
    bench.until(PollDrained)
    (closed,), (table, *_) = bench.collector.when(CLOSE), bench.collector.when(TABLE)
    readings = [at for at in bench.collector.when(STATUS) if closed < at <= table]
    assert len(readings) == 2
    assert readings[0] - closed >= 50
    assert readings[1] - readings[0] >= 50
    assert table - closed < 150


def test_a_press_in_the_drain_of_a_collector_begins_the_quiet_anew():
    bench = running(SimulatedCollector(1, 60))
    bench.station.close_poll(7)
    pressed = bench.clock.mono_ns() // MS + 75
    bench.later(75, lambda: bench.press(9, 1))
    bench.until(PollDrained)
    (table, *_) = bench.collector.when(TABLE)
    assert bench.presses() == [(9, (1,))]
    assert table - pressed >= 100


def test_a_press_in_the_drain_of_a_sunvote_base_begins_the_quiet_anew():
    """Stopped keypads sleep; what was on its way comes with the next window."""
    base = SimulatedSunVote(1, 60)
    bench = running(base, driver=lambda: SunVote("A"))
    bench.station.close_poll(7)
    began = bench.clock.mono_ns()
    assert bench.press(5, 2)
    bench.until(PollDrained)
    assert bench.presses(None) == [(5, (2,))]
    assert bench.clock.mono_ns() - began >= 3 * 440 * MS
