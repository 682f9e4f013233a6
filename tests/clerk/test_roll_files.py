"""Roll files: nothing is taken from one with a mistake; each mistake has its row and column."""

import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from kiosk.clerk.rollcells import MOST
from kiosk.clerk.rollfile import RollMistakes, preview_roll, read_roll
from kiosk.clerk.rolltelling import roll_heads
from kiosk.faults import UnusableInput
from kiosk.ledger.persons import commitment
from kiosk.meeting.roll import DelegateClass
from kiosk.words import words

ENGLISH = "number,name,seat,class,votes,group,age_band,occupation,keypad\n"
CHINESE = "编号,姓名,席位,类别,表决权,组,年龄段,职业,表决器\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "roll.csv"
    path.write_bytes(text.encode(encoding))
    return path


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(RollMistakes) as raised:
        read_roll(written(folder, text))
    return raised.value.mistakes


def test_chinese_heads_and_words(tmp_path: Path):
    (line,) = read_roll(written(tmp_path, CHINESE + "7,王建国,A-07,市民代表,是,一组,,工人,17\n"))
    assert (line.delegate.number, line.delegate.seat, line.keypad) == (7, "A-07", 17)
    assert (line.delegate.delegate_class, line.delegate.votes) == (DelegateClass.CITIZEN, True)
    assert (line.person.name, line.person.group, line.person.occupation) == (
        "王建国",
        "一组",
        "工人",
    )
    assert line.delegate.commitment == commitment(line.person)


def test_english_heads_in_any_order_and_a_byte_order_mark(tmp_path: Path):
    text = "seat,votes,name,number,class\n1,yes,甲,1,citizen\n2,0,乙,2,attendee\n"
    one, two = read_roll(written(tmp_path, text, "utf-8-sig"))
    assert (one.delegate.seat, one.delegate.votes, one.keypad) == ("1", True, 0)
    assert (two.delegate.votes, two.delegate.delegate_class) == (False, DelegateClass.ATTENDEE)


def test_empty_rows_and_windows_line_ends_are_nothing(tmp_path: Path):
    text = "number,name,seat,class,votes\r\n1,甲,1,citizen,1\r\n,,,,\r\n\r\n2,乙,2,citizen,1\r\n"
    assert len(read_roll(written(tmp_path, text))) == 2


def test_every_mistake_at_once_with_row_and_column(tmp_path: Path):
    text = (
        "0,甲,1,citizen,yes,,,,\n"
        "2,,,king,perhaps,,old,,x\n"
        "3,丙,3,attendee,yes,,,,\n"
        "4,丁,4,citizen,yes,,under18,,\n"
        "99999999999,戊,5,citizen,yes,,,,\n"
    )
    found = mistakes(tmp_path, ENGLISH + text)
    places = [one.split(":")[0] for one in found]
    assert places == [
        "row 2, number",
        "row 3, keypad",
        "row 3, name",
        "row 3, seat",
        "row 3, class",
        "row 3, votes",
        "row 3, age band",
        "row 4, votes",
        "row 5, votes",
        "row 6, number",
    ]
    assert "'king' is none of" in found[4]


def test_what_may_stand_in_a_cell_is_told_in_the_language_of_the_reader(tmp_path: Path):
    preview = preview_roll(written(tmp_path, CHINESE + "7,甲,1,国王,是,,,,\n"))
    (wrong,) = preview.mistakes
    assert wrong.told(words()) == (
        "第 2 行“类别”：“国王”不在可填的内容之列："
        "市民代表、人大代表、政协委员、专家学者、政府部门、列席"
    )
    assert wrong.told(words("en")) == (
        "row 2, class: '国王' is none of citizen, congress_deputy, consultative_member, expert, "
        "government, attendee"
    )


def test_what_stands_twice_is_told_at_the_second_row(tmp_path: Path):
    text = (
        "1,甲,1,citizen,yes,,,,5\n"
        "1,乙,2,citizen,yes,,,,6\n"
        "3,丙,2,citizen,yes,,,,5\n"
        "4,丁,4,citizen,yes,,,,\n"
    )
    assert mistakes(tmp_path, ENGLISH + text) == [
        "row 3, number: 1 stands in row 2 already",
        "row 4, seat: 2 stands in row 3 already",
        "row 4, keypad: 5 stands in row 2 already",
    ]


def test_missing_and_doubled_columns(tmp_path: Path):
    assert mistakes(tmp_path, "number,name,name\n1,甲,甲\n") == [
        "row 1, seat: this column is missing",
        "row 1, class: this column is missing",
        "row 1, votes: this column is missing",
        "row 1, name: this column stands twice",
    ]
    assert len(mistakes(tmp_path, "")) == 5


def test_a_roll_without_delegates_is_a_mistake(tmp_path: Path):
    assert mistakes(tmp_path, ENGLISH) == ["row 2: no delegate stands in this file"]


