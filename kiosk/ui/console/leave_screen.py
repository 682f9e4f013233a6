"""The view-model of the question before the hall is left."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk.views import ConsoleView
from kiosk.clock import Clock
from kiosk.ui.console.leaving import LeaveProps, Leaving, derive, is_running, pause_s
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.console"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 250
LOG = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("made by the shell")
class LeaveScreen(shown(LeaveProps)):
    """`closed` is kiosk mode; `opens` says whether a PIN is the one, None where none is set.

    A PIN is tried on this thread: it takes a tenth of a second, in which no poll runs.
    """

    def __init__(
        self,
        clock: Clock,
        words: Words,
        *,
        closed: bool,
        opens: Callable[[str], bool] | None,
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self._clock, self._words = clock, words
        self._closed, self._opens, self._leave = closed, opens, leave
        self._view: ConsoleView | None = None
        self._leaving = Leaving()
        self._pin = ""
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self.refresh()

    @property
    def shuts(self) -> bool:
        """Whether a window is closed by the PIN alone."""
        return self._closed and self._opens is not None

    def take(self, view: ConsoleView) -> None:
        self._view = view
        self.refresh()

    def lay_open(self, leaving: Leaving, *, closed: bool) -> None:
        """Show the question as it is, for stills."""
        self._closed = closed
        self._leaving = leaving
        self.refresh()

    def speak(self, words: Words) -> None:
        self._words = words
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        new = derive(
            self._leaving,
            self._words,
            closed=self._closed,
            asks_pin=self._opens is not None,
            running=is_running(self._view),
            now_ns=self._clock.mono_ns(),
        )
        if new != self.props:
            self.show(new)

    @Slot()
    def ask(self) -> None:
        """Ask whether the hall is to be left; outside kiosk mode nobody asks."""
        if self._closed:
            self._timer.start()
            self._change(opened=True)

    @Slot()
    def cancel(self) -> None:
        self._pin = ""
        self._timer.stop()
        self._change(opened=False, typed=False)

    @Slot(str)
    def write(self, pin: str) -> None:
        self._pin = pin
        self._change(typed=bool(pin))

    @Slot()
    def confirm(self) -> None:
        """Leave, where the PIN is the one and no poll runs."""
        self.refresh()
        if not (self.props.opened and self.props.ready):
            return
        pin, self._pin = self._pin, ""
        if self._opens is None or self._opens(pin):
            LOG.info("the hall is left from the console")
            self._leave()
        else:
            self._mistyped()

    def _mistyped(self) -> None:
        wrong = self._leaving.wrong + 1
        LOG.warning("a wrong PIN at the console, %d in a row", wrong)
        waits_ns = self._clock.mono_ns() + pause_s(wrong) * 1_000_000_000
        self._change(typed=False, wrong=wrong, waits_ns=waits_ns)

    def _change(self, **changes: object) -> None:
        self._leaving = replace(self._leaving, **changes)
        self.refresh()
