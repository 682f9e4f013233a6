"""Tables: ruled facts beside their labels, and lists with a head that returns on every page.

A list may stand in two or three columns abreast; it is read down each column, and on its last
page the columns are made equally long. A list of sums may say under its rows what each page comes
to, where it takes more than one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.printing.blocks import LABEL, Block, baseline
from kiosk.printing.breaking import fitted, lines, plain
from kiosk.printing.fonts import Face
from kiosk.printing.pen import MM, Pen, Style

HAIR, FIRM, GREY = 0.3, 0.8, 0.55
PAD = 3.2
CELL = Style(Face.REGULAR, 8, 10.5)
STRONG_CELL = Style(Face.BOLD, 8, 10.5)
HEAD = Style(Face.BOLD, 7.5, 10.5)


class Align(StrEnum):
    """On which edge a column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in points, its edge."""

    head: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's lines, set for its column."""

    lines: tuple[str, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; as high as the highest."""

    cells: tuple[Cell, ...]
    height: float


def _row(said: Sequence[str], columns: Sequence[Column], style: Style, pad: float) -> Row:
    cells = tuple(_cell(text, style, column) for text, column in zip(said, columns, strict=True))
    return Row(cells, max(len(cell.lines) for cell in cells) * style.leading + 2 * pad)


def _cell(text: str, style: Style, column: Column) -> Cell:
    """Words may break; a figure (right-aligned) never does, it is set smaller."""
    room = column.width - 2 * PAD
    if column.align is Align.RIGHT and style is not HEAD:
        line, smaller = fitted(text, style, room, least=5)
        return Cell((line,), smaller)
    parts = plain(text).split("\n")
    return Cell(tuple(line for part in parts for line in lines(part, style, room)), style)


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under a head, `abreast` columns of them, `gutter` points apart."""

    columns: tuple[Column, ...]
    head: Row
    rows: tuple[Row, ...]
    abreast: int
    gutter: float
    again: str
    caption: str = ""
    foot: "Callable[[int, int], str] | None" = None
    first: int = 0
    parted: bool = False

    @property
    def height(self) -> float:
        return self._above() + max(map(_deep, self._shared()), default=0) + self._below()

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self.caption:
            pen.text(x, top + baseline(LABEL), self.caption, LABEL)
        top += self._above() - self.head.height
        width = sum(column.width for column in self.columns)
        for at, held in enumerate(self._shared()):
            if held or not self.rows:
                self._draw(pen, x + at * (width + self.gutter), top, held)
        if self._below() and self.foot is not None:
            said = self.foot(self.first, self.first + len(self.rows))
            foot = top + self.head.height + max(map(_deep, self._shared())) + baseline(LABEL)
            pen.right(x + width - PAD, foot, said, STRONG_CELL)

    def split(self, room: float) -> tuple[Block, Block] | None:
        whole = replace(self, parted=True)
        fit = min(whole._fitting(room - whole._above() - whole._below()), len(self.rows) - 2)
        while fit >= 3 and replace(whole, rows=self.rows[:fit]).height > room:
            fit -= 1
        if fit < 3:
            return None
        rest = replace(whole, rows=self.rows[fit:], caption=self.again, first=self.first + fit)
        return replace(whole, rows=self.rows[:fit]), rest

    def _above(self) -> float:
        return self.head.height + (LABEL.leading + 2 if self.caption else 0)

    def _below(self) -> float:
        return LABEL.leading if self.parted and self.foot is not None else 0

    def _fitting(self, room: float) -> int:
        """How many rows fill every column of a page to the foot."""
        taken = 0
        for _ in range(self.abreast):
            left = room
            while taken < len(self.rows) and self.rows[taken].height <= left + 0.01:
                left -= self.rows[taken].height
                taken += 1
        return taken

    def _shared(self) -> list[tuple[Row, ...]]:
        """The rows shared out to the columns, in reading order, equally long."""
        each = -(-len(self.rows) // self.abreast)
        return [self.rows[at * each : (at + 1) * each] for at in range(self.abreast)]

    def _draw(self, pen: Pen, x: float, top: float, held: tuple[Row, ...]) -> None:
        right = x + sum(column.width for column in self.columns)
        pen.rule(x, top, right, weight=FIRM)
        top = _draw_row(pen, x, top, self.head, self.columns)
        pen.rule(x, top, right, weight=HAIR)
        for row in held:
            top = _draw_row(pen, x, top, row, self.columns)
            pen.rule(x, top, right, weight=HAIR, grey=GREY if row is not held[-1] else 0)


def _deep(rows: Iterable[Row]) -> float:
    return sum(row.height for row in rows)


def _draw_row(pen: Pen, x: float, top: float, row: Row, columns: Sequence[Column]) -> float:
    for cell, column in zip(row.cells, columns, strict=True):
        air = (row.height - len(cell.lines) * cell.style.leading) / 2
        for at, line in enumerate(cell.lines):
            foot = top + air + at * cell.style.leading + baseline(cell.style)
            _write(pen, (x, foot), line, cell.style, column)
        x += column.width
    return top + row.height


def _write(pen: Pen, at: tuple[float, float], line: str, style: Style, column: Column) -> None:
    x, foot = at
    if column.align is Align.RIGHT:
        pen.right(x + column.width - PAD, foot, line, style)
    elif column.align is Align.CENTRE:
        pen.centre(x + column.width / 2, foot, line, style)
    else:
        pen.text(x + PAD, foot, line, style)


def listing(
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    *,
    abreast: int = 1,
    gutter: float = 5 * MM,
    strong: frozenset[int] = frozenset(),
    again: str = "",
    foot: Callable[[int, int], str] | None = None,
) -> Listing:
    """Set a list whose columns and gutters fill the measure.

    `strong` are rows in bold; `again` stands above the head on every page but the first. `foot` is
    what stands under the rows of a page, from the first of them up to one that is not there, where
    the list takes several.
    """
    head = _row([column.head for column in columns], columns, HEAD, 2)
    held = tuple(
        _row(row, columns, STRONG_CELL if at in strong else CELL, 1.5)
        for at, row in enumerate(rows)
    )
    return Listing(tuple(columns), head, held, abreast, gutter, again, foot=foot)
