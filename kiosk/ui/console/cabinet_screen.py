"""The view-model of the cabinet: opened, a form taken out, filled in and given."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk.orders import Order
from kiosk.clerk.views import ConsoleView
from kiosk.ui.console.asking import CORRECTED
from kiosk.ui.console.cabinet import CabinetProps, Filling, derive, made, offered, take_out
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.console"
QML_IMPORT_MAJOR_VERSION = 1

Give = Callable[[Order, Mapping[str, str]], None]


@QmlElement
@QmlUncreatable("made by the console")
class CabinetScreen(shown(CabinetProps)):
    """What the cabinet binds to. `give` takes an order and the passphrases of two officers."""

    def __init__(self, words: Words, *, give: Give, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._give = words, give
        self._view: ConsoleView | None = None
        self._filling: Filling | None = None
        self.show(CabinetProps())

    @property
    def is_open(self) -> bool:
        return self._filling is not None

    def take(self, view: ConsoleView) -> None:
        """The meeting as it stands now."""
        self._view = view
        filling = self._filling
        if filling is not None and filling.sending and view.answered != filling.sent:
            wrong = view.not_done
            again = wrong is not None and wrong.reason in CORRECTED
            self._filling = filling.refused_by(wrong) if wrong is not None and again else None
        self.refresh()

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        self.refresh()

    def refresh(self) -> None:
        """Derive the props anew."""
        if self._view is None:
            return
        new = derive(self._view, self._words, self._filling)
        if new != self.props:
            self.show(new)

    @Slot()
    def open(self) -> None:
        if self._view is not None and self._filling is None:
            self._fill(Filling())

    @Slot()
    def close(self) -> None:
        self._fill(None)

    @Slot(str)
    def choose(self, deed: str) -> None:
        """Take out the form of a deed that is this officer's to order."""
        if self._view is not None and offered(deed, self._view):
            self._fill(take_out(deed, self._view))

    @Slot(str, str)
    def write(self, entry: str, text: str) -> None:
        if self._filling is not None and not self._filling.sending:
            self._fill(self._filling.write(entry, text))

    @Slot()
    def give(self) -> None:
        """Order it; a form that is not filled in says what is wrong.

        One with passphrases stays until they were tried.
        """
        filling = self._filling
        if self._view is None or filling is None or not filling.deed or filling.sending:
            return
        order = made(filling, self._view)
        if order is None or isinstance(order, tuple):
            self._fill(Filling(filling.deed, filling.values, tried=True))
            return
        secrets = filling.secrets()
        self._fill(replace(filling, sent=self._view.answered) if secrets else None)
        self._give(order, secrets)

    def _fill(self, filling: Filling | None) -> None:
        self._filling = filling
        self.refresh()
