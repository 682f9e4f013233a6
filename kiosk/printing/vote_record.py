"""表决记录书: the record of one poll, as the hall signs it and a notary reads it.

Page 1 is what is signed: what was asked, under which rule, the figures, the computation, the
verdict, anything out of the ordinary, the signatures. The certification of the book, what the
system cannot prove, and the annexes follow.
"""

from collections.abc import Iterable

from kiosk.meeting.record import VoteRecord
from kiosk.printing.anchor import checked_groups, modules, short_code
from kiosk.printing.annexes import annexes, next_annex
from kiosk.printing.blocks import NOTE, VALUE, Block, Gap, prose, title
from kiosk.printing.breaking import BOUND
from kiosk.printing.certification import certification
from kiosk.printing.channel_columns import channel_columns
from kiosk.printing.code_annex import code_annex
from kiosk.printing.conclusion import boxes, conclusion, counts, figures
from kiosk.printing.course import amendment_rows, course
from kiosk.printing.forms import Particular, particular, ruled
from kiosk.printing.paper_frames import PollCodes
from kiosk.printing.particulars import (
    attendance_row,
    basis_row,
    item_row,
    meeting_row,
    place_row,
    rule_row,
    text_row,
    way_row,
)
from kiosk.printing.pen import MM
from kiosk.printing.phrases import (
    clauses,
    clock,
    copy,
    day,
    fingerprint,
    formal,
    moment,
    offset,
    seal_line,
    watermark,
)
from kiosk.printing.press_account import account_sentence
from kiosk.printing.sheet import Imprint
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words


def vote_record_blocks(
    record: VoteRecord, words: Words, codes: PollCodes | None
) -> tuple[Block, ...]:
    """Everything the paper says, in order; `codes` are those of a named poll."""
    return (
        title(words.say("VOTE RECORD")),
        ruled(_particulars(record, words)),
        Gap(3.5 * MM),
        figures(record, words),
        Gap(1.5 * MM),
        *_sums(record, words),
        *_options(record, words),
        *channel_columns(record, words),
        Gap(2.5 * MM),
        conclusion(record, words),
        *course(record, words),
        *certification(record, words, whole=codes is not None),
        *annexes(record, words),
        *(() if codes is None else code_annex(codes, next_annex(record), words)),
        Gap(2 * MM),
        *prose(words.say("(Nothing follows.)"), NOTE),
    )


def vote_record_imprint(record: VoteRecord, words: Words, anchor: str) -> Imprint:
    """Header, footer and band of every page; `anchor` is the text of the code."""
    heading, book = record.heading, record.book
    groups = checked_groups(book.sha256)
    minutes = heading.utc_offset_min
    head = (f"{words.say('Head SHA-256')}   {'   '.join(groups[:4])}", "   ".join(groups[4:]))
    kind = f"{words.say('Vote record')} {record.paper.number}"
    entry = words.say("Book entry #{entry}", entry=book.entry)
    told = words.say("Declared {at}", at=f"{moment(words, book.utc, minutes)} {offset(minutes)}")
    totals = counts(record, words)
    seal = words.say("Seal key {fingerprint}", fingerprint=fingerprint(heading.seal_key))
    check = words.say("Check: scan the code, or compare these digits by eye")
    return Imprint(
        meeting=heading.title,
        paper=f"{kind}   {copy(words, record.paper)}",
        page=words.say("Page {page} of {pages}"),
        short_code=words.say("Code {code}", code=short_code(book.sha256)),
        time=told,
        code=modules(anchor),
        first_band=(f"{entry}   {seal}", *head, totals, check),
        later_band=(f"{entry}   {seal}", *head, totals),
        watermark=words.say("VOID")
        if record.voided
        else watermark(words, heading, record.plan.rule),
        seal=seal_line(words, heading),
    )


def _particulars(record: VoteRecord, words: Words) -> Iterable[Particular]:
    plan, heading = record.plan, record.heading
    yield meeting_row(words, heading)
    yield basis_row(words, heading)
    yield place_row(words, heading)
    yield _time_row(record, words)
    yield attendance_row(words, record.attendance)
    yield item_row(words, plan, record.item_title, record.motion)
    yield from amendment_rows(words, record)
    yield text_row(words, record.motion, record.noticed)
    channels = [column.channel for column in record.tally.columns]
    yield way_row(words, plan, record.zero_report, channels)
    yield rule_row(words, plan)


