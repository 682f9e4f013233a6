"""闭会报告: the account of the whole meeting, and what of it nobody can recompute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.meeting.columns import counted_by_people
from kiosk.meeting.facts import Entered, MeetingClosed
from kiosk.meeting.notable import Step, mishaps
from kiosk.meeting.paper_copies import is_printed
from kiosk.meeting.poll_accounts import PollAccount, poll_accounts
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.record import BookMark, Heading, PaperMark, RefusedLine
from kiosk.meeting.recording import Hashes, Names, book_mark, heading, refused_line
from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that was issued; `printed`: somebody has it in hand."""

    number: str
    kind: str
    poll: int
    copy: int
    pages: int
    sha256: str
    file: str
    as_of: int
    printed: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """Every press that the book holds: heard = counted + replaced + refused.

    `of_no_poll` are among the refused: there was no poll they could belong to. `stood_by` are
    evidence of bases that stood by, and in no sum.
    """

    heard: int
    counted: int
    replaced: int
    refused: int
    of_no_poll: int
    stood_by: int


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """The report; `closed_by` is empty while the meeting goes on. `genesis` is entry 0."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    genesis: BookMark
    closed_at: datetime | None
    closed_by: str
    entitled: int
    came: int
    attendees_came: int
    polls: tuple[PollAccount, ...]
    presses: Sums
    strays: tuple[RefusedLine, ...]
    papers: tuple[PaperLine, ...]
    mishaps: tuple[Step, ...]
    halts: int
    starts: int
    medium: str
    objections: tuple[tuple[str, str], ...]
    unproven: tuple[tuple[int, str], ...]


def closing_report(
    state: State, told: Sequence[Entered], *, paper: PaperMark, names: Names, hashes: Hashes
) -> ClosingReport:
    """The report of a meeting as its book stands; `told` are the book's notable entries."""
    assert state.last is not None
    accounts = poll_accounts(state, hashes)
    came = [seat for seat, stays in state.stays.items() if stays]
    voting = sum(state.roll[seat].votes for seat in came)
    closed = next((one for one in told if isinstance(one.fact, MeetingClosed)), None)
    befell = mishaps(told)
    return ClosingReport(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        genesis=book_mark(told[0], hashes),
        closed_at=closed.utc if closed is not None else None,
        closed_by=closed.fact.by if closed and isinstance(closed.fact, MeetingClosed) else "",
        entitled=state.voting_roll,
        came=voting,
        attendees_came=len(came) - voting,
        polls=accounts,
        presses=_sums(state, accounts),
        strays=tuple(refused_line(state, one, names) for one in state.stray),
        papers=paper_lines(state),
        mishaps=befell,
        halts=sum(one.fact == "Halted" for one in befell),
        starts=1 + sum(one.fact == "KioskStarted" for one in befell),
        medium=state.medium,
        objections=tuple((one.by, one.text) for one in state.objections),
        unproven=tuple(
            (number, why) for number, poll in state.polls.items() for why in unproven(poll)
        ),
    )


def paper_lines(state: State) -> tuple[PaperLine, ...]:
    """Every paper that was issued so far."""
    return tuple(
        PaperLine(
            number=one.number,
            kind=one.kind,
            poll=one.poll,
            copy=one.copy,
            pages=one.pages,
            sha256=one.sha256,
            file=one.file,
            as_of=one.as_of,
            printed=is_printed(state.copies, one),
        )
        for one in state.papers
    )


def _sums(state: State, accounts: Iterable[PollAccount]) -> Sums:
    presses = [one.presses for one in accounts]
    strays = len(state.stray)
    return Sums(
        heard=sum(one.heard for one in presses) + strays,
        counted=sum(one.counted for one in presses),
        replaced=sum(one.replaced for one in presses),
        refused=sum(one.refused for one in presses) + strays,
        of_no_poll=strays,
        stood_by=sum(one.stood_by for one in presses),
    )


def unproven(poll: PollState) -> Iterable[str]:
    """What of a poll rests on people's word and not on the book alone."""
    if poll.opened_urn is not None:
        yield "urn"
    if counted_by_people(poll):
        yield "counted_by_people"
    if poll.missed:
        yield "base_missed"
    if poll.totals_only:
        yield "totals_only"
    if poll.era:
        yield "clocks_lost"
    if poll.overrides:
        yield "gate_overridden"
