"""An empty roll file to be filled in: heads, lists to choose from, and every column as text.

Text, because Excel makes a date of the seat 3-12 and eats the zeros of 0012.
"""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.clerk.privatecells import INCOME_BANDS
from kiosk.clerk.rollcells import AGE_BANDS
from kiosk.clerk.rollfile import COLUMNS, NEEDED
from kiosk.faults import UnusableInput
from kiosk.meeting.roll import DelegateClass
from kiosk.words import Words

ROWS = 5_000
WIDTH = 16
TEXT = "@"
HEAD = PatternFill("solid", fgColor="17406D")
LEFT_OUT = ("unit", "age")
"""Columns of other rolls: owners bring units, and whoever writes years writes no band."""


def write_template(path: Path, said: Words) -> None:
    """Write the template. `UnusableInput` when it cannot be written."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = said.say("Roll")
    for at, column in enumerate(one for one in COLUMNS if one not in LEFT_OUT):
        _column(sheet, get_column_letter(at + 1), column, said)
    sheet.freeze_panes = "A2"
    try:
        book.save(path)
    except OSError as error:
        raise UnusableInput(
            "the template cannot be written: {why}",
            where=str(path),
            cure="name a file in a folder that can be written",
            why=error.strerror or error,
        ) from error


def _column(sheet: Worksheet, letter: str, column: str, said: Words) -> None:
    head = sheet[f"{letter}1"]
    head.value = said.name("column", column) + ("*" if column in NEEDED else "")
    head.font, head.fill = Font(bold=True, color="FFFFFF"), HEAD
    head.alignment = Alignment(horizontal="center")
    sheet.column_dimensions[letter].width = WIDTH
    for row in range(2, ROWS + 2):
        sheet[f"{letter}{row}"].number_format = TEXT
    choices = _choices(said).get(column)
    if choices:
        rows = f"{letter}2:{letter}{ROWS + 1}"
        among = f'"{",".join(choices)}"'
        sheet.add_data_validation(DataValidation(type="list", formula1=among, sqref=rows))


def _choices(said: Words) -> Mapping[str, list[str]]:
    return {
        "class": [said.name("class", one) for one in DelegateClass],
        "votes": [said.name("answer", one) for one in ("yes", "no")],
        "age_band": [said.name("age", one) for one in AGE_BANDS],
        "income_band": [said.name("income", one) for one in INCOME_BANDS],
    }
