"""The wall in standby as a phone and the last row see it, on the software renderer."""

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage, QTransform
from PySide6.QtQuick import QQuickItem
from two_windows import FULL_HD, Room

from kiosk.clerk.noticeboard import Progress, Resolution
from kiosk.clerk.resolutionlist import MOST, put_up
from kiosk.printing.address_code import address_code
from kiosk.ui.gallery import hall_gallery
from kiosk.ui.hall.props import PAGE_NS
from kiosk.ui.hall.standby import leaves, matrix
from kiosk.ui.parts.charts import QUIET, code
from kiosk.ui.parts.theme import inks
from kiosk.ui.parts.tokens import HALL_SCALE, WALL_PALETTES, Colours
from kiosk.words import words

HALL = hall_gallery()
BOARD = HALL["standby_board"].board
UHD = QSize(3840, 2160)


def read(image: QImage) -> list[str]:
    """The codes that are seen in a picture."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = Image.frombytes(
        "L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L", grey.bytesPerLine()
    )
    return [one.text for one in zxingcpp.read_barcodes(rows)]


@pytest.mark.parametrize("colours", [*Colours])
@pytest.mark.parametrize("size", [FULL_HD, UHD, QSize(1366, 768)])
def test_a_phone_reads_the_address_off_the_wall(room: Room, size: QSize, colours: Colours) -> None:
    room.shell.panes["hall"].theme.wear(WALL_PALETTES[colours])
    for turn in range(2):
        room.shell.hall.take(HALL["standby_board"], turned=turn)
        assert read(room.shell.grab("hall", size)) == [BOARD.page]


def test_a_phone_reads_it_from_far_and_askew(room: Room) -> None:
    """At a sixth of the pixels of the wall, turned as a hand holds a phone."""
    room.shell.hall.take(HALL["standby_page"])
    picture = room.shell.grab("hall", FULL_HD).scaled(QSize(640, 360))
    assert read(picture.transformed(QTransform().rotate(11))) == [BOARD.page]


@pytest.mark.parametrize("letters", [13, 80])
def test_every_module_is_whole_pixels_and_the_quiet_zone_is_kept(letters: int) -> None:
    board, _ = put_up("https://a.cn/" + "x" * (letters - 13), None)
    side, room = len(board.code), 541
    colours = tuple(f"#{one}" for one in inks(WALL_PALETTES[Colours.DARK]).split("-"))
    picture = code(matrix(board), side, colours, QSize(room, room))
    dark = [
        [picture.pixelColor(x, y).lightness() < 128 for x in range(room)] for y in range(30, 511)
    ]
    module = room // (side + 2 * QUIET)
    start = (room - module * side) // 2
    assert start >= QUIET * module
    for row in range(side):
        for column in range(side):
            for inside in (0, module - 1):
                y = start + row * module + inside - 30
                found = dark[y][start + column * module + inside]
                assert found == (board.code[row][column] == "1"), (row, column)


def test_another_address_is_another_code() -> None:
    assert address_code("https://a.cn/x") != address_code("https://a.cn/X")
    assert {len(row) for row in address_code("https://a.cn/")} == {21}


def test_the_timer_of_the_wall_runs_only_while_a_list_is_shown(room: Room) -> None:
    running = {}
    for state in ("standby_board", "standby_page", "standby_list", "standby", "check_in_plain"):
        room.shell.hall.take(HALL[state])
        running[state] = room.shell.hall._timer.isActive()
    assert [state for state, runs in running.items() if runs] == ["standby_board", "standby_list"]


def test_the_pages_turn_by_the_time_and_begin_with_the_name_again_after_a_part(room: Room) -> None:
    wall = room.shell.hall
    wall.take(HALL["standby_board"])
    assert not wall.props.listing
    room.clock.advance(PAGE_NS)
    wall.refresh()
    assert "关于东里河步道贯通工程的议案" in room.texts("hall")
    wall.take(replace(HALL["standby_board"], entry=1844))
    assert wall.props.listing, "an entry of the book turns no page"
    wall.take(HALL["item"])
    wall.take(HALL["standby_board"])
    assert not wall.props.listing


def named(item: QQuickItem) -> str:
    return item.metaObject().className()


def bottom(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(0, item.height())).y()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("coded", [True, False])
def test_a_full_page_stays_inside_the_safe_margin(room: Room, language: str, coded: bool) -> None:
    """The heights that the props reckon with are those that are drawn."""
    room.shell.speak(language)
    long = Resolution(
        "长" * MOST["session"],
        "长" * MOST["resolved"],
        "长" * MOST["responsible"],
        None,
        Progress.NOT_STARTED,
        "长" * MOST["latest"],
    )
    short = replace(long, title="短", latest="短")
    wordy, news = replace(short, title=long.title), replace(short, latest=long.latest)
    lists = ([long] * 9, [short] * 9, [wordy, short, short] * 3, [news, short, short] * 3)
    for many in (*lists, [long, short, wordy, news] * 3, BOARD.resolutions):
        board = replace(BOARD, resolutions=tuple(many), code=BOARD.code if coded else ())
        for turned in range(1, 1 + len(leaves(board, words(language)))):
            room.shell.hall.take(replace(HALL["standby"], board=board), turned=turned)
            room.shell.grab("hall", FULL_HD)
            look_at_the_edges(room, coded=coded)


def look_at_the_edges(room: Room, *, coded: bool) -> None:
    place = FULL_HD.height() * (1 - HALL_SCALE.edge)
    right = FULL_HD.width() * 0.95
    rows = [one for one in room.items("hall") if named(one).startswith("PastRow")]
    assert rows
    for item in (*rows, *room.letters("hall")):
        assert bottom(item) <= place + 1
        assert item.mapToScene(QPointF(item.width(), 0)).x() <= right + 1
    edge = [one for one in room.items("hall") if one.objectName() == "code"]
    assert len(edge) == coded
    if edge:
        left = edge[0].mapToScene(QPointF(0, 0)).x()
        beside = [one for one in room.letters("hall") if one.property("text").startswith("长")]
        assert all(one.mapToScene(QPointF(one.width(), 0)).x() <= left for one in beside)
