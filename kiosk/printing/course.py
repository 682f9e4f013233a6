"""How a poll came about: its amendments, earlier rounds, the marks of the recordings."""

from collections.abc import Iterable

from kiosk.meeting.record import EarlierPoll, VoteRecord
from kiosk.printing.blocks import VALUE, Block, prose, under
from kiosk.printing.forms import Particular, particular
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, moment
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words


def amendment_rows(words: Words, record: VoteRecord) -> Iterable[Particular]:
    """修正案: which item this one amends, or in which order its amendments were polled on."""
    told = [
        words.say(
            "item {item} “{title}”: {verdict}",
            item=one.item,
            title=one.title,
            verdict=words.name("verdict", one.verdict) if one.verdict else words.say("undecided"),
        )
        for one in record.amendments
    ]
    if record.amends:
        told.insert(0, words.say("amends item {item}", item=record.amends))
    if told:
        yield particular(words.say("Amended by"), clauses(words, told))


def course(record: VoteRecord, words: Words) -> tuple[Block, ...]:
    """The sections that stand there only when there is something to tell."""
    return (*_earlier(record, words), *_recordings(record, words))


def _earlier(record: VoteRecord, words: Words) -> tuple[Block, ...]:
    if not record.earlier and not record.recounts:
        return ()
    head = words.say("Corrections, polls put aside, polls asked again")
    body: list[Block] = []
    if record.earlier:
        columns = (
            Column(words.say("Poll no."), 16 * MM, Align.CENTRE),
            Column(words.say("Round"), 14 * MM, Align.CENTRE),
            Column(words.say("Ended"), 44 * MM),
            Column(words.say("Outcome"), 24 * MM, Align.CENTRE),
            Column(words.say("Reason and officers"), 67 * MM),
        )
        body.append(listing(columns, (_line(record, one, words) for one in record.earlier)))
    if record.recounts:
        told = words.say("{n} count sheets were entered once more", n=record.recounts)
        body += prose(told, VALUE)
    return under(head, body)


def _line(record: VoteRecord, one: EarlierPoll, words: Words) -> tuple[str, ...]:
    ended = words.name("verdict", one.verdict) if one.verdict else words.say("Put aside")
    officers = words.say(", ").join(one.officers)
    return (
        str(one.poll),
        str(one.round),
        moment(words, one.at, record.heading.utc_offset_min),
        ended,
        clauses(words, (one.reason, officers)) or "–",
    )


def _recordings(record: VoteRecord, words: Words) -> tuple[Block, ...]:
    if not record.recordings:
        return ()
    columns = (
        Column(words.say("Recording"), 60 * MM),
        Column(words.say("Timecode"), 30 * MM, Align.CENTRE),
        Column(words.say("Time"), 45 * MM, Align.CENTRE),
        Column(words.say("Entry"), 30 * MM, Align.RIGHT),
    )
    minutes = record.heading.utc_offset_min
    rows = (
        (one.recording, one.timecode, moment(words, one.at, minutes), f"#{one.entry}")
        for one in record.recordings
    )
    return under(words.say("Marks of the recordings"), (listing(columns, rows),))
