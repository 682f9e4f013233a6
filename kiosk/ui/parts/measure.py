"""How long a text is before it is drawn, in ems: which size it may have, where it is cut.

The widths are those of Noto Sans SC, taken on the generous side, so that what fits here fits on
the wall; a test measures that with the font itself. Nothing is ever made smaller than the last
step a caller names: from there on a text is paged or ends in "…".
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

WIDE, UPPER, LOWER, DIGIT, SLIM, NARROW, SPACE = 1.0, 0.78, 0.64, 0.6, 0.45, 0.39, 0.24
NARROW_LETTERS = frozenset("fijlI.,:;!'|()[]{}/-")
WIDE_LETTERS = frozenset("mwMW@%&")
OPENING, CLOSING = frozenset({"Ps", "Pi"}), frozenset({"Pe", "Pf", "Po"})
BREAKS = frozenset(map(chr, (0x7684, 0x4E0E, 0x548C, 0x53CA, 0x6216)))  # 的 与 和 及 或
PAUSES = frozenset(map(chr, (0xFF0C, 0xFF1A, 0xB7)))  # ， ： ·
STOPS = frozenset(map(chr, (0x3002, 0xFF1B, 0xFF01, 0xFF1F)))  # 。 ； ！ ？
WIDTHS = {" ": SPACE, **dict.fromkeys(NARROW_LETTERS, NARROW), **dict.fromkeys("rt", SLIM)}
DOTS = "…"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text cut to its place, and the size it has there (a fraction of the height)."""

    text: str
    size: Fraction
    lines: int


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
        for piece in _pieces(paragraph):
            if line and ems((line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(paragraph: str) -> list[str]:
    """What may not be broken: a word with its space, a Chinese character with its closing mark."""
    pieces: list[str] = []
    for letter in paragraph:
        if pieces and (letter == " " or _joined(pieces[-1][-1], letter)):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _joined(before: str, letter: str) -> bool:
    if unicodedata.category(letter) in CLOSING or unicodedata.category(before) in OPENING:
        return True
    return _is_word(letter) and _is_word(before)


def _is_word(letter: str) -> bool:
    return letter != " " and unicodedata.east_asian_width(letter) not in "WF"


def fit(text: str, sizes: Sequence[Fraction], *, width: Fraction, lines: int) -> Fitted:
    """The largest of `sizes` (falling) at which the text fits; cut with "…" at the last one.

    `width` is that of the place, as a fraction of the height, as the sizes are.
    """
    for size in sizes:
        broken = wrap(text, float(width / size))
        if len(broken) <= lines and max(ems(line) for line in broken) * size <= width:
            return Fitted(_even(text, len(broken), float(width / size)), size, len(broken))
    size = sizes[-1]
    *kept, last = wrap(text, float(width / size))[:lines]
    return Fitted("\n".join([*kept, _cut(last, float(width / size))]), size, lines)


def _even(text: str, lines: int, room: float) -> str:
    """The same number of lines, broken where the sense allows it, else as even as they can be."""
    if lines == 1 or "\n" in text:
        return text
    if lines == 2:
        pieces = _pieces(text)
        halves = [("".join(pieces[:at]), "".join(pieces[at:])) for at in range(1, len(pieces))]
        best = max((both for both in halves if max(map(ems, both)) <= room), key=_sense)
        return "\n".join(half.strip() for half in best)
    narrow = room * 0.6
    while len(wrap(text, narrow)) > lines:
        narrow += 0.5
    return "\n".join(wrap(text, min(narrow, room)))


def _sense(halves: tuple[str, str]) -> float:
    """How good a break is: after a stop, a particle or a pause, and near the middle."""
    first, second = ems(halves[0]), ems(halves[1])
    ends = halves[0].rstrip()[-1]
    uneven = abs(first - second) / max(first, second)
    return (
        (ends in STOPS) * 0.8
        + (ends in BREAKS or ends in PAUSES) * 0.5
        + ends.isascii() * 0.25
        - uneven
    )


def _cut(text: str, room: float) -> str:
    while text and (ems(text + DOTS) > room or not text[-1].isalnum()):
        text = text[:-1]
    return text + DOTS


def pages(text: str, size: Fraction, *, width: Fraction, lines: int) -> tuple[str, ...]:
    """Cut a long text into pages of whole lines, as even as they can be."""
    broken = wrap(text, float(width / size))
    count = ceil(len(broken) / lines)
    each = ceil(len(broken) / count)
    return tuple("\n".join(broken[at : at + each]) for at in range(0, len(broken), each))
