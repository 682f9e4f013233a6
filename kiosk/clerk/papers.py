"""Papers are made on their own thread, from the book as it lies on the disk.

The clerk says which paper it wants (`PaperWanted`); the worker opens the book read-only, replays
it, makes the record, sets it and hands the bytes back through the inbox (`PaperReady`), or says
what the room is to mend (`PaperFailed`). The clerk alone writes the file and the fact.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from queue import SimpleQueue

from kiosk.clerk.handing_over import HandOver
from kiosk.clerk.passes import cards_of
from kiosk.clerk.poll_text import poll_text, replay_past
from kiosk.clerk.signing import Inside, certificate_of, sign_beside, sign_inside
from kiosk.clerk.workdays import is_workday
from kiosk.faults import HallFault
from kiosk.ledger.book import Book
from kiosk.ledger.certificate import HallCertificate
from kiosk.ledger.keys import SealKey
from kiosk.meeting.ballot_sheets import counting_sheet, paper_ballots
from kiosk.meeting.closing import closing_report
from kiosk.meeting.composing import composition_table
from kiosk.meeting.duty_list import duty_list
from kiosk.meeting.facts import Entered
from kiosk.meeting.minutes import Minutes, minutes
from kiosk.meeting.notable import NOTABLE
from kiosk.meeting.notarial import NotarialNotes, notarial_notes
from kiosk.meeting.opening import opening_sheet
from kiosk.meeting.people import allowance_sheet, passes, roll_sheet
from kiosk.meeting.presence import AllowanceRule
from kiosk.meeting.record import PaperMark
from kiosk.meeting.recording import vote_record, zero_report
from kiosk.meeting.roll import Person
from kiosk.meeting.sealed import seal_slip
from kiosk.meeting.state import State
from kiosk.meeting.uncounted import uncounted_presses
from kiosk.printing.catalog import (
    Paper,
    print_allowance_sheet,
    print_pass_cards,
    print_roll_sheet,
    print_seal_slip,
    print_sheet,
    print_vote_record,
    print_zero_report,
    write_minutes,
    write_record,
)
from kiosk.printing.paper_frames import PollText
from kiosk.words import words


class PaperKind(StrEnum):
    """The papers this worker can make; also part of their file names."""

    ZERO_REPORT = "zero_report"
    VOTE_RECORD = "vote_record"
    OPENING_SHEET = "opening_sheet"
    ROLL_SHEET = "roll_sheet"
    COMPOSITION_TABLE = "composition_table"
    ALLOWANCE_SHEET = "allowance_sheet"
    SEAL_SLIP = "seal_slip"
    PAPER_BALLOTS = "paper_ballots"
    COUNTING_SHEET = "counting_sheet"
    UNCOUNTED_PRESSES = "uncounted_presses"
    DUTY_LIST = "duty_list"
    MINUTES = "minutes"
    MINUTES_TEXT = "minutes_text"
    CLOSING_REPORT = "closing_report"
    NOTARIAL_NOTES = "notarial_notes"
    NOTARIAL_RECORD = "notarial_record"
    PASSES = "passes"


SUFFIXES = {PaperKind.MINUTES_TEXT: ".docx", PaperKind.NOTARIAL_RECORD: ".json"}
"""What is no PDF: it is filed and entered like the others, and goes to no printer."""


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
    """The bytes of a paper, signed where the hall signs, to be filed and entered.

    `unsigned_sha256` and `certificate` are empty where nothing is signed inside the file;
    `detached` are the signatures beside it by their endings; `fault` is why one of them is missing.
    """

    wanted: PaperWanted
    pdf: bytes
    pages: int
    unsigned_sha256: str = ""
    certificate: str = ""
    detached: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    fault: HallFault | None = None


@dataclass(frozen=True, slots=True)
class PaperFailed:
    """The paper could not be made; the operator is told why."""

    wanted: PaperWanted
    fault: HallFault


PaperMessage = PaperReady | PaperFailed


class PressRoom:
    """The one press worker. `post` takes its messages from any thread.

    `seal` signs; a desk without one orders no papers. `certificate` signs inside the file and with
    SM2, where the hall has one. `hand_over` makes what leaves the hall, and tells its hashes;
    `photos` is the folder of those that passes show.
    """

    def __init__(
        self,
        read_book: Callable[[], Book],
        seal: SealKey | None,
        *,
        language: str,
        post: Callable[[PaperMessage], None],
        crash: Callable[[str, BaseException], None],
        certificate: HallCertificate | None = None,
        hand_over: HandOver | None = None,
        photos: Path | None = None,
    ) -> None:
        self._read_book = read_book
        self._seal = seal
        self._certificate = certificate
        self._hand_over = hand_over
        self._photos = photos
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
        named = wanted.poll if wanted.kind is PaperKind.VOTE_RECORD else 0
        told: list[Entered] = []
        state, before = replay_past(_noting(known, told), named)
        source = Source(
            wanted,
            state,
            poll_text(book, state, before, named) if named else None,
            told=told,
            persons=book.persons(),
            hashes={entry.number: entry.hash.hex() for entry in book.raw()},
            seal=self._seal,
            language=self._language,
            book=book,
            hand_over=self._hand_over,
            photos=self._photos,
        )
        paper = MAKERS[wanted.kind](source)
        if wanted.kind in SUFFIXES:
            inside = Inside(paper.pdf, "", certificate_of(state.certificate, self._certificate))
        else:
            inside = sign_inside(
                paper.pdf,
                state.certificate,
                self._certificate,
                at=paper.at,
                language=self._language,
            )
        detached, fault = sign_beside(inside.pdf, self._seal, inside.certificate)
        return PaperReady(
            wanted,
            inside.pdf,
            paper.pages,
            unsigned_sha256=inside.unsigned_sha256,
            certificate=_signed_with(inside),
            detached=detached,
            fault=fault,
        )


def _signed_with(inside: Inside) -> str:
    """Which certificate signed inside the file; what is no PDF is signed beside it alone."""
    held = inside.certificate if inside.unsigned_sha256 else None
    return held.told.fingerprint if held is not None else ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a paper is made from: the state replayed up to the entry at which it was ordered.

    `poll` is the text of the named poll that a vote record is of; `told` are the notable entries up
    to there.
    """

    wanted: PaperWanted
    state: State
    poll: PollText | None
    told: Sequence[Entered]
    persons: Mapping[int, Person]
    hashes: Mapping[int, str]
    seal: SealKey
    language: str
    book: Book
    hand_over: HandOver | None
    photos: Path | None = None

    @property
    def names(self) -> Mapping[int, str]:
        """Delegate number → name."""
        return {number: person.name for number, person in self.persons.items()}


