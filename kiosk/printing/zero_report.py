"""零票报告: signed before a poll opens; every counter of that poll stands at zero."""

from collections.abc import Iterable

from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.record import ZeroReport
from kiosk.printing.blocks import Block, Gap, Keep, prose, title, under
from kiosk.printing.breaking import BOUND
from kiosk.printing.conclusion import signed
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
from kiosk.printing.phrases import clauses, digest, formal, settings, software, watermark
from kiosk.printing.sheet import Imprint
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words


def zero_report_blocks(report: ZeroReport, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    return (
        title(words.say("ZERO REPORT")),
        _particulars(report, words),
        Gap(3.5 * MM),
        _zeros(report, words),
        Gap(1.5 * MM),
        *prose(_said(report, words)),
        *_options(report, words),
        *under(words.say("Equipment"), (equipment(words, report.bases, compared=False),)),
        Gap(4 * MM),
        Keep(tuple(signed(words, _again(report, words)))),
    )


def _particulars(report: ZeroReport, words: Words) -> Particulars:
    heading, plan = report.heading, report.plan
    keypads = words.say(
        "{bound} bound to seats, {heard} answered the last call, {silent} did not",
        bound=report.keypads,
        heard=report.heard,
        silent=report.keypads - report.heard,
    )
    text = f"SHA-256 {digest(report.motion.sha256)}"
    set_up, set_up_digest = settings(words, heading)
    return ruled(
        (
            meeting_row(words, heading),
            basis_row(words, heading),
            place_row(words, heading),
            attendance_row(words, report.attendance),
            item_row(words, plan, report.item_title, report.motion, fine=text),
            way_row(words, plan),
            rule_row(words, plan),
            particular(words.say("Keypads"), keypads),
            particular(
                words.say("Software and settings"),
                clauses(words, (software(words, heading), set_up)),
                set_up_digest,
            ),
        )
    )


def _again(report: ZeroReport, words: Words) -> str:
    """What is signed, said again: the lines may stand on a page of their own."""
    return words.say(
        "Signed on zero report {number} of poll {poll}, before it opened: every counter at zero.",
        number=report.paper.number,
        poll=report.plan.poll,
    )


def _said(report: ZeroReport, words: Words) -> str:
    """That no ballot is there; what was pressed too early is in the book and said, too."""
    zero = words.say(
        "Every ballot counter of this poll stands at zero; the book has no ballot of it."
    )
    n = sum(count for _, count in report.refused)
    if not n:
        return zero + words.say("No press was heard for it.")
    reasons = (f"{words.name('reason', reason)}{BOUND}{count}" for reason, count in report.refused)
    return zero + words.say(
        "Presses heard for it so far {n}, counted 0, not counted {n} ({reasons}).",
        n=n,
        reasons=words.say(", ").join(reasons),
    )


def _options(report: ZeroReport, words: Words) -> Iterable[Block]:
    """The counter of each option, where options are asked about."""
    form = report.plan.form
    if not form.options:
        return
    columns = (
        Column(words.say("Option no."), 12 * MM, Align.CENTRE),
        Column(words.say("Name of the option"), 48 * MM),
        Column(words.say("Ballots"), 20 * MM, Align.CENTRE),
    )
    zero = f"0  {formal(words, 0)}".rstrip()
    if form.kind is BallotKind.YES_NO:
        zero = words.say("{yes} yes, {no} no", yes=0, no=0)
    yield Gap(2 * MM)
    rows = ((str(n), name, zero) for n, name in enumerate(form.options, start=1))
    yield listing(columns, rows, abreast=2)


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
