"""The list of earlier resolutions, .xlsx or CSV; every mistake is told with row and column.

Heads as in a roll (`listheads`): 届次/session, 决议事项/resolved, 责任单位/responsible,
办理进展/progress and, where there are any, 办理期限/due and 最近进展/latest. A day may be written
as offices write it, or be a date of the spreadsheet. Nothing is taken from a list with a mistake.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

from kiosk.clerk.listheads import Heads
from kiosk.clerk.noticeboard import BARE, NoticeBoard, Progress, Resolution
from kiosk.clerk.rollcells import Mistake, RowReader
from kiosk.clerk.spreadsheet import DATE, Cell, Row, read_sheet
from kiosk.faults import UnusableInput
from kiosk.meeting.outcome import Sentence
from kiosk.printing.address_code import address_code
from kiosk.words import LANGUAGES, words

NEEDED = ("session", "resolved", "responsible", "progress")
COLUMNS = (*NEEDED, "due", "latest")
HEADS = Heads("resolution_columns", COLUMNS, NEEDED)
MOST_RESOLUTIONS = 60
MOST = {"session": 24, "resolved": 50, "responsible": 20, "latest": 50}
"""Chinese characters that the wall has room for, in letters that the last row can read."""
NARROW = Fraction(2, 3)
"""The room that any other letter takes."""
LONG = "is too long for the hall screen: at most {most} Chinese characters or {latin} Latin letters"
MIDNIGHT = " 00:00:00"
"""What follows the day where the spreadsheet holds a date."""
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_HAN_DAY = re.compile(r"(\d{4})\u5e74(\d{1,2})\u6708(\d{1,2})\u65e5")


@dataclass(frozen=True, slots=True)
class ResolutionPreview:
    """What a list says; `resolutions` are empty where there is any mistake."""

    path: Path
    resolutions: tuple[Resolution, ...]
    mistakes: tuple[Mistake, ...]


def preview_resolutions(path: Path) -> ResolutionPreview:
    """What a list says, mistakes and all. `UnusableInput` when it is no list."""
    rows = read_sheet(path, HEADS.stand_in).rows
    at, heads = HEADS.found(rows)
    columns = [column for _, column in heads]
    mistakes = list(HEADS.mistakes(columns, rows[at].number if rows else 1))
    below = rows[at + 1 :]
    if not mistakes and not below:
        told = Sentence("no resolution stands in this file")
        mistakes.append(Mistake(rows[at].number + 1, "", told))
    if not mistakes and len(below) > MOST_RESOLUTIONS:
        many = Sentence("more than {most} resolutions", {"most": MOST_RESOLUTIONS})
        mistakes.append(Mistake(below[MOST_RESOLUTIONS].number, "", many))
    if mistakes:
        return ResolutionPreview(path, (), tuple(mistakes))
    found = [_read(row, columns) for row in below]
    wrong = tuple(mistake for _, told in found for mistake in told)
    return ResolutionPreview(path, () if wrong else tuple(one for one, _ in found), wrong)


def put_up(page: str, path: Path | None) -> tuple[NoticeBoard, bool]:
    """What the settings bring onto the wall, and whether the list could be read (True for none).

    A list that cannot be read stops no meeting: the wall then stands without it.
    """
    board = NoticeBoard(page, address_code(page)) if page else BARE
    if path is None:
        return board, True
    try:
        preview = preview_resolutions(path)
    except UnusableInput:
        return board, False
    return NoticeBoard(board.page, board.code, preview.resolutions), not preview.mistakes


# ---- rows ----------------------------------------------------------------------------------------


def _read(row: Row, columns: list[str]) -> tuple[Resolution, list[Mistake]]:
    cells = {c: cell for c, cell in zip(columns, row.cells, strict=False) if c}
    due = cells.get("due", Cell(""))
    if due.fault == DATE:
        cells["due"] = Cell(due.text)
    reader = RowReader(row.number, cells)
    found = Resolution(
        session=_text(reader, "session"),
        title=_text(reader, "resolved"),
        responsible=_text(reader, "responsible"),
        due=_day(reader),
        progress=_progress(reader),
        latest=_text(reader, "latest"),
    )
    return found, reader.mistakes


def _text(reader: RowReader, column: str) -> str:
    text = reader.text(column, needed=column in NEEDED)
    most = MOST[column]
    if sum(1 if east_asian_width(one) in "WFA" else NARROW for one in text) > most:
        reader.wrong(column, LONG, most=most, latin=int(most / NARROW))
    return text


def _day(reader: RowReader) -> date | None:
    """The day of a cell, None for an empty one."""
    text = reader.text("due")
    if not text:
        return None
    plain = "".join(text.removesuffix(MIDNIGHT).split())
    said = _DAY.fullmatch(_HAN_DAY.sub(r"\1-\2-\3", plain))
    if said is not None:
        with suppress(ValueError):
            return date(int(said[1]), int(said[3]), int(said[4]))
    reader.wrong("due", "'{cell}' is no day; write one like 2026-12-31", cell=text)
    return None


def _progress(reader: RowReader) -> Progress:
    text = reader.text("progress", needed=True)
    found = stages().get(text.lower())
    if text and found is None:
        known = ", ".join(words().name("progress", one) for one in Progress)
        reader.wrong("progress", "'{cell}' is none of {known}", cell=text, known=known)
    return found or Progress.NOT_STARTED


@cache
def stages() -> Mapping[str, Progress]:
    """What may stand in the column of progress: each by several names, in every language."""
    return {one.value: one for one in Progress} | {
        name.strip().lower(): one
        for language in LANGUAGES
        for one in Progress
        for name in (
            words(language).name("progress", one),
            *words(language).name("progress_names", one).split("/"),
        )
    }
