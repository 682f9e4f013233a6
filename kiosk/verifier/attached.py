# SPDX-License-Identifier: Apache-2.0
"""What is attached to a paper (bundle.md §14) against the book: `record.json` and `poll.jsonl`.

Of the papers in `WHOLE` every member is compared that the book bears out, and what it does not bear
out is named. Of any other paper (passes, the seal slip, which has a reader of its own) the
heading, the number and the entry are compared, and it is said that the rest was not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from kiosk.verifier import chain, jsontext, paperrecord, peoplesheets, pollsheets
from kiosk.verifier.alike import UNKNOWN, Difference, differences
from kiosk.verifier.book import Issued
from kiosk.verifier.course import mark_of
from kiosk.verifier.known import Known
from kiosk.verifier.meetingsheets import Meeting
from kiosk.verifier.pdffile import PdfFile
from kiosk.verifier.sentence import Broken, Sentence, sentence
from kiosk.verifier.told import Of, Told, told
from kiosk.verifier.voterecord import VoteRecord

RECORD, POLL = b"record.json", b"poll.jsonl"
FORMAT = "kiosk-record/1"
VOTE = "VoteRecord"
LONGEST_SHOWN = 120
PLACE = re.compile(r"\[[^\]]*\]")
NOT_THERE = (LookupError, TypeError, ValueError, AttributeError, OverflowError, Broken)


class _Case(NamedTuple):
    """A record before its judge. `poll` is the one that the book says the paper is of."""

    known: Known
    issued: Issued | None
    kind: str
    as_of: int
    poll: int


def attached(
    pdf: PdfFile, known: Known | None, issued: Issued | None
) -> tuple[bool | None, Sentence]:
    """What came of the record in a paper, and what is said of it; `Damaged` as `pdf` says."""
    held = pdf.attached(RECORD)
    if held is None:
        return None, sentence("no record is attached to this file")
    try:
        value = jsontext.read(held)
        kind, record, format_ = value["kind"], value["record"], value.get("format")
        poll = record["plan"]["poll"] if kind == VOTE or kind in OF_A_POLL else 0
    except (jsontext.NotStrict, *NOT_THERE):
        return False, sentence("the record cannot be read")
    if known is None:
        return None, sentence("no bundle was given")
    end = known.course.read - 1
    case = _case(known, issued, kind, poll, end if kind == VOTE else _tied(record, end))
    if case.as_of >= known.course.read:
        read = known.course.read
        return None, sentence("the book could be read only up to entry {entry}", entry=read)
    if (format_, kind) != (FORMAT, case.kind):
        return False, sentence(
            "the record is of another kind than the paper that the book has issued"
        )
    return _compared(pdf, record, case)


def _tied(record: Any, end: int) -> int:
    """The entry that a sheet says it is tied to, or the end of the book."""
    try:
        entry = record["book"]["entry"]
    except NOT_THERE:
        return end
    return entry if type(entry) is int else end


def _case(known: Known, issued: Issued | None, kind: str, poll: int, tied: int) -> _Case:
    """A paper that the book has not issued is held against the entry `tied`."""
    if issued is None:
        return _Case(known, None, kind, tied, poll)
    if not issued.kind:
        return _Case(known, issued, kind, issued.as_of, poll)
    named = issued.kind.title().replace("_", "")
    return _Case(known, issued, named, issued.as_of, issued.poll)


def _compared(pdf: PdfFile, record: Any, case: _Case) -> tuple[bool | None, Sentence]:
    try:
        found = told(case.known.course, case.as_of)
        right = {**_heading(record, case, found), **_members(record, case, found)}
        whole = case.kind in WHOLE
        seen = [*differences(record, right)] if whole else [*_only(record, right)]
        seen += _slice(pdf, record, case, found) if case.kind == VOTE else ()
    except NOT_THERE:
        return False, sentence("the book does not have what this record speaks of")
    wrong = next((one for one in seen if not one.unknown), None)
    if wrong is not None:
        return False, sentence(
            "the record says {name} {found}; the book gives {right}",
            name=_named(wrong.where, case.kind),
            found=_shown(wrong.found),
            right=_shown(wrong.right),
        )
    if not whole:
        return None, sentence(
            "heading, number and entry are as the book has them; the rest was not compared"
        )
    left = sorted({PLACE.sub("", one.where) for one in seen})
    if not left:
        return True, sentence(
            "every member as the book and the recomputation give it, up to entry {entry}",
            entry=case.as_of,
        )
    return True, sentence(
        "as the book and the recomputation give it, up to entry {entry}; not compared: {left}",
        entry=case.as_of,
        left=_listed(left),
    )


def _only(record: Any, right: Of) -> Iterator[Difference]:
    """What is right of a record of which not every member is known."""
    for name, value in right.items():
        yield from differences(record.get(name), value, name)


def _heading(record: Any, case: _Case, found: Told) -> Of:
    """The members that every record has."""
    issued, course = case.issued, case.known.course
    number = record["book"]["entry"]
    if type(number) is not int or not 0 <= number <= case.as_of:
        raise LookupError
    entry = chain.entry_of(course.bodies[number], number)
    paper: Any = UNKNOWN
    if issued is not None:
        serial = issued.number.rpartition("-")[2]
        paper = {
            "number": issued.number,
            "serial": int(serial) if serial.isdecimal() else UNKNOWN,
            "copy": issued.copy,
        }
    return {
        "heading": paperrecord.heading(found),
        "paper": paper,
        "book": mark_of(course, number, entry),
    }


def _members(record: Of, case: _Case, found: Told) -> Of:
    """The book's own word, and for the figures what was recomputed."""
    known, kind, as_of = case.known, case.kind, case.as_of
    course, names = known.course, known.names
    if kind == VOTE:
        right = known.polls[case.poll]
        return VoteRecord(course, found, case.poll, as_of, names, right=right).members()
    if kind in OF_A_POLL:
        return OF_A_POLL[kind](course, found, case.poll, as_of, names)
    if kind in OF_THE_MEETING:
        return OF_THE_MEETING[kind](Meeting(course, found, as_of, names, known.polls))
    return OF_PEOPLE[kind](course, found, names, as_of, record) if kind in OF_PEOPLE else {}


