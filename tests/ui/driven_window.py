"""Run by test_shell on an X server: the console pressed by mouse and keys, as a chair would."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.clerk.views import Views
from kiosk.clock import SystemClock
from kiosk.ui import gallery
from kiosk.ui.bridge import Bridge
from kiosk.ui.shell import Shell


def until(true: Callable[[], object]) -> None:
    """Serve the screens until this is so."""
    for _ in range(3000):
        if true():
            return
        QTest.qWait(10)
    sys.exit("it never was")


acts: list[str] = []
shell = Shell(SystemClock(), Bridge(acts.append))
shell.show()
window = shell.panes["console"].window
assert QTest.qWaitForWindowExposed(window, 20_000)
now = SystemClock().mono_ns()
hall, console = gallery.hall_gallery(now)["poll"], gallery.console_gallery(now)["open"]
shell.bridge.offer(Views(hall, console))
until(lambda: shell.console.props is not None and shell.console.props.next_ready)
QTest.qWait(200)
window.requestActivate()
until(window.isActive)

waiting, target = [window.contentItem()], None
while waiting:
    item = waiting.pop()
    waiting += item.childItems()
    if item.property("label") == "截止表决":
        target = item
middle = target.mapToScene(QPointF(target.width() / 2, target.height() / 2)).toPoint()
QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
until(lambda: acts)
QTest.qWait(1200)
shell.bridge.offer(Views(hall, replace(console, answered=1)))
until(lambda: shell.bridge.idle and shell.console.props.next_ready)
QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
until(lambda: acts[1:])
QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
until(lambda: acts[2:])
for letter in "8F31K204":
    QTest.keyClick(window, letter)
QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
QTest.qWait(150)
shell.grab("console").save(str(Path(os.environ["OUT"]) / "console.png"))
ended = shell.close()
sys.stdout.write(" ".join([QGuiApplication.platformName(), *map(str, acts), str(ended)]))
