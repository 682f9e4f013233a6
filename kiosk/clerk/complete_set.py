"""The complete set: the papers a meeting leaves behind, in the order in which they are made.

What is about one poll is made once. What is about the whole meeting says how it stands, so at the
end it is made again; the closing report and the notary's notes come last, for they list the others.
Which papers are lacking is read from the book: a restart between two of them loses none. Once the
personal records are deleted none is made any more.
"""

from collections.abc import Iterable, Iterator

from kiosk.clerk import orders as o
from kiosk.clerk.orders_papers import Sheet
from kiosk.meeting.columns import counted_by_people
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.state import State

PaperOrder = o.IssueZeroReport | o.IssueRecord | o.IssueSheet
OF_THE_MEETING = (
    Sheet.ROLL,
    Sheet.COMPOSITION,
    Sheet.ALLOWANCE,
    Sheet.DUTIES,
    Sheet.MINUTES,
    Sheet.MINUTES_TEXT,
    Sheet.CLOSING,
    Sheet.NOTARIAL,
    Sheet.NOTARIAL_DATA,
)


def lacking(state: State, since: int) -> Iterator[PaperOrder]:
    """What the set lacks; papers about the whole meeting are to be no older than entry `since`."""
    if not state.roll or state.forgotten:
        return
    have = {(one.kind, one.poll) for one in state.papers}
    if (Sheet.OPENING, 0) not in have:
        yield o.IssueSheet(Sheet.OPENING, "")
    for poll in state.polls.values():
        yield from (one for kind, one in _of(poll) if (kind, poll.plan.poll) not in have)
    fresh = {one.kind for one in state.papers if one.as_of >= since}
    for sheet in OF_THE_MEETING:
        if sheet not in fresh and (sheet is not Sheet.DUTIES or state.duties):
            yield o.IssueSheet(sheet, "")


def _of(poll: PollState) -> Iterable[tuple[str, PaperOrder]]:
    """The papers about one poll, by kind."""
    number = poll.plan.poll
    if poll.opened is not None and counted_by_people(poll):
        yield Sheet.COUNTING, o.IssueSheet(Sheet.COUNTING, "", number)
    if poll.declared is not None:
        yield "vote_record", o.IssueRecord(number, "")
    elif poll.stage is Stage.VOID and (poll.refused or poll.ballots or poll.replaced):
        yield Sheet.UNCOUNTED, o.IssueSheet(Sheet.UNCOUNTED, "", number)
