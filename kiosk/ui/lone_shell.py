"""A window that stands alone, without the hall's others: its words, its colours, its letters."""

from abc import ABC, abstractmethod

from PySide6.QtCore import QObject

from kiosk.ui.pane import GettextTranslator, Pane, destroy, make_pane, next_colours
from kiosk.ui.parts.letters import Letters
from kiosk.ui.parts.tokens import CONSOLE, CONSOLE_SCALE, DESK_PALETTES, Colours
from kiosk.ui.shell import application
from kiosk.words import Words, language_after, words


class LoneShell(ABC):
    """What the set-up and an observer elsewhere share; each makes its screen and `open`s it."""

    pane: Pane

    def __init__(self, language: str, colours: Colours, *, offscreen: bool = False) -> None:
        self._application = application(offscreen=offscreen)
        self._translator = GettextTranslator(words(language))
        self._application.installTranslator(self._translator)
        self._colours, self._letters = colours, Letters.ORDINARY

    @property
    def said(self) -> Words:
        """The words of now."""
        return self._translator.words

    def open(self, name: str, component: str, screen: QObject) -> None:
        """Load the window of this screen, dressed; nobody sees it yet."""
        self.pane = make_pane(name, component, screen, CONSOLE, CONSOLE_SCALE)
        self.pane.theme.colours_asked.connect(self.turn_colours)
        self.pane.theme.letters_asked.connect(self.turn_letters)
        self.wear(self._colours)

    @abstractmethod
    def tell(self, said: Words) -> None:
        """Have the screen say the same in these words."""

    def speak(self, language: str) -> None:
        """Say everything in this language, now."""
        self._translator.words = words(language)
        self.pane.engine.retranslate()
        self.tell(self._translator.words)

    def turn_language(self) -> None:
        """The next of the languages."""
        self.speak(language_after(self.said.language))

    def turn_colours(self) -> None:
        """The next of the palettes."""
        self.wear(next_colours(self._colours))

    def turn_letters(self) -> None:
        """Larger letters, or the ordinary ones."""
        self._letters = self._letters.other
        self.wear(self._colours)

    def wear(self, colours: Colours) -> None:
        """Put these colours on."""
        self._colours = colours
        self.pane.theme.wear(DESK_PALETTES[colours], self._letters)

    def close(self) -> None:
        """Take the window down, and the words last."""
        self.pane.close()
        self._application.removeTranslator(self._translator)
        destroy(self._translator)
