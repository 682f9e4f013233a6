"""Lists that people keep in an office program, read as rows of plain text.

What an office calls “a CSV” is one of four things: UTF-8 with or without a byte order mark, GB18030
(Excel on a Chinese Windows), or UTF-16 with tabs (“Unicode text”); its cells are parted by comma,
semicolon or tab. UTF-8 is tried first, because a GB18030 text of any length that is valid UTF-8 by
chance does not exist, and the other way round it does.

A list comes from outside, so it is weighed before it is opened: bytes, unpacked bytes, members,
rows and columns all have a ceiling. A formula is never computed and never taken for its last
result; a date in a cell is a seat such as 3-12 that Excel took for one. Both are mistakes of that
cell, for whoever reads the rows to tell.
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.faults import UnusableInput

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_MEMBERS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_LETTERS = 2_000

FORMULA = "{cell} is a formula; write the value itself"
DATE = "Excel made a date of it; format the column as text and write it again"
BROKEN = "{cell} is an error of the spreadsheet"
TOO_LONG = "is longer than {most} letters"

_TEXT_ONLY = re.compile(r'="([^"=]*)"')
_LIKE_A_FORMULA = re.compile(r"=|@|[+-](?![0-9])")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_CALENDAR = (datetime, date, time, timedelta)


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; `fault` says why it cannot be taken, a msgid, empty where it can."""

    text: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with anything in it. `number` is the one the office program shows, from 1."""

    number: int
    cells: tuple[Cell, ...]


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of the first sheet of an .xlsx, or of a CSV. `UnusableInput` when it is neither."""
    held = _bytes(path)
    if held.startswith(_OLD_EXCEL):
        raise _unusable(path, "this is an old or a locked Excel file", "save it as .xlsx, unlocked")
    rows = _workbook(path, held) if held.startswith(_ZIP) else _text(path, held)
    return tuple(row for row in rows if any(cell.text or cell.fault for cell in row.cells))


def _unusable(path: Path, why: str, cure: str) -> UnusableInput:
    return UnusableInput("the list cannot be read: {why}", where=str(path), cure=cure, why=why)


def _too_large(path: Path, what: str) -> UnusableInput:
    return _unusable(path, f"it holds more than {what}", "give the list alone, without the rest")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path, f"{MOST_BYTES:,} bytes")
        return path.read_bytes()
    except OSError as error:
        cure = "give the path of an .xlsx or CSV file"
        raise _unusable(path, error.strerror or str(error), cure) from error


# ---- text ----------------------------------------------------------------------------------------


def _text(path: Path, held: bytes) -> Iterator[Row]:
    text = _decoded(path, held)
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first)
    offset = 1 if told else 0
    body = rest if told else text
    between = told[1] if told else _between(first)
    reader = csv.reader(body.splitlines(keepends=True), delimiter=between, strict=True)
    try:
        for cells in reader:
            yield _row(path, reader.line_num + offset, map(_said, cells))
    except csv.Error as error:
        where = f"row {reader.line_num + offset}: {error}"
        raise _unusable(path, where, "save it anew as .xlsx, or as CSV in UTF-8") from error


def _decoded(path: Path, held: bytes) -> str:
    marked = held.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = held.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unusable(path, "it is no text", "give an .xlsx file, or a CSV in UTF-8 or GB18030")


def _between(first: str) -> str:
    """What parts the cells: the mark that stands most often in the first line."""
    return max(",;\t", key=first.count)


def _said(text: str) -> Cell:
    """A cell of a CSV; ="0012" is how programs keep Excel from eating the zeros."""
    kept = _TEXT_ONLY.fullmatch(text.strip())
    if kept is not None:
        return Cell(kept[1].strip())
    said = text.strip()
    return Cell(said, FORMULA if _LIKE_A_FORMULA.match(said) else "")


# ---- workbooks -----------------------------------------------------------------------------------


_MALFORMED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,
)
"""What openpyxl and those it calls raise on a workbook whose parts are not what they should be."""


def _workbook(path: Path, held: bytes) -> Iterator[Row]:
    """The rows of the first visible sheet, by what they hold and not by what the sheet claims."""
    try:
        _weigh(path, held)
        book = load_workbook(BytesIO(held), read_only=True)
        sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
        if sheet is None:
            raise _unusable(path, "none of its sheets is shown", "show the one with the list")
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield _row(path, number, (_cell(cell.value, cell.data_type) for cell in cells))
    except _MALFORMED as error:
        why = "it is no sound .xlsx file"
        raise _unusable(path, why, "open it in Excel or WPS and save it anew") from error


def _weigh(path: Path, held: bytes) -> None:
    """Refuse what unpacks to more than a list can be, before anything is unpacked."""
    with zipfile.ZipFile(BytesIO(held)) as packed:
        members = packed.infolist()
        if len(members) > MOST_MEMBERS:
            raise _too_large(path, f"{MOST_MEMBERS} parts")
        if sum(member.file_size for member in members) > MOST_UNPACKED:
            raise _too_large(path, f"{MOST_UNPACKED:,} bytes when unpacked")
        if "xl/workbook.xml" not in packed.namelist():
            raise _unusable(path, "it is a ZIP file and no workbook", "give the .xlsx file itself")


def _cell(value: Any, kind: str) -> Cell:
    if kind == "f":
        return Cell(str(getattr(value, "text", value)).strip(), FORMULA)
    if kind == "e":
        return Cell(str(value), BROKEN)
    if isinstance(value, _CALENDAR):
        return Cell(str(value), DATE)
    if isinstance(value, float):
        return Cell(f"{value:.15g}")
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    return Cell(str(value).strip()) if value is not None else Cell("")


# ---- both ----------------------------------------------------------------------------------------


def _row(path: Path, number: int, cells: Iterable[Cell]) -> Row:
    if number > MOST_ROWS:
        raise _too_large(path, f"{MOST_ROWS:,} rows")
    found = [_bounded(cell) for cell in cells]
    while found and found[-1] == Cell(""):
        found.pop()
    if len(found) > MOST_COLUMNS:
        raise _too_large(path, f"{MOST_COLUMNS} columns")
    return Row(number, tuple(found))


def _bounded(cell: Cell) -> Cell:
    return cell if len(cell.text) <= MOST_LETTERS else Cell(cell.text[:20] + "…", TOO_LONG)


_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PADDED = re.compile(rf"(?<=[{_HAN}])[ \u00a0\u3000]+(?=[{_HAN}])")


def unpadded(name: str) -> str:
    """A name without the spaces that set two characters as wide as three (张　三 is 张三)."""
    return _PADDED.sub("", name)
