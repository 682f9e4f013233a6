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
    officers,
    outcome,
    packrules,
    standby,
    urns,
)
from kiosk.verifier.chain import Entry, entry_of
from kiosk.verifier.computation import computation, in_lowest_terms
from kiosk.verifier.course import Course
from kiosk.verifier.facts import FACTS
from kiosk.verifier.findings import Findings
from kiosk.verifier.hall import Hall, Poll, plan_of
from kiosk.verifier.sentence import Broken, Sentence, sentence
from kiosk.verifier.witnesses import Witnesses, rows

Verdict = tuple[str, Sentence]
LONGEST_SHOWN = 160
SHOWN = ("in_favour", "against", "abstain", "chosen", "void", "not_pressed", "recused")


@dataclass(frozen=True)
class Issued:
    """A paper as the book has it; what is signed nowhere has an empty certificate, no endings."""

    entry: int
    number: str
    file: str
    sha256: str
    copy: int
    unsigned_sha256: str
    certificate: str
    detached: tuple[str, ...]
    kind: str = ""
    poll: int = 0
    as_of: int = 0


@dataclass(frozen=True)
class Certified:
    """The hall's certificate and SM2 key as an entry has them; `sm2_key` is empty for none."""

    entry: int
    fingerprint: str
    sm2_key: bytes


