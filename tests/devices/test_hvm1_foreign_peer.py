"""Our station against a pymodbus server, and a pymodbus client against our collector."""

import time

import pytest
from devices_bench import call
from devices_hall import Hall
from foreign_collector import ForeignCollector
from pymodbus.client import ModbusSerialClient

from kiosk.clock import SystemClock
from kiosk.devices.events import KeypadsHeard, PollDrained, PollStarted
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.pty_host import PtyHost

pytest.importorskip("pty")


@pytest.fixture
def foreign():
    collector = ForeignCollector(first=1, keypads=130)
    collector.start()
    yield collector
    collector.stop()


def test_a_poll_is_counted_on_a_base_that_is_a_pymodbus_server(foreign):
    with Hall(foreign.port) as hall:
        hall.station.ping()
        assert len(hall.until(KeypadsHeard).online) == 130
        hall.station.open_poll(call(7))
        hall.until(PollStarted)
        plan = [(keypad, (keypad % 3 + 1,)) for keypad in range(1, 41)]
        for keypad, keys in plan:
            foreign.press(keypad, *keys)
        foreign.press(3)
        hall.station.close_poll(7)
        drained = hall.until(PollDrained)
    assert hall.presses == [*plan, (3, ())]
    assert drained.table_crc_ok
    assert drained.last_sequence == 41
    assert (drained.table[2].presses, drained.table[2].keys) == (2, ())
    assert sum(drained.totals) == 39


def test_two_polls_follow_one_another_on_a_pymodbus_server(foreign):
    with Hall(foreign.port) as hall:
        for session in (7, 8):
            hall.station.open_poll(call(session))
            hall.until(PollStarted)
            foreign.press(session, 1)
            hall.station.close_poll(session)
            assert hall.until(PollDrained).last_sequence == 1
    assert hall.presses == [(7, (1,)), (8, (1,))]


def test_a_pymodbus_client_runs_a_poll_on_our_collector(tmp_path):
    host = PtyHost(tmp_path, SystemClock())
    collector = SimulatedCollector(1, 60)
    path = host.add("base", collector)
    host.start()
    client = ModbusSerialClient(str(path), baudrate=19200, timeout=1)
    try:
        assert client.connect()
        assert client.read_input_registers(0x0000, count=2).registers == [0x4856, 0x0100]
        assert not client.write_registers(0x0200, [5, 7]).isError()
        assert not client.write_registers(0x0210, [0xFFFF] * 4).isError()
        assert not client.write_registers(0x0200, [1, 7, 2, 3, 1, 1, 2, 0]).isError()
        collector.press(42, (1,), time.monotonic_ns())
        collector.press(17, (2,), time.monotonic_ns())
        window = client.read_input_registers(0x0100, count=18).registers
        assert window[:6] == [1, 2, 1, 42, 0x0101, 7]
        assert window[10:14] == [2, 17, 0x0102, 7]
        busy = client.write_registers(0x0200, [1, 8, 2, 3, 1, 1, 2, 0])
        assert busy.exception_code == 6
        assert not client.write_registers(0x0208, [7, 2]).isError()
        assert client.read_input_registers(0x0101, count=1).registers == [0]
        assert client.write_registers(0x0200, [2, 6]).exception_code == 3
        assert not client.write_registers(0x0200, [2, 7]).isError()
        assert client.read_input_registers(0x0010, count=2).registers == [m.State.CLOSED, 7]
        table = client.read_input_registers(0x0400, count=60).registers
        assert (table[41], table[16]) == (0x9101, 0x9102)
        assert client.read_input_registers(0x0400, count=61).exception_code == 2
        assert client.read_device_information().information[1] == b"HVM-1 simulator"
    finally:
        client.close()
        host.stop()
