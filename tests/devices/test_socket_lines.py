"""The `socket://` path of pyserial: the same stations over TCP, on every operating system."""

import pytest
from devices_bench import call
from devices_hall import Hall

from kiosk.clock import SystemClock
from kiosk.devices.events import BaseLost, PollDrained, PollStarted
from kiosk.devices.simulator.bases import BASES
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.json_receiver import numbers_of
from kiosk.devices.simulator.tcp_host import TcpHost


@pytest.fixture
def serve():
    hosts = []

    def start(base, **told):
        hosts.append(TcpHost(base, SystemClock(), **told))
        hosts[-1].start()
        return hosts[-1]

    yield start
    for host in hosts:
        host.stop()


def poll(hall, base, keypads):
    hall.station.open_poll(call())
    hall.until(PollStarted, within_s=120)
    for keypad in keypads:
        assert base.press(keypad, (1 + keypad % 3,), SystemClock().mono_ns())


@pytest.mark.parametrize("protocol", ["hvm1", "sunvote", "jsonline"])
def test_a_whole_poll_runs_over_a_socket(serve, protocol):
    base = BASES[protocol](1, 60, 1)
    with Hall(serve(base).url, protocol=protocol, mac=numbers_of(1, 60)) as hall:
        poll(hall, base, range(1, 61))
        hall.station.close_poll(7)
        hall.until(PollDrained, within_s=120)
    assert hall.presses == [(keypad, (1 + keypad % 3,)) for keypad in range(1, 61)]


@pytest.mark.parametrize("protocol", ["hvm1", "sunvote"])
def test_a_socket_that_breaks_is_lost_and_found_again(serve, protocol):
    base = BASES[protocol](1, 60, 1)
    host = serve(base)
    with Hall(host.url, protocol=protocol) as hall:
        poll(hall, base, range(1, 11))
        host.unplug()
        hall.until(BaseLost)
        hall.until(PollStarted, within_s=120)
        for keypad in range(11, 21):
            base.press(keypad, (1,), SystemClock().mono_ns())
        hall.station.close_poll(7)
        hall.until(PollDrained, within_s=120)
    assert [keypad for keypad, _ in hall.presses] == list(range(1, 21))


def test_a_bad_socket_loses_nothing(serve):
    base = BASES["hvm1"](1, 60, 1)
    lane = Lane(DamageSpec(flip=0.05, noise=0.1, split=0.3), seed=3, baud=115200)
    with Hall(serve(base, to_host=lane).url) as hall:
        poll(hall, base, range(1, 61))
        hall.station.close_poll(7)
        hall.until(PollDrained, within_s=120)
    assert [keypad for keypad, _ in hall.presses] == list(range(1, 61))
