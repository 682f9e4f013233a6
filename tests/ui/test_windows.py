"""The windows on the software renderer: every file, every state, both languages, two sizes."""

import gc
from itertools import count, cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSize, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlComponent, QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem
from two_windows import FULL_HD, Room, is_text

import kiosk.ui.setup_shell  # noqa: F401  QML knows its types once it is there
from kiosk.clerk.views import Views
from kiosk.ui import gallery
from kiosk.ui.at_the_observer import observer_gallery
from kiosk.ui.parts.tokens import SMALLEST, SMALLEST_TALLY
from kiosk.ui.sample import NOON_NS, SECOND_NS

UI = Path(gallery.__file__).parent
QML = sorted(UI.rglob("*.qml"))
HALL, CONSOLE = gallery.hall_gallery(), gallery.console_gallery()
OBSERVER = observer_gallery()
WALL = (*HALL, *gallery.PAGES)
"""Every state of the wall, and every page that a state turns to later."""
STATES = {"hall": WALL, "console": (*CONSOLE,), "observer": (*OBSERVER,)}
FOUR_K = QSize(3840, 2160)


def take(room: Room, pane: str, state: str) -> None:
    if pane == "hall":
        first, turned = gallery.PAGES.get(state, (state, 0))
        room.shell.hall.take(HALL[first], turned=turned)
    elif pane == "observer":
        room.shell.observer.take(OBSERVER[state])
        room.shell.observer.look_up.look("")
        room.shell.observer.showSeats(state == "declared_large")
        room.settle()
    else:
        room.shell.console.take(CONSOLE[state])


def inks(image: QImage) -> int:
    """How many colours a coarse look finds."""
    small = image.scaled(160, 90)
    return len({small.pixel(x, y) for x in range(0, 160, 2) for y in range(0, 90, 2)})


@pytest.mark.parametrize("source", QML, ids=lambda path: path.stem)
def test_every_file_loads(room: Room, source: Path) -> None:
    engine = room.shell.panes["hall"].engine
    component = QQmlComponent(engine, QUrl.fromLocalFile(str(source)))
    assert not component.errors()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("size", [FULL_HD, FOUR_K], ids=["full-hd", "4k"])
@pytest.mark.parametrize("pane", [*STATES])
def test_every_state_has_a_picture(room: Room, pane: str, size: QSize, language: str) -> None:
    room.shell.speak(language)
    for state in STATES[pane]:
        take(room, pane, state)
        image = room.shell.grab(pane, size)
        assert image.size() == size, state
        assert inks(image) > 8, state


def scale_of(item: QQuickItem) -> int:
    return int(item.property("font").pixelSize())


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_letter_on_the_wall_is_too_small_cut_off_or_outside_the_margin(
    room: Room, language: str
) -> None:
    room.shell.speak(language)
    width, height = FULL_HD.width(), FULL_HD.height()
    margin = (round(width * 0.05) - 1, round(height * 0.05) - 1)
    for state in WALL:
        if "practice" in state:
            continue
        take(room, "hall", state)
        room.shell.grab("hall", FULL_HD)
        for item in room.letters("hall"):
            said = f"{state}: {item.property('text')}"
            corner = item.mapToScene(QPointF(0, 0))
            drawn = item.property("contentWidth"), item.property("contentHeight")
            assert scale_of(item) >= SMALLEST * height, said
            assert not item.property("truncated"), said
            assert drawn[0] <= item.width() + 1, said
            assert corner.x() >= margin[0], said
            assert corner.x() + item.width() <= width - margin[0], said
            assert corner.y() + drawn[1] - scale_of(item) * 0.3 <= height - margin[1], said


def ink_box(item: QQuickItem) -> tuple[float, float, float, float]:
    """Where the letters are: the box of a text without the air above and below them."""
    corner = item.mapToScene(QPointF(0, 0))
    wide, tall = item.property("contentWidth"), item.property("contentHeight")
    air = scale_of(item) * 0.28
    aligned = QQmlExpression(qmlContext(item), item, "effectiveHorizontalAlignment").evaluate()[0]
    left = {1: 0.0, 4: (item.width() - wide) / 2, 2: item.width() - wide}
    x = corner.x() + left[int(aligned)]
    middle = corner.y() + item.height() / 2
    return x, middle - tall / 2 + air, x + wide, middle + tall / 2 - air


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 1


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_two_texts_on_the_wall_lie_on_each_other(room: Room, language: str) -> None:
    """Of the other windows see test_lettering.py."""
    room.shell.speak(language)
    clashes: list[tuple[str, str, str]] = []
    for state in WALL:
        take(room, "hall", state)
        room.shell.grab("hall", FULL_HD)
        shown = room.letters("hall")
        letters = [(str(item.property("text")), ink_box(item)) for item in shown]
        clashes += [
            (state, one[0], other[0])
            for at, one in enumerate(letters)
            for other in letters[at + 1 :]
            if overlap(one[1], other[1])
        ]
    assert clashes == []


