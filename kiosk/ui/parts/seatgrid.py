"""Where each seat stands on the map, and how it looks there. Pure.

A hall that numbers its seats by row (`3-12`, `A3-12`, `3排12座`) is drawn row by row as it sits,
any other in the order of its roll, as near to the shape of the place as rows of one length can be.
A map is a text with one letter a cell, row after row: it is small, it can be compared, and a
picture of it needs nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from kiosk.clerk.observerview import SeatLine
from kiosk.meeting import ballot
from kiosk.ui.parts.tokens import Mark, Tone

EMPTY = "."
NOT_PRESSED, RECUSED, BY_PEOPLE = "n", "r", "p"
LETTERS = {
    ballot.Mark.FOR: "f",
    ballot.Mark.AGAINST: "a",
    ballot.Mark.ABSTAIN: "b",
    ballot.Mark.VALID: "v",
    ballot.Mark.VOID: "x",
    ballot.Mark.WITHDRAWN: NOT_PRESSED,
}
FACES: dict[str, tuple[Mark, Tone]] = {
    "f": (Mark.TICK, Tone.FAVOUR),
    "a": (Mark.CROSS, Tone.AGAINST),
    "b": (Mark.RING, Tone.ABSTAIN),
    "v": (Mark.DOT, Tone.ACCENT),
    "x": (Mark.TRIANGLE, Tone.WARN),
    NOT_PRESSED: (Mark.NONE, Tone.DIM),
    RECUSED: (Mark.EQUALS, Tone.DIM),
    BY_PEOPLE: (Mark.SEAL, Tone.DIM),
}
"""How a letter looks: by symbol and by colour. What was not pressed is an empty frame."""
ROW_AND_PLACE = re.compile(r"^(\D*\d+)\D+(\d+)\D*$")


@dataclass(frozen=True, slots=True)
class Grid:
    """A map: so many columns, and which line stands in each cell (-1 for none), row after row."""

    columns: int
    cells: tuple[int, ...]

    @property
    def rows(self) -> int:
        return ceil(len(self.cells) / self.columns) if self.columns else 0


def letter(line: SeatLine) -> str:
    """What a seat of a named poll looks like."""
    if line.recused:
        return RECUSED
    if line.counted_by_people:
        return BY_PEOPLE
    return LETTERS[line.mark] if line.mark is not None else NOT_PRESSED


def spell(grid: Grid, lines: Sequence[SeatLine]) -> str:
    """The map as letters."""
    return "".join(EMPTY if at < 0 else letter(lines[at]) for at in grid.cells)


def lay_out(seats: Sequence[str], *, shape: float) -> Grid:
    """Lay the seats out; `shape` is the width of the place over its height."""
    if not seats:
        return Grid(0, ())
    placed = [ROW_AND_PLACE.match(seat) for seat in seats]
    found = [match.groups() for match in placed if match is not None]
    if len(found) == len(seats) and len({(row, int(at)) for row, at in found}) == len(seats):
        rows = _by_rows([(row, int(at)) for row, at in found])
        if rows is not None:
            return rows
    columns = ceil(sqrt(len(seats) * shape))
    return Grid(columns, tuple(range(len(seats))))


def _by_rows(places: Sequence[tuple[str, int]]) -> Grid | None:
    """Row by row; None where the numbers leave more holes than seats."""
    rows: dict[str, dict[int, int]] = {}
    for at, (row, place) in enumerate(places):
        rows.setdefault(row, {})[place] = at
    first = min(place for _, place in places)
    columns = max(place for _, place in places) - first + 1
    if columns * len(rows) > 2 * len(places):
        return None
    cells = tuple(row.get(first + place, -1) for row in rows.values() for place in range(columns))
    return Grid(columns, cells)
