"""What facts of papers change in the state: what is issued, and each copy."""

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.paper_copies import CopyFact, fold_copy
from kiosk.meeting.progress import Fold, State


def _paper_issued(state: State, entered: Entered, fact: f.PaperIssued) -> None:
    state.papers.append(fact)
    poll = state.polls.get(fact.poll)
    if poll is not None and fact.kind == "zero_report":
        poll.zero_report = fact.number
    if poll is not None and fact.kind == "vote_record":
        poll.record = fact.number


def _copy_told(state: State, entered: Entered, fact: CopyFact) -> None:
    fold_copy(state.copies, fact)


FOLDS: dict[type, Fold] = {
    f.PaperIssued: _paper_issued,
    f.PaperSent: _copy_told,
    f.QueueTold: _copy_told,
    f.PaperPrinted: _copy_told,
    f.PaperSpoilt: _copy_told,
}
