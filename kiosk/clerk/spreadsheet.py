"""Lists that people keep in an office program, read as rows of plain text.

What an office calls “a CSV” is one of four things: UTF-8 with or without a byte order mark, GB18030
(Excel on a Chinese Windows), or UTF-16 with tabs (“Unicode text”); its cells are parted by comma,
semicolon or tab. UTF-8 is tried first, because a GB18030 text of any length that is valid UTF-8 by
chance does not exist, and the other way round it does.

Which mark parts them, and which sheet of a workbook is the list, is seen by its column heads: who
asks for a list tells what they look like. Rows of nothing but borders are no rows, however many.

A list comes from outside, so it is weighed before it is opened: bytes, unpacked bytes, members,
tags, rows and columns all have a ceiling. A formula is never computed and never taken for its last
result; a date in a cell is a seat such as 3-12 that Excel took for one. Both are mistakes of that
cell, for whoever reads the rows to tell.
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.faults import UnusableInput, system_words

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_MEMBERS = 500
MOST_TAGS = 2_000_000
"""Of all parts of a workbook together: a list of 20,000 rows and 20 columns has fewer."""
MOST_ROWS = 20_000
LAST_ROW = 1_048_576
MOST_COLUMNS = 60
FARTHEST = 256
"""The last column of the old Excel; what stands beyond it is not looked at."""
MOST_LETTERS = 2_000
LOOKED_AT = 10
"""So many rows are looked at to see whether they have column heads."""

FORMULA = "{cell} is a formula; write the value itself"
DATE = "Excel made a date of it; format the column as text and write it again"
BROKEN = "{cell} is an error of the spreadsheet"
UNPACKED = "it holds more than {most} bytes when unpacked"
QUOTES = "a quotation mark is wrong or missing near row {row}"
TOO_LONG = "is longer than {most} letters"

_MARKS = ",;\t"
_TEXT_ONLY = re.compile(r'="([^"=]*)"')
_LIKE_A_FORMULA = re.compile(r"=|@|[+-](?![0-9])")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_MARKUP = re.compile(r"\s*(<[!?]|<html|<table|\{\\rtf|%PDF)", re.IGNORECASE)
_CHUNK = 1 << 20
_CALENDAR = (datetime, date, time, timedelta)


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; `fault` says why it cannot be taken, a msgid, empty where it can."""

    text: str
    fault: str = ""


_NOTHING = Cell("")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with anything in it. `number` is the one the office program shows, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as read; `name` is its sheet's, empty where there was nothing to choose from."""

    rows: tuple[Row, ...]
    name: str = ""


Fits = Callable[[Sequence[Row]], bool]
"""Whether rows have the column heads that are looked for."""


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of the first sheet of an .xlsx, or of a CSV. `UnusableInput` when it is neither."""
    return read_sheet(path, lambda _: False).rows


def read_sheet(path: Path, fits: Fits) -> Sheet:
    """The sheet whose heads fit, the first that is shown where none does; or a CSV."""
    held = _bytes(path)
    if held.startswith(_OLD_EXCEL):
        raise _unusable(path, "this is an old or a locked Excel file", "save it as .xlsx, unlocked")
    if held.startswith(_ZIP):
        return _workbook(path, held, fits)
    return Sheet(tuple(_text(path, held, fits)))


def _written(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if any(cell.text or cell.fault for cell in row.cells))


def _unusable(path: Path, why: str, cure: str) -> UnusableInput:
    return UnusableInput("the list cannot be read: {why}", where=str(path), cure=cure, why=why)


def _too_large(path: Path, why: str, most: int) -> UnusableInput:
    told = why.format(most=f"{most:,}")
    return _unusable(path, told, "give the list alone, without the rest")


def weigh(path: Path) -> None:
    """Refuse a file of more bytes than a list can have. `UnusableInput`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path, "it holds more than {most} bytes", MOST_BYTES)
    except OSError as error:
        raise _not_opened(path, error) from error


def _bytes(path: Path) -> bytes:
    weigh(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _not_opened(path, error) from error


def _not_opened(path: Path, error: OSError) -> UnusableInput:
    cure = "give the path of an .xlsx or CSV file"
    return _unusable(path, system_words(error), cure)


# ---- text ----------------------------------------------------------------------------------------


def _text(path: Path, held: bytes, fits: Fits) -> Iterator[Row]:
    text = _decoded(path, held)
    if _MARKUP.match(text):
        why = "it is a web page or a document with the name of a list"
        raise _unusable(path, why, "open it in Excel or WPS and save it as .xlsx")
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first)
    body, offset = (rest, 1) if told else (text, 0)
    between = told[1] if told else _between(body, fits)
    reader = csv.reader(StringIO(body, newline=""), delimiter=between, strict=True)
    try:
        rows = (_row(path, reader.line_num + offset, map(_said, cells)) for cells in reader)
        yield from _written(rows)
    except csv.Error as error:
        why = QUOTES.format(row=reader.line_num + offset)
        raise _unusable(path, why, "save it anew as .xlsx, or as CSV in UTF-8") from error


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


