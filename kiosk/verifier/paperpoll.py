# SPDX-License-Identifier: Apache-2.0
"""A poll from paper alone (bundle.md §12): cover, seats and entries, and every check they allow.

The hall is made from the cover and the seats, which the seal key signed; from there on the entries
are read as those of a book are, by the same fold and the same reviews.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.verifier import anchoring, chain, checks, jsontext
from kiosk.verifier import book as books
from kiosk.verifier.anchor import typed_anchor
from kiosk.verifier.anchoring import Anchoring, Typed
from kiosk.verifier.book import Book
from kiosk.verifier.chain import Entry
from kiosk.verifier.checks import Check, PollRead
from kiosk.verifier.deciding import AGREES, DIFFERS, UNDECIDED
from kiosk.verifier.findings import CHECKS, Findings
from kiosk.verifier.hall import Hall
from kiosk.verifier.head import fingerprint
from kiosk.verifier.paperframes import Read
from kiosk.verifier.sentence import Broken, Sentence, Unusable, sentence
from kiosk.verifier.shapes import (
    Shape,
    array,
    hex_32,
    hex_64,
    integer,
    natural,
    one_of,
    or_null,
    positive,
    record,
    row,
    text,
    truth,
    written,
)

SHOWN = (
    "codes",
    "seal",
    "chain",
    "format",
    "order",
    "texts",
    "roots",
    "dispositions",
    "account",
    "officers",
    "tallies",
    "outcomes",
    "anchored",
)
LEAST_BEFORE, MOST_BEFORE = 2, 3_000_000
COVER = record(
    format=one_of("kiosk-poll/1"),
    meeting=hex_32,
    title=text,
    practice=truth,
    seal_key=hex_64,
    poll=positive,
    item=text,
    pack_sha256=written("([0-9a-f]{64})?", "64 hex digits or nothing"),
    **{"from": natural},
    before=hex_64,
    opened=truth,
    officers=array(row(text, text, natural)),
    boots=array(row(text, text)),
    standbys=array(row(text, text)),
    recused=array(text),
    proxies=array(row(text, text)),
    candidates=array(text),
    seats=natural,
    entries=positive,
)
SEAT = row(integer, text, natural, natural, or_null(integer), natural)
PRESSES = ("BallotCast", "PressRefused", "StandbyHeard")
OF_AN_ITEM = ("ItemWithdrawn", "ProxyGiven", "ProxyWithdrawn", "CandidateNamed", "Recused")

Cover = dict[str, Any]


@dataclass(frozen=True)
class PaperReading:
    """A poll, read and judged; `last` is the entry that declares it, `head` its hash (hex)."""

    read: Read
    cover: Cover
    first: int
    last: int
    head: str
    fingerprint: str
    checks: list[Check]
    poll: PollRead
    unjudged: int
    anchoring: Anchoring
    key_typed: bool
    first_bad_entry: int | None

    @property
    def true(self) -> bool:
        return all(check.ok is not False for check in self.checks)

    @property
    def anchored(self) -> bool:
        return self.anchoring.entry is not None

    @property
    def covered(self) -> bool:
        """Paper vouches for the entry that declares the poll."""
        return self.anchoring.covers(self.last)

    @property
    def verdict(self) -> str:
        """The key that signed the codes stands in them: somebody must vouch for it or a head."""
        if not self.true:
            return DIFFERS
        return AGREES if self.covered or self.key_typed else UNDECIDED


class Passing:
    """Which entries say nothing of this poll: those of other items and other polls."""

    def __init__(self, poll: int, item: int) -> None:
        self.poll = poll
        self.item = item
        self.presses = 0

    def __call__(self, entry: Entry) -> bool:
        passing = self._passes(entry.fact, entry.of)
        self.presses += passing and entry.fact in PRESSES
        return passing

    def _passes(self, fact: str, of: dict[str, Any]) -> bool:
        if fact in OF_AN_ITEM:
            return of["item"] != self.item
        return of.get("poll", self.poll) != self.poll


def verify_paper(read: Read, typed: Typed) -> PaperReading:
    """Every check over the codes of one poll; `Unusable` when they hold none."""
    cover, seats, bodies = _parted(read.text)
    findings = Findings(("codes", *CHECKS))
    first = cover["from"]
    last = first + len(bodies) - 1
    hashes = _hashes(cover, bodies)
    item = _item(bodies[0], cover["poll"])
    passing = Passing(cover["poll"], item)
    before = _before(cover, item, seats)
    before.course.bodies = [b""] * first + bodies
    book = books.read(bodies, findings, before, passing)
    if not read.genuine(book.seal_key):
        findings.add("seal", sentence("the codes are not signed by the seal key that they name"))
    _check_end(book, cover["poll"], last, findings)
    for text_of_code in read.anchors:
        _check_anchor(text_of_code, book, hashes, findings)
    anchored = anchoring.check_anchoring(typed, book, hashes, findings)
    held = _held(book, read, typed, anchored)
    whole = book.read == len(bodies)
    return PaperReading(
        read=read,
        cover=cover,
        first=first,
        last=last,
        head=hashes[-1].hex(),
        fingerprint=fingerprint(book.seal_key),
        checks=[
            checks.told(name, findings, held, whole=whole, read=first + book.read)
            for name in ("codes", *CHECKS)
            if name in SHOWN or findings.count(name)
        ],
        poll=checks.poll_read(book, book.hall.polls[cover["poll"]]),
        unjudged=passing.presses,
        anchoring=anchored,
        key_typed=typed.fingerprint is not None,
        first_bad_entry=findings.first_entry(),
    )


def _parted(held: bytes) -> tuple[Cover, list[Any], list[bytes]]:
    """Cover, seats and bodies of a text."""
    lines, finished = chain.lines(held)
    cover = _value(lines[0] if lines else b"", COVER, 1)
    count = cover["seats"]
    if not finished or len(lines) != 1 + count + cover["entries"]:
        raise Unusable(sentence("the text in the codes has other lines than its cover announces"))
    if not LEAST_BEFORE <= cover["from"] <= MOST_BEFORE:
        raise Unusable(sentence("the text in the codes begins with an entry that cannot be"))
    seats = [_value(line, SEAT, at) for at, line in enumerate(lines[1 : 1 + count], start=2)]
    return cover, seats, lines[1 + count :]


def _value(line: bytes, shape: Shape, number: int) -> Any:
    try:
        value = jsontext.read(line)
    except jsontext.NotStrict as fault:
        raise Unusable(
            sentence(
                "line {line} of the text in the codes: not strict JSON: {why}",
                line=number,
                why=str(fault),
            )
        ) from fault
    misfit = shape(value)
    if misfit is not None:
        raise Unusable(
            sentence(
                "line {line} of the text in the codes: {path} must be {kind}",
                line=number,
                path=(misfit[0] or " it").lstrip("."),
                kind=sentence(misfit[1]),
            )
        )
    return value


def _item(body: bytes, poll: int) -> int:
    """The item of the poll; `Unusable` when the body does not lay down this poll, a named one."""
    try:
        entry = chain.entry_of(body, 0)
    except Broken as fault:
        raise Unusable(fault.said) from fault
    plan = entry.of.get("plan", {})
    if entry.fact != "PollPrepared" or plan["poll"] != poll or not plan["named"]:
        raise Unusable(
            sentence("the text in the codes does not begin with named poll {poll}", poll=poll)
        )
    return plan["item"]


def _hashes(cover: Cover, bodies: list[bytes]) -> list[bytes]:
    """The hashes by entry number: nothing is known of those before the one in the cover."""
    known = [b""] * (cover["from"] - 1) + [bytes.fromhex(cover["before"])]
    for body in bodies:
        known.append(chain.hash_after(known[-1], body))
    return known


def _before(cover: Cover, item: int, seats: list[Any]) -> Book:
    """The book as it stood, by the cover and the seats."""
    hall = Hall(pack_sha256=cover["pack_sha256"], items={item: cover["item"]})
    hall.boots, hall.standbys = dict(cover["boots"]), dict(cover["standbys"])
    hall.opened, hall.officers = cover["opened"], {one[0]: one[1] for one in cover["officers"]}
    hall.keyed = {name for name, _, keyed in cover["officers"] if keyed}
    hall.recused = {(item, seat) for seat in cover["recused"]}
    hall.candidates = {(item, seat) for seat in cover["candidates"]}
    hall.proxies = {(item, seat): holder for seat, holder in cover["proxies"]}
    for _, seat, votes, area, keypad, present in seats:
        if seat in hall.votes or keypad in hall.seat_of:
            raise Unusable(sentence("a seat or a keypad stands twice in the codes"))
        hall.votes[seat], hall.areas[seat] = bool(votes), area
        if keypad is not None:
            hall.seat_of[keypad], hall.keypad_of[seat] = seat, keypad
        if present:
            hall.present.add(seat)
    opened = {name: cover[name] for name in ("meeting", "title", "practice", "seal_key")}
    return Book(opened=opened, hall=hall, first=cover["from"])


def _check_end(book: Book, poll: int, last: int, findings: Findings) -> None:
    """The entries go from the poll's plan to its declaration."""
    if book.hall.polls[poll].declared != last and not findings.count("order"):
        said = sentence("the entries do not end with the declaration of poll {poll}", poll=poll)
        findings.add("order", said, last)


def _check_anchor(code: str, book: Book, hashes: list[bytes], findings: Findings) -> None:
    """An anchor that was read with the codes; one that was misread says nothing."""
    try:
        anchor = typed_anchor(code)
    except Unusable:
        return
    for said in anchoring.anchor_faults(anchor, book, hashes):
        findings.add("seal", said)


def _held(
    book: Book, read: Read, typed: Typed, anchored: Anchoring
) -> dict[str, tuple[bool | None, Sentence]]:
    """What is said of each check when nothing was found against it."""
    entries = (True, sentence("{count} entries", count=book.read))
    restored = ", ".join(map(str, read.restored)) or sentence("none")
    codes = sentence(
        "{count} codes; restored by parity: {restored}", count=read.codes, restored=restored
    )
    signed = sentence(
        "signed by the seal key that the codes name, as are the {count} anchors read with them",
        count=len(read.anchors),
    )
    return {
        **{
            name: (True, sentence(msgid, count=sum(book.counts.get(fact, 0) for fact in facts)))
            for name, (msgid, facts) in checks.COUNTED.items()
        },
        "codes": (True, codes),
        "seal": (True, signed),
        "chain": entries,
        "format": entries,
        "anchored": checks.held_anchoring(typed, anchored),
    }
