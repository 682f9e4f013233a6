"""Roll files: an .xlsx or CSV list of delegates; every mistake is told with row and column.

The row of column heads is looked for below a title, since lists of public bodies have one. Heads
may be Chinese or English, in any order, and go by several names (`columns:` in the catalogue):
编号/number, 姓名/name, 席位/seat, 类别/class, 表决权/votes, and, where there are any, 组/group,
年龄段/age_band or 年龄/age, 职业/occupation, 表决器/keypad, 建筑面积/area (m²), 房屋/unit;
身份证号/id_number, 手机/phone, 收入档/income_band, which are sealed and shown nowhere. With units,
one row is one unit: an owner of several stands in several rows under one number, is one
head, and has all areas together (民法典 §278). Nothing is taken from a file with a mistake.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.clerk.listheads import Heads
from kiosk.clerk.rollcells import Mistake, RollLine, committed, read_line
from kiosk.clerk.spreadsheet import Cell, Row, read_sheet
from kiosk.faults import UnusableInput
from kiosk.ledger.persons import new_salt
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.roll import Delegate, Person
from kiosk.words import words

COLUMNS = (
    "number",
    "name",
    "seat",
    "class",
    "votes",
    "group",
    "age_band",
    "age",
    "occupation",
    "keypad",
    "id_number",
    "phone",
    "income_band",
    "area",
    "unit",
)
NEEDED = COLUMNS[:5]
HEADS = Heads("columns", COLUMNS, NEEDED)


@dataclass(frozen=True, slots=True)
class RollPreview:
    """What a file says before anything of it is taken.

    `heads` are the heads as written, each with the column it means, empty where it is passed over;
    `sheet` is the one that was read of several, else empty.
    `lines` are the sound ones; they are the roll only when there is no mistake.
    """

    path: Path
    heads: tuple[tuple[str, str], ...]
    lines: tuple[RollLine, ...]
    mistakes: tuple[Mistake, ...]
    sheet: str = ""


class RollMistakes(UnusableInput):
    """Every mistake of a roll file, each with its row and column."""

    def __init__(self, path: Path, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = [mistake.told(words("en")) for mistake in mistakes]
        super().__init__(
            "{count} mistakes: {first}",
            where=str(path),
            cure="correct the file and read it again; nothing was taken from it",
            count=len(mistakes),
            first="; ".join(self.mistakes[:5]),
        )


def read_roll(path: Path) -> tuple[RollLine, ...]:
    """Read a roll file. Raises `RollMistakes` with all of them, `UnusableInput` when unreadable."""
    preview = preview_roll(path)
    if preview.mistakes:
        raise RollMistakes(path, preview.mistakes)
    return preview.lines


def preview_roll(path: Path) -> RollPreview:
    """What a roll file says, mistakes and all. `UnusableInput` when it is no list."""
    read = read_sheet(path, HEADS.stand_in)
    rows = read.rows
    at, heads = HEADS.found(rows)
    columns = [column for _, column in heads]
    mistakes = list(HEADS.mistakes(columns, rows[at].number if rows else 1))
    if not mistakes and not rows[at + 1 :]:
        below = rows[at].number + 1
        mistakes.append(Mistake(below, "", Sentence("no delegate stands in this file")))
    if mistakes:
        return RollPreview(path, heads, (), tuple(mistakes), read.name)
    lines = _lines(rows[at + 1 :], columns, mistakes)
    mistakes.sort(key=lambda mistake: mistake.row)
    return RollPreview(path, heads, tuple(lines), tuple(mistakes), read.name)


def roll_line(
    delegate: Delegate, *, name: str, group: str = "", age_band: str = "", keypad: int = 0
) -> RollLine:
    """A line made by the kiosk itself (invented rolls of rehearsals); seals the commitment."""
    person = Person(delegate.number, name, group, age_band, "", new_salt())
    return RollLine(committed(delegate, person), person, keypad)


# ---- rows ----------------------------------------------------------------------------------------


def _lines(rows: Iterable[Row], columns: list[str], mistakes: list[Mistake]) -> list[RollLine]:
    """The lines of all sound rows, the units of an owner put together."""
    first = _First(mistakes)
    for row in rows:
        cells = {c: cell for c, cell in zip(columns, row.cells, strict=False) if c}
        line = read_line(row.number, cells, mistakes)
        if line is not None:
            first.take(row.number, line, cells.get("unit", Cell("")).text)
    return list(first.lines.values())


class _First:
    """What may stand in one row only, told at the second; rows of one owner are one line.

    A seat is the same in full-width letters, in small ones, and with blanks: nobody at the door
    tells them apart.
    """

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.lines: dict[int, RollLine] = {}
        self._mistakes = mistakes
        self._rows: dict[tuple[str, object], int] = {}

    def take(self, row: int, line: RollLine, unit: str) -> None:
        delegate = line.delegate
        before = self.lines.get(delegate.number)
        if unit and self._stood("unit", unit, row):
            return
        if unit and before is not None and _same_owner(before, line):
            self.lines[delegate.number] = _with_area(before, delegate.area)
            return
        cells: Mapping[str, object] = {
            "number": delegate.number,
            "seat": delegate.seat,
            "keypad": line.keypad,
        }
        stood = [self._stood(column, cell, row) for column, cell in cells.items() if cell]
        stood.append(self._is_there(line.person.id_number, row))
        if not any(stood):
            self.lines[delegate.number] = line

    def _is_there(self, id_number: str, row: int) -> bool:
        """One person on two lines, told without the number."""
        first = self._rows.setdefault(("id_number", id_number), row) if id_number else row
        if first != row:
            told = Sentence("the same number stands in row {row}", {"row": first})
            self._mistakes.append(Mistake(row, "id_number", told))
        return first != row

    def _stood(self, column: str, cell: object, row: int) -> bool:
        seen = "".join(unicodedata.normalize("NFKC", str(cell)).casefold().split())
        first = self._rows.setdefault((column, seen), row)
        if first != row:
            told = Sentence("{cell} stands in row {row} already", {"cell": str(cell), "row": first})
            self._mistakes.append(Mistake(row, column, told))
        return first != row


def _same_owner(one: RollLine, other: RollLine) -> bool:
    """Rows of one owner differ in unit and area alone."""
    return (
        replace(one.delegate, area=0, commitment="")
        == replace(other.delegate, area=0, commitment="")
        and replace(one.person, salt="") == replace(other.person, salt="")
        and one.keypad == other.keypad
    )


def _with_area(line: RollLine, area: int) -> RollLine:
    return replace(line, delegate=replace(line.delegate, area=line.delegate.area + area))
