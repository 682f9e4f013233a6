import importlib.metadata

import pytest
from pydantic import ValidationError

from kiosk.devices import catalog
from kiosk.devices.catalog import driver_for, protocols
from kiosk.devices.keypads.hvm1 import Hvm1, timeout_ms
from kiosk.devices.settings import BaseSettings, ScannerSettings
from kiosk.faults import UnusableInput


def test_a_base_needs_a_name_and_a_port_only():
    base = BaseSettings(name="A", port="COM3")
    assert (base.protocol, base.baud, base.parity, base.unit) == ("hvm1", 19200, "E", 1)
    assert ScannerSettings(desk="door", port="COM4").baud == 9600


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": 0},
        {"unit": 248},
        {"baud": 19201},
        {"parity": "X"},
        {"port": ""},
        {"name": ""},
        {"colour": "red"},
        {"label_offset": 70000},
    ],
)
def test_a_setting_out_of_range_is_refused(wrong):
    with pytest.raises(ValidationError):
        BaseSettings(**({"name": "A", "port": "COM3"} | wrong))


def test_settings_do_not_change():
    with pytest.raises(ValidationError):
        BaseSettings(name="A", port="COM3").unit = 2


def test_the_catalogue_makes_the_driver_that_is_asked_for():
    assert isinstance(driver_for(BaseSettings(name="A", port="COM3")), Hvm1)
    assert [timeout_ms(baud) for baud in (9600, 19200, 38400, 115200)] == [400, 400, 100, 100]


def test_an_unknown_protocol_is_told_with_those_that_are_known():
    with pytest.raises(UnusableInput, match="hvm1"):
        driver_for(BaseSettings(name="A", port="COM3", protocol="morse"))


def test_a_driver_from_outside_is_found_by_its_entry_point(monkeypatch):
    point = importlib.metadata.EntryPoint("morse", "builtins:id", catalog.GROUP)
    points = importlib.metadata.EntryPoints([point])
    monkeypatch.setattr(catalog, "entry_points", points.select)
    settings = BaseSettings(name="A", port="COM3", protocol="morse")
    assert driver_for(settings) == id(settings)
    assert protocols() == ("hvm1", "sunvote", "taiden", "jsonline", "morse")


def test_every_protocol_of_ours_has_a_driver():
    for protocol in ("hvm1", "sunvote", "jsonline"):
        base = BaseSettings(name="A", port="COM3", protocol=protocol)
        assert driver_for(base).capability.protocol == protocol
    taiden = BaseSettings(name="A", port="COM3", protocol="taiden", seats=120)
    assert not driver_for(taiden).capability.per_seat


def test_totals_without_the_number_of_seats_are_refused():
    with pytest.raises(UnusableInput, match="seats"):
        driver_for(BaseSettings(name="A", port="COM3", protocol="taiden"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"aa:bb:cc:dd:ee:ff": 1},
        {"AA:BB:CC:DD:EE": 1},
        {"AA:BB:CC:DD:EE:FF": 0},
        {"AA:BB:CC:DD:EE:FF": 65536},
        {"AA:BB:CC:DD:EE:FF": 1, "AA:BB:CC:DD:EE:00": 1},
    ],
)
def test_a_transmitter_has_a_whole_address_and_a_number_of_its_own(wrong):
    with pytest.raises(ValidationError):
        BaseSettings(name="A", port="COM3", protocol="jsonline", mac=wrong)
    assert BaseSettings(name="A", port="COM3", mac={"AA:BB:CC:DD:EE:FF": 7}).mac
    with pytest.raises(ValidationError):
        BaseSettings.model_validate("A")
