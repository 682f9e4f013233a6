# SPDX-License-Identifier: Apache-2.0
"""All checks of bundle.md §9 over one bundle, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.verifier import anchoring, chain, counting, outcome, sealing
from kiosk.verifier import book as books
from kiosk.verifier.anchoring import Anchoring, Typed
from kiosk.verifier.book import Book
from kiosk.verifier.findings import CHECKS, Finding, Findings
from kiosk.verifier.hall import Poll
from kiosk.verifier.head import fingerprint
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
    "tallies": ("{count} polls declared", ("Declared",)),
    "outcomes": ("{count} polls declared", ("Declared",)),
}
NOT_OF_THE_BOOK = ("seal", "files", "anchored")


@dataclass(frozen=True)
class Check:
    """One check; `ok` is None when it did not run, `entry` the first bad entry it names."""

    name: str
    ok: bool | None
    detail: Sentence
    entry: int | None
    findings: list[Finding]
    failures: int


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
    anchoring: Anchoring
    first_bad_entry: int | None

    @property
    def true(self) -> bool:
        return all(check.ok is not False for check in self.checks)

    @property
    def anchored(self) -> bool:
        return self.anchoring.entry is not None


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
    book = books.read(bodies, findings)
    if bundle.sealed:
        sealing.check_seal(bundle, book, manifest, hashes, findings)
        sealing.check_files(bundle, manifest, findings)
        sealing.check_papers(bundle, book, findings)
    persons = sealing.check_persons(bundle, book, findings)
    anchored = anchoring.check_anchoring(typed, book, hashes, findings)
    whole = book.read == len(bodies)
    held = _held(book, bundle, persons, typed, anchored)
    return Reading(
        book=book,
        entries=len(bodies),
        head=hashes[-1].hex() if hashes else "",
        fingerprint=fingerprint(book.seal_key),
        checks=[_check(name, findings, held, whole=whole, read=book.read) for name in CHECKS],
        polls=[_poll_read(book, poll) for poll in book.hall.polls.values()],
        anchoring=anchored,
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
    unsealed = (None, sentence("a book has no seal; the kiosk's bundle has"))
    return {
        **held,
        "chain": entries,
        "format": entries,
        "seal": (True, sentence("signed by the key in entry 0")),
        "files": (True, sentence("{count} files", count=len(bundle.hashes) - 2)),
        "persons": (
            (None, sentence("persons.jsonl is not in the bundle"))
            if persons is None
            else (True, sentence("{count} persons", count=persons))
        ),
        "anchored": _held_anchoring(typed, anchored),
        **({} if bundle.sealed else dict.fromkeys(("seal", "files", "papers"), unsealed)),
    }


def _held_anchoring(typed: Typed, anchored: Anchoring) -> tuple[bool | None, Sentence]:
    if anchored.entry is not None:
        return True, sentence(
            "paper agrees with entry {entry}; {following} entries follow it",
            entry=anchored.entry,
            following=anchored.following,
        )
    if typed.nothing:
        return None, sentence("self-consistent only, not anchored")
    return True, sentence(
        "the fingerprint agrees; no head was given: self-consistent only, not anchored"
    )


def _check(
    name: str,
    findings: Findings,
    held: dict[str, tuple[bool | None, Sentence]],
    *,
    whole: bool,
    read: int,
) -> Check:
    found = findings.of(name)
    entry = findings.first_entry(name)
    failures = findings.count(name)
    if found:
        return Check(name, False, found[0].said, entry, found, failures)
    if not whole and name not in NOT_OF_THE_BOOK:
        said = sentence("the book could be read only up to entry {entry}", entry=read)
        return Check(name, None, said, None, found, failures)
    ok, said = held[name]
    return Check(name, ok, said, None, found, failures)


def _poll_read(book: Book, poll: Poll) -> PollRead:
    number = poll.plan.poll
    item = book.hall.items.get(poll.plan.item, "")
    if poll.base is None:
        return PollRead(poll, item, None, None, None)
    tally, result = book.results.get(number) or books.results(book.hall, poll)
    return PollRead(poll, item, tally, result, book.agrees.get(number))
