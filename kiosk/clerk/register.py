"""A register of owners with their answers: an .xlsx or CSV list, one unit a line (民法典 §278).

Columns, with Chinese or English heads: 业主/owner, 房屋/unit, 建筑面积/area, 表决意见/choice.
One owner of several units is one head with all areas together, and has one choice; an empty choice
took no part. Every mistake is told with row and column; nothing is taken from a file with one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.clerk.areas import read_area
from kiosk.clerk.spreadsheet import read_rows
from kiosk.faults import UnusableInput
from kiosk.meeting.ballot import ABSTAIN, AGAINST, FOR, FOR_AGAINST_FORM, Mark
from kiosk.meeting.tally import Tally, count
from kiosk.words import words

COLUMNS = ("owner", "unit", "area", "choice")
KEYS: dict[str, tuple[int, ...]] = {
    Mark.FOR: (FOR,),
    Mark.AGAINST: (AGAINST,),
    Mark.ABSTAIN: (ABSTAIN,),
    Mark.VOID: (FOR, AGAINST),
    "": (),
}
"""A choice as the keys of a ballot; a void one is a ballot that says yes and no."""
TOLD = 5


@dataclass(slots=True)
class Owner:
    """One owner: all areas in 0.01 m², the choice, and the row that gave it first."""

    area: int
    choice: str
    row: int


def read_register(path: Path) -> Tally:
    """Count a register. Raises `UnusableInput` with its mistakes, each with row and column."""
    mistakes: list[str] = []
    owners = _owners(_rows(path), mistakes)
    if not owners and not mistakes:
        mistakes.append("row 2: there is no unit")
    if mistakes:
        raise UnusableInput(
            "{mistakes}",
            where=str(path),
            cure="correct the file; nothing was taken from it",
            mistakes="; ".join(mistakes[:TOLD]),
        )
    areas = {name: owner.area for name, owner in owners.items()}
    ballots = {name: KEYS[owner.choice] for name, owner in owners.items()}
    return count(FOR_AGAINST_FORM, ballots, roll=len(owners), base=owners, areas=areas)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    rows = read_rows(path)
    heads = [_head(cell.text) for cell in rows[0].cells] if rows else []
    missing = [head for head in COLUMNS if head not in heads]
    if missing or len(set(heads)) < len(heads):
        what = f"column {missing[0]} is missing" if missing else "a column stands twice"
        raise UnusableInput(
            "row 1: {why}",
            where=str(path),
            cure="head the columns " + ",".join(COLUMNS),
            why=what,
        )
    return [
        (row.number, {h: cell.text for h, cell in zip(heads, row.cells, strict=False)})
        for row in rows[1:]
    ]


def _head(head: str) -> str:
    names = {words().name("column", column): column for column in COLUMNS}
    return names.get(head, head)


def _choices() -> dict[str, str]:
    """What may stand in the column of choices, in Chinese or English."""
    said = {words().name("mark", mark): mark for mark in KEYS if mark}
    unpressed = {words().say("Not pressed"): "", "": ""}
    return said | {mark: mark for mark in KEYS} | unpressed


def _owners(rows: Iterable[tuple[int, dict[str, str]]], mistakes: list[str]) -> dict[str, Owner]:
    owners: dict[str, Owner] = {}
    units: dict[str, int] = {}
    choices = _choices()
    for row, cells in rows:
        found = _mistakes_of(cells, choices, units)
        name, said = cells.get("owner", ""), cells.get("choice", "")
        owner = owners.get(name)
        if owner is not None and not found and choices[said] != owner.choice:
            found.append(f"choice: {said!r} is not what row {owner.row} says for owner {name}")
        if found:
            mistakes += [f"row {row}, {one}" for one in found]
            continue
        units[cells["unit"]] = row
        owner = owners.setdefault(name, Owner(0, choices[said], row))
        owner.area += read_area(cells["area"]) or 0
    return owners


def _mistakes_of(
    cells: dict[str, str], choices: dict[str, str], units: dict[str, int]
) -> list[str]:
    found = [f"{head}: must not be empty" for head in ("owner", "unit") if not cells.get(head)]
    unit, area, choice = (cells.get(head, "") for head in ("unit", "area", "choice"))
    if unit in units:
        found.append(f"unit: {unit!r} stands in row {units[unit]} already")
    if read_area(area) is None:
        found.append(f"area: {area!r} must be square metres such as 89.50")
    if choice not in choices:
        found.append(f"choice: {choice!r} is none of {', '.join(filter(None, choices))}, or empty")
    return found