def _time_row(record: VoteRecord, words: Words) -> Particular:
    minutes = record.heading.utc_offset_min
    ends = (record.opened_at, record.closed_at)
    opened, closed = (one.replace(microsecond=0) for one in ends)
    lasted = int((closed - opened).total_seconds())
    fields = {
        "opened": clock(record.opened_at, minutes),
        "closed": clock(record.closed_at, minutes),
    }
    said = words.say(
        "{day} {opened} to {closed} ({offset}), {minutes} min {seconds} s",
        **fields,
        day=day(words, record.opened_at, minutes),
        offset=offset(minutes),
        minutes=lasted // 60,
        seconds=lasted % 60,
    )
    return particular(words.say("Time"), said)


def _sums(record: VoteRecord, words: Words) -> Iterable[Block]:
    """The two identities: the buckets make the base, the presses make the account."""
    held, tally, account = boxes(record, words), record.tally, record.account
    base = words.say(
        "{sum} = {base}, the base of this poll; {base} + {absent} not present = {roll} entitled",
        sum=" + ".join(str(n) for _, n, _ in held),
        base=tally.base,
        absent=tally.absent,
        roll=tally.roll,
    )
    presses = account_sentence(account, words)
    reasons = [f"{words.name('reason', reason)}{BOUND}{n}" for reason, n in account.reasons]
    listed = words.say(", ").join(reasons)
    why = words.say("refused: {reasons} (Annex 2)", reasons=listed) if reasons else ""
    if account.late_after_close:
        why = words.say(
            "{late} more came after this account was made; refused in all {n}: {reasons} (Annex 2)",
            late=account.late_after_close,
            n=sum(n for _, n in account.reasons),
            reasons=listed,
        )
    yield from prose(base, VALUE)
    yield from _of_the_urn(record, words)
    yield from prose(clauses(words, (presses, why)), VALUE)


def _of_the_urn(record: VoteRecord, words: Words) -> Iterable[Block]:
    """How the ballots of the urn make the buckets: a blank one counts as not pressed."""
    if not record.opened_by:
        return
    held, blank = len(record.opened), record.opened.count(())
    told = words.say(
        "The urn held {n} ballots, one of each seat that pressed: {chose} with a choice, valid or "
        "void, and {blank} blank",
        n=held,
        chose=held - blank,
        blank=blank,
    )
    idle, silent = record.tally.not_pressed, record.silent
    parts = words.say("pressed nothing {silent} + blank {blank}", silent=silent, blank=blank)
    if idle > silent + blank:
        papers = words.say("papers not returned {n}", n=idle - silent - blank)
        parts = f"{parts} + {papers}"
    makes = words.say("not pressed {idle} = {parts}", idle=idle, parts=parts) if blank else ""
    yield from prose(clauses(words, (told, makes)), VALUE)


def _options(record: VoteRecord, words: Words) -> Iterable[Block]:
    """The options by ballots, equal ballots sharing a place; taken and tied are marked."""
    votes, names = record.tally.options, record.plan.form.options
    if not votes:
        return
    columns = (
        Column(words.say("Rank"), 12 * MM, Align.CENTRE),
        Column(words.say("Option no."), 18 * MM, Align.CENTRE),
        Column(words.say("Name of the option"), 73 * MM),
        Column(words.say("Ballots"), 30 * MM, Align.CENTRE),
        Column(words.say("Result"), 32 * MM, Align.CENTRE),
    )
    ranked = sorted(range(1, len(votes) + 1), key=lambda option: (-votes[option - 1], option))
    rows = (
        (
            str(1 + sum(other > votes[option - 1] for other in votes)),
            str(option),
            names[option - 1],
            _ballots_for(record, words, option),
            _fate(record, words, option),
        )
        for option in ranked
    )
    yield Gap(2 * MM)
    taken = frozenset(at for at, option in enumerate(ranked) if option in record.outcome.taken)
    yield listing(columns, rows, strong=taken)


def _ballots_for(record: VoteRecord, words: Words, option: int) -> str:
    tally = record.tally
    if tally.noes:
        yes, no = tally.options[option - 1], tally.noes[option - 1]
        return words.say("{yes} yes, {no} no", yes=yes, no=no)
    votes = tally.options[option - 1]
    return f"{votes}  {formal(words, votes)}".rstrip()


def _fate(record: VoteRecord, words: Words, option: int) -> str:
    if option in record.outcome.taken:
        return words.say("Elected") if record.plan.rule.elects else words.say("Taken")
    return words.say("Tied: poll again") if option in record.outcome.tied else "–"
