"""Every character that a name in China may have: in the fonts, in the file, and on the page."""

from pathlib import Path

import presses
import pytest

from kiosk.printing.fonts import Face, undrawable
from kiosk.printing.pen import PAGE_HEIGHT, Pen, Style

LIST = Path(__file__).parents[1] / "golden" / "standard_characters.txt"
ACROSS, DOWN, CELL, MARGIN = 44, 64, 12.5, 20.0
DPI = 108


@pytest.fixture(scope="module")
def characters() -> str:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def test_the_list_has_three_levels_of_8105_different_characters(characters: str) -> None:
    assert (len(characters), len(set(characters))) == (8105, 8105)
    assert characters[0] == "一"
    assert characters[3500] == "乂"  # the second level begins
    assert characters[6500] == "亍"  # and the third
    assert sum(ord(one) > 0xFFFF for one in characters) == 196


def test_both_faces_have_every_one(characters: str) -> None:
    assert undrawable(characters) == []


@pytest.mark.parametrize("face", Face)
def test_every_one_can_be_found_in_the_file_and_seen_on_the_page(
    face: Face, characters: str
) -> None:
    pen, style = Pen(), Style(face, 10, 10)
    sheets = [characters[at : at + ACROSS * DOWN] for at in range(0, 8105, ACROSS * DOWN)]
    for sheet in sheets:
        for place, letter in enumerate(sheet):
            row, column = divmod(place, ACROSS)
            pen.text(MARGIN + column * CELL, MARGIN + (row + 1) * CELL, letter, style)
        pen.turn()
    pdf = pen.done()
    told = presses.run("pdftotext", "-raw", "PDF", "-", pdf=pdf).decode()
    assert presses.squeezed(told) == characters
    for sheet, image in zip(sheets, presses.rasters(pdf, DPI), strict=True):
        assert [letter for place, letter in enumerate(sheet) if not _inked(image, place)] == []
        assert not _inked(image, len(sheet)) or len(sheet) == ACROSS * DOWN


def _inked(image: presses.Image.Image, place: int) -> bool:
    """Whether something dark stands where this character was written."""
    row, column = divmod(place, ACROSS)
    left, foot = MARGIN + column * CELL, MARGIN + (row + 1) * CELL
    box = (left + 0.5, foot - 8.5, left + 9.5, foot + 1)
    scale = image.height / PAGE_HEIGHT
    darkest, _ = image.crop(tuple(round(side * scale) for side in box)).getextrema()
    return darkest < 110
