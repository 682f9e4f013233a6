"""Turns of phrase that several papers share: times, shares, hashes, names of copies."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from kiosk.edition import KNOWN
from kiosk.meeting.record import Heading, PaperMark
from kiosk.meeting.rules import Rule, Share
from kiosk.words import DEFAULT_LANGUAGE, Words, civil, formal_number


def day(words: Words, at: datetime, offset_min: int) -> str:
    """The civil day of an instant."""
    here = civil(at, offset_min)
    return words.say("{year}-{month:02d}-{day:02d}", year=here.year, month=here.month, day=here.day)


def iso_day(words: Words, said: str) -> str:
    """A civil day that stands in the book as ISO text."""
    found = date.fromisoformat(said)
    pattern = "{year}-{month:02d}-{day:02d}"
    return words.say(pattern, year=found.year, month=found.month, day=found.day)


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


def condition(words: Words, rule: Rule, *, of_options: bool = False) -> str:
    """What the rule asks for: quorums and threshold; `of_options`: of each option to be taken."""
    favour = "Each option taken {share}" if of_options else "In favour {share}"
    named = (
        ("Attendance {share}", rule.attendance),
        ("Participation {share}", rule.participation),
        (favour, rule.threshold),
    )
    said = [words.say(msgid, share=share(words, held)) for msgid, held in named if held]
    return clauses(words, [*said, words.say("by heads and by area, each") if rule.by_area else ""])


def joined(words: Words, said: Iterable[str]) -> str:
    """Terms side by side, those that are there."""
    return words.say(" · ").join(text for text in said if text)


def clauses(words: Words, said: Iterable[str]) -> str:
    """Clauses of one sentence, those that are there."""
    return words.say("; ").join(text for text in said if text)


def offices(words: Words, held: Iterable[tuple[str, str]]) -> str:
    """Each (office, name) in one line."""
    return clauses(words, (f"{words.name('office', role)} {name}" for name, role in held))


def digest(held: str) -> str:
    """A hash in groups of eight, upper case, for the eye."""
    return " ".join(held[at : at + 8] for at in range(0, len(held), 8)).upper()


def halved_digest(held: str) -> str:
    """A hash on two lines of four groups, however wide its digits are."""
    half = len(held) // 2
    return f"{digest(held[:half])}\n{digest(held[half:])}"


def fingerprint(seal_key: str) -> str:
    """The first 16 hex digits of SHA-256 over the key, in four groups (docs/bundle.md §9)."""
    found = hashlib.sha256(bytes.fromhex(seal_key)).hexdigest()[:16].upper()
    return " ".join(found[at : at + 4] for at in range(0, 16, 4))


def software(words: Words, heading: Heading) -> str:
    """The program, its version, and the commit it was built from, or that none is known."""
    known = KNOWN.fullmatch(heading.software)
    if known is None:
        return clauses(words, (heading.software, words.say("the package names no commit")))
    commit = words.say("commit {commit}", commit=known["commit"])
    changed = words.say("with changes that are not committed") if known["changed"] else ""
    return clauses(words, (known["version"], commit, changed))


def settings(words: Words, heading: Heading) -> tuple[str, str]:
    """Which settings were in force, and their hash; a rehearsal's script has no file to hash."""
    if not heading.settings_sha256.strip("0"):
        return words.say("no kiosk.toml: set up by the script of a rehearsal"), ""
    return words.say("kiosk.toml in force"), f"SHA-256 {digest(heading.settings_sha256)}"


def certificate_fingerprint(certificate: str) -> str:
    """The first 16 of the 64 hex digits of a certificate's SHA-256, in four groups."""
    found = certificate[:16].upper()
    return " ".join(found[at : at + 4] for at in range(0, 16, 4))


def sm2_clause(words: Words, heading: Heading) -> str:
    """Whether an SM2 signature lies beside the file, or why not."""
    if heading.sm2_missing:
        return words.say("no SM2 signature: {why}", why=words.name("sm2", heading.sm2_missing))
    return words.say("SM2 signature in a file beside it")


def seal_line(words: Words, heading: Heading) -> str:
    """That the hall seals inside the file; empty where it has no certificate."""
    if not heading.certificate:
        return ""
    seal = words.say(
        "Sealed inside this file by the hall's certificate {fingerprint}",
        fingerprint=certificate_fingerprint(heading.certificate),
    )
    return clauses(words, (seal, sm2_clause(words, heading)))


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


def formal_yuan(words: Words, fen: int) -> str:
    """大写金额 on a Chinese paper: 20050 is 贰佰元伍角; another language has no such figures."""
    if words.language != DEFAULT_LANGUAGE:
        return ""
    whole, rest = divmod(fen, 100)
    said = words.say("{n} yuan in words", n=_large(whole))
    if not rest:
        return said + words.say("and no more")
    jiao, odd = divmod(rest, 10)
    said += words.say("{n} jiao in words", n=formal_number(jiao)) if jiao else formal_number(0)
    return said + (words.say("{n} fen in words", n=formal_number(odd)) if odd else "")


def _large(number: int) -> str:
    """大写数字 of 0..999999999: what is above 万 is counted for itself."""
    high, low = divmod(number, 10_000)
    if not high:
        return formal_number(low)
    gap = formal_number(0) if 0 < low < 1000 else ""
    return (
        formal_number(high) + formal_number(10_000)[1:] + gap + (formal_number(low) if low else "")
    )


def percent(part: int, whole: int) -> str:
    """For the eye, to a tenth of a percent; nothing is decided by it."""
    if not whole:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"


def practice_mark(words: Words, heading: Heading) -> str:
    """What is written across every page of a practice."""
    return words.say("PRACTICE") if heading.practice else ""


def watermark(words: Words, heading: Heading, rule: Rule) -> str:
    """What is written across every page: practice, or a poll that resolves nothing."""
    return practice_mark(words, heading) or ("" if rule.resolution else words.say("OPINION"))
