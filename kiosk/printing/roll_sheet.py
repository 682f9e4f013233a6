"""签到表: the roll with everybody's stays, the composition, and keypads nobody gave back."""

from collections.abc import Iterable

from kiosk.meeting.people import RollLine, RollSheet
from kiosk.meeting.presence import Stay, Way
from kiosk.printing.blocks import NOTE, STRONG, VALUE, Block, Gap, Keep, prose, title, under
from kiosk.printing.conclusion import signatures
from kiosk.printing.forms import Particulars, particular, ruled
from kiosk.printing.imprints import book_imprint
from kiosk.printing.particulars import meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, clock, joined, percent, practice_mark
from kiosk.printing.sheet import Imprint
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

ROLL = "The roll, delegate by delegate"
LATE = "+"


def roll_sheet_blocks(sheet: RollSheet, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    return (
        title(words.say("ATTENDANCE SHEET")),
        _particulars(sheet, words),
        *under(
            words.say("Everybody on the roll by class, attendees included"),
            (_composition(sheet, words),),
        ),
        Gap(2 * MM),
        *under(words.say(ROLL), tuple(_roll(sheet, words))),
        *_unreturned(sheet, words),
        Gap(4 * MM),
        _signed(sheet, words),
        *prose(words.say("(Nothing follows.)"), NOTE),
    )


def roll_sheet_imprint(sheet: RollSheet, words: Words) -> Imprint:
    """Header and footer of every page."""
    return book_imprint(
        words,
        sheet.heading,
        kind=words.say("Attendance sheet"),
        paper=sheet.paper,
        book=sheet.book,
        watermark=practice_mark(words, sheet.heading),
    )


def _particulars(sheet: RollSheet, words: Words) -> Particulars:
    entitled = words.say(
        "entitled {roll}, came {came}, in the hall when this was printed {present}",
        roll=sheet.entitled,
        came=sheet.came,
        present=sheet.present,
    )
    attendees = words.say(
        "attendees without a vote {roll}, came {came}",
        roll=sheet.attendees,
        came=sheet.attendees_came,
    )
    added = words.say(
        "{n} added after the roll was frozen, marked {sign}", n=len(sheet.amended), sign=LATE
    )
    said = (entitled, attendees, added if sheet.amended else "")
    return ruled(
        (
            meeting_row(words, sheet.heading),
            place_row(words, sheet.heading),
            particular(words.say("Attendance"), clauses(words, said)),
        )
    )


def _signed(sheet: RollSheet, words: Words) -> Block:
    """The lines to sign on, with what is signed: they may stand on a page of their own."""
    again = words.say(
        "Signed on attendance sheet {number}: entitled {roll}, came {came}.",
        number=sheet.paper.number,
        roll=sheet.entitled,
        came=sheet.came,
    )
    told = words.say("Those who sign confirm what they saw themselves.")
    return Keep((*prose(again, STRONG), *prose(told, NOTE), signatures(words)))


def _composition(sheet: RollSheet, words: Words) -> Block:
    columns = (
        Column(words.say("Class"), 57 * MM),
        Column(words.say("Named on the roll"), 27 * MM, Align.RIGHT),
        Column(words.say("Share of all on the roll"), 27 * MM, Align.RIGHT),
        Column(words.say("Came"), 27 * MM, Align.RIGHT),
        Column(words.say("Share of all who came"), 27 * MM, Align.RIGHT),
    )
    roll = sum(count for _, count, _ in sheet.classes)
    came = sum(count for _, _, count in sheet.classes)
    rows = [
        (words.name("class", name), str(on), percent(on, roll), str(here), percent(here, came))
        for name, on, here in sheet.classes
    ]
    total = (words.say("In all"), str(roll), percent(roll, roll), str(came), percent(came, came))
    return listing(columns, [*rows, total], strong=frozenset({len(rows)}))


def _roll(sheet: RollSheet, words: Words) -> Iterable[Block]:
    columns = (
        Column(words.say("No."), 12 * MM, Align.RIGHT),
        Column(words.say("Seat"), 15 * MM),
        Column(words.say("Name"), 33 * MM),
        Column(words.say("Class"), 26 * MM),
        Column(words.say("Keypad"), 14 * MM, Align.RIGHT),
        Column(words.say("In the hall"), 33 * MM),
        Column(words.say("Remarks"), 32 * MM),
    )
    added = frozenset(sheet.amended)
    rows = (_line(sheet, line, words, late=line.number in added) for line in sheet.lines)
    again = words.say("{annex} (continued)", annex=words.say(ROLL))
    yield listing(columns, rows, again=again)


def _line(sheet: RollSheet, line: RollLine, words: Words, *, late: bool) -> tuple[str, ...]:
    minutes = sheet.heading.utc_offset_min
    stays = "\n".join(_stay(stay, words, minutes) for stay in line.stays)
    by_hand = [stay.reason for stay in line.stays if stay.way == Way.BY_HAND]
    notes = [words.say("by hand: {reason}", reason=reason) for reason in by_hand]
    notes += [words.say("excused")] if line.excused else []
    return (
        str(line.number),
        line.seat,
        line.name + (LATE if late else ""),
        words.name("class", line.delegate_class),
        "–" if line.keypad is None else str(line.keypad),
        stays or words.say("did not come"),
        clauses(words, notes),
    )


def _stay(stay: Stay, words: Words, minutes: int) -> str:
    came = clock(stay.came, minutes)
    return f"{came} – {clock(stay.left, minutes) if stay.left is not None else ''}".rstrip()


def _unreturned(sheet: RollSheet, words: Words) -> Iterable[Block]:
    if not sheet.unreturned:
        return ()
    away = {line.seat for line in sheet.lines if not line.stays}
    did_not = words.say("did not come")
    held = (
        (keypad, f"{seat} {did_not}" if seat in away else seat) for keypad, seat in sheet.unreturned
    )
    named = joined(words, (f"{keypad} ({seat})" for keypad, seat in held))
    told = words.say(
        "{n} keypads are out, each with its seat in brackets: {named}",
        n=len(sheet.unreturned),
        named=named,
    )
    return under(words.say("Keypads not returned"), tuple(prose(told, VALUE)))
