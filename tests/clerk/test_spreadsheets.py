"""Lists as offices save them, and files that only look like one."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from kiosk.clerk import spreadsheet
from kiosk.clerk.spreadsheet import Cell, Row, read_rows, read_sheet
from kiosk.faults import UnusableInput

TEXT = "编号,姓名\n1,张三\n"
BOOK = [["编号", "姓名"], [1, "张三"]]


def written(folder: Path, held: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(held)
    return path


def workbook(folder: Path, rows: list[list[object]], *, before: str = "") -> Path:
    book = Workbook()
    if before:
        book.active.title = before
        book.active.sheet_state = "hidden"
        book.create_sheet("名册")
    for row in rows:
        book.worksheets[-1].append(row)
    path = folder / "list.xlsx"
    book.save(path)
    return path


def texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read_rows(path)]


def refused(path: Path) -> str:
    with pytest.raises(UnusableInput) as raised:
        read_rows(path)
    told = str(raised.value)
    assert "\n" not in told
    return told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_each_encoding_that_offices_save(tmp_path: Path, encoding: str):
    path = written(tmp_path, TEXT.encode(encoding))
    assert texts(path) == [["编号", "姓名"], ["1", "张三"]]


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_csv_with_each_mark_between_cells(tmp_path: Path, between: str):
    path = written(tmp_path, TEXT.replace(",", between).encode())
    assert texts(path) == [["编号", "姓名"], ["1", "张三"]]


def test_the_line_that_tells_excel_the_mark_is_no_row_and_still_counted(tmp_path: Path):
    path = written(tmp_path, b"sep=;\r\na;b,c\r\n")
    (row,) = read_rows(path)
    assert (row.number, [cell.text for cell in row.cells]) == (2, ["a", "b,c"])


def test_a_workbook_says_the_same(tmp_path: Path):
    assert texts(workbook(tmp_path, BOOK)) == [["编号", "姓名"], ["1", "张三"]]


def test_the_first_sheet_that_can_be_seen_is_the_list(tmp_path: Path):
    assert texts(workbook(tmp_path, BOOK, before="说明")) == [["编号", "姓名"], ["1", "张三"]]


def test_numbers_answers_and_blanks_of_a_workbook(tmp_path: Path):
    rows: list[list[object]] = [["a", "b", "c", "d"], [1.0, 89.5, True, None], [], [0.1 + 0.2, "x"]]
    found = read_rows(workbook(tmp_path, rows))
    assert [row.number for row in found] == [1, 2, 4]
    assert [cell.text for cell in found[1].cells] == ["1", "89.5", "yes"]
    assert found[2].cells[0] == Cell("0.3")


def test_a_formula_is_never_computed_and_never_taken(tmp_path: Path):
    rows: list[list[object]] = [["=1+1", '=HYPERLINK("x")', "#N/A", date(2026, 3, 12)]]
    (row,) = read_rows(workbook(tmp_path, rows))
    assert [cell.fault for cell in row.cells] == [
        spreadsheet.FORMULA,
        spreadsheet.FORMULA,
        spreadsheet.BROKEN,
        spreadsheet.DATE,
    ]


TEXTS = {
    "=1+1": spreadsheet.FORMULA,
    "=cmd|' /C calc'!A0": spreadsheet.FORMULA,
    "@SUM(A1)": spreadsheet.FORMULA,
    "-x": spreadsheet.FORMULA,
    "+86 138": "",
    "-3": "",
    "张三": "",
    "x" * 2001: spreadsheet.TOO_LONG,
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_a_spreadsheet_would_compute(tmp_path: Path, text: str):
    (row,) = read_rows(written(tmp_path, f"{text},x\n".encode()))
    assert row.cells[0].fault == TEXTS[text]


def test_zeros_that_were_kept_from_excel_are_kept(tmp_path: Path):
    (row,) = read_rows(written(tmp_path, b'"=""0012""",x\n'))
    assert row.cells[0] == Cell("0012")


def with_number(rows: Sequence[Row]) -> bool:
    return any(cell.text == "编号" for row in rows for cell in row.cells)


TITLED = {
    ";": "名册,共 1 人\n编号;姓名\n1;张三\n",
    "\t": "名册\n编号\t姓名\n1\t张三\n",
    ",": "名册；一；二\n编号,姓名\n1,张三\n",
}


@pytest.mark.parametrize("between", TITLED)
def test_the_mark_between_cells_is_the_one_that_makes_heads(tmp_path: Path, between: str):
    path = written(tmp_path, TITLED[between].encode("gb18030"))
    sheet = read_sheet(path, with_number)
    assert [[cell.text for cell in row.cells] for row in sheet.rows[1:]] == [
        ["编号", "姓名"],
        ["1", "张三"],
    ]


def test_the_sheet_with_the_heads_is_the_list_and_is_named(tmp_path: Path):
    book = Workbook()
    book.worksheets[0].title = "填表说明"
    book.worksheets[0].append(["一人一行"])
    book.create_sheet("名册").append(["编号", "姓名"])
    path = tmp_path / "two.xlsx"
    book.save(path)
    assert read_sheet(path, with_number).name == "名册"
    assert texts(path) == [["一人一行"]]
    assert read_sheet(workbook(tmp_path, BOOK), with_number).name == ""


