"""What is wrong with the lettering of a window: cut off, outside its place, or lying on another.

Read from the item tree, not from the picture: each Text knows what it painted. A text that a pane
has scrolled out of sight is in order; one that ends in "…" is not, unless `ELIDES` says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow

SLACK = 1.5
"""Pixels that rounding may cost."""
AIR = 0.28
"""The part of a letter's size that stays empty above and below its ink."""
LEFT, RIGHT, CENTRE, JUSTIFIED = 1, 2, 4, 8
ELIDES = {
    "meeting": "the name of the meeting stands whole on the wall and on every paper",
}
"""The `objectName` of what may end in "…", and why nothing is lost by it."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels of the window."""


@dataclass(slots=True)
class Place:
    """An item of the tree, where it stands in its window, and what it stands in."""

    item: QQuickItem
    x: float
    y: float
    above: "Place | None"

    @property
    def box(self) -> Box:
        return self.x, self.y, self.x + self.item.width(), self.y + self.item.height()

    def all_above(self) -> Iterator["Place"]:
        place = self.above
        while place is not None:
            yield place
            place = place.above


@dataclass(slots=True)
class Letter:
    """One visible text, and where its ink is; `layer` is the part of the window it belongs to."""

    place: Place
    text: str
    ink: Box
    layer: int


def letters(window: QQuickWindow) -> Iterator[Letter]:
    """Every visible text of a window."""
    root = window.contentItem()
    for layer, top in enumerate(root.childItems()):
        waiting = [(top, Place(root, 0.0, 0.0, None))]
        while waiting:
            item, above = waiting.pop()
            if not item.isVisible() or not item.opacity():
                continue
            place = Place(item, above.x + item.x(), above.y + item.y(), above)
            waiting += [(child, place) for child in item.childItems()]
            if item.inherits("QQuickText") and (text := item.property("text")):
                yield Letter(place, str(text), ink(place), layer)


def ink(place: Place) -> Box:
    """The box of the letters, without the air above and below them."""
    item = place.item
    wide, tall = float(item.property("contentWidth")), float(item.property("contentHeight"))
    spare = item.width() - wide
    x = place.x + {CENTRE: spare / 2, RIGHT: spare}.get(across(item), 0.0) if spare else place.x
    air = item.property("font").pixelSize() * AIR
    top = place.y + (item.height() - tall) / 2 + air
    return x, top, x + wide, max(top + 1, top + tall - 2 * air)


def across(item: QQuickItem) -> int:
    aligned = QQmlExpression(qmlContext(item), item, "effectiveHorizontalAlignment").evaluate()[0]
    return int(aligned)


def inside(one: Box, frame: Box) -> bool:
    return (
        one[0] >= frame[0] - SLACK
        and one[1] >= frame[1] - SLACK
        and one[2] <= frame[2] + SLACK
        and one[3] <= frame[3] + SLACK
    )


def on_each_other(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return wide > SLACK and tall > SLACK


def scrolled(letter: Letter) -> bool:
    """Whether a pane that can be scrolled up or down cuts it."""
    for place in letter.place.all_above():
        if place.item.inherits("QQuickFlickable"):
            _, top, _, bottom = place.box
            if letter.ink[1] < top - SLACK or letter.ink[3] > bottom + SLACK:
                return bool(place.item.property("contentHeight") > place.item.height())
    return False


def wrong_place(letter: Letter, window: Box) -> str:
    """Which of what it stands in it leaves; a pane that scrolls excuses height alone."""
    if not scrolled(letter) and not inside(letter.ink, window):
        return "outside the window"
    for place in letter.place.all_above():
        left, top, right, bottom = place.box
        if place.item.inherits("QQuickFlickable"):
            if scrolled(letter):
                top, bottom = letter.ink[1], letter.ink[3]
            return "" if inside(letter.ink, (left, top, right, bottom)) else "outside its pane"
        if place.item.inherits("QQuickRectangle") and not inside(letter.ink, place.box):
            return "outside its place"
    return ""


def faults(window: QQuickWindow) -> list[str]:
    """Each fault with the text that has it."""
    found = list(letters(window))
    frame = (0.0, 0.0, float(window.width()), float(window.height()))
    told = [f"cut off: {one.text}" for one in found if cut(one)]
    told += [f"{why}: {one.text}" for one in found if (why := wrong_place(one, frame))]
    seen = sorted((one for one in found if not scrolled(one)), key=lambda one: one.ink[1])
    for at, one in enumerate(seen):
        for other in seen[at + 1 :]:
            if other.ink[1] > one.ink[3]:
                break
            if one.layer == other.layer and on_each_other(one.ink, other.ink):
                told.append(f"on each other: {one.text} / {other.text}")
    return told


def cut(letter: Letter) -> bool:
    item = letter.place.item
    return bool(item.property("truncated")) and item.objectName() not in ELIDES