@pytest.mark.parametrize(
    "state",
    [
        "result_failed",
        "result_passed",
        "ranking",
        "ranking_tied",
        "result_shares",
        "ranking_hybrid",
    ],
)
def test_tallies_are_a_ninth_of_the_height(room: Room, state: str) -> None:
    take(room, "hall", state)
    room.shell.grab("hall", FULL_HD)
    rows = (*room.shell.hall.props.bars, *room.shell.hall.props.shares)
    figures = {row.figure for row in rows}
    shown = [item for item in room.letters("hall") if item.property("text") in figures]
    big = [item for item in shown if scale_of(item) >= SMALLEST_TALLY * FULL_HD.height()]
    assert len(big) == len(rows)


def test_practice_is_seen_on_both_screens(room: Room) -> None:
    room.shell.hall.take(HALL["poll_practice"])
    room.shell.console.take(CONSOLE["practice"])
    for pane in ("hall", "console"):
        room.shell.grab(pane, FULL_HD)
        assert sum("演练" in text for text in room.texts(pane)) >= 3
    amber = room.shell.grab("hall", FULL_HD)
    corners = ((2, 2), (1917, 2), (2, 1077), (1917, 1077), (2, 540), (1917, 540))
    assert {amber.pixelColor(x, y).name() for x, y in corners} == {"#f2b233"}


def test_the_language_turns_live_on_both_screens(room: Room) -> None:
    room.shell.take(Views(HALL["check_in"], CONSOLE["open"]))
    assert "实到" in room.texts("hall")
    assert "议程" in room.texts("console")
    room.shell.turn_language()
    assert "Present" in room.texts("hall")
    assert {"Agenda", "Close the poll", "Remaining"} <= set(room.texts("console"))
    room.shell.turn_language()
    assert "截止表决" in room.texts("console")


def test_the_countdown_goes_on_without_a_new_view(room: Room) -> None:
    room.shell.hall.take(HALL["poll"])
    assert "42" in room.texts("hall")
    room.clock.advance(5 * SECOND_NS)
    room.shell.hall.refresh()
    assert "37" in room.texts("hall")


def test_the_timer_of_the_wall_runs_only_while_something_depends_on_it(room: Room) -> None:
    running = {}
    for state in ("standby", "poll", "paused", "result_failed", "item_pages"):
        room.shell.hall.take(HALL[state])
        running[state] = room.shell.hall._timer.isActive()
    assert running == {
        "standby": False,
        "poll": True,
        "paused": False,
        "result_failed": True,
        "item_pages": True,
    }


@pytest.mark.parametrize("size", [QSize(1024, 768), QSize(1366, 768), QSize(2560, 1080)])
def test_other_shapes_of_screen_are_filled(room: Room, size: QSize) -> None:
    for pane, state in (("hall", "poll"), ("console", "open")):
        take(room, pane, state)
        assert inks(room.shell.grab(pane, size)) > 8


def test_a_new_page_of_a_text_is_counted_from_when_it_was_shown(room: Room) -> None:
    room.clock.mono = NOON_NS + 9 * SECOND_NS
    room.shell.hall.take(HALL["item_pages"])
    assert room.shell.hall.props.page_text == "第 1 页 共 2 页"
    room.clock.advance(14 * SECOND_NS)
    room.shell.hall.refresh()
    assert room.shell.hall.props.page_text == "第 2 页 共 2 页"


def test_qt_is_called_more_often_than_the_stock_of_none_would_last(gui: QGuiApplication) -> None:
    item = QQuickItem()
    for _ in range(60_000):
        item.update()
        item.widthChanged.emit()
    assert not is_text(item)


def test_pages_come_and_go_and_leave_nothing_behind(room: Room) -> None:
    states = cycle(HALL.values())
    turns = count()
    left: list[int] = []
    timer = QTimer(interval=0)

    def turn() -> None:
        room.shell.hall.take(next(states))
        if next(turns) % 100 == 0:
            gc.collect()
            left.append(len(gc.get_objects()))
        if len(left) > 3:
            QGuiApplication.quit()

    timer.timeout.connect(turn)
    timer.start()
    room.shell.run()
    timer.stop()
    assert left[3] - left[1] < 500


def test_no_view_model_has_a_meta_object_of_its_own(room: Room) -> None:
    shell = room.shell
    for screen in (shell.hall, shell.console, shell.observer, shell.observer.look_up):
        assert screen.metaObject().methodCount() == type(screen).staticMetaObject.methodCount()
