"""A title in its place: which size it may have, and where its lines end.

Chinese may be broken anywhere, and then one in two lines of a title ends inside a word. Of all the
ways to set it in as many lines as it needs, the best one is taken: lines of like length that end
after a stop, a pause or a particle, before a bracket, and neither inside a word that we know
(`lexicon`) nor between a number and its unit. Sense weighs more than evenness, and no line is ever
made longer, no letter smaller for it. Nothing is made smaller than the last step a caller names:
from there on a text is paged or ends in "…".
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from kiosk.ui.parts.lexicon import is_word
from kiosk.ui.parts.measure import OPENING, ems, pieces, wrap

BREAKS = frozenset(map(chr, (0x7684, 0x4E0E, 0x548C, 0x53CA, 0x6216)))  # 的 与 和 及 或
LISTED = chr(0x3001)  # 、
PAUSES = frozenset(map(chr, (0xFF0C, 0xFF1A)))  # ， ：
STOPS = frozenset(map(chr, (0x3002, 0xFF1B, 0xFF01, 0xFF1F)))  # 。 ； ！ ？
SEPARATOR = " ·"
AFTER = {
    **dict.fromkeys(STOPS, 1.0),
    **dict.fromkeys(PAUSES | BREAKS, 0.5),
    LISTED: 0.15,
}
"""How good it is to end a line with this."""
AT_SEPARATOR, AT_BRACKET, AT_LETTER = 0.8, 0.3, 0.25
INSIDE_A_WORD, BEFORE_A_UNIT, BEFORE_A_PARTICLE = -1.0, -0.5, -0.25
UNEVEN = 0.8
LOOK_BACK = 2
"""A line that would end inside a word may end by so many characters sooner."""
DOTS = "…"

Ways = dict[int, tuple[float, tuple[int, ...]]]
"""So many lines set, up to a piece: how good they are, and the pieces before which they end."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text cut to its place, and the size it has there (a fraction of the height)."""

    text: str
    size: Fraction
    lines: int


def fit(text: str, sizes: Sequence[Fraction], *, width: Fraction, lines: int) -> Fitted:
    """The largest of `sizes` (falling) at which the text fits; cut with "…" at the last one.

    `width` is that of the place, as a fraction of the height, as the sizes are.
    """
    return _fitted(text, tuple(sizes), width, lines)


@lru_cache(maxsize=1024)
def _fitted(text: str, sizes: tuple[Fraction, ...], width: Fraction, lines: int) -> Fitted:
    for size in sizes:
        room = float(width / size)
        broken = wrap(text, room)
        if len(broken) <= lines and max(ems(line) for line in broken) * size <= width:
            return Fitted(_set(text, len(broken), room), size, len(broken))
    size = sizes[-1]
    room = float(width / size)
    *kept, last = _filled(text, room)[:lines]
    return Fitted("\n".join([*kept, _cut(last, room)]), size, lines)


def _set(text: str, lines: int, room: float) -> str:
    """The best way to break a text into so many lines, each within `room` ems."""
    if lines == 1 or "\n" in text:
        return text
    parts = pieces(text)
    mean = ems(text) / lines
    ways: Ways = {0: (0.0, ())}
    for _ in range(lines):
        ways = _next_line(parts, ways, room, mean)
    _, ends = ways.get(len(parts), (0.0, ()))
    if not ends:
        return "\n".join(wrap(text, room))
    said = ("".join(parts[begin:end]) for begin, end in pairwise((0, *ends)))
    return "\n".join(line.strip().removesuffix(SEPARATOR) for line in said)


def _next_line(parts: list[str], ways: Ways, room: float, mean: float) -> Ways:
    """Every way with one line more: the best one to each place where that line may end."""
    longer: Ways = {}
    for begin, (worth, ends) in ways.items():
        for end, length in _within(parts, begin, room):
            now = worth - UNEVEN * abs(length - mean) / mean + _sense(parts, end)
            if end not in longer or now > longer[end][0]:
                longer[end] = (now, (*ends, end))
    return longer


def _within(parts: list[str], begin: int, room: float) -> Iterator[tuple[int, float]]:
    """Where a line that begins here may end, and how long it is then."""
    whole = 0.0
    for end, part in enumerate(parts[begin:], start=begin + 1):
        length = whole + ems(part.rstrip())
        if length > room:
            return
        whole += ems(part)
        yield end, length


def _sense(parts: list[str], at: int) -> float:
    """How good it is to end a line before this piece."""
    if at == len(parts):
        return 0.0
    before, begins = parts[at - 1], parts[at][0]
    ends = before.rstrip()[-1:]
    if before.rstrip().endswith(SEPARATOR):
        return AT_SEPARATOR
    if is_word(before[-1], begins):
        return INSIDE_A_WORD
    if ends.isdigit() and not begins.isascii():
        return BEFORE_A_UNIT
    if begins in BREAKS:
        return BEFORE_A_PARTICLE
    opens = unicodedata.category(begins) in OPENING
    return AT_BRACKET if opens else AFTER.get(ends, AT_LETTER if ends.isascii() else 0.0)


def _filled(text: str, room: float) -> list[str]:
    """Lines as full as they can be, a little less where that spares a word."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line: list[str] = []
        for piece in pieces(paragraph):
            if line and ems(("".join(line) + piece).rstrip()) > room:
                whole = [*line, piece]
                at = _whole_word(whole)
                lines.append("".join(whole[:at]).rstrip())
                line = whole[at:]
            else:
                line.append(piece)
        lines.append("".join(line).rstrip())
    return lines


def _whole_word(line: list[str]) -> int:
    """Where a line ends whose last piece has no room: before a word, if one begins near."""
    ends = range(len(line) - 1, max(0, len(line) - 2 - LOOK_BACK), -1)
    return next((at for at in ends if not is_word(line[at - 1][-1], line[at][0])), ends[0])


def _cut(text: str, room: float) -> str:
    while text and (ems(text + DOTS) > room or not text[-1].isalnum()):
        text = text[:-1]
    return text + DOTS
