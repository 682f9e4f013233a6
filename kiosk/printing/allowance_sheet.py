"""补贴签领表: what everybody who came is paid, with room for a hand beside each sum."""

from collections.abc import Iterable

from kiosk.meeting.people import AllowanceLine, AllowanceSheet
from kiosk.printing.blocks import NOTE, STRONG, Block, Gap, Keep, prose, title, under
from kiosk.printing.conclusion import lines_to_sign
from kiosk.printing.forms import Particulars, particular, ruled
from kiosk.printing.imprints import book_imprint
from kiosk.printing.particulars import meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, formal_yuan, iso_day, practice_mark, yuan
from kiosk.printing.sheet import Imprint
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

SHEET = "Sums, delegate by delegate"
ROOM_TO_SIGN = 2
"""A row is so many lines high, that a name can be written into it."""


def allowance_sheet_blocks(sheet: AllowanceSheet, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    formal = formal_yuan(words, sheet.fen)
    total = words.say("{n} persons, {yuan} yuan in all", n=len(sheet.lines), yuan=yuan(sheet.fen))
    total = f"{total} {formal}".rstrip()
    offices = ("Paid out by", "Checked by", "Approved by")
    return (
        title(words.say("ALLOWANCE SHEET")),
        _particulars(sheet, words),
        *under(words.say(SHEET), tuple(_lines(sheet, words))),
        Gap(2 * MM),
        Keep((*prose(total, STRONG), Gap(4 * MM), lines_to_sign(words, *offices))),
        *prose(words.say("(Nothing follows.)"), NOTE),
    )


def allowance_sheet_imprint(sheet: AllowanceSheet, words: Words) -> Imprint:
    """Header and footer of every page."""
    return book_imprint(
        words,
        sheet.heading,
        kind=words.say("Allowance sheet"),
        paper=sheet.paper,
        book=sheet.book,
        watermark=practice_mark(words, sheet.heading),
    )


def _particulars(sheet: AllowanceSheet, words: Words) -> Particulars:
    rule = sheet.rule
    each = words.say("{yuan} yuan a person and day", yuan=yuan(rule.fen_a_day))
    whole = words.say(
        "a whole day from {minutes} minutes in the hall, half a day from {least}, below that none",
        minutes=rule.full_from_min,
        least=rule.half_from_min,
    )
    return ruled(
        (
            meeting_row(words, sheet.heading),
            place_row(words, sheet.heading),
            particular(words.say("Allowance"), clauses(words, (each, whole))),
        )
    )


def _lines(sheet: AllowanceSheet, words: Words) -> Iterable[Block]:
    columns = (
        Column(words.say("No."), 12 * MM, Align.RIGHT),
        Column(words.say("Seat"), 17 * MM),
        Column(words.say("Name"), 27 * MM),
        Column(words.say("Time by day"), 38 * MM),
        Column(words.say("Days"), 14 * MM, Align.RIGHT),
        Column(words.say("Yuan"), 27 * MM),
        Column(words.say("Signature"), 30 * MM),
    )
    rows = (_line(line, words) for line in sheet.lines)
    again = words.say("{annex} (continued)", annex=words.say(SHEET))

    def subtotal(begin: int, end: int) -> str:
        here = sum(line.fen for line in sheet.lines[begin:end])
        so_far = sum(line.fen for line in sheet.lines[:end])
        return words.say(
            "This page {n} persons, {yuan} yuan; up to here {all} persons, {sum} yuan",
            n=end - begin,
            yuan=yuan(here),
            all=end,
            sum=yuan(so_far),
        )

    yield listing(columns, rows, again=again, foot=subtotal)


def _sum(fen: int, words: Words) -> str:
    return f"{yuan(fen)}\n{formal_yuan(words, fen)}".rstrip()


def _line(line: AllowanceLine, words: Words) -> tuple[str, ...]:
    halves = sum(day.halves for day in line.days)
    days = "\n".join(
        words.say("{day}  {n} min", day=iso_day(words, day.day.isoformat()), n=day.minutes)
        for day in line.days
    )
    whole = f"{halves // 2}{'.5' if halves % 2 else ''}"
    room = "\n" * (ROOM_TO_SIGN - 1) if line.fen else words.say("none due")
    return (str(line.number), line.seat, line.name, days, whole, _sum(line.fen, words), room)
