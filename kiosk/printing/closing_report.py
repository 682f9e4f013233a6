"""闭会报告: the account of the whole meeting, poll by poll, press by press, paper by paper."""

from collections.abc import Iterable

from kiosk.meeting.closing import ClosingReport
from kiosk.printing.anchor import checked_groups
from kiosk.printing.blocks import BODY, NOTE, VALUE, Block, Gap, Keep, prose, title, under
from kiosk.printing.book_rows import came_row, clock_row, hall_rows, head_row
from kiosk.printing.conclusion import signed
from kiosk.printing.course_of_meeting import step_list
from kiosk.printing.forms import Figures, Particular, figures, particular, ruled
from kiosk.printing.paper_table import paper_table
from kiosk.printing.particulars import basis_row, meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, instant, moment
from kiosk.printing.poll_table import poll_table, press_table
from kiosk.printing.press_account import account_boxes, account_sentence
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

POLLS, PRESSES, PAPERS = "1. Polls", "2. Presses", "3. Papers issued before this one"
MISHAPS, BOOK = "4. What befell the hall", "5. Book and software"
UNPROVEN, STRAYS = "6. What cannot be recomputed from the book", "Presses of no poll, one by one"
WHY = {
    "urn": "that the choices came from these ballots is vouched for by those who opened the urn",
    "counted_by_people": "paper or hands: two people counted alike; their count is taken as found",
    "base_missed": "a base was given up undrained: presses it still held are unknown",
    "totals_only": "a base told totals only: which seat pressed what is not in the book",
    "clocks_lost": "after a restart of the machine the bases' clocks were not comparable any more",
    "gate_overridden": "a gate was opened by two officers: their reason stands, not its truth",
}


def closing_blocks(report: ClosingReport, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    return (
        title(words.say("CLOSING REPORT")),
        ruled(_particulars(report, words)),
        Gap(3.5 * MM),
        _figures(report, words),
        Gap(1.5 * MM),
        *prose(_sum(report, words), VALUE),
        *under(words.say(POLLS), poll_table(report.polls, words, again=words.say(POLLS))),
        *under(words.say(PRESSES), press_table(report.polls, words, again=words.say(PRESSES))),
        *_strays(report, words),
        *under(words.say(PAPERS), paper_table(report.papers, words, again=words.say(PAPERS))),
        *under(words.say(MISHAPS), _mishaps(report, words)),
        *_objections(report, words),
        *under(words.say(BOOK), (ruled(_book(report, words)),)),
        Keep(
            (
                *under(words.say(UNPROVEN), tuple(_unproven(report, words))),
                Gap(4 * MM),
                *signed(words, _again(report, words)),
            )
        ),
        *prose(words.say("(Nothing follows.)"), NOTE),
    )


def _particulars(report: ClosingReport, words: Words) -> Iterable[Particular]:
    heading = report.heading
    yield meeting_row(words, heading)
    yield basis_row(words, heading)
    yield place_row(words, heading)
    closed = words.say("the meeting goes on")
    if report.closed_at is not None:
        closed = words.say(
            "{at}, by {by}",
            at=moment(words, report.closed_at, heading.utc_offset_min),
            by=report.closed_by,
        )
    yield particular(words.say("Closed"), closed)
    yield came_row(words, roll=report.entitled, came=report.came, others=report.attendees_came)
    yield clock_row(words, heading)


def _figures(report: ClosingReport, words: Words) -> Figures:
    presses = account_boxes(report.presses, words, heard=words.say("Presses heard"))
    return figures(words, ((words.say("Polls"), len(report.polls)), *presses))


def _sum(report: ClosingReport, words: Words) -> str:
    sums = report.presses
    presses = account_sentence(sums, words)
    strays = words.say("{n} of them belonged to no poll", n=sums.of_no_poll)
    stood_by = words.say("{n} told by bases that stood by, in no sum", n=sums.stood_by)
    return clauses(words, (presses, strays, stood_by if sums.stood_by else ""))


def _mishaps(report: ClosingReport, words: Words) -> list[Block]:
    told = words.say(
        "The kiosk was started {starts} times and halted {halts} times.",
        starts=report.starts,
        halts=report.halts,
    )
    steps = step_list(report.mishaps, report.heading, words, again=words.say(MISHAPS))
    return [*steps, Gap(1.5 * MM), *prose(told, VALUE)]


def _objections(report: ClosingReport, words: Words) -> Iterable[Block]:
    if not report.objections:
        return ()
    said = (words.say("{by} objected: {text}", by=by, text=text) for by, text in report.objections)
    body = tuple(block for text in said for block in prose(text, VALUE))
    return under(words.say("Objections"), body)


def _book(report: ClosingReport, words: Words) -> Iterable[Particular]:
    yield head_row(words, report.heading, report.book)
    groups = checked_groups(report.genesis.sha256)
    began = f"#0   {moment(words, report.genesis.utc, report.heading.utc_offset_min)}"
    hashes = f"{'   '.join(groups[:4])}\n{'   '.join(groups[4:])}"
    yield particular(words.say("First entry"), began, hashes)
    yield from hall_rows(words, report.heading, medium=report.medium)
    compared = [
        f"{words.say('poll {poll}', poll=one.poll)} {words.name('mirror', one.compared)}"
        for one in report.polls
        if one.compared
    ]
    yield particular(words.say("Both copies"), clauses(words, compared) or "–")


def _unproven(report: ClosingReport, words: Words) -> Iterable[Block]:
    for poll, why in report.unproven:
        told = words.say("poll {poll}", poll=poll) + words.say(": ") + words.say(WHY[why])
        yield from prose(told, BODY)
    if not report.unproven:
        yield from prose(words.say("Every figure of every poll follows from the book."), BODY)
    general = words.say(
        "What no book can prove (who pressed, a press that reached no base, whether somebody "
        "decided freely) stands on each vote record."
    )
    yield from prose(general, NOTE)


def _strays(report: ClosingReport, words: Words) -> Iterable[Block]:
    if not report.strays:
        return ()
    columns = (
        Column(words.say("Entry"), 18 * MM, Align.RIGHT),
        Column(words.say("Time"), 27 * MM, Align.CENTRE),
        Column(words.say("Seat"), 20 * MM),
        Column(words.say("Name"), 34 * MM),
        Column(words.say("Base"), 14 * MM, Align.CENTRE),
        Column(words.say("Keypad"), 16 * MM, Align.RIGHT),
        Column(words.say("Reason"), 36 * MM),
    )
    rows = (
        (
            f"#{one.entry}",
            instant(one.at, report.heading.utc_offset_min),
            one.seat or "–",
            one.name or "–",
            one.base,
            str(one.keypad),
            words.name("reason", one.reason),
        )
        for one in report.strays
    )
    again = words.say("{annex} (continued)", annex=words.say(STRAYS))
    return under(words.say(STRAYS), (listing(columns, rows, again=again),))


def _again(report: ClosingReport, words: Words) -> str:
    return words.say(
        "Signed on closing report {number}: {polls} polls, {heard} presses, {papers} papers.",
        number=report.paper.number,
        polls=len(report.polls),
        heard=report.presses.heard,
        papers=len(report.papers),
    )
