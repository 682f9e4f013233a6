"""The wall in standby: the code of the public page, and earlier resolutions in turn; no Qt."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from kiosk.clerk.noticeboard import BARE, NoticeBoard, Progress, Resolution
from kiosk.clerk.resolutionlist import MOST, put_up
from kiosk.clerk.views import HallMode
from kiosk.ui.gallery import hall_gallery
from kiosk.ui.hall import standby
from kiosk.ui.hall.notices import HallPage
from kiosk.ui.hall.props import PAGE_NS, HallProps, derive
from kiosk.ui.parts.tokens import SMALLEST, SMALLEST_BODY
from kiosk.words import words

ZH, EN = words("zh_CN"), words("en")
GALLERY = hall_gallery()
BOARD = GALLERY["standby_board"].board
DUE = date(2026, 12, 31)
ONE = Resolution("第一次会议", "关于停车的议案", "区水务局", DUE, Progress.UNDER_WAY, "施工中。")


def turned(name: str, turns: int, **changes: object) -> HallProps:
    return derive(replace(GALLERY[name], **changes), ZH, turns * PAGE_NS, since_ns=0)


def test_where_nothing_is_set_the_wall_has_the_name_and_the_roll_alone() -> None:
    props = turned("standby", 3)
    assert (props.page, props.roll) == (HallPage.STANDBY, "120")
    assert (props.code, props.address, props.past, props.listing) == ("", "", (), False)
    assert not props.ticking


def test_the_code_stands_beside_the_name_and_nothing_turns() -> None:
    props = turned("standby_page", 1)
    assert props.heading.startswith("静安里街道")
    assert props.code_side == len(BOARD.code) == 33
    assert props.address == "www.jinganli.example/\nshimin-dahui/2026"
    assert not props.ticking


def test_the_matrix_is_told_module_for_module() -> None:
    bits = f"{int(standby.matrix(BOARD), 16):0{4 * len(standby.matrix(BOARD))}b}"
    assert bits[: 33 * 33] == "".join(BOARD.code)
    assert standby.matrix(BARE) == ""


def test_the_name_and_the_pages_of_the_list_take_turns_beside_the_code() -> None:
    shown = [turned("standby_board", turn) for turn in range(4)]
    assert [one.listing for one in shown] == [False, True, True, False]
    assert [one.page_text for one in shown[1:3]] == ["第 1 页 共 2 页", "第 2 页 共 2 页"]
    assert [one.heading for one in shown[1:3]] == [
        "2025 年第二次会议 · 2025-11-20",
        "2026 年第一次会议 · 2026-05-16",
    ]
    assert len({one.code for one in shown}) == 1
    assert all(one.ticking for one in shown)
    assert shown[0] == shown[3]


def test_every_resolution_has_its_turn_once_in_the_order_of_the_list() -> None:
    board = replace(BOARD, resolutions=tuple(replace(ONE, title=f"第{n}项") for n in range(60)))
    told = [row.title for leaf in standby.leaves(board, ZH) for row in leaf.rows]
    assert told == [f"第{n}项" for n in range(60)]


def test_meetings_do_not_share_a_page() -> None:
    other = replace(ONE, session="第二次会议")
    found = standby.leaves(replace(BARE, resolutions=(ONE, other, other)), ZH)
    assert [(leaf.session.text, len(leaf.rows)) for leaf in found] == [
        ("第一次会议", 1),
        ("第二次会议", 2),
    ]


def test_how_far_a_resolution_is_is_told_by_word_symbol_and_colour() -> None:
    stages = tuple(replace(ONE, progress=one) for one in Progress)
    rows = [row for leaf in standby.leaves(NoticeBoard("", (), stages), ZH) for row in leaf.rows]
    assert [row.progress for row in rows] == ["未启动", "办理中", "已办结", "逾期"]
    assert len({row.mark for row in rows}) == len({row.tone for row in rows}) == 4
    assert rows[1].charge == "期限 2026-12-31 · 区水务局"
    assert (
        rows[1].said
        == "关于停车的议案 · 第一次会议 · 办理中 · 期限 2026-12-31 · 区水务局 · 施工中。"
    )


def test_what_has_no_due_day_and_no_news_says_neither() -> None:
    bare = replace(ONE, due=None, latest="")
    (leaf,) = standby.leaves(replace(BARE, resolutions=(bare,)), EN)
    assert (leaf.rows[0].charge, leaf.rows[0].latest) == ("区水务局", "")
    assert leaf.rows[0].said.endswith("Under way · 区水务局")


@pytest.mark.parametrize("board", [BARE, replace(BOARD, resolutions=())], ids=["alone", "code"])
@pytest.mark.parametrize(("letter", "room"), [("长", 1), ("n", 1.5)])
def test_the_longest_texts_fit_whole_and_are_never_made_small(
    board: NoticeBoard, letter: str, room: float
) -> None:
    told = {column: letter * int(most * room) for column, most in MOST.items()}
    if letter == "n":
        told = {name: " ".join([text[:9]] * (len(text) // 10)) for name, text in told.items()}
    long = replace(
        ONE,
        session=told["session"],
        title=told["resolved"],
        responsible=told["responsible"],
        latest=told["latest"],
    )
    for leaf in standby.leaves(replace(board, resolutions=(long,) * 5), ZH):
        heights = [standby._height(row) for row in leaf.rows]
        assert sum(heights) + standby.ROW_GAP * (len(heights) - 1) <= standby.LIST_HEIGHT
        assert leaf.session.size >= SMALLEST_BODY
        assert leaf.session.text == long.session
        for row in leaf.rows:
            assert row.title_size >= float(SMALLEST_BODY)
            for text, whole in ((row.title, long.title), (row.latest, long.latest)):
                assert "".join(text.split()) == "".join(whole.split())
                assert text.count("\n") <= 1
            assert row.charge.replace("\n", " ").endswith(long.responsible)


def test_a_title_that_fits_on_one_line_is_not_broken_to_be_larger() -> None:
    title = "关于静安里三至九号老旧小区加装电梯的实施方案稿"
    (leaf,) = standby.leaves(replace(BOARD, resolutions=(replace(ONE, title=title),)), ZH)
    assert leaf.rows[0].title == title
    assert leaf.rows[0].title_size == float(Fraction(1, 24))


@pytest.mark.parametrize(
    ("name", "lines"),
    [("2026年第二次会议", 1), ("静安里街道 2026 年第二次市民大会", 2), ("静安里\n大会", 2)],
)
def test_a_name_is_broken_only_where_one_line_would_make_it_small(name: str, lines: int) -> None:
    props = turned("standby_page", 0, session_title=name)
    assert props.heading.count("\n") == lines - 1
    assert props.heading_size >= 0.1


@pytest.mark.parametrize(
    "path", ["hall", "a/" * 20, "x" * 50, "?id=" + "7" * 40, "", "w" * 58, "W" * 58]
)
def test_an_address_is_broken_and_never_cut(path: str) -> None:
    page = f"https://www.example.cn/{path}"[:80]
    told = standby.address(NoticeBoard(page))
    assert told.text.replace("\n", "") == page.removeprefix("https://").removesuffix("/")
    assert told.text.count("\n") < 5
    assert told.size >= float(SMALLEST)


def test_http_is_said_where_it_must_be_typed() -> None:
    assert standby.address(NoticeBoard("http://10.0.0.5/")).text == "http://10.0.0.5"


@pytest.mark.parametrize("mode", [one for one in HallMode if one is not HallMode.STANDBY])
def test_no_other_state_has_anything_of_it(mode: HallMode) -> None:
    view = replace(GALLERY["poll"], mode=mode, board=BOARD)
    props = derive(view, ZH, 1, since_ns=0)
    assert (props.code, props.past, props.listing) == ("", (), False)


@pytest.mark.parametrize(
    ("progress", "day", "found"),
    [
        (Progress.UNDER_WAY, DUE, Progress.UNDER_WAY),
        (Progress.UNDER_WAY, DUE + timedelta(days=1), Progress.OVERDUE),
        (Progress.NOT_STARTED, DUE + timedelta(days=1), Progress.OVERDUE),
        (Progress.DONE, DUE + timedelta(days=400), Progress.DONE),
        (Progress.OVERDUE, DUE - timedelta(days=9), Progress.OVERDUE),
    ],
)
def test_what_is_not_done_by_its_day_is_overdue_from_the_next_day(
    progress: Progress, day: date, found: Progress
) -> None:
    board = replace(BARE, resolutions=(replace(ONE, progress=progress),))
    assert board.on(day).resolutions[0].progress is found
    endless = replace(ONE, progress=progress, due=None)
    assert endless.on(day).progress is progress


def test_the_sample_address_is_the_one_of_the_code() -> None:
    assert put_up(BOARD.page, None) == (replace(BOARD, resolutions=()), True)
