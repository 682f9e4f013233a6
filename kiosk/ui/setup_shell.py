"""The window of the set-up, on the main thread, before there is a hall.

What takes its time runs on one thread beside it and comes back by a queued signal. The window ends
when the meeting begins, or when it is closed; then the set-up goes on where it was the next time.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage

from kiosk.clerk.setup.steward import Steward, Then, Work
from kiosk.clock import Clock
from kiosk.ui.lone_shell import LoneShell
from kiosk.ui.parts.keyguard import KeyGuard
from kiosk.ui.parts.tokens import Colours
from kiosk.ui.setup.chords import COLOURS_CHORD, LETTERS_CHORD
from kiosk.ui.setup.screen import SetUpScreen
from kiosk.words import DEFAULT_LANGUAGE, Words

Told = Callable[[], None]
MakeSteward = Callable[[Work, Told, Told], Steward]
"""Given how work is done, who is told of a change and who when the meeting begins."""


class Helper(QObject):
    """One thread beside the window; its results are handed over on the window's."""

    _returned = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="set-up")
        self._returned.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def work(self, job: Callable[[], object], then: Then) -> None:
        """Do the job beside; `then` takes what it returns."""
        reply = self._pool.submit(job)
        reply.add_done_callback(lambda one: self._returned.emit(one, then))

    @Slot(object, object)
    def _hand_over(self, reply: "Future[object]", then: Then) -> None:
        then(reply.result())

    def leave(self) -> None:
        """Wait for what runs; nothing else is begun."""
        self._pool.shutdown(cancel_futures=True)


class SetUpShell(LoneShell):
    """The one window; `begun` is true once the settings are written."""

    def __init__(
        self,
        make: MakeSteward,
        clock: Clock,
        *,
        language: str = DEFAULT_LANGUAGE,
        offscreen: bool = False,
        work: Work | None = None,
    ) -> None:
        super().__init__(language, Colours.LIGHT, offscreen=offscreen)
        self.begun = False
        self._helper = Helper()
        self.screen = SetUpScreen(self.said, speak=self.turn_language)
        self.open("setup", "SetUp", self.screen)
        self.window = self.pane.window
        self._guard = KeyGuard(self.window, clock, self._chord)
        self.steward = make(work or self._helper.work, self.screen.refresh, self._end)
        self.screen.serve(self.steward)

    def run(self) -> bool:
        """Show the window until the meeting begins or it is closed; whether it begins."""
        self.show()
        self._application.exec()
        self.close()
        return self.begun

    def show(self) -> None:
        """Open the window; as large as the display lets it where there is one."""
        if self._application.platformName() == "offscreen":
            self.window.show()
        else:
            self.window.showMaximized()
        self.window.requestActivate()

    def close(self) -> None:
        """Take the window down; what was typed is kept."""
        if not self.begun:
            self.steward.keep()
        self._helper.leave()
        self._guard.leave()
        super().close()

    def tell(self, said: Words) -> None:
        self.screen.speak(said)

    def grab(self, size: QSize) -> QImage:
        """A picture of the window at this size."""
        return self.pane.grab(size)

    def still(self, size: QSize, out: Path) -> None:
        """The window as a PNG."""
        out.parent.mkdir(parents=True, exist_ok=True)
        self.grab(size).save(str(out))

    def _chord(self, keys: str) -> bool:
        own = {COLOURS_CHORD: self.turn_colours, LETTERS_CHORD: self.turn_letters}
        if keys not in own:
            return self.screen.chord(keys)
        own[keys]()
        return True

    def _end(self) -> None:
        self.begun = True
        self._application.quit()
