# SPDX-License-Identifier: Apache-2.0
"""All checks of bundle.md §9 over one bundle, and what came of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kiosk.verifier import anchoring, chain, counting, outcome, sealing
from kiosk.verifier import book as books
from kiosk.verifier.anchoring import Anchoring, Typed
from kiosk.verifier.book import Book
from kiosk.verifier.course import Course
from kiosk.verifier.findings import CHECKS, Finding, Findings
from kiosk.verifier.hall import Poll
from kiosk.verifier.head import fingerprint
from kiosk.verifier.known import Known
from kiosk.verifier.officers import OFFICES
from kiosk.verifier.reading import Bundle
from kiosk.verifier.sentence import Sentence, sentence

# What a check that held was about: words for the slip, and the facts that are counted for it.
COUNTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "texts": ("{count} texts", ("RulePackAdopted", "MotionPut")),
    "order": ("{count} polls", ("PollPrepared",)),
    "papers": ("{count} papers", ("PaperIssued",)),
    "roots": ("{count} polls closed", ("PollClosed",)),
    "dispositions": ("{count} presses", ("BallotCast", "BallotSealed", "PressRefused")),
    "account": ("{count} polls reconciled", ("PollReconciled",)),
    "urns": ("{count} urns opened", ("UrnOpened",)),
    "officers": ("{count} acts of two officers", tuple(OFFICES)),
    "tallies": ("{count} polls declared", ("Declared",)),
    "outcomes": ("{count} polls declared", ("Declared",)),
}
NOT_OF_THE_BOOK = ("seal", "files", "anchored")


@dataclass(frozen=True)
class Check:
    """One check; `ok` is None when it did not run, `entry` the first bad entry it names.

    `following` of its `failures` merely follow from what another finding tells.
    """

    name: str
    ok: bool | None
    detail: Sentence
    entry: int | None
    findings: list[Finding]
    failures: int
    following: int = 0


@dataclass(frozen=True)
class PollRead:
    """A poll as it was recomputed. `agrees` is None while it was not declared."""

    poll: Poll
    item: str
    tally: counting.Tally | None
    outcome: outcome.Outcome | None
    agrees: bool | None


@dataclass(frozen=True)
class Reading:
    """A bundle, read and judged."""

    book: Book
    entries: int
    head: str
    fingerprint: str
    checks: list[Check]
    polls: list[PollRead]
    known: Known
    anchoring: Anchoring
    outside: list[int]
    sealed: bool
    first_bad_entry: int | None

    @property
    def true(self) -> bool:
        return all(check.ok is not False for check in self.checks)

    @property
    def anchored(self) -> bool:
        return self.anchoring.entry is not None

    @property
    def closed(self) -> bool:
        return bool(self.book.counts.get("MeetingClosed"))

    @property
    def partly(self) -> bool:
        """Paper vouches for a part that is not all that was decided, or for the opening alone."""
        alone = self.anchoring.opening_alone and self.entries > 1
        return self.anchored and (alone or bool(self.outside))


def verify(bundle: Bundle, typed: Typed) -> Reading:
    """Every check over the bundle; `Unusable` when its format is not ours."""
    findings = Findings()
    bodies, finished = chain.lines(bundle.kept["entries.jsonl"])
    hashes = chain.hashes_of(bodies)
    manifest = sealing.read_manifest(bundle, findings) if bundle.sealed else {}
    if not finished or not bodies:
        said = sentence("entries.jsonl is cut off: no line feed ends its last entry")
        findings.add("chain", said, max(len(bodies) - 1, 0))
    chain.compare_hashes(hashes, bundle.kept["hashes.txt"], findings)
    broken = chain.broken(hashes, bundle.kept["hashes.txt"])
    book = books.read(bodies, findings, Book(course=Course(bodies, hashes)))
    if bundle.sealed:
        sealing.check_seal(bundle, book, manifest, hashes, findings, broken=broken)
        sealing.check_files(bundle, manifest, findings, broken)
        sealing.check_papers(bundle, book, findings)
    persons = sealing.check_persons(bundle, book, findings)
    polls = [poll_read(book, poll) for poll in book.hall.polls.values()]
    known = known_of(book, hashes, polls, sealing.names(bundle))
    signed = sealing.check_signatures(bundle, known, findings, broken)
    anchored = anchoring.check_anchoring(typed, book, hashes, findings)
    whole = book.read == len(bodies)
    held = _held(book, bundle, persons, typed, anchored)
    held["signatures"] = _held_signatures(bundle, signed)
    return Reading(
        book=book,
        entries=len(bodies),
        head=hashes[-1].hex() if hashes else "",
        fingerprint=fingerprint(book.seal_key),
        checks=[told(name, findings, held, whole=whole, read=book.read) for name in CHECKS],
        polls=polls,
        known=known,
        anchoring=anchored,
        outside=anchoring.outside(book, anchored),
        sealed=bundle.sealed,
        first_bad_entry=findings.first_entry(),
    )


def _held(
    book: Book, bundle: Bundle, persons: int | None, typed: Typed, anchored: Anchoring
) -> dict[str, tuple[bool | None, Sentence]]:
    """What is said of each check when nothing was found against it."""
    held: dict[str, tuple[bool | None, Sentence]] = {
        name: (True, sentence(msgid, count=sum(book.counts.get(fact, 0) for fact in facts)))
        for name, (msgid, facts) in COUNTED.items()
    }
    entries = (True, sentence("{count} entries", count=book.read))
    unruled = ", ".join(map(str, book.unruled))
    unsealed = (None, sentence("a book has no seal; the kiosk's bundle has"))
    return {
        **held,
        "chain": entries,
        "format": entries,
        "seal": (True, sentence("signed by the key in entry 0")),
        "rules": (
            (True, sentence("{count} polls by a rule of the pack", count=len(book.hall.polls)))
            if not book.unruled
            else (None, sentence("rules not compared with a pack: polls {polls}", polls=unruled))
        ),
        "witnesses": _held_witnesses(book),
        "files": (True, sentence("{count} files", count=len(bundle.hashes) - 2)),
        "persons": _held_persons(bundle, persons),
        "anchored": held_anchoring(typed, anchored),
        **({} if bundle.sealed else dict.fromkeys(("seal", "files", "papers"), unsealed)),
    }


def _held_persons(bundle: Bundle, persons: int | None) -> tuple[bool | None, Sentence]:
    if persons is not None:
        return True, sentence("{count} persons", count=persons)
    if bundle.closed:
        return None, sentence(
            "{count} records are sealed with a key of the hall; its bundle holds them open",
            count=bundle.closed,
        )
    return None, sentence("persons.jsonl is not in the bundle")


def _held_witnesses(book: Book) -> tuple[bool | None, Sentence]:
    """What was held against the book's own word, and how many presses no reader of bytes knows."""
    seen = book.witnesses
    said = sentence(
        "bytes of {read} presses, tables of {tables} bases, {told} computations; "
        "{unread} presses whose bytes are not read here",
        **{name: getattr(seen, name) for name in ("read", "tables", "told", "unread")},
    )
    return (True if seen.read or seen.tables or seen.told else None), said


