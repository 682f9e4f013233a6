"""`python -m kiosk.ui.voice [ENGINE]`: the computer's voice, a process of its own (see `speaker`).

In: a line of JSON for each text to be said, with its language. Out: a line for how the voice
stands, and one for each text that was begun. It ends with its input.
"""

import json
import sys
from threading import Thread

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, Signal, Slot
from PySide6.QtTextToSpeech import QTextToSpeech

from kiosk.ui.immortals import outlive

MOCK = "mock"
"""Qt's own engine that makes no sound; never chosen by itself."""
UNPLACED = {"zh_CN": "Chinese (Mandarin"}
"""Voices that Qt files under no language: speech-dispatcher calls eSpeak's Mandarin "cmn"."""


class Voice(QObject):
    """The engine: the one named, or the first of the system."""

    heard = Signal(str)
    ended = Signal()

    def __init__(self, wished: str) -> None:
        super().__init__()
        there = list(QTextToSpeech.availableEngines())
        name = wished or next((one for one in there if one != MOCK), "")
        self._engine = QTextToSpeech(name, self) if name in there else None
        if self._engine is None or self._engine.state() == QTextToSpeech.State.Error:
            self._engine = None
            tell(missing="no speech engine on this computer")
        else:
            tell(ready=True)

    @Slot(str)
    def say(self, line: str) -> None:
        """Say a text; what is being said still is cut off."""
        asked = json.loads(line)
        if self._engine is None:
            return
        self._engine.stop()
        if not self._speaks(self._engine, asked["language"]):
            tell(missing="no voice for {language}", language=asked["language"])
            return
        self._engine.say(asked["text"])
        tell(begun=asked["text"])

    def _speaks(self, engine: QTextToSpeech, language: str) -> bool:
        """Take on a voice of this language; False where there is none."""
        wanted = QLocale(language)
        named = next((one for one in engine.availableLocales() if _same(one, wanted)), None)
        engine.setLocale(named or QLocale.c())
        if named is not None:
            return True
        begins = UNPLACED.get(language, "?")
        voices = [one for one in engine.availableVoices() if one.name().startswith(begins)]
        if voices:
            engine.setVoice(voices[0])
        return bool(voices)

    def listen(self) -> None:
        """Hand on each line of the input, from a thread of its own, to its end."""
        for line in sys.stdin:
            self.heard.emit(line)
        self.ended.emit()


def _same(voice: QLocale, wanted: QLocale) -> bool:
    return voice.language() == wanted.language() and (
        voice.script() == wanted.script() or voice.territory() == wanted.territory()
    )


def tell(**said: object) -> None:
    """A line to the kiosk."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Speak until the input ends."""
    outlive()
    application = QCoreApplication(sys.argv[:1])
    voice = Voice(next(iter(sys.argv[1:]), ""))
    voice.heard.connect(voice.say, Qt.ConnectionType.QueuedConnection)
    voice.ended.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    Thread(target=voice.listen, daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main()
