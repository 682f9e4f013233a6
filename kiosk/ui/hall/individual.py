"""What the wall tells of a declared poll beside its figures: the ring, each seat, each name.

A page of these never stands without the figures it belongs to: its head line has them all. Which
page has its turn is decided here too, so that the figures in the largest type come round most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from kiosk.clerk.observerview import SeatLine
from kiosk.clerk.views import HallView
from kiosk.meeting import ballot
from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.roll import masked
from kiosk.meeting.tally import Tally
from kiosk.ui.hall.notices import HallPage
from kiosk.ui.parts.lines import fit
from kiosk.ui.parts.measure import ems
from kiosk.ui.parts.seatgrid import BY_PEOPLE, FACES, NOT_PRESSED, RECUSED, lay_out, letter, spell
from kiosk.ui.parts.tokens import SMALLEST_BODY, Mark, Tone
from kiosk.words import Words

RESULT_TURNS = 2
"""So many turns in a row belong to the figures in the largest type."""
LINES = 11
FEW_OPTIONS = 4
"""More options on a ballot than these need a wider cell."""
MAP_SHAPE = 2.7
"""The width of the map's place over its height."""
MOST_LABELLED = 130
"""More seats than these have no room for a number that the last row could read."""
NAME_WIDTH = Fraction(13, 60)
SEAT_WIDTH, MOST_SEAT_WIDTH = Fraction(1, 13), Fraction(1, 6)
"""The width of a seat's number, and how wide it may become where the hall's numbers are long."""
SEAT_GAP = Fraction(1, 80)
SHARES = (
    ("In favour", "in_favour", Mark.TICK, Tone.FAVOUR),
    ("Against", "against", Mark.CROSS, Tone.AGAINST),
    ("Abstain", "abstain", Mark.RING, Tone.ABSTAIN),
    ("Not pressed", "not_pressed", Mark.NONE, Tone.DIM),
)
LESSER = (("Void", "void"), ("Recused", "recused"))
VALID = ("Valid ballots", "chosen", Mark.DOT, Tone.ACCENT)
WORDS = {NOT_PRESSED: "Not pressed", RECUSED: "Recused", BY_PEOPLE: "on paper or by hand"}


