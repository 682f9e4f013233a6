"""The console's list of papers: how far each copy is, and what may be ordered of it."""

from kiosk.clerk.views import Act, Action, PrintLine
from kiosk.meeting.acts.printing import newest
from kiosk.meeting.facts import PaperIssued
from kiosk.meeting.paper_copies import CopyState, Way, way_of
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

OUT = frozenset({Way.SENT, Way.TROUBLE, Way.DONE})


def print_lines(state: State, *, has_printer: bool) -> tuple[PrintLine, ...]:
    """Every copy of every paper, the newest first."""
    return tuple(_line(state, paper, has_printer=has_printer) for paper in reversed(state.papers))


def _line(state: State, paper: PaperIssued, *, has_printer: bool) -> PrintLine:
    copy = state.copies.get((paper.number, paper.copy), CopyState())
    way = way_of(state.copies, paper)
    is_newest = newest(state, paper.number) is paper
    return PrintLine(
        number=paper.number,
        kind=paper.kind,
        poll=paper.poll,
        copy=paper.copy,
        pages=paper.pages,
        way=way,
        told=copy.told,
        confirmed=copy.confirmed,
        by=copy.by,
        reason=copy.spoilt,
        actions=_actions(way, has_printer=has_printer) if is_newest else (),
    )


def _actions(way: Way, *, has_printer: bool) -> tuple[Action, ...]:
    """What may be ordered of the newest copy of a paper."""
    no_printer = None if has_printer else Refusal(Reason.NO_PRINTER)
    if way is Way.FILED:
        return (Action(Act.PRINT_PAPER, no_printer), Action(Act.REPRINT))
    confirm = (Action(Act.CONFIRM_PRINTED),) if way in OUT else ()
    return (*confirm, Action(Act.REPRINT))


def open_papers(state: State, *, has_printer: bool) -> int:
    """How many papers wait for a person: sent and not confirmed, or, where there is a printer, not
    sent at all.
    """
    waiting = OUT | ({Way.FILED} if has_printer else frozenset[Way]())
    newest_of = {paper.number: paper for paper in state.papers}
    return sum(way_of(state.copies, paper) in waiting for paper in newest_of.values())
