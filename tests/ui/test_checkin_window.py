"""The window of a desk: keys of a scanner in, however the desktop meddles."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtTest import QTest
from two_windows import FULL_HD, Room
from xserver import x_server

from kiosk.clerk.orders import AmendRoll, CheckInByHand, CloseCheckIn, DeskMode, SetDesk
from kiosk.clerk.views import DeskView, OfficerLine, Views
from kiosk.clock import ManualClock
from kiosk.ui import gallery
from kiosk.ui.at_the_door import DESK, checkin_gallery
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import DeskStill, DeskWish
from kiosk.ui.checkin.props import SHOWN_NS
from kiosk.ui.checkin.screen import Told
from kiosk.ui.checkin.working import Work
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell

PASS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 3
STATES = checkin_gallery()
ENABLED = Qt.InputMethodQuery.ImEnabled


@pytest.fixture
def read() -> list[str]:
    return []


@pytest.fixture
def door(gui: object, read: list[str]) -> Iterator[Room]:
    clock = ManualClock(NOON, NOON_NS)
    ordered: list[object] = []

    def order(one: object, secrets: tuple[str, str], told: Told) -> None:
        ordered.append(one)
        told(None)

    wish = DeskWish(DESK, read=read.append, failed=lambda fault: None, order=order)
    shell = Shell(clock, Bridge(lambda act: None), offscreen=True, desk=wish)
    shell.panes["checkin"].resize(FULL_HD)
    shell.show()
    yield Room(shell, clock, [], ordered=ordered)
    shell.close()


def type_into(door: Room, text: str, *, window: str = "checkin", gap_ms: int = 3) -> None:
    """Each key as a keyboard sends it, `gap_ms` apart."""
    for key in text:
        door.clock.advance(gap_ms * 1_000_000)
        named = Qt.Key.Key_Return if key == "\r" else Qt.Key(ord(key.upper()[0]) & 0xFFFF)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, named, Qt.KeyboardModifier.NoModifier, key)
            QCoreApplication.sendEvent(door.window(window), event)


def test_a_scanner_types_a_pass_into_the_window(door: Room, read: list[str]) -> None:
    type_into(door, PASS + "\r")
    assert read == [PASS]
    type_into(door, PASS)
    assert door.until(lambda: read == [PASS, PASS])


def test_nothing_in_the_window_takes_texts_of_an_input_method(door: Room) -> None:
    window = door.window("checkin")
    for item in door.items("checkin"):
        assert not item.flags() & item.Flag.ItemAcceptsInputMethod
        query = QInputMethodQueryEvent(ENABLED)
        QCoreApplication.sendEvent(item, query)
        assert not query.value(ENABLED)
    query = QInputMethodQueryEvent(ENABLED)
    QCoreApplication.sendEvent(window, query)
    assert not query.value(ENABLED)
    door.shell.desk.show(STATES["find"])
    door.settle()
    assert any(one.flags() & one.Flag.ItemAcceptsInputMethod for one in door.items("checkin"))


def test_a_person_writes_in_a_field_and_a_scan_through_it_is_still_a_scan(
    door: Room, read: list[str]
) -> None:
    screen, desk = door.shell.desk.screen, STATES["find"]
    door.shell.desk.show(DeskStill(desk.views, Work()))
    screen.press("find")
    door.window("checkin").requestActivate()
    door.settle()
    field = next(one for one in door.items("checkin") if one.property("cursorVisible") is not None)
    field.forceActiveFocus()
    type_into(door, "wf", gap_ms=120)
    assert door.until(lambda: field.property("text") == "wf")
    assert screen.props.rows[0].name == "王芳"
    door.clock.advance(400_000_000)
    type_into(door, PASS + "\r")
    assert read == [PASS]
    assert field.property("text") == "wf"
    screen.write("query", "".join(chr(ord(key) + 0xFEE0) for key in PASS + "AAAA2222"))
    assert read[-1] == PASS + "AAAA2222"
    door.settle()
    assert field.property("text") == ""


def test_what_a_person_wrote_stands_in_the_field_when_a_finger_comes(door: Room) -> None:
    door.shell.desk.show(DeskStill(STATES["find"].views, Work()))
    door.shell.desk.screen.press("find")
    door.window("checkin").requestActivate()
    door.settle()
    field = next(one for one in door.items("checkin") if one.property("cursorVisible") is not None)
    field.forceActiveFocus()
    type_into(door, "wf", gap_ms=120)
    assert field.property("text") == ""
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(door.window("checkin"), Qt.MouseButton.LeftButton, none, QPoint(2, 2))
    assert field.property("text") == "wf"


def test_a_forgotten_pass_is_entered_by_keys_alone(door: Room) -> None:
    screen = door.shell.desk.screen
    door.shell.desk.show(DeskStill(STATES["find"].views, Work()))
    screen.press("find")
    screen.write("query", "wm")
    for keys in (Qt.Key.Key_Return,):
        QTest.keyClick(door.window("checkin"), keys, Qt.KeyboardModifier.ControlModifier)
    assert screen.props.title == "王敏"
    screen.press("admit")
    screen.chooseReason("忘带代表证，已核对身份")
    QTest.keyClick(door.window("checkin"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert door.ordered == [CheckInByHand("4", DESK, "忘带代表证，已核对身份")]
    assert screen.props.page == "door"
    QTest.keyClick(door.window("checkin"), Qt.Key.Key_F3)
    assert screen.props.page == "keypads"
    QTest.keyClick(door.window("checkin"), Qt.Key.Key_PageDown)
    assert screen.props.leaf.startswith("第 2 页")
    QTest.keyClick(door.window("checkin"), Qt.Key.Key_Escape)
    assert screen.props.page == "door"
    QTest.keyClick(door.window("checkin"), Qt.Key.Key_F5)
    QTest.keyClick(door.window("checkin"), Qt.Key.Key_F4)
    assert door.ordered[1:] == [CloseCheckIn(), SetDesk(DESK, DeskMode.EXIT)]


def test_a_scan_closes_whatever_lies_open(door: Room) -> None:
    screen = door.shell.desk.screen
    door.shell.desk.show(STATES["keypads"])
    assert screen.props.page == "keypads"
    views = STATES["keypads"].views
    door.shell.take(replace(views, desks=(STATES["welcome"],)))
    assert screen.props.page == "door"
    assert STATES["welcome"].name in door.texts("checkin")


def test_an_addition_goes_to_the_roll_by_two(door: Room) -> None:
    screen = door.shell.desk.screen
    door.shell.desk.show(STATES["add"])
    for name, text in {"first": "王建国", "second": "李敏", "reason": "名册遗漏"}.items():
        screen.write(name, text)
    screen.write("number", "x")
    screen.confirm()
    assert "编号" not in screen.props.told
    assert "x" in screen.props.told
    screen.write("number", "121")
    screen.confirm()
    (order,) = door.ordered
    assert isinstance(order, AmendRoll)
    assert (order.delegates[0].number, order.officers) == (121, ("王建国", "李敏"))


def test_an_addition_is_written_by_touch_but_for_the_name(door: Room) -> None:
    """The keys on the screen have no Chinese: officers and class go by their pinyin initials."""
    screen = door.shell.desk.screen
    officers = (OfficerLine("王建国", "chair", True), OfficerLine("李敏", "operator", False))
    add = STATES["add"]
    assert isinstance(add, DeskStill)
    console = replace(add.views.console, officers=officers)
    door.shell.desk.show(replace(add, views=replace(add.views, console=console)))
    said = {"number": "121", "seat": "A-9", "name": "Wang Fang", "class": "lx", "votes": "n"}
    for name, text in (said | {"first": "wjg", "second": "limin", "reason": "added"}).items():
        screen.write(name, text)
    screen.confirm()
    (order,) = door.ordered
    assert isinstance(order, AmendRoll)
    assert order.officers == ("王建国", "李敏")
    assert (order.delegates[0].delegate_class, order.delegates[0].votes) == ("attendee", False)


def test_a_photo_of_the_delegate_is_shown_and_nobody_else_s(gui: object, tmp_path: Path) -> None:
    picture = QImage(200, 270, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    picture.save(str(tmp_path / "2.png"))
    wish = DeskWish(DESK, read=print, failed=print, photos=tmp_path)
    clock = ManualClock(NOON, NOON_NS)
    shell = Shell(clock, Bridge(lambda act: None), offscreen=True, desk=wish)
    shell.panes["checkin"].resize(FULL_HD)
    shell.show()
    shell.desk.show(replace(STATES["welcome"], number=2))
    for _ in range(500):
        QTest.qWait(10)
        image = shell.grab("checkin", FULL_HD)
        if image.pixelColor(1700, 300).name() == "#336699":
            break
    assert image.pixelColor(1700, 300).name() == "#336699"
    shell.desk.show(replace(STATES["welcome"], number=3, entry=99))
    assert shell.desk.screen.photo.isEmpty()
    shell.close()


def test_what_an_input_method_commits_all_the_same_is_turned_back_or_told(
    door: Room, read: list[str]
) -> None:
    for said in ("".join(chr(ord(key) + 0xFEE0) for key in PASS), PASS[:9] + chr(0x4E2D)):
        event = QInputMethodEvent("", [])
        event.setCommitString(said)
        QCoreApplication.sendEvent(door.window("checkin"), event)
        type_into(door, "\r")
    assert read == [PASS]
    assert "编码被改写" in door.texts("checkin")


def test_a_person_s_keys_and_chords_are_no_scan(door: Room, read: list[str]) -> None:
    type_into(door, PASS + "\r", gap_ms=90)
    chord = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, "\x01"
    )
    QCoreApplication.sendEvent(door.window("checkin"), chord)
    assert read == []
    assert "请扫码" in door.texts("checkin")


def test_a_key_held_down_is_no_scan(door: Room, read: list[str]) -> None:
    for _ in range(60):
        door.clock.advance(30_000_000)
        kind, plain = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
        held = QKeyEvent(kind, Qt.Key.Key_A, plain, "A", True)
        QCoreApplication.sendEvent(door.window("checkin"), held)
    type_into(door, "\r")
    assert read == []


def test_its_view_model_has_no_meta_object_of_its_own(door: Room) -> None:
    screen = door.shell.desk.screen
    assert screen.metaObject().methodCount() == type(screen).staticMetaObject.methodCount()


def test_a_scan_into_the_chair_s_window_is_taken_to_the_desk(door: Room, read: list[str]) -> None:
    type_into(door, PASS + "\r", window="console", gap_ms=0)
    assert door.until(lambda: read == [PASS])


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_state_is_shown_whole(door: Room, language: str) -> None:
    door.shell.speak(language)
    for name, state in STATES.items():
        door.shell.desk.show(state)
        door.settle()
        image = door.shell.grab("checkin", FULL_HD)
        assert image.size() == FULL_HD
        for item in door.letters("checkin"):
            assert not item.property("truncated"), name
            assert item.property("contentWidth") <= item.width() + 1, name
        door.clock.advance(SHOWN_NS)


def test_a_desk_shows_its_own_scans_and_is_ready_again(door: Room) -> None:
    hall, console = gallery.hall_gallery()["check_in"], gallery.console_gallery()["open"]
    other = DeskView("9", name="nobody", entry=9)
    door.shell.take(Views(hall, console, (other, STATES["welcome"])))
    assert STATES["welcome"].name in door.texts("checkin")
    assert "nobody" not in door.texts("checkin")
    door.clock.advance(SHOWN_NS)
    door.shell.desk.screen.refresh()
    assert "请扫码" in door.texts("checkin")
    assert not door.shell.desk.screen._timer.isActive()


@pytest.mark.qt_log_ignore("Couldn't (load|resolve) ", extend=True)
def test_a_camera_that_is_not_there_is_one_line(gui: object) -> None:
    told: list[str] = []
    wish = DeskWish(
        DESK, read=lambda text: None, failed=lambda fault: told.append(str(fault)), camera="Nikon"
    )
    clock = ManualClock(NOON, NOON_NS)
    shell = Shell(clock, Bridge(lambda act: None), offscreen=True, desk=wish)
    shell.panes["checkin"].resize(FULL_HD)
    shell.show()
    texts = Room(shell, clock, []).texts("checkin")
    shell.close()
    assert len(told) == 1
    assert "There is no camera" in told[0]
    assert any("摄像头" in text for text in texts)


DRIVEN = """
import sys
from PySide6.QtTest import QTest
from kiosk.clock import SystemClock
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import DeskWish
from kiosk.ui.shell import Shell
read = []
shell = Shell(SystemClock(), Bridge(lambda act: None), desk=DeskWish("1", read.append, print))
shell.show()
window = shell.panes["checkin"].window
QTest.qWaitForWindowExposed(window, 5000)
window.requestActivate()
QTest.qWait(200)
print("ready", flush=True)
for _ in range(1200):
    QTest.qWait(50)
    if read:
        break
shell.close()
print(*read)
"""


@pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)
def test_a_keyboard_of_a_real_x_server_types_a_pass() -> None:
    with x_server() as environment:
        driven = subprocess.Popen(
            [sys.executable, "-c", DRIVEN], env=environment, stdout=subprocess.PIPE, text=True
        )
        assert driven.stdout.readline() == "ready\n"
        typing = ["xdotool", "type", "--delay", "2", PASS + "\n"]
        while driven.poll() is None:  # X lets a scanner stutter: once more
            subprocess.run(typing, env=environment, check=True, timeout=300)
            with contextlib.suppress(subprocess.TimeoutExpired):
                driven.wait(timeout=5)
        out, _ = driven.communicate()
    assert set(out.split()) == {PASS}
