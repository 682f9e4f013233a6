"""Every control has a name and a role; the wall takes no focus."""

from collections.abc import Iterator

import pytest
from all_windows import DESKS, FORMS, states, window_of
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow
from two_windows import FULL_HD, Room, seen

from kiosk.ui import gallery
from kiosk.ui.at_the_observer import observer_gallery
from kiosk.ui.studio import Studio

ROLES = {"button": 43, "radio": 45, "text": 42, "list": 33, "combo": 46, "pane": 16, "group": 20}
"""The numbers of QAccessible::Role that our controls have."""
PICTURE = 40


def told(item: QQuickItem, what: str) -> object:
    context = qmlContext(item)
    return QQmlExpression(context, item, f"Accessible.{what}").evaluate()[0] if context else None


def controls(room: Room, pane: str) -> list[QQuickItem]:
    return [one for one in room.items(pane) if one.activeFocusOnTab() and one.isEnabled()]


@pytest.fixture
def observer(room: Room) -> Room:
    room.shell.observer.take(observer_gallery()["declared"])
    room.shell.observer.look_up.look("")
    room.settle()
    room.shell.grab("observer", FULL_HD)
    return room


def tapped(item: QQuickItem) -> bool:
    """Whether a finger or a mouse does something here."""
    return any(
        one.inherits("QQuickTapHandler") and one.property("enabled") for one in item.children()
    )


def named(item: QQuickItem) -> bool:
    return bool(told(item, "name")) and bool(told(item, "role"))


def nameless(window: QQuickWindow) -> Iterator[str]:
    """What can be focused or tapped and does not say what it is."""
    for item in seen(window):
        if not item.isEnabled():
            continue
        if item.activeFocusOnTab() and not (named(item) and told(item, "role") in ROLES.values()):
            yield f"{item.metaObject().className()}: {told(item, 'name')}, {told(item, 'role')}"
        above = item.parentItem()
        if tapped(item) and not named(item) and not (above is not None and named(above)):
            yield f"tapped: {item.metaObject().className()}"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("pane", [*DESKS, FORMS])
def test_every_control_of_every_window_says_what_it_is(
    studio: Studio, pane: str, language: str
) -> None:
    studio.speak(language)
    window = studio.panes[window_of(pane)].window
    found: dict[str, list[str]] = {}
    for state in states(studio, pane):
        QGuiApplication.processEvents()
        if said := [*nameless(window)]:
            found[state] = said
    assert found == {}


def test_what_is_chosen_is_said_to_be_and_nothing_else(observer: Room) -> None:
    chosen = [
        str(told(one, "name"))
        for one in controls(observer, "observer")
        if told(one, "role") == ROLES["radio"] and told(one, "checked")
    ]
    assert sorted(chosen) == sorted(["按键", "第 4 次表决", "按时间 ▲", "全部"])


@pytest.mark.parametrize("state", ["result_shares", "result_seats", "result_seats_large"])
def test_a_picture_on_the_wall_says_what_it_shows(room: Room, state: str) -> None:
    first, turned = gallery.PAGES[state]
    room.shell.hall.take(gallery.hall_gallery()[first], turned=turned)
    room.shell.grab("hall", FULL_HD)
    pictures = [
        one
        for one in room.items("hall")
        if one.inherits("QQuickImage")
        and str(one.property("source").toString()).startswith("image://charts")
    ]
    assert [told(one, "role") for one in pictures] == [PICTURE]
    assert all(told(one, "name") for one in pictures)


def test_nothing_on_the_wall_takes_the_focus(room: Room) -> None:
    for name, view in gallery.hall_gallery().items():
        room.shell.hall.take(view)
        room.settle()
        assert controls(room, "hall") == [], name
