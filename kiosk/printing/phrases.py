"""Turns of phrase that several papers share: times, shares, hashes, names of copies."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from kiosk.meeting.record import Heading, PaperMark
from kiosk.meeting.rules import Rule, Share
from kiosk.words import DEFAULT_LANGUAGE, Words, civil, formal_number


def day(words: Words, at: datetime, offset_min: int) -> str:
    """The civil day of an instant."""
    here = civil(at, offset_min)
    return words.say("{year}-{month:02d}-{day:02d}", year=here.year, month=here.month, day=here.day)


def clock(at: datetime, offset_min: int) -> str:
    """The civil time of day to the second; what is less is cut, never rounded."""
    return f"{civil(at, offset_min):%H:%M:%S}"


def instant(at: datetime | None, offset_min: int) -> str:
    """The civil time of a press to the millisecond, as it stands in the lists."""
    if at is None:
        return "–"
    here = civil(at, offset_min)
    return f"{here:%H:%M:%S}.{here.microsecond // 1000:03d}"


def moment(words: Words, at: datetime, offset_min: int) -> str:
    """Day and time."""
    return f"{day(words, at, offset_min)} {clock(at, offset_min)}"


def offset(offset_min: int) -> str:
    """The hall's distance from UTC, e.g. UTC+08:00."""
    hours, minutes = divmod(abs(offset_min), 60)
    return f"UTC{'-' if offset_min < 0 else '+'}{hours:02d}:{minutes:02d}"


def share(words: Words, held: Share) -> str:
    """A share in words: “at least 2/3 of the roll”, “more than 1/2 of those present”."""
    fields = {
        "fraction": f"{held.fraction.numerator}/{held.fraction.denominator}",
        "basis": words.name("basis", held.basis),
    }
    if held.strict:
        return words.say("more than {fraction} of {basis}", **fields)
    return words.say("at least {fraction} of {basis}", **fields)


def set_for_meeting(words: Words, rule: Rule) -> str:
    """Which shares of its rule this meeting set by itself."""
    parts = clauses(words, (words.name("part", part) for part in rule.set_for_meeting))
    return words.say("set for this meeting: {parts}", parts=parts) if parts else ""


def condition(words: Words, rule: Rule) -> str:
    """What the rule asks for: quorums and threshold."""
    named = (
        ("Attendance {share}", rule.attendance),
        ("Participation {share}", rule.participation),
        ("In favour {share}", rule.threshold),
    )
    said = [words.say(msgid, share=share(words, held)) for msgid, held in named if held]
    return clauses(words, [*said, words.say("by heads and by area, each") if rule.by_area else ""])


def joined(words: Words, said: Iterable[str]) -> str:
    """Terms side by side, those that are there."""
    return words.say(" · ").join(text for text in said if text)


def clauses(words: Words, said: Iterable[str]) -> str:
    """Clauses of one sentence, those that are there."""
    return words.say("; ").join(text for text in said if text)


def digest(held: str) -> str:
    """A hash in groups of eight, upper case, for the eye."""
    return " ".join(held[at : at + 8] for at in range(0, len(held), 8)).upper()


def fingerprint(seal_key: str) -> str:
    """The first 16 hex digits of SHA-256 over the key, in four groups (docs/bundle.md §9)."""
    found = hashlib.sha256(bytes.fromhex(seal_key)).hexdigest()[:16].upper()
    return " ".join(found[at : at + 4] for at in range(0, 16, 4))


def copy(words: Words, paper: PaperMark) -> str:
    """First original, or which reprint."""
    if paper.copy == 1:
        return words.say("Original")
    return words.say("Reprint {copy}", copy=paper.copy - 1)


def formal(words: Words, number: int) -> str:
    """大写数字 on a Chinese paper; another language has no such figures."""
    return formal_number(number) if words.language == DEFAULT_LANGUAGE else ""


def yuan(fen: int) -> str:
    """A sum of money: 20000 is 200.00."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def practice_mark(words: Words, heading: Heading) -> str:
    """What is written across every page of a practice."""
    return words.say("PRACTICE") if heading.practice else ""


def watermark(words: Words, heading: Heading, rule: Rule) -> str:
    """What is written across every page: practice, or a poll that resolves nothing."""
    return practice_mark(words, heading) or ("" if rule.resolution else words.say("OPINION"))