def _held_signatures(bundle: Bundle, signed: int) -> tuple[bool | None, Sentence]:
    if not bundle.sealed:
        return None, sentence("a book has no seal; the kiosk's bundle has")
    return True, sentence("{count} papers signed", count=signed)


def known_of(
    book: Book, hashes: list[bytes], polls: list[PollRead], names: dict[int, str] | None = None
) -> Known:
    """What a paper is held against."""
    told = {
        read.poll.plan.poll: {**asdict(read.tally), "verdict": read.outcome.verdict}
        for read in polls
        if read.tally is not None and read.outcome is not None
    }
    return Known(
        book.meeting,
        book.seal_key,
        hashes,
        book.papers,
        book.certificates,
        told,
        book.course,
        names,
    )


def held_anchoring(typed: Typed, anchored: Anchoring) -> tuple[bool | None, Sentence]:
    if anchored.opening_alone:
        return True, sentence(
            "the head that was typed is the hash of entry 0: it vouches for the opening alone; "
            "{following} entries follow it",
            following=anchored.following,
        )
    if anchored.entry is not None:
        return True, sentence(
            "paper agrees with entry {entry}; {following} entries follow it",
            entry=anchored.entry,
            following=anchored.following,
        )
    if typed.nothing:
        return None, sentence("self-consistent only, not anchored")
    return True, sentence(
        "{what} agrees; no head was given: self-consistent only, not anchored",
        what=sentence("the fingerprint" if typed.fingerprint else "the certificate"),
    )


def told(
    name: str,
    findings: Findings,
    held: dict[str, tuple[bool | None, Sentence]],
    *,
    whole: bool,
    read: int,
) -> Check:
    """What came of a check; `read` is the entry up to which a broken book could be read."""
    found = findings.of(name)
    entry = findings.first_entry(name)
    failures = findings.count(name)
    if failures:
        following = findings.following(name)
        said = found[0].said if found else _following(following)
        return Check(name, False, said, entry, found, failures, following)
    if not whole and name not in NOT_OF_THE_BOOK:
        said = sentence("the book could be read only up to entry {entry}", entry=read)
        return Check(name, None, said, None, found, failures)
    ok, said = held[name]
    return Check(name, ok, said, None, found, failures)


def _following(count: int) -> Sentence:
    return sentence("{count} places, which follow from the break of the chain", count=count)


def poll_read(book: Book, poll: Poll) -> PollRead:
    number = poll.plan.poll
    item = book.hall.items.get(poll.plan.item, "")
    if poll.base is None:
        return PollRead(poll, item, None, None, None)
    tally, result = book.results.get(number) or books.results(book.hall, poll)
    return PollRead(poll, item, tally, result, book.agrees.get(number))
