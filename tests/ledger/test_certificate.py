"""The hall's certificate: made by two, opened by the hall's key, read by tools we did not write."""

import hashlib
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from kiosk.faults import BookFault
from kiosk.ledger import certificate as certificate_module
from kiosk.ledger import digests, sm2
from kiosk.ledger.certificate import (
    HallCertificate,
    Subject,
    certificate_path,
    load_certificate,
    make_certificate,
)
from kiosk.meeting.facts import HallCertified

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
MESSAGE = "关于停车收费的议案".encode()


def made(folder: Path, reason: str = "启用会场证书") -> HallCertified:
    return make_certificate(
        folder / "hall.certificate",
        Subject("静安里街道议事厅", "静安里街道办事处"),
        hall_key=folder / "hall.key",
        now=NOW,
        reason=reason,
        officers=("王建国", "李敏"),
    )


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hall")
    made(folder)
    return folder


def loaded(folder: Path) -> HallCertificate:
    certificate = load_certificate(folder / "hall.certificate")
    assert certificate is not None
    return certificate


def ran(*command: object, given: bytes = b"") -> str:
    done = subprocess.run(list(map(str, command)), input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_openssl_reads_the_certificate_and_its_forty_years(hall: Path, tmp_path: Path) -> None:
    told = loaded(hall).told
    der = tmp_path / "hall.der"
    der.write_bytes(loaded(hall).der)
    text = ran(
        "openssl", "x509", "-inform", "DER", "-in", der, "-noout", "-text", "-nameopt", "utf8"
    )
    assert "CN=静安里街道议事厅" in text
    assert "Public-Key: (3072 bit)" in text
    assert "Digital Signature, Non Repudiation" in text
    assert (told.valid_from, told.valid_to) == ("2026-11-23", "2066-11-23")
    printed = ran(
        "openssl", "x509", "-inform", "DER", "-in", der, "-noout", "-fingerprint", "-sha256"
    )
    assert printed.strip().rpartition("=")[2].replace(":", "").lower() == told.fingerprint


def test_openssl_verifies_both_signatures(hall: Path, tmp_path: Path) -> None:
    certificate, paper = loaded(hall), tmp_path / "paper"
    paper.write_bytes(MESSAGE)
    (tmp_path / "der").write_bytes(certificate.der)
    public = ran("openssl", "x509", "-inform", "DER", "-in", tmp_path / "der", "-noout", "-pubkey")
    (tmp_path / "rsa.pem").write_text(public)
    (tmp_path / "sig").write_bytes(certificate.sign(MESSAGE))
    how = ("-verify", tmp_path / "rsa.pem", "-signature", tmp_path / "sig", paper)
    assert "Verified OK" in ran("openssl", "dgst", "-sha256", *how)
    point = "3059301306072a8648ce3d020106082a811ccf5501822d034200" + certificate.told.sm2_key
    (tmp_path / "sm2.der").write_bytes(bytes.fromhex(point))
    sm2 = certificate.sign_sm2(MESSAGE)
    assert sm2 is not None
    (tmp_path / "sm2sig").write_bytes(sm2)
    how = ("-keyform", "DER", "-verify", tmp_path / "sm2.der", "-signature", tmp_path / "sm2sig")
    told = ran("openssl", "dgst", "-sm3", "-sigopt", "distid:1234567812345678", *how, paper)
    assert "Verified OK" in told


def test_the_same_message_gives_the_same_signature(hall: Path) -> None:
    assert loaded(hall).sign(MESSAGE) == loaded(hall).sign(MESSAGE)


def test_no_private_key_lies_open_on_the_disk(hall: Path) -> None:
    held = (hall / "hall.certificate").read_text()
    assert "BEGIN ENCRYPTED PRIVATE KEY" in held
    assert "BEGIN PRIVATE KEY" not in held
    assert (hall / "hall.sm2-key").read_text().startswith("-----BEGIN ENCRYPTED PRIVATE KEY")
    for name in ("hall.certificate", "hall.sm2-key", "hall.key"):
        assert (hall / name).stat().st_mode & 0o077 == 0


def test_a_certificate_is_never_overwritten(hall: Path) -> None:
    with pytest.raises(BookFault, match="a certificate already"):
        made(hall)


def test_another_halls_key_does_not_open_it(hall: Path, tmp_path: Path) -> None:
    for name in ("hall.certificate", "hall.sm2-key"):
        (tmp_path / name).write_bytes((hall / name).read_bytes())
    (tmp_path / "hall.key").write_text("00" * 32)
    with pytest.raises(BookFault, match="does not open with this hall key"):
        load_certificate(tmp_path / "hall.certificate")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"told": 7}', b"\xff", b'{"told": {"officers": [1]}}']
)
def test_a_damaged_file_is_one_clear_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "hall.certificate").write_bytes(content)
    with pytest.raises(BookFault, match="certificate is damaged"):
        load_certificate(tmp_path / "hall.certificate")


