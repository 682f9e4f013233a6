"""The papers the press can print: a plain record in, the archived PDF out (or a file to edit)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from kiosk.meeting.ballot_sheets import CountingSheet, PaperBallots
from kiosk.meeting.closing import ClosingReport
from kiosk.meeting.composing import CompositionTable
from kiosk.meeting.duty_list import DutyList
from kiosk.meeting.minutes import Minutes
from kiosk.meeting.notarial import NotarialNotes
from kiosk.meeting.opening import OpeningSheet
from kiosk.meeting.people import AllowanceSheet, Passes, RollSheet
from kiosk.meeting.record import VoteRecord, ZeroReport
from kiosk.meeting.sealed import SealSlip
from kiosk.meeting.uncounted import UncountedPresses
from kiosk.printing.allowance_sheet import allowance_sheet_blocks, allowance_sheet_imprint
from kiosk.printing.anchor import Sign, anchor_text
from kiosk.printing.archive_pdf import JSON, JSON_LINES, Archive, Attached, archived
from kiosk.printing.attached import POLL, RECORD
from kiosk.printing.attachment import Record, Sheet, check_texts, record_json
from kiosk.printing.blocks import Block
from kiosk.printing.closing_report import closing_blocks
from kiosk.printing.composition_table import composition_blocks
from kiosk.printing.counting_sheet import counting_blocks
from kiosk.printing.duty_list import duty_blocks
from kiosk.printing.imprints import book_imprint
from kiosk.printing.minutes_draft import minutes_blocks
from kiosk.printing.minutes_text import minutes_docx
from kiosk.printing.notarial_notes import notarial_blocks
from kiosk.printing.opening_sheet import opening_blocks
from kiosk.printing.paper_ballots import ballot_blocks
from kiosk.printing.paper_frames import PollText, poll_codes
from kiosk.printing.pass_card import PassCard, PassSheet, print_passes
from kiosk.printing.phrases import practice_mark, seal_line
from kiosk.printing.roll_sheet import roll_sheet_blocks, roll_sheet_imprint
from kiosk.printing.seal_slip import seal_slip_blocks, seal_slip_imprint
from kiosk.printing.sheet import Imprint, print_pages
from kiosk.printing.uncounted_presses import uncounted_blocks
from kiosk.printing.veil import veiled
from kiosk.printing.vote_record import vote_record_blocks, vote_record_imprint
from kiosk.printing.zero_report import zero_report_blocks, zero_report_imprint
from kiosk.words import DEFAULT_LANGUAGE, Words, words


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its bytes, how many pages (0 of what is no PDF), and when its entry was written."""

    pdf: bytes
    pages: int
    at: datetime


def print_vote_record(
    record: VoteRecord,
    *,
    sign: Sign,
    language: str = DEFAULT_LANGUAGE,
    poll: PollText | None = None,
) -> Paper:
    """表决记录书. `sign` makes Ed25519 signatures by the hall's seal key.

    `poll` is the text of a named poll: it is printed as codes and attached. The same record, text,
    language and key give the same bytes. Raises `FontFault`.
    """
    shown = veiled(record)
    check_texts(shown)
    spoken = words(language)
    imprint = vote_record_imprint(shown, spoken, anchor_text(shown, sign))
    codes = None if poll is None else poll_codes(poll, sign)
    text = () if poll is None else (Attached(POLL, JSON_LINES, poll.text),)
    return _paper(shown, imprint, vote_record_blocks(shown, spoken, codes), language, *text)


def print_zero_report(report: ZeroReport, *, language: str = DEFAULT_LANGUAGE) -> Paper:
    """零票报告. The same report and language give the same bytes. Raises `FontFault`."""
    check_texts(report)
    spoken = words(language)
    imprint = zero_report_imprint(report, spoken)
    return _paper(report, imprint, zero_report_blocks(report, spoken), language)


def print_roll_sheet(sheet: RollSheet, *, language: str = DEFAULT_LANGUAGE) -> Paper:
    """签到表. The same sheet and language give the same bytes. Raises `FontFault`."""
    check_texts(sheet)
    spoken = words(language)
    imprint = roll_sheet_imprint(sheet, spoken)
    return _paper(sheet, imprint, roll_sheet_blocks(sheet, spoken), language)


