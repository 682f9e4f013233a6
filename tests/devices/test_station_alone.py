"""Orders, crashes and the end of a station's thread."""

import logging
import threading

from devices_bench import Bench, call

from kiosk.clock import SystemClock
from kiosk.devices.events import BaseAnswered, BaseLost
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link
from kiosk.faults import PortFault


class Broken(Hvm1):
    def tick(self, now_ns):
        raise ZeroDivisionError("a bug")


def station_on_memory(driver, hear, **kinds):
    clock = SystemClock()
    cable = MemoryCable(SimulatedCollector(1, 60), clock)
    return Station("A", driver, Link(cable.open, clock), hear, clock, **kinds)


def test_a_bug_in_the_thread_is_logged_told_and_ends_the_thread(caplog):
    crashed, done = [], threading.Event()

    def on_crash(base, error):
        crashed.append((base, type(error)))
        done.set()

    station = station_on_memory(Broken("A"), lambda _: None, on_crash=on_crash)
    with caplog.at_level(logging.CRITICAL):
        station.start()
        assert done.wait(60)
        station.stop()
    assert crashed == [("A", ZeroDivisionError)]
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def test_a_bug_without_a_listener_ends_the_thread_too(caplog):
    station = station_on_memory(Broken("A"), lambda _: None)
    with caplog.at_level(logging.CRITICAL):
        station.start()
        station._rounds._thread.join(60)
    assert not station._rounds._thread.is_alive()
    caplog.clear()


def test_a_station_on_a_cable_in_memory_runs_in_real_time():
    answered = threading.Event()
    station = station_on_memory(
        Hvm1("A"), lambda event: isinstance(event, BaseAnswered) and answered.set()
    )
    station.start()
    assert answered.wait(60)
    station.stop()


def test_a_station_that_never_started_can_be_stopped():
    Bench().station.stop()


def test_a_missing_port_is_told_at_once_with_what_to_do():
    bench = Bench()
    bench.cable.unplug()
    lost = bench.until(BaseLost, within_s=30)
    assert lost.what == "There is no such serial port"
    assert lost.cure
    bench.run(20_000)
    assert len(bench.all(BaseLost)) == 1


def test_the_details_of_a_fault_go_with_it():
    bench = Bench()

    def denied():
        raise PortFault("no", where="x", cure="join {group}", group="dialout")

    bench.station._link._open_port = denied
    assert bench.until(BaseLost).details == (("group", "dialout"),)


def test_orders_given_before_the_base_answers_are_kept():
    bench = Bench()
    bench.cable.unplug()
    bench.station.open_poll(call())
    bench.run(3000)
    bench.cable.replug()
    bench.run(6000)
    assert bench.collector.session == 7
