"""Roll files: CSV in UTF-8, one delegate a line; every mistake is told with row and column.

Columns (Chinese or English heads, any order): 编号/number, 姓名/name, 席位/seat, 类别/class,
表决权/votes, and, where there are any, 组/group, 年龄段/age_band, 职业/occupation, 表决器/keypad,
建筑面积/area (an owner's, all units together, m²).
Nothing is taken from a file with a mistake.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.clerk.areas import read_area
from kiosk.faults import UnusableInput
from kiosk.ledger.persons import commitment, new_salt
from kiosk.meeting.roll import Delegate, DelegateClass, Person
from kiosk.words import words

COLUMNS = (
    "number",
    "name",
    "seat",
    "class",
    "votes",
    "group",
    "age_band",
    "occupation",
    "keypad",
    "area",
)
NEEDED = COLUMNS[:5]
MOST = 999_999_999
AGE_BANDS = ("", "under18", "18to65", "over65")


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line as read; `keypad` 0 means that none is handed out by the list."""

    delegate: Delegate
    person: Person
    keypad: int


class RollMistakes(UnusableInput):
    """Every mistake of a roll file, each with its row and column."""

    def __init__(self, path: Path, mistakes: list[str]) -> None:
        super().__init__(
            "{count} mistakes: {first}",
            where=str(path),
            cure="correct the file and read it again; nothing was taken from it",
            count=len(mistakes),
            first="; ".join(mistakes[:5]),
        )
        self.mistakes = mistakes


def read_roll(path: Path) -> tuple[RollLine, ...]:
    """Read a roll file. Raises `RollMistakes` with all of them, `UnusableInput` when unreadable."""
    rows = _rows(path)
    mistakes: list[str] = []
    lines = [_line(number, row, mistakes) for number, row in rows]
    mistakes += _twice([(number, line) for (number, _), line in zip(rows, lines, strict=True)])
    if mistakes:
        raise RollMistakes(path, mistakes)
    return tuple(line for line in lines if line is not None)


def roll_line(
    delegate: Delegate, *, name: str, group: str = "", age_band: str = "", keypad: int = 0
) -> RollLine:
    """A line made by the kiosk itself (invented rolls of rehearsals); seals the commitment."""
    person = Person(delegate.number, name, group, age_band, "", new_salt())
    return RollLine(_committed(delegate, person), person, keypad)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            heads = [_head(head.strip()) for head in next(reader, list[str]())]
            rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableInput(
            "the roll cannot be read: {why}",
            where=str(path),
            cure="give a CSV file in UTF-8",
            why=error,
        ) from error
    mistakes = [f"row 1: column {head} is missing" for head in NEEDED if head not in heads]
    twice = (head for head in COLUMNS if heads.count(head) > 1)
    mistakes += [f"row 1: column {head} stands twice" for head in twice]
    if not mistakes and not rows:
        mistakes.append("row 2: no delegate stands in this file")
    if mistakes:
        raise RollMistakes(path, mistakes)
    return [(n, dict(zip(heads, map(str.strip, row), strict=False))) for n, row in rows]


def _line(row: int, cells: Mapping[str, str], mistakes: list[str]) -> RollLine | None:
    found: list[str] = []
    number = _whole(cells, "number", found)
    keypad = _whole(cells, "keypad", found) if cells.get("keypad") else 0
    found += [f"{head}: must not be empty" for head in ("name", "seat") if not cells.get(head)]
    found += [f"{head}: must be one line" for head, cell in cells.items() if _broken(cell)]
    classes, answers = _classes(), _answers()
    group = classes.get(cells.get("class", ""))
    if group is None:
        found.append(f"class: {cells.get('class', '')!r} is none of {', '.join(classes)}")
    votes = answers.get(cells.get("votes", "").lower())
    if votes is None:
        found.append(f"votes: {cells.get('votes', '')!r} is none of {', '.join(answers)}")
    if cells.get("age_band", "") not in AGE_BANDS:
        found.append(f"age_band: must be one of {', '.join(AGE_BANDS[1:])}")
    if votes and (group is DelegateClass.ATTENDEE or cells.get("age_band") == "under18"):
        found.append("votes: attendees and those under 18 have no voting right")
    area = read_area(cells["area"]) if cells.get("area") else 0
    if area is None:
        found.append(f"area: {cells['area']!r} must be square metres such as 89.50")
    mistakes.extend(f"row {row}, {one}" for one in found)
    if found or group is None or votes is None or area is None:
        return None
    person = _person(number, cells)
    delegate = Delegate(number, cells["seat"], group, votes, "", area)
    return RollLine(_committed(delegate, person), person, keypad)


def _head(head: str) -> str:
    """The column that a head means, in Chinese or English."""
    names = {words().name("column", column): column for column in COLUMNS}
    return names.get(head, head)


def _classes() -> dict[str, DelegateClass]:
    spoken = {words().name("class", one): one for one in DelegateClass}
    return spoken | {one.value: one for one in DelegateClass}


def _answers() -> dict[str, bool]:
    spoken = {words().name("answer", "yes"): True, words().name("answer", "no"): False}
    return spoken | {"yes": True, "1": True, "no": False, "0": False}


def _person(number: int, cells: Mapping[str, str]) -> Person:
    return Person(
        number=number,
        name=cells["name"],
        group=cells.get("group", ""),
        age_band=cells.get("age_band", ""),
        occupation=cells.get("occupation", ""),
        salt=new_salt(),
    )


def _committed(delegate: Delegate, person: Person) -> Delegate:
    return replace(delegate, commitment=commitment(person))


def _whole(cells: Mapping[str, str], head: str, found: list[str]) -> int:
    text = cells.get(head, "")
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0:
        return int(text)
    found.append(f"{head}: {text!r} must be a whole number from 1 to {MOST}")
    return 0


def _broken(cell: str) -> bool:
    return "\n" in cell or "\r" in cell


def _twice(lines: list[tuple[int, RollLine | None]]) -> list[str]:
    """What may stand in one row only, told at the second."""
    found: list[str] = []
    first: dict[tuple[str, object], int] = {}
    for row, line in lines:
        if line is None:
            continue
        cells = {"number": line.delegate.number, "seat": line.delegate.seat, "keypad": line.keypad}
        for head, cell in cells.items():
            before = first.setdefault((head, cell), row)
            if cell and before != row:
                found.append(f"row {row}, {head}: {cell} stands in row {before} already")
    return found
