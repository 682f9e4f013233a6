"""Papers are made on their own thread, from the book as it lies on the disk.

The clerk says which paper it wants (`PaperWanted`); the worker opens the book read-only, replays
it, makes the record, sets it and hands the bytes back through the inbox (`PaperReady`), or says
what the room is to mend (`PaperFailed`). The clerk alone writes the file and the fact.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from queue import SimpleQueue

from kiosk.faults import HallFault
from kiosk.ledger.book import Book
from kiosk.ledger.keys import SealKey
from kiosk.meeting.people import allowance_sheet, roll_sheet
from kiosk.meeting.presence import AllowanceRule
from kiosk.meeting.record import PaperMark
from kiosk.meeting.recording import vote_record, zero_report
from kiosk.meeting.state import State, replay
from kiosk.printing.catalog import (
    Paper,
    print_allowance_sheet,
    print_roll_sheet,
    print_vote_record,
    print_zero_report,
)


class PaperKind(StrEnum):
    """The papers this worker can make; also part of their file names."""

    ZERO_REPORT = "zero_report"
    VOTE_RECORD = "vote_record"
    ROLL_SHEET = "roll_sheet"
    ALLOWANCE_SHEET = "allowance_sheet"


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """A paper is ordered: which, about which poll, its mark, from the book up to `as_of`.

    `poll` is 0 for a paper of the whole meeting.
    """

    kind: PaperKind
    poll: int
    mark: PaperMark
    as_of: int
    mirror: str


@dataclass(frozen=True, slots=True)
class PaperReady:
    """The bytes of a paper, to be filed and entered."""

    wanted: PaperWanted
    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class PaperFailed:
    """The paper could not be made; the operator is told why."""

    wanted: PaperWanted
    fault: HallFault


PaperMessage = PaperReady | PaperFailed


class PressRoom:
    """The one press worker. `post` takes its messages from any thread.

    `seal` signs; a desk without one orders no papers.
    """

    def __init__(
        self,
        read_book: Callable[[], Book],
        seal: SealKey | None,
        *,
        language: str,
        post: Callable[[PaperMessage], None],
        crash: Callable[[str, BaseException], None],
    ) -> None:
        self._read_book = read_book
        self._seal = seal
        self._language = language
        self._post = post
        self._crash = crash
        self._wanted: SimpleQueue[PaperWanted | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="press", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish what is under way and end."""
        self._wanted.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def want(self, wanted: PaperWanted) -> None:
        self._wanted.put(wanted)

    def step(self) -> None:
        """Make everything that is wanted now, on the caller's thread (virtual time)."""
        while not self._wanted.empty():
            wanted = self._wanted.get()
            if wanted is not None:
                self._post(self._make(wanted))

    def _run(self) -> None:
        try:
            while (wanted := self._wanted.get()) is not None:
                self._post(self._make(wanted))
        except BaseException as bug:  # noqa: BLE001  a thread's head
            self._crash("press", bug)

    def _make(self, wanted: PaperWanted) -> PaperMessage:
        try:
            with self._read_book() as book:
                return self._set(wanted, book)
        except HallFault as fault:
            return PaperFailed(wanted, fault)

    def _set(self, wanted: PaperWanted, book: Book) -> PaperReady:
        assert self._seal is not None
        known = takewhile(lambda entered: entered.number <= wanted.as_of, book.entries())
        source = Source(
            wanted,
            replay(known),
            names={number: person.name for number, person in book.persons().items()},
            hashes={entry.number: entry.hash.hex() for entry in book.raw()},
            seal=self._seal,
            language=self._language,
        )
        paper = MAKERS[wanted.kind](source)
        return PaperReady(wanted, paper.pdf, paper.pages)


@dataclass(frozen=True, slots=True)
class Source:
    """What a paper is made from: the state replayed up to the entry at which it was ordered."""

    wanted: PaperWanted
    state: State
    names: Mapping[int, str]
    hashes: Mapping[int, str]
    seal: SealKey
    language: str


def _zero_report(of: Source) -> Paper:
    wanted = of.wanted
    report = zero_report(of.state, wanted.poll, paper=wanted.mark, hashes=of.hashes)
    return print_zero_report(report, language=of.language)


def _vote_record(of: Source) -> Paper:
    record = vote_record(
        of.state,
        of.wanted.poll,
        paper=of.wanted.mark,
        names=of.names,
        hashes=of.hashes,
        mirror=of.wanted.mirror,
    )
    return print_vote_record(record, sign=of.seal.sign, language=of.language)


def _roll_sheet(of: Source) -> Paper:
    sheet = roll_sheet(of.state, paper=of.wanted.mark, names=of.names, hashes=of.hashes)
    return print_roll_sheet(sheet, language=of.language)


def _allowance_sheet(of: Source) -> Paper:
    sheet = allowance_sheet(
        of.state,
        rule=AllowanceRule(),
        paper=of.wanted.mark,
        names=of.names,
        hashes=of.hashes,
    )
    return print_allowance_sheet(sheet, language=of.language)


MAKERS: Mapping[PaperKind, Callable[[Source], Paper]] = {
    PaperKind.ZERO_REPORT: _zero_report,
    PaperKind.VOTE_RECORD: _vote_record,
    PaperKind.ROLL_SHEET: _roll_sheet,
    PaperKind.ALLOWANCE_SHEET: _allowance_sheet,
}
"""How each paper is made."""
