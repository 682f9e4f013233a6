"""Roll files: nothing is taken from one with a mistake; each mistake has its row and column."""

from pathlib import Path

import pytest

from kiosk.clerk.rollfile import RollMistakes, read_roll
from kiosk.faults import UnusableInput
from kiosk.ledger.persons import commitment
from kiosk.meeting.roll import DelegateClass

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
        "row 3, age_band",
        "row 4, votes",
        "row 5, votes",
        "row 6, number",
    ]
    assert "'king' is none of" in found[4]


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
        "row 1: column seat is missing",
        "row 1: column class is missing",
        "row 1: column votes is missing",
        "row 1: column name stands twice",
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
        with pytest.raises(UnusableInput, match="the roll cannot be read"):
            read_roll(path)