def test_borders_below_and_beside_a_list_are_nothing(tmp_path: Path):
    book = Workbook()
    sheet = book.worksheets[0]
    for row in BOOK:
        sheet.append(row)
    line = Border(Side(style="thin"))
    for place in ("C25000", "A1048576", "XFD1", "XFD2"):
        sheet[place].border = line
    path = tmp_path / "bordered.xlsx"
    book.save(path)
    assert texts(path) == [["编号", "姓名"], ["1", "张三"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_ends_of_every_system(tmp_path: Path, end: str):
    path = written(tmp_path, TEXT.replace("\n", end).encode())
    assert texts(path) == [["编号", "姓名"], ["1", "张三"]]


def test_what_only_looks_like_a_line_end_stays_in_its_cell(tmp_path: Path):
    path = written(tmp_path, "a,b\u2028c\x0bd\x85e\n".encode())
    assert texts(path) == [["a", "b\u2028c\x0bd\x85e"]]


# ---- hostile files -------------------------------------------------------------------------------


def packed(members: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_a_zip_bomb_is_weighed_before_it_is_unpacked(tmp_path: Path):
    bomb = packed({"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": bytes(210_000_000)})
    assert len(bomb) < 1_000_000
    assert "200,000,000 bytes when unpacked" in refused(written(tmp_path, bomb, "bomb.xlsx"))


def test_a_workbook_of_a_thousand_parts(tmp_path: Path):
    many = packed({f"part{n}": b"" for n in range(600)})
    assert "more than 500 parts" in refused(written(tmp_path, many, "many.xlsx"))


def test_a_workbook_of_millions_of_empty_cells(tmp_path: Path):
    cells = b"<worksheet><sheetData><row>" + b"<c/>" * 2_000_001
    bomb = packed({"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": cells})
    assert len(bomb) < 100_000
    told = refused(written(tmp_path, bomb, "cells.xlsx"))
    assert "far more rows or columns are formatted" in told


def test_a_row_far_beyond_the_last_of_a_sheet(tmp_path: Path):
    path, far = workbook(tmp_path, BOOK), tmp_path / "far.xlsx"
    with zipfile.ZipFile(path) as held, zipfile.ZipFile(far, "w") as spoilt:
        for name in held.namelist():
            part = held.read(name).replace(b'<row r="2"', b'<row r="999999999"')
            spoilt.writestr(name, part)
    assert "more than 20,000 rows" in refused(far)


def test_a_file_of_a_gigabyte_is_not_read(tmp_path: Path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    assert "20,000,000 bytes" in refused(path)


def test_too_many_rows_and_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 50)
    assert "more than 50 rows" in refused(written(tmp_path, b"x\n" * 51))
    assert "more than 50 rows" in refused(workbook(tmp_path, [["x"]] * 51))
    assert "60 columns" in refused(written(tmp_path, b"x," * 60 + b"x"))
    assert "60 columns" in refused(workbook(tmp_path, [["x"] * 61]))


OTHER_FILES = {
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an old or a locked Excel file"),
    "letter.docx": (packed({"word/document.xml": b"<x/>"}), "a ZIP file and no workbook"),
    "broken.xlsx": (b"PK\x03\x04 and nothing more", "no sound .xlsx file"),
    "empty.xlsx": (packed({"xl/workbook.xml": b"<x/>"}), "no sound .xlsx file"),
    "entity.xlsx": (
        packed({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "no sound .xlsx file",
    ),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no text"),
    "page.xls": (b"<html><body><table><tr><td>1", "a web page or a document"),
    "report.xls": (b'\xef\xbb\xbf<?xml version="1.0"?>\n<Workbook/>', "a web page or a document"),
    "letter.csv": (b"%PDF-1.7\n", "a web page or a document"),
    "null.csv": (b"a\0b\n", "no text"),
    "quotes.csv": (b'a,"b\n', "a quotation mark is wrong or missing near row 1"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_what_is_no_list_is_told_in_one_line(tmp_path: Path, name: str):
    held, why = OTHER_FILES[name]
    assert why in refused(written(tmp_path, held, name))


def test_a_workbook_cut_short_anywhere(tmp_path: Path):
    held = workbook(tmp_path, BOOK).read_bytes()
    for at in range(4, len(held) - 1, 97):
        refused(written(tmp_path, held[:at], "cut.xlsx"))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(held=st.binary(max_size=200))
def test_any_bytes_are_a_list_or_one_clear_line(tmp_path: Path, held: bytes):
    path = written(tmp_path, held)
    try:
        rows = read_rows(path)
    except UnusableInput as refusal:
        assert "\n" not in str(refusal)
    else:
        assert all(row.number > 0 for row in rows)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 100_000), byte=st.integers(0, 255))
def test_a_workbook_with_a_wrong_byte_is_a_list_or_one_clear_line(
    tmp_path: Path, at: int, byte: int
):
    held = bytearray(workbook(tmp_path, BOOK).read_bytes())
    held[at % len(held)] = byte
    path = written(tmp_path, bytes(held), "hurt.xlsx")
    try:
        read_rows(path)
    except UnusableInput as refusal:
        assert "\n" not in str(refusal)


def test_a_workbook_that_shows_no_sheet_says_so(tmp_path: Path):
    path, hidden = workbook(tmp_path, BOOK), tmp_path / "hidden.xlsx"
    with zipfile.ZipFile(path) as held, zipfile.ZipFile(hidden, "w") as spoilt:
        for name in held.namelist():
            part = held.read(name).replace(b'state="visible"', b'state="hidden"')
            spoilt.writestr(name, part)
    assert "none of its sheets is shown" in refused(hidden)
