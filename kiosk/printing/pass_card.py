"""Passes: ten cards of 85.6 × 54 mm (ISO/IEC 7810 ID-1) on an A4 sheet, front and back.

The backs lie mirrored, for a printer that turns the sheet over its long edge; the corner marks of
both sides then fall on each other, and a sheet where they do not is thrown away before it is cut.
The code is as large as the card allows, since it must survive a laminator and a dim desk lamp.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.printing.anchor import modules
from kiosk.printing.blocks import FINE, LABEL, NOTE, SMALL, VALUE, baseline
from kiosk.printing.breaking import fitted, lines
from kiosk.printing.fonts import Face, check
from kiosk.printing.pen import MM, PAGE_HEIGHT, PAGE_WIDTH, Pen, Style
from kiosk.printing.sheet import Drawn
from kiosk.printing.sign_fields import SEAL
from kiosk.words import Words

WIDE, HIGH = 85.6 * MM, 54 * MM
COLUMNS, ROWS = 2, 5
LEFT = (PAGE_WIDTH - COLUMNS * WIDE) / 2
TOP = (PAGE_HEIGHT - ROWS * HIGH) / 2
PAD = 4 * MM
BAND = 9.5 * MM
MARK = 4 * MM
MODULE = 0.56 * MM
QUIET = 4
PHOTO = (20 * MM, 27 * MM)
BAND_GREY = 0.12

MEETING = Style(Face.BOLD, 10.5, 13, grey=1)
NAME = Style(Face.BOLD, 21, 26)
NUMBER = Style(Face.BOLD, 30, 34)


@dataclass(frozen=True, slots=True)
class PassCard:
    """What a pass shows. `code` is the signed text of its QR code; `photo` JPEG or PNG bytes."""

    number: int
    name: str
    seat: str
    kind: str
    group: str
    code: str
    photo: bytes = b""


@dataclass(frozen=True, slots=True)
class PassSheet:
    """The meeting that a sheet of passes belongs to.

    `seal` tells that the hall signs inside the file; it is empty where nobody does.
    """

    title: str
    session_title: str
    place: str
    practice: bool
    seal: str = ""


def print_passes(sheet: PassSheet, cards: Sequence[PassCard], words: Words) -> Drawn:
    """The PDF of all passes, fronts and backs in turn. Raises `FontFault`."""
    pen = Pen()
    each = COLUMNS * ROWS
    for start in range(0, len(cards), each):
        held = cards[start : start + each]
        for side in (_draw_front, _draw_back):
            _draw_marks(pen)
            for at, card in enumerate(held):
                row, column = divmod(at, COLUMNS)
                seen = column if side is _draw_front else COLUMNS - 1 - column
                side(pen, LEFT + seen * WIDE, TOP + row * HIGH, card=card, sheet=sheet, words=words)
            if sheet.seal and start == 0 and side is _draw_front:
                _draw_seal(pen, sheet.seal)
            pen.turn()
    return Drawn(pen.done(), 2 * -(-len(cards) // each), tuple(pen.fields))


def _draw_seal(pen: Pen, seal: str) -> None:
    """Below the cards of the first sheet, where it is cut off."""
    check(seal, seal[:24])
    left, top, room = LEFT + PAD, TOP + ROWS * HIGH + MARK, COLUMNS * WIDE / 2 - 2 * PAD
    pen.text(left, top + baseline(FINE), *fitted(seal, FINE, room))
    pen.field(SEAL, seal, left, top, (room, FINE.leading))


def _draw_marks(pen: Pen) -> None:
    """Where to cut, and whether front and back lie on each other."""
    for column in range(COLUMNS + 1):
        x = LEFT + column * WIDE
        for top in (TOP - 2 * MARK, TOP + ROWS * HIGH + MARK):
            pen.upright(x, top, top + MARK, weight=0.4, grey=0)
    for row in range(ROWS + 1):
        y = TOP + row * HIGH
        for x in (LEFT - 2 * MARK, LEFT + COLUMNS * WIDE + MARK):
            pen.rule(x, y, x + MARK, weight=0.4)


def _draw_front(
    pen: Pen, x: float, top: float, *, card: PassCard, sheet: PassSheet, words: Words
) -> None:
    pen.fill(x, top, (WIDE, BAND), grey=BAND_GREY)
    title = f"{sheet.title} · {words.say('Practice')}" if sheet.practice else sheet.title
    pen.text(x + PAD, top + 6.4 * MM, *fitted(title, MEETING, WIDE - 2 * PAD))
    code = modules(card.code, worn=True)
    side = (len(code) + QUIET) * MODULE
    pen.code(f"pass-{card.number}", code, x + WIDE - side, top + HIGH - side, module=MODULE)
    left = x + PAD
    if card.photo:
        pen.picture(card.photo, left, top + BAND + PAD, PHOTO)
        left += PHOTO[0] + PAD
    pen.text(left, top + BAND + 12 * MM, *fitted(card.name, NAME, x + WIDE - PAD - left))
    _draw_words(pen, left, top + BAND, _said(card, words), room=x + WIDE - side - left)
    session = replace(NOTE, grey=0.35)
    room = WIDE - side - 2 * PAD
    pen.text(x + PAD, top + HIGH - 3.2 * MM, *fitted(sheet.session_title, session, room))


def _said(card: PassCard, words: Words) -> tuple[tuple[str, Style, float], ...]:
    """Each line below the name with its style and where its foot stands below the band."""
    return (
        (card.kind, LABEL, 18.5 * MM),
        (f"{words.say('Seat')} {card.seat}", VALUE, 24 * MM),
        (words.say("No. {number}", number=card.number), VALUE, 29 * MM),
        (card.group, SMALL, 34 * MM),
    )


def _draw_words(
    pen: Pen, x: float, top: float, said: tuple[tuple[str, Style, float], ...], *, room: float
) -> None:
    for text, style, foot in said:
        if text:
            pen.text(x, top + foot, *fitted(text, style, room))


def _draw_back(
    pen: Pen, x: float, top: float, *, card: PassCard, sheet: PassSheet, words: Words
) -> None:
    pen.centre(x + WIDE / 2, top + 17 * MM, str(card.number), NUMBER)
    at = top + 26 * MM
    told = words.say(
        "Show this pass at the check-in desk when you come and when you leave. It admits its "
        "holder to this meeting only. If it is lost, tell the desk: it is then declared void."
    )
    for line in lines(told, SMALL, WIDE - 2 * PAD):
        pen.text(x + PAD, at, line, SMALL)
        at += SMALL.leading
    pen.text(x + PAD, top + HIGH - 4 * MM, *fitted(sheet.place, NOTE, WIDE - 2 * PAD))
