"""The view-model of the observer's screen: props as properties, look-ups, orders, the check."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import Property, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk.checking import Checked
from kiosk.clerk.observerview import ObserverView
from kiosk.clock import Clock
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.refusal import Refusal
from kiosk.ui.observer.props import (
    CHINA_MIN,
    AtHand,
    ObserverProps,
    Wanted,
    Writing,
    derive,
    seat_at,
    written,
)
from kiosk.ui.observer.wish import ObserverWish
from kiosk.ui.parts.lookupmodel import LookUp
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.observer"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 500
NOT_DONE = "Not done: {what}"


@QmlElement
@QmlUncreatable("made by the shell")
class ObserverScreen(shown(ObserverProps)):
    """What the observer's window binds to; `take` a view, `speak` a language, be pressed."""

    offered = Signal(object)
    _told = Signal(object)
    _checked = Signal(object)

    def __init__(
        self,
        wish: ObserverWish,
        clock: Clock,
        words: Words,
        *,
        speak: Callable[[], None],
        offset_min: int = CHINA_MIN,
    ) -> None:
        super().__init__()
        self._wish, self._clock, self._words = wish, clock, words
        self._speak = speak
        self._offset_min = offset_min
        self._view: ObserverView | None = None
        self._at_hand = AtHand()
        self.look_up = LookUp(wish.ask, words, offset_min=offset_min)
        queued = Qt.ConnectionType.QueuedConnection
        self.offered.connect(self.take, queued)
        self._told.connect(self._take_answer, queued)
        self._checked.connect(self._take_check, queued)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)

    lookUp = Property(LookUp, lambda self: self.look_up, constant=True)

    @Slot(object)
    def take(self, view: ObserverView) -> None:
        """Show a new view, in the next frame."""
        self._view = view
        self.look_up.take(view.polls)
        self.refresh()
        self._timer.start()

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        self.look_up.speak(words)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        if self._view is None:
            return
        new = derive(
            self._view, self._words, self._clock.now(), self._at_hand, offset_min=self._offset_min
        )
        if new != self.props:
            self.show(new)

    @Slot()
    def turnLanguage(self) -> None:
        self._speak()

    @Slot(bool)
    def showSeats(self, seats: bool) -> None:
        """Look at the map of the seats, or at the presses."""
        self._change(seats=seats)

    @Slot(float, float)
    def pointAt(self, across: float, down: float) -> None:
        """A seat of the map was pointed at: look up its presses."""
        seat = seat_at(self._view, across, down) if self._view is not None else ""
        if seat:
            self._change(seats=False)
            self.look_up.seek(seat)

    # ---- orders --------------------------------------------------------------------------------

    @Slot(str)
    def want(self, wanted: str) -> None:
        """Begin to fill in an order."""
        view = self._view
        if view is None or view.follows:
            return
        first = view.officers[0][0] if len(view.officers) == 1 else ""
        writing = Writing(Wanted(wanted), who=first, guarded=view.guarded)
        self._change(writing=writing, answer=None, done="")

    @Slot(str, str)
    def write(self, field: str, text: str) -> None:
        """Fill in `who`, `text` or `passphrase`."""
        if self._at_hand.writing is not None:
            self._change(writing=written(self._at_hand.writing, field, text))

    @Slot()
    def cancel(self) -> None:
        self._change(writing=None)

    @Slot()
    def confirm(self) -> None:
        """Give the order that was filled in; its answer comes back later."""
        writing = self._at_hand.writing
        if writing is None or not writing.ready:
            return
        self._change(writing=None)
        reply = self._wish.order(
            writing.wanted, writing.who, writing.text.strip(), writing.passphrase
        )
        reply.add_done_callback(lambda done: self._told.emit((writing.wanted, _answer(done))))

    @Slot(object)
    def _take_answer(self, told: tuple[Wanted, Sentence | None]) -> None:
        wanted, answer = told
        self._change(answer=answer, done="" if answer is not None else str(wanted))

    # ---- the check -----------------------------------------------------------------------------

    @Slot()
    def check(self) -> None:
        """Begin the real check of the book, unless one goes on."""
        running = self._at_hand.checked
        if running is None or running.over:
            self._wish.check(self._checked.emit)

    @Slot(object)
    def _take_check(self, checked: Checked) -> None:
        self._change(checked=checked)

    def _change(self, **changes: object) -> None:
        self._at_hand = replace(self._at_hand, **changes)
        self.refresh()


def _answer(done: Future[Refusal | None]) -> Sentence | None:
    """Why an order was not done, as the console tells it; None for one that was."""
    failed = done.exception()
    if failed is not None:
        return Sentence(NOT_DONE, {"what": str(failed)})
    refusal = done.result()
    if refusal is None:
        return None
    return Sentence(NOT_DONE, refusal.detail | {"what": f"reason:{refusal.reason}"})
