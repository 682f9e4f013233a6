"""The view-model of the set-up: props as properties, what is typed and pressed to the steward."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clerk.setup.draft import Step
from kiosk.clerk.setup.pages import Deed
from kiosk.clerk.setup.steward import Steward
from kiosk.ui.parts.shown import shown
from kiosk.ui.setup.chords import CHORDS, LANGUAGE_CHORD, PAGES
from kiosk.ui.setup.props import SetUpProps, derive
from kiosk.words import Words

QML_IMPORT_NAME = "kiosk.ui.setup"
QML_IMPORT_MAJOR_VERSION = 1
KEPT_MS = 700
"""So long after the last letter what was typed is on the disk."""
PICKED = {
    Deed.PICK_ROLL: "roll_found",
    Deed.PICK_AGENDA: "agenda_found",
    Deed.PICK_PHOTOS: "photos_found",
    Deed.PICK_MIRROR: "mirror_found",
}
"""What is picked in a dialog counts as the choice of this name."""
FOLDERS = (Deed.PICK_PHOTOS, Deed.PICK_MIRROR)


@QmlElement
@QmlUncreatable("made by the window of the set-up")
class SetUpScreen(shown(SetUpProps)):
    """What the window binds to.

    `picks` asks for a file, or for a folder; `slipped` tells that an entry must be written
    otherwise.
    """

    picks = Signal(bool)
    slipped = Signal()

    def __init__(self, words: Words, *, speak: Callable[[], None]) -> None:
        super().__init__()
        self._words, self._speak = words, speak
        self._steward: Steward | None = None
        self._secrets: dict[str, str] = {}
        self._picking: Deed | None = None
        self._keep = QTimer(self, interval=KEPT_MS, singleShot=True)
        self._keep.timeout.connect(self.keep)

    def serve(self, steward: Steward) -> None:
        """Show what this steward has in hand."""
        self._steward = steward
        self.refresh()

    def speak(self, words: Words) -> None:
        """Say the same in another language."""
        self._words = words
        if self._steward is not None:
            self._steward.speak(words)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Derive the props anew."""
        if self._steward is None:
            return
        new = derive(self._steward.view, self._words, self._secrets)
        if new != self.props:
            self.show(new)

    @Slot()
    def keep(self) -> None:
        if self._steward is not None:
            self._steward.keep()

    @Slot(str, str)
    def write(self, entry: str, text: str) -> None:
        """What stands in a field now; a passphrase stays here."""
        if self._steward is None:
            return
        if entry.endswith("_secret"):
            self._secrets[entry] = text
            self.refresh()
            return
        self._steward.write(entry, text)
        self._keep.start()

    @Slot(int)
    def mark(self, line: int) -> None:
        if self._steward is not None and self.props.lines_marked:
            self._steward.mark(line)

    @Slot(str)
    def go(self, step: str) -> None:
        """Turn to a page; not while something takes its time."""
        if self._steward is not None and not self.props.busy:
            self._steward.go(Step(step))

    @Slot(str)
    def press(self, deed: str) -> None:
        """A button, or its chord."""
        if self._steward is None:
            return
        offered = [row for row in self.props.deeds if row.deed == deed and row.ready]
        if deed in PICKED:
            if offered:
                self._picking = Deed(deed)
                self.picks.emit(deed in FOLDERS)
            return
        self._steward.do(Deed(deed), dict(self._secrets))
        if deed == Deed.ENROL and self._steward.view.problem is None:
            self._secrets.clear()
        self.refresh()
        if deed == Deed.KEEP_ITEM and self._steward.view.wrong:
            self.slipped.emit()

    @Slot(QUrl)
    def pick(self, place: QUrl) -> None:
        """A file or folder was picked."""
        picked, self._picking = self._picking, None
        if self._steward is not None and picked is not None:
            self._steward.write(PICKED[picked], place.toLocalFile())

    @Slot()
    def unpick(self) -> None:
        """The dialog was put away."""
        self._picking = None

    @Slot()
    def turnLanguage(self) -> None:
        self._speak()

    def chord(self, keys: str) -> bool:
        """Do what a chord means here; False for keys that are no chord of this page."""
        if self._picking is not None or self.props is None:
            return False
        if keys == LANGUAGE_CHORD:
            self._speak()
        elif keys in PAGES:
            self.go(PAGES[keys])
        else:
            offered = [row.deed for row in self.props.deeds]
            deeds = (*offered, self.props.next_deed, *([Deed.BACK] if self.props.back else []))
            meant = next((deed for deed in deeds if CHORDS[Deed(deed)] == keys), None)
            if meant is None:
                return keys in CHORDS.values()
            self.press(meant)
        return True
