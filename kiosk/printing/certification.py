"""What ties the paper to the book, and what neither of them can prove."""

from collections.abc import Iterable

from kiosk.meeting.record import BookMark, VoteRecord
from kiosk.printing.anchor import checked_groups
from kiosk.printing.blocks import FINE, Block, Gap, prose, under
from kiosk.printing.fonts import SHA256, Face
from kiosk.printing.forms import particular, ruled
from kiosk.printing.particulars import equipment
from kiosk.printing.phrases import digest, fingerprint, moment
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
)


def certification(record: VoteRecord, words: Words) -> tuple[Block, ...]:
    """The equipment, the book, the limits."""
    return (
        *under(words.say("Equipment"), (equipment(words, record.equipment),)),
        *under(words.say("Book and software"), (_book(record, words),)),
        *under(words.say("What this system cannot prove"), tuple(_limits(record, words))),
    )


def _book(record: VoteRecord, words: Words) -> Block:
    heading, book = record.heading, record.book
    groups = checked_groups(book.sha256)
    head = f"{'   '.join(groups[:4])}\n{'   '.join(groups[4:])}"
    presses = words.say("over {n} press entries of this poll", n=record.entries)
    key = words.say("key {key}", key=digest(heading.seal_key))
    second = words.name("mirror", record.mirror)
    rows = (
        ("Book entry", _mark(words, book, heading.utc_offset_min), f"{head}"),
        ("Previous record", _previous(record, words), _digest(record.previous)),
        ("Merkle root", presses, f"SHA-256 {digest(record.root)}"),
        ("Seal key", words.say("fingerprint {it}", it=fingerprint(heading.seal_key)), key),
        ("Rule pack", f"{heading.pack} {heading.pack_version}", _sha(heading.pack_sha256)),
        ("Software", heading.software, words.say("fonts {hash}", hash=_sha(SHA256[Face.REGULAR]))),
        ("Settings", words.say("kiosk.toml in force"), _sha(heading.settings_sha256)),
        ("Second medium", second, ""),
        ("Meeting id", heading.meeting, ""),
    )
    return ruled(particular(words.say(label), *held) for label, *held in rows)


def _sha(held: str) -> str:
    return f"SHA-256 {digest(held)}"


def _digest(mark: BookMark | None) -> str:
    return _sha(mark.sha256) if mark else ""


def _mark(words: Words, mark: BookMark, offset_min: int) -> str:
    return f"#{mark.entry}   {moment(words, mark.utc, offset_min)}"


def _previous(record: VoteRecord, words: Words) -> str:
    if record.previous is None:
        return words.say("none: this is the first record of the meeting")
    return _mark(words, record.previous, record.heading.utc_offset_min)


def _limits(record: VoteRecord, words: Words) -> Iterable[Block]:
    held = LIMITS if record.plan.named else (*LIMITS, *SECRET_LIMITS)
    for number, limit in enumerate(held, start=1):
        yield from prose(f"{number}. {words.say(limit)}")
    yield Gap(4)
    yield from prose(
        words.say(
            "To check: on your own computer run kiosk-verifier.pyz on the bundle and type the head "
            "and the fingerprint from this paper."
        ),
        FINE,
    )