def _slice(pdf: PdfFile, record: Any, case: _Case, found: Told) -> Iterator[Difference]:
    """`poll.jsonl`, line by line: the cover, the seats and the entries of the poll (§12)."""
    held, course, poll = pdf.attached(POLL), case.known.course, found.polls[case.poll]
    name = POLL.decode()
    last = record["book"]["entry"]
    if not poll.plan["named"] or held is None:
        if held is not None or poll.plan["named"]:
            yield Difference(name, "", "", unknown=held is None)
        return
    lines, finished = chain.lines(held)
    bodies = course.bodies[poll.first : last + 1]
    cover = {
        **poll.cover,
        "before": course.hashes[poll.first - 1].hex(),
        "seats": len(poll.seats),
        "entries": len(bodies),
    }
    before = [cover, *poll.seats]
    if len(lines) != len(before) + len(bodies) or not finished:
        yield Difference(name, len(lines), len(before) + len(bodies))
        return
    for at, value in enumerate(before):
        yield from differences(jsontext.read(lines[at]), value, f"{name}[{at + 1}]")
    for at, body in enumerate(bodies, start=len(before)):
        if lines[at] != body:
            yield Difference(
                f"{name}[{at + 1}]", lines[at].decode("utf-8", "replace"), body.decode()
            )


def _named(where: str, kind: str) -> Any:
    """The place in a record, with a word for the member that it stands in where there is one."""
    member = re.split(r"[.\[]", where)[0]
    if where == POLL.decode() or where.startswith(f"{POLL.decode()}["):
        return sentence("the entries attached ({where})", where=where)
    named = MEMBERS_OF.get((kind, member)) or MEMBERS.get(member)
    if named is None:
        return where
    return sentence("{member} ({where})", member=sentence(named), where=where)


def _listed(said: list[str]) -> Any:
    """One after the other, each in its own words."""
    first, *rest = said
    return sentence("{first}, {rest}", first=first, rest=_listed(rest)) if rest else first


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


MEMBERS = {
    "heading": "heading",
    "paper": "number of the paper",
    "book": "entry of the paper",
    "plan": "plan and rule",
    "motion": "text of the motion",
    "opened_at": "opening",
    "closed_at": "close",
    "declared_by": "who declared it",
    "attendance": "presence",
    "tally": "tally",
    "outcome": "outcome of the poll",
    "account": "account of presses",
    "equipment": "equipment",
    "overrides": "gates that two opened",
    "ballots": "ballots by seat",
    "replaced": "presses that gave way",
    "refused": "presses that do not count",
    "root": "root over the presses",
    "previous": "record before this one",
    "opened": "list from the urn",
    "proxies": "proxies",
    "lines": "its lines",
    "classes": "classes",
    "unreturned": "keypads not returned",
    "entitled": "entitled",
    "came": "came",
    "present": "in the hall",
    "excused": "excused",
    "until": "end of the days",
    "parts": "composition",
    "bases": "equipment",
    "keypads": "keypads bound to seats",
    "heard": "keypads that answered",
    "channels": "counts by hand",
    "numbers": "numbers of ballot papers",
    "issued": "ballot papers handed out",
    "officers": "offices",
    "items": "items",
    "frozen": "freezing of the roll",
    "polls": "polls",
    "presses": "account of presses",
    "strays": "presses of no poll",
    "papers": "papers issued",
    "objections": "objections",
    "unproven": "what is vouched for",
    "earlier": "polls before on the item",
    "voided": "put aside",
}
MEMBERS_OF = {("OpeningSheet", "opened"): "opening of the meeting"}
OF_A_POLL: dict[str, Callable[..., Of]] = {
    "ZeroReport": pollsheets.zero_report,
    "UncountedPresses": pollsheets.uncounted_presses,
    "CountingSheet": pollsheets.counting_sheet,
    "PaperBallots": pollsheets.paper_ballots,
}
OF_PEOPLE: dict[str, Callable[..., Of]] = {
    "RollSheet": peoplesheets.roll_sheet,
    "AllowanceSheet": peoplesheets.allowance_sheet,
    "CompositionTable": peoplesheets.composition_table,
}
OF_THE_MEETING: dict[str, Callable[[Meeting], Of]] = {
    "OpeningSheet": Meeting.opening_sheet,
    "DutyList": Meeting.duty_list,
    "Minutes": Meeting.minutes,
    "ClosingReport": Meeting.closing_report,
    "NotarialNotes": Meeting.notarial_notes,
}
WHOLE = (VOTE, *OF_A_POLL, *OF_PEOPLE, *OF_THE_MEETING)
"""The papers of which every member is compared."""
