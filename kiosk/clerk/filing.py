"""Papers on their way: which one is wanted, under which number, and its filing as a fact."""

import hashlib
from collections.abc import Callable

from kiosk.clerk import orders as o
from kiosk.clerk.archive import Archive
from kiosk.clerk.complete_set import PaperOrder, lacking
from kiosk.clerk.orders_papers import OF_A_POLL, Sheet
from kiosk.clerk.papers import (
    SUFFIXES,
    PaperFailed,
    PaperKind,
    PaperMessage,
    PaperReady,
    PaperWanted,
)
from kiosk.clerk.viewing import Bulletin
from kiosk.faults import HallFault
from kiosk.meeting import facts as f
from kiosk.meeting.ballot_sheets import new_numbers
from kiosk.meeting.opening import opening_as_of
from kiosk.meeting.record import PaperMark
from kiosk.meeting.state import State
from kiosk.words import civil

Want = Callable[[PaperWanted], None]
SIGNING = "signing"
STANDING = frozenset({PaperKind.ZERO_REPORT, PaperKind.VOTE_RECORD, PaperKind.SEAL_SLIP})
"""What these say does not change any more: ordered again, they are copies."""


class Filing:
    """Numbers papers, orders them from the press, files what comes back."""

    def __init__(self, archive: Archive, want: Want) -> None:
        self._archive = archive
        self._want = want
        self._under_way: dict[tuple[PaperKind, int], PaperMark] = {}
        self._failed: set[tuple[PaperKind, int]] = set()
        self._set_since: int | None = None

    def makes(self, kind: PaperKind, poll: int = 0) -> bool:
        """Whether this paper is being made now."""
        return (kind, poll) in self._under_way

    def want_set(self, state: State) -> None:
        """From now on the papers of the complete set are ordered, one after the other."""
        assert state.last is not None
        ended = state.ending.number if state.ending is not None else state.last.number
        self._set_since = ended
        self._failed.clear()

    def go_on(self, state: State, *, mirror: str) -> None:
        """Order what wants no order: ballots that were issued, and the next of a set."""
        poll = state.running or state.poll
        if poll is not None and new_numbers(state, poll):
            order = o.IssueSheet(Sheet.BALLOTS, "", poll.plan.poll)
            self._want_once(state, order, mirror=mirror)
        if self._set_since is None or self._under_way:
            return
        wanted = lacking(state, self._set_since)
        order = next((one for one in wanted if _subject(state, one) not in self._failed), None)
        if order is not None:
            self.want(state, order, mirror=mirror)

    def _want_once(self, state: State, order: PaperOrder, *, mirror: str) -> None:
        """Ordered by nobody: what failed waits until somebody does."""
        if _subject(state, order) not in self._failed:
            self.want(state, order, mirror=mirror)

    def want(self, state: State, order: PaperOrder, *, mirror: str) -> None:
        """Order a paper from the press; one that is already under way is not ordered twice."""
        kind, poll = _subject(state, order)
        if (kind, poll) in self._under_way:
            return
        assert state.last is not None
        self._failed.discard((kind, poll))
        mark = self._mark(state, kind, poll)
        self._under_way[kind, poll] = mark
        opening = kind is PaperKind.OPENING_SHEET
        as_of = opening_as_of(state) if opening else state.last.number
        self._want(PaperWanted(kind, poll, mark, as_of, mirror))

    def want_again(self, state: State, number: str, *, mirror: str) -> None:
        """Order the next copy of a paper: what it says is what the first one said."""
        first = next(paper for paper in state.papers if paper.number == number)
        kind = PaperKind(first.kind)
        if (kind, first.poll) not in self._under_way:
            mark = _next_copy(state, number)
            self._under_way[kind, first.poll] = mark
            self._want(PaperWanted(kind, first.poll, mark, first.as_of, mirror))

    def receive(self, message: PaperMessage, bulletin: Bulletin) -> tuple[f.Fact, ...]:
        """File a paper that is ready; tell the console of one that failed."""
        wanted = message.wanted
        place = f"{wanted.kind} {wanted.poll}"
        self._under_way.pop((wanted.kind, wanted.poll), None)
        try:
            if isinstance(message, PaperFailed):
                raise message.fault
            issued = self._file(message)
        except HallFault as fault:
            self._failed.add((wanted.kind, wanted.poll))
            bulletin.fault(place, fault)
            return (f.HallFaulted(str(fault), fault.where),)
        bulletin.mend(place)
        return (issued, *_unsigned(message, bulletin))

    def _file(self, ready: PaperReady) -> f.PaperIssued:
        wanted, mark = ready.wanted, ready.wanted.mark
        kind = wanted.kind.replace("_", "-")
        subject = f"{kind}-poll-{wanted.poll}" if wanted.poll else kind
        suffix = SUFFIXES.get(wanted.kind, ".pdf")
        name = f"{mark.number}-{subject}-copy-{mark.copy}{suffix}"
        self._archive.file(name, ready.pdf)
        for ending, signature in ready.detached.items():
            self._archive.file(f"{name}{ending}", signature, anew=True)
        return f.PaperIssued(
            number=mark.number,
            kind=wanted.kind,
            poll=wanted.poll,
            copy=mark.copy,
            pages=ready.pages,
            sha256=hashlib.sha256(ready.pdf).hexdigest(),
            file=name,
            as_of=wanted.as_of,
            unsigned_sha256=ready.unsigned_sha256,
            certificate=ready.certificate,
            detached=tuple(ready.detached),
        )

    def _mark(self, state: State, kind: PaperKind, poll: int) -> PaperMark:
        """The next copy of a paper that exists, or the next number of the meeting.

        A paper that says how the meeting stands says something else each time: another number.
        """
        copies = [p for p in state.papers if (p.kind, p.poll) == (kind, poll) and kind in STANDING]
        if copies:
            return _next_copy(state, copies[0].number)
        used = [_serial(p.number) for p in state.papers]
        used += [mark.serial for mark in self._under_way.values()]
        serial = max(used, default=0) + 1
        return PaperMark(f"{_year(state)}-{serial:03d}", serial, 1)


def _next_copy(state: State, number: str) -> PaperMark:
    copies = [paper.copy for paper in state.papers if paper.number == number]
    return PaperMark(number, _serial(number), max(copies) + 1)


def _unsigned(ready: PaperReady, bulletin: Bulletin) -> tuple[f.Fact, ...]:
    """A signature beside the paper that could not be made is told, and told once."""
    if ready.fault is None:
        bulletin.mend(SIGNING)
        return ()
    known = SIGNING in bulletin.faults
    bulletin.fault(SIGNING, ready.fault)
    return () if known else (f.HallFaulted(str(ready.fault), ready.fault.where),)


def _subject(state: State, order: PaperOrder) -> tuple[PaperKind, int]:
    if isinstance(order, o.IssueSheet):
        of_poll = order.sheet in OF_A_POLL
        return PaperKind(order.sheet), (order.poll or state.last_poll) if of_poll else 0
    if isinstance(order, o.IssueRecord):
        return PaperKind.VOTE_RECORD, order.poll
    return PaperKind.ZERO_REPORT, state.last_poll


def _serial(number: str) -> int:
    return int(number.rpartition("-")[2])


def _year(state: State) -> int:
    assert state.card is not None
    assert state.last is not None
    return civil(state.last.utc, state.card.utc_offset_min).year
