"""Somebody at a window: looks for what is written there, touches it, types, presses chords.

Everything goes through the window system's events, at a pace that the guard against scanners takes
for a person's. What an input method gives comes as it gives it, committed as a whole. Each touch,
each key and each committed letter is counted, so that a manual can say how many there are.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

PACE_MS = 14
GUARD_MS = 75
PATIENCE_MS = 180_000


class Hand:
    """One person at one window."""

    def __init__(self, window: QQuickWindow) -> None:
        self.window = window
        self.touches = self.keys = self.letters = 0

    def items(self) -> Iterator[QQuickItem]:
        """Every item that can be seen."""
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                yield item
                waiting += item.childItems()

    def said(self) -> list[str]:
        """Every text in the window."""
        return [str(one.property("text")) for one in self.items() if one.inherits("QQuickText")]

    def called(self, label: str) -> list[QQuickItem]:
        """Everything of this name that stands still: buttons and fields, then texts."""
        found = [one for one in self.items() if one.property("label") == label]
        found += [
            one
            for one in self.items()
            if one.inherits("QQuickText") and one.property("text") == label
        ]
        return [one for one in found if one.width() > 0 and one.height() > 0]

    def find(self, label: str) -> QQuickItem:
        """What is called so and stands still: a button, a field, else the text itself."""
        places: list[QPointF] = []

        def still() -> bool:
            found = self.called(label)
            places.append(found[0].mapToScene(QPointF(0, 0)) if found else QPointF(-1, -1))
            return bool(found) and places[-1:] == places[-2:-1]

        self.until(still, f"{label} is looked for")
        found = self.called(label)
        return next((one for one in found if one.activeFocusOnTab()), found[-1])

    def touch(self, label: str) -> QQuickItem:
        """Touch what is called so, in its middle."""
        item = self.find(label)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, none, middle)
        self.touches += 1
        QTest.qWait(20)
        return item

    def press(self, *chords: str) -> None:
        """Keys as they are written on buttons: `Ctrl+Enter`, `F8`, `Tab`."""
        for chord in chords:
            keys = QKeySequence(chord.replace("Enter", "Return"))[0]
            QTest.keyClick(self.window, keys.key(), keys.keyboardModifiers())
            self.keys += 1
            self._rest()

    def write(self, text: str) -> None:
        """Write where the focus is: Latin by keys, anything else by the input method."""
        if text.isascii():
            for letter in text:
                QTest.keyClick(self.window, letter)
                QTest.qWait(PACE_MS)
            self.keys += len(text)
        else:
            given = QInputMethodEvent()
            given.setCommitString(text)
            QCoreApplication.sendEvent(self.window.focusObject(), given)
            self.letters += len(text)
        self._rest()

    def fill(self, label: str, text: str) -> None:
        """Touch a field and write in it."""
        field = self.touch(label)
        self.until(field.hasActiveFocus, f"{label} takes the keys")
        self.write(text)

    def _rest(self) -> None:
        """Until the guard has let the keys go; twice, since a busy loop is late with its timers."""
        QTest.qWait(GUARD_MS)
        QTest.qWait(2)

    def until(self, condition: Callable[[], bool], told: str) -> None:
        """Wait as a person would, for as long as a slow machine takes."""
        since = QElapsedTimer()
        since.start()
        while not condition():
            assert since.elapsed() < PATIENCE_MS, f"{told}: {self.said()}"
            QTest.qWait(20)

    def sees(self, text: str) -> bool:
        """Whether this stands somewhere in the window."""
        return any(text in one for one in self.said())
