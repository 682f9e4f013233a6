"""How long a text is before it is drawn, in ems, and where a running text is broken.

The widths are those of Noto Sans SC, taken on the generous side, so that what fits here fits on
the wall; a test measures that with the font itself.
"""

import unicodedata
from fractions import Fraction
from math import ceil

WIDE, UPPER, LOWER, DIGIT, SLIM, NARROW, SPACE = 1.0, 0.78, 0.64, 0.6, 0.45, 0.39, 0.24
NARROW_LETTERS = frozenset("fijlI.,:;!'|()[]{}/-")
WIDE_LETTERS = frozenset("mwMW@%&")
OPENING, CLOSING = frozenset({"Ps", "Pi"}), frozenset({"Pe", "Pf", "Po"})
WIDTHS = {" ": SPACE, **dict.fromkeys(NARROW_LETTERS, NARROW), **dict.fromkeys("rt", SLIM)}


def ems(text: str) -> float:
    """The width of a text in ems."""
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA" or letter in WIDE_LETTERS:
        return WIDE
    if letter.isdigit():
        return DIGIT
    if letter.isupper() and letter not in NARROW_LETTERS:
        return UPPER
    return WIDTHS.get(letter, LOWER)


def wrap(text: str, width: float) -> tuple[str, ...]:
    """Break into lines of at most `width` ems: between words, and anywhere in Chinese."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in pieces(paragraph):
            if line and ems((line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return tuple(lines)


def pieces(paragraph: str) -> list[str]:
    """What may not be broken: a word with its space, a Chinese character with its closing mark."""
    found: list[str] = []
    for letter in paragraph:
        if found and (letter == " " or _joined(found[-1][-1], letter)):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _joined(before: str, letter: str) -> bool:
    if unicodedata.category(letter) in CLOSING or unicodedata.category(before) in OPENING:
        return True
    return _is_word(letter) and _is_word(before)


def _is_word(letter: str) -> bool:
    return letter != " " and unicodedata.east_asian_width(letter) not in "WF"


def pages(text: str, size: Fraction, *, width: Fraction, lines: int) -> tuple[str, ...]:
    """Cut a long text into pages of whole lines, as even as they can be."""
    broken = wrap(text, float(width / size))
    count = ceil(len(broken) / lines)
    each = ceil(len(broken) / count)
    return tuple("\n".join(broken[at : at + each]) for at in range(0, len(broken), each))
