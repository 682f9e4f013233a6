"""代表构成表: the groups of the roll and of those who came, beside their quotas."""

from collections.abc import Iterable

from kiosk.meeting.composing import CompositionPart, CompositionTable
from kiosk.meeting.quotas import Quota, Trait
from kiosk.printing.blocks import NOTE, Block, Gap, Keep, prose, title, under
from kiosk.printing.conclusion import signed
from kiosk.printing.forms import particular, ruled
from kiosk.printing.particulars import meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, percent
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

HEADS = {
    Trait.CLASS: "By class",
    Trait.AGE: "By age band",
    Trait.OCCUPATION: "By occupation",
}
DOMAINS = {Trait.CLASS: "class", Trait.AGE: "age"}


def composition_blocks(table: CompositionTable, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    counts = clauses(
        words,
        (
            words.say("{n} on the roll, attendees not among them", n=table.roll),
            words.say("{n} came", n=table.came),
        ),
    )
    told = (
        "The composition is for information: it blocks nothing and weighs no ballot. Percentages "
        "are rounded to a tenth and decide nothing."
    )
    return (
        title(words.say("COMPOSITION TABLE")),
        ruled(
            (
                meeting_row(words, table.heading),
                place_row(words, table.heading),
                particular(words.say("Counted"), counts),
            )
        ),
        *(block for part in table.parts for block in _part(table, part, words)),
        Gap(2 * MM),
        *prose(words.say(told), NOTE),
        Gap(2 * MM),
        Keep(tuple(signed(words, _again(table, words)))),
    )


def _part(table: CompositionTable, part: CompositionPart, words: Words) -> Iterable[Block]:
    trait = part.trait
    with_quota = any(line.quota is not None for line in part.groups)
    columns = (
        Column(words.say("Group"), (41 if with_quota else 65) * MM),
        *((Column(words.say("Quota"), 24 * MM, Align.RIGHT),) if with_quota else ()),
        Column(words.say("Named on the roll"), 25 * MM, Align.RIGHT),
        Column(words.say("Share of the roll"), 25 * MM, Align.RIGHT),
        Column(words.say("Came"), 25 * MM, Align.RIGHT),
        Column(words.say("Share of those who came"), 25 * MM, Align.RIGHT),
    )
    rows = [
        (
            _group(trait, line.group, words),
            *((_quota(line.quota),) if with_quota else ()),
            str(line.roll),
            percent(line.roll, table.roll),
            str(line.came),
            percent(line.came, table.came),
        )
        for line in part.groups
    ]
    blank = ("",) if with_quota else ()
    roll, came = table.roll, table.came
    sums = (str(roll), percent(roll, roll), str(came), percent(came, came))
    rows.append((words.say("In all"), *blank, *sums))
    body = listing(columns, rows, strong=frozenset({len(rows) - 1}))
    return under(words.say(HEADS[trait]), (body,))


def _group(trait: Trait, group: str, words: Words) -> str:
    if not group:
        return words.say("not stated")
    domain = DOMAINS.get(trait)
    return words.name(domain, group) if domain is not None else group


def _quota(quota: Quota | None) -> str:
    if quota is None:
        return "–"
    least, most = (percent(one.numerator, one.denominator) for one in (quota.least, quota.most))
    return least if least == most else f"{least.removesuffix(' %')}–{most}"


def _again(table: CompositionTable, words: Words) -> str:
    return words.say(
        "Signed on composition table {number}: {roll} on the roll, {came} came.",
        number=table.paper.number,
        roll=table.roll,
        came=table.came,
    )
