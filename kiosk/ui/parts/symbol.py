"""The drawn symbols: ✓ ✕ ○ and the others, as strokes on a field of 24 by 24.

Painted rather than taken from a font (whose ✓ is a hairline from the last row) or from Qt Quick
Shapes (which the software renderer does not clip once they are scrolled out of sight). They reach
QML as pictures: an item of a Python class is never freed again once QML has let go of it.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtQuick import QQuickImageProvider

from kiosk.ui.parts.tokens import Mark

PROVIDER = "marks"
FIELD = 24
Stroke = tuple[tuple[float, float], ...]

STROKES: dict[Mark, tuple[Stroke, ...]] = {
    Mark.TICK: (((3.5, 13), (9.5, 19), (20.5, 5.5)),),
    Mark.CROSS: (((5, 5), (19, 19)), ((19, 5), (5, 19))),
    Mark.TRIANGLE: (
        ((12, 3), (22, 20.5), (2, 20.5), (12, 3), (22, 20.5)),
        ((12, 9.5), (12, 14)),
        ((12, 17.2), (12, 17.3)),
    ),
    Mark.PAUSE: (((8, 4), (8, 20)), ((16, 4), (16, 20))),
    Mark.STOP: (((4, 4), (20, 4), (20, 20), (4, 20), (4, 4), (20, 4)), ((9, 12), (15, 12))),
    Mark.EQUALS: (((4, 9), (20, 9)), ((4, 15.5), (20, 15.5))),
    Mark.HOURGLASS: (
        ((5, 3), (19, 3)),
        ((5, 21), (19, 21)),
        ((7, 3), (7, 6.5), (12, 12), (17, 6.5), (17, 3)),
        ((7, 21), (7, 17.5), (12, 12), (17, 17.5), (17, 21)),
    ),
    Mark.SEAL: (((7, 12.5), (10.8, 16.3), (17.2, 8.3)),),
    Mark.KEYBOARD: (
        ((2, 5), (22, 5), (22, 19), (2, 19), (2, 5), (22, 5)),
        *(((x, 9.5), (x, 9.6)) for x in (6.5, 10.2, 13.8, 17.5)),
        ((8, 14.5), (16, 14.5)),
    ),
    Mark.ERASE: (
        ((8, 5), (22, 5), (22, 19), (8, 19), (2, 12), (8, 5), (22, 5)),
        ((11.5, 9), (17.5, 15)),
        ((17.5, 9), (11.5, 15)),
    ),
    Mark.BALLOT: (
        ((7.5, 12), (7.5, 2.5), (16.5, 2.5), (16.5, 12)),
        ((9.8, 7), (11.4, 8.6), (14.3, 5.2)),
        ((5.5, 12), (18.5, 12)),
        ((4, 9.5), (2.5, 13), (2.5, 21.5), (21.5, 21.5), (21.5, 13), (20, 9.5)),
    ),
    Mark.HAND: (
        ((7.2, 14.5), (7.2, 6.2)),
        ((10.4, 12), (10.4, 3.4)),
        ((13.6, 12), (13.6, 2.8)),
        ((16.8, 12.5), (16.8, 5)),
        ((7.2, 14.5), (4.6, 12), (3.4, 12.6), (3.6, 13.9), (8.4, 20.2), (10.4, 21.4)),
        ((10.4, 21.4), (14.2, 21.4), (16.2, 19.6), (16.8, 17), (16.8, 12.5)),
    ),
}
RINGS = {Mark.RING: 9.0, Mark.DOT: 4.0, Mark.SEAL: 10.0}


class Marks(QQuickImageProvider):
    """Pictures of `image://marks/<mark>/<weight>/<rrggbb>`, transparent but for the strokes."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, asked: str, size: QSize, wanted: QSize) -> QImage:
        mark, weight, colour = asked.split("/")
        image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(wanted.width() / FIELD, wanted.height() / FIELD)
        painter.setPen(pen(QColor(f"#{colour}"), float(weight)))
        draw(painter, Mark(int(mark)))
        painter.end()
        return image


def pen(colour: QColor, weight: float) -> QPen:
    """The pen of a symbol; `weight` is its width on the field."""
    drawn = QPen(colour, weight)
    drawn.setCapStyle(Qt.PenCapStyle.RoundCap)
    drawn.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return drawn


def draw(painter: QPainter, mark: Mark) -> None:
    """Draw a symbol on a field of 24 by 24."""
    for stroke in STROKES.get(mark, ()):
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke]))
    if radius := RINGS.get(mark):
        painter.drawEllipse(QRectF(12 - radius, 12 - radius, 2 * radius, 2 * radius))