def test_a_name_over_two_lines_is_a_mistake(tmp_path: Path):
    (told,) = mistakes(tmp_path, ENGLISH + '1,"甲\n乙",1,citizen,yes,,,,\n')
    assert told == "row 3, name: must be one line"


def test_the_fault_names_the_first_five(tmp_path: Path):
    rows = "".join(f"x,甲,{n},citizen,yes,,,,\n" for n in range(9))
    with pytest.raises(RollMistakes, match=r"roll.csv: 9 mistakes: row 2, number.*row 6, number"):
        read_roll(written(tmp_path, ENGLISH + rows))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "编号,姓名\n".encode("gb18030"), b"a\x00b\n"])
def test_a_file_that_is_no_text_is_unusable(tmp_path: Path, content: bytes):
    path = tmp_path / "roll.csv"
    path.write_bytes(content)
    with pytest.raises(UnusableInput):
        read_roll(path)


def test_a_file_that_is_not_there_or_a_folder_is_unusable(tmp_path: Path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(UnusableInput, match="the list cannot be read"):
            read_roll(path)


def test_heads_stand_below_a_title_and_go_by_other_names(tmp_path: Path):
    heads = "序,代表编号,姓 名,座位号,代表类别,是否有表决权\n"
    text = f"静安里街道市民大会名册,,,,,\n,,,,,\n{heads}1,7,张　三,A-7,市民代表,是\n"
    preview = preview_roll(written(tmp_path, text))
    assert preview.mistakes == ()
    assert preview.heads == (
        ("序", ""),
        ("代表编号", "number"),
        ("姓 名", "name"),
        ("座位号", "seat"),
        ("代表类别", "class"),
        ("是否有表决权", "votes"),
    )
    (line,) = preview.lines
    assert (line.delegate.number, line.person.name) == (7, "张三")


def test_a_mistake_has_the_row_that_the_office_program_shows(tmp_path: Path):
    text = "名册,,,,\n\nnumber,name,seat,class,votes\n\nx,甲,1,citizen,yes\n"
    assert mistakes(tmp_path, text) == [
        f"row 5, number: 'x' must be a whole number from 1 to {MOST}"
    ]


def test_the_sound_lines_of_a_faulty_roll_are_shown_and_not_taken(tmp_path: Path):
    path = written(tmp_path, ENGLISH + "1,甲,1,citizen,yes,,,,\n2,,2,citizen,yes,,,,\n")
    preview = preview_roll(path)
    assert [line.person.name for line in preview.lines] == ["甲"]
    assert [one.told(words()) for one in preview.mistakes] == ["第 3 行“姓名”：不能为空"]
    with pytest.raises(RollMistakes):
        read_roll(path)


AGES = {"17": "under18", "18": "18to65", "65": "18to65", "66": "over65", "６６": "over65", "": ""}


@pytest.mark.parametrize("years", AGES)
def test_years_become_a_band_and_are_kept_nowhere(tmp_path: Path, years: str):
    text = f"number,name,seat,class,votes,age\n1,甲,1,citizen,no,{years}\n"
    (line,) = read_roll(written(tmp_path, text))
    assert line.person.age_band == AGES[years]


def test_years_and_band_that_differ_and_years_under_18_with_a_vote(tmp_path: Path):
    head = "number,name,seat,class,votes,age_band,age\n"
    assert mistakes(tmp_path, head + "1,甲,1,citizen,yes,over65,40\n2,乙,2,市民代表,是,,17\n") == [
        "row 2, age: 40 years are not the band beside it",
        "row 3, votes: attendees and those under 18 have no voting right",
    ]


def test_an_owner_of_several_units_is_one_head_with_all_areas(tmp_path: Path):
    text = (
        "业主编号,姓名,席位,类别,表决权,房号,面积\n"
        "1,甲,1,市民代表,是,1-101,89.50\n"
        "2,乙,2,市民代表,是,1-102,100\n"
        "1,甲,1,市民代表,是,2-201,０.5\n"
    )
    lines = read_roll(written(tmp_path, text))
    assert [(line.delegate.number, line.delegate.area) for line in lines] == [(1, 9000), (2, 10000)]


def test_a_unit_twice_and_an_owner_who_is_two_people_are_mistakes(tmp_path: Path):
    text = (
        "number,name,seat,class,votes,unit,area\n"
        "1,甲,1,citizen,yes,1-101,89.50\n"
        "1,乙,1,citizen,yes,1-102,89.50\n"
        "1,甲,1,citizen,yes,1-101,89.50\n"
    )
    assert mistakes(tmp_path, text) == [
        "row 3, number: 1 stands in row 2 already",
        "row 3, seat: 1 stands in row 2 already",
        "row 4, unit: 1-101 stands in row 2 already",
    ]


UNSEEN = {
    "张\u202e三": "holds U+202E, which nobody can see",
    "张\u200b三": "holds U+200B, which nobody can see",
    "张\U000323af": "\U000323af (U+323AF) is in no font of this kiosk",
    "张\ue001": "\ue001 (U+E001) is in no font of this kiosk",
}


@pytest.mark.parametrize("name", UNSEEN, ids=ascii)
def test_a_name_that_cannot_be_seen_or_printed_is_told_at_import(tmp_path: Path, name: str):
    (told,) = mistakes(tmp_path, ENGLISH + f"1,{name},1,citizen,yes,,,,\n")
    assert told.startswith(f"row 2, name: {UNSEEN[name]}")


def test_a_rare_name_of_the_standard_is_taken(tmp_path: Path):
    (line,) = read_roll(written(tmp_path, ENGLISH + "1,王𬭎,1,citizen,yes,,,,\n"))
    assert line.person.name == "王𬭎"


def test_a_head_over_several_columns_has_its_columns_below_it(tmp_path: Path):
    text = (
        "静安里街道市民大会名册,,,,,\n"
        "编号,姓名,席位,代表情况,,备注\n"
        ",,,类别,表决权,\n"
        "1,张三,A-1,市民代表,是,新当选\n"
    )
    preview = preview_roll(written(tmp_path, text))
    assert [column for _, column in preview.heads] == [
        "number",
        "name",
        "seat",
        "class",
        "votes",
        "",
    ]
    assert [line.person.name for line in preview.lines] == ["张三"]


def test_a_row_below_the_heads_that_is_no_second_row_of_them_is_a_delegate(tmp_path: Path):
    text = CHINESE.strip() + ",备注\n1,甲,1,市民代表,是,,,,,职业\n"
    assert len(read_roll(written(tmp_path, text))) == 1


ANSWERS = {"是": True, "有": True, "√": True, "TRUE": True, "Y": True, "１": True}
ANSWERS |= {"否": False, "无": False, "×": False, "FALSE": False, "n": False, "０": False}


@pytest.mark.parametrize("said", ANSWERS)
def test_a_voting_right_as_offices_and_excel_write_it(tmp_path: Path, said: str):
    (line,) = read_roll(written(tmp_path, f"{CHINESE}1,甲,1,市民代表,{said},,,,\n", "gb18030"))
    assert line.delegate.votes is ANSWERS[said]


@pytest.mark.parametrize("band", ["18 岁以下", "18岁以下", "１８岁以下", "under18"])
def test_a_band_is_read_with_or_without_blanks(tmp_path: Path, band: str):
    (line,) = read_roll(written(tmp_path, f"{CHINESE}1,甲,1,人大 代表,否,,{band},,\n"))
    assert line.person.age_band == "under18"


def test_seats_that_nobody_can_tell_apart_are_one(tmp_path: Path):
    seats = ("A-1", "a-1", "Ａ－１", "A -1")
    text = "".join(f"{n},甲,{seat},citizen,yes,,,,\n" for n, seat in enumerate(seats, start=1))
    assert mistakes(tmp_path, ENGLISH + text) == [
        f"row {n}, seat: {seat} stands in row 2 already"
        for n, seat in enumerate(seats[1:], start=3)
    ]


def test_one_person_on_two_lines_is_told_without_the_number(tmp_path: Path):
    head = "number,name,seat,class,votes,id_number\n"
    rows = "".join(f"{n},甲,{n},citizen,yes,11010519491231002X\n" for n in (1, 2))
    (told,) = mistakes(tmp_path, head + rows)
    assert told == "row 3, ID number: the same number stands in row 2"


def test_the_heads_and_the_sheet_are_told(tmp_path: Path):
    book = Workbook()
    book.worksheets[0].title = "说明"
    sheet = book.create_sheet("名册")
    for row in (
        ["编号", "姓名", "席位", "类别", "表决权", "岁数"],
        [1, "甲", 1, "列席", False, 40],
    ):
        sheet.append(row)
    path = tmp_path / "roll.xlsx"
    book.save(path)
    told = roll_heads(preview_roll(path), words("en"))
    assert told == [
        "read from the sheet “名册”; the others are not read",
        "编号 → number · 姓名 → name · 席位 → seat · 类别 → class · "
        "表决权 → votes · 岁数 → not read",
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_five_thousand_rows_take_less_than_two_seconds(tmp_path: Path, kind: str):
    heads = CHINESE.strip().split(",")
    rows = [
        [f"{n}", "王建国", f"A-{n}", "市民代表", "是", "一组", "", "工人", f"{n}"]
        for n in range(1, 5_001)
    ]
    if kind == "csv":
        path = written(tmp_path, "\n".join(map(",".join, [heads, *rows])), "gb18030")
    else:
        book, path = Workbook(write_only=True), tmp_path / "roll.xlsx"
        sheet = book.create_sheet()
        for row in [heads, *rows]:
            sheet.append(row)
        book.save(path)
    preview_roll(
        written(tmp_path, CHINESE + "1,甲,1,市民代表,是,,,,\n") if kind == "xlsx" else path
    )
    began = time.process_time()
    preview = preview_roll(path)
    assert (len(preview.lines), preview.mistakes) == (5_000, ())
    assert time.process_time() - began < 2
