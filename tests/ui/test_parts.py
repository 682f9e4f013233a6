"""The design language: contrast, sizes, how long a text is, what changed."""

from dataclasses import dataclass, fields
from fractions import Fraction
from itertools import product
from math import ceil

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from kiosk.ui import gallery
from kiosk.ui.parts import tokens
from kiosk.ui.parts.lexicon import is_word
from kiosk.ui.parts.lines import DOTS, fit
from kiosk.ui.parts.measure import ems, pages, wrap
from kiosk.ui.parts.shown import camel, shown
from kiosk.ui.parts.symbol import RINGS, STROKES
from kiosk.ui.parts.tokens import CONSOLE, HALL, HALL_SCALE, Mark, contrast, pixels, unit

INKS = ("text", "dim", "accent", "favour", "against", "abstain", "good", "warn", "bad", "off")
TITLES = sorted({view.motion_title for view in gallery.hall_gallery().values()} - {""})
ENGLISH = "More than two thirds of all delegates must be in favour of the motion"


@pytest.mark.parametrize(("ink", "ground"), [*product(INKS, ("ground", "panel"))])
def test_the_wall_has_a_contrast_of_seven_to_one(ink: str, ground: str) -> None:
    assert contrast(getattr(HALL, ink), getattr(HALL, ground)) >= 7


@pytest.mark.parametrize("key", ["accent", "favour", "against", "abstain", "dim", "practice"])
def test_figures_on_a_coloured_key_have_it_too(key: str) -> None:
    assert contrast(HALL.ground, getattr(HALL, key)) >= 7
    assert contrast(HALL.on_practice, HALL.practice) >= 7


@pytest.mark.parametrize(("ink", "ground"), [*product(INKS, ("ground", "panel", "raised"))])
def test_the_console_has_a_contrast_for_small_text(ink: str, ground: str) -> None:
    assert contrast(getattr(CONSOLE, ink), getattr(CONSOLE, ground)) >= 4.5


def test_words_on_the_consoles_buttons_and_bars_are_readable() -> None:
    for ground in (CONSOLE.accent, CONSOLE.bad, CONSOLE.bar):
        assert contrast(CONSOLE.on_accent, ground) >= 7


def test_contrast_knows_the_ends_of_its_scale() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_the_type_of_the_wall_keeps_the_rules() -> None:
    assert HALL_SCALE.caption >= tokens.SMALLEST
    assert HALL_SCALE.body >= tokens.SMALLEST_BODY
    assert HALL_SCALE.figure >= tokens.SMALLEST_TALLY
    assert HALL_SCALE.tally >= tokens.SMALLEST_TALLY
    assert HALL_SCALE.edge >= tokens.SAFE_MARGIN


@pytest.mark.parametrize("height", [720, 1080, 2160])
def test_a_size_in_pixels_is_never_below_its_fraction(height: int) -> None:
    for field in fields(HALL_SCALE):
        part = getattr(HALL_SCALE, field.name)
        assert pixels(part, height) >= part * height


def test_a_narrow_screen_is_lettered_by_its_width() -> None:
    assert unit(1920, 1080) == 1080
    assert unit(1024, 768) == 576
    assert unit(3440, 1440) == 1440


def test_every_mark_is_drawn() -> None:
    assert set(STROKES) | set(RINGS) == set(Mark) - {Mark.NONE}


@pytest.mark.parametrize("text", [*TITLES, ENGLISH, "2/3 × 120 = 80 → 需 80 票，得 79 票", "0123"])
@pytest.mark.parametrize("bold", [False, True])
def test_what_is_measured_is_no_less_than_what_is_drawn(
    gui: QGuiApplication, text: str, bold: bool
) -> None:
    font = QFont("Noto Sans SC")
    font.setPixelSize(100)
    font.setBold(bold)
    assert QFontMetricsF(font).horizontalAdvance(text) <= ems(text) * 100


def test_words_are_not_broken_and_a_closing_mark_starts_no_line() -> None:
    assert wrap("one two three", 4.5) == ("one two", "three")
    assert wrap("赞成、反对", 2) == ("赞", "成、", "反对")
    assert wrap("方案（三）", 3) == ("方案", "（三）")


def test_a_text_takes_the_largest_size_that_fits() -> None:
    sizes = (Fraction(1, 10), Fraction(1, 20))
    assert fit("一二三四五", sizes, width=Fraction(1, 2), lines=1).size == Fraction(1, 10)
    assert fit("一二三四五六", sizes, width=Fraction(1, 2), lines=1).size == Fraction(1, 20)


def test_a_text_too_long_is_cut_and_never_smaller_than_the_last_step() -> None:
    cut = fit("一" * 50, (Fraction(1, 10),), width=Fraction(1, 2), lines=2)
    assert cut.text == "一" * 5 + "\n" + "一" * 4 + DOTS
    assert cut.size == Fraction(1, 10)


