"""How large the letters of a window are: as they were drawn, or half as large again.

Only letters grow. Gaps, margins and strokes stay, so that what is read gains the room.
"""

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from kiosk.ui.parts.tokens import Scale


class Letters(StrEnum):
    """The sizes that the letters of a window can have."""

    ORDINARY = "ordinary"
    LARGE = "large"

    @property
    def other(self) -> "Letters":
        """The other size."""
        return Letters.ORDINARY if self is Letters.LARGE else Letters.LARGE


TIMES = {Letters.ORDINARY: Fraction(1), Letters.LARGE: Fraction(3, 2)}
WORDS = ("caption", "body", "lead", "title", "headline")
FIGURES = ("figure", "tally", "hero")
"""The sizes of `Scale` that are letters; the rest of it is room."""


def lettered(scale: Scale, letters: Letters) -> Scale:
    """The scale with its letters grown."""
    grown = {name: getattr(scale, name) * TIMES[letters] for name in (*WORDS, *FIGURES)}
    return replace(scale, **grown)
