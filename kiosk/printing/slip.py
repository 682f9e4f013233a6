"""Slips of a receipt printer, drawn as pictures: plain data → black and white PNG.

A receipt printer has Chinese characters of its own in whatever code page its maker chose, often
without the rarer ones of names. So a slip is drawn with the faces of the papers and sent as a
picture: it looks the same on every printer, and a name is the name. Sizes are dots: at 8 dots a
millimetre a roll of 80 mm prints 576 of them, one of 58 mm 384.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from kiosk.assets import asset
from kiosk.printing.anchor import checked_groups, modules
from kiosk.printing.fonts import Face
from kiosk.words import Words

MARGIN = 8
SMALL, PLAIN, LARGE, HUGE = 22, 26, 40, 72
QR_DOTS = 6
QUIET = 4
BLACK, WHITE = 0, 255


@dataclass(frozen=True, slots=True)
class OpeningSlip:
    """The book's head when the meeting was opened: entry number and SHA-256 (hex), civil time."""

    title: str
    session_title: str
    practice: bool
    time: str
    entry: int
    head: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class CheckInSlip:
    """What a delegate is told on coming in; `keypad` 0 for none. Nothing of any ballot."""

    title: str
    practice: bool
    name: str
    seat: str
    keypad: int
    desk: str
    time: str


Slip = OpeningSlip | CheckInSlip


def draw_slip(slip: Slip, words: Words, *, dots: int) -> bytes:
    """PNG, one bit a dot, `dots` wide; the same slip gives the same bytes."""
    roll = Roll(dots)
    if slip.practice:
        roll.line(words.say("PRACTICE"), LARGE, bold=True)
    roll.line(slip.title, PLAIN, bold=True)
    if isinstance(slip, OpeningSlip):
        _opening(roll, slip, words)
    else:
        _check_in(roll, slip, words)
    return roll.png()


def _opening(roll: "Roll", slip: OpeningSlip, words: Words) -> None:
    roll.line(slip.session_title, PLAIN)
    roll.rule()
    roll.line(words.say("The meeting is open"), LARGE, bold=True)
    roll.line(slip.time, PLAIN)
    roll.rule()
    roll.line(words.say("Head of the book at entry {entry}", entry=slip.entry), SMALL)
    groups = checked_groups(slip.head)
    for pair in zip(groups[::2], groups[1::2], strict=True):
        roll.line("   ".join(pair), PLAIN, bold=True)
    roll.code(slip.head.upper())
    roll.line(words.say("Seal key {fingerprint}", fingerprint=slip.fingerprint), SMALL)
    roll.line(words.say("Keep this slip: it tells later whether the book is the same."), SMALL)


def _check_in(roll: "Roll", slip: CheckInSlip, words: Words) -> None:
    roll.rule()
    roll.fit(slip.name, LARGE)
    roll.fit(words.say("Seat {seat}", seat=slip.seat), HUGE)
    if slip.keypad:
        roll.fit(words.say("Keypad {keypad}", keypad=slip.keypad), HUGE)
    roll.rule()
    desk = words.say("Desk {desk}", desk=slip.desk)
    roll.line(f"{slip.time}  {desk}", PLAIN)


class Roll:
    """A strip of paper that grows downwards, centred lines one under another."""

    def __init__(self, dots: int) -> None:
        self._dots = dots
        self._parts: list[Image.Image] = []

    def line(self, text: str, size: int, *, bold: bool = False) -> None:
        """A text, centred, broken where it is too wide; nothing for an empty one."""
        font = _font(Face.BOLD if bold else Face.REGULAR, size)
        for piece in _broken(text, font, self._dots - 2 * MARGIN):
            part = self._blank(round(size * 1.4))
            ImageDraw.Draw(part).text(
                (self._dots // 2, part.height // 2), piece, font=font, fill=BLACK, anchor="mm"
            )
            self._parts.append(part)

    def fit(self, text: str, size: int) -> None:
        """A bold text on one line, as large as it can be: a number is never broken."""
        wide = _font(Face.BOLD, size).getlength(text)
        room = self._dots - 2 * MARGIN
        self.line(text, size if wide <= room else int(size * room / wide), bold=True)

    def rule(self) -> None:
        part = self._blank(PLAIN)
        middle = part.height // 2
        ends = (MARGIN, middle, self._dots - MARGIN, middle)
        ImageDraw.Draw(part).line(ends, fill=BLACK, width=2)
        self._parts.append(part)

    def code(self, text: str) -> None:
        """A QR code, centred, with its quiet zone."""
        rows = modules(text)
        side = (len(rows) + 2 * QUIET) * QR_DOTS
        part = self._blank(side)
        pen, left = ImageDraw.Draw(part), (self._dots - side) // 2
        for y, row in enumerate(rows, QUIET):
            for x, black in enumerate(row, QUIET):
                if black:
                    at = (left + x * QR_DOTS, y * QR_DOTS)
                    pen.rectangle((*at, at[0] + QR_DOTS - 1, at[1] + QR_DOTS - 1), fill=BLACK)
        self._parts.append(part)

    def png(self) -> bytes:
        whole = Image.new("L", (self._dots, sum(one.height for one in self._parts)), WHITE)
        top = 0
        for part in self._parts:
            whole.paste(part, (0, top))
            top += part.height
        out = io.BytesIO()
        whole.convert("1", dither=Image.Dither.NONE).save(out, "PNG")
        return out.getvalue()

    def _blank(self, height: int) -> Image.Image:
        return Image.new("L", (self._dots, height), WHITE)


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(asset(f"fonts/{face}.ttf")), size)


def _broken(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """Lines that fit, broken at any character, as Chinese is."""
    piece = ""
    for letter in text.replace("\n", ""):
        if piece and font.getlength(piece + letter) > width:
            yield piece.rstrip()
            piece = letter.lstrip()
        else:
            piece += letter
    if piece:
        yield piece
