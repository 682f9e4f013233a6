"""The annex of codes: a named poll whole on paper, for any reader of QR codes.

Two codes abreast, three rows a page, four modules of quiet at least around each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.printing.blocks import (
    FINE,
    LABEL,
    MEASURE,
    NOTE,
    Block,
    Gap,
    Turn,
    baseline,
    prose,
    under,
)
from kiosk.printing.code_matrix import Matrix, code_matrix
from kiosk.printing.paper_frames import SPAN, PollCodes
from kiosk.printing.pen import MM, Pen
from kiosk.words import Words

MODULE = 0.47 * MM
QUIET = 4 * MODULE
CAPTION = 9.0
ABREAST, ROWS = 2, 3
AIR = Gap(1 * MM)
TITLES = {4: "Annex 4: the poll in codes", 5: "Annex 5: the poll in codes"}


@dataclass(frozen=True, slots=True)
class CodeRow:
    """Codes side by side, each under its number; `codes` are (caption, name, matrix)."""

    codes: tuple[tuple[str, str, Matrix], ...]

    @property
    def height(self) -> float:
        return CAPTION + QUIET + len(self.codes[0][2]) * MODULE + QUIET

    def draw(self, pen: Pen, x: float, top: float) -> None:
        share = MEASURE / ABREAST
        for at, (caption, name, matrix) in enumerate(self.codes):
            side = len(matrix) * MODULE
            middle = x + (at + 0.5) * share
            pen.centre(middle, top + baseline(FINE), caption, FINE)
            pen.code(name, matrix, middle - side / 2, top + CAPTION + QUIET, module=MODULE)

    def split(self, room: float) -> None:
        """Never: half a code says nothing."""


def code_annex(codes: PollCodes, number: int, words: Words) -> tuple[Block, ...]:
    """Heading, how to read the codes, and the codes."""
    title = words.say(TITLES[number])
    said = tuple(prose(_told(codes, words), NOTE))
    if not codes.texts:
        return under(title, said)
    first, *later = _pages(codes, words)
    again = words.say("{annex} (continued)", annex=title)
    continued = (block for rows in later for block in (Turn(), *prose(again, LABEL), AIR, *rows))
    return (Turn(), *under(title, said), AIR, *first, *continued)


def _told(codes: PollCodes, words: Words) -> str:
    entries = {"first": codes.first, "last": codes.last}
    if not codes.texts:
        return words.say(
            "Entries #{first} to #{last} of the book are too many for codes on paper; they are in "
            "the bundle.",
            **entries,
        )
    total = len(codes.texts)
    return words.say(
        "These {total} codes hold entries #{first} to #{last} of the book, whole, signed by the "
        "seal key. Read them with any reader, one code a line, in any order, into frames.txt; run "
        "verifier.pyz --frames frames.txt --head with the head from this paper. From code {parity} "
        "on they are parity: of every {span} codes or fewer one may be missing.",
        **entries,
        total=total,
        parity=total - codes.parities + 1,
        span=SPAN + 1,
    )


def _pages(codes: PollCodes, words: Words) -> Iterator[Sequence[CodeRow]]:
    """The rows, page by page."""
    held = [
        (_caption(at, codes, words), f"poll-{at}", code_matrix(text))
        for at, text in enumerate(codes.texts, start=1)
    ]
    rows = [CodeRow(tuple(held[at : at + ABREAST])) for at in range(0, len(held), ABREAST)]
    for at in range(0, len(rows), ROWS):
        yield rows[at : at + ROWS]


def _caption(number: int, codes: PollCodes, words: Words) -> str:
    total = len(codes.texts)
    if number > total - codes.parities:
        return words.say("Code {number} of {total}, parity", number=number, total=total)
    return words.say("Code {number} of {total}", number=number, total=total)
