"""Papers on their way: which one is wanted, under which number, and its filing as a fact."""

import hashlib
from collections.abc import Callable

from kiosk.clerk import orders as o
from kiosk.clerk.archive import Archive
from kiosk.clerk.papers import PaperFailed, PaperKind, PaperMessage, PaperReady, PaperWanted
from kiosk.clerk.viewing import Bulletin
from kiosk.faults import HallFault
from kiosk.meeting import facts as f
from kiosk.meeting.record import PaperMark
from kiosk.meeting.state import State
from kiosk.words import civil

Want = Callable[[PaperWanted], None]
PaperOrder = o.IssueZeroReport | o.IssueRecord | o.IssueSheet


class Filing:
    """Numbers papers, orders them from the press, files what comes back."""

    def __init__(self, archive: Archive, want: Want) -> None:
        self._archive = archive
        self._want = want
        self._under_way: dict[tuple[PaperKind, int], PaperMark] = {}

    def want(self, state: State, order: PaperOrder, *, mirror: str) -> None:
        """Order a paper from the press; one that is already under way is not ordered twice."""
        kind, poll = _subject(state, order)
        if (kind, poll) in self._under_way:
            return
        assert state.last is not None
        mark = self._mark(state, kind, poll)
        self._under_way[kind, poll] = mark
        self._want(PaperWanted(kind, poll, mark, state.last.number, mirror))

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
            bulletin.fault(place, fault)
            return (f.HallFaulted(str(fault), fault.where),)
        bulletin.mend(place)
        return (issued,)

    def _file(self, ready: PaperReady) -> f.PaperIssued:
        wanted, mark = ready.wanted, ready.wanted.mark
        kind = wanted.kind.replace("_", "-")
        subject = f"{kind}-poll-{wanted.poll}" if wanted.poll else kind
        name = f"{mark.number}-{subject}-copy-{mark.copy}.pdf"
        self._archive.file(name, ready.pdf)
        return f.PaperIssued(
            number=mark.number,
            kind=wanted.kind,
            poll=wanted.poll,
            copy=mark.copy,
            pages=ready.pages,
            sha256=hashlib.sha256(ready.pdf).hexdigest(),
            file=name,
            as_of=wanted.as_of,
        )

    def _mark(self, state: State, kind: PaperKind, poll: int) -> PaperMark:
        """The next copy of a paper that exists, or the next number of the meeting."""
        copies = [p for p in state.papers if (p.kind, p.poll) == (kind, poll)]
        if copies:
            number = copies[0].number
            return PaperMark(number, _serial(number), max(p.copy for p in copies) + 1)
        used = [_serial(p.number) for p in state.papers]
        used += [mark.serial for mark in self._under_way.values()]
        serial = max(used, default=0) + 1
        return PaperMark(f"{_year(state)}-{serial:03d}", serial, 1)


def _subject(state: State, order: PaperOrder) -> tuple[PaperKind, int]:
    if isinstance(order, o.IssueSheet):
        return PaperKind(order.sheet), 0
    if isinstance(order, o.IssueRecord):
        return PaperKind.VOTE_RECORD, order.poll
    return PaperKind.ZERO_REPORT, state.last_poll


def _serial(number: str) -> int:
    return int(number.rpartition("-")[2])


def _year(state: State) -> int:
    assert state.card is not None
    assert state.last is not None
    return civil(state.last.utc, state.card.utc_offset_min).year
