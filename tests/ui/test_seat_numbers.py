"""The number of a seat lies within the tile of its cell, in a small hall and in a large one."""

import pytest
from PySide6.QtCore import QPointF
from two_windows import Room

from kiosk.ui import gallery

GAP = 0.07
"""Between the edge of a cell and its tile, as parts/charts.py paints it."""
DESCENT = 0.24
"""Of a line's height there is nothing of a figure so far from its lower edge."""


@pytest.mark.parametrize(("state", "turned"), [("ranking_small", 1), ("ranking_named", 1)])
def test_a_number_is_drawn_within_its_tile(room: Room, state: str, turned: int) -> None:
    room.shell.hall.take(gallery.hall_gallery()[state], turned=turned)
    room.shell.grab("hall")
    numbers = [one for one in room.items("hall") if "SeatNumbers" in one.metaObject().className()]
    (numbers,) = numbers
    side, rows = numbers.property("side"), numbers.property("rows")
    first = numbers.property("firstY")
    texts = [one for one in numbers.childItems() if one.inherits("QQuickText")]
    assert len(texts) >= 11
    for one in texts:
        top = one.mapToItem(numbers, QPointF(0, 0)).y() - first
        row = int(top // side)
        assert 0 <= row < rows
        drawn = top - row * side + one.height() * (1 - DESCENT)
        assert drawn <= side * (1 - GAP), one.property("text")
