"""A maker's own package, found by its metadata and heard like one of ours."""

import importlib
import sys
from pathlib import Path

import pytest
from devices_bench import Bench, call

from kiosk.devices.catalog import driver_for, protocols
from kiosk.devices.events import BaseAnswered, KeypadPressed, PollDrained, PollStarted
from kiosk.devices.settings import BaseSettings

SETTINGS = BaseSettings(name="A", port="x", protocol="morse")


@pytest.fixture
def installed(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "outside_driver"))
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


def test_a_package_on_the_path_adds_its_protocol(installed):
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


def test_without_the_package_nobody_knows_the_protocol():
    assert "morse" not in protocols()
