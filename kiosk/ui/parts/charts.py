"""Ring, seat map and code, painted as pictures: `image://charts/…` holds everything that is drawn.

The difficulty is one frame at 3,376 seats on the software renderer. An item for each seat costs a
scene-graph node each; a painted item of a Python class is never freed again once QML has let go of
it. So a map is one picture: one tile is painted for each letter that occurs, and put down as often
as it does. The address of a picture is its whole content, so the same map is never painted twice.

    ring/<inks>/<weight>/<tone>:<share>,…        shares 0..1 of the whole, clockwise from the top
    seats/<inks>/<columns>/<letters>             letters of parts/seatgrid.py, row after row
    labelled/…                                   the same, with room for a number in each cell
    code/<inks>/<side>/<hex>                     a QR matrix, its modules in hex, row after row

The inks are the colours of the tones in their order, then the ground and what is raised above it.
"""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtQuick import QQuickImageProvider

from kiosk.ui.parts.seatgrid import EMPTY, FACES, NOT_PRESSED
from kiosk.ui.parts.symbol import FIELD, draw, pen
from kiosk.ui.parts.tokens import Mark

CHARTS = "charts"
Inks = tuple[str, ...]
GROUND, RAISED = -2, -1
CODE = "code"
QUIET = 4
"""The light margin of a code, in modules (ISO/IEC 18004)."""
SYMBOLS = {"seats": (0.62, 0.19), "labelled": (0.42, 0.1)}
"""The size of the symbol in its cell, and how far down it begins."""
SIXTEENTHS = 16
TOP = 90 * SIXTEENTHS
ROUND = 360 * SIXTEENTHS
SEAM = 24
"""So much of a slice, in sixteenths of a degree, stays open beside the next."""
SMALLEST_SYMBOL = 9
"""Below so many pixels a symbol is a blot; the tile is then told by its colour and the list."""


class Charts(QQuickImageProvider):
    """Paints what an address says."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, asked: str, size: QSize, wanted: QSize) -> QImage:
        kind, inks, what, drawn = asked.split("/")
        colours = tuple(f"#{one}" for one in inks.split("-"))
        if kind in SYMBOLS:
            return seats(drawn, int(what), colours, wanted, symbol=SYMBOLS[kind])
        if kind == CODE:
            return code(drawn, int(what), colours, wanted)
        return ring(drawn, float(what), colours, wanted)


def _blank(size: QSize) -> QImage:
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def ring(slices: str, weight: float, inks: Inks, wanted: QSize) -> QImage:
    """A ring: its slices clockwise from the top, over the whole in the colour of what is raised."""
    image = _blank(wanted)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(wanted.width(), wanted.height())
    stroke = side * weight
    place = QRectF(stroke / 2, stroke / 2, side - stroke, side - stroke)
    _arc(painter, place, (inks[RAISED], stroke), (TOP, -ROUND))
    at = 0.0
    for tone, _, share in (one.partition(":") for one in slices.split(",") if one):
        span = round(float(share) * ROUND)
        seam = SEAM if SEAM < span < ROUND else 0
        _arc(painter, place, (inks[int(tone)], stroke), (round(TOP - at), seam - span))
        at += span
    painter.end()
    return image


def _arc(
    painter: QPainter, place: QRectF, brush: tuple[str, float], angles: tuple[int, int]
) -> None:
    drawn = QPen(QColor(brush[0]), brush[1])
    drawn.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(drawn)
    painter.drawArc(place, *angles)


def code(drawn: str, side: int, inks: Inks, wanted: QSize) -> QImage:
    """A code in whole pixels a module, dark on light in any colours, as phones want it.

    What whole modules leave over widens the quiet zone.
    """
    image = _blank(wanted)
    dark, light = sorted((QColor(inks[0]), QColor(inks[GROUND])), key=QColor.lightness)
    room = min(wanted.width(), wanted.height())
    module = room // (side + 2 * QUIET)
    left, top = ((whole - module * side) // 2 for whole in (wanted.width(), wanted.height()))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawRoundedRect(image.rect(), module, module)
    bits = f"{int(drawn, 16):0{4 * len(drawn)}b}"
    for at in (at for at, bit in enumerate(bits[: side * side]) if bit == "1"):
        row, column = divmod(at, side)
        painter.fillRect(left + column * module, top + row * module, module, module, dark)
    painter.end()
    return image


def seats(
    letters: str,
    columns: int,
    inks: Inks,
    wanted: QSize,
    *,
    symbol: tuple[float, float] = SYMBOLS["seats"],
) -> QImage:
    """A map of seats, in the middle of the place."""
    image = _blank(wanted)
    if not columns or not letters:
        return image
    side, left, top = fitted(columns, len(letters), wanted.width(), wanted.height())
    tiles = {
        one: _tile(one, (inks[FACES[one][1]], inks[GROUND]), max(1, int(side)), symbol)
        for one in set(letters) - {EMPTY}
    }
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    across = [int(left + column * side) for column in range(columns)]
    for at, one in enumerate(letters):
        if one != EMPTY:
            row, column = divmod(at, columns)
            painter.drawImage(across[column], int(top + row * side), tiles[one])
    painter.end()
    return image


def fitted(columns: int, cells: int, width: float, height: float) -> tuple[float, float, float]:
    """The side of a cell, and where the first one stands."""
    rows = -(-cells // columns)
    side = min(width / columns, height / rows)
    return side, (width - side * columns) / 2, (height - side * rows) / 2


@lru_cache(maxsize=64)
def _tile(letter: str, inks: tuple[str, str], side: int, symbol: tuple[float, float]) -> QImage:
    (mark, _), (colour, ground), (size, top) = FACES[letter], inks, symbol
    image = _blank(QSize(side, side))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    gap = max(1.0, side * 0.07)
    place = QRectF(gap, gap, side - 2 * gap, side - 2 * gap)
    empty = letter == NOT_PRESSED
    painter.setPen(QPen(QColor(colour), max(1.0, side * 0.06)) if empty else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if empty else QColor(colour))
    painter.drawRoundedRect(place, side * 0.16, side * 0.16)
    if mark is not Mark.NONE and side >= SMALLEST_SYMBOL:
        scale = side * size / FIELD
        painter.translate(side * (1 - size) / 2, side * top)
        painter.scale(scale, scale)
        painter.setPen(pen(QColor(ground), 3.6))
        draw(painter, mark)
    painter.end()
    return image
