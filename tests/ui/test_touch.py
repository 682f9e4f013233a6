"""The keys on the screen: a passphrase without a keyboard, an officer and a reason by finger."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from test_pressing import CONTROL, KEY, SHIFT, open_console, press
from two_windows import Room

from kiosk.clerk.views import Act, ConsoleView
from kiosk.ui.gallery import console_gallery
from kiosk.ui.parts.touch import Touch

PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def asked(room: Room) -> Room:
    """Two officers are asked about a voided poll, the chair is logged in."""
    view: ConsoleView = replace(console_gallery()["officers"], officer="王建国")
    open_console(room, view)
    press(room, KEY.Key_V, CONTROL | SHIFT)
    room.shell.grab("console")
    return room


def down(items: Iterable[QQuickItem]) -> list[QQuickItem]:
    """From the top of the window down."""
    return sorted(items, key=lambda one: one.mapToScene(QPointF(0, 0)).y())


def labelled(room: Room, label: str) -> list[QQuickItem]:
    return down(one for one in room.items("console") if one.property("label") == label)


def lines(room: Room) -> list[QQuickItem]:
    return down(one for one in room.items("console") if one.inherits("QQuickTextField"))


def tap(room: Room, item: QQuickItem) -> None:
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    QTest.mouseClick(room.window("console"), Qt.MouseButton.LeftButton, PLAIN, middle)
    room.settle()
    room.shell.grab("console")


def keys(room: Room) -> Touch:
    found = room.shell.panes["console"].engine.singletonInstance("kiosk.ui.parts", "Touch")
    assert isinstance(found, Touch)
    return found


def test_a_passphrase_is_tapped_into_the_line_that_opened_the_keys(asked: Room) -> None:
    assert labelled(asked, "q") == []
    tap(asked, labelled(asked, "屏幕键盘")[0])
    tap(asked, labelled(asked, "q")[0])
    tap(asked, labelled(asked, "ABC")[0])
    for key in ("Q", "7", "w"):
        tap(asked, labelled(asked, key)[0])
    tap(asked, labelled(asked, "删除")[0])
    tap(asked, labelled(asked, "#+=")[0])
    tap(asked, labelled(asked, "&")[0])
    assert [one.property("text") for one in lines(asked)] == ["qQ7&", "", ""]
    tap(asked, labelled(asked, "收起")[0])
    assert not keys(asked).opened


def test_officers_are_chosen_and_nobody_twice(asked: Room) -> None:
    first, second = asked.shell.console.props.ask_fields[0], asked.shell.console.props.ask_fields[2]
    assert first.value == "王建国"
    assert "王建国" not in second.values
    _, as_second = labelled(asked, "陈玉兰（操作员）")
    tap(asked, as_second)
    assert asked.shell.console.props.ask_fields[2].value == "陈玉兰"


def test_a_reason_is_tapped_or_gone_through_with_the_arrows(asked: Room) -> None:
    ready = asked.shell.console.props.ask_fields[-1].ready
    assert len(ready) == 2
    tap(asked, labelled(asked, ready[1])[-1])
    assert asked.shell.console.props.ask_fields[-1].value == ready[1]
    field = lines(asked)[-1]
    field.forceActiveFocus()
    press(asked, KEY.Key_Up, PLAIN)
    assert asked.shell.console.props.ask_fields[-1].value == ready[0]
    assert field.property("text") == ready[0]


def test_a_question_that_is_over_takes_its_keys_with_it(asked: Room) -> None:
    tap(asked, labelled(asked, "屏幕键盘")[0])
    assert keys(asked).opened
    press(asked, KEY.Key_Escape, PLAIN)
    asked.settle()
    asked.shell.grab("console")
    assert not keys(asked).opened
    assert asked.told == []
    assert Act.VOID_POLL not in asked.acts
