"""What the wall has to read in standby: the code of the public page, and earlier resolutions.

The code keeps its place, so that whoever is scanning it is not interrupted; beside it the name of
the meeting and the pages of the list take turns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from math import ceil

from kiosk.clerk.noticeboard import NoticeBoard, Progress, Resolution
from kiosk.ui.parts.lines import Fitted, fit
from kiosk.ui.parts.measure import ems
from kiosk.ui.parts.tokens import SMALLEST, SMALLEST_BODY, Mark, Tone
from kiosk.words import Words

CODE_WIDTH = Fraction(1, 2)
BESIDE_CODE, WITHOUT_CODE = Fraction(41, 40), Fraction(8, 5)
"""The width that is left for what takes turns."""
BAR_WIDTH = Fraction(1, 30)
LIST_HEIGHT = Fraction(133, 200)
"""The height that is left for the rows below the heading of the list."""
LEADING = Fraction(29, 20)
CLOSER = Fraction(9, 10)
BETWEEN = Fraction(1, 110)
"""The height of a line of Noto Sans SC over the size of its letters, how much closer any further
line is set, and what lies between the lines of a row; PastRow.qml does as these say."""
ROW_GAP = Fraction(1, 34)
NAME_SIZES = (Fraction(1, 8), Fraction(1, 9), Fraction(1, 11), Fraction(1, 13))
NAME_ON_ONE_LINE = (Fraction(1, 8), Fraction(1, 9), Fraction(1, 10))
SESSION_SIZES = (Fraction(1, 20), Fraction(1, 24))
ONE_LINE = (Fraction(2, 45), Fraction(1, 24))
TWO_LINES = (*ONE_LINE, SMALLEST_BODY)
ADDRESS_SIZES = (SMALLEST_BODY, Fraction(1, 31), SMALLEST)
ADDRESS_LINES = 3
BOLDER = 1.1
"""How much wider bold letters are, at most."""
BREAKS = "/?&=.-_"
SIGNS = {
    Progress.NOT_STARTED: (Mark.RING, Tone.DIM),
    Progress.UNDER_WAY: (Mark.HOURGLASS, Tone.ACCENT),
    Progress.DONE: (Mark.TICK, Tone.GOOD),
    Progress.OVERDUE: (Mark.TRIANGLE, Tone.BAD),
}


@dataclass(frozen=True, slots=True)
class PastRow:
    """An earlier resolution; `said` is all of it for who hears it read."""

    title: str
    title_size: float
    mark: Mark
    tone: Tone
    progress: str
    charge: str
    latest: str
    said: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the list: resolutions of one meeting, as many as the height holds."""

    session: Fitted
    rows: tuple[PastRow, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """The public page under its code: broken into lines, and how large."""

    text: str
    size: float


def width(board: NoticeBoard) -> Fraction:
    """What is left beside the code."""
    return BESIDE_CODE if board.code else WITHOUT_CODE


def named(name: str, room: Fraction) -> Fitted:
    """The name of the meeting, on one line where it can be large there, else on two."""
    return _on_one_or_two(name, NAME_ON_ONE_LINE, NAME_SIZES, room)


def matrix(board: NoticeBoard) -> str:
    """The code as parts/charts.py takes it: its modules row after row, four a hex digit."""
    bits = "".join(board.code)
    padded = bits + "0" * (-len(bits) % 4)
    return f"{int(padded, 2):0{len(padded) // 4}x}" if padded else ""


def address(board: NoticeBoard) -> Address:
    """The address to be typed by who cannot scan: nobody types https."""
    said = board.page.removeprefix("https://").removesuffix("/")
    for size in ADDRESS_SIZES:
        lines = _broken(said, float(CODE_WIDTH / size))
        if len(lines) <= ADDRESS_LINES:
            return Address("\n".join(lines), float(size))
    return Address("\n".join(lines), float(ADDRESS_SIZES[-1]))


def _broken(said: str, room: float) -> list[str]:
    """Lines that end behind a mark where they can, and anywhere else where they must."""
    lines, line = list[str](), ""
    for piece in _pieces(said):
        if line and ems(line + piece) > room:
            lines.append(line)
            line = ""
        for letter in piece:
            if ems(line + letter) > room:
                lines.append(line)
                line = ""
            line += letter
    return [*lines, line]


def _pieces(said: str) -> list[str]:
    pieces = [""]
    for letter in said:
        pieces[-1] += letter
        if letter in BREAKS:
            pieces.append("")
    return [one for one in pieces if one]


@lru_cache(maxsize=4)
def leaves(board: NoticeBoard, words: Words) -> tuple[Leaf, ...]:
    """The pages of the list, meeting by meeting, in the order in which the list has them.

    Kept: 60 resolutions take some 10 ms to lay out, and the wall looks at the time ten times a
    second.
    """
    room = width(board)
    found = list[Leaf]()
    for session, of_one in groupby(board.resolutions, key=lambda one: one.session):
        head = fit(session, SESSION_SIZES, width=room, lines=1)
        rows = [_row(one, room - BAR_WIDTH, words) for one in of_one]
        found += [Leaf(head, page) for page in _packed(rows)]
    return tuple(found)


def _packed(rows: Sequence[PastRow]) -> Iterator[tuple[PastRow, ...]]:
    """As many rows to a page as its height holds."""
    page, spent = list[PastRow](), Fraction(0)
    for row in rows:
        height = _height(row)
        if page and spent + ROW_GAP + height > LIST_HEIGHT:
            yield tuple(page)
            page, spent = [], Fraction(0)
        spent += height + (ROW_GAP if page else 0)
        page.append(row)
    yield tuple(page)


def _height(row: PastRow) -> Fraction:
    told = [(row.title, ONE_LINE[0]), (row.charge, SMALLEST_BODY), (row.latest, SMALLEST_BODY)]
    letters = sum(size * (1 + CLOSER * text.count("\n")) for text, size in told if text)
    return LEADING * letters + BETWEEN


def _row(one: Resolution, room: Fraction, words: Words) -> PastRow:
    title = _title(one.title, room)
    progress = words.name("progress", one.progress)
    due = words.say("due {day}", day=one.due.isoformat()) if one.due is not None else ""
    charged = [part for part in (due, one.responsible) if part]
    beside = room - SMALLEST_BODY * (ceil(ems(progress) * BOLDER) + 2)
    mark, tone = SIGNS[one.progress]
    said = (one.title, one.session, progress, *charged, one.latest)
    return PastRow(
        title=title.text,
        title_size=float(title.size),
        mark=mark,
        tone=tone,
        progress=progress,
        charge=_charge(charged, beside),
        latest=fit(one.latest, (SMALLEST_BODY,), width=room, lines=2).text,
        said=" · ".join(part for part in said if part),
    )


def _charge(parts: list[str], room: Fraction) -> str:
    """By when and by whom: beside each other, or one below the other."""
    whole = " · ".join(parts)
    if ems(whole) * SMALLEST_BODY <= room:
        return whole
    return "\n".join(fit(one, (SMALLEST_BODY,), width=room, lines=1).text for one in parts)


def _title(said: str, room: Fraction) -> Fitted:
    """On one line where a size allows it, else on two."""
    return _on_one_or_two(said, ONE_LINE, TWO_LINES, room)


def _on_one_or_two(
    said: str, one: Sequence[Fraction], two: Sequence[Fraction], room: Fraction
) -> Fitted:
    for size in one:
        if "\n" not in said and ems(said) * size <= room:
            return fit(said, (size,), width=room, lines=1)
    return fit(said, two, width=room, lines=2)
