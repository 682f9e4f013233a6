import struct

import presses
import pytest
import samples
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.printing.anchor import (
    LETTERS,
    anchor_text,
    base45,
    checked_groups,
    framed,
    modules,
    short_code,
)


def unframed(text: str) -> bytes:
    """A second reading of bundle.md §8, made for the tests."""
    assert text.startswith("KIOSK:A1:")
    length, body, check = int(text[9:13]), text[13:-2], int(text[-2:])
    assert len(body) == length
    assert check == 98 - (100 * int.from_bytes(body.encode(), "big")) % 97
    found = b""
    for at in range(0, len(body), 3):
        digits = [LETTERS.index(letter) for letter in body[at : at + 3]]
        value = sum(digit * 45**place for place, digit in enumerate(digits))
        found += value.to_bytes(len(digits) - 1, "big")
    return found


@pytest.mark.parametrize(
    ("plain", "coded"),
    # RFC 9285 §4.3
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")],
)
def test_base45_is_that_of_the_rfc(plain: bytes, coded: str) -> None:
    assert base45(plain) == coded


def test_a_frame_tells_its_length_and_a_check_of_two_digits() -> None:
    for n in range(60):
        text = framed(bytes(range(n)))
        assert unframed(text) == bytes(range(n))


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("failing_by_one", 2), ("simple_majority", 1), ("choose_three", 4), ("hall_of_500", 1)],
)
def test_the_payload_is_that_of_the_contract_byte_by_byte(name: str, verdict: int) -> None:
    record = getattr(samples, name)()
    payload = unframed(anchor_text(record, samples.sign))
    assert len(payload) == 144
    tally = record.tally
    assert payload[:4] == b"KA\x01\x01"
    assert payload[4:20].hex() == record.heading.meeting
    assert struct.unpack(">II", payload[20:28]) == (record.paper.serial, record.book.entry)
    assert payload[28:60].hex() == record.book.sha256
    assert struct.unpack(">9H", payload[60:78]) == (
        record.plan.poll,
        tally.in_favour,
        tally.against,
        tally.abstain,
        tally.not_pressed,
        tally.void,
        tally.recused,
        tally.chosen,
        tally.base,
    )
    assert payload[78:80] == bytes([verdict, 0])
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(record.heading.seal_key))
    key.verify(payload[80:], b"kiosk-anchor/1|" + payload[:80])


def test_the_head_stands_in_groups_with_their_checks() -> None:
    groups = checked_groups("7f3a91c2" + "00000061" * 7)
    assert groups[0] == f"7F3A91C2-{0x7F3A91C2 % 97:02d}"
    assert groups[1:] == ("00000061-00",) * 7
    assert short_code("7f3a91c2" * 8) == "7F3A-91C2"


def test_the_code_is_small_enough_for_its_module() -> None:
    assert len(modules(anchor_text(samples.failing_by_one(), samples.sign))) == 53


@pytest.mark.parametrize("name", ["failing_by_one", "choose_three", "practice"])
def test_every_page_carries_the_anchor_for_a_scanner_of_200_dpi(name: str) -> None:
    text = anchor_text(getattr(samples, name)(), samples.sign)
    images = presses.rasters(presses.paper(name).pdf, 200)
    assert len(images) == presses.paper(name).pages
    for image in images:
        found = zxingcpp.read_barcodes(image)
        assert [code.text for code in found] == [text]


def test_the_anchor_survives_a_page_scanned_askew() -> None:
    text = anchor_text(samples.failing_by_one(), samples.sign)
    image = presses.rasters(presses.paper("failing_by_one").pdf, 200)[-1]
    askew = image.rotate(7, expand=True, fillcolor=255)
    assert zxingcpp.read_barcodes(askew)[0].text == text


def test_the_head_beside_the_code_is_that_of_the_book() -> None:
    groups = checked_groups(samples.failing_by_one().book.sha256)
    for page in presses.poppler_pages("failing_by_one"):
        assert all(group in page for group in groups)