@dataclass
class Book:
    """What one reading of the entries leaves behind. `declared` is by entry number, as recorded.

    `pack` are the rules of the adopted pack, `unruled` the polls whose rule could not be held
    against any; `course` is what papers tell of the meeting.
    `first` is the entry with which the reading began, 0 unless what stood before it was told.
    """

    opened: dict[str, Any] = field(default_factory=dict)
    hall: Hall = field(default_factory=Hall)
    papers: list[Issued] = field(default_factory=list)
    certificates: list[Certified] = field(default_factory=list)
    commitments: dict[int, tuple[str, int]] = field(default_factory=dict)
    declared: dict[int, dict[str, Any]] = field(default_factory=dict)
    agrees: dict[int, bool] = field(default_factory=dict)
    results: dict[int, tuple[counting.Tally, outcome.Outcome]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    pack: packrules.PackRules = field(default_factory=packrules.PackRules)
    unruled: list[int] = field(default_factory=list)
    course: Course = field(default_factory=Course)
    witnesses: Witnesses = field(default_factory=Witnesses)
    read: int = 0
    first: int = 0

    @property
    def meeting(self) -> str:
        return self.opened.get("meeting", "")

    @property
    def seal_key(self) -> bytes:
        return bytes.fromhex(self.opened.get("seal_key", ""))


def read(
    bodies: list[bytes],
    findings: Findings,
    book: Book | None = None,
    passed_over: Callable[[Entry], bool] = lambda entry: False,
) -> Book:
    """Read every entry; what does not agree goes to `findings`, named by entry.

    A `book` that is given tells what stood before its `first` entry; what is `passed_over` is
    numbered and otherwise not looked at.
    """
    book = book or Book()
    misnumbered = False
    for number, body in enumerate(bodies, start=book.first):
        try:
            entry = entry_of(body, number)
            if not misnumbered:
                misnumbered = _misnumbered(book, entry, findings)
            if passed_over(entry):
                book.read += 1
                continue
            if entry.fact not in FACTS:
                said = sentence("the fact {fact} is unknown to this verifier", fact=entry.fact)
                findings.add("format", said, number)
            fold.admit(book.hall, entry)
        except Broken as fault:
            findings.add(fault.check, fault.said, number)
            break
        if entry.fact in REVIEWS:
            _review(book, entry, findings)
        fold.apply(book.hall, entry)
        book.course.keep(entry)
        book.counts[entry.fact] = book.counts.get(entry.fact, 0) + 1
        book.read += 1
    whole = book.read == len(bodies)
    if whole and book.hall.running is not None and book.hall.running.pending:
        said = sentence("the book ends before what a take-over took up was judged")
        findings.add("order", said, book.first + book.read - 1)
    return book


def _review(book: Book, entry: Entry, findings: Findings) -> None:
    for review in REVIEWS[entry.fact]:
        for check, said in review(book, entry):
            findings.add(check, said, entry.number)


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


def _by_two(book: Book, entry: Entry) -> Iterator[Verdict]:
    """What takes two stands with two who could."""
    yield from (("officers", one) for one in officers.two(book.hall, entry))


def _by_two_elsewhere(book: Book, entry: Entry) -> Iterator[Verdict]:
    del book
    yield from (("officers", one) for one in officers.pair(entry))


def _unopened(book: Book, entry: Entry) -> Iterator[Verdict]:
    del entry
    yield from (("officers", one) for one in officers.unopened(book.hall))


def _opening(book: Book, entry: Entry) -> Iterator[Verdict]:
    if entry.of["meeting"] != entry.meeting:
        yield "chain", sentence("BookOpened names another meeting than the entry itself")
    book.opened = {**entry.of, "meeting": entry.meeting}


def _roll(book: Book, entry: Entry) -> Iterator[Verdict]:
    for delegate in entry.of["delegates"]:
        book.commitments[delegate["number"]] = (delegate["commitment"], entry.number)
    yield from ()


def _pack(book: Book, entry: Entry) -> Iterator[Verdict]:
    book.pack = packrules.adopted(entry.of["text"])
    if _digest(entry.of["text"]) != entry.of["sha256"]:
        yield "texts", sentence("the text of rule pack {pack} has changed", pack=entry.of["pack"])


def _share_set(book: Book, entry: Entry) -> Iterator[Verdict]:
    too_late = bool(book.hall.polls) or book.hall.opened
    yield from (
        ("rules", one) for one in packrules.settle_share(book.pack, entry.of, too_late=too_late)
    )


def _answered(book: Book, entry: Entry) -> Iterator[Verdict]:
    yield from (("rules", one) for one in packrules.answer(book.pack, entry.of))


def _by_the_pack(book: Book, entry: Entry) -> Iterator[Verdict]:
    """The rule of a plan is that of the pack; where no rules could be read, that is said."""
    if book.pack.rules is None:
        book.unruled.append(entry.of["plan"]["poll"])
    yield from (("rules", one) for one in packrules.differing(book.pack, entry.of["plan"]))


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
    if not plan.of_poll or book.first:
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

    yield from (("witnesses", one) for one in book.witnesses.press(entry.of["press"]))
    poll = book.hall.polls.get(entry.of["poll"])
    if poll is not None and not poll.plan.named and urns.shows_keys(entry.of["press"]):
        said = sentence("a press of secret poll {poll} is not masked", poll=poll.plan.poll)
        yield "dispositions", said


def _base_found(book: Book, entry: Entry) -> Iterator[Verdict]:
    book.witnesses.find(entry.of)
    yield from ()


def _drained(book: Book, entry: Entry) -> Iterator[Verdict]:
    book.witnesses.drain(entry.of)
    yield from ()


def _turned(book: Book, entry: Entry) -> Iterator[Verdict]:
    """What the bases counted before gives way with what they sent."""
    book.witnesses.drained.pop(entry.of["poll"], None)
    yield from ()


def _by_tables(book: Book, entry: Entry) -> Iterator[Verdict]:
    """What a base counted by itself is in the book, or the book says that it differs (§15)."""
    poll, told = _poll(book, entry), entry.of.get("differences", [])
    differing = {where for _, where, _, _ in told}
    tables = book.witnesses.drained.get(entry.of["poll"], {})
    if poll.paired or not any(one.get("table") for one in tables.values()):
        return
    presses = list(book.course.presses_of(entry.of["poll"], entry.number))
    for base, drained in tables.items():
        if not drained.get("table") and drained.get("table_crc_ok") is None:
            continue
        book.witnesses.tables += 1
        for keypad, count, keys in rows(drained, presses, last=poll.plan.last_press_counts):
            if f"{base}/{keypad}" not in differing:
                yield (
                    "witnesses",
                    sentence(
                        "poll {poll}: the table of base {base} has {count} presses of keypad "
                        "{keypad}, last {keys}, the book others, and says nothing of it",
                        poll=entry.of["poll"],
                        base=base,
                        count=count,
                        keypad=keypad,
                        keys=_shown(keys),
                    ),
                )


def _told_in_words(
    book: Book, entry: Entry, tally: counting.Tally, result: outcome.Outcome
) -> Iterator[Verdict]:
    """The sentences of the computation; a book from before there were any has none."""
    found = [in_lowest_terms(one) for one in entry.of["outcome"].get("computation", [])]
    if not found:
        return
    book.witnesses.told += 1
    right = computation(_poll(book, entry).plan, tally, result)
    wrong = [one for one in zip(found, right) if one[0] != one[1]]  # noqa: B905  Python 3.9
    if wrong or len(found) != len(right):
        yield (
            "witnesses",
            sentence(
                "the computation told of poll {poll} is not the one of these figures: {found}",
                poll=entry.of["poll"],
                found=_shown(wrong[0][0] if wrong else found),
            ),
        )


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


def _voided(book: Book, entry: Entry) -> Iterator[Verdict]:
    """What it came to is counted over the roll of now: a later one may be longer."""
    poll = _poll(book, entry)
    if poll.base is not None and poll.plan.poll not in book.results:
        book.results[poll.plan.poll] = results(book.hall, poll)
    yield from ()


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
        *_told_in_words(book, entry, tally, result),
    ]
    book.agrees[poll.plan.poll] = not verdicts
    yield from verdicts


