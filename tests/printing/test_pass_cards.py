"""Passes: read with a scanner after print and scan, cut alike on both sides."""

import io
import random
import subprocess
from dataclasses import dataclass

import presses
import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageFilter

from kiosk.faults import FontFault
from kiosk.ledger.keys import SealKey
from kiosk.ledger.passes import PassKind, make_pass, read_pass
from kiosk.printing.pass_card import PassCard, PassSheet, print_passes
from kiosk.words import words

MEETING = "0123456789abcdef" * 2
SHEET = PassSheet("静安里街道市民大会", "2026 年第二次会议", "静安里街道议事厅", practice=False)


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: int
    codes: list[str]
    seal: SealKey


def photo() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (400, 540), (90, 120, 160)).save(held, "JPEG")
    return held.getvalue()


@pytest.fixture(scope="module")
def printed() -> Printed:
    seal = SealKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    codes = [make_pass(seal, MEETING, number=number) for number in range(1, 14)]
    cards = [
        PassCard(
            number,
            "古丽巴哈尔·阿不都热依木" if number == 3 else f"王𬭎{number}",
            f"A-{number:02d}",
            "市民代表",
            "第一组",
            code,
            photo() if number % 2 else b"",
        )
        for number, code in enumerate(codes, start=1)
    ]
    pdf, pages, fields = print_passes(SHEET, cards, words())
    assert fields == ()
    return Printed(pdf, pages, codes, seal)


def found(image: Image.Image) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(image)}


def test_fronts_and_backs_in_turn_and_every_pass_admits(printed: Printed):
    images = presses.rasters(printed.pdf, 200)
    assert len(images) == printed.pages == 4
    assert found(images[0]) == set(printed.codes[:10])
    assert found(images[2]) == set(printed.codes[10:])
    assert found(images[1]) == found(images[3]) == set()
    read = read_pass(printed.codes[6], printed.seal.public_hex, meeting=MEETING)
    assert (read.kind, read.number) == (PassKind.GENUINE, 7)


def card(page: Image.Image, at: int) -> Image.Image:
    """One card of a sheet, cut out with a little of its neighbours."""
    wide, high = page.width * 85.6 / 210, page.height * 54 / 297
    left = (page.width - 2 * wide) / 2 + at % 2 * wide
    top = (page.height - 5 * high) / 2 + at // 2 * high
    return page.crop((int(left) - 9, int(top) - 9, int(left + wide) + 9, int(top + high) + 9))


def look(worn: Image.Image, chance: random.Random) -> Image.Image:
    """One frame of a scanner's camera: blurred, pale, with specks of its own."""
    frame = worn.point(lambda grey: 40 + grey * 170 // 255).filter(ImageFilter.GaussianBlur(1.0))
    for _ in range(frame.width * frame.height // 100):
        where = chance.randrange(frame.width), chance.randrange(frame.height)
        frame.putpixel(where, chance.randrange(256))
    return frame


@pytest.mark.parametrize("degrees", [-12, 3, 90])
def test_a_pass_that_was_printed_copied_and_worn_is_still_read(printed: Printed, degrees: int):
    """Printed and copied at 200 dpi, scratched across the code, held askew; four frames at most."""
    page = presses.rasters(printed.pdf, 200)[0].convert("L")
    chance = random.Random(degrees)
    for at, code in enumerate(printed.codes[:10]):
        worn = card(page, at)
        for x in range(worn.width):
            worn.putpixel((x, worn.height * 3 // 4), 255)
        askew = worn.rotate(degrees, expand=True, fillcolor=210)
        frames = (found(look(askew, chance)) for _ in range(4))
        assert next(filter(None, frames), set()) == {code}


def test_the_words_of_a_card_can_be_searched(printed: Printed, tmp_path):
    path = tmp_path / "passes.pdf"
    path.write_bytes(printed.pdf)
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True)
    assert "王𬭎1" in told.stdout
    assert "古丽巴哈尔" in told.stdout
    assert told.stdout.count("静安里街道市民大会") == 13


def test_the_same_roll_gives_the_same_sheets_and_a_practice_says_so(printed: Printed):
    card = PassCard(1, "甲", "1", "市民代表", "", printed.codes[0])
    one, other = (print_passes(SHEET, [card], words()) for _ in range(2))
    assert one == other
    practice = PassSheet("大会", "", "", practice=True)
    assert print_passes(practice, [card], words()).pdf != one.pdf


def test_a_name_without_a_glyph_is_refused(printed: Printed):
    with pytest.raises(FontFault):
        print_passes(SHEET, [PassCard(1, "\U000323af", "1", "", "", printed.codes[0])], words())
