"""Papers on their way out: sent once, asked about, confirmed by a person, or given up.

One copy of a paper is out at a time: whoever wants another says first that this one is there, or
gives it up with a reason. So a sheet that is shown can only be that copy, and no second original is
ever on its way.
"""

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.facts import PaperIssued, PaperPrinted, PaperSent, PaperSpoilt, QueueTold
from kiosk.meeting.paper_copies import OVER, UNDER_WAY, Confirmed, CopyState, Queue
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State


def newest(state: State, number: str) -> PaperIssued | None:
    """The newest copy of a paper."""
    copies = [paper for paper in state.papers if paper.number == number]
    return max(copies, key=lambda paper: paper.copy, default=None)


def copy_of(state: State, paper: PaperIssued) -> CopyState | None:
    """What became of an issued copy; None before it was sent."""
    return state.copies.get((paper.number, paper.copy))


def may_print(state: State, number: str) -> Answer:
    """The newest copy may be sent when it never was; the sending itself is the queue keeper's."""
    paper = newest(state, number)
    if paper is None:
        return Refusal(Reason.NO_SUCH_PAPER, {"number": number})
    copy = copy_of(state, paper)
    return Refusal(Reason.SENT_ALREADY, {"number": number}) if copy is not None else ()


def may_issue_again(state: State, kind: str, poll: int) -> Refusal | None:
    """Another copy waits until somebody has said what became of the one that is out."""
    for paper in state.papers:
        copy = copy_of(state, paper)
        if (paper.kind, paper.poll) == (kind, poll) and copy is not None and copy.is_out:
            return Refusal(Reason.COPY_IS_OUT, {"number": paper.number, "copy": paper.copy})
    return None


def send(state: State, number: str, copy: int, *, printer: str, job: str) -> tuple[PaperSent, ...]:
    """The queue keeps it under the name `job`; nothing for a copy that was sent before."""
    if (number, copy) in state.copies:
        return ()
    return (PaperSent(number, copy, printer, job),)


def hear_queue(state: State, number: str, copy: int, told: Queue) -> tuple[QueueTold, ...]:
    """What is new of a copy that is out; that it waits or prints is news after a trouble only."""
    known = state.copies.get((number, copy))
    if known is None or not known.is_out or known.told is told or known.told in OVER:
        return ()
    if known.told in UNDER_WAY and told in UNDER_WAY:
        return ()
    return (QueueTold(number, copy, told),)


def confirm(state: State, number: str, *, how: Confirmed, by: str) -> Answer:
    """A person has the sheet in hand: the copy that is out, whatever the queue said of it."""
    if not by:
        return Refusal(Reason.NAME_MISSING)
    papers = [paper for paper in state.papers if paper.number == number]
    if not papers:
        return Refusal(Reason.NO_SUCH_PAPER, {"number": number})
    out = [paper for paper in papers if (copy := copy_of(state, paper)) and copy.is_out]
    if not out:
        return Refusal(Reason.NO_COPY_OUT, {"number": number})
    return (PaperPrinted(number, out[0].copy, how, by),)


def give_up(state: State, number: str, *, reason: str, by: str) -> Answer:
    """Before another copy is made: the one that did not come out whole is given up, with a reason.

    One that is confirmed stands; nothing then says that it was spoilt.
    """
    paper = newest(state, number)
    if paper is None:
        return Refusal(Reason.NO_SUCH_PAPER, {"number": number})
    if not reason:
        return Refusal(Reason.REASON_MISSING)
    copy = copy_of(state, paper)
    if copy is not None and not copy.is_out:
        return ()
    return (PaperSpoilt(number, paper.copy, reason, by),)
