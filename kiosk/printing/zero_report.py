"""零票报告: signed before a poll opens; every counter of that poll stands at zero."""

from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.record import ZeroReport
from kiosk.printing.blocks import Block, Gap, Keep, prose, title, under
from kiosk.printing.conclusion import signatures
from kiosk.printing.forms import Figures, Particulars, particular, ruled
from kiosk.printing.imprints import book_imprint
from kiosk.printing.particulars import (
    attendance_row,
    basis_row,
    equipment,
    item_row,
    meeting_row,
    place_row,
    rule_row,
    way_row,
)
from kiosk.printing.pen import MM
from kiosk.printing.phrases import digest, formal, watermark
from kiosk.printing.sheet import Imprint
from kiosk.words import Words


def zero_report_blocks(report: ZeroReport, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    said = words.say("Every counter of this poll stands at zero; no ballot of it is in the book.")
    return (
        title(words.say("ZERO REPORT")),
        _particulars(report, words),
        Gap(3.5 * MM),
        _zeros(report, words),
        Gap(1.5 * MM),
        *prose(said),
        *under(words.say("Equipment"), (equipment(words, report.bases),)),
        Gap(4 * MM),
        Keep((*prose(words.say("Seen and found so before the poll opened:")), signatures(words))),
    )


def _particulars(report: ZeroReport, words: Words) -> Particulars:
    heading, plan = report.heading, report.plan
    keypads = words.say(
        "{bound} bound to seats, {heard} answered the last call, {silent} did not",
        bound=report.keypads,
        heard=report.heard,
        silent=report.keypads - report.heard,
    )
    return ruled(
        (
            meeting_row(words, heading),
            basis_row(words, heading),
            place_row(words, heading),
            attendance_row(words, report.attendance),
            item_row(words, plan, report.item_title, report.motion),
            particular(words.say("Text"), "", f"SHA-256 {digest(report.motion.sha256)}"),
            way_row(words, plan),
            rule_row(words, plan),
            particular(words.say("Keypads"), keypads),
            particular(words.say("Software"), heading.software),
            particular(words.say("Settings"), "", f"SHA-256 {digest(heading.settings_sha256)}"),
        )
    )


def _zeros(report: ZeroReport, words: Words) -> Figures:
    choose = report.plan.form.kind is not BallotKind.FOR_AGAINST
    counted = ("Valid",) if choose else ("In favour", "Against", "Abstaining")
    labels = (*counted, "Void", "Ballots in all")
    return Figures(tuple((words.say(label), "0", formal(words, 0)) for label in labels))


def zero_report_imprint(report: ZeroReport, words: Words) -> Imprint:
    """Header and footer; the band holds the mark of the book, without a code."""
    return book_imprint(
        words,
        report.heading,
        kind=words.say("Zero report"),
        paper=report.paper,
        book=report.book,
        watermark=watermark(words, report.heading, report.plan.rule),
    )
