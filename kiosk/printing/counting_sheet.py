"""手工计票单: two people count, each alone; to be filled in, or as they have entered it."""

from collections.abc import Iterable, Sequence

from kiosk.meeting.ballot import BallotKind, Channel
from kiosk.meeting.ballot_sheets import ChannelToCount, CountingSheet
from kiosk.meeting.papercount import CountRow, last_two
from kiosk.printing.blocks import NOTE, VALUE, Block, Gap, prose, title, under
from kiosk.printing.conclusion import signed_by
from kiosk.printing.forms import ruled
from kiosk.printing.particulars import item_row, meeting_row, place_row, rule_row, way_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, formal
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

FOR_AGAINST = (("In favour", "in_favour"), ("Against", "against"), ("Abstaining", "abstain"))
VALID = (("Valid", "chosen"),)
ROOM = "\n"
COUNTERS = ("Counter one", "Counter two")


def counting_blocks(sheet: CountingSheet, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    told = (
        "Each of the two counts everything alone, without the other's figures, and writes figures "
        "and words. Where they differ both count again; what was written is struck through once "
        "and stays legible."
    )
    again = words.say(
        "Signed on hand-count sheet {number} of poll {poll}.",
        number=sheet.paper.number,
        poll=sheet.plan.poll,
    )
    return (
        title(words.say("HAND-COUNT SHEET")),
        ruled(
            (
                meeting_row(words, sheet.heading),
                place_row(words, sheet.heading),
                item_row(words, sheet.plan, sheet.item_title, sheet.motion),
                way_row(words, sheet.plan, channels=[one.channel for one in sheet.channels]),
                rule_row(words, sheet.plan),
            )
        ),
        Gap(2 * MM),
        *prose(words.say(told), NOTE),
        *(block for one in sheet.channels for block in _channel(sheet, one, words)),
        Gap(4 * MM),
        signed_by(words, again, *COUNTERS, "Teller"),
    )


def _channel(sheet: CountingSheet, one: ChannelToCount, words: Words) -> Iterable[Block]:
    columns = (
        Column(words.say("Figure"), 41 * MM),
        Column(words.say(COUNTERS[0]), 24 * MM, Align.CENTRE),
        Column(words.say("In words"), 38 * MM),
        Column(words.say(COUNTERS[1]), 24 * MM, Align.CENTRE),
        Column(words.say("In words"), 38 * MM),
    )
    two = [held for _, held in last_two(one.sheets)]
    rows = [(label, *_twice(words, figures)) for label, figures in _figures(sheet, two, words)]
    head = words.say("Count by {channel}", channel=words.name("channel", one.channel))
    body = (listing(columns, rows), Gap(1.5 * MM), *prose(_limits(one, words), VALUE))
    return under(head, body)


def _figures(
    sheet: CountingSheet, two: Sequence[CountRow], words: Words
) -> Iterable[tuple[str, list[int]]]:
    form = sheet.plan.form
    asked = form.kind is BallotKind.FOR_AGAINST
    for label, member in (*(FOR_AGAINST if asked else VALID), ("Void", "void")):
        yield words.say(label), [getattr(held, member) for held in two]
    yield words.say("Counted in all"), [held.returned for held in two]
    for at, option in enumerate(form.options):
        yield f"{at + 1}. {option}", [held.options[at] for held in two]
        if form.kind is BallotKind.YES_NO:
            against = words.say("{option}: against", option=f"{at + 1}. {option}")
            yield against, [held.noes[at] for held in two]


def _twice(words: Words, figures: list[int]) -> tuple[str, ...]:
    """Figure and words of each counter, or room to write them."""
    cells: list[str] = []
    for at in range(2):
        known = at < len(figures)
        cells += (str(figures[at]), formal(words, figures[at])) if known else (ROOM, "")
    return tuple(cells)


def _limits(one: ChannelToCount, words: Words) -> str:
    entitled = ""
    if one.entitled is not None:
        entitled = words.say("entitled in this way {n}", n=one.entitled)
    papers = ""
    if one.channel is Channel.PAPER:
        papers = words.say(
            "papers issued {issued}, handed back spoilt before {spoilt}",
            issued=one.issued,
            spoilt=one.spoilt,
        )
    by = words.say(", ").join(person for person, _ in last_two(one.sheets))
    counted = words.say("entered by {people}", people=by) if by else ""
    agreed = words.say("both found the same") if one.agreed else ""
    return clauses(words, (entitled, papers, counted, agreed))
