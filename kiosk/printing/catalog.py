"""The papers the press can print: a plain record in, the archived PDF out."""

from dataclasses import dataclass

from kiosk.meeting.people import AllowanceSheet, RollSheet
from kiosk.meeting.record import VoteRecord, ZeroReport
from kiosk.printing.allowance_sheet import allowance_sheet_blocks, allowance_sheet_imprint
from kiosk.printing.anchor import Sign, anchor_text
from kiosk.printing.archive_pdf import Archive, archived
from kiosk.printing.attachment import Record, check_texts, record_json
from kiosk.printing.blocks import Block
from kiosk.printing.roll_sheet import roll_sheet_blocks, roll_sheet_imprint
from kiosk.printing.sheet import Imprint, print_pages
from kiosk.printing.veil import veiled
from kiosk.printing.vote_record import vote_record_blocks, vote_record_imprint
from kiosk.printing.zero_report import zero_report_blocks, zero_report_imprint
from kiosk.words import DEFAULT_LANGUAGE, words


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed paper: the PDF's bytes and how many pages."""

    pdf: bytes
    pages: int


def print_vote_record(record: VoteRecord, *, sign: Sign, language: str = DEFAULT_LANGUAGE) -> Paper:
    """表决记录书. `sign` makes the Ed25519 signature of the anchor by the hall's seal key.

    The same record, language and key give the same bytes. Raises `FontFault`.
    """
    shown = veiled(record)
    check_texts(shown)
    spoken = words(language)
    imprint = vote_record_imprint(shown, spoken, anchor_text(shown, sign))
    return _paper(shown, imprint, vote_record_blocks(shown, spoken), language)


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


def _paper(record: Record, imprint: Imprint, blocks: tuple[Block, ...], language: str) -> Paper:
    drawn, pages = print_pages(imprint, blocks)
    archive = Archive(
        title=f"{imprint.paper}  {imprint.meeting}",
        language=language.replace("_", "-"),
        creator=record.heading.software,
        at=record.book.utc,
        attached_name="record.json",
        attached=record_json(record),
    )
    return Paper(archived(drawn, archive), pages)
