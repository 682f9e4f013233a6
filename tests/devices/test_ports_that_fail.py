"""Ports pulled, denied, held, flooded, or leading to somebody else; on real ptys and sockets."""

import grp
import os
import pty
import random
import subprocess
import sys
import threading
import time
import tracemalloc
from pathlib import Path

import pytest
from devices_bench import MS, Bench, call
from devices_hall import Hall
from freeport import free_port
from fuzzing import resident

from kiosk.clock import SystemClock
from kiosk.devices.events import BaseAnswered, BaseLost, LineNoise, PollDrained, PollStarted
from kiosk.devices.keypads import hvm1_texts
from kiosk.devices.keypads.hvm1_work import Phase as Hvm1Phase
from kiosk.devices.keypads.sunvote import SILENT, SunVote
from kiosk.devices.keypads.sunvote import Phase as SunVotePhase
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.disguise import DISGUISES
from kiosk.devices.simulator.pty_host import PtyHost
from kiosk.devices.simulator.sunvote_base import SimulatedSunVote
from kiosk.devices.wire.ports import DENIED, GONE, HELD, MISSING


@pytest.fixture
def host(tmp_path):
    host = PtyHost(tmp_path, SystemClock())
    host.start()
    yield host
    host.stop()


def press(collector, keypads, key=1):
    for keypad in keypads:
        assert collector.press(keypad, (key,), time.monotonic_ns())


# ---- pulled out and plugged in again -------------------------------------------------------------


def pulled(hall, phase_of, phase):
    """Run a whole poll; when the driver first is in `phase`, the cable is out for half a second."""
    out = []

    def pull():
        if not out and phase_of(hall.station._driver) is phase:
            out.append(hall.clock.mono_ns())
            hall.cable.unplug()
            hall.later(500, hall.cable.replug)
        hall.later(1, pull)

    hall.later(0, pull)
    hall.station.open_poll(call())
    hall.station.ping()
    hall.timeline.run_until(lambda: hall.all(PollStarted), within_ns=60_000 * MS)
    pressed = [keypad for keypad in range(1, 21) if hall.press(keypad, 1 + keypad % 3)]
    hall.run(1500)
    hall.station.close_poll(7)
    hall.until(PollDrained, within_s=60)
    hall.station.ping()
    hall.run(20_000)
    assert out, phase
    assert pressed == list(range(1, 21))
    assert [keypad for keypad, _ in told(hall)] == pressed
    assert hall.all(BaseLost)


def told(hall):
    return [(one.keypad, one.keys) for one in hall.heard if type(one).__name__ == "KeypadPressed"]


SLOW = 11 * 1_000_000_000 // 19200


@pytest.mark.parametrize("phase", Hvm1Phase, ids=lambda phase: phase.name.lower())
def test_a_cable_pulled_in_any_phase_of_an_hvm1_poll_loses_nothing(phase):
    hall = Bench(60)
    hall.cable._to_host._ns_per_byte = SLOW
    pulled(hall, lambda driver: driver._work.phase, phase)
    assert hall.all(PollDrained)[-1].table_crc_ok


@pytest.mark.parametrize("phase", SunVotePhase, ids=lambda phase: phase.name.lower())
def test_a_cable_pulled_in_any_phase_of_a_sunvote_poll_loses_nothing(phase):
    hall = Bench(collector=SimulatedSunVote(1, 60), driver=lambda: SunVote("A"))
    hall.cable._to_host._ns_per_byte = SLOW
    pulled(hall, lambda driver: driver._phase, phase)


@pytest.mark.parametrize("moment", ["before", "opening", "running", "closing"])
def test_a_real_port_pulled_at_any_moment_comes_back_by_itself(host, moment):
    collector = SimulatedCollector(1, 60)
    path = host.add("base-a", collector)

    def pull(now):
        if now == moment:
            host.unplug("base-a")
            assert hall.until(BaseLost).what == GONE
            host.replug("base-a")

    with Hall(path) as hall:
        hall.until(BaseAnswered)
        pull("before")
        hall.station.open_poll(call())
        pull("opening")
        deadline = time.monotonic() + 120
        while collector.session != 7 or collector.state.name != "OPEN":
            assert time.monotonic() < deadline
            time.sleep(0.01)
        press(collector, range(1, 31))
        pull("running")
        press(collector, range(31, 61))
        hall.station.close_poll(7)
        pull("closing")
        assert hall.until(PollDrained, within_s=60).last_sequence == 60
    assert [keypad for keypad, _ in hall.presses] == list(range(1, 61))


