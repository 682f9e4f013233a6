"""The ruled rows of papers about a whole meeting: what they are tied to."""

from collections.abc import Iterable

from kiosk.meeting.record import BookMark, Heading
from kiosk.printing.anchor import checked_groups
from kiosk.printing.fonts import SHA256, Face
from kiosk.printing.forms import Particular, particular
from kiosk.printing.phrases import digest, fingerprint, moment, settings, software
from kiosk.words import Words


def head_row(words: Words, heading: Heading, book: BookMark) -> Particular:
    """The entry this paper is drawn from, with check digits for the eye."""
    groups = checked_groups(book.sha256)
    said = f"#{book.entry}   {moment(words, book.utc, heading.utc_offset_min)}"
    head = f"{'   '.join(groups[:4])}\n{'   '.join(groups[4:])}"
    return particular(words.say("Book entry"), said, head)


def clock_row(words: Words, heading: Heading) -> Particular:
    """How the hall's clock was set."""
    said = heading.clock or words.say("not noted; see the notary's own notes")
    return particular(words.say("Clock"), said)


def came_row(words: Words, *, roll: int, came: int, others: int) -> Particular:
    """Who is entitled, who of them came, and how many attendees did."""
    said = words.say(
        "entitled {roll}, came {came}; attendees {others}", roll=roll, came=came, others=others
    )
    return particular(words.say("Attendance"), said)


def hall_rows(words: Words, heading: Heading, *, medium: str) -> Iterable[Particular]:
    """Key, rules, software, settings, second medium, meeting."""
    key = words.say("key {key}", key=digest(heading.seal_key))
    fonts = words.say("fonts {hash}", hash=_sha(SHA256[Face.REGULAR]))
    rows = (
        ("Seal key", words.say("fingerprint {it}", it=fingerprint(heading.seal_key)), key),
        ("Rule pack", f"{heading.pack} {heading.pack_version}", _sha(heading.pack_sha256)),
        ("Software", software(words, heading), fonts),
        ("Settings", *settings(words, heading)),
        ("Second medium", words.name("medium", medium), ""),
        ("Meeting id", heading.meeting, ""),
    )
    return (particular(words.say(label), *held) for label, *held in rows)


def _sha(held: str) -> str:
    return f"SHA-256 {digest(held)}"
