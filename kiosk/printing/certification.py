"""What ties the paper to the book, and what neither of them can prove."""

from collections.abc import Iterable

from kiosk.meeting.record import BookMark, Heading, VoteRecord
from kiosk.printing.anchor import checked_groups
from kiosk.printing.attachment import FORMAT
from kiosk.printing.blocks import FINE, Block, Gap, Keep, heading, prose, under
from kiosk.printing.fonts import SHA256, Face
from kiosk.printing.forms import particular, ruled
from kiosk.printing.particulars import equipment
from kiosk.printing.phrases import (
    certificate_fingerprint,
    digest,
    fingerprint,
    moment,
    settings,
    sm2_clause,
    software,
)
from kiosk.words import Words

LIMITS = (
    "The system knows keypads, not people. That the delegate of a seat held its keypad and pressed "
    "it alone rests on the check-in and on the eyes of those present.",
    "A press that reached no base leaves no trace here. Whoever pressed and stands in Annex 1 as "
    "'not pressed' should have it noted at once.",
    "The system cannot tell whether a delegate decided freely or was watched while pressing.",
    "The times come from the clock of this kiosk; how it was set and checked is for the notary's "
    "own notes.",
    "The book proves that nothing was changed after it was written. That the program in the hall "
    "is the published one is shown by comparing its files with the published hashes, not by this "
    "paper.",
    "A whole rewritten book is consistent too. Only the head and the fingerprint that the notary "
    "wrote down or scanned in the hall, compared later, rule that out.",
    "The seal key's signature shows that the content is unaltered; it is not a licensed electronic "
    "signature of a person.",
)
SECRET_LIMITS = (
    "Secret poll: who took part and the counts can be recomputed; that the counts came from these "
    "ballots is vouched for by the officers.",
    "Secret poll: secrecy does not hold against the program or the receiver at the moment of the "
    "press, radio listening, cameras, two officers acting together, or a unanimous hall.",
    "Secret poll: whoever copied the file with the shares before it was erased, and learns two "
    "officers' passphrases, can open the ballots. A hall that needs more uses paper ballots.",
    "Secret poll: the book shows which seats pressed, how often and when, and never what. A blank "
    "ballot can be of any of them, but a seat that pressed more than once is likelier; therefore "
    "no paper lists who did. Whoever reads the whole book can.",
)

ATTACHED = "attached to this file as record.json"
ATTACHED_WHOLE = (
    "attached to this file as record.json; the poll's entries of the book, as they stand there, "
    "as poll.jsonl"
)


def certification(record: VoteRecord, words: Words, *, whole: bool) -> tuple[Block, ...]:
    """The equipment, the book, the limits; `whole` when the poll's entries are on the paper."""
    return (
        *under(words.say("Equipment"), (equipment(words, record.equipment),)),
        *under(words.say("Book and software"), (_book(record, words, whole=whole),)),
        Keep(
            (
                heading(words.say("What this system cannot prove")),
                *_limits(record, words, whole=whole),
            )
        ),
    )


def _book(record: VoteRecord, words: Words, *, whole: bool) -> Block:
    top, book = record.heading, record.book
    groups = checked_groups(book.sha256)
    head = f"{'   '.join(groups[:4])}\n{'   '.join(groups[4:])}"
    presses = words.say("over {n} press entries of this poll", n=record.entries)
    key = words.say("key {key}", key=digest(top.seal_key))
    second = words.name("mirror", record.mirror)
    rows = (
        ("Book entry", _mark(words, book, top.utc_offset_min), f"{head}"),
        ("Previous record", _previous(record, words), _of_previous(record, words)),
        ("Merkle root", presses, _root(record)),
        ("Seal key", words.say("fingerprint {it}", it=fingerprint(top.seal_key)), key),
        *_certificate(top, words),
        ("Rule pack", f"{top.pack} {top.pack_version}", _sha(top.pack_sha256)),
        ("Software", software(words, top), _fonts(words)),
        ("Settings", *settings(words, top)),
        ("Clock", *_clock(record, words)),
        ("Second medium", second, ""),
        ("Meeting id", top.meeting, ""),
        ("Form of this record", FORMAT, words.say(ATTACHED_WHOLE if whole else ATTACHED)),
    )
    return ruled(particular(words.say(label), *held) for label, *held in rows)


def _fonts(words: Words) -> str:
    return words.say("fonts {hash}", hash=_sha(SHA256[Face.REGULAR]))


def _certificate(heading: Heading, words: Words) -> Iterable[tuple[str, str, str]]:
    if heading.certificate:
        said = words.say(
            "fingerprint {it}; {sm2}",
            it=certificate_fingerprint(heading.certificate),
            sm2=sm2_clause(words, heading),
        )
        yield "Hall's certificate", said, _sha(heading.certificate)


def _sha(held: str) -> str:
    return f"SHA-256 {digest(held)}"


def _clock(record: VoteRecord, words: Words) -> tuple[str, str]:
    """How the clock was set, and whether it ran evenly while the poll did."""
    told = record.heading.clock or words.say("not noted; see the notary's own notes")
    if record.apart_ms is None:
        return told, ""
    apart = "while the poll ran it differed from the steady clock by {ms} ms"
    return told, words.say(apart, ms=record.apart_ms)


def _of_previous(record: VoteRecord, words: Words) -> str:
    if record.previous is None:
        return ""
    root = words.say("its Merkle root {root}", root=_sha(record.previous_root))
    return f"{_sha(record.previous.sha256)}\n{root}"


def _root(record: VoteRecord) -> str:
    held = _sha(record.root)
    return f"{held}\nSM3 {digest(record.root_sm3)}" if record.root_sm3 else held


def _mark(words: Words, mark: BookMark, offset_min: int) -> str:
    return f"#{mark.entry}   {moment(words, mark.utc, offset_min)}"


def _previous(record: VoteRecord, words: Words) -> str:
    if record.previous is None:
        return words.say("none: this is the first record of the meeting")
    return _mark(words, record.previous, record.heading.utc_offset_min)


def _limits(record: VoteRecord, words: Words, *, whole: bool) -> Iterable[Block]:
    held = LIMITS if record.plan.named else (*LIMITS, *SECRET_LIMITS)
    for number, limit in enumerate(held, start=1):
        yield from prose(f"{number}. {words.say(limit)}")
    yield Gap(4)
    yield from prose(
        words.say(
            "To check: on your own computer run verifier.pyz on the bundle and type the head and "
            "the fingerprint from this paper (--head, --fingerprint)."
        ),
        FINE,
    )
    if whole:
        yield from prose(
            words.say(
                "From this paper alone: read the codes of its last annex into frames.txt and run "
                "verifier.pyz --frames frames.txt --head with the head from this paper."
            ),
            FINE,
        )
