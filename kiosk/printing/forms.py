"""The fixed forms of a record: particulars, figures, the verdict, the lines to sign on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.printing.blocks import (
    FIGURE,
    FINE,
    LABEL,
    MEASURE,
    NOTE,
    SMALL,
    STRONG,
    VALUE,
    VERDICT,
    Block,
    baseline,
)
from kiosk.printing.breaking import fitted, lines, plain
from kiosk.printing.pen import MM, Pen, Style, measure
from kiosk.printing.phrases import formal
from kiosk.printing.tables import FIRM, GREY, HAIR
from kiosk.words import Words

LONGEST = 16
LABEL_WIDTH = 22.5 * MM
SHADE = 0.945
PAD = 2 * MM
ROW_AIR = 2.2
FORMAL = replace(SMALL, size=9)
SIGN_HEIGHT = 17.5 * MM
SIGN_GAP = 5 * MM
DATE_HEIGHT = 4 * MM


@dataclass(frozen=True, slots=True)
class Particular:
    """One ruled row: its label, and the lines of its value with the style of each."""

    label: tuple[str, ...]
    value: tuple[tuple[str, Style], ...]

    @property
    def height(self) -> float:
        value = sum(style.leading for _, style in self.value)
        return max(len(self.label) * LABEL.leading, value) + 2 * ROW_AIR


def particular(label: str, text: str, fine: str = "") -> Particular:
    """Set one row; `fine` follows in small type (hashes, sources)."""
    room = MEASURE - LABEL_WIDTH - 2 * PAD
    parts = ((text, VALUE), (fine, FINE))
    value = tuple(
        (line, style)
        for said, style in parts
        for part in plain(said).split("\n")
        for line in lines(part, style, room)
        if line
    )
    return Particular(lines(label, LABEL, LABEL_WIDTH - 1.5 * PAD), value)


def ruled(rows: Iterable[Particular]) -> "Particulars":
    """Rows under one another; a very long value goes on in further rows without a label."""
    parts = (
        Particular(row.label if at == 0 else (), row.value[at : at + LONGEST])
        for row in rows
        for at in range(0, max(len(row.value), 1), LONGEST)
    )
    return Particulars(tuple(parts))


@dataclass(frozen=True, slots=True)
class Particulars:
    """Ruled rows beside a shaded column of labels; torn between rows only."""

    rows: tuple[Particular, ...]

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        pen.fill(x, top, (LABEL_WIDTH, self.height), grey=SHADE)
        pen.rule(x, top, x + MEASURE, weight=FIRM)
        for row in self.rows:
            self._draw(pen, x, top, row)
            top += row.height
            last = row is self.rows[-1]
            pen.rule(x, top, x + MEASURE, weight=FIRM if last else HAIR, grey=0 if last else GREY)

    def split(self, room: float) -> tuple[Block, Block] | None:
        fit, left = 0, room
        while fit < len(self.rows) and self.rows[fit].height <= left:
            left -= self.rows[fit].height
            fit += 1
        if not 2 <= fit < len(self.rows):
            return None
        return Particulars(self.rows[:fit]), Particulars(self.rows[fit:])

    def _draw(self, pen: Pen, x: float, top: float, row: Particular) -> None:
        at = top + ROW_AIR
        for line in row.label:
            pen.text(x + PAD, at + baseline(LABEL), line, LABEL)
            at += LABEL.leading
        at = top + ROW_AIR
        for line, style in row.value:
            pen.text(x + LABEL_WIDTH + PAD, at + baseline(style), line, style)
            at += style.leading


@dataclass(frozen=True, slots=True)
class Figures:
    """Boxes side by side: a label, a large figure, and the figure in formal numerals."""

    boxes: tuple[tuple[str, str, str], ...]
    height: float = 27 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        each = MEASURE / len(self.boxes)
        pen.frame(x, top, (MEASURE, self.height), weight=FIRM)
        for at, box in enumerate(self.boxes):
            if at:
                pen.upright(x + at * each, top, top + self.height, weight=HAIR, grey=0)
            self._draw(pen, x + (at + 0.5) * each, top, box)

    def split(self, room: float) -> None:
        """Figures are never torn."""

    def _draw(self, pen: Pen, middle: float, top: float, box: tuple[str, str, str]) -> None:
        room = MEASURE / len(self.boxes) - 2 * PAD
        low = 17 * MM if box[2] else 19 * MM
        drops = ((STRONG, 6.5 * MM), (FIGURE, low), (FORMAL, 23.5 * MM))
        for said, (style, drop) in zip(box, drops, strict=True):
            text, fit = fitted(said, style, room)
            pen.centre(middle, top + drop, text, fit)


def figures(words: Words, boxes: Iterable[tuple[str, int]]) -> Figures:
    """Label and figure of each box, and the figure in formal numerals."""
    return Figures(tuple((label, str(n), formal(words, n)) for label, n in boxes))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The computation on the left, the verdict in large type on the right."""

    computation: tuple[str, ...]
    verdict: str
    declared: tuple[str, ...]

    @property
    def height(self) -> float:
        left = len(self.computation) * STRONG.leading + len(self.declared) * VALUE.leading
        return max(left, VERDICT.leading) + 4 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        pen.rule(x, top, x + MEASURE, weight=FIRM)
        pen.rule(x, top + self.height, x + MEASURE, weight=FIRM)
        at = top + 2 * MM
        for style, held in ((STRONG, self.computation), (VALUE, self.declared)):
            for line in held:
                pen.text(x, at + baseline(style), line, style)
                at += style.leading
        middle = top + self.height / 2 + 0.36 * VERDICT.size
        pen.right(x + MEASURE, middle, self.verdict, VERDICT)

    def split(self, room: float) -> None:
        """The verdict is never torn from its computation."""


def verdict(computation: Sequence[str], said: str, declared: str) -> Verdict:
    """Set the verdict; the computation breaks before it meets the large type."""
    room = MEASURE - measure(said, VERDICT) - 8 * MM
    return Verdict(
        tuple(line for sentence in computation for line in lines(sentence, STRONG, room)),
        said,
        lines(declared, VALUE, room),
    )


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, four in a row, each with its office above and room for a hand.

    Each is a field of the file, too, and has the day written under it: `date` is what stands there
    to be filled in.
    """

    offices: tuple[str, ...]
    date: str

    @property
    def height(self) -> float:
        return -(-len(self.offices) // 4) * SIGN_HEIGHT + 2 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        each = (MEASURE - 3 * SIGN_GAP) / 4
        for at, office in enumerate(self.offices):
            left = x + at % 4 * (each + SIGN_GAP)
            head = top + at // 4 * SIGN_HEIGHT
            text, style = fitted(office, VALUE, each)
            pen.text(left, head + 2 * MM + baseline(VALUE), text, style)
            foot = head + SIGN_HEIGHT - DATE_HEIGHT
            pen.rule(left, foot, left + each, weight=HAIR)
            above = head + 2 * MM + VALUE.leading
            pen.field(f"Signature{at + 1}", office, left, above, (each, foot - above))
            pen.right(left + each, foot + baseline(NOTE), self.date, NOTE)

    def split(self, room: float) -> None:
        """Signatures are never torn."""
