"""What the chair is about to declare is read above the large button, not below the fold."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem
from test_pressing import CONSOLE, open_console
from two_windows import Room

from kiosk.ui.parts.letters import Letters
from kiosk.ui.parts.tokens import DESK_PALETTES, Colours


def below(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(0, item.height())).y()


def button(room: Room, label: str) -> QQuickItem:
    return next(one for one in room.items("console") if one.property("label") == label)


@pytest.mark.parametrize("letters", Letters)
def test_the_verdict_stands_above_the_button_that_declares_it(room: Room, letters: Letters) -> None:
    room.shell.panes["console"].theme.wear(DESK_PALETTES[Colours.LIGHT], letters)
    open_console(room, CONSOLE["counted_choice"])
    top = button(room, "宣布结果").mapToScene(QPointF(0, 0)).y()
    verdict = next(one for one in room.letters("console") if one.property("text") == "通过")
    assert below(verdict) < top


def test_every_option_that_is_taken_stands_above_the_button(room: Room) -> None:
    open_console(room, CONSOLE["counted_choice"])
    top = button(room, "宣布结果").mapToScene(QPointF(0, 0)).y()
    rows = room.shell.console.props.options
    taken = {one.label for one in rows[:3]}
    assert len(taken) == 3
    shown = [one for one in room.letters("console") if one.property("text") in taken]
    assert len(shown) == 3
    assert all(below(one) < top for one in shown)
