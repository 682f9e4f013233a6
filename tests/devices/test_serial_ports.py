import errno
import logging
import os
import tty
from pathlib import Path

import pytest
import serial

from kiosk.clock import ManualClock
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.wire import ports
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.ports import SerialPort, is_pty
from kiosk.devices.wire.tape import Inch, Tape, read_tape
from kiosk.devices.wire.waker import Waker
from kiosk.faults import PortFault, UnusableInput

pytest.importorskip("pty")
MS = 1_000_000


@pytest.fixture
def pty_path(tmp_path):
    master, slave = os.openpty()
    tty.setraw(slave)
    link = tmp_path / "base-a"
    link.symlink_to(os.ttyname(slave))
    yield str(link), master
    os.close(slave)
    os.close(master)


def test_a_pseudo_terminal_is_known_through_a_link(pty_path, tmp_path):
    assert is_pty(pty_path[0])
    assert not is_pty(str(tmp_path / "plain"))


def test_a_pseudo_terminal_opens_without_parity_and_says_so(pty_path, caplog):
    path, master = pty_path
    with caplog.at_level(logging.INFO):
        port = SerialPort(path, baud=19200, parity="E")
    os.write(master, b"hello")
    assert port.read() == b"hello"
    assert port.read() == b""
    port.write(b"you")
    assert os.read(master, 10) == b"you"
    assert port.fileno() is not None
    port.close()
    port.close()
    assert "8N1" in caplog.text


def test_a_port_is_held_by_one_program_alone(pty_path):
    path, _ = pty_path
    port = SerialPort(path, baud=19200, parity="N")
    with pytest.raises(PortFault, match="Another program holds"):
        SerialPort(path, baud=19200, parity="N")
    port.close()


def test_a_missing_port_is_told(tmp_path):
    path = str(tmp_path / "ttyUSB9")
    with pytest.raises(PortFault) as told:
        SerialPort(path, baud=19200, parity="E")
    assert told.value.where == path
    assert told.value.what == "There is no such serial port"


def test_a_port_that_may_not_be_used_names_the_group(monkeypatch, tmp_path):
    def denied(*_, **__):
        raise serial.SerialException(errno.EACCES, "denied")

    monkeypatch.setattr(ports.serial, "serial_for_url", denied)
    path = tmp_path / "ttyS0"
    path.touch()
    with pytest.raises(PortFault) as told:
        SerialPort(str(path), baud=19200, parity="E")
    assert path.group() in str(told.value)
    with pytest.raises(PortFault, match="group dialout"):
        SerialPort("COM9", baud=19200, parity="E")


def test_any_other_reason_is_told_as_it_is(tmp_path):
    path = tmp_path / "plain"
    path.touch()
    with pytest.raises(PortFault, match="does not open"):
        SerialPort(str(path), baud=19200, parity="E")


def test_a_port_that_goes_away_is_a_fault_for_reader_and_writer(tmp_path):
    master, slave = os.openpty()
    tty.setraw(slave)
    port = SerialPort(os.ttyname(slave), baud=19200, parity="N")
    os.close(slave)
    os.close(master)
    with pytest.raises(PortFault, match="gone"):
        port.read()
    with pytest.raises(PortFault, match="gone"):
        port.write(b"x")
    port.close()
    assert port.fileno() is None


class Echo:
    def receive(self, data, now_ns):
        return data

    def speak(self, now_ns):
        return b""


def test_a_link_tries_again_after_longer_and_longer_pauses():
    clock = ManualClock()
    cable = MemoryCable(Echo(), clock)
    cable.unplug()
    link = Link(cable.open, clock)
    pauses = []
    for _ in range(8):
        begun = clock.mono_ns()
        with pytest.raises(PortFault):
            link.connect()
        pauses.append((link.retry_ns - begun) // MS)
        clock.advance(pauses[-1] * MS - 1)
        link.connect()
        clock.advance(1)
    assert pauses == [200, 400, 800, 1600, 3200, 5000, 5000, 5000]
    assert link.read() is None
    link.write(b"nobody")
    cable.replug()
    link.connect()
    assert link.connected
    link.write(b"there")
    assert link.read().data == b"there"
    cable.unplug()
    with pytest.raises(PortFault):
        link.write(b"again")
    assert (link.retry_ns - clock.mono_ns()) // MS == 200
    link.close()


def test_a_link_that_is_not_armed_neither_waits_nor_wakes():
    link = Link(lambda: None, ManualClock())
    link.wait(100)
    link.wake()
    link.close()


def test_a_wake_before_the_wait_is_not_lost():
    waker = Waker()
    waker.wake()
    waker.wait(60, ())
    waker.wait(0, ())
    waker.close()
    waker.wake()


def test_a_tape_keeps_both_directions_with_their_instants(tmp_path):
    clock = ManualClock(mono=5)
    link = Link(MemoryCable(Echo(), clock).open, clock, tape=Tape(tmp_path / "a.tape"))
    link.connect()
    link.write(b"\x01\x02")
    clock.advance(10)
    link.read()
    link.close()
    assert (tmp_path / "a.tape").read_text() == "5 > 0102\n15 < 0102\n"
    assert list(read_tape(tmp_path / "a.tape")) == [
        Inch(5, ">", b"\x01\x02"),
        Inch(15, "<", b"\x01\x02"),
    ]


def test_a_tape_that_cannot_be_begun_is_told(tmp_path):
    with pytest.raises(UnusableInput, match="cannot be written"):
        Tape(tmp_path / "nowhere" / "a.tape")


@pytest.mark.parametrize("line", ["x < 00", "1 = 00", "1 < 0", "1 <", "1 < zz"])
def test_a_line_that_is_no_tape_is_told_with_its_number(tmp_path, line):
    path = tmp_path / "a.tape"
    path.write_text(f"1 < 00\n{line}\n")
    with pytest.raises(UnusableInput, match=":2: "):
        list(read_tape(path))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_a_tape_on_a_full_disk_ends_and_the_line_goes_on(caplog):
    tape = Tape(Path("/dev/full"))
    tape.record(1, "<", b"x")
    tape.record(2, "<", b"x")
    assert "ends here" in caplog.text
    caplog.clear()
    tape.close()
