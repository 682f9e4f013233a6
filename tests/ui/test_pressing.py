"""Fingers and keys at the console, and what reaches the clerk."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from two_windows import Room

from kiosk.clerk.views import Act, ConsoleView, Views
from kiosk.ui import gallery
from kiosk.ui.console.steady import STEADY_NS
from kiosk.ui.parts.keyguard import HOLD_MS

HALL, CONSOLE = gallery.hall_gallery(), gallery.console_gallery()
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NOTHING = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key


def open_console(room: Room, view: ConsoleView = CONSOLE["open"]) -> None:
    room.shell.take(Views(HALL["poll"], view))
    QTest.qWaitForWindowActive(room.window("console"), 1000)
    room.shell.grab("console")


def click(room: Room, label: str) -> None:
    item = next(one for one in room.letters("console") if one.property("text") == label)
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    QTest.mouseClick(
        room.window("console"), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
    )


def press(room: Room, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(room.window("console"), key, modifiers)
    rest(room)


def send(room: Room, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    """A key by the clock of the room, however slow this machine is."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(room.window("console"), QKeyEvent(kind, key, modifiers, text))


def rest(room: Room) -> None:
    room.clock.advance(200_000_000)
    QTest.qWait(HOLD_MS + 30)
    while room.shell.keys_held:
        QTest.qWait(5)


def second(room: Room) -> None:
    """A second passes: what changed on the large button has stood long enough."""
    room.clock.advance(STEADY_NS)
    room.shell.console.refresh()
    room.shell.grab("console")


def fields(room: Room) -> list[QQuickItem]:
    return [one for one in room.items("console") if one.inherits("QQuickTextField")]


def fill(room: Room, first: str, second: str, reason: str) -> None:
    for field, text in zip(("first", "second", "reason"), (first, second, reason), strict=True):
        room.shell.console.write(field, text)


def test_a_click_on_the_large_button_is_the_next_action(room: Room) -> None:
    open_console(room)
    click(room, "截止表决")
    assert room.acts == [Act.CLOSE_POLL]


def test_ctrl_enter_is_the_next_action_on_either_enter_key(room: Room) -> None:
    open_console(room)
    press(room, KEY.Key_Return)
    room.shell.take(Views(HALL["poll"], replace(CONSOLE["open"], answered=1)))
    second(room)
    press(room, KEY.Key_Enter, CONTROL | Qt.KeyboardModifier.KeypadModifier)
    assert room.acts == [Act.CLOSE_POLL, Act.CLOSE_POLL]


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return, KEY.Key_Enter, KEY.Key_A])
def test_a_bare_key_does_nothing_even_on_a_focused_button(room: Room, key: Qt.Key) -> None:
    open_console(room)
    for _ in range(12):
        QTest.keyClick(room.window("console"), KEY.Key_Tab)
        rest(room)
        assert room.window("console").activeFocusItem() is not None
        press(room, key, Qt.KeyboardModifier.NoModifier)
    assert room.acts == []


def test_tab_goes_through_the_buttons(room: Room) -> None:
    open_console(room)
    seen = set()
    for _ in range(9):
        QTest.keyClick(room.window("console"), KEY.Key_Tab)
        rest(room)
        seen.add(str(room.window("console").activeFocusItem().property("label")))
    assert {"截止表决", "延长 30 秒", "暂停"} <= seen


def test_a_chord_orders_its_act_only_while_it_is_offered_and_lawful(room: Room) -> None:
    open_console(room)
    press(room, KEY.Key_E)
    press(room, KEY.Key_F9, Qt.KeyboardModifier.NoModifier)
    press(room, KEY.Key_F10, Qt.KeyboardModifier.NoModifier)
    assert room.acts == [Act.EXTEND_POLL]


def test_a_refused_action_cannot_be_pressed(room: Room) -> None:
    open_console(room, CONSOLE["differences"])
    click(room, "宣布结果")
    press(room, KEY.Key_Return)
    assert room.acts == []


@pytest.mark.parametrize("gap_ms", [0, 4, 8])
def test_a_scanner_that_types_a_pass_is_swallowed_whole(room: Room, gap_ms: int) -> None:
    open_console(room)
    for letter in "K7F3A91C204":
        room.clock.advance(gap_ms * 1_000_000)
        send(room, KEY(ord(letter)), letter)
    send(room, KEY.Key_F8)
    send(room, KEY.Key_Return, modifiers=CONTROL)
    rest(room)
    assert room.acts == []
    send(room, KEY.Key_Return, modifiers=CONTROL)
    rest(room)
    assert room.acts == [Act.CLOSE_POLL]


