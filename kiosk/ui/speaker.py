"""Says aloud what `hall/spoken.py` has to say, by the computer's own voice, where it has one.

The voice is a process of its own (`voice`). On a thread it was not enough: QtTextToSpeech keeps
hold of the interpreter while it asks a speech service, and one that hung held up every thread of
the kiosk (seen with speech-dispatcher). So texts are written to a pipe and nothing is waited for.
Whatever is missing (a library, an engine, a voice for the language) is one line in the log and one
on the console; the hall goes on without a word.
"""

import json
import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from kiosk.clerk.views import HallView, Light, RoomLine
from kiosk.meeting.outcome import Sentence
from kiosk.ui.hall.spoken import spoken
from kiosk.words import Words

log = logging.getLogger(__name__)
NAME = "Spoken announcements"
VOICE = (sys.executable, "-m", "kiosk.ui.voice")
END_MS = 500
WAKE_MS = 20_000


class Speaker(QObject):
    """Follows the wall and speaks, from `__init__` to `leave`; `begun` is what the voice began."""

    begun = Signal(str)

    def __init__(
        self,
        words: Words,
        tell: Callable[[RoomLine], None],
        *,
        engine: str = "",
        voice: tuple[str, ...] = VOICE,
    ) -> None:
        super().__init__()
        self._words, self._tell = words, tell
        self._last: HallView | None = None
        self._ready = False
        self._patience = QTimer(self, singleShot=True, interval=WAKE_MS)
        self._patience.timeout.connect(self._still_silent)
        self._patience.start()
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.readyReadStandardOutput.connect(self._hear)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._ended)
        self._process.start(voice[0], [*voice[1:], *([engine] if engine else [])])

    def take(self, view: HallView) -> None:
        """Say what this view has to say after the last one; never waits.

        Nothing is kept for a voice that is not awake yet: what is late is not said at all.
        """
        text = spoken(self._last, view, self._words)
        self._last = view
        if text and self._ready:
            asked = {"text": text, "language": self._words.language}
            self._process.write(json.dumps(asked).encode() + b"\n")

    def speak(self, words: Words) -> None:
        """Speak another language from now on."""
        self._words = words

    def leave(self) -> None:
        """Say nothing more; a voice that hangs is ended."""
        self._process.finished.disconnect(self._ended)
        self._process.errorOccurred.disconnect(self._ended)
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(END_MS):
            self._process.kill()
            self._process.waitForFinished()

    @Slot()
    def _hear(self) -> None:
        while self._process.canReadLine():
            told = json.loads(bytes(self._process.readLine().data()))
            if "begun" in told:
                self.begun.emit(told["begun"])
            elif "missing" in told:
                self._missing(told.pop("missing"), **told)
            else:
                self._ready = True
                self._patience.stop()
                self._tell(RoomLine(NAME, Light.GOOD, Sentence("ready")))

    @Slot()
    def _ended(self) -> None:
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._ready = False
            self._missing("the voice has stopped")

    @Slot()
    def _still_silent(self) -> None:
        self._missing("the voice does not answer")

    def _missing(self, what: str, **detail: str) -> None:
        self._patience.stop()
        log.warning("nothing is said aloud: %s", what.format(**detail))
        self._tell(RoomLine(NAME, Light.WARN, Sentence(what, detail)))
