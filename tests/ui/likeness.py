"""How like a picture is to the one kept of it: tile by tile, in the worst of the three colours.

Letters are drawn a shade differently by another font engine, so single pixels say nothing. Both
pictures are made small (an eighth of full HD: a letter becomes a few grey dots), their difference
is averaged over tiles of four by four dots (32 by 32 of the wall's pixels), and the worst tile
speaks for the picture. Other hinting moves an edge by half a pixel and a tile by a few levels of
255, keeping a picture in 256 colours by at most 4; a label that moved by eight pixels, a bar that
is missing or a colour that is another one moves some tile by far more than `MOST`.

    python tests/ui/likeness.py      writes every reference anew (then look at what changed)
"""

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage, QPainter, qBlue, qGreen, qRed

from kiosk.ui.pictures import pictures
from kiosk.ui.studio import Picture, Studio

FOLDER = Path(__file__).parent / "stills"
TAKEN = (1920, 1080)
KEPT, LOOKED_AT, TILES = QSize(480, 270), QSize(240, 136), QSize(60, 34)
MOST = 14
"""Levels of 255 that the worst tile may differ, in its worst colour."""
AS_MUCH = 2
"""Ink that moves within its tile leaves the tile's mean as it was, so the mean weighs so much."""
SETTLED = 8
"""A reference that differs by no more is not written anew."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The worst tile's difference in levels, and where it lies as fractions of width and height."""

    worst: int
    across: float
    down: float

    @property
    def alike(self) -> bool:
        return self.worst <= MOST


def small(picture: QImage, size: QSize = KEPT) -> QImage:
    """The picture at another size, each dot the mean of what lay there."""
    mode = Qt.TransformationMode.SmoothTransformation
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    return plain.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)


def difference(one: QImage, other: QImage, size: QSize = LOOKED_AT) -> QImage:
    """The difference of two pictures at this size, dot by dot."""
    found = small(one, size)
    painter = QPainter(found)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, small(other, size))
    painter.end()
    return found


def likeness(one: QImage, other: QImage) -> Likeness:
    """Compare two pictures: what lies elsewhere, and what is there or not there at all."""
    moved = _worst(small(difference(one, other), TILES))
    gone = _worst(difference(one, other, TILES))
    worst, x, y = max(moved, (gone[0] * AS_MUCH, *gone[1:]))
    return Likeness(worst, x / TILES.width(), y / TILES.height())


def _worst(tiles: QImage) -> tuple[int, int, int]:
    return max(
        (max(qRed(dot), qGreen(dot), qBlue(dot)), x, y)
        for y in range(TILES.height())
        for x in range(TILES.width())
        for dot in (tiles.pixel(x, y),)
    )


def kept(picture: Picture) -> Path:
    """Where the reference of a picture lies."""
    return FOLDER / f"{picture.window}-{picture.name}.png"


def taken() -> Iterator[tuple[Picture, QImage]]:
    """Every picture, small, in the default language and the windows' ordinary colours."""
    studio = Studio(language="zh_CN")
    try:
        for picture in pictures():
            yield picture, small(studio.take(picture, TAKEN))
    finally:
        studio.close()


def beside(reference: QImage, found: QImage) -> QImage:
    """What was kept, what was found and the difference, made bright, one under the other."""
    whole = QImage(KEPT.width(), KEPT.height() * 3, QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    painter.drawImage(0, 0, reference)
    painter.drawImage(0, KEPT.height(), found)
    bright = small(difference(reference, found))
    painter.drawImage(0, KEPT.height() * 2, bright)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    for _ in range(3):
        painter.drawImage(0, KEPT.height() * 2, bright)
    painter.end()
    return whole


def keep(image: QImage, path: Path) -> None:
    """Write a picture in 256 colours, those that are rare among them."""
    buffer = QBuffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    with Image.open(io.BytesIO(buffer.data().data())) as whole:
        few = whole.convert("RGB").quantize(
            256, dither=Image.Dither.NONE, method=Image.Quantize.FASTOCTREE
        )
        few.save(path, optimize=True)


def write_references() -> None:
    """Write every reference anew and remove those that no picture has any more."""
    FOLDER.mkdir(exist_ok=True)
    old = set(FOLDER.glob("*.png"))
    for picture, image in taken():
        path = kept(picture)
        was = QImage(str(path)) if path in old else QImage()
        old.discard(path)
        if was.isNull() or likeness(was, image).worst > SETTLED:
            keep(image, path)
            sys.stdout.write(f"{path.name}\n")
    for path in old:
        path.unlink()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    write_references()