def _shown_on_screen(book: Book, entry: Entry) -> Iterator[Verdict]:
    """What stood on the wall against what the book gives (§3)."""
    tally, result = book.results[entry.of["poll"]]
    right = {name: str(getattr(tally, name)) for name in SHOWN}
    right |= {f"option_{at}": str(each) for at, each in enumerate(tally.options, start=1)}
    right["verdict"] = result.verdict
    for place, figure in entry.of["figures"]:
        if right.get(place) != figure:
            yield (
                "tallies",
                sentence(
                    "poll {poll}: the screen {screen} showed {place} as {found}; the book gives "
                    "{right}",
                    poll=entry.of["poll"],
                    screen=entry.of["screen"],
                    place=place,
                    found=figure,
                    right=right.get(place, "-"),
                ),
            )


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
    issued = Issued(
        entry=entry.number,
        number=of["number"],
        file=of["file"],
        sha256=of["sha256"],
        copy=of["copy"],
        unsigned_sha256=of.get("unsigned_sha256", ""),
        certificate=of.get("certificate", ""),
        detached=tuple(of.get("detached", ())),
        kind=of.get("kind", ""),
        poll=of.get("poll", 0),
        as_of=of.get("as_of", entry.number),
    )
    book.papers.append(issued)
    known = [
        one.fingerprint for one in book.certificates if one.entry <= of.get("as_of", entry.number)
    ]
    if book.first and not known:
        return  # from paper alone nothing is known of a certificate that was made before
    current = known[-1] if known and issued.file.endswith(".pdf") else ""
    if issued.certificate != current:
        yield (
            "signatures",
            sentence(
                "paper {number}: signed with certificate {found}; the hall's is {right}",
                number=issued.number,
                found=issued.certificate or "-",
                right=current or "-",
            ),
        )


def _certified(book: Book, entry: Entry) -> Iterator[Verdict]:
    of = entry.of
    if sha256(bytes.fromhex(of["certificate"])).hexdigest() != of["fingerprint"]:
        said = sentence("HallCertified: the fingerprint is not that of its certificate")
        yield "signatures", said
    book.certificates.append(
        Certified(entry.number, of["fingerprint"], bytes.fromhex(of["sm2_key"]))
    )


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


Review = Callable[[Book, Entry], Iterator[Verdict]]
OF_ITSELF: dict[str, Review] = {
    "BookOpened": _opening,
    "RulePackAdopted": _pack,
    "ShareSet": _share_set,
    "QuestionAnswered": _answered,
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
    "BaseFound": _base_found,
    "BaseDrained": _drained,
    "PollTurned": _turned,
    "PollClosed": _closed,
    "PollVoided": _voided,
    "PollReconciled": _reconciled,
    "Declared": _declared,
    "FiguresShown": _shown_on_screen,
    "PaperIssued": _paper,
    "HallCertified": _certified,
}
OF_WHAT_BEARS_IT_OUT: dict[str, Review] = {
    "PollPrepared": _by_the_pack,
    "PollReconciled": _by_tables,
}
OF_WHO_ANSWERS: dict[str, Review] = {
    **dict.fromkeys(officers.OFFICES, _by_two),
    **dict.fromkeys(officers.OF_ELSEWHERE, _by_two_elsewhere),
    "PollPrepared": _unopened,
}
REVIEWS: dict[str, tuple[Review, ...]] = {
    fact: tuple(
        one[fact] for one in (OF_ITSELF, OF_WHAT_BEARS_IT_OUT, OF_WHO_ANSWERS) if fact in one
    )
    for fact in (*OF_ITSELF, *OF_WHO_ANSWERS)
}
"""What is looked at of a fact, in this order: what it says, then who answers for it."""
