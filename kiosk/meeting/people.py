"""Records of people: who was on the roll, who came and when, what their days are worth.

Names come from the personal records beside the chain; after a retention delete they are empty and
the rest still stands. Everything else is the book's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.meeting.acts.attending import issue_of
from kiosk.meeting.keypads import unreturned
from kiosk.meeting.presence import (
    AllowanceRule,
    DayInHall,
    Stay,
    allowance_fen,
    composition,
    days_in_hall,
)
from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.meeting.recording import Hashes, Names, book_mark, heading
from kiosk.meeting.roll import Delegate, DelegateClass
from kiosk.meeting.state import State

Share = tuple[str, int, int]
"""A group, how many of it stand on the roll, how many of them came."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One delegate of the roll with every stay in the hall, and the keypad that was given last.

    `excused`: had leave and never came.
    """

    number: int
    seat: str
    name: str
    delegate_class: str
    votes: bool
    stays: tuple[Stay, ...]
    keypad: int | None
    excused: bool = False


@dataclass(frozen=True, slots=True)
class RollSheet:
    """签到表: the whole roll with everybody's stays, as the book stands at `book`.

    `came` are those who were in the hall at any time; attendees without a vote are counted apart.
    `amended` are the numbers that came to the frozen roll later, `unreturned` the keypads that
    were given to a seat and are not back, lost ones among them.
    """

    heading: Heading
    paper: PaperMark
    book: BookMark
    lines: tuple[RollLine, ...]
    entitled: int
    came: int
    present: int
    attendees: int
    attendees_came: int
    classes: tuple[Share, ...]
    amended: tuple[int, ...]
    unreturned: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class AllowanceLine:
    """What one delegate is paid: the days in the hall, and the sum in fen."""

    number: int
    seat: str
    name: str
    delegate_class: str
    days: tuple[DayInHall, ...]
    fen: int


@dataclass(frozen=True, slots=True)
class AllowanceSheet:
    """补贴签领表: everybody who came, and the sum to be signed for. Days end at `until`."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    rule: AllowanceRule
    until: datetime
    lines: tuple[AllowanceLine, ...]

    @property
    def fen(self) -> int:
        """The sum of all lines."""
        return sum(line.fen for line in self.lines)


@dataclass(frozen=True, slots=True)
class Passes:
    """代表证: whose passes are on these sheets, by number, and the issue of each."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    issued: tuple[tuple[int, int], ...]


def passes(state: State, *, paper: PaperMark, hashes: Hashes) -> Passes:
    """The passes of a frozen roll that are good; one that was revoked for good is not here."""
    assert state.last is not None
    issues = ((one.number, issue_of(state, one.number)) for one in by_number(state))
    return Passes(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        issued=tuple((number, issue) for number, issue in issues if issue),
    )


def roll_sheet(state: State, *, paper: PaperMark, names: Names, hashes: Hashes) -> RollSheet:
    """The sheet of a frozen roll."""
    assert state.last is not None
    came = frozenset(seat for seat, stays in state.stays.items() if stays)
    entitled = frozenset(seat for seat, one in state.roll.items() if one.votes)
    return RollSheet(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        lines=tuple(_roll_line(state, one, names) for one in by_number(state)),
        entitled=len(entitled),
        came=len(came & entitled),
        present=state.present_voting,
        attendees=len(state.roll) - len(entitled),
        attendees_came=len(came - entitled),
        classes=by_class(state, came),
        amended=tuple(sorted(state.amended)),
        unreturned=tuple((one.keypad, one.seat) for one in unreturned(state)),
    )


def allowance_sheet(
    state: State, *, rule: AllowanceRule, paper: PaperMark, names: Names, hashes: Hashes
) -> AllowanceSheet:
    """The sheet of everybody who came. A stay that lasts ends with the book's last entry."""
    assert state.last is not None
    top = heading(state)
    until = state.last.utc
    lines: list[AllowanceLine] = []
    for one in by_number(state):
        stays = state.stays.get(one.seat, ())
        days = days_in_hall(stays, until, offset_min=top.utc_offset_min, rule=rule)
        if days:
            name = names.get(one.number, "")
            fen = allowance_fen(days, rule)
            lines.append(AllowanceLine(one.number, one.seat, name, one.delegate_class, days, fen))
    mark = book_mark(state.last, hashes)
    return AllowanceSheet(top, paper, mark, rule, until, tuple(lines))


def by_class(state: State, came: frozenset[str]) -> tuple[Share, ...]:
    """Each class of the roll: how many stand on it, how many of them are among `came`."""
    groups: Mapping[str, str] = {seat: one.delegate_class for seat, one in state.roll.items()}
    order = {one: at for at, one in enumerate(DelegateClass)}
    found = composition(groups, came)
    return tuple(sorted(found, key=lambda share: order[DelegateClass(share[0])]))


def by_number(state: State) -> list[Delegate]:
    """The roll in the order of its numbers."""
    return sorted(state.roll.values(), key=lambda one: one.number)


def _roll_line(state: State, one: Delegate, names: Names) -> RollLine:
    stays = tuple(state.stays.get(one.seat, ()))
    return RollLine(
        number=one.number,
        seat=one.seat,
        name=names.get(one.number, ""),
        delegate_class=one.delegate_class,
        votes=one.votes,
        stays=stays,
        keypad=state.given.get(one.seat),
        excused=not stays and one.seat in state.leave,
    )