def test_a_line_that_tears_by_itself_again_and_again_loses_nothing(host):
    collector = SimulatedCollector(1, 60)
    lane = Lane(DamageSpec(unplug=0.03, flip=0.02), seed=5)
    path = host.add("base-a", collector, to_host=lane)
    with Hall(path) as hall:
        hall.station.open_poll(call())
        hall.until(PollStarted, within_s=60)
        for first in range(1, 61, 10):
            press(collector, range(first, first + 10))
            time.sleep(0.25)
        hall.station.close_poll(7)
        assert hall.until(PollDrained, within_s=120).table_crc_ok
    assert [keypad for keypad, _ in hall.presses] == list(range(1, 61))


# ---- denied --------------------------------------------------------------------------------------

AS_NOBODY = """
import grp, os, sys  # grp while the interpreter may still be read
from kiosk.devices.wire.ports import SerialPort
from kiosk.faults import PortFault
path, groups = sys.argv[1], [int(one) for one in sys.argv[2:]]
os.setgroups(groups)
os.setgid(65534)
os.setuid(65534)
try:
    SerialPort(path, baud=9600, parity="N").close()
    print("opened")
except PortFault as fault:
    print(fault)
"""


def as_nobody(path, *groups):
    command = [sys.executable, "-c", AS_NOBODY, path, *map(str, groups)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def known_group(*names):
    for name in names:
        try:
            return grp.getgrnam(name)
        except KeyError:
            continue
    return pytest.skip(f"no group {names} here")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become nobody")
@pytest.mark.parametrize("names", [("dialout",), ("uucp",), ("tty",)])
def test_a_port_of_another_group_is_told_with_that_group(names, tmp_path):
    group = known_group(*names)
    master, slave = pty.openpty()
    path = os.ttyname(slave)
    os.chown(path, 0, group.gr_gid)
    Path(path).chmod(0o660)
    try:
        told = as_nobody(path)
        assert told == f"{path}: {DENIED[0]}; {DENIED[1].format(group=group.gr_name)}"
        assert as_nobody(path, group.gr_gid) == "opened"
    finally:
        os.close(slave)
        os.close(master)


# ---- held ----------------------------------------------------------------------------------------


def test_a_port_that_another_program_holds_is_told_by_its_name_and_taken_when_it_is_free(host):
    collector = SimulatedCollector(1, 60)
    path = str(host.add("base-a", collector))
    holding = """
import sys, serial
port = serial.Serial(sys.argv[1], exclusive=True)
print("held", flush=True)
sys.stdin.readline()
"""
    other = subprocess.Popen(
        [sys.executable, "-c", holding, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "held\n"
    with Hall(path) as hall:
        lost = hall.until(BaseLost)
        assert (lost.what, lost.cure) == HELD
        other.communicate("\n", timeout=300)
        hall.until(BaseAnswered, within_s=120)
    with Hall(path) as hall:
        hall.until(BaseAnswered, within_s=120)
        host.hold("base-a")
        while hall.until(BaseLost).what != HELD[0]:
            pass
        host.replug("base-a")
        hall.until(BaseAnswered, within_s=120)


# ---- somebody else, nobody, nothing --------------------------------------------------------------


class Nobody:
    """A port behind which nothing answers."""

    def receive(self, data, now_ns):
        return b""

    def speak(self, now_ns):
        return b""


@pytest.mark.parametrize(("protocol", "what"), [("hvm1", hvm1_texts.SILENT), ("sunvote", SILENT)])
def test_a_base_that_never_answers_is_told_once_and_asked_on(host, protocol, what):
    asked = []

    class Deaf(Nobody):
        def receive(self, data, now_ns):
            asked.append(data)
            return b""

    path = host.add("base-a", Deaf())
    with Hall(path, protocol=protocol) as hall:
        assert hall.until(BaseLost, within_s=120).what == what
        before, end = len(asked), time.monotonic() + 60
        while len(asked) == before:
            assert time.monotonic() < end
            time.sleep(0.05)
        hall.station.open_poll(call())
        hall.station.close_poll(7)
        time.sleep(0.2)
    assert hall.events.empty() or not isinstance(hall.events.get(), PollStarted)


@pytest.mark.parametrize("protocol", ["hvm1", "sunvote"])
def test_a_base_under_another_name_is_not_believed_and_taken_back_under_its_own(host, protocol):
    base = (SimulatedCollector if protocol == "hvm1" else SimulatedSunVote)(1, 60)
    lane = Lane(disguise=DISGUISES[protocol])
    path = host.add("base-a", base, to_host=lane)
    with Hall(path, protocol=protocol) as hall:
        hall.until(BaseAnswered)
        hall.station.open_poll(call())
        hall.until(PollStarted)
        press(base, range(1, 6))
        time.sleep(1)
        lane.misnamed = True
        hall.until(BaseLost, within_s=120)
        press(base, range(6, 11), key=2)
        time.sleep(0.5)
        lane.misnamed = False
        hall.until(PollStarted, within_s=60)
        hall.station.close_poll(7)
        hall.until(PollDrained, within_s=60)
    keys = [(keypad, (1 if keypad < 6 else 2,)) for keypad in range(1, 11)]
    assert hall.presses == keys


def test_answers_under_another_name_now_and_then_are_asked_again(host):
    collector = SimulatedCollector(1, 60)
    lane = Lane(DamageSpec(wrong_id=0.2), seed=2, disguise=DISGUISES["hvm1"])
    path = host.add("base-a", collector, to_host=lane)
    with Hall(path) as hall:
        hall.station.open_poll(call())
        hall.until(PollStarted, within_s=60)
        press(collector, range(1, 61))
        hall.station.close_poll(7)
        assert hall.until(PollDrained, within_s=120).table_crc_ok
    assert [keypad for keypad, _ in hall.presses] == list(range(1, 61))


def test_a_socket_that_nobody_serves_is_told():
    with Hall(f"socket://127.0.0.1:{free_port()}") as hall:
        lost = hall.until(BaseLost)
    assert lost.what != MISSING[0]
    assert "does not open" in lost.what


# ---- flooded -------------------------------------------------------------------------------------


class Wild(Nobody):
    """A port that brings noise as fast as it is read."""

    def __init__(self):
        self.said, self._dice = 0, random.Random(2048)

    def speak(self, now_ns):
        self.said += 2048
        return self._dice.randbytes(2048)


def flooded(tmp_path, seconds):
    """A wild port beside a sound base, which takes poll after poll."""
    wild, sound = Wild(), SimulatedCollector(1, 60)
    noisy_host, host = (PtyHost(tmp_path, SystemClock()) for _ in range(2))
    noisy = Hall(noisy_host.add("wild", wild), protocol="sunvote")
    hall = Hall(host.add("sound", sound))
    noisy_host.start()
    host.start()
    stop = threading.Event()

    def keep_it_wild():
        while not stop.is_set():
            noisy_host._waker.wake()
            time.sleep(0.002)

    pump = threading.Thread(target=keep_it_wild, daemon=True)
    pump.start()
    events, polls, presses = [], 0, 0
    try:
        with noisy, hall:
            begun = time.monotonic()
            time.sleep(min(1.0, seconds / 10))
            tracemalloc.start()
            before = tracemalloc.get_traced_memory()[0], resident()
            while time.monotonic() - begun < seconds:
                session = 7 + polls
                hall.station.open_poll(call(session))
                hall.until(PollStarted, within_s=60)
                press(sound, range(1, 61))
                hall.station.close_poll(session)
                assert hall.until(PollDrained, within_s=60).table_crc_ok
                polls, presses = polls + 1, presses + 60
            lasted = time.monotonic() - begun
            while not noisy.events.empty():
                events.append(noisy.events.get())
            grown = tracemalloc.get_traced_memory()[0] - before[0]
            resident_grown = resident() - before[1]
            tracemalloc.stop()
            assert noisy.station._driver._cutter.held < 64
    finally:
        stop.set()
        pump.join()
        noisy_host.stop()
        host.stop()
    assert len(hall.presses) == presses
    assert noisy.presses == []
    noise = [one for one in events if isinstance(one, LineNoise)]
    assert sum(one.noise_bytes for one in noise) > 20_000 * seconds
    assert len(events) <= 2 * lasted + 5
    assert grown < 3_000_000
    assert resident_grown < 30_000_000
    return wild.said, polls, grown, resident_grown


def test_a_port_that_floods_noise_grows_nothing_and_does_not_disturb_the_other(tmp_path):
    flooded(tmp_path, 2)


@pytest.mark.soak
def test_a_minute_of_flood_grows_nothing_and_does_not_disturb_the_other(tmp_path):
    said, polls, grown, resident_grown = flooded(tmp_path, 60)
    print(f"{said} bytes, {polls} polls beside it, grown {grown}, resident {resident_grown}")  # noqa: T201
