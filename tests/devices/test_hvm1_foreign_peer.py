"""Our station against a pymodbus server, and a pymodbus client against our collector."""

import time
import zlib

import pytest
from devices_bench import call
from devices_hall import Hall
from foreign_collector import ForeignCollector
from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.framer import FramerType

from kiosk.clock import SystemClock
from kiosk.devices.events import KeypadsHeard, PollDrained, PollStarted
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.pty_host import PtyHost
from kiosk.devices.simulator.tcp_host import TcpHost

pytest.importorskip("pty")


@pytest.fixture(params=["pty", "socket"])
def foreign(request):
    collector = ForeignCollector(first=1, keypads=130, tcp=request.param == "socket")
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
        deadline = time.monotonic() + 60
        while foreign.registers.fifo and time.monotonic() < deadline:
            time.sleep(0.02)
        hall.station.close_poll(7)
        drained = hall.until(PollDrained)
    assert hall.presses == [*plan, (3, ())]
    assert drained.table_crc_ok
    assert drained.last_sequence == 41
    assert (drained.table[2].presses, drained.table[2].keys) == (2, ())
    assert sum(drained.totals) == 39
    assert whole_poll(foreign.registers.asked) == ORDER


ORDER = ["identify", "clear", "enable", "open", "fifo", "acknowledge", "close", "table"]


def whole_poll(asked):
    """The steps that the server was asked for, each when it came first; `wire.md` section 1."""
    steps = {
        "identify": lambda function, address, _: (function, address) == (4, 0x0000),
        "clear": lambda function, address, said: (address, said) == (0x0200, (5, 7)),
        "enable": lambda function, address, said: address == 0x0210 and set(said) == {0xFFFF},
        "open": lambda function, address, said: (
            address == 0x0200 and said == (1, 7, 2, 3, 1, 1, 2, 0)
        ),
        "fifo": lambda function, address, _: (function, address) == (4, 0x0100),
        "acknowledge": lambda function, address, said: address == 0x0208 and said[0] == 7,
        "close": lambda function, address, said: (address, said) == (0x0200, (2, 7)),
        "table": lambda function, address, _: (function, address) == (4, 0x0400),
    }
    opened = next(n for n, one in enumerate(asked) if one[1:] == (0x0200, (5, 7)))
    came = {
        name: next(n for n, one in enumerate(asked) if is_it(*one) and (n >= opened or not n))
        for name, is_it in steps.items()
    }
    return sorted(came, key=came.__getitem__)


def test_two_polls_follow_one_another_on_a_pymodbus_server(foreign):
    with Hall(foreign.port) as hall:
        for session in (7, 8):
            hall.station.open_poll(call(session))
            hall.until(PollStarted)
            foreign.press(session, 1)
            hall.station.close_poll(session)
            assert hall.until(PollDrained).last_sequence == 1
    assert hall.presses == [(7, (1,)), (8, (1,))]


def on_a_pty(folder, collector):
    host = PtyHost(folder, SystemClock())
    path = host.add("base", collector)
    host.start()
    return host, ModbusSerialClient(str(path), baudrate=19200, timeout=10)


def on_a_socket(folder, collector):
    host = TcpHost(collector, SystemClock())
    host.start()
    port = int(host.url.rpartition(":")[2])
    return host, ModbusTcpClient("127.0.0.1", port=port, framer=FramerType.RTU, timeout=10)


@pytest.mark.parametrize("line", [on_a_pty, on_a_socket], ids=["pty", "socket"])
def test_a_pymodbus_client_runs_a_whole_poll_on_our_collector(tmp_path, line):
    """As another maker's host would: plain registers, nothing of our driver."""
    collector = SimulatedCollector(1, 60)
    collector.press(9, (1,), time.monotonic_ns())  # yesterday's
    host, client = line(tmp_path, collector)
    try:
        assert client.connect()
        assert client.read_input_registers(0x0000, count=2).registers == [0x4856, 0x0100]
        assert not client.write_registers(0x0200, [5, 7]).isError()
        status = client.read_input_registers(0x0010, count=20).registers
        assert (status[8], drained(client)) == (0, [])
        assert not client.write_registers(0x0210, [0xFFFF] * 4).isError()
        assert not client.write_registers(0x0200, [1, 7, 2, 3, 1, 1, 2, 0]).isError()
        assert client.read_input_registers(0x0010, count=2).registers == [m.State.OPEN, 7]
        pressed = [(keypad, 1 + keypad % 3) for keypad in range(1, 41)]
        for keypad, key in pressed:
            collector.press(keypad, (key,), time.monotonic_ns())
        assert client.write_registers(0x0200, [1, 8, 2, 3, 1, 1, 2, 0]).exception_code == 6
        assert drained(client) == pressed[:40]
        collector.press(3, (2,), time.monotonic_ns())
        assert client.write_registers(0x0200, [2, 6]).exception_code == 3
        assert not client.write_registers(0x0200, [2, 7]).isError()
        assert drained(client) == [(3, 2)]
        status = client.read_input_registers(0x0010, count=20).registers
        assert status[:2] == [m.State.CLOSED, 7]
        assert status[9] == 0
        table = client.read_input_registers(0x0400, count=60).registers
        counted = bytes(x for word in table for x in (word >> 8 & 0x0F, word & 0xFF))
        assert zlib.crc32(counted) == status[18] << 16 | status[19]
        standing = dict(pressed) | {3: 2}
        assert [word & 0xFF for word in table] == [
            1 << standing[n] - 1 if n in standing else 0 for n in range(1, 61)
        ]
        assert status[10:13] == [[*standing.values()].count(key) for key in (1, 2, 3)]
        assert client.read_input_registers(0x0400, count=61).exception_code == 2
        assert client.read_device_information().information[1] == b"HVM-1 simulator"
    finally:
        client.close()
        host.stop()


def drained(client):
    """Read and acknowledge until newest = acknowledged; keypad and key of every press."""
    presses, acknowledged = [], 0
    while True:
        words = client.read_input_registers(0x0100, count=122).registers
        if not words[1]:
            return presses
        for at in range(2, 2 + 8 * words[1], 8):
            sequence, keypad, kind_key, session = words[at : at + 4]
            assert session == 7
            assert sequence > acknowledged
            presses.append((keypad, (kind_key & 0xFF).bit_length()))
            acknowledged = sequence
        assert not client.write_registers(0x0208, [7, acknowledged]).isError()
