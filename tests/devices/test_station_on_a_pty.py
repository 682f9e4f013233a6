"""The real path: station thread, pyserial, pseudo-terminals."""

import threading
import time

import pytest
from devices_bench import call
from devices_hall import Hall

from kiosk.clock import SystemClock
from kiosk.devices.events import BaseAnswered, BaseLost, PollDrained, PollStarted
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.pty_host import PtyHost

pytest.importorskip("pty")


@pytest.fixture
def host(tmp_path):
    host = PtyHost(tmp_path, SystemClock())
    host.start()
    yield host
    host.stop()


def press_all(collector, keypads, key=1):
    for keypad in keypads:
        collector.press(keypad, (key,), time.monotonic_ns())


def test_a_whole_poll_runs_over_a_real_pseudo_terminal(host):
    collector = SimulatedCollector(1, 120)
    path = host.add("base-a", collector)
    with Hall(path) as hall:
        hall.until(BaseAnswered)
        hall.station.open_poll(call())
        hall.until(PollStarted)
        press_all(collector, range(1, 121))
        hall.station.close_poll(7)
        drained = hall.until(PollDrained)
    assert hall.presses == [(keypad, (1,)) for keypad in range(1, 121)]
    assert drained.table_crc_ok
    assert drained.last_sequence == 120


def test_a_base_is_unplugged_in_the_middle_and_no_press_is_lost(host):
    collector = SimulatedCollector(1, 120)
    path = host.add("base-a", collector)
    with Hall(path) as hall:
        hall.station.open_poll(call())
        hall.until(PollStarted)
        press_all(collector, range(1, 31))
        host.unplug("base-a")
        hall.until(BaseLost)
        press_all(collector, range(31, 61))
        host.replug("base-a")
        hall.until(BaseAnswered)
        hall.until(PollStarted)
        press_all(collector, range(61, 91))
        hall.station.close_poll(7)
        assert hall.until(PollDrained).last_sequence == 90
    assert [keypad for keypad, _ in hall.presses] == list(range(1, 91))


def test_a_bad_line_on_a_real_port_loses_nothing(host):
    collector = SimulatedCollector(1, 60)
    damage = DamageSpec(flip=0.05, noise=0.1, split=0.3, double=0.05)
    path = host.add("base-a", collector, to_host=Lane(damage, seed=3))
    with Hall(path) as hall:
        hall.station.open_poll(call())
        hall.until(PollStarted, within_s=120)
        press_all(collector, range(1, 61))
        hall.station.close_poll(7)
        assert hall.until(PollDrained, within_s=120).table_crc_ok
    assert [keypad for keypad, _ in hall.presses] == list(range(1, 61))


def test_presses_from_several_threads_all_arrive(host):
    collector = SimulatedCollector(1, 100)
    path = host.add("base-a", collector)
    with Hall(path) as hall:
        hall.station.open_poll(call())
        hall.until(PollStarted)
        hands = [
            threading.Thread(target=press_all, args=(collector, range(first, 101, 4)))
            for first in range(1, 5)
        ]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        hall.station.close_poll(7)
        hall.until(PollDrained)
    assert sorted(keypad for keypad, _ in hall.presses) == list(range(1, 101))


def test_eight_bases_on_one_host_cost_little_and_are_all_read(host):
    collectors = [SimulatedCollector(1, 60, uid=number) for number in range(8)]
    paths = [host.add(f"base-{n}", each) for n, each in enumerate(collectors)]
    halls = [Hall(path) for path in paths]
    for hall in halls:
        hall.station.start()
    for hall in halls:
        hall.station.open_poll(call())
        hall.until(PollStarted)
    begun = time.process_time(), time.monotonic()
    time.sleep(0.5)
    used = (time.process_time() - begun[0]) / (time.monotonic() - begun[1])
    for collector in collectors:
        press_all(collector, range(1, 61))
    for hall in halls:
        hall.station.close_poll(7)
        hall.until(PollDrained)
        hall.station.stop()
        assert [keypad for keypad, _ in hall.presses] == list(range(1, 61))
        assert hall.crashes == []
    assert used < 0.5
