"""The attendance and the allowance sheet: every figure of the book, page after page."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import samples

from kiosk.meeting.people import AllowanceLine, AllowanceSheet, RollLine, RollSheet
from kiosk.meeting.presence import AllowanceRule, DayInHall, Stay, allowance_fen
from kiosk.printing.attached import attached_record
from kiosk.printing.catalog import Paper, print_allowance_sheet, print_roll_sheet

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KINDS = ("citizen", "congress_deputy", "attendee")


def roll_line(number: int) -> RollLine:
    stays = {
        0: (),
        1: (Stay(NINE, NINE + timedelta(hours=2), "pass"), Stay(NINE + timedelta(hours=3))),
    }.get(number % 5, (Stay(NINE + timedelta(seconds=number), way="by_hand", reason="证件遗失"),))
    name = "古丽巴哈尔·阿不都热依木" if number == 3 else f"王𬭎{number}"
    return RollLine(
        number, f"A-{number:03d}", name, KINDS[number % 3], number % 3 != 2, stays, number
    )


@cache
def roll_sheet(count: int) -> RollSheet:
    record = samples.failing_by_one()
    lines = tuple(roll_line(number) for number in range(1, count + 1))
    return RollSheet(
        heading=record.heading,
        paper=record.paper,
        book=record.book,
        lines=lines,
        entitled=sum(line.votes for line in lines),
        came=sum(line.votes and bool(line.stays) for line in lines),
        present=7,
        attendees=sum(not line.votes for line in lines),
        attendees_came=3,
        classes=(("citizen", 60, 50), ("congress_deputy", 15, 15), ("attendee", 25, 1)),
        amended=(4,),
        unreturned=((17, "A-017"), (23, "A-023")),
    )


@cache
def allowance_sheet(count: int) -> AllowanceSheet:
    record, rule = samples.failing_by_one(), AllowanceRule()
    lines: list[AllowanceLine] = []
    for number in range(1, count + 1):
        days = (DayInHall(date(2026, 11, 23), 300, 2), DayInHall(date(2026, 11, 24), 90, 1))
        held = days[: 1 + number % 2]
        line = roll_line(number)
        fen = allowance_fen(held, rule)
        lines.append(AllowanceLine(number, line.seat, line.name, "citizen", held, fen))
    return AllowanceSheet(
        record.heading, record.paper, record.book, rule, NINE + timedelta(days=1), tuple(lines)
    )


def text_of(paper: Paper, folder: Path) -> list[str]:
    """The text of each page, as another program reads it."""
    path = folder / "paper.pdf"
    path.write_bytes(paper.pdf)
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True)
    return told.stdout.split("\f")[:-1]


def test_the_attendance_sheet_names_everybody_with_every_stay(tmp_path: Path):
    pages = text_of(print_roll_sheet(roll_sheet(40)), tmp_path)
    whole = "\n".join(pages)
    for line in roll_sheet(40).lines:
        assert re.search(rf"\b{line.number}\s+{line.seat}\s", whole)
    assert "09:00:00 – 11:00:00" in whole
    assert whole.count("未到会") == 8
    assert "人工登记：证件遗失" in whole.replace("\n", "")
    assert "应到 27 人" in whole
    assert "尚有 2 只表决器未收回（括号内为席位）：17 (A-017)" in whole
    assert re.search(r"市民代表\s+60\s+60.0 %\s+50\s+75.8 %", whole)


def test_a_long_roll_goes_on_under_its_head_with_its_signatures_whole(tmp_path: Path):
    paper = print_roll_sheet(roll_sheet(500))
    pages = text_of(paper, tmp_path)
    assert len(pages) == paper.pages > 10
    assert all("席位" in page for page in pages if "王𬭎" in page)
    assert [page.count("签署对象") for page in pages] == [*([0] * (len(pages) - 1)), 1]
    assert "公证员" in pages[-1]
    assert all(f"第 {at} 页" in page for at, page in enumerate(pages, start=1))


def test_the_allowance_sheet_adds_up(tmp_path: Path):
    sheet = allowance_sheet(30)
    whole = "\n".join(text_of(print_allowance_sheet(sheet), tmp_path))
    assert sheet.fen == 15 * 20_000 + 15 * 30_000
    assert "共 30 人，合计 7,500.00 元" in whole
    assert whole.count("300.00") == 15
    assert whole.count("2026年11月24日") == 15
    assert whole.count("叁佰元整") == 15
    assert "柒仟伍佰元整" in whole


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_same_sheet_gives_the_same_bytes_with_its_record_inside(language: str):
    one, other = (print_roll_sheet(roll_sheet(12), language=language) for _ in range(2))
    assert one == other
    held = attached_record(one.pdf)
    assert len(held["lines"]) == 12
    one, other = (print_allowance_sheet(allowance_sheet(3), language=language) for _ in range(2))
    assert one == other
    assert attached_record(one.pdf)["lines"][0]["days"][0]["day"] == "2026-11-23"


def test_who_had_leave_is_told_from_who_just_did_not_come(tmp_path: Path):
    held = roll_sheet(10)
    lines = tuple(replace(line, excused=line.number == 5) for line in held.lines)
    whole = "\n".join(text_of(print_roll_sheet(replace(held, lines=lines)), tmp_path))
    assert re.search(r"\b5\s+A-005\s.*未到会\s+请假", whole)
    assert whole.count("请假") == 1


def test_each_page_of_the_allowance_sheet_says_what_it_comes_to(tmp_path: Path):
    sheet = allowance_sheet(100)
    *pages, last = text_of(print_allowance_sheet(sheet), tmp_path)
    assert len(pages) > 3
    assert "共 100 人，合计 25,000.00 元" in last
    told = [
        re.search(r"本页小计 (\d+) 人，([\d,.]+) 元；累计 (\d+) 人，([\d,.]+) 元", p) for p in pages
    ]
    found = [tuple(float(part.replace(",", "")) for part in one.groups()) for one in told if one]
    assert len(found) == len(pages)
    people, fen = 0, 0
    for page, (n, yuan, up_to, so_far) in zip(pages, found, strict=True):
        assert n == page.count("王𬭎") + page.count("古丽巴哈尔")
        fen += sum(line.fen for line in sheet.lines[people : people + int(n)])
        people += int(n)
        assert (up_to, round(so_far * 100)) == (people, fen)
        assert round(yuan * 100) == sum(line.fen for line in sheet.lines[people - int(n) : people])
    assert (people, fen) == (100, sheet.fen)


def test_a_sheet_of_one_page_has_its_sum_and_no_other(tmp_path: Path):
    (page,) = text_of(print_allowance_sheet(allowance_sheet(10)), tmp_path)
    assert "小计" not in page
    assert "共 10 人" in page


def test_who_is_owed_nothing_signs_nothing(tmp_path: Path):
    held = allowance_sheet(2)
    first = replace(held.lines[0], days=(DayInHall(date(2026, 11, 23), 0, 0),), fen=0)
    sheet = replace(held, lines=(first, held.lines[1]))
    (page,) = text_of(print_allowance_sheet(sheet), tmp_path)
    assert "满 1 分钟按半日计，不满 1 分钟不计" in page
    assert "零元整" in page
    assert page.count("不发放") == 1
