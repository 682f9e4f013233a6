"""A maker's own package, built and installed like any other, and heard like one of ours."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from devices_bench import Bench, call

from kiosk.devices.catalog import driver_for, protocols
from kiosk.devices.events import BaseAnswered, KeypadPressed, PollDrained, PollStarted
from kiosk.devices.settings import BaseSettings

SOURCE = Path(__file__).parent / "outside_driver"
ROOT = Path(__file__).parents[2]
SETTINGS = BaseSettings(name="A", port="x", protocol="morse")


def pip(*said, **told):
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, said)]
    subprocess.run(command, check=True, capture_output=True, timeout=300, **told)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("maker")
    shutil.copytree(SOURCE, folder / "source", ignore=shutil.ignore_patterns("__pycache__"))
    alone = ("--no-index", "--no-deps")
    pip("wheel", *alone, "--no-build-isolation", "-w", folder / "wheels", folder / "source")
    (wheel,) = (folder / "wheels").glob("kiosk_morse-1.0-*.whl")
    pip("install", *alone, "--target", folder / "site", wheel)
    return folder / "site"


@pytest.fixture
def installed(site, monkeypatch):
    monkeypatch.syspath_prepend(str(site))
    importlib.invalidate_caches()
    yield
    sys.modules.pop("kiosk_morse", None)


class Key:
    def __init__(self):
        self.said = b"!"

    def receive(self, data, now_ns):
        return b""

    def speak(self, now_ns):
        said, self.said = self.said, b""
        return said


def test_an_installed_package_adds_its_protocol(installed):
    assert "morse" in protocols()
    hall = Bench(collector=Key(), driver=lambda: driver_for(SETTINGS))
    hall.until(BaseAnswered)
    hall.station.open_poll(call(options=2))
    hall.until(PollStarted)
    hall.collector.said = b"AbC"
    hall.run(3000)
    hall.station.close_poll(7)
    hall.until(PollDrained)
    assert [(one.keypad, one.keys) for one in hall.all(KeypadPressed)] == [
        (1, (1,)),
        (2, (2,)),
        (3, (1,)),
    ]


ON_A_REAL_PORT = """
import os, sys, tty, queue
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.devices.catalog import driver_for
from kiosk.devices.events import BaseAnswered, KeypadPressed
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.ports import SerialPort
master, slave = os.openpty()
tty.setraw(slave)
folder = Path(sys.argv[1])
(folder / "kiosk.toml").write_text(
    '[meeting]\\ntitle = "x"\\n[book]\\npath = "x.book"\\n'
    f'[[base]]\\nname = "A"\\nprotocol = "morse"\\nparity = "N"\\nport = "{os.ttyname(slave)}"\\n'
)
(base,) = read_settings(folder / "kiosk.toml").base
events, clock = queue.SimpleQueue(), SystemClock()
link = Link(lambda: SerialPort(base.port, baud=base.baud, parity=base.parity), clock)
station = Station("A", driver_for(base), link, events.put, clock)
station.start()
while not link.connected:
    clock.sleep(0.01)
os.write(master, b"!Ab")
for kind in (BaseAnswered, KeypadPressed, KeypadPressed):
    event = events.get(timeout=300)
    assert isinstance(event, kind), event
    print(getattr(event, "keypad", 0), *getattr(event, "keys", ()))
station.stop()
"""


def test_settings_may_name_it_and_a_station_speaks_it_on_a_real_port(site, tmp_path):
    pytest.importorskip("pty")
    environment = os.environ | {"PYTHONPATH": f"{site}:{ROOT}"}
    command = [sys.executable, "-c", ON_A_REAL_PORT, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert (done.stderr, done.stdout.split("\n")) == ("", ["0", "1 1", "2 2", ""])


def test_without_the_package_nobody_knows_the_protocol():
    assert "morse" not in protocols()
