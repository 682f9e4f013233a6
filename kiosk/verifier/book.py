# SPDX-License-Identifier: Apache-2.0
"""The book read once from entry 0: every recorded result beside the one that follows.

The fold goes by what is recorded, so that one wrong entry is named once and not again by all that
stand after it; each entry is compared with what the entries *before* it make. Where an entry
cannot be read or cannot stand where it stands, reading ends: nothing follows from there on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from hashlib import sha256
from typing import Any, cast

from kiosk.verifier import (
    audits,
    channels,
    counting,
    fold,
    judging,
    merkle,
    outcome,
    standby,
    urns,
)
from kiosk.verifier.chain import Entry, entry_of
from kiosk.verifier.facts import FACTS
from kiosk.verifier.findings import Findings
from kiosk.verifier.hall import Hall, Poll, plan_of
from kiosk.verifier.sentence import Broken, Sentence, sentence

Verdict = tuple[str, Sentence]
LONGEST_SHOWN = 160


@dataclass(frozen=True)
class Issued:
    """A paper as the book has it."""

    entry: int
    number: str
    file: str
    sha256: str


@dataclass
class Book:
    """What one reading of the entries leaves behind. `declared` is by entry number, as recorded."""

    opened: dict[str, Any] = field(default_factory=dict)
    hall: Hall = field(default_factory=Hall)
    papers: list[Issued] = field(default_factory=list)
    commitments: dict[int, tuple[str, int]] = field(default_factory=dict)
    declared: dict[int, dict[str, Any]] = field(default_factory=dict)
    agrees: dict[int, bool] = field(default_factory=dict)
    results: dict[int, tuple[counting.Tally, outcome.Outcome]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    read: int = 0

    @property
    def meeting(self) -> str:
        return self.opened.get("meeting", "")

    @property
    def seal_key(self) -> bytes:
        return bytes.fromhex(self.opened.get("seal_key", ""))


def read(bodies: list[bytes], findings: Findings) -> Book:
    """Read every entry; what does not agree goes to `findings`, named by entry."""
    book = Book()
    misnumbered = False
    for number, body in enumerate(bodies):
        try:
            entry = entry_of(body, number)
            if not misnumbered:
                misnumbered = _misnumbered(book, entry, findings)
            if entry.fact not in FACTS:
                said = sentence("the fact {fact} is unknown to this verifier", fact=entry.fact)
                findings.add("format", said, number)
            fold.admit(book.hall, entry)
        except Broken as fault:
            findings.add(fault.check, fault.said, number)
            break
        for check, said in REVIEWS.get(entry.fact, _nothing)(book, entry):
            findings.add(check, said, number)
        fold.apply(book.hall, entry)
        book.counts[entry.fact] = book.counts.get(entry.fact, 0) + 1
        book.read += 1
    whole = book.read == len(bodies)
    if whole and book.hall.running is not None and book.hall.running.pending:
        said = sentence("the book ends before what a take-over took up was judged")
        findings.add("order", said, book.read - 1)
    return book


def _misnumbered(book: Book, entry: Entry, findings: Findings) -> bool:
    """Number and meeting id against the place in the file; told once, the rest is shifted too."""
    if entry.number == 0:
        book.opened.update(meeting=entry.meeting)
    if entry.stated != entry.number:
        said = sentence("the entry calls itself number {found}", found=entry.stated)
    elif entry.meeting != book.meeting:
        said = sentence("the entry is of another meeting, {found}", found=entry.meeting)
    else:
        return False
    findings.add("chain", said, entry.number)
    return True


def _nothing(book: Book, entry: Entry) -> Iterator[Verdict]:
    del book, entry
    yield from ()


def _opening(book: Book, entry: Entry) -> Iterator[Verdict]:
    if entry.of["meeting"] != entry.meeting:
        yield "chain", sentence("BookOpened names another meeting than the entry itself")
    book.opened = {**entry.of, "meeting": entry.meeting}


def _roll(book: Book, entry: Entry) -> Iterator[Verdict]:
    for delegate in entry.of["delegates"]:
        book.commitments[delegate["number"]] = (delegate["commitment"], entry.number)
    yield from ()


def _pack(book: Book, entry: Entry) -> Iterator[Verdict]:
    del book
    if _digest(entry.of["text"]) != entry.of["sha256"]:
        yield "texts", sentence("the text of rule pack {pack} has changed", pack=entry.of["pack"])


def _roll_grown(book: Book, entry: Entry) -> Iterator[Verdict]:
    """A number that stands already would take the place of another delegate's commitment."""
    for delegate in entry.of["delegates"]:
        if delegate["number"] in book.commitments:
            yield (
                "persons",
                sentence(
                    "RollAmended: number {number} stands on the roll already",
                    number=delegate["number"],
                ),
            )
    yield from _roll(book, entry)


