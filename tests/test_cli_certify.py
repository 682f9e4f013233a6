"""`kiosk keys certify`: two officers have the hall's certificate made."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli.main import command_line
from kiosk.faults import UnusableInput
from kiosk.ledger.certificate import load_certificate
from kiosk.ledger.keyring import Enrolled, Keyring, write_keyring
from kiosk.ledger.officer_keys import REHEARSAL, make_key

SETTINGS = """
[meeting]
title = "市民大会"
place = "静安里街道议事厅"
convener = "静安里街道办事处"

[book]
path = "meeting.book"
"""
FIRST, SECOND = "王建国" * 4, "李敏" * 4


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    (tmp_path / "kiosk.toml").write_text(SETTINGS, encoding="utf-8")
    officers = (("王建国", "chair"), ("李敏", "operator"), ("周技", "technician"))
    enrolled = [Enrolled(name, role, make_key(name * 4, cost=REHEARSAL)) for name, role in officers]
    write_keyring(tmp_path / "officers.keyring", Keyring().with_officers(enrolled))
    return tmp_path


def certify(hall: Path, second: str, typed: str, *more: str) -> str:
    officers = ("--by", "王建国", "--and", second, "--reason", "启用会场证书")
    words = ("keys", "certify", str(hall / "kiosk.toml"), *officers, *more)
    return CliRunner().invoke(command_line(()), words, input=typed, catch_exceptions=False).stdout


def test_two_officers_have_the_certificate_made_once(hall: Path) -> None:
    told = json.loads(certify(hall, "李敏", f"{FIRST}\n{SECOND}\n", "--json"))
    assert told["subject"] == "CN=静安里街道议事厅,O=静安里街道办事处"
    assert (told["reason"], told["officers"]) == ("启用会场证书", ["王建国", "李敏"])
    held = load_certificate(Path(told["file"]))
    assert held is not None
    assert held.told.fingerprint == told["fingerprint"]
    assert {one.name for one in hall.iterdir()} == {
        *("kiosk.toml", "officers.keyring", "hall.key", "hall.certificate", "hall.sm2-key")
    }
    with pytest.raises(UnusableInput, match="a certificate already"):
        certify(hall, "李敏", f"{FIRST}\n{SECOND}\n")


@pytest.mark.parametrize(
    ("second", "typed", "why"),
    [
        ("王建国", "", "two different officers"),
        ("李敏", f"{FIRST}\nwrong words\n", "passphrase is wrong"),
        ("周技", "", "may not do this"),
    ],
)
def test_one_officer_alone_makes_none(hall: Path, second: str, typed: str, why: str) -> None:
    with pytest.raises(UnusableInput, match=why):
        certify(hall, second, typed)
    assert not (hall / "hall.certificate").exists()
    assert not (hall / "hall.sm2-key").exists()


def test_without_openssl_the_command_says_so(hall: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    told = certify(hall, "李敏", f"{FIRST}\n{SECOND}\n")
    assert "no SM2 signature: openssl not found; papers will say so" in told
