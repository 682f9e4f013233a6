"""Paper and hands on a vote record: one line for each channel, and who counted it."""

from collections.abc import Iterable

from kiosk.meeting import tally
from kiosk.meeting.ballot import BallotKind, Channel
from kiosk.meeting.record import VoteRecord
from kiosk.printing.blocks import NOTE, Block, Gap, prose
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, joined, moment
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

FOR_AGAINST = (("In favour", "in_favour"), ("Against", "against"), ("Abstaining", "abstain"))
VALID = (("Valid", "chosen"),)
REST = (("Not pressed", "not_pressed"), ("Void", "void"), ("Recused", "recused"))
NAME, FIGURES = 29 * MM, 136 * MM


def channel_columns(record: VoteRecord, words: Words) -> Iterable[Block]:
    """The channels of a poll that was not by keypads alone, and what must be said of them."""
    if not record.tally.columns:
        return
    asked = record.plan.form.kind is BallotKind.FOR_AGAINST
    buckets = (*(FOR_AGAINST if asked else VALID), *REST)
    heads = [words.say(msgid) for msgid, _ in buckets]
    heads += [words.say("Issued"), words.say("Returned")]
    columns = [Column(words.say("Channel"), NAME)]
    columns += [Column(head, FIGURES / len(heads), Align.RIGHT) for head in heads]
    rows = [_row(words, column, [name for _, name in buckets]) for column in record.tally.columns]
    yield Gap(2 * MM)
    yield listing(columns, rows)
    yield Gap(1 * MM)
    for said in _told(record, words):
        yield from prose(said, NOTE)


def _row(words: Words, column: tally.Column, buckets: list[str]) -> list[str]:
    figures = [str(getattr(column, name)) for name in buckets]
    paper = column.channel is Channel.PAPER
    issued = str(column.issued) if paper else "–"
    returned = str(column.returned) if column.channel is not Channel.KEYPADS else "–"
    return [words.name("channel", column.channel), *figures, issued, returned]


def _told(record: VoteRecord, words: Words) -> Iterable[str]:
    for column in record.tally.columns:
        yield from _of_column(record, words, column)
    for held in record.by_people:
        yield words.say(
            "{channel}: counted by {people}, each for themselves, with the same figures",
            channel=words.name("channel", held.channel),
            people=joined(words, held.counted_by),
        )
    if record.turned is not None:
        yield words.say(
            "turned to {channel} by {by}, {at}: {reason}; {n} ballots by keypad set aside",
            channel=words.name("channel", record.turned.channel),
            by=record.turned.by,
            at=moment(words, record.turned.at, record.heading.utc_offset_min),
            reason=record.turned.reason,
            n=record.turned.set_aside,
        )


def _of_column(record: VoteRecord, words: Words, column: tally.Column) -> Iterable[str]:
    name = words.name("channel", column.channel)
    if column.channel is Channel.PAPER:
        spoilt = sum(held.spoilt for held in record.by_people)
        yield words.say(
            "{channel}: issued {issued} = returned {returned} + not returned {missing}; "
            "{spoilt} handed back spoilt before",
            channel=name,
            issued=column.issued,
            returned=column.returned,
            missing=column.issued - column.returned,
            spoilt=spoilt,
        )
    if column.options:
        ballots = (f"{n}: {count}" for n, count in enumerate(column.options, start=1))
        noes = (f"{n}: {count}" for n, count in enumerate(column.noes, start=1))
        against = f"{words.say('Against')} {joined(words, noes)}" if column.noes else ""
        yield clauses(words, (f"{name} {joined(words, ballots)}", against))
