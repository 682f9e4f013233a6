"""The view-model of the chair's screen: props as properties, presses as acts."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk.views import Act, Action, ConsoleView
from kiosk.clock import Clock
from kiosk.ui.console.keys import (
    ASKED_TWICE,
    CANCEL_KEY,
    CHORDS,
    LANGUAGE_CHORD,
    NEXT_CHORD,
    WITH_OFFICERS,
)
from kiosk.ui.console.props import CHINA_MIN, Asking, ConsoleProps, derive
from kiosk.ui.parts.shown import shown
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.console"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 200


@QmlElement
@QmlUncreatable("made by the shell")
class ConsoleScreen(shown(ConsoleProps)):
    """What the console binds to; `take` a view, `speak` a language, be pressed."""

    def __init__(
        self,
        clock: Clock,
        words: Words,
        *,
        act: Callable[[Act], None],
        act_with: Callable[[Act, dict[str, str]], None],
        speak: Callable[[], None],
        offset_min: int = CHINA_MIN,
    ) -> None:
        super().__init__()
        self._clock, self._words, self._offset_min = clock, words, offset_min
        self._act, self._act_with, self._speak = act, act_with, speak
        self._view: ConsoleView | None = None
        self._asking: Asking | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)

    def take(self, view: ConsoleView) -> None:
        """Show a new view, in the next frame."""
        self._view = view
        if self._asking and self._offered(self._asking.act) is None:
            self._asking = None
        self.refresh()
        self._timer.start()

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Derive the props anew."""
        if self._view is None:
            return
        new = derive(
            self._view,
            self._words,
            self._clock.now(),
            offset_min=self._offset_min,
            asking=self._asking,
        )
        if new != self.props:
            self.show(new)

    def chord(self, keys: str) -> bool:
        """Do what a chord orders; False for keys that are no chord here."""
        if self._asking is not None:
            return self._chord_of_question(keys)
        if keys == LANGUAGE_CHORD:
            self._speak()
        elif keys == NEXT_CHORD:
            self.pressNext()
        elif keys in CHORDS.values():
            for act in (act for act, chord in CHORDS.items() if chord == keys):
                self.press(act)
        else:
            return False
        return True

    def _chord_of_question(self, keys: str) -> bool:
        known = {NEXT_CHORD: self.confirm, CANCEL_KEY: self.cancel}
        if keys in known:
            known[keys]()
        return keys in known or keys in CHORDS.values()

    @Slot()
    def pressNext(self) -> None:
        if self._view is not None and self._view.next is not None:
            self.press(self._view.next.act)

    @Slot(str)
    def press(self, act: str) -> None:
        """Order an act that is offered and lawful now; a dangerous one is asked about first."""
        offered = self._offered(Act(act))
        if offered is None or offered.refusal is not None:
            return
        if offered.act in ASKED_TWICE:
            self._ask(Asking(offered.act, secrets=self._view is not None and self._view.guarded))
        else:
            self._act(offered.act)

    @Slot(str, str)
    def write(self, field: str, text: str) -> None:
        """Fill a field of the question: `first`, `second`, `reason`, or a passphrase."""
        if self._asking is not None:
            self._ask(replace(self._asking, **{field: text}))

    @Slot()
    def confirm(self) -> None:
        asking = self._asking
        if asking is None or not asking.ready:
            return
        self._ask(None)
        if asking.act in WITH_OFFICERS or asking.act is Act.LOG_IN:
            self._act_with(asking.act, asking.details)
        else:
            self._act(asking.act)

    @Slot()
    def cancel(self) -> None:
        self._ask(None)

    @Slot()
    def turnLanguage(self) -> None:
        self._speak()

    def _ask(self, asking: Asking | None) -> None:
        self._asking = asking
        self.refresh()

    def _offered(self, act: Act) -> Action | None:
        if self._view is None:
            return None
        offered = (self._view.next, *self._view.actions)
        return next((one for one in offered if one is not None and one.act == act), None)
