"""The view-model of a look-up, on the console and on the observer's screen."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import Property, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk.observerview import Found, Looked, PollLine
from kiosk.ui.parts.lookup import Column, LookUpProps, Search, Sift, derive, poll_of, turned
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.parts"
QML_IMPORT_MAJOR_VERSION = 1
AGAIN_MS = 1000

Ask = Callable[..., Future[Looked]]
"""`ask(typed, poll, seat=…, keypad=…)`: the clerk answers on a thread of its own."""


@QmlElement
@QmlUncreatable("made by the shell")
class LookUp(shown(LookUpProps)):
    """What a look-up binds to; an answer comes back through a queued signal.

    While the meeting goes on the same question about one of the hall is asked again, so that what
    is looked at stays true; every press of a poll is read once.
    """

    openedChanged = Signal()
    _answered = Signal(object)

    def __init__(self, ask: Ask, words: Words, *, offset_min: int) -> None:
        super().__init__()
        self._ask, self._words, self._offset_min = ask, words, offset_min
        self._search = Search()
        self._polls: tuple[PollLine, ...] = ()
        self._exactly: dict[str, object] = {}
        self._waits = self._stale = self._opened = False
        self._answered.connect(self._take_answer, Qt.ConnectionType.QueuedConnection)
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._look_again)
        self.refresh()

    def _is_opened(self) -> bool:
        return self._opened

    opened = Property(bool, _is_opened, notify=openedChanged)

    @Slot(bool)
    def lay(self, over: bool) -> None:
        """Lay the look-up over what is there, or take it away."""
        if over is not self._opened:
            self._opened = over
            self.openedChanged.emit()

    def take(self, polls: tuple[PollLine, ...]) -> None:
        """The polls of the meeting as they stand; what was looked up may have changed."""
        self._polls = polls
        if self._search.looked is not None and not self._again.isActive():
            self._again.start()
        self.refresh()

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        new = derive(self._search, self._polls, self._words, offset_min=self._offset_min)
        if new != self.props:
            self.show(new)

    @Slot(str)
    def look(self, typed: str) -> None:
        """Look up what was typed."""
        self._change(typed=typed)
        self._exactly = {}
        self._send()

    @Slot(int)
    def choose(self, at: int) -> None:
        """Look up one of those who may be meant."""
        looked = self._search.looked
        if looked is not None and 0 <= at < len(looked.found):
            self._exactly = _exactly(looked.found[at])
            self._send()

    @Slot(str)
    def seek(self, seat: str) -> None:
        """Look up a seat that was pointed at."""
        self._change(typed=seat)
        self._exactly = {"seat": seat}
        self._send()

    @Slot(str)
    def choosePoll(self, poll: str) -> None:
        """Look into another poll."""
        self._change(poll=int(poll))
        if self._search.looked is not None:
            self._send()

    @Slot(str)
    def sortBy(self, column: str) -> None:
        self._search = turned(self._search, Column(column))
        self.refresh()

    @Slot(str)
    def siftBy(self, sift: str) -> None:
        self._change(sift=Sift(sift))

    def _change(self, **changes: object) -> None:
        self._search = replace(self._search, **changes)
        self.refresh()

    def _send(self) -> None:
        if self._waits:
            self._stale = True
            return
        self._waits, self._stale = True, False
        poll = poll_of(self._search, self._polls)
        self._ask(self._search.typed, poll, **self._exactly).add_done_callback(self._told)

    def _told(self, reply: Future[Looked]) -> None:
        """The clerk answered; on the clerk's thread."""
        self._answered.emit(None if reply.exception() is not None else reply.result())

    @Slot(object)
    def _take_answer(self, looked: Looked | None) -> None:
        self._waits = False
        if self._stale:
            self._send()
        elif looked is not None:
            self._change(looked=looked)

    @Slot()
    def _look_again(self) -> None:
        looked = self._search.looked
        if looked is not None and len(looked.found) == 1:
            self._send()


def _exactly(one: Found) -> dict[str, object]:
    return {"seat": one.seat} if one.seat else {"keypad": one.keypad}
