"""The design language as tables: colours, sizes, marks. QML and tests read the same ones.

Sizes are fractions of the screen's height (of 9/16 of its width on a narrower one), so that a
letter is as tall in the last row as it was meant to be, on any projector.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction
from math import ceil
from typing import NewType

Colour = NewType("Colour", str)

SMALLEST = Fraction(1, 36)
SMALLEST_BODY = Fraction(1, 27)
SMALLEST_TALLY = Fraction(1, 9)
SAFE_MARGIN = Fraction(1, 20)


class Tone(IntEnum):
    """What a colour means; never told by colour alone."""

    PLAIN = 0
    DIM = 1
    ACCENT = 2
    FAVOUR = 3
    AGAINST = 4
    ABSTAIN = 5
    GOOD = 6
    WARN = 7
    BAD = 8
    OFF = 9


class Mark(IntEnum):
    """The drawn symbols; each is a path of parts/Symbol.qml."""

    NONE = 0
    TICK = 1
    CROSS = 2
    RING = 3
    DOT = 4
    TRIANGLE = 5
    PAUSE = 6
    STOP = 7
    EQUALS = 8
    HOURGLASS = 9
    SEAL = 10
    KEYBOARD = 11
    ERASE = 12
    BALLOT = 13
    HAND = 14


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of one screen."""

    ground: Colour
    panel: Colour
    raised: Colour
    line: Colour
    text: Colour
    dim: Colour
    accent: Colour
    on_accent: Colour
    bar: Colour
    on_bar: Colour
    favour: Colour
    against: Colour
    abstain: Colour
    good: Colour
    warn: Colour
    bad: Colour
    off: Colour
    practice: Colour
    on_practice: Colour


@dataclass(frozen=True, slots=True)
class Scale:
    """Every size of one screen, as fractions of its height."""

    caption: Fraction
    body: Fraction
    lead: Fraction
    title: Fraction
    headline: Fraction
    figure: Fraction
    tally: Fraction
    hero: Fraction
    gap: Fraction
    edge: Fraction
    radius: Fraction
    stroke: Fraction


def _colours(**names: str) -> Palette:
    return Palette(**{name: Colour(value) for name, value in names.items()})


HALL = _colours(
    ground="#0D1524",
    panel="#152036",
    raised="#22314F",
    line="#31425F",
    text="#F6F3EC",
    dim="#AFBEDA",
    accent="#D8B468",
    on_accent="#0D1524",
    bar="#0D1524",
    on_bar="#F6F3EC",
    favour="#41CBA2",
    against="#FF8B73",
    abstain="#E8C766",
    good="#41CBA2",
    warn="#E8C766",
    bad="#FF8B73",
    off="#AFBEDA",
    practice="#F2B233",
    on_practice="#0D1524",
)

CONSOLE = _colours(
    ground="#F4F2EC",
    panel="#FFFFFF",
    raised="#E6EDF6",
    line="#DAD5C8",
    text="#16202F",
    dim="#4A576B",
    accent="#17406D",
    on_accent="#FFFFFF",
    bar="#17406D",
    on_bar="#FFFFFF",
    favour="#0A6A4F",
    against="#A32A12",
    abstain="#7A4C00",
    good="#0A6A4F",
    warn="#8A5600",
    bad="#A32A12",
    off="#4A576B",
    practice="#F2B233",
    on_practice="#16202F",
)

HALL_LIGHT = _colours(
    ground="#FAF8F3",
    panel="#FFFFFF",
    raised="#DDE5F0",
    line="#CFC9BA",
    text="#101927",
    dim="#3D495C",
    accent="#123A64",
    on_accent="#FFFFFF",
    bar="#FAF8F3",
    on_bar="#101927",
    favour="#07563F",
    against="#8A1F0B",
    abstain="#5C3900",
    good="#07563F",
    warn="#5C3900",
    bad="#8A1F0B",
    off="#3D495C",
    practice="#F2B233",
    on_practice="#101927",
)

CONSOLE_DARK = _colours(
    ground="#0D1524",
    panel="#152036",
    raised="#22314F",
    line="#3B4D6C",
    text="#F6F3EC",
    dim="#AFBEDA",
    accent="#9CC3F0",
    on_accent="#0D1524",
    bar="#0A101C",
    on_bar="#F6F3EC",
    favour="#5BD6B0",
    against="#FFA08C",
    abstain="#EDD07A",
    good="#5BD6B0",
    warn="#EDD07A",
    bad="#FFA08C",
    off="#AFBEDA",
    practice="#F2B233",
    on_practice="#0D1524",
)

CONTRAST = _colours(
    ground="#000000",
    panel="#000000",
    raised="#2B2B2B",
    line="#FFFFFF",
    text="#FFFFFF",
    dim="#FFFFFF",
    accent="#FFE14D",
    on_accent="#000000",
    bar="#000000",
    on_bar="#FFFFFF",
    favour="#4DFFB8",
    against="#FFB3A3",
    abstain="#FFE14D",
    good="#4DFFB8",
    warn="#FFE14D",
    bad="#FFB3A3",
    off="#FFFFFF",
    practice="#FFE14D",
    on_practice="#000000",
)


class Colours(StrEnum):
    """The palettes a window can wear; each screen has an ordinary one of its own."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"


WALL_PALETTES = {
    Colours.DARK: HALL,
    Colours.LIGHT: HALL_LIGHT,
    Colours.CONTRAST: CONTRAST,
}
DESK_PALETTES = {
    Colours.DARK: CONSOLE_DARK,
    Colours.LIGHT: CONSOLE,
    Colours.CONTRAST: CONTRAST,
}

HALL_SCALE = Scale(
    caption=Fraction(1, 33),
    body=Fraction(1, 25),
    lead=Fraction(1, 20),
    title=Fraction(1, 14),
    headline=Fraction(1, 9),
    figure=Fraction(5, 42),
    tally=Fraction(2, 13),
    hero=Fraction(1, 4),
    gap=Fraction(1, 45),
    edge=SAFE_MARGIN,
    radius=Fraction(1, 72),
    stroke=Fraction(1, 270),
)

CONSOLE_SCALE = Scale(
    caption=Fraction(1, 60),
    body=Fraction(1, 50),
    lead=Fraction(1, 43),
    title=Fraction(1, 32),
    headline=Fraction(1, 24),
    figure=Fraction(1, 18),
    tally=Fraction(1, 16),
    hero=Fraction(1, 14),
    gap=Fraction(1, 90),
    edge=Fraction(1, 45),
    radius=Fraction(1, 108),
    stroke=Fraction(1, 720),
)


def pixels(part: Fraction, height: int) -> int:
    """A size in whole pixels, never below the fraction asked for."""
    return max(1, ceil(part * height))


def unit(width: int, height: int) -> int:
    """The height that sizes are fractions of: a 4:3 screen is lettered by its width."""
    return min(height, width * 9 // 16)


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two `#RRGGBB` colours, 1..21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