def _motion(book: Book, entry: Entry) -> Iterator[Verdict]:
    del book
    if _digest(entry.of["title"] + "\n" + entry.of["text"]) != entry.of["sha256"]:
        yield (
            "texts",
            sentence(
                "the text of the motion of item {item}, version {version}, has changed",
                item=entry.of["item"],
                version=entry.of["version"],
            ),
        )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _prepared(book: Book, entry: Entry) -> Iterator[Verdict]:
    """A tie is polled again between those tied, for the places it left (§3)."""
    plan = plan_of(entry.of["plan"])
    if not plan.of_poll:
        return
    tie = book.hall.polls.get(plan.of_poll)
    if tie is None or tie.stage != "declared" or not book.results[plan.of_poll][1].tied:
        yield "order", sentence("PollPrepared: poll {poll} left no tie", poll=plan.of_poll)
    elif plan != outcome.retied(plan, tie.plan, book.results[plan.of_poll][1]):
        yield (
            "order",
            sentence(
                "PollPrepared: poll {poll} is not between those tied in poll {tie} for the places "
                "left",
                poll=plan.poll,
                tie=plan.of_poll,
            ),
        )


def _press(book: Book, entry: Entry) -> Iterator[Verdict]:
    found = judging.recorded(entry)
    right = judging.judged(book.hall, entry.of["press"], entry.desk, told=found.reason)
    if found != right:
        yield (
            "dispositions",
            sentence(
                "the press of keypad {keypad} is recorded as: {found}; it must be: {right}",
                keypad=entry.of["press"]["keypad"],
                found=_disposition(found),
                right=_disposition(right),
            ),
        )

    poll = book.hall.polls.get(entry.of["poll"])
    if poll is not None and not poll.plan.named and urns.shows_keys(entry.of["press"]):
        said = sentence("a press of secret poll {poll} is not masked", poll=poll.plan.poll)
        yield "dispositions", said


def _took_over(book: Book, entry: Entry) -> Iterator[Verdict]:
    """Which press was the last that the lost base delivered decides what is taken up."""
    last = standby.last_delivered(_poll(book, entry), entry.of["primary"])
    yield from _differing("dispositions", entry, entry.of, {"after": last})


def _audit_drawn(book: Book, entry: Entry) -> Iterator[Verdict]:
    yield from _audit_differing(entry, audits.right_draw(book.hall, entry.of))


def _audited(book: Book, entry: Entry) -> Iterator[Verdict]:
    """It was admitted, therefore an audit is under way."""
    under_way = cast("audits.Audit", book.hall.audit)
    yield from _audit_differing(entry, audits.right_result(under_way))


def _audit_differing(entry: Entry, right: dict[str, Any]) -> Iterator[Verdict]:
    for member, value in right.items():
        if entry.of[member] != value:
            yield (
                "account",
                sentence(
                    "{fact} {audit}: {member} is recorded as {found}; the book gives {right}",
                    fact=entry.fact,
                    audit=entry.of["audit"],
                    member=member,
                    found=_shown(entry.of[member]),
                    right=_shown(value),
                ),
            )


def _disposition(disposition: judging.Disposition) -> Sentence:
    if disposition.reason == judging.STANDBY:
        return sentence("evidence of a base that stands by, poll {poll}", poll=disposition.poll)
    if disposition.reason:
        return sentence(
            "refused, poll {poll}, seat {seat}, reason {reason}",
            poll=disposition.poll,
            seat=disposition.seat or "-",
            reason=sentence(disposition.reason),
        )
    if disposition.sealed:
        return sentence(
            "counts, poll {poll}, seat {seat}, sealed, replaces {replaces}, in flight {in_flight}",
            poll=disposition.poll,
            seat=disposition.seat or "-",
            replaces=_shown(disposition.replaces),
            in_flight=_shown(disposition.in_flight),
        )
    return sentence(
        "counts, poll {poll}, seat {seat}, choice {choice}, replaces {replaces}, "
        "in flight {in_flight}",
        poll=disposition.poll,
        seat=disposition.seat or "-",
        choice=_shown(disposition.choice),
        replaces=_shown(disposition.replaces),
        in_flight=_shown(disposition.in_flight),
    )


def _opened(book: Book, entry: Entry) -> Iterator[Verdict]:
    right = len(book.hall.voting(book.hall.present))
    yield from _differing("account", entry, {"present": entry.of["present"]}, {"present": right})


def _closed(book: Book, entry: Entry) -> Iterator[Verdict]:
    of, poll = entry.of, _poll(book, entry)
    right = {"entries": len(poll.leaves), "root": merkle.root(poll.leaves).hex()}
    yield from _differing("roots", entry, of, right)
    yield from _differing("account", entry, of, {"base": poll.base})
    poll.leaves.clear()


