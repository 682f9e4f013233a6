"""What each base can do, told before a poll is prepared; `wire.md` sections 0 to 4."""

import pytest

from kiosk.devices.catalog import OURS, driver_for
from kiosk.devices.events import Acknowledgement
from kiosk.devices.settings import BaseSettings

#   protocol    options  per seat  acknowledged by           keypads  clock  several keys at once
SHEETS = [
    ("hvm1", 8, True, Acknowledgement.BASE, 480, True, True),
    ("sunvote", 6, True, Acknowledgement.BASE, 255, False, False),
    ("taiden", 3, False, Acknowledgement.NONE, 0, False, False),
    ("jsonline", 4, True, Acknowledgement.NONE, 65535, False, False),
]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet[0])
def test_a_driver_says_what_its_base_can_do(sheet):
    protocol, options, per_seat, acknowledgement, keypads, clock, multiple = sheet
    told = {"mac": {"AA:BB:CC:DD:EE:FF": 1}} if protocol == "jsonline" else {}
    base = BaseSettings(name="A", port="x", protocol=protocol, seats=120, **told)
    can = driver_for(base).capability
    assert can.protocol == protocol
    assert (can.options, can.per_seat, can.multiple) == (options, per_seat, multiple)
    assert (can.acknowledgement, can.device_clock) == (acknowledgement, clock)
    assert can.max_keypads == keypads
    assert not can.secret_native
    assert not can.keypad_text


def test_no_sheet_is_missing():
    assert [sheet[0] for sheet in SHEETS] == list(OURS)
