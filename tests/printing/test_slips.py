"""Slips as pictures: the head can be read back from them, and a number is never broken."""

import io

import pytest
import zxingcpp
from PIL import Image

from kiosk.printing.slip import CheckInSlip, OpeningSlip, Roll, draw_slip
from kiosk.words import words

HEAD = "7f3a91c204deb8a70123456789abcdef" * 2
OPENING = OpeningSlip(
    "静安里街道市民大会",
    "第二次\n会议",
    False,
    "2026-11-26 09:00:12",
    37,
    HEAD,
    "9F3A 01BC 77D0 5E12",
)
COMING = CheckInSlip("静安里街道市民大会", True, "欧阳𬭎", "127", 65_535, "1", "09:01:22")


def picture(slip, *, dots, language="zh_CN"):
    return Image.open(io.BytesIO(draw_slip(slip, words(language), dots=dots)))


@pytest.mark.parametrize("dots", [384, 576])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_head_of_the_book_is_read_back_from_the_opening_slip(dots, language):
    slip = picture(OPENING, dots=dots, language=language)
    assert (slip.width, slip.mode) == (dots, "1")
    (code,) = zxingcpp.read_barcodes(slip.convert("L"))
    assert code.text == HEAD.upper()


@pytest.mark.parametrize("slip", [OPENING, COMING])
def test_the_same_slip_is_the_same_bytes(slip):
    assert draw_slip(slip, words("zh_CN"), dots=384) == draw_slip(slip, words("zh_CN"), dots=384)


@pytest.mark.parametrize("dots", [384, 576])
def test_nothing_touches_the_edges(dots):
    for slip in (OPENING, COMING):
        drawn = picture(slip, dots=dots).convert("L").point(lambda dot: 255 - dot)
        left, _, right, _ = drawn.getbbox()
        assert left >= 4
        assert right <= dots - 4


def test_a_text_that_is_too_wide_is_broken_and_a_number_shrinks():
    roll = Roll(384)
    roll.line("一" * 40, 26)
    broken = Image.open(io.BytesIO(roll.png()))
    roll = Roll(384)
    roll.fit("表决器 65535", 72)
    whole = Image.open(io.BytesIO(roll.png()))
    assert broken.height == 3 * 36
    assert whole.height < 1.4 * 72


def test_a_delegate_without_a_keypad_is_told_of_none():
    with_one = picture(COMING, dots=576)
    without = picture(CheckInSlip("会", False, "张伟", "3", 0, "1", "09:00:00"), dots=576)
    assert without.height < with_one.height
