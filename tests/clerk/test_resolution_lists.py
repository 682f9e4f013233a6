"""The list of earlier resolutions: as offices keep it; every mistake has its row and column."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from clerk_room import Room
from openpyxl import Workbook

from kiosk.clerk.noticeboard import BARE, Progress, Resolution
from kiosk.clerk.resolutionlist import (
    COLUMNS,
    MOST_RESOLUTIONS,
    preview_resolutions,
    put_up,
    stages,
)
from kiosk.clerk.views import HallMode
from kiosk.faults import UnusableInput
from kiosk.ui.parts.phrases import tell
from kiosk.words import LANGUAGES, words

HEADS = "届次,决议事项,责任单位,办理期限,办理进展,最近进展\n"
ENGLISH, CHINESE = words("en"), words("zh_CN")
SOUND = "第一次会议,修桥,区水务局,2026-12-31,办理中,桥墩已完工。\n"


def listed(folder: Path, rows: str, *, heads: str = HEADS, encoding: str = "utf-8") -> Path:
    path = folder / "resolutions.csv"
    path.write_text(heads + rows, encoding=encoding)
    return path


def mistakes(path: Path) -> list[str]:
    preview = preview_resolutions(path)
    assert preview.resolutions == ()
    return [one.told(ENGLISH) for one in preview.mistakes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_is_read_below_its_title_in_every_encoding_of_offices(
    tmp_path: Path, encoding: str
) -> None:
    path = listed(tmp_path, SOUND, heads="往届决议办理情况\n" + HEADS, encoding=encoding)
    assert preview_resolutions(path).resolutions == (
        Resolution(
            "第一次会议",
            "修桥",
            "区水务局",
            date(2026, 12, 31),
            Progress.UNDER_WAY,
            "桥墩已完工。",
        ),
    )


@pytest.mark.parametrize(
    "said", ["2026-12-31", "2026/12/31", "2026.12.31", "2026年12月31日", "2026 年 12 月 31 日"]
)
def test_a_day_is_read_as_offices_write_it(tmp_path: Path, said: str) -> None:
    path = listed(tmp_path, SOUND.replace("2026-12-31", said))
    assert preview_resolutions(path).resolutions[0].due == date(2026, 12, 31)


def test_a_workbook_may_hold_true_dates_and_other_heads_in_another_order(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["状态", "Due", "事项", "承办单位", "会议"])
    sheet.append(["Done", datetime(2026, 3, 1), "修桥", "区水务局", "第一次会议"])
    sheet.append(["未开始", None, "修路", "区水务局", "第一次会议"])
    sheet.append(["overdue", date(2026, 3, 1), "植树", "区水务局", "第一次会议"])
    book.save(tmp_path / "list.xlsx")
    found = preview_resolutions(tmp_path / "list.xlsx")
    assert found.mistakes == ()
    assert [(one.progress, one.due) for one in found.resolutions] == [
        (Progress.DONE, date(2026, 3, 1)),
        (Progress.NOT_STARTED, None),
        (Progress.OVERDUE, date(2026, 3, 1)),
    ]


def test_every_mistake_has_its_row_and_column_and_says_what_would_be_right(tmp_path: Path) -> None:
    rows = (
        ",修桥,区水务局,2026-12-31,办理中,\n"
        "第一次会议,修桥,,2026-02-30,办理中,\n"
        "第一次会议,修桥,区水务局,年底前,差不多,\n"
        f"第一次会议,{'长' * 51},区水务局,,,\n"
        "第一次会议,=A1,区水务局,2026-12/31,办理中,好\N{ZERO WIDTH SPACE}\n"
        "第一次会议,修桥,区水务局,2026-1-1x,done,\n"
    )
    assert mistakes(listed(tmp_path, rows)) == [
        "row 2, session: must not be empty",
        "row 3, responsible: must not be empty",
        "row 3, due: '2026-02-30' is no day; write one like 2026-12-31",
        "row 4, due: '年底前' is no day; write one like 2026-12-31",
        "row 4, progress: '差不多' is none of 未启动, 办理中, 已办结, 逾期",
        "row 5, resolved: is too long for the hall screen: at most 50 Chinese characters or 75 "
        "Latin letters",
        "row 5, progress: must not be empty",
        "row 6, resolved: =A1 is a formula; write the value itself",
        "row 6, due: '2026-12/31' is no day; write one like 2026-12-31",
        "row 6, latest: holds U+200B, which nobody can see",
        "row 7, due: '2026-1-1x' is no day; write one like 2026-12-31",
    ]


def test_latin_letters_take_less_room_than_chinese_characters(tmp_path: Path) -> None:
    for title, fits in (("长" * 50, True), ("x" * 75, True), ("x" * 76, False)):
        path = listed(tmp_path, SOUND.replace("修桥", title))
        assert bool(preview_resolutions(path).resolutions) is fits, title


def test_a_list_without_a_column_or_a_row_or_with_too_many_is_a_mistake(tmp_path: Path) -> None:
    assert mistakes(listed(tmp_path, "甲,乙\n", heads="届次,决议事项\n")) == [
        "row 1, responsible: this column is missing",
        "row 1, progress: this column is missing",
    ]
    assert mistakes(listed(tmp_path, "")) == ["row 2: no resolution stands in this file"]
    assert len(preview_resolutions(listed(tmp_path, SOUND * MOST_RESOLUTIONS)).resolutions) == 60
    told = mistakes(listed(tmp_path, SOUND * (MOST_RESOLUTIONS + 1)))
    assert told == ["row 62: more than 60 resolutions"]


@pytest.mark.parametrize("said", [ENGLISH, CHINESE], ids=LANGUAGES[::-1])
def test_a_mistake_is_the_same_as_a_sentence_of_the_screen(tmp_path: Path, said) -> None:
    rows = "第一次会议,修桥,,年底前,差不多,\n" + f"第一次会议,{'长' * 81},区水务局,,,\n"
    for one in preview_resolutions(listed(tmp_path, rows)).mistakes:
        assert tell(one.sentence, said) == one.told(said)
    (empty,) = preview_resolutions(listed(tmp_path, "")).mistakes
    assert tell(empty.sentence, said) == empty.told(said)


def test_a_list_that_cannot_be_read_leaves_the_page_and_says_so(tmp_path: Path) -> None:
    page = "https://www.example.cn/hall"
    for path in (tmp_path / "gone.csv", listed(tmp_path, "甲,乙,丙,丁,戊,\n")):
        board, sound = put_up(page, path)
        assert (board.page, bool(board.code), board.resolutions, sound) == (page, True, (), False)
    with pytest.raises(UnusableInput):
        preview_resolutions(tmp_path / "gone.csv")
    assert put_up("", None) == (BARE, True)
    board, sound = put_up("", listed(tmp_path, SOUND))
    assert (board.code, len(board.resolutions), sound) == ((), 1, True)


def test_every_stage_and_every_column_has_names_in_every_language() -> None:
    assert set(stages().values()) == set(Progress)
    for language in LANGUAGES:
        said = words(language)
        for one in Progress:
            assert stages()[said.name("progress", one).lower()] is one
        for column in COLUMNS:
            assert said.name("column", column) != f"column:{column}"


def test_the_wall_has_the_list_in_standby_alone_and_as_it_stands_on_that_day(
    tmp_path: Path,
) -> None:
    room = Room(tmp_path)
    board, _ = put_up("", listed(tmp_path, SOUND.replace("2026-12-31", "2026-11-01")))
    room.clerk.bulletin.board = board
    room.clock.utc = datetime(2026, 11, 1, 15, 59, tzinfo=UTC)
    room.hear()
    (before,) = room.views[-1].hall.board.resolutions
    assert before.progress is Progress.UNDER_WAY
    room.clock.utc = datetime(2026, 11, 1, 16, 1, tzinfo=UTC)
    room.hear()
    assert room.views[-1].hall.mode is HallMode.STANDBY
    (after,) = room.views[-1].hall.board.resolutions
    assert after.progress is Progress.OVERDUE, "midnight of the hall, eight hours east"
    room.clerk.bulletin.halted = True
    room.hear()
    assert room.views[-1].hall.mode is HallMode.HALTED
    assert room.views[-1].hall.board == BARE
    room.ledger.close()
