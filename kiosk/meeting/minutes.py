"""会议纪要: the draft that an office goes on with, from the book and nobody's memory."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.meeting.duties import IsWorkday
from kiosk.meeting.duty_list import DutyLine, duty_lines
from kiosk.meeting.people import Share, by_class
from kiosk.meeting.poll_accounts import PollAccount, poll_accounts
from kiosk.meeting.progress import ItemState
from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.meeting.recording import Hashes, book_mark, heading
from kiosk.meeting.recording_course import excused
from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item: its newest text, why it was withdrawn if it was, and the polls on it."""

    item: int
    title: str
    noticed: str
    withdrawn: str
    amends: int
    motion: str
    version: int
    text: str
    sha256: str
    polls: tuple[PollAccount, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The draft. `began` is the opening of the meeting, or of its book where that is not told."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    began: datetime
    until: datetime
    closed: bool
    officers: tuple[tuple[str, str], ...]
    entitled: int
    came: int
    excused: int
    attendees: int
    attendees_came: int
    classes: tuple[Share, ...]
    items: tuple[MinutesItem, ...]
    duties: tuple[DutyLine, ...]
    objections: tuple[tuple[str, str], ...]


def minutes(
    state: State, *, began: datetime, is_workday: IsWorkday, paper: PaperMark, hashes: Hashes
) -> Minutes:
    """The minutes of a meeting as its book stands; `began` where no entry says when it opened."""
    assert state.last is not None
    came = frozenset(seat for seat, stays in state.stays.items() if stays)
    entitled = frozenset(seat for seat, one in state.roll.items() if one.votes)
    away = excused(state, came)
    accounts = poll_accounts(state, hashes)
    return Minutes(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        began=state.opening.utc if state.opening is not None else began,
        until=state.last.utc,
        closed=state.closed,
        officers=tuple(state.officers.items()),
        entitled=len(entitled),
        came=len(came & entitled),
        excused=len(away),
        attendees=len(state.roll) - len(entitled),
        attendees_came=len(came - entitled),
        classes=by_class(state, came),
        items=tuple(_item(item, accounts) for item in state.items.values()),
        duties=duty_lines(state, is_workday),
        objections=tuple((one.by, one.text) for one in state.objections),
    )


def _item(item: ItemState, accounts: tuple[PollAccount, ...]) -> MinutesItem:
    motion = item.motion
    return MinutesItem(
        item=item.item,
        title=item.title,
        noticed=item.noticed,
        withdrawn=item.withdrawn,
        amends=item.amends,
        motion=motion.title if motion is not None else "",
        version=motion.version if motion is not None else 0,
        text=motion.text if motion is not None else "",
        sha256=motion.sha256 if motion is not None else "",
        polls=tuple(one for one in accounts if one.item == item.item),
    )
