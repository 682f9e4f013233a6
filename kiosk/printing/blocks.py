"""Blocks: what a page is filled with. Each knows its height, draws itself, and may be split.

A block is set for the measure when it is made, so its height never changes. `split(room)` gives
the part that fits and the rest, or None when no good part fits: a block that must not be torn
(signatures, figures) always says None, and a heading never stays behind alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from kiosk.printing.breaking import lines, plain
from kiosk.printing.fonts import Face
from kiosk.printing.pen import MM, Pen, Style, measure

MEASURE = 165 * MM

TITLE = Style(Face.BOLD, 22, 34, track=8)
SECTION = Style(Face.BOLD, 11, 17)
BODY = Style(Face.REGULAR, 9.5, 15)
STRONG = Style(Face.BOLD, 9.5, 15)
LABEL = Style(Face.BOLD, 9, 13)
VALUE = Style(Face.REGULAR, 9, 13)
SMALL = Style(Face.REGULAR, 8, 12)
NOTE = Style(Face.REGULAR, 7.5, 11, grey=0.25)
FINE = Style(Face.REGULAR, 7, 10.5)
FIGURE = Style(Face.BOLD, 24, 28)
VERDICT = Style(Face.BOLD, 26, 34, track=3)


class Block(Protocol):
    """What a page is filled with; measures in points."""

    @property
    def height(self) -> float: ...

    def draw(self, pen: Pen, x: float, top: float) -> None: ...

    def split(self, room: float) -> "tuple[Block, Block] | None": ...


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space; it vanishes at the top of a page."""

    height: float

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing is drawn."""

    def split(self, room: float) -> None:
        """Space is not torn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows begins on a new page, unless `enough` points are left on this one."""

    enough: float = float("inf")
    height: float = 0

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing is drawn."""

    def split(self, room: float) -> None:
        """Nothing to tear."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines of running text; both edges are flush where `justified`, the last line is not."""

    lines: tuple[str, ...]
    style: Style
    room: float = MEASURE
    inset: float = 0
    indent: float = 0
    justified: bool = False
    centred: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for at, line in enumerate(self.lines):
            left = x + self.inset + (self.indent if at == 0 else 0)
            baseline = top + at * self.style.leading + _baseline(self.style)
            if self.centred:
                pen.centre(x + self.room / 2, baseline, line, self.style)
            else:
                pen.text(left, baseline, line, self.style, self._stretch(at))

    def split(self, room: float) -> tuple[Block, Block] | None:
        fit = min(int(room / self.style.leading), len(self.lines) - 2)
        if fit < 2:
            return None
        rest = self._part(self.lines[fit:], 0)
        return self._part(self.lines[:fit], self.indent), rest

    def _part(self, held: tuple[str, ...], indent: float) -> "Prose":
        return Prose(held, self.style, self.room, self.inset, indent, self.justified, self.centred)

    def _stretch(self, at: int) -> float:
        line = self.lines[at]
        if not self.justified or at == len(self.lines) - 1 or len(line) < 2:
            return 0
        room = self.room - self.inset - (self.indent if at == 0 else 0)
        slack = room - measure(line, self.style)
        return slack / (len(line) - 1) if slack < 4 * self.style.size else 0


def prose(text: str, style: Style = BODY, **form: float) -> Iterable[Block]:
    """One `Prose` per paragraph of a text; `indent` and `inset` in points."""
    inset, indent = form.get("inset", 0), form.get("indent", 0)
    for paragraph in plain(text).split("\n"):
        if not paragraph.strip():
            continue
        held = evenly(paragraph.strip(), style, MEASURE - inset, indent)
        yield Prose(held, style, inset=inset, indent=indent, justified=True)


def evenly(text: str, style: Style, room: float, indent: float) -> tuple[str, ...]:
    """Lines of which the last is not a single character, where a little air can mend that."""
    held = lines(text, style, room, indent=indent)
    for spare in range(1, 4):
        if len(held) == 1 or len(held[-1]) > 3:
            return held
        tried = lines(text, style, room - spare * style.size, indent=indent)
        held = tried if len(tried) == len(held) else held
    return held


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stand together on one page."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        return sum(block.height for block in self.blocks)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        tops = accumulate((block.height for block in self.blocks), initial=top)
        for block, at in zip(self.blocks, tops, strict=False):
            block.draw(pen, x, at)

    def split(self, room: float) -> None:
        """Never: that is its purpose."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one after the other, torn between them where one page cannot hold them."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        return Keep(self.blocks).height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        Keep(self.blocks).draw(pen, x, top)

    def split(self, room: float) -> tuple[Block, Block] | None:
        feet = tuple(accumulate((block.height for block in self.blocks), initial=0.0))
        fit = sum(foot <= room for foot in feet) - 1
        torn = self.blocks[fit].split(room - feet[fit])
        if torn is not None:
            return Stack((*self.blocks[:fit], torn[0])), Stack((torn[1], *self.blocks[fit + 1 :]))
        return (Stack(self.blocks[:fit]), Stack(self.blocks[fit:])) if fit else None


@dataclass(frozen=True, slots=True)
class Either:
    """`whole` where it fits, otherwise `first` here and `rest` on the next page."""

    whole: Block
    first: Block
    rest: Block

    @property
    def height(self) -> float:
        return self.whole.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.whole.draw(pen, x, top)

    def split(self, room: float) -> tuple[Block, Block] | None:
        return (self.first, self.rest) if self.first.height <= room else None


@dataclass(frozen=True, slots=True)
class Under:
    """A heading and what stands under it; it never stays behind without a part of that."""

    heading: Block
    body: Block

    @property
    def height(self) -> float:
        return self.heading.height + self.body.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.heading.draw(pen, x, top)
        self.body.draw(pen, x, top + self.heading.height)

    def split(self, room: float) -> tuple[Block, Block] | None:
        parts = self.body.split(room - self.heading.height)
        return None if parts is None else (Under(self.heading, parts[0]), parts[1])


def heading(text: str) -> Block:
    """A section heading with the air above and below it."""
    said = lines(text, SECTION, MEASURE)
    return Keep((Gap(10), Prose(said, SECTION), Gap(4)))


def under(title: str, body: Sequence[Block]) -> tuple[Block, ...]:
    """A section: its heading held to the first block."""
    return (Under(heading(title), body[0]), *body[1:])


def title(text: str) -> Block:
    """The name of the paper."""
    return Keep((Prose((text,), TITLE, centred=True), Gap(8)))


def _baseline(style: Style) -> float:
    """Where the baseline lies in a line: Han characters stand centred in the leading."""
    return style.leading / 2 + 0.38 * style.size


baseline = _baseline
