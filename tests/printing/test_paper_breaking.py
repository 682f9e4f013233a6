import presses
from samples import MOTION_TEXT, long_motion

from kiosk.printing.blocks import BODY, MEASURE, VALUE, prose
from kiosk.printing.breaking import BOUND, NEVER_FIRST, NEVER_LAST, fitted, lines, plain
from kiosk.printing.pen import measure


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = MOTION_TEXT.replace("每年", "（每年）") * 5
    for room in range(60, 400, 7):
        held = lines(text, VALUE, room)
        assert "".join(held) == text
        assert not any(line[0] in NEVER_FIRST for line in held)
        assert not any(line[-1] in NEVER_LAST for line in held[:-1])


def test_the_brackets_of_a_legal_source_stay_with_what_they_hold() -> None:
    text = "市民大会方案 2.3.3［方案］；民法典第一千二百五十九条［原文已核］" * 4
    for room in range(60, 400, 7):
        held = lines(text, VALUE, room)
        assert not any(line.startswith("］") or line.endswith("［") for line in held)


def test_no_line_is_wider_than_its_room() -> None:
    for room in range(60, 400, 7):
        assert all(measure(line, VALUE) <= room for line in lines(MOTION_TEXT, VALUE, room))


def test_words_and_figures_stay_whole() -> None:
    held = lines("用 kiosk-verifier 核对 7F3A91C2 与 1843 条", VALUE, 60)
    assert "kiosk-verifier" in held
    assert any("7F3A91C2" in line for line in held)


def test_a_word_wider_than_the_line_is_cut_where_it_must_be() -> None:
    held = lines("a" * 200, VALUE, 100)
    assert len(held) > 5
    assert "".join(held) == "a" * 200


def test_a_count_is_never_parted_from_its_name() -> None:
    text = "、".join(f"表决器未登记{BOUND}{n}" for n in range(40))
    for room in range(100, 300, 9):
        assert not any(line[0].isdigit() for line in lines(text, VALUE, room))


def test_the_first_line_of_a_paragraph_is_indented() -> None:
    free, indented = (lines("字" * 60, VALUE, 180, indent=at) for at in (0, 18))
    assert (len(free[0]), len(indented[0])) == (20, 18)


def test_a_paragraph_does_not_end_in_a_line_of_one_character() -> None:
    fill = int(MEASURE / BODY.size)
    (block,) = prose("字" * (2 * fill + 1))
    assert [len(line) for line in block.lines][-1] > 1


def test_windows_line_ends_and_tabs_are_read_as_ordinary_ones() -> None:
    assert plain("甲\r\n乙\t丙") == "甲\n乙    丙"
    assert len(list(prose("甲\r\n\r\n乙\r\n"))) == 2


def test_what_does_not_fit_one_line_is_set_smaller_then_cut() -> None:
    text, style = fitted("字" * 20, VALUE, 150)
    assert (text, style.size) == ("字" * 20, 7.5)
    text, style = fitted("字" * 40, VALUE, 150)
    assert text.endswith("…")
    assert style.size == 6
    assert measure(text, style) <= 150


def test_no_line_of_a_long_motion_begins_with_a_closing_mark_on_paper() -> None:
    assert len(long_motion().text) > 3000
    for page in presses.poppler_pages("rare_names")[4:]:
        body = [line.strip() for line in page.splitlines() if line.strip()]
        assert not any(line[0] in NEVER_FIRST for line in body)
