"""The PIN that lets out of kiosk mode."""

import stat
import sys
from pathlib import Path

import pytest

from kiosk.faults import UnusableInput
from kiosk.ledger.officer_keys import HALL, REHEARSAL
from kiosk.ledger.pin import (
    EASY_PIN,
    NO_PIN,
    PIN_DAMAGED,
    Pin,
    make_pin,
    pin_opens,
    pin_told,
    read_pin,
    write_pin,
)

LONG_PIN = "470218093365"
"""So long that it does not stand in a hash by chance."""


def test_a_pin_opens_and_any_other_does_not(tmp_path: Path):
    write_pin(tmp_path / "etc" / "kiosk.pin", make_pin("470218", cost=REHEARSAL))
    pin = read_pin(tmp_path / "etc" / "kiosk.pin")
    assert pin is not None
    assert pin.opens("470218")
    assert pin.opens(" ４７０２１８ ")
    assert [typed for typed in ("470219", "47021", "4702180", "", "x") if pin.opens(typed)] == []


def test_the_file_tells_no_pin_and_two_of_the_same_pin_differ(tmp_path: Path):
    path = tmp_path / "kiosk.pin"
    write_pin(path, make_pin(LONG_PIN, cost=REHEARSAL))
    first = path.read_text()
    write_pin(path, make_pin(LONG_PIN, cost=REHEARSAL))
    assert LONG_PIN not in first
    assert path.read_text() != first
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["kiosk.pin"]


@pytest.mark.parametrize("typed", ["", "12345", "1234567890123", "12a456", "四七零二一八"])
def test_what_is_no_pin_is_refused(typed: str):
    with pytest.raises(UnusableInput) as refused:
        make_pin(typed, cost=REHEARSAL)
    assert refused.value.what == NO_PIN.what


@pytest.mark.parametrize("typed", ["000000", "123456", "890123", "654321", "1111111"])
def test_a_pin_that_everybody_tries_first_is_refused(typed: str):
    with pytest.raises(UnusableInput) as refused:
        make_pin(typed, cost=REHEARSAL)
    assert refused.value.what == EASY_PIN.what


def test_a_hall_pays_for_a_guess_what_an_officers_passphrase_costs():
    assert make_pin("470218").cost == HALL


@pytest.mark.parametrize(
    "text",
    [
        "470218",
        "",
        "argon2i$32$1$1$" + "00" * 16 + "$" + "00" * 32,
        "argon2id$32$1$1$" + "00" * 15 + "$" + "00" * 32,
        "argon2id$32$0$1$" + "00" * 16 + "$" + "00" * 32,
        "argon2id$9999999999$1$1$" + "00" * 16 + "$" + "00" * 32,
        "argon2id$4$1$1$" + "00" * 16 + "$" + "00" * 32,
        "argon2id$x$1$1$" + "00" * 16 + "$" + "00" * 32,
    ],
)
def test_a_record_that_is_none_is_told(text: str):
    with pytest.raises(UnusableInput) as refused:
        Pin.from_text(text)
    assert refused.value.what == PIN_DAMAGED.what


def test_a_file_that_cannot_be_read_is_told_and_a_missing_one_is_no_pin(tmp_path: Path):
    assert read_pin(tmp_path / "none.pin") is None
    (tmp_path / "bytes.pin").write_bytes(b"\xff\xfe")
    for path in (tmp_path, tmp_path / "bytes.pin"):
        with pytest.raises(UnusableInput):
            read_pin(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UnusableInput):
        write_pin(tmp_path / "file" / "kiosk.pin", make_pin("470218", cost=REHEARSAL))


def test_the_file_as_it_is_now_opens_and_tells(tmp_path: Path):
    path = tmp_path / "kiosk.pin"
    assert (pin_told(path), pin_opens(path, "anything")) == ("no_pin", True)
    write_pin(path, make_pin("470218", cost=REHEARSAL))
    assert (pin_told(path), pin_opens(path, "470218"), pin_opens(path, "470219")) == (
        "ready",
        True,
        False,
    )
    path.write_text("none")
    assert (pin_told(path), pin_opens(path, "470218")) == ("pin_damaged", False)
