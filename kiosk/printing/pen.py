"""The pen: the only hand on reportlab's canvas. Points, measured from the top left of the page.

Text, rules and modules are written as PDF operators (ISO 32000-1 §8, §9): the record of a large
hall has twenty thousand texts, and reportlab's own methods take three times as long. Fonts,
subsets and pages stay reportlab's. Streams are left plain: the archive compresses them.
"""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen import canvas

from kiosk.printing.fonts import Face, metrics, width
from kiosk.printing.sign_fields import Field

DARK = re.compile(b"\x01+")
PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89
MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Style:
    """One step of the type scale: sizes and leading in points, grey 0 black … 1 white."""

    face: Face
    size: float
    leading: float
    grey: float = 0.0
    track: float = 0.0


class _Font(Protocol):
    """What reportlab gives to who writes text operators by hand (see its `ttfonts`)."""

    def splitString(self, text: str, doc: object) -> list[tuple[int, bytes]]: ...  # noqa: N802
    def getSubsetInternalName(self, subset: int, doc: object) -> str: ...  # noqa: N802


class _Canvas(Protocol):
    _doc: object

    def setTitle(self, title: str) -> None: ...  # noqa: N802
    def setFont(self, name: str, size: float) -> None: ...  # noqa: N802
    def setFillGray(self, gray: float) -> None: ...  # noqa: N802
    def drawString(self, x: float, y: float, text: str, *, charSpace: float) -> None: ...  # noqa: N802, N803
    def drawImage(  # noqa: N802
        self, image: ImageReader, x: float, y: float, *, width: float, height: float
    ) -> None: ...
    def addLiteral(self, operators: str) -> None: ...  # noqa: N802
    def beginForm(self, name: str, x1: float, y1: float, x2: float, y2: float) -> None: ...  # noqa: N802
    def endForm(self) -> None: ...  # noqa: N802
    def doForm(self, name: str) -> None: ...  # noqa: N802
    def saveState(self) -> None: ...  # noqa: N802
    def restoreState(self) -> None: ...  # noqa: N802
    def translate(self, x: float, y: float) -> None: ...
    def scale(self, x: float, y: float) -> None: ...
    def rotate(self, degrees: float) -> None: ...
    def showPage(self) -> None: ...  # noqa: N802
    def save(self) -> None: ...


def _canvas(sink: io.BytesIO) -> _Canvas:
    make = cast("Callable[..., _Canvas]", canvas.Canvas)
    return make(
        sink,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=0,
        invariant=1,
        initialFontName=str(Face.REGULAR),
    )


