# SPDX-License-Identifier: Apache-2.0
"""What takes two (bundle.md §3, two officers): who the two were, and whether they could be.

The book has their names and no signature of theirs, so that they agreed is the kiosk's word. Names
that nobody ever had, or that hold no key or another office, are found all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.verifier.chain import Entry
from kiosk.verifier.hall import Hall
from kiosk.verifier.sentence import Sentence, sentence

COUNTING = frozenset({"chair", "operator", "teller", "notary"})
OFFICES: dict[str, frozenset[str]] = {
    "RollFrozen": COUNTING,
    "RollAmended": COUNTING,
    "MeetingOpened": COUNTING,
    "OfficerEnrolled": COUNTING,
    "PollVoided": COUNTING,
    "UrnOpened": COUNTING,
    "PersonRevealed": COUNTING,
    "PersonalDataDeleted": COUNTING,
    "GateOverridden": COUNTING | {"legal_observer"},
    "BaseMissed": COUNTING | {"technician"},
    "MirrorForgone": COUNTING | {"technician"},
}
OF_ELSEWHERE = ("BookRestored", "HallCertified")


def two(hall: Hall, entry: Entry) -> Iterator[Sentence]:
    """What does not hold of the two officers of this entry."""
    fact, names = entry.fact, entry.of.get("officers", [])
    if fact == "RollFrozen" and not hall.keyed:
        return
    if "reason" in entry.of and not entry.of["reason"].strip():
        yield sentence("{fact}: no reason is given", fact=fact)
    if len(names) != 2 or names[0] == names[1]:
        yield sentence("{fact} takes two different officers", fact=fact)
    if entry.of.get("officer") in names:
        yield sentence("{fact}: nobody vouches for the own key", fact=fact)
    for name in names:
        why = _unfit(hall, name, OFFICES[fact])
        if why is not None:
            yield sentence("{fact}: {name} {why}", fact=fact, name=name, why=why)


def _unfit(hall: Hall, name: str, offices: frozenset[str]) -> Sentence | None:
    if name not in hall.officers:
        return sentence("was no officer of the meeting then")
    if hall.keyed and name not in hall.keyed:
        return sentence("had no key then")
    if hall.keyed and hall.officers[name] not in offices:
        return sentence("held an office that may not do this")
    return None


def pair(entry: Entry) -> Iterator[Sentence]:
    """Who had a book restored or a certificate made need not be an officer of this meeting."""
    if len(set(entry.of["officers"])) != 2:
        yield sentence("{fact} takes two different officers", fact=entry.fact)


def unopened(hall: Hall) -> Iterator[Sentence]:
    """A poll is laid down in a meeting that two opened, once its officers have keys."""
    if hall.keyed and not hall.opened:
        yield sentence("PollPrepared: no two officers have opened the meeting")


def name(hall: Hall, entry: Entry) -> None:
    hall.officers[entry.of["officer"]] = entry.of["role"]
    if entry.of.get("public_key"):
        hall.keyed.add(entry.of["officer"])


def enrol(hall: Hall, entry: Entry) -> None:
    hall.keyed.add(entry.of["officer"])


def open_meeting(hall: Hall, entry: Entry) -> None:
    del entry
    hall.opened = True