def _between(body: str, fits: Fits) -> str:
    """What parts the cells: the mark that makes heads of the first lines, else the commonest."""
    lines = list(islice(StringIO(body, newline=""), LOOKED_AT))
    parted = next((line for line in lines if any(mark in line for mark in _MARKS)), "")
    marks = sorted(_MARKS, key=parted.count, reverse=True)
    return next((mark for mark in marks if _fits(lines, mark, fits)), marks[0])


def _fits(lines: Iterable[str], mark: str, fits: Fits) -> bool:
    cells = (line.strip().split(mark) for line in lines)
    return fits([Row(at, tuple(map(_said, row))) for at, row in enumerate(cells, start=1)])


def _said(text: str) -> Cell:
    """A cell of a CSV; ="0012" is how programs keep Excel from eating the zeros."""
    said = text.strip()
    kept = _TEXT_ONLY.fullmatch(said)
    if kept is not None:
        return Cell(kept[1].strip())
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


def _workbook(path: Path, held: bytes, fits: Fits) -> Sheet:
    """The rows of a visible sheet, by what they hold and not by what the sheet claims."""
    try:
        _unpack(path, held)
        book = load_workbook(BytesIO(held), read_only=True)
        shown = [one for one in book.worksheets if one.sheet_state == "visible"]
        if not shown:
            raise _unusable(path, "none of its sheets is shown", "show the one with the list")
        found = next((one for one in shown if fits(_top(path, one))), shown[0])
        name = found.title if len(shown) > 1 else ""
        return Sheet(tuple(_written(_rows_in(path, found))), name)
    except _MALFORMED as error:
        why = "it is no sound .xlsx file"
        raise _unusable(path, why, "open it in Excel or WPS and save it anew") from error


def _top(path: Path, sheet: Any) -> list[Row]:
    return list(_written(islice(_rows_in(path, sheet), LOOKED_AT)))


def _rows_in(path: Path, sheet: Any) -> Iterator[Row]:
    """Where rows are missing, openpyxl fills in one and the same row of nothing."""
    sheet.reset_dimensions()
    before: object = None
    for number, cells in enumerate(sheet.iter_rows(max_col=FARTHEST), start=1):
        if cells is not before or number > LAST_ROW:
            width = len(cells)
            while width and cells[width - 1] is EMPTY_CELL:
                width -= 1
            yield _row(path, number, map(_read, cells[:width]))
        before = cells


def _unpack(path: Path, held: bytes) -> None:
    """Refuse what unpacks to more than a list can be, before openpyxl has it in its hands."""
    with zipfile.ZipFile(BytesIO(held)) as packed:
        members = packed.infolist()
        if len(members) > MOST_MEMBERS:
            raise _too_large(path, "it holds more than {most} parts", MOST_MEMBERS)
        if sum(member.file_size for member in members) > MOST_UNPACKED:
            raise _too_large(path, UNPACKED, MOST_UNPACKED)
        if "xl/workbook.xml" not in packed.namelist():
            raise _unusable(path, "it is a ZIP file and no workbook", "give the .xlsx file itself")
        if sum(_tags(packed, one) for one in members if one.filename.endswith("ml")) > MOST_TAGS:
            raise _overgrown(path)


def _tags(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    with packed.open(member) as part:
        return sum(chunk.count(b"<") for chunk in iter(lambda: part.read(_CHUNK), b""))


def _overgrown(path: Path) -> UnusableInput:
    why = "far more rows or columns are formatted than the list has"
    return _unusable(path, why, "copy the list alone into a new workbook")


def _read(cell: Any) -> Cell:
    return _NOTHING if cell is EMPTY_CELL else _cell(cell.value, cell.data_type)


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
    return Cell(str(value).strip()) if value is not None else _NOTHING


# ---- both ----------------------------------------------------------------------------------------


def _row(path: Path, number: int, cells: Iterable[Cell]) -> Row:
    found = [_bounded(cell) for cell in cells]
    while found and found[-1] == _NOTHING:
        found.pop()
    if len(found) > MOST_COLUMNS:
        raise _too_large(path, "it holds more than {most} columns", MOST_COLUMNS)
    if number > (MOST_ROWS if found else LAST_ROW):
        raise _too_large(path, "it holds more than {most} rows", MOST_ROWS)
    return Row(number, tuple(found))


def _bounded(cell: Cell) -> Cell:
    return cell if len(cell.text) <= MOST_LETTERS else Cell(cell.text[:20] + "…", TOO_LONG)


_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PADDED = re.compile(rf"(?<=[{_HAN}])[ \u00a0\u3000]+(?=[{_HAN}])")


def unpadded(name: str) -> str:
    """A name without the spaces that set two characters as wide as three (张　三 is 张三)."""
    return _PADDED.sub("", name)
