"""An empty roll file to be filled in: heads, lists to choose from, and every column as text.

Text, because Excel makes a date of the seat 3-12 and eats the zeros of 0012.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.clerk.privatecells import INCOME_BANDS
from kiosk.clerk.rollcells import AGE_BANDS
from kiosk.clerk.rollfile import COLUMNS, NEEDED
from kiosk.faults import UnusableInput, system_words
from kiosk.meeting.roll import DelegateClass
from kiosk.words import Words

ROWS = 5_000
WIDTH = 16
TEXT = "@"
HEAD = PatternFill("solid", fgColor="17406D")
LEFT_OUT = ("unit", "age")
"""Columns of other rolls: owners bring units, and whoever writes years writes no band."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column to be filled in: its head, whether it must be, what can be chosen in it."""

    head: str
    needed: bool
    choices: tuple[str, ...] = ()
    wide: bool = False


def write_template(path: Path, said: Words) -> None:
    """Write the template. `UnusableInput` when it cannot be written."""
    choices = _choices(said)
    columns = [
        TemplateColumn(said.name("column", one), one in NEEDED, tuple(choices.get(one, ())))
        for one in COLUMNS
        if one not in LEFT_OUT
    ]
    write_columns(path, columns, title=said.say("Roll"))


def write_columns(
    path: Path, columns: Iterable[TemplateColumn], *, title: str, rows: int = ROWS
) -> None:
    """Write a sheet with these columns. `UnusableInput` when it cannot be written."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for at, column in enumerate(columns, start=1):
        _column(sheet, get_column_letter(at), column, rows)
    sheet.freeze_panes = "A2"
    try:
        book.save(path)
    except OSError as error:
        raise UnusableInput(
            "the template cannot be written: {why}",
            where=str(path),
            cure="name a file in a folder that can be written",
            why=system_words(error),
        ) from error


def _column(sheet: Worksheet, letter: str, column: TemplateColumn, rows: int) -> None:
    head = sheet[f"{letter}1"]
    head.value = column.head + ("*" if column.needed else "")
    head.font, head.fill = Font(bold=True, color="FFFFFF"), HEAD
    head.alignment = Alignment(horizontal="center")
    sheet.column_dimensions[letter].width = WIDTH * (4 if column.wide else 1)
    for row in range(2, rows + 2):
        sheet[f"{letter}{row}"].number_format = TEXT
    if column.choices:
        among = f'"{",".join(column.choices)}"'
        where = f"{letter}2:{letter}{rows + 1}"
        sheet.add_data_validation(DataValidation(type="list", formula1=among, sqref=where))


def _choices(said: Words) -> Mapping[str, list[str]]:
    return {
        "class": [said.name("class", one) for one in DelegateClass],
        "votes": [said.name("answer", one) for one in ("yes", "no")],
        "age_band": [said.name("age", one) for one in AGE_BANDS],
        "income_band": [said.name("income", one) for one in INCOME_BANDS],
    }
