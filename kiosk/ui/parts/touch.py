"""The keys on the screen: a hall PC may have no keyboard, and its officers have passphrases.

They belong to the window and write into the field that opened them, whether or not the window has
the system's focus. What is tapped goes to that field alone, as single keys: it passes no guard
against scanners, since no scanner taps.
"""

from PySide6.QtCore import Property, QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "kiosk.ui.parts"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Touch(QObject):
    """The keys of the window that this engine draws, and the field they write into."""

    turned = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field: QObject | None = None

    @Property(bool, notify=turned)
    def opened(self) -> bool:
        return self._field is not None

    @Slot(QObject)
    def open(self, field: QObject) -> None:
        """Write into this field from now on."""
        self._write_into(field)

    @Slot(QObject)
    def turn(self, field: QObject) -> None:
        """Open the keys for a field, or close them where they are open for it."""
        self._write_into(None if field is self._field else field)

    @Slot(QObject)
    def follow(self, field: QObject) -> None:
        """Another field was gone to: keys that are open write there."""
        if self._field is not None:
            self._write_into(field)

    @Slot(QObject)
    def leave(self, field: QObject) -> None:
        """Nobody can see this field any more."""
        if field is self._field:
            self._write_into(None)

    @Slot()
    def close(self) -> None:
        self._write_into(None)

    @Slot(str)
    def type(self, text: str) -> None:
        """One letter, digit or sign."""
        self._tap(Qt.Key.Key_unknown, text)

    @Slot()
    def erase(self) -> None:
        self._tap(Qt.Key.Key_Backspace)

    @Slot()
    def enter(self) -> None:
        self._tap(Qt.Key.Key_Return, "\r")

    def _tap(self, key: Qt.Key, text: str = "") -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if self._field is not None:
                tapped = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
                QCoreApplication.sendEvent(self._field, tapped)

    def _write_into(self, field: QObject | None) -> None:
        if field is not self._field:
            self._field = field
            self.turned.emit()
