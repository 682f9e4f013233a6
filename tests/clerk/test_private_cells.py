"""ID number, phone and income band come from the roll, are sealed, and no mistake shows them."""

from pathlib import Path

import pytest

from kiosk.clerk.privatecells import read_id_number, read_income_band, read_phone
from kiosk.clerk.rollfile import preview_roll, read_roll
from kiosk.clerk.rolltelling import roll_document, roll_lines
from kiosk.words import words

HEADS = "编号,姓名,席位,类别,表决权,身份证号,手机,收入档\n"
NUMBER, PHONE = "11010519491231002X", "13800138000"


def roll(folder: Path, *cells: str) -> Path:
    path = folder / "roll.csv"
    path.write_text(HEADS + "1,张伟,A-1,市民代表,是," + ",".join(cells) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NUMBER, NUMBER),
        ("11010519491231002x", NUMBER),
        ("１１０１０５１９４９１２３１００２Ｘ", NUMBER),
        ("440524188001010014", "440524188001010014"),
        ("110105194912310021", None),
        ("11010519491231002", None),
        ("110105491231002", None),
        ("X1010519491231002X", None),
    ],
)
def test_an_id_number_is_taken_by_its_check_character(text: str, found: str | None) -> None:
    assert read_id_number(text) == found


def test_a_phone_has_eleven_digits_and_income_three_bands() -> None:
    assert [read_phone(one) for one in (PHONE, "138 0013-8000", "23800138000", "1380013800")] == [
        PHONE,
        PHONE,
        None,
        None,
    ]
    assert [read_income_band(one) for one in ("低", "middle", "High", "rich")] == [
        "low",
        "middle",
        "high",
        None,
    ]


def test_the_private_cells_are_read_and_shown_nowhere(tmp_path: Path) -> None:
    path = roll(tmp_path, NUMBER, PHONE, "中")
    (line,) = read_roll(path)
    person = line.person
    assert (person.id_number, person.phone, person.income_band) == (NUMBER, PHONE, "middle")
    preview = preview_roll(path)
    shown = f"{preview} {roll_lines(preview, words('en'))} {roll_document(preview, words('en'))}"
    assert NUMBER not in shown
    assert PHONE not in shown
    (empty,) = read_roll(roll(tmp_path, "", "", ""))
    assert empty.person.id_number == ""


def test_a_mistake_tells_where_and_not_what(tmp_path: Path) -> None:
    wrong, phone = "110105194912310021", "2380013800"
    preview = preview_roll(roll(tmp_path, wrong, phone, "rich"))
    told = [mistake.told(words("en")) for mistake in preview.mistakes]
    assert told == [
        f"row 2, ID number: '{'*' * 18}' is no ID number of 18 characters",
        f"row 2, phone: '{'*' * 10}' is no mobile number of 11 digits",
        "row 2, income band: '****' is no band of income",
    ]
    assert not any(one in f"{preview}" for one in (wrong, phone, "rich"))