def test_a_folder_in_place_of_a_certificate_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "hall.certificate").mkdir()
    with pytest.raises(BookFault, match="certificate is damaged"):
        load_certificate(tmp_path / "hall.certificate")


def test_a_key_of_another_kind_is_damage(hall: Path, tmp_path: Path) -> None:
    document = json.loads((hall / "hall.certificate").read_text())
    words = certificate_module._derived(bytes.fromhex((hall / "hall.key").read_text()), "rsa")
    other = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(words.encode())
    )
    document |= {"key": other.decode(), "hall_key": str(hall / "hall.key")}
    (tmp_path / "hall.certificate").write_text(json.dumps(document))
    with pytest.raises(BookFault, match="certificate is damaged"):
        load_certificate(tmp_path / "hall.certificate")


def test_a_certificate_of_another_fingerprint_is_damage(hall: Path, tmp_path: Path) -> None:
    held = (hall / "hall.certificate").read_text()
    fingerprint = loaded(hall).told.fingerprint
    (tmp_path / "hall.certificate").write_text(held.replace(fingerprint, "0" * 64))
    with pytest.raises(BookFault, match="certificate is damaged"):
        load_certificate(tmp_path / "hall.certificate")


def test_a_hall_without_one_signs_nothing(tmp_path: Path) -> None:
    assert load_certificate(certificate_path(tmp_path / "officers.keyring")) is None


def test_without_openssl_the_certificate_says_why_there_is_no_sm2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    told = made(tmp_path)
    assert (told.sm2_key, told.sm2_missing) == ("", "openssl_absent")
    assert loaded(tmp_path).sign_sm2(MESSAGE) is None
    assert loaded(tmp_path).sign(MESSAGE)


def test_an_openssl_that_knows_no_sm2_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "bin" / "openssl"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent))
    assert made(tmp_path).sm2_missing == "openssl_unable"


@pytest.mark.parametrize("does", ["exec sleep 9", "echo x"])
def test_an_openssl_that_hangs_or_tells_no_point_is_unable_too(
    does: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "openssl").write_text(f"#!/bin/sh\n{does}\n")
    (tmp_path / "openssl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(sm2, "PATIENCE_S", 0.3)
    assert sm2.make_sm2_key("words") == sm2.UNABLE


def test_openssl_gone_afterwards_is_a_fault_with_its_cure(
    hall: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = loaded(hall)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        BookFault, match="not found: this paper has no SM2 signature; install openssl 3"
    ):
        certificate.sign_sm2(MESSAGE)


def test_sm3_is_that_of_the_standard() -> None:
    told = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digests.sm3(b"abc") == told
    if "sm3" in hashlib.algorithms_available:
        assert digests.sm3(MESSAGE) == hashlib.new("sm3", MESSAGE).hexdigest()


def test_an_sm2_key_that_is_gone_is_a_fault_too(hall: Path, tmp_path: Path) -> None:
    (tmp_path / "hall.certificate").write_bytes((hall / "hall.certificate").read_bytes())
    (tmp_path / "hall.key").write_bytes((hall / "hall.key").read_bytes())
    with pytest.raises(BookFault, match="openssl made no SM2 signature"):
        loaded(tmp_path).sign_sm2(MESSAGE)


def test_an_openssl_that_makes_a_key_and_cannot_tell_it_is_of_no_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "bin" / "openssl"
    odd.parent.mkdir()
    odd.write_text('#!/bin/sh\n[ "$1" = genpkey ] && echo KEY\nexit 0\n')
    odd.chmod(0o755)
    monkeypatch.setenv("PATH", str(odd.parent))
    assert made(tmp_path).sm2_missing == "openssl_unable"


def test_an_openssl_that_cannot_be_started_is_of_no_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "bin" / "openssl"
    odd.parent.mkdir()
    odd.write_text("no program")
    odd.chmod(0o755)
    monkeypatch.setenv("PATH", str(odd.parent))
    assert made(tmp_path).sm2_missing == "openssl_unable"


def test_a_folder_in_its_place_is_damage(tmp_path: Path) -> None:
    (tmp_path / "hall.certificate").mkdir()
    with pytest.raises(BookFault, match="certificate is damaged"):
        load_certificate(tmp_path / "hall.certificate")
