"""Two windows on the software renderer, and who presses what in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QElapsedTimer, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.clerk.orders import Order
from kiosk.clerk.views import Act
from kiosk.clock import ManualClock
from kiosk.ui.shell import Shell

FULL_HD = QSize(1920, 1080)


@dataclass
class Room:
    """The screens of a hall PC and what was ordered there."""

    shell: Shell
    clock: ManualClock
    acts: list[Act]
    told: list[tuple[Act, dict[str, str]]] = field(default_factory=list)
    given: list[tuple[Order, dict[str, str]]] = field(default_factory=list)
    ordered: list[object] = field(default_factory=list)

    def window(self, name: str) -> QQuickWindow:
        return self.shell.panes[name].window

    def items(self, name: str) -> Iterator[QQuickItem]:
        """Every visible item of a window."""
        return seen(self.window(name))

    def texts(self, name: str) -> list[str]:
        """Every text that stands in a window."""
        return [str(item.property("text")) for item in self.letters(name)]

    def letters(self, name: str) -> list[QQuickItem]:
        """Every visible QML Text with something in it."""
        return [item for item in self.items(name) if is_text(item) and item.property("text")]

    def settle(self, rounds: int = 3) -> None:
        for _ in range(rounds):
            QGuiApplication.processEvents()

    def until(self, true: Callable[[], bool], patience_ms: int = 30_000) -> bool:
        """Let the event loop turn until this is so; whether it came to be."""
        since = QElapsedTimer()
        since.start()
        while not true() and since.elapsed() < patience_ms:
            QTest.qWait(10)
        return true()


def is_text(item: QQuickItem) -> bool:
    return item.inherits("QQuickText")


def seen(window: QQuickWindow) -> Iterator[QQuickItem]:
    """Every visible item of a window."""
    waiting = [window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            yield item
            waiting += item.childItems()
