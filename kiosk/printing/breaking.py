"""Breaking a text into lines as a Chinese printer does (GB/T 15834 §5, W3C clreq §6.1.2).

Han characters part anywhere, Latin words and figures stay whole; no line begins with a closing
mark and none ends with an opening one. A word wider than the line is cut where it must be.
"""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.printing.fonts import check
from kiosk.printing.pen import Style, measure

BOUND = "\u00a0"
NEVER_FIRST = frozenset(BOUND + "，。、；：？！）］｝》〉」』】〕〗”’…—～·％℃,.;:?!)]}%")
NEVER_LAST = frozenset(BOUND + "（［｛《〈「『【〔〖“‘([{#")


def plain(text: str) -> str:
    """The text with Windows line ends and tabs as ordinary ones; nothing else is touched."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")


def lines(text: str, style: Style, room: float, *, indent: float = 0) -> tuple[str, ...]:
    """Break one paragraph into lines of at most `room` points; the first starts `indent` in."""
    check(text, text[:24])
    if measure(text, style) <= room - indent:
        return (text,)
    found: list[str] = []
    line = ""
    for piece in _pieces(text):
        left = room - (indent if not found else 0)
        if measure((line + piece).rstrip(), style) <= left:
            line += piece
            continue
        if line.strip():
            found.append(line.rstrip())
            left = room
        *whole, line = _cut(piece.lstrip(), style, left)
        found += whole
    return (*found, line.rstrip())


def fitted(text: str, style: Style, room: float, *, least: float = 6) -> tuple[str, Style]:
    """One line that fits: set smaller down to `least` points, then cut with an ellipsis."""
    check(text, text[:24])
    size = style.size * min(1.0, room / max(measure(text, style), 1))
    smaller = replace(style, size=max(size, least))
    if size >= least:
        return text, smaller
    while text and measure(text + "…", smaller) > room:
        text = text[:-1]
    return text + "…", smaller


def _pieces(text: str) -> Iterable[str]:
    """What must stay together: words, and characters with the marks that cling to them."""
    piece = ""
    for letter in text:
        if piece and _may_part(piece[-1], letter):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _may_part(before: str, after: str) -> bool:
    if after in NEVER_FIRST or before in NEVER_LAST or after == " ":
        return False
    return before == " " or _stands_alone(before) or _stands_alone(after)


def _stands_alone(letter: str) -> bool:
    return ord(letter) >= 0x2E80 or (letter in NEVER_FIRST and ord(letter) > 0x7F)


def _cut(piece: str, style: Style, room: float) -> list[str]:
    parts = [""]
    for letter in piece:
        if parts[-1] and measure(parts[-1] + letter, style) > room:
            parts.append("")
        parts[-1] += letter
    return parts
