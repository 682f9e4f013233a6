"""The design language as QML sees it: `Theme`, made once per window, and the closed lists."""

from dataclasses import fields, make_dataclass

from PySide6.QtCore import QEnum, QObject
from PySide6.QtQml import QmlElement, QmlNamedElement, QmlSingleton, QmlUncreatable

from kiosk.ui.parts import tokens
from kiosk.ui.parts.shown import shown
from kiosk.ui.parts.tokens import Palette, Scale, pixels

QML_IMPORT_NAME = "kiosk.ui.parts"
QML_IMPORT_MAJOR_VERSION = 1
FAMILY = "Noto Sans SC"

Dress = make_dataclass(
    "Dress",
    [
        *((field.name, tokens.Colour) for field in fields(Palette)),
        *((field.name, int) for field in fields(Scale)),
        ("unit", int),
        ("family", str),
    ],
    frozen=True,
)


@QmlElement
@QmlSingleton
class Theme(shown(Dress)):
    """Colours and sizes of the window this engine draws; every engine has one window."""

    def dress(self, palette: Palette, scale: Scale, unit: int) -> None:
        """Put on these colours, at this height in pixels."""
        colours = {field.name: getattr(palette, field.name) for field in fields(Palette)}
        sizes = {field.name: pixels(getattr(scale, field.name), unit) for field in fields(Scale)}
        self.show(Dress(**colours, **sizes, unit=unit, family=FAMILY))


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
