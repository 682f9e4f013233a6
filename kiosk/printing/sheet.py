"""The house's page: A4, its margins, header, footer, and how blocks are laid on pages.

Pages are laid out before any is drawn, so that “page x of y” is known. The foot of each page
holds a band with the anchor beside the digits a person can compare by eye; on page 1 it is
larger. No clock is read: every time on a page was handed in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.printing.blocks import FINE, LABEL, SMALL, Block, Gap, Turn, baseline
from kiosk.printing.breaking import fitted
from kiosk.printing.fonts import Face, check
from kiosk.printing.pen import MM, PAGE_HEIGHT, PAGE_WIDTH, Pen, Style
from kiosk.printing.sign_fields import SEAL, Field
from kiosk.printing.tables import FIRM, HAIR

LEFT, RIGHT = 25 * MM, PAGE_WIDTH - 20 * MM
HEAD_LINE = 18 * MM
BODY_TOP = 22 * MM
FOOT_LINE = PAGE_HEIGHT - 15 * MM
BAND_AIR = 3 * MM
QUIET = 4
FIRST_MODULE, LATER_MODULE = 0.55 * MM, 0.46 * MM
PLAIN_BAND = 16 * MM
SEAL_LINE = 4 * MM
WATERMARK_ROOM = 230 * MM
WATERMARK = Style(Face.BOLD, 170, 170, grey=0.91, track=40)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on every page of one paper.

    `paper` is kind, number and copy; `page` a text with `{page}` and `{pages}`; `code` the
    anchor's modules or empty. The band's lines are for page 1 and for the later pages; the
    first of each is bold. `watermark` is empty for a meeting in earnest. `seal` tells on page 1
    that the hall signs inside the file; it is empty where the hall has no certificate.
    """

    meeting: str
    paper: str
    page: str
    short_code: str
    time: str
    code: tuple[tuple[bool, ...], ...]
    first_band: tuple[str, ...]
    later_band: tuple[str, ...]
    watermark: str
    seal: str = ""

    def texts(self) -> Iterable[str]:
        """Every text of the imprint, for the glyph check."""
        yield from (self.meeting, self.paper, self.page, self.short_code, self.time)
        yield from (*self.first_band, *self.later_band, self.watermark, self.seal)


class Drawn(NamedTuple):
    """Drawn pages: the PDF's bytes, how many pages, and the places to sign on them."""

    pdf: bytes
    pages: int
    fields: tuple[Field, ...]


def print_pages(imprint: Imprint, blocks: Sequence[Block]) -> Drawn:
    """Lay the blocks on pages and draw them; places to sign only where the hall signs, too."""
    for text in imprint.texts():
        check(text, text[:24])
    pages = lay_out(blocks, (_room(imprint, 1), _room(imprint, 2)))
    pen = Pen()
    for number, page in enumerate(pages, start=1):
        _draw(pen, imprint, page, (number, len(pages)))
        pen.turn()
    return Drawn(pen.done(), len(pages), tuple(pen.fields) if imprint.seal else ())


def lay_out(blocks: Sequence[Block], rooms: tuple[float, float]) -> list[list[Block]]:
    """Fill page after page; `rooms` are the heights of the first and of every later body."""
    pages: list[list[Block]] = [[]]
    left = rooms[0]
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Gap | Turn) and not pages[-1]:
            continue
        parts = _part(block, left, fresh=not pages[-1])
        if parts is not None:
            pages[-1].append(parts[0])
            left -= parts[0].height
            waiting += parts[1:]
        else:
            waiting.append(block)
        if parts is None or len(parts) == 2:
            pages.append([])
            left = rooms[1]
    return pages


def _part(block: Block, left: float, *, fresh: bool) -> tuple[Block, ...] | None:
    if isinstance(block, Turn):
        return (block,) if left >= block.enough else None
    if block.height <= left + 0.01:
        return (block,)
    parts = block.split(left)
    if parts is None and fresh:
        raise ValueError(f"a block of {block.height:.0f} points fits no page: {block!r:.80}")
    return parts


def _module(number: int) -> float:
    return FIRST_MODULE if number == 1 else LATER_MODULE


def _band(imprint: Imprint, number: int) -> float:
    if not imprint.code:
        return PLAIN_BAND + (SEAL_LINE if imprint.seal and number == 1 else 0)
    return (len(imprint.code) + 2 * QUIET) * _module(number)


def _room(imprint: Imprint, number: int) -> float:
    return FOOT_LINE - _band(imprint, number) - BAND_AIR - BODY_TOP


def _draw(pen: Pen, imprint: Imprint, page: Sequence[Block], number: tuple[int, int]) -> None:
    if imprint.watermark:
        pen.slanted(*fitted(imprint.watermark, WATERMARK, WATERMARK_ROOM), degrees=52)
    _draw_head(pen, imprint)
    _draw_band(pen, imprint, number[0])
    _draw_foot(pen, imprint, number)
    top = BODY_TOP
    for block in page:
        block.draw(pen, LEFT, top)
        top += block.height


def _draw_head(pen: Pen, imprint: Imprint) -> None:
    foot = HEAD_LINE - 2 * MM
    half = (RIGHT - LEFT - 5 * MM) / 2
    pen.text(LEFT, foot, *fitted(imprint.meeting, SMALL, half))
    pen.right(RIGHT, foot, *fitted(imprint.paper, SMALL, half))
    pen.rule(LEFT, HEAD_LINE, RIGHT, weight=FIRM)


def _draw_band(pen: Pen, imprint: Imprint, number: int) -> None:
    band, module = _band(imprint, number), _module(number)
    top = FOOT_LINE - band
    pen.rule(LEFT, top - 1 * MM, RIGHT, weight=HAIR)
    if imprint.code:
        pen.code("anchor", imprint.code, LEFT, top + QUIET * module, module=module)
    left = LEFT + (band if imprint.code else 0)
    held = imprint.first_band if number == 1 else imprint.later_band
    if number == 1 and imprint.seal:
        held = (*held, imprint.seal)
    styles = [LABEL, *(SMALL for _ in held)] if number == 1 else [FINE for _ in held]
    at = top + (band - sum(style.leading for style in styles[: len(held)])) / 2
    for line, style in zip(held, styles, strict=False):
        pen.text(left, at + baseline(style), *fitted(line, style, RIGHT - left))
        if line is imprint.seal:
            pen.field(SEAL, line, left, at, (RIGHT - left, style.leading))
        at += style.leading


def _draw_foot(pen: Pen, imprint: Imprint, number: tuple[int, int]) -> None:
    pen.rule(LEFT, FOOT_LINE, RIGHT, weight=FIRM)
    foot = FOOT_LINE + 4.5 * MM
    said = imprint.page.format(page=number[0], pages=number[1])
    pen.text(LEFT, foot, imprint.short_code, SMALL)
    pen.centre((LEFT + RIGHT) / 2, foot, said, SMALL)
    pen.right(RIGHT, foot, imprint.time, SMALL)
