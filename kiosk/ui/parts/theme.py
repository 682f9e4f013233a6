"""The design language as QML sees it: `Theme`, made once per window, and the closed lists."""

from dataclasses import fields, make_dataclass

from PySide6.QtCore import QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlNamedElement, QmlSingleton, QmlUncreatable

from kiosk.ui.parts import tokens
from kiosk.ui.parts.letters import TIMES, Letters, lettered
from kiosk.ui.parts.shown import shown
from kiosk.ui.parts.tokens import Palette, Scale, pixels

QML_IMPORT_NAME = "kiosk.ui.parts"
QML_IMPORT_MAJOR_VERSION = 1
FAMILY = "Noto Sans SC"

TONES = {tone: "text" if tone is tokens.Tone.PLAIN else tone.name.lower() for tone in tokens.Tone}
"""The colour of each tone; parts/Tint.qml has the same order."""

Dress = make_dataclass(
    "Dress",
    [
        *((field.name, tokens.Colour) for field in fields(Palette)),
        *((field.name, int) for field in fields(Scale)),
        ("unit", int),
        ("span", int),
        ("large", bool),
        ("family", str),
        ("inks", str),
    ],
    frozen=True,
)


def inks(palette: Palette) -> str:
    """The colours of the tones, the ground and what is raised, for parts/charts.py."""
    names = (*(TONES[tone] for tone in tokens.Tone), "ground", "raised")
    return "-".join(getattr(palette, name).removeprefix("#") for name in names)


@QmlElement
@QmlSingleton
class Theme(shown(Dress)):
    """Colours and sizes of the window this engine draws; every engine has one window.

    `unit` is the height that sizes are fractions of; `span` is the unit grown with the letters, for
    the places that words need. `colours_asked` and `letters_asked` tell that somebody at this
    window wants other ones.
    """

    colours_asked = Signal()
    letters_asked = Signal()

    @Slot()
    def turnColours(self) -> None:
        self.colours_asked.emit()

    @Slot()
    def turnLetters(self) -> None:
        self.letters_asked.emit()

    def dress(
        self, palette: Palette, scale: Scale, unit: int, letters: Letters = Letters.ORDINARY
    ) -> None:
        """Put on these colours and sizes, at this height in pixels."""
        self._palette, self._scale, self._unit, self._letters = palette, scale, unit, letters
        grown = lettered(scale, letters)
        colours = {field.name: getattr(palette, field.name) for field in fields(Palette)}
        sizes = {field.name: pixels(getattr(grown, field.name), unit) for field in fields(Scale)}
        self.show(
            Dress(
                **colours,
                **sizes,
                unit=unit,
                span=pixels(TIMES[letters], unit),
                large=letters is Letters.LARGE,
                family=FAMILY,
                inks=inks(palette),
            )
        )

    def wear(self, palette: Palette, letters: Letters = Letters.ORDINARY) -> None:
        """Put on other colours and letters, live."""
        self.dress(palette, self._scale, self._unit, letters)

    def grow(self, unit: int) -> None:
        """The window has another size."""
        self.dress(self._palette, self._scale, unit, self._letters)


@QmlNamedElement("Tone")
@QmlUncreatable("a closed list")
class ToneList(QObject):
    """The tones of `tokens.Tone`."""

    Kind = QEnum(tokens.Tone)


@QmlNamedElement("Mark")
@QmlUncreatable("a closed list")
class MarkList(QObject):
    """The symbols of `tokens.Mark`."""

    Kind = QEnum(tokens.Mark)
