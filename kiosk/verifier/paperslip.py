# SPDX-License-Identifier: Apache-2.0
"""The slip and the document of a poll from paper alone: what was recomputed, and what was not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from kiosk.verifier.concluding import CONCLUSIONS, ITSELF
from kiosk.verifier.counting import mark
from kiosk.verifier.deciding import UNDECIDED
from kiosk.verifier.document import check_document, poll_document
from kiosk.verifier.head import grouped
from kiosk.verifier.paperpoll import PaperReading
from kiosk.verifier.sentence import Sentence, sentence
from kiosk.verifier.slip import RULER, check_lines, poll_lines
from kiosk.verifier.words import say

RECOMPUTED = (
    "the chain of these entries up to the head, every hash",
    "the Merkle root over the presses, and the account of them",
    "the disposition of every press of this poll, and its base",
    "the tally, the rule and the outcome",
)
TAKEN = (
    "the roll, the areas, the keypads and the officers",
    "who was present, recused or spoken for when the poll was laid down",
    "the hash of the entry before, and the hash of the rule pack",
    "that the rule is the one in the pack, and that the bytes of the presses say what they say",
)


def paper_slip(reading: PaperReading, language: str) -> str:
    parts = (
        _head(reading),
        chain.from_iterable(check_lines(check) for check in reading.checks),
        poll_lines(reading.poll),
        _limits(reading),
        _verdict(reading),
    )
    rendered = ("".join(say(line, language) + "\n" for line in part) for part in parts)
    return (RULER + "\n").join(rendered)


def _head(reading: PaperReading) -> Iterator[Sentence]:
    cover = reading.cover
    yield sentence("Verification of a poll from paper alone")
    if cover["practice"]:
        yield sentence("PRACTICE: this is the book of a rehearsal, not of a meeting")
    yield sentence("Meeting: {title}", title=cover["title"])
    yield sentence("Meeting id: {meeting}", meeting=cover["meeting"])
    yield sentence(
        "On paper: entries {first} to {last} of the book, whole",
        first=reading.first,
        last=reading.last,
    )
    groups = grouped(reading.head)
    yield sentence("Head: {groups}", groups="  ".join(groups[:4]))
    yield sentence("      {groups}", groups="  ".join(groups[4:]))
    yield sentence("Fingerprint of the seal key: {fingerprint}", fingerprint=reading.fingerprint)


def _limits(reading: PaperReading) -> Iterator[Sentence]:
    yield sentence("Recomputed from paper alone:")
    for said in RECOMPUTED:
        yield sentence("    {said}", said=sentence(said))
    yield sentence("Not recomputed, taken from the paper as the seal key signed it:")
    for said in TAKEN:
        yield sentence("    {said}", said=sentence(said))
    if reading.poll.poll.plan.of_poll:
        yield sentence("    that poll {poll} left this tie", poll=reading.poll.poll.plan.of_poll)
    yield sentence(
        "Not judged: {count} presses in between that the book gives to another poll or to none",
        count=reading.unjudged,
    )
    yield sentence("Not on these codes: names, and what came after the declaration")


def _verdict(reading: PaperReading) -> Iterator[Sentence]:
    yield sentence(CONCLUSIONS[reading.verdict])
    if reading.first_bad_entry is not None:
        yield sentence("First bad entry: {entry}", entry=reading.first_bad_entry)
    if reading.anchored and not reading.covered:
        yield sentence(
            "What was typed from paper is the hash of entry {entry}, which stands before the "
            "declaration: type the head at the foot of this vote record",
            entry=reading.anchoring.entry,
        )
    elif reading.anchored:
        yield sentence(
            "Anchored: what was typed from paper is the hash of entry {entry}",
            entry=reading.anchoring.entry,
        )
    else:
        yield sentence(
            "Self-consistent only, not anchored: compare the head above with the foot of the "
            "paper, or type it with --head"
        )
    if reading.verdict == UNDECIDED:
        yield sentence(
            "Nothing here decides: whoever makes up a poll can sign it with a key of his own. "
            "Type the head at the foot of the vote record that you keep, or the fingerprint of "
            "the seal key"
        )
    yield sentence(
        "Recomputed from the codes on paper by a program that shares no code with the kiosk."
    )
    yield sentence(ITSELF)


def paper_document(reading: PaperReading, language: str) -> str:
    value = {
        "format": "kiosk-verifier-paper/1",
        "verdict": reading.verdict,
        "anchored": reading.anchored,
        "anchored_entry": reading.anchoring.entry,
        "first_bad_entry": reading.first_bad_entry,
        "meeting": reading.cover["meeting"],
        "title": reading.cover["title"],
        "practice": reading.cover["practice"],
        "first_entry": reading.first,
        "last_entry": reading.last,
        "head": reading.head,
        "head_groups": grouped(reading.head),
        "fingerprint": reading.fingerprint,
        "codes": reading.read.codes,
        "restored": reading.read.restored,
        "misread_lines": reading.read.misread,
        "unjudged_presses": reading.unjudged,
        "checks": [check_document(check, language) for check in reading.checks],
        "poll": poll_document(reading.poll),
        "ballots": _ballots(reading),
    }
    return json.dumps(value, ensure_ascii=True, indent=2) + "\n"


def _ballots(reading: PaperReading) -> list[dict[str, Any]]:
    """Every seat of the base with its standing choice, where it has one by keypad."""
    poll = reading.poll.poll
    return [
        {"seat": seat, "choice": list(choice), "mark": mark(poll.plan, choice)}
        for seat, choice in ((seat, poll.standing.get(seat, ())) for seat in poll.base or ())
    ]
