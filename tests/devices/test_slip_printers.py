"""Receipt printers: the bytes of ESC/POS, over a real TCP port and a real pseudo-terminal."""

import io
import os
import pty
import socket
import threading
import tty

import pytest
from PIL import Image

from kiosk.devices.disk_watch import LEAST_BYTES, DiskWatch
from kiosk.devices.printer import DeviceTold, Told
from kiosk.devices.printers.receipt import ReceiptPrinter, escpos_bytes
from kiosk.devices.settings import SlipSettings
from kiosk.devices.slip_station import MOST, TRIES, SlipStation
from kiosk.faults import PrinterFault

RASTER = b"\x1dv0\x00"
CUT = b"\x1dV\x00"


def png(width=384, height=16):
    """A picture with a black bar of eight dots at its left."""
    picture = Image.new("1", (width, height), 1)
    picture.paste(0, (0, 0, 8, height))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def expected(width=384, height=16):
    """The raster command of the maker's manual (GS v 0): width in bytes, height in dots, rows."""
    row = b"\xff" + bytes(width // 8 - 1)
    return RASTER + bytes([width // 8, 0, height, 0]) + row * height


def test_a_picture_is_sent_as_raster_and_cut_off(capsys):
    assert escpos_bytes(png()) == expected() + b"\x1bd\x06" + CUT
    assert capsys.readouterr().out == ""


def test_a_slip_goes_over_a_network_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        said = bytearray()

        def listen():
            line, _ = server.accept()
            with line:
                while data := line.recv(4096):
                    said.extend(data)

        thread = threading.Thread(target=listen)
        thread.start()
        port = server.getsockname()[1]
        ReceiptPrinter(SlipSettings(kind="network", host="127.0.0.1", port=port)).print(png())
        thread.join(60)
    assert said.startswith(expected())
    assert said.endswith(CUT)


def test_a_slip_goes_over_a_serial_line():
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    said = bytearray()

    def listen():
        while len(said) < len(expected()) + 6:
            said.extend(os.read(ours, 4096))

    thread = threading.Thread(target=listen)
    thread.start()
    ReceiptPrinter(SlipSettings(kind="serial", device=os.ttyname(theirs))).print(png())
    thread.join(60)
    os.close(ours)
    os.close(theirs)
    assert said.startswith(expected())
    assert said.endswith(CUT)


def test_a_slip_goes_to_a_device_file(tmp_path):
    device = tmp_path / "lp0"
    device.touch()
    ReceiptPrinter(SlipSettings(kind="file", device=str(device))).print(png())
    assert device.read_bytes().startswith(expected())


@pytest.mark.parametrize(
    "settings",
    [
        SlipSettings(kind="network", host="127.0.0.1", port=9),
        SlipSettings(kind="serial", device="/dev/no-such-line"),
        SlipSettings(kind="file", device="/no/such/device"),
    ],
    ids=lambda one: one.kind,
)
def test_a_slip_printer_that_is_not_there_is_one_clear_line(settings):
    with pytest.raises(PrinterFault, match="the slip printer does not answer") as told:
        ReceiptPrinter(settings).print(png())
    assert settings.place in str(told.value)


class Roll:
    """A slip printer that takes slips, or does not."""

    def __init__(self) -> None:
        self.well = True
        self.printed = []

    def print(self, picture):
        if not self.well:
            raise PrinterFault("no answer", where="slips", cure="switch it on")
        self.printed.append(picture)


def test_slips_wait_for_a_printer_that_is_away_and_the_console_is_told_once():
    roll, heard = Roll(), []
    station = SlipStation(roll, heard.append, on_crash=lambda where, bug: None)
    roll.well = False
    station.want(lambda: b"one")
    station.want(lambda: b"two")
    assert [station.step(), station.step()] == pytest.approx([2, 2])
    roll.well = True
    station.step()
    assert roll.printed == [b"one", b"two"]
    assert heard == [
        DeviceTold("slips", False, Told.UNREACHABLE),
        DeviceTold("slips", True, Told.READY),
    ]


def test_a_slip_that_never_comes_out_is_dropped_and_the_next_ones_go_on():
    roll, heard = Roll(), []
    station = SlipStation(roll, heard.append, on_crash=lambda where, bug: None)
    roll.well = False
    for number in range(MOST + 5):
        station.want(lambda number=number: b"%d" % number)
    for _ in range(TRIES):
        station.step()
    roll.well = True
    station.step()
    assert roll.printed == [b"%d" % number for number in range(6, MOST + 5)]


def test_a_disk_that_is_almost_full_is_told_when_it_changes(tmp_path):
    free, heard = {tmp_path: LEAST_BYTES}, []

    def look(folder):
        if folder not in free:
            raise FileNotFoundError(folder)
        return free[folder]

    watch = DiskWatch(
        [tmp_path, tmp_path / "gone"], heard.append, on_crash=lambda where, bug: None, free=look
    )
    for room in (LEAST_BYTES, LEAST_BYTES - 1, LEAST_BYTES - 1, LEAST_BYTES):
        free[tmp_path] = room
        watch.step()
    assert [(told.ready, told.what) for told in heard] == [
        (True, "ready"),
        (False, "low"),
        (True, "ready"),
    ]
    DiskWatch([tmp_path], heard.append, on_crash=lambda where, bug: None).step()
    assert len(heard) == 4


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"kind": "network"}, "needs its host"),
        ({"kind": "serial"}, "needs its device"),
        ({"kind": "file", "device": "x", "dots": 500}, "dots"),
    ],
)
def test_a_slip_printer_that_cannot_be_is_refused_with_its_key(settings, told):
    with pytest.raises(ValueError, match=told):
        SlipSettings(**settings)
