"""谁的按键为什么没算, for one poll: also where no record tells it, since the poll was put aside."""

from dataclasses import dataclass

from kiosk.meeting.accounting import PressLine, told_lines, uncounted
from kiosk.meeting.motion import Motion
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.poll_accounts import PressSums, press_sums
from kiosk.meeting.record import BookMark, Heading, PaperMark, RefusedLine, Voided
from kiosk.meeting.recording import Hashes, Names, book_mark, heading, motion_of
from kiosk.meeting.recording_course import voided
from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class UncountedPresses:
    """Every press of a poll that does not count, in the order of the book.

    Of a secret poll it says that there was one, and not which keys; those that a later press of
    the same seat replaced are only in the sums.
    """

    heading: Heading
    paper: PaperMark
    book: BookMark
    plan: PollPlan
    item_title: str
    motion: Motion
    stage: str
    voided: Voided | None
    presses: PressSums
    lines: tuple[RefusedLine, ...]


def uncounted_presses(
    state: State, number: int, *, paper: PaperMark, names: Names, hashes: Hashes
) -> UncountedPresses:
    """The account of one poll, as the book stands."""
    poll = state.polls[number]
    assert state.last is not None
    item = state.items[poll.plan.item]
    lines = uncounted(told_lines(poll, keys=True))
    return UncountedPresses(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        plan=poll.plan,
        item_title=poll.item_title or item.title,
        motion=motion_of(item, poll),
        stage=poll.stage,
        voided=voided(poll),
        presses=press_sums(poll),
        lines=tuple(_line(state, one, names) for one in lines),
    )


def _line(state: State, one: PressLine, names: Names) -> RefusedLine:
    delegate = state.roll.get(one.seat)
    assert one.heard is not None
    return RefusedLine(
        entry=one.entry,
        seat=one.seat,
        name=names.get(delegate.number, "") if delegate is not None else "",
        base=one.base,
        keypad=one.keypad,
        keys=one.keys or (),
        at=one.heard,
        reason=one.fate,
    )
