"""Kiosk mode is left by the PIN alone: at the windows, by key, finger and window manager."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from two_windows import Room

from kiosk.clerk.views import Views
from kiosk.clock import ManualClock
from kiosk.meeting.poll import Stage
from kiosk.ui import gallery
from kiosk.ui.at_the_observer import sample_wish
from kiosk.ui.bridge import Bridge
from kiosk.ui.console.leaving import LONGEST_S, RUNNING, Leaving, derive, is_running, pause_s
from kiosk.ui.displays import Standing
from kiosk.ui.parts.keyguard import HOLD_MS
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell
from kiosk.ui.wishes import ScreenWishes
from kiosk.words import words

HALL, CONSOLE = gallery.hall_gallery(), gallery.console_gallery()
IDLE, OPEN = CONSOLE["declared"], CONSOLE["open"]
CONTROL = Qt.KeyboardModifier.ControlModifier
NOTHING = Qt.KeyboardModifier.NoModifier
PIN = "470218"
SECOND = 1_000_000_000


class Locked(Room):
    """A hall in kiosk mode; `left` counts how often it was left."""

    left = 0

    def leave(self) -> None:
        self.left += 1

    @property
    def asks(self):
        return self.shell.leaving.props

    def rest(self) -> None:
        self.clock.advance(200_000_000)
        QTest.qWait(HOLD_MS + 30)
        while self.shell.keys_held:
            QTest.qWait(5)

    def type(self, text: str) -> None:
        for digit in text:
            QTest.keyClick(self.window("console"), digit)
            self.rest()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        QTest.keyClick(self.window("console"), key, modifiers)
        self.rest()

    def click(self, label: str) -> None:
        item = next(one for one in self.letters("console") if one.property("text") == label)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.window("console"), Qt.MouseButton.LeftButton, NOTHING, middle)


def locked(*, closed: bool = True, pin: str | None = PIN) -> Locked:
    clock = ManualClock(NOON, NOON_NS)
    wishes = ScreenWishes(
        observer=sample_wish(),
        standing=Standing(closed=closed),
        opens=None if pin is None else pin.__eq__,
    )
    acts = []
    shell = Shell(clock, Bridge(acts.append), offscreen=True, wishes=wishes)
    room = Locked(shell, clock, acts)
    shell.quit = room.leave
    shell.leaving._leave = room.leave
    for pane in shell.panes.values():
        pane.resize(QSize(1920, 1080))
    shell.show()
    shell.take(Views(HALL["standby"], IDLE))
    QTest.qWaitForWindowActive(room.window("console"), 1000)
    shell.grab("console")
    return room


@pytest.fixture
def room(gui: QGuiApplication) -> Iterator[Locked]:
    one = locked()
    yield one
    one.shell.close()


def test_a_window_that_is_to_be_closed_stays_and_the_pin_is_asked_for(room: Locked) -> None:
    for name in ("observer", "console"):
        assert not room.window(name).close()
        assert room.window(name).isVisible()
        assert room.asks.opened
        room.shell.leaving.cancel()
    assert room.left == 0


def test_the_pin_by_keyboard_leaves_and_a_bare_enter_does_nothing(room: Locked) -> None:
    room.key(Qt.Key.Key_Q)
    assert room.asks.opened
    room.shell.grab("console")
    room.type(PIN)
    room.key(Qt.Key.Key_Return, NOTHING)
    assert room.left == 0
    room.key(Qt.Key.Key_Return)
    assert room.left == 1


def test_the_pin_by_touch_leaves(room: Locked) -> None:
    room.click("退出  Ctrl+Q")
    room.shell.grab("console")
    for digit in "4702188":
        room.click(digit)
    room.click("⌫")
    room.click("退出")
    assert room.left == 1


def test_a_wrong_pin_empties_the_field_is_logged_and_has_to_be_waited_for(
    room: Locked, caplog: pytest.LogCaptureFixture
) -> None:
    room.key(Qt.Key.Key_Q)
    room.shell.grab("console")
    room.type("111112")
    room.key(Qt.Key.Key_Return)
    assert room.left == 0
    assert [one.getMessage() for one in caplog.records] == [
        "a wrong PIN at the console, 1 in a row"
    ]
    assert "111112" not in caplog.text
    assert "密码错误，2 秒后可重新输入。" in room.texts("console")
    room.type(PIN)
    room.shell.leaving.confirm()
    assert room.left == 0, "the wait is not over"
    room.clock.advance(2 * SECOND)
    room.key(Qt.Key.Key_Return)
    assert room.left == 1


def test_while_a_poll_runs_nobody_leaves_and_one_line_says_why(room: Locked) -> None:
    room.key(Qt.Key.Key_Q)
    room.shell.grab("console")
    room.type(PIN)
    room.shell.take(Views(HALL["poll"], OPEN))
    assert "正在表决，表决结束后方可退出。" in room.texts("console")
    room.key(Qt.Key.Key_Return)
    room.shell.leaving.confirm()
    assert (room.left, room.acts) == (0, [])
    room.shell.take(Views(HALL["standby"], IDLE))
    room.key(Qt.Key.Key_Return)
    assert room.left == 1


def test_what_lies_under_the_question_cannot_be_reached(room: Locked) -> None:
    room.shell.take(Views(HALL["poll"], OPEN))
    room.key(Qt.Key.Key_Q)
    room.key(Qt.Key.Key_L)
    room.key(Qt.Key.Key_F12, NOTHING)
    assert room.acts == []
    assert room.shell.leaving.props.wrong.startswith("正在表决")
    room.key(Qt.Key.Key_Escape, NOTHING)
    assert not room.asks.opened


def test_the_chord_reaches_the_question_from_the_observers_window_too(room: Locked) -> None:
    QTest.keyClick(room.window("observer"), Qt.Key.Key_Q, CONTROL)
    assert room.asks.opened


def test_without_a_pin_kiosk_mode_says_so_and_windows_close_as_ever(gui: QGuiApplication) -> None:
    room = locked(pin=None)
    room.key(Qt.Key.Key_Q)
    assert "未设置退出密码，任何人都可以在此关闭各窗口。" in room.texts("console")
    room.key(Qt.Key.Key_Return)
    assert room.left == 1
    assert room.window("observer").close()
    room.shell.close()


def test_outside_kiosk_mode_nothing_asks_and_no_button_stands_there(gui: QGuiApplication) -> None:
    room = locked(closed=False)
    room.key(Qt.Key.Key_Q)
    assert not room.asks.opened
    assert "退出  Ctrl+Q" not in room.texts("console")
    assert room.window("observer").close()
    room.shell.close()


def test_windows_of_kiosk_mode_have_no_frame_and_fill_the_display(room: Locked) -> None:
    for name in ("console", "observer"):
        window = room.window(name)
        assert window.flags() & Qt.WindowType.FramelessWindowHint, name
        assert window.windowState() is Qt.WindowState.WindowFullScreen, name
    assert not room.window("hall").isVisible(), "it has no display, and the console's is not for it"


def test_ctrl_tab_brings_the_next_of_the_windows_that_share_a_display(room: Locked) -> None:
    room.key(Qt.Key.Key_Tab)
    QTest.qWaitForWindowActive(room.window("observer"), 1000)
    assert QGuiApplication.focusWindow() is room.window("observer")
    QTest.keyClick(room.window("observer"), Qt.Key.Key_Tab, CONTROL)
    QTest.qWaitForWindowActive(room.window("console"), 1000)
    assert QGuiApplication.focusWindow() is room.window("console")


def test_the_pin_ends_the_program_though_every_window_refuses_to_close(
    gui: QGuiApplication,
) -> None:
    clock = ManualClock(NOON, NOON_NS)
    wishes = ScreenWishes(standing=Standing(closed=True), opens=PIN.__eq__)
    shell = Shell(clock, Bridge(lambda act: None), offscreen=True, wishes=wishes)
    shell.show()

    def leave() -> None:
        shell.panes["console"].window.close()
        shell.leaving.write(PIN)
        shell.leaving.confirm()

    QTimer.singleShot(0, leave)
    given_up = QTimer(singleShot=True, interval=20_000)
    given_up.timeout.connect(lambda: gui.exit(9))
    given_up.start()
    assert shell.run() == 0
    given_up.stop()
    shell.close()


# ---- without windows -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "pause"), [(0, 0), (1, 2), (3, 8), (8, 256), (9, 300), (99, 300)]
)
def test_every_wrong_pin_doubles_the_wait_up_to_five_minutes(wrong: int, pause: int) -> None:
    assert pause_s(wrong) == pause <= LONGEST_S


@pytest.mark.parametrize("stage", [None, *Stage])
def test_a_poll_that_is_opened_paused_or_drained_holds_the_door(stage: Stage | None) -> None:
    assert is_running(replace(IDLE, stage=stage)) == (stage in RUNNING)
    assert not is_running(None)


@pytest.mark.parametrize(
    ("typed", "running", "left_ns", "ready"),
    [
        (True, False, 0, True),
        (True, False, -SECOND, True),
        (True, False, 1, False),
        (True, True, 0, False),
        (False, False, 0, False),
    ],
)
def test_when_the_door_may_be_tried(typed: bool, running: bool, left_ns: int, ready: bool) -> None:
    leaving = Leaving(True, typed, 1, 10 * SECOND + left_ns)
    said = words("en")
    props = derive(leaving, said, closed=True, asks_pin=True, running=running, now_ns=10 * SECOND)
    assert props.ready is ready
    assert bool(props.wrong)
