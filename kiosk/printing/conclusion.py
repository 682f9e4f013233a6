"""The end of a vote record's first page: verdict, what was out of the ordinary, signatures."""

from collections.abc import Iterable

from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.record import VoteRecord
from kiosk.printing.blocks import NOTE, STRONG, VALUE, Block, Either, Gap, Keep, Stack, prose
from kiosk.printing.breaking import BOUND
from kiosk.printing.forms import Figures, Signatures, verdict
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, formal, joined, moment
from kiosk.words import Words


def boxes(record: VoteRecord, words: Words) -> tuple[tuple[str, int, str], ...]:
    """Label, figure and mark of each bucket of this kind of poll."""
    tally = record.tally
    counted = (
        (("In favour", tally.in_favour), ("Against", tally.against), ("Abstaining", tally.abstain))
        if record.plan.form.kind is BallotKind.FOR_AGAINST
        else (("Valid", tally.chosen),)
    )
    rest = (("Not pressed", tally.not_pressed), ("Void", tally.void), ("Recused", tally.recused))
    return tuple((words.say(label), n, formal(words, n)) for label, n in (*counted, *rest))


def figures(record: VoteRecord, words: Words) -> Figures:
    """The buckets, which are never merged."""
    return Figures(tuple((label, str(n), said) for label, n, said in boxes(record, words)))


def counts(record: VoteRecord, words: Words) -> str:
    """The buckets in one line."""
    return joined(words, (f"{label}{BOUND}{n}" for label, n, _ in boxes(record, words)))


def conclusion(record: VoteRecord, words: Words) -> Block:
    """Verdict and signatures on one page; where they must part, what is signed is said again."""
    first = _verdict(record, words)
    told = tuple(_matters(record, words))
    signed = Keep(
        (
            *prose(words.say("Those who sign confirm what they saw themselves."), NOTE),
            signatures(words),
        )
    )
    again = words.say(
        "Signed on vote record {number}, {title}: {counts}; {verdict}.",
        number=record.paper.number,
        title=record.motion.title,
        counts=counts(record, words),
        verdict=_stands(record, words),
    )
    whole = Keep((first, Gap(1 * MM), *told, signed))
    return Either(whole, first, Stack((*prose(again, STRONG), *told, signed)))


def _stands(record: VoteRecord, words: Words) -> str:
    """The verdict, and that the poll is void where it was put aside since."""
    said = words.name("verdict", record.outcome.verdict)
    return said if record.voided is None else words.say("{verdict}, VOID since", verdict=said)


def _verdict(record: VoteRecord, words: Words) -> Block:
    said = words.name("verdict", record.outcome.verdict)
    told = [words.say(held.msgid, **held.args) for held in record.outcome.computation]
    sentences = [one for one in told if one.casefold() != said.casefold()]
    declared = words.say(
        "Declared by {by} on the spot, {at}",
        by=record.declared_by,
        at=moment(words, record.book.utc, record.heading.utc_offset_min),
    )
    return verdict(sentences, said[:1].upper() + said[1:], declared)


def _matters(record: VoteRecord, words: Words) -> Iterable[Block]:
    """特别事项: whatever a signatory must know before signing."""
    told = list(matters(record, words)) or [words.say("nothing")]
    yield from prose(words.say("Out of the ordinary: {what}.", what=clauses(words, told)), VALUE)


ALIKE = "handset audit {n}: {count} drawn by {by} with dice {dice}, all heard as pressed"
DIFFERENT = (
    "handset audit {n}: {count} drawn by {by} with dice {dice}, not heard as pressed: {keypads}"
)
TOTALS = {
    True: "only totals came from base {base}: they agree with the ballots",
    False: "only totals came from base {base}: they differ from the ballots",
    None: "base {base} gave no totals",
}


def matters(record: VoteRecord, words: Words) -> Iterable[str]:
    """Overrides, losses, silence, late presses, a repeated poll: one clause each."""
    account = record.account
    yield from _of_officers(record, words)
    for audit in record.audits:
        yield words.say(
            DIFFERENT if audit.failed else ALIKE,
            n=audit.audit,
            count=audit.drawn,
            dice=audit.dice,
            by=audit.by,
            keypads=", ".join(map(str, audit.failed)),
        )
    yield from _of_the_equipment(record, words)
    if record.proxies:
        pairs = (f"{seat} ← {holder}" for seat, holder in record.proxies)
        yield words.say("proxies (seat ← holder): {list}", list=joined(words, pairs))
    if record.silent_acknowledged_by:
        yield words.say(
            "{n} seats pressed nothing; {by} was shown them by seat and went on",
            n=record.silent,
            by=record.silent_acknowledged_by,
        )
    if account.in_flight:
        yield words.say("{n} made before the close, heard after it, counted", n=account.in_flight)
    if account.late_after_close:
        yield words.say("{n} heard after the close, not counted", n=account.late_after_close)


def _of_officers(record: VoteRecord, words: Words) -> Iterable[str]:
    """What officers decided about the poll and the agenda."""
    if record.voided is not None:
        yield words.say(
            "THIS POLL IS VOID, put aside by {first} and {second}, {at}: {reason}",
            first=record.voided.officers[0],
            second=record.voided.officers[1],
            at=moment(words, record.voided.at, record.heading.utc_offset_min),
            reason=record.voided.reason,
        )
    for held in record.overrides:
        yield words.say(
            "gate {gate} was opened by {first} and {second}: {reason}",
            gate=words.name("gate", held.gate),
            first=held.officers[0],
            second=held.officers[1],
            reason=held.reason,
        )
    for gone in record.withdrawn:
        yield words.say(
            "item {item} “{title}” was withdrawn by {by}: {reason}",
            item=gone.item,
            title=gone.title,
            by=gone.by,
            reason=gone.reason,
        )


def _of_the_equipment(record: VoteRecord, words: Words) -> Iterable[str]:
    for line in record.equipment:
        if line.losses:
            said = "contact with base {base} was lost {n} times"
            yield words.say(said, base=line.base, n=line.losses)
        if line.totals_only:
            yield words.say(TOTALS[line.table_agrees], base=line.base)
        elif line.table_agrees is False:
            yield words.say("the key table of base {base} differs from the book", base=line.base)


def signed(words: Words, again: str) -> Iterable[Block]:
    """What is signed, said again, and the lines to sign on."""
    yield from prose(again, STRONG)
    yield from prose(words.say("Those who sign confirm what they saw themselves."), NOTE)
    yield signatures(words)


def signatures(words: Words) -> Signatures:
    """The offices that sign."""
    offices = ("Chair", "Teller", "Teller", "Counting officer (operator)")
    return lines_to_sign(words, *offices, "Notary", "Notary", "Legal observer")


def signed_by(words: Words, again: str, *offices: str) -> Keep:
    """What is signed, said again, and the lines of these offices, on one page."""
    return Keep((*prose(again, STRONG), Gap(1 * MM), lines_to_sign(words, *offices)))


def lines_to_sign(words: Words, *offices: str) -> Signatures:
    """A line for each office, and under it the day on which it was signed."""
    return Signatures(tuple(map(words.say, offices)), words.say("        year      month      day"))
