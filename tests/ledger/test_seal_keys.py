"""The hall's seal and the passes it makes."""

from base64 import b32decode, b32encode
from pathlib import Path
from zlib import crc32

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from kiosk.faults import BookFault
from kiosk.ledger.keys import SealKey, fingerprint, seal_key_path, verify
from kiosk.ledger.passes import PASS_CHARS, PassKind, PassReading, make_pass, read_pass

MEETING = "0123456789abcdef" * 2
OTHER = "fedcba9876543210" * 2
# RFC 8032 §7.1, test 2
SECRET = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNED = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


@pytest.fixture
def hall() -> SealKey:
    return SealKey(Ed25519PrivateKey.from_private_bytes(SECRET))


def test_the_key_signs_as_the_rfc_says(hall: SealKey) -> None:
    assert hall.public_hex == PUBLIC
    assert hall.sign(b"\x72").hex() == SIGNED
    assert verify(PUBLIC, bytes.fromhex(SIGNED), message=b"\x72")
    assert not verify(PUBLIC, bytes.fromhex(SIGNED), message=b"\x73")
    assert not verify(PUBLIC, b"short", message=b"\x72")
    assert not verify("no key", bytes.fromhex(SIGNED), message=b"\x72")


def test_the_fingerprint_is_sixteen_digits_in_four_groups(hall: SealKey) -> None:
    # printf 3d40…660c | xxd -r -p | sha256sum
    assert hall.fingerprint == fingerprint(PUBLIC) == "39F7 13D0 A644 253F"


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = seal_key_path(tmp_path / "meeting.book")
    assert path == tmp_path / "meeting.seal-key"
    made = SealKey.create(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert SealKey.load(path).public_hex == made.public_hex
    with pytest.raises(BookFault, match="a seal key of this name already"):
        SealKey.create(path)
    assert SealKey.load(path).public_hex == made.public_hex


def test_a_key_that_is_missing_or_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "meeting.seal-key"
    with pytest.raises(BookFault, match="the seal key is missing"):
        SealKey.load(path)
    of_another_kind = X25519PrivateKey.generate()
    locked = Ed25519PrivateKey.generate()
    for content in (
        b"no key",
        of_another_kind.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        locked.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")),
    ):
        path.write_bytes(content)
        with pytest.raises(BookFault, match="holds no Ed25519 key"):
            SealKey.load(path)
    with pytest.raises(BookFault, match="the disk reports an error"):
        SealKey.load(tmp_path)


def test_a_pass_is_short_enough_for_a_card(hall: SealKey) -> None:
    text = make_pass(hall, MEETING, number=4_294_967_295)
    assert len(text) == PASS_CHARS == 133
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    assert make_pass(hall, MEETING, number=7) == make_pass(hall, MEETING, number=7)


def changed(text: str, at: int) -> str:
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


def checked(text: str, at: int) -> str:
    """Changed, and made whole again by somebody who knows the form."""
    held = b32decode(changed(text, at) + "===")[:-4]
    return b32encode(held + crc32(held).to_bytes(4, "big")).decode().rstrip("=")


# What the kiosk of format 1 printed for number 42 of MEETING.
FIRST = (
    "AEASGRLHRGV433YAAAACUZLWO7BRUPUCETJ3GXDBDOEKP36WSN5FFXK2YS5RTW"
    "ATQDPK2MK22W3KU6LPX4F2PMQFBCZGA2LJCTFESZ2UNL7SNHBCGPZJECEGAUCQ"
)
READINGS = [
    ("as made", lambda text: text, PassKind.GENUINE, 42),
    ("with a line feed", lambda text: f" {text}\r\n", PassKind.GENUINE, 42),
    ("under caps lock", str.lower, PassKind.GENUINE, 42),
    ("another number", lambda text: changed(text, 20), PassKind.ALTERED, None),
    ("another signature", lambda text: changed(text, 60), PassKind.ALTERED, 42),
    ("another meeting", lambda text: changed(text, 5), PassKind.ALTERED, 42),
    ("another version", lambda text: changed(text, 0), PassKind.NOT_A_PASS, None),
    ("loose bits at the end", lambda text: text[:-1] + chr(ord(text[-1]) + 1),
     PassKind.NOT_A_PASS, None),
    ("cut short", lambda text: text[:-1], PassKind.NOT_A_PASS, None),
    ("twice", lambda text: text + text, PassKind.NOT_A_PASS, None),
    ("not Base32", lambda text: "1" + text[1:], PassKind.NOT_A_PASS, None),
    ("not ASCII", lambda text: "议" + text[1:], PassKind.NOT_A_PASS, None),
    ("nothing", lambda _: "", PassKind.NOT_A_PASS, None),
    ("something else", lambda _: "https://example.org/", PassKind.NOT_A_PASS, None),
    ("another 77 bytes", lambda _: b32encode(bytes(77)).decode().rstrip("="),
     PassKind.NOT_A_PASS, None),
    ("another 83 bytes", lambda _: b32encode(bytes(83)).decode().rstrip("="),
     PassKind.NOT_A_PASS, None),
    ("a signature of nobody", lambda text: checked(text, 60), PassKind.FORGED, 42),
    ("a check of its own", lambda text: checked(text, 5), PassKind.OTHER_MEETING, 42),
    ("of the first form", lambda _: FIRST, PassKind.GENUINE, 42),
    ("of the first form, changed", lambda _: changed(FIRST, 60), PassKind.FORGED, 42),
    ("of the first form, another meeting", lambda _: changed(FIRST, 5),
     PassKind.OTHER_MEETING, 42),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "kind", "number"), [row[1:] for row in READINGS], ids=[row[0] for row in READINGS]
)
def test_what_the_scanner_sends_is_told_apart(hall: SealKey, change, kind, number) -> None:
    reading = read_pass(change(make_pass(hall, MEETING, number=42)), PUBLIC, meeting=MEETING)
    assert reading.kind is kind
    assert number is None or reading.number == number


def test_a_pass_of_another_hall_is_not_taken(hall: SealKey) -> None:
    stranger = SealKey(Ed25519PrivateKey.generate())
    assert read_pass(make_pass(stranger, MEETING, number=3), PUBLIC, meeting=MEETING) == (
        PassReading(PassKind.FORGED, 3)
    )
    assert read_pass(make_pass(hall, OTHER, number=3), PUBLIC, meeting=MEETING) == (
        PassReading(PassKind.OTHER_MEETING, 3)
    )


def test_the_issue_is_signed_with_the_number(hall: SealKey) -> None:
    second = make_pass(hall, MEETING, number=3, issue=2)
    assert read_pass(second, PUBLIC, meeting=MEETING) == PassReading(PassKind.GENUINE, 3, 2)
    assert read_pass(FIRST, PUBLIC, meeting=MEETING).issue == 1
