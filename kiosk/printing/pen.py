"""The pen: the only hand on reportlab's canvas. Points, measured from the top left of the page."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from kiosk.printing.fonts import Face, metrics, width

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


class _Path(Protocol):
    def rect(self, x: float, y: float, width: float, height: float) -> None: ...


class _Canvas(Protocol):
    def setTitle(self, title: str) -> None: ...  # noqa: N802
    def setFont(self, name: str, size: float) -> None: ...  # noqa: N802
    def setFillGray(self, gray: float) -> None: ...  # noqa: N802
    def setStrokeGray(self, gray: float) -> None: ...  # noqa: N802
    def setLineWidth(self, width: float) -> None: ...  # noqa: N802
    def drawString(self, x: float, y: float, text: str, *, charSpace: float) -> None: ...  # noqa: N802, N803
    def line(self, x1: float, y1: float, x2: float, y2: float) -> None: ...
    def rect(
        self, x: float, y: float, width: float, height: float, *, stroke: int, fill: int
    ) -> None: ...
    def drawImage(  # noqa: N802
        self, image: ImageReader, x: float, y: float, *, width: float, height: float
    ) -> None: ...
    def beginPath(self) -> _Path: ...  # noqa: N802
    def drawPath(self, path: _Path, *, stroke: int, fill: int) -> None: ...  # noqa: N802
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
        pageCompression=1,
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
        self._forms: set[str] = set()

    def text(self, x: float, baseline: float, said: str, style: Style, stretch: float = 0) -> None:
        """Write from `x` rightwards; `stretch` is added after every character."""
        self._canvas.setFont(str(style.face), style.size)
        self._canvas.setFillGray(style.grey)
        space = style.track + stretch
        self._canvas.drawString(x, PAGE_HEIGHT - baseline, said, charSpace=space)

    def right(self, x: float, baseline: float, said: str, style: Style) -> None:
        """Write so that the text ends at `x`."""
        self.text(x - measure(said, style), baseline, said, style)

    def centre(self, x: float, baseline: float, said: str, style: Style) -> None:
        """Write with the middle of the text at `x`."""
        self.text(x - measure(said, style) / 2, baseline, said, style)

    def rule(self, x1: float, y: float, x2: float, *, weight: float = 0.5, grey: float = 0) -> None:
        """A horizontal rule."""
        self._stroke(weight, grey)
        self._canvas.line(x1, PAGE_HEIGHT - y, x2, PAGE_HEIGHT - y)

    def upright(self, x: float, top: float, bottom: float, *, weight: float, grey: float) -> None:
        """A vertical rule."""
        self._stroke(weight, grey)
        self._canvas.line(x, PAGE_HEIGHT - top, x, PAGE_HEIGHT - bottom)

    def frame(self, x: float, top: float, size: tuple[float, float], *, weight: float) -> None:
        """An empty box of a width and a height."""
        self._stroke(weight, 0)
        self._canvas.rect(x, PAGE_HEIGHT - top - size[1], *size, stroke=1, fill=0)

    def fill(self, x: float, top: float, size: tuple[float, float], *, grey: float) -> None:
        """A grey field of a width and a height."""
        self._canvas.setFillGray(grey)
        self._canvas.rect(x, PAGE_HEIGHT - top - size[1], *size, stroke=0, fill=1)

    def picture(self, held: bytes, x: float, top: float, size: tuple[float, float]) -> None:
        """A picture (JPEG or PNG bytes) stretched to a width and a height."""
        image = ImageReader(io.BytesIO(held))
        y = PAGE_HEIGHT - top - size[1]
        self._canvas.drawImage(image, x, y, width=size[0], height=size[1])

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
        self, name: str, rows: Sequence[Sequence[bool]], x: float, top: float, *, module: float
    ) -> None:
        """Draw a matrix of modules, each `module` points wide; drawn once, then referred to."""
        side = len(rows)
        if name not in self._forms:
            self._forms.add(name)
            self._canvas.beginForm(name, 0, 0, side, side)
            self._canvas.setFillGray(0)
            self._canvas.drawPath(self._modules(rows), stroke=0, fill=1)
            self._canvas.endForm()
        self._canvas.saveState()
        self._canvas.translate(x, PAGE_HEIGHT - top - side * module)
        self._canvas.scale(module, module)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def turn(self) -> None:
        """Take the next page."""
        self._canvas.showPage()

    def done(self) -> bytes:
        """Lay the pen down: the PDF's bytes."""
        self._canvas.save()
        return self._sink.getvalue()

    def _modules(self, rows: Sequence[Sequence[bool]]) -> _Path:
        path = self._canvas.beginPath()
        for line, row in enumerate(rows):
            for start, length in _runs(row):
                path.rect(start, len(rows) - 1 - line, length, 1)
        return path

    def _stroke(self, weight: float, grey: float) -> None:
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(grey)


def measure(said: str, style: Style) -> float:
    """The width of one line in a style, tracking included but not after the last character."""
    return width(said, style.face, style.size) + style.track * max(len(said) - 1, 0)


def _runs(row: Sequence[bool]) -> Iterable[tuple[int, int]]:
    start = 0
    for at, dark in enumerate((*row, False)):
        if not dark:
            if at > start:
                yield start, at - start
            start = at + 1