def test_what_was_typed_stands_where_the_focus_was_when_a_finger_comes(room: Room) -> None:
    open_console(room)
    click(room, "作废（需两人）")
    room.shell.grab("console")
    room.window("console").requestActivate()
    first, second_field, _ = fields(room)
    first.forceActiveFocus()
    room.clock.advance(200_000_000)
    send(room, KEY.Key_W, "w")
    middle = second_field.mapToScene(QPointF(9, 9)).toPoint()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(room.window("console"), Qt.MouseButton.LeftButton, none, middle)
    assert [field.property("text") for field in fields(room)] == ["w", "", ""]


def test_a_scanner_types_nothing_into_a_field(room: Room) -> None:
    open_console(room)
    click(room, "作废（需两人）")
    room.shell.grab("console")
    room.window("console").requestActivate()
    for letter in "K7F3A91C204":
        QTest.keyClick(room.window("console"), letter)
    rest(room)
    assert [field.property("text") for field in fields(room)] == ["", "", ""]
    for letter in "WANG":
        QTest.keyClick(room.window("console"), letter)
        rest(room)
    assert fields(room)
    assert "wang" in {str(field.property("text")).lower() for field in fields(room)}


def test_voiding_asks_for_two_officers_and_a_reason(room: Room) -> None:
    open_console(room)
    click(room, "作废（需两人）")
    room.shell.grab("console")
    assert room.shell.console.props.asking
    assert "第一名工作人员" in room.texts("console")
    press(room, KEY.Key_Return)
    assert (room.acts, room.told) == ([], [])
    fill(room, "王建国", "李梅", "基站 A 断线")
    second(room)
    press(room, KEY.Key_Return)
    details = {"first": "王建国", "second": "李梅", "reason": "基站 A 断线"}
    assert room.told == [(Act.VOID_POLL, details)]
    assert (room.acts, room.shell.console.props.asking) == ([], False)


def test_escape_leaves_the_question_and_no_chord_goes_past_it(room: Room) -> None:
    open_console(room)
    press(room, KEY.Key_V, CONTROL | SHIFT)
    assert room.shell.console.props.asking
    press(room, KEY.Key_E)
    press(room, KEY.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not room.shell.console.props.asking
    assert (room.acts, room.told) == ([], [])


def test_the_buttons_of_the_question_work_by_finger(room: Room) -> None:
    open_console(room)
    click(room, "作废（需两人）")
    room.shell.grab("console")
    fill(room, "王建国", "李梅", "断线")
    second(room)
    click(room, "确认")
    assert [act for act, _ in room.told] == [Act.VOID_POLL]


def test_what_lies_under_the_question_cannot_be_clicked(room: Room) -> None:
    open_console(room)
    click(room, "作废（需两人）")
    room.shell.grab("console")
    QTest.mouseClick(
        room.window("console"),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(1150, 960),
    )
    click(room, "延长 30 秒")
    assert room.acts == []


def test_the_question_goes_away_when_the_act_is_no_longer_offered(room: Room) -> None:
    open_console(room)
    click(room, "作废（需两人）")
    room.shell.console.take(CONSOLE["check_in"])
    assert not room.shell.console.props.asking


def test_closing_the_meeting_is_asked_twice_without_officers(room: Room) -> None:
    view = CONSOLE["check_in"]
    closing = type(view.next)(Act.CLOSE_MEETING)
    open_console(room, type(view)(**{**_fields(view), "next": closing}))
    press(room, KEY.Key_Return)
    press(room, KEY.Key_Return)
    assert room.acts == [], "what opened the question does not answer it"
    second(room)
    press(room, KEY.Key_Return)
    assert room.acts == [Act.CLOSE_MEETING]


def _fields(view: ConsoleView) -> dict[str, object]:
    return {name: getattr(view, name) for name in view.__dataclass_fields__}


def test_f12_turns_the_language(room: Room) -> None:
    open_console(room)
    press(room, KEY.Key_F12, Qt.KeyboardModifier.NoModifier)
    assert "Close the poll" in room.texts("console")


def test_every_button_tells_its_name_and_role(room: Room) -> None:
    open_console(room)
    names = {
        str(one.property("label"))
        for one in room.items("console")
        if one.property("ready") is not None
    }
    assert {"截止表决", "延长 30 秒", "暂停", "点名检测", "作废（需两人）"} <= names
