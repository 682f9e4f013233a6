"""责任清单: who owes what by which day, with room for each unit to sign for it."""

from collections.abc import Iterable

from kiosk.meeting.duties import Counting
from kiosk.meeting.duty_list import DutyLine, DutyList
from kiosk.printing.blocks import NOTE, Block, Gap, prose, title, under
from kiosk.printing.conclusion import signed_by
from kiosk.printing.forms import particular, ruled
from kiosk.printing.particulars import meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

DUTIES = "Duties, one by one"
RECEIPT = "Received by the units"
OFFICES = ("Chair", "Supervising office", "Legal observer")
PROVISIONAL = "*"
HOW_COUNTED = (
    "A period begins on the day after the declaration (Civil Code §201). Working days follow the "
    "State Council's calendar, make-up days included; a period of calendar days that ends on a day "
    "off ends on the next working day (§203)."
)
PERIODS = {Counting.WORKING: "{n} working days", Counting.CALENDAR: "{n} calendar days"}


def duty_blocks(held: DutyList, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    again = words.say(
        "Signed on duty list {number}: {n} duties.", number=held.paper.number, n=len(held.lines)
    )
    return (
        title(words.say("DUTY LIST")),
        ruled(
            (
                meeting_row(words, held.heading),
                place_row(words, held.heading),
                particular(words.say("Periods"), words.say(HOW_COUNTED)),
            )
        ),
        *under(words.say(DUTIES), (_duties(held, words),)),
        *_provisional(held, words),
        *under(words.say(RECEIPT), (_receipts(held, words),)),
        Gap(4 * MM),
        signed_by(words, again, *OFFICES),
    )


def _duties(held: DutyList, words: Words) -> Block:
    columns = (
        Column(words.say("No."), 10 * MM, Align.CENTRE),
        Column(words.say("Responsible unit"), 27 * MM),
        Column(words.say("Duty"), 43 * MM),
        Column(words.say("Accepted by"), 30 * MM),
        Column(words.say("Ground"), 29 * MM),
        Column(words.say("Due"), 26 * MM, Align.CENTRE),
    )
    rows = (
        (
            str(line.duty),
            line.unit,
            line.task,
            line.acceptance or "–",
            _ground(line, words),
            _due(line, words),
        )
        for line in held.lines
    )
    return listing(columns, rows, again=words.say("{annex} (continued)", annex=words.say(DUTIES)))


def _ground(line: DutyLine, words: Words) -> str:
    declared = words.say("declared {day}", day=line.since.isoformat())
    number = words.say("vote record {number}", number=line.record) if line.record else ""
    return clauses(words, (words.say("poll {poll}", poll=line.poll), number, declared))


def _due(line: DutyLine, words: Words) -> str:
    period = words.say(PERIODS[Counting(line.counting)], n=line.days)
    day = line.due.isoformat()
    if line.unpublished:
        day = words.say("provisional {day}", day=day) + PROVISIONAL
    return f"{period}\n{day}"


def _provisional(held: DutyList, words: Words) -> Iterable[Block]:
    for line in held.lines:
        if line.unpublished:
            told = words.say(
                "{sign} Duty {duty}: {n} of the days it rests on lie in a year whose calendar the "
                "State Council has not published; they are taken by their weekdays. This list is "
                "to be issued again once it is.",
                sign=PROVISIONAL,
                duty=line.duty,
                n=line.unpublished,
            )
            yield from prose(told, NOTE)


def _receipts(held: DutyList, words: Words) -> Block:
    columns = (
        Column(words.say("Responsible unit"), 50 * MM),
        Column(words.say("Duties"), 30 * MM, Align.CENTRE),
        Column(words.say("Received by (signature)"), 50 * MM),
        Column(words.say("Date"), 35 * MM),
    )
    units = dict.fromkeys(line.unit for line in held.lines)
    rows = (
        (
            unit,
            words.say(", ").join(str(line.duty) for line in held.lines if line.unit == unit),
            "\n",
            "",
        )
        for unit in units
    )
    return listing(columns, rows)
