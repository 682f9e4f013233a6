"""公证工作记录: what the book can give a notary for the own record. Never that record itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.meeting.closing import PaperLine, paper_lines
from kiosk.meeting.facts import Entered
from kiosk.meeting.notable import Step, mishaps, steps
from kiosk.meeting.poll_accounts import PollAccount, poll_accounts
from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.meeting.recording import Hashes, book_mark, heading
from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class NotarialNotes:
    """The course of the meeting step by step, its polls and papers, as the book stands."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    genesis: BookMark
    officers: tuple[tuple[str, str], ...]
    entitled: int
    came: int
    attendees_came: int
    steps: tuple[Step, ...]
    mishaps: tuple[Step, ...]
    polls: tuple[PollAccount, ...]
    papers: tuple[PaperLine, ...]
    medium: str


def notarial_notes(
    state: State, told: Sequence[Entered], *, paper: PaperMark, hashes: Hashes
) -> NotarialNotes:
    """The notes of a meeting; `told` are the book's notable entries."""
    assert state.last is not None
    came = [seat for seat, stays in state.stays.items() if stays]
    voting = sum(state.roll[seat].votes for seat in came)
    return NotarialNotes(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        genesis=book_mark(told[0], hashes),
        officers=tuple(state.officers.items()),
        entitled=state.voting_roll,
        came=voting,
        attendees_came=len(came) - voting,
        steps=steps(told),
        mishaps=mishaps(told),
        polls=poll_accounts(state, hashes),
        papers=paper_lines(state),
        medium=state.medium,
    )