def _urn_sealed(book: Book, entry: Entry) -> Iterator[Verdict]:
    del book
    for said in urns.sealing(entry.of):
        yield "urns", said


def _urn_opened(book: Book, entry: Entry) -> Iterator[Verdict]:
    for said in urns.opening(entry.of, _poll(book, entry)):
        yield "urns", said


def _reconciled(book: Book, entry: Entry) -> Iterator[Verdict]:
    right = asdict(counting.account(book.hall, _poll(book, entry)))
    yield from _differing("account", entry, entry.of, right)


def _declared(book: Book, entry: Entry) -> Iterator[Verdict]:
    poll = _poll(book, entry)
    tally, result = book.results[poll.plan.poll] = results(book.hall, poll)
    book.declared[entry.number] = entry.of
    verdicts = [
        *_uncounted(book, entry, poll),
        *_differing("tallies", entry, _tally(entry.of["tally"]), asdict(tally)),
        *_differing("outcomes", entry, _outcome(entry.of["outcome"]), asdict(result)),
        *_another_pack(book, entry),
    ]
    book.agrees[poll.plan.poll] = not verdicts
    yield from verdicts


def _another_pack(book: Book, entry: Entry) -> Iterator[Verdict]:
    named = entry.of.get("pack_sha256", "")
    if named not in ("", book.hall.pack_sha256):
        yield (
            "outcomes",
            sentence(
                "{fact} of poll {poll}: the rule pack {found} is not the one in force",
                fact=entry.fact,
                poll=entry.of["poll"],
                found=named,
            ),
        )


def _uncounted(book: Book, entry: Entry, poll: Poll) -> Iterator[Verdict]:
    for channel in channels.uncounted(book.hall, poll):
        yield (
            "tallies",
            sentence(
                "{fact} of poll {poll}: no two people have counted {channel} alike, and no more "
                "than there can be",
                fact=entry.fact,
                poll=poll.plan.poll,
                channel=sentence(channel),
            ),
        )


def _tally(recorded: dict[str, Any]) -> dict[str, Any]:
    """A recorded tally with the members of §5 alone, those that came later with their default."""
    held: dict[str, Any] = {"noes": [], "area": None, "columns": [], **recorded}
    names = counting.Column.__dataclass_fields__
    held["columns"] = [{name: one[name] for name in names} for one in held["columns"]]
    if held["area"] is not None:
        area: dict[str, Any] = {"noes": [], **held["area"]}
        held["area"] = {name: area[name] for name in counting.Buckets.__dataclass_fields__}
    return held


def _outcome(recorded: dict[str, Any]) -> dict[str, Any]:
    """A recorded outcome with the members of §6 alone and its fractions in lowest terms."""
    names = outcome.Trial.__dataclass_fields__
    tests = [
        {
            **{name: test.get(name, "heads") for name in names},
            "fraction": str(Fraction(test["fraction"])),
        }
        for test in recorded["tests"]
    ]
    return {"mean": None, **recorded, "tests": tests}


def _paper(book: Book, entry: Entry) -> Iterator[Verdict]:
    of = entry.of
    book.papers.append(Issued(entry.number, of["number"], of["file"], of["sha256"]))
    yield from ()


def _poll(book: Book, entry: Entry) -> Poll:
    return book.hall.polls[entry.of["poll"]]


def results(hall: Hall, poll: Poll) -> tuple[counting.Tally, outcome.Outcome]:
    tally = counting.tally(hall, poll)
    return tally, outcome.outcome(poll.plan, tally, poll.present)


def _differing(
    check: str, entry: Entry, found: dict[str, Any], right: dict[str, Any]
) -> Iterator[Verdict]:
    for member, value in right.items():
        if found[member] != value:
            yield (
                check,
                sentence(
                    "{fact} of poll {poll}: {member} is recorded as {found}; the book gives "
                    "{right}",
                    fact=entry.fact,
                    poll=entry.of["poll"],
                    member=member,
                    found=_shown(found[member]),
                    right=_shown(value),
                ),
            )


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


REVIEWS: dict[str, Callable[[Book, Entry], Iterator[Verdict]]] = {
    "BookOpened": _opening,
    "RulePackAdopted": _pack,
    "RollFrozen": _roll,
    "RollAmended": _roll_grown,
    "MotionPut": _motion,
    "PollPrepared": _prepared,
    "PollOpened": _opened,
    "UrnSealed": _urn_sealed,
    "UrnOpened": _urn_opened,
    "BallotCast": _press,
    "BallotSealed": _press,
    "PressRefused": _press,
    "StandbyHeard": _press,
    "StandbyTookOver": _took_over,
    "HandsetAuditDrawn": _audit_drawn,
    "HandsetAudited": _audited,
    "PollClosed": _closed,
    "PollReconciled": _reconciled,
    "Declared": _declared,
    "PaperIssued": _paper,
}