def print_allowance_sheet(sheet: AllowanceSheet, *, language: str = DEFAULT_LANGUAGE) -> Paper:
    """补贴签领表. The same sheet and language give the same bytes. Raises `FontFault`."""
    check_texts(sheet)
    spoken = words(language)
    imprint = allowance_sheet_imprint(sheet, spoken)
    return _paper(sheet, imprint, allowance_sheet_blocks(sheet, spoken), language)


def print_seal_slip(slip: SealSlip, *, sign: Sign, language: str = DEFAULT_LANGUAGE) -> Paper:
    """封存单. `sign` makes the seal key's signature of the list. Raises `FontFault`."""
    check_texts(slip)
    spoken = words(language)
    imprint = seal_slip_imprint(slip, spoken, sign=sign)
    return _paper(slip, imprint, seal_slip_blocks(slip, spoken), language)


def print_pass_cards(
    record: Passes, cards: Sequence[PassCard], *, language: str = DEFAULT_LANGUAGE
) -> Paper:
    """代表证, ten cards a sheet, with whose they are attached. Raises `FontFault`."""
    check_texts(record)
    spoken, top = words(language), record.heading
    seal = seal_line(spoken, top)
    sheet = PassSheet(top.title, top.session_title, top.place, top.practice, seal)
    drawn = print_passes(sheet, cards, spoken)
    archive = Archive(
        title=f"{spoken.name('paper', 'passes')}  {top.title}",
        language=language.replace("_", "-"),
        creator=top.software,
        at=record.book.utc,
        attached=(Attached(RECORD, JSON, record_json(record)),),
        fields=drawn.fields,
    )
    return Paper(archived(drawn.pdf, archive), drawn.pages, record.book.utc)


class Setting(NamedTuple):
    """How a paper that says how the book stood is set: its name in the header, blocks, a draft?"""

    name: str
    blocks: Callable[[Any, Words], tuple[Block, ...]]
    draft: bool = False


SETTINGS: Mapping[type, Setting] = {
    OpeningSheet: Setting("Opening sheet", opening_blocks),
    CompositionTable: Setting("Composition table", composition_blocks),
    PaperBallots: Setting("Ballot papers", ballot_blocks),
    CountingSheet: Setting("Hand-count sheet", counting_blocks),
    UncountedPresses: Setting("Presses that did not count", uncounted_blocks),
    DutyList: Setting("Duty list", duty_blocks),
    Minutes: Setting("Draft minutes", minutes_blocks, draft=True),
    ClosingReport: Setting("Closing report", closing_blocks),
    NotarialNotes: Setting("Notes for the notary", notarial_blocks, draft=True),
}
"""The papers that need no anchor and no key."""


def print_sheet(sheet: Sheet, *, language: str = DEFAULT_LANGUAGE) -> Paper:
    """One of `SETTINGS`. The same record and language give the same bytes. Raises `FontFault`."""
    check_texts(sheet)
    spoken, setting = words(language), SETTINGS[type(sheet)]
    imprint = book_imprint(
        spoken,
        sheet.heading,
        kind=spoken.say(setting.name),
        paper=sheet.paper,
        book=sheet.book,
        watermark=practice_mark(spoken, sheet.heading),
        draft=setting.draft,
    )
    return _paper(sheet, imprint, setting.blocks(sheet, spoken), language)


def write_minutes(held: Minutes, *, language: str = DEFAULT_LANGUAGE) -> Paper:
    """会议纪要 to be edited (.docx); the same minutes give the same bytes. It has no pages yet."""
    return Paper(minutes_docx(held, words(language)), 0, held.book.utc)


def write_record(record: Record) -> Paper:
    """The record alone, as JSON."""
    return Paper(record_json(record), 0, record.book.utc)


def _paper(
    record: Record,
    imprint: Imprint,
    blocks: tuple[Block, ...],
    language: str,
    *beside: Attached,
) -> Paper:
    drawn = print_pages(imprint, blocks)
    archive = Archive(
        title=f"{imprint.paper}  {imprint.meeting}",
        language=language.replace("_", "-"),
        creator=record.heading.software,
        at=record.book.utc,
        attached=(Attached(RECORD, JSON, record_json(record)), *beside),
        fields=drawn.fields,
    )
    return Paper(archived(drawn.pdf, archive), drawn.pages, record.book.utc)