def _noting(known: Iterable[Entered], told: list[Entered]) -> Iterator[Entered]:
    """Let the entries pass, and keep the notable ones in `told`."""
    for entered in known:
        if isinstance(entered.fact, NOTABLE):
            told.append(entered)
        yield entered


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
        root_sm3=of.book.root_sm3(of.wanted.poll),
    )
    return print_vote_record(record, sign=of.seal.sign, language=of.language, poll=of.poll)


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


def _seal_slip(of: Source) -> Paper:
    assert of.hand_over is not None
    wanted = of.wanted
    files = of.hand_over.files(of.book, as_of=wanted.as_of, first=wanted.mark.copy == 1)
    slip = seal_slip(of.state, files=files, paper=wanted.mark, hashes=of.hashes)
    return print_seal_slip(slip, sign=of.seal.sign, language=of.language)


def _opening_sheet(of: Source) -> Paper:
    sheet = opening_sheet(of.state, of.told, paper=of.wanted.mark, hashes=of.hashes)
    return print_sheet(sheet, language=of.language)


def _composition_table(of: Source) -> Paper:
    table = composition_table(of.state, of.persons, paper=of.wanted.mark, hashes=of.hashes)
    return print_sheet(table, language=of.language)


def _paper_ballots(of: Source) -> Paper:
    ballots = paper_ballots(of.state, of.wanted.poll, paper=of.wanted.mark, hashes=of.hashes)
    return print_sheet(ballots, language=of.language)


def _counting_sheet(of: Source) -> Paper:
    sheet = counting_sheet(of.state, of.wanted.poll, paper=of.wanted.mark, hashes=of.hashes)
    return print_sheet(sheet, language=of.language)


def _uncounted_presses(of: Source) -> Paper:
    presses = uncounted_presses(
        of.state, of.wanted.poll, paper=of.wanted.mark, names=of.names, hashes=of.hashes
    )
    return print_sheet(presses, language=of.language)


def _duty_list(of: Source) -> Paper:
    duties = duty_list(of.state, is_workday=is_workday, paper=of.wanted.mark, hashes=of.hashes)
    return print_sheet(duties, language=of.language)


def _minutes_of(of: Source) -> Minutes:
    return minutes(
        of.state,
        began=of.told[0].utc,
        is_workday=is_workday,
        paper=of.wanted.mark,
        hashes=of.hashes,
    )


def _closing_report(of: Source) -> Paper:
    report = closing_report(
        of.state, of.told, paper=of.wanted.mark, names=of.names, hashes=of.hashes
    )
    return print_sheet(report, language=of.language)


def _notes_of(of: Source) -> NotarialNotes:
    return notarial_notes(of.state, of.told, paper=of.wanted.mark, hashes=of.hashes)


def _passes(of: Source) -> Paper:
    """One card for everybody on the roll whose pass is good."""
    cards = cards_of(
        of.state, of.persons, words(of.language), seal=of.seal, photos=of.photos, only=()
    )
    record = passes(of.state, paper=of.wanted.mark, hashes=of.hashes)
    return print_pass_cards(record, cards, language=of.language)


MAKERS: Mapping[PaperKind, Callable[[Source], Paper]] = {
    PaperKind.ZERO_REPORT: _zero_report,
    PaperKind.VOTE_RECORD: _vote_record,
    PaperKind.OPENING_SHEET: _opening_sheet,
    PaperKind.ROLL_SHEET: _roll_sheet,
    PaperKind.COMPOSITION_TABLE: _composition_table,
    PaperKind.ALLOWANCE_SHEET: _allowance_sheet,
    PaperKind.SEAL_SLIP: _seal_slip,
    PaperKind.PAPER_BALLOTS: _paper_ballots,
    PaperKind.COUNTING_SHEET: _counting_sheet,
    PaperKind.UNCOUNTED_PRESSES: _uncounted_presses,
    PaperKind.DUTY_LIST: _duty_list,
    PaperKind.MINUTES: lambda of: print_sheet(_minutes_of(of), language=of.language),
    PaperKind.MINUTES_TEXT: lambda of: write_minutes(_minutes_of(of), language=of.language),
    PaperKind.CLOSING_REPORT: _closing_report,
    PaperKind.NOTARIAL_NOTES: lambda of: print_sheet(_notes_of(of), language=of.language),
    PaperKind.NOTARIAL_RECORD: lambda of: write_record(_notes_of(of)),
    PaperKind.PASSES: _passes,
}
"""How each paper is made."""