def test_a_title_of_two_lines_is_broken_where_the_sense_allows_it() -> None:
    title = "关于静安里社区食堂选址与三年运营补贴的方案（第三稿）"
    fitted = fit(title, (Fraction(1, 13),), width=Fraction(23, 20), lines=3)
    assert fitted.text.splitlines() == ["关于静安里社区食堂选址与", "三年运营补贴的方案（第三稿）"]


TWO_LINES = {
    "关于调整静安里片区道路停车收费时段的议案": "关于调整静安里片区/道路停车收费时段的议案",
    "关于使用建筑物维修资金更换三号楼电梯的议案": "关于使用建筑物维修资金/更换三号楼电梯的议案",
    "关于静安里社区食堂选址与三年运营补贴的方案（第三稿）": (
        "关于静安里社区食堂选址与/三年运营补贴的方案（第三稿）"
    ),
    "选举静安里街道市民大会监督委员会主任、副主任和委员": (
        "选举静安里街道市民大会监督/委员会主任、副主任和委员"
    ),
    "静安里街道 2026 年第二次市民大会": "静安里街道 2026 年/第二次市民大会",
    "三年 · 须过半数 · 需 60 票 · 记名": "三年 · 须过半数/需 60 票 · 记名",
}


@pytest.mark.parametrize("title", [*TWO_LINES])
def test_no_line_of_a_title_ends_inside_a_word(title: str) -> None:
    room = Fraction(ceil(ems(title) * 0.62 * 100), 100)
    fitted = fit(title, (Fraction(1),), width=room, lines=2)
    assert "/".join(fitted.text.splitlines()) == TWO_LINES[title]


def test_three_lines_are_alike_and_end_where_the_sense_allows_it() -> None:
    title = "关于将延平路 300 弄至 488 弄沿线绿化带改为开放式口袋公园并配建非机动车停放点的议案"
    fitted = fit(title, (Fraction(1, 13),), width=Fraction(23, 20), lines=3)
    assert fitted.text.splitlines() == [
        "关于将延平路 300 弄至 488 弄",
        "沿线绿化带改为开放式口袋公园",
        "并配建非机动车停放点的议案",
    ]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("room", [8, 11, 15, 20])
def test_a_title_loses_no_letter_and_no_line_is_longer_than_its_room(title: str, room: int) -> None:
    fitted = fit(title, (Fraction(1),), width=Fraction(room), lines=12)
    assert "".join(fitted.text.split()) == "".join(title.split())
    assert max(map(ems, fitted.text.splitlines())) <= room


def test_a_title_that_is_cut_spares_its_words_too() -> None:
    title = "老旧小区加装电梯、雨污分流、外墙保温与地下车库扩容综合改造"
    lines = fit(title, (Fraction(1),), width=Fraction(12), lines=2).text.splitlines()
    assert lines == ["老旧小区加装电梯、雨污", "分流、外墙保温与地下车…"]


def test_a_break_that_cannot_be_spared_is_made() -> None:
    assert fit("市民大会", (Fraction(1),), width=Fraction(1), lines=4).text == "市\n民\n大\n会"


def test_words_of_two_are_known_and_chance_neighbours_are_not() -> None:
    assert all(is_word(*pair) for pair in ("道路", "资金", "电梯", "票决", "法定"))
    assert not any(is_word(*pair) for pair in ("区道", "资更", "梯的", "里三", "ab"))


def test_pages_are_even_and_lose_nothing() -> None:
    text = "一二三四五六七八九十" * 5
    leaves = pages(text, Fraction(1, 10), width=Fraction(1, 2), lines=6)
    assert [len(leaf.splitlines()) for leaf in leaves] == [5, 5]
    assert "".join("".join(leaves).split()) == text
    assert pages("", Fraction(1, 10), width=Fraction(1), lines=6) == ("",)


@dataclass(frozen=True)
class Row:
    name: str


@dataclass(frozen=True)
class Props:
    big_title: str
    count: int
    rows: tuple[Row, ...]


def test_only_what_changed_is_told() -> None:
    class Screen(shown(Props)):
        pass

    screen, told = Screen(), []
    screen.bigTitleChanged.connect(lambda: told.append("title"))
    screen.countChanged.connect(lambda: told.append("count"))
    assert (screen.bigTitle, screen.count, screen.rows.rowCount()) == ("", 0, 0)
    screen.show(Props("a", 1, (Row("x"), Row("y"))))
    screen.rows.dataChanged.connect(lambda top, _: told.append(f"row {top.row()}"))
    told.clear()
    screen.show(Props("a", 2, (Row("x"), Row("z"))))
    assert told == ["count", "row 1"]
    assert screen.count == 2
    screen.show(Props("a", 2, (Row("x"),)))
    assert screen.rows.rowCount() == 1
    screen.show(Props("a", 2, (Row("x"), Row("q"), Row("r"))))
    role = next(iter(screen.rows.roleNames()))
    assert [screen.rows.data(screen.rows.index(at), role) for at in range(3)] == ["x", "q", "r"]


def test_names_of_fields_become_names_of_qml() -> None:
    assert [camel(name) for name in ("a", "motion_title", "for_")] == ["a", "motionTitle", "for"]