class Individual(StrEnum):
    """How much of each delegate's choice in a named poll the wall tells."""

    NAMES = "names"
    MASKED = "masked"
    SEATS = "seats"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One slice: its word, figure and share of the base, `percent` as it is read out.

    `place` is what the figure is called in the book.
    """

    place: str
    label: str
    figure: str
    percent: str
    mark: Mark
    tone: Tone


@dataclass(frozen=True, slots=True)
class SeatCell:
    """The number of a seat in its cell, none in an aisle; `filled` where the cell has a colour."""

    text: str
    filled: bool


@dataclass(frozen=True, slots=True)
class NameRow:
    """One seat on the paged list; `said` is for who hears it read: the choice in words."""

    seat: str
    name: str
    choice: str
    mark: Mark
    tone: Tone
    said: str


def turns(view: HallView, told: Individual, leaves: int) -> tuple[tuple[HallPage, int], ...]:
    """The pages of a declared poll in their order, each with its leaf."""
    if view.plan is None:
        return ()
    ranking = view.plan.form.kind is not BallotKind.FOR_AGAINST
    if ranking:
        shown = [(HallPage.RANKING, leaf) for leaf in range(leaves)]
    else:
        shown = [(HallPage.RESULT, 0)] * RESULT_TURNS + [(HallPage.SHARES, 0)]
    if not view.seats or told is Individual.OFF:
        return tuple(shown)
    shown.append((HallPage.SEATS, 0))
    if told is not Individual.SEATS:
        pages = -(-len(view.seats) // (LINES * columns(view.plan.form)))
        shown += [(HallPage.NAMES, leaf) for leaf in range(pages)]
    return tuple(shown)


def columns(form: BallotForm) -> int:
    """How many columns the list of names has: a choice needs room for its numbers."""
    if form.kind is BallotKind.FOR_AGAINST:
        return 4
    return 3 if form.most_keys <= FEW_OPTIONS else 2


def shares(tally: Tally, words: Words) -> tuple[ShareRow, ...]:
    """The slices of the ring; void and recused have one only where there are any."""
    rows = [VALID, SHARES[2], SHARES[3]] if tally.options else list(SHARES)
    rows += [(msgid, name, Mark.NONE, Tone.OFF) for msgid, name in LESSER if getattr(tally, name)]
    return tuple(
        ShareRow(
            name,
            words.say(msgid),
            str(getattr(tally, name)),
            percent(getattr(tally, name), tally.base),
            mark,
            tone,
        )
        for msgid, name, mark, tone in rows
    )


def percent(part: int, whole: int) -> str:
    """A share with one decimal, half up; only ever read out, it decides nothing."""
    tenths = (2000 * part + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def slices(tally: Tally) -> str:
    """The ring as parts/charts.py takes it: tone and share, clockwise."""
    rows = [(VALID[3], tally.chosen)] if tally.options else []
    rows += [(tone, getattr(tally, name)) for _, name, _, tone in SHARES if name != "not_pressed"]
    base = max(tally.base, 1)
    return ",".join(f"{int(tone)}:{count / base:.5f}" for tone, count in rows if count)


def seat_map(seats: Sequence[SeatLine]) -> tuple[int, str, tuple[SeatCell, ...]]:
    """Columns, letters, and the numbers of the seats where they have room."""
    grid = lay_out([line.seat for line in seats], shape=MAP_SHAPE)
    letters = spell(grid, seats)
    if len(grid.cells) > MOST_LABELLED:
        return grid.columns, letters, ()
    cells = tuple(
        SeatCell(seats[at].seat if at >= 0 else "", one != NOT_PRESSED)
        for at, one in zip(grid.cells, letters, strict=True)
    )
    return grid.columns, letters, cells


def names(view: HallView, told: Individual, leaf: int, words: Words) -> tuple[NameRow, ...]:
    """The seats of one page, column after column."""
    if view.plan is None:
        return ()
    each = LINES * columns(view.plan.form)
    shown = view.seats[leaf * each : (leaf + 1) * each]
    choice, seat = bool(view.plan.form.options), seat_width(view.seats)
    return tuple(_name(line, told, words, choice=choice, seat=seat) for line in shown)


def seat_width(seats: Sequence[SeatLine]) -> Fraction:
    """How wide the column of the seats' numbers is, as a fraction of the height: `A-01` whole."""
    widest = max((ems(line.seat) for line in seats), default=0.0)
    needed = Fraction(ceil(widest * 100), 100) * SMALLEST_BODY + SEAT_GAP
    return min(max(SEAT_WIDTH, needed), MOST_SEAT_WIDTH)


def _name(
    line: SeatLine, told: Individual, words: Words, *, choice: bool, seat: Fraction
) -> NameRow:
    mark, tone = FACES[letter(line)]
    name = masked(line.name) if told is Individual.MASKED else line.name
    said = "  ".join(map(str, line.choice)) if choice else ""
    return NameRow(
        seat=fit(line.seat, (SMALLEST_BODY,), width=seat, lines=1).text,
        name=fit(name, (SMALLEST_BODY,), width=NAME_WIDTH + SEAT_WIDTH - seat, lines=1).text,
        choice=said,
        mark=mark,
        tone=tone,
        said=said or choice_in_words(line, words),
    )


MARKS = {
    ballot.Mark.FOR: "In favour",
    ballot.Mark.AGAINST: "Against",
    ballot.Mark.ABSTAIN: "Abstain",
    ballot.Mark.VALID: "Valid ballots",
    ballot.Mark.VOID: "Void",
    ballot.Mark.WITHDRAWN: "Not pressed",
}


def choice_in_words(line: SeatLine, words: Words) -> str:
    """A seat's choice for who cannot see the symbol."""
    found = letter(line)
    if found in WORDS or line.mark is None:
        return words.say(WORDS.get(found, "Not pressed"))
    return words.say(MARKS[line.mark])
