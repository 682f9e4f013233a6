"""会议纪要（草稿） as a paper."""

from collections.abc import Iterable

from kiosk.meeting.minutes import Minutes
from kiosk.printing.blocks import (
    MEASURE,
    NOTE,
    Block,
    Gap,
    Keep,
    Prose,
    Under,
    heading,
    prose,
)
from kiosk.printing.breaking import lines
from kiosk.printing.conclusion import lines_to_sign
from kiosk.printing.fonts import Face
from kiosk.printing.minutes_words import Level, Paragraph, draft_title, paragraphs
from kiosk.printing.pen import MM, Style
from kiosk.words import Words

OFFICES = ("Drafted by", "Checked by", "Issued by")
NAME = Style(Face.BOLD, 17, 26, track=1)
TEXT = Style(Face.REGULAR, 10.5, 18)
ITEM = Style(Face.BOLD, 10.5, 18)


def minutes_blocks(held: Minutes, words: Words) -> tuple[Block, ...]:
    """Everything the draft says, in order."""
    name = Prose(lines(draft_title(held, words), NAME, MEASURE), NAME, centred=True)
    *told, last = _set(paragraphs(held, words))
    return (
        Keep((name, Gap(8))),
        *told,
        Keep((last, Gap(6 * MM), lines_to_sign(words, *OFFICES))),
        *prose(words.say("(Nothing follows.)"), NOTE),
    )


def _set(told: Iterable[Paragraph]) -> Iterable[Block]:
    """Headings stay with the paragraph after them."""
    waiting: Block | None = None
    for one in told:
        blocks = list(_block(one))
        if one.level is not Level.BODY:
            waiting = blocks[0] if waiting is None else Keep((waiting, blocks[0]))
            continue
        first, *rest = blocks
        yield first if waiting is None else Under(waiting, first)
        waiting = None
        yield from rest


def _block(one: Paragraph) -> Iterable[Block]:
    if one.level is Level.SECTION:
        return (heading(one.text),)
    if one.level is Level.ITEM:
        return (Keep((Gap(3), Prose(lines(one.text, ITEM, MEASURE), ITEM))),)
    return prose(one.text, TEXT, indent=2 * TEXT.size)