class Pen:
    """Draws the pages of one paper and hands back its bytes."""

    def __init__(self) -> None:
        for face in Face:
            metrics(face)
        self._sink = io.BytesIO()
        self._canvas = _canvas(self._sink)
        self._document = self._canvas._doc  # pyright: ignore[reportPrivateUsage]
        self._forms: set[str] = set()
        self._page = 1
        self.fields: list[Field] = []

    def text(self, x: float, baseline: float, said: str, style: Style, stretch: float = 0) -> None:
        """Write from `x` rightwards; `stretch` is added after every character."""
        font, document = _font(style.face), self._document
        shown = " ".join(
            f"{font.getSubsetInternalName(subset, document)} {style.size:.2f} Tf <{held.hex()}> Tj"
            for subset, held in font.splitString(said, document)
        )
        place = f"{x:.3f} {PAGE_HEIGHT - baseline:.3f} Td {style.track + stretch:.3f} Tc"
        self._canvas.addLiteral(f"BT {style.grey:.3f} g {place} {shown} ET")

    def right(self, x: float, baseline: float, said: str, style: Style) -> None:
        """Write so that the text ends at `x`."""
        self.text(x - measure(said, style), baseline, said, style)

    def centre(self, x: float, baseline: float, said: str, style: Style) -> None:
        """Write with the middle of the text at `x`."""
        self.text(x - measure(said, style) / 2, baseline, said, style)

    def rule(self, x1: float, y: float, x2: float, *, weight: float = 0.5, grey: float = 0) -> None:
        """A horizontal rule."""
        self._line((x1, y), (x2, y), weight, grey)

    def upright(self, x: float, top: float, bottom: float, *, weight: float, grey: float) -> None:
        """A vertical rule."""
        self._line((x, top), (x, bottom), weight, grey)

    def frame(self, x: float, top: float, size: tuple[float, float], *, weight: float) -> None:
        """An empty box of a width and a height."""
        self._canvas.addLiteral(f"{weight:.3f} w 0 G {_box(x, top, size)} re S")

    def fill(self, x: float, top: float, size: tuple[float, float], *, grey: float) -> None:
        """A grey field of a width and a height."""
        self._canvas.addLiteral(f"{grey:.3f} g {_box(x, top, size)} re f")

    def picture(self, held: bytes, x: float, top: float, size: tuple[float, float]) -> None:
        """A picture (JPEG or PNG bytes) stretched to a width and a height."""
        image = ImageReader(io.BytesIO(held))
        y = PAGE_HEIGHT - top - size[1]
        self._canvas.drawImage(image, x, y, width=size[0], height=size[1])

    def field(self, name: str, what: str, x: float, top: float, size: tuple[float, float]) -> None:
        """A place to sign, of a width and a height; `what` is told to who cannot see the line."""
        low = PAGE_HEIGHT - top - size[1]
        box = (x, low, x + size[0], low + size[1])
        self.fields.append(Field(self._page, name, what, box))

    def slanted(self, said: str, style: Style, *, degrees: float) -> None:
        """Write across the middle of the page."""
        self._canvas.saveState()
        self._canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        self._canvas.rotate(degrees)
        self._canvas.setFont(str(style.face), style.size)
        self._canvas.setFillGray(style.grey)
        start = -measure(said, style) / 2
        self._canvas.drawString(start, -style.size / 3, said, charSpace=style.track)
        self._canvas.restoreState()

    def code(
        self, name: str, rows: Sequence[Sequence[int]], x: float, top: float, *, module: float
    ) -> None:
        """Draw a matrix of modules, each `module` points wide; drawn once, then referred to."""
        side = len(rows)
        if name not in self._forms:
            self._forms.add(name)
            self._canvas.beginForm(name, 0, 0, side, side)
            self._canvas.setFillGray(0)
            self._canvas.addLiteral(_modules(rows))
            self._canvas.endForm()
        self._canvas.saveState()
        self._canvas.translate(x, PAGE_HEIGHT - top - side * module)
        self._canvas.scale(module, module)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def turn(self) -> None:
        """Take the next page."""
        self._canvas.showPage()
        self._page += 1

    def done(self) -> bytes:
        """Lay the pen down: the PDF's bytes."""
        self._canvas.save()
        return self._sink.getvalue()

    def _line(
        self, begin: tuple[float, float], end: tuple[float, float], weight: float, grey: float
    ) -> None:
        first = f"{begin[0]:.3f} {PAGE_HEIGHT - begin[1]:.3f} m"
        last = f"{end[0]:.3f} {PAGE_HEIGHT - end[1]:.3f} l"
        self._canvas.addLiteral(f"{weight:.3f} w {grey:.3f} G {first} {last} S")


def _box(x: float, top: float, size: tuple[float, float]) -> str:
    return f"{x:.3f} {PAGE_HEIGHT - top - size[1]:.3f} {size[0]:.3f} {size[1]:.3f}"


def _font(face: Face) -> _Font:
    return cast("_Font", pdfmetrics.getFont(str(face)))  # pyright: ignore[reportUnknownMemberType]


def measure(said: str, style: Style) -> float:
    """The width of one line in a style, tracking included but not after the last character."""
    return width(said, style.face, style.size) + style.track * max(len(said) - 1, 0)


def _modules(rows: Sequence[Sequence[int]]) -> str:
    """The dark runs of every row as one path, in whole modules, filled."""
    return (
        " ".join(
            f"{run.start()} {line} {run.end() - run.start()} 1 re"
            for line, row in enumerate(reversed(rows))
            for run in DARK.finditer(bytes(row))
        )
        + " f"
    )
