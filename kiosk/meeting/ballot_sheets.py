"""纸质选票 and 计票单: what people fill in by hand, and what they put down of it.

A ballot paper bears its number and no name: which seat holds which number stands in the book of a
named poll alone. A number is printed once. Whoever spoils a paper gets the next number, so a second
printing holds the numbers that were issued since the first.
"""

from dataclasses import dataclass

from kiosk.meeting.ballot import Channel
from kiosk.meeting.columns import counted_by_people, limits, sheets_of, standing_sheet
from kiosk.meeting.motion import Motion
from kiosk.meeting.papercount import Entry
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.meeting.recording import Hashes, book_mark, heading, motion_of
from kiosk.meeting.state import State

BALLOTS = "paper_ballots"
"""The kind of paper that holds ballots."""


@dataclass(frozen=True, slots=True)
class PaperBallots:
    """The ballots that are printed now; `issued` are all numbers that were handed out so far."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    plan: PollPlan
    item_title: str
    motion: Motion
    numbers: tuple[int, ...]
    issued: int


@dataclass(frozen=True, slots=True)
class ChannelToCount:
    """One channel that two people count: how much there can be, and the sheets entered so far.

    Who is `entitled` in this way stands fast when the poll closes; None before.
    """

    channel: Channel
    issued: int
    spoilt: int
    entitled: int | None
    sheets: tuple[Entry, ...]
    agreed: bool


@dataclass(frozen=True, slots=True)
class CountingSheet:
    """手工计票单 of a poll: to be filled in, or with what two people have entered."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    plan: PollPlan
    item_title: str
    motion: Motion
    channels: tuple[ChannelToCount, ...]


def new_numbers(state: State, poll: PollState) -> tuple[int, ...]:
    """The numbers that stand and were issued after the last printing of this poll's ballots."""
    kind = (BALLOTS, poll.plan.poll)
    printed = max((one.as_of for one in state.papers if (one.kind, one.poll) == kind), default=-1)
    return tuple(number for number in poll.papers if poll.numbered[number] > printed)


def paper_ballots(state: State, number: int, *, paper: PaperMark, hashes: Hashes) -> PaperBallots:
    """The ballots to be printed now."""
    poll = state.polls[number]
    assert state.last is not None
    item = state.items[poll.plan.item]
    return PaperBallots(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        plan=poll.plan,
        item_title=poll.item_title or item.title,
        motion=motion_of(item, poll),
        numbers=new_numbers(state, poll),
        issued=len(poll.papers) + len(poll.spoilt),
    )


def counting_sheet(state: State, number: int, *, paper: PaperMark, hashes: Hashes) -> CountingSheet:
    """The sheet of a poll that people count, at least in part."""
    poll = state.polls[number]
    assert state.last is not None
    item = state.items[poll.plan.item]
    return CountingSheet(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        plan=poll.plan,
        item_title=poll.item_title or item.title,
        motion=motion_of(item, poll),
        channels=tuple(_to_count(poll, channel) for channel in counted_by_people(poll)),
    )


def _to_count(poll: PollState, channel: Channel) -> ChannelToCount:
    most, entitled = limits(poll, channel)
    paper = channel is Channel.PAPER
    return ChannelToCount(
        channel=channel,
        issued=most if paper else 0,
        spoilt=len(poll.spoilt) if paper else 0,
        entitled=entitled if poll.closing is not None else None,
        sheets=tuple(sheets_of(poll, channel)),
        agreed=standing_sheet(poll, channel) is not None,
    )
