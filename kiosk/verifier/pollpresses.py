# SPDX-License-Identifier: Apache-2.0
"""The presses of one poll up to an entry, and what became of each: what stands, what gave way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kiosk.verifier import counting
from kiosk.verifier.chain import Entry
from kiosk.verifier.course import Course
from kiosk.verifier.hall import Plan

REPLACED, SET_ASIDE = "replaced", "set_aside"
MARKS = {
    "in_favour": "for",
    "against": "against",
    "abstain": "abstain",
    "chosen": "valid",
    "void": "void",
}


@dataclass
class Presses:
    """`standing` is by seat, in the order of the first press; `replaced` says why, too."""

    standing: dict[str, Entry] = field(default_factory=dict)
    replaced: list[tuple[Entry, str]] = field(default_factory=list)
    refused: list[Entry] = field(default_factory=list)
    heard: int = 0

    def told(self, plan: Plan) -> list[tuple[Entry, str]]:
        """What gave way, as it may be told: of a secret poll not who pressed again."""
        return [one for one in self.replaced if plan.named or one[1] != REPLACED]


def presses(course: Course, poll: int, as_of: int, turned: Entry | None = None) -> Presses:
    """What the book has heard of a poll; `turned` is where it left the keypads."""
    found = Presses()
    every = list(course.presses_of(poll, as_of))
    until = as_of if turned is None else turned.number
    _hear(found, (entry for entry in every if entry.number <= until))
    if turned is not None:
        found.replaced += [(entry, SET_ASIDE) for entry in found.standing.values()]
        found.standing.clear()
    _hear(found, (entry for entry in every if entry.number > until))
    return found


def _hear(found: Presses, entries: Iterable[Entry]) -> None:
    for entry in entries:
        found.heard += 1
        seat = entry.of["seat"]
        if entry.fact == "PressRefused":
            found.refused.append(entry)
            continue
        if seat in found.standing:
            found.replaced.append((found.standing[seat], REPLACED))
        found.standing[seat] = entry


def choice_of(entry: Entry | None) -> list[int]:
    """The choice of a standing press; empty for none, and for one that is in a box."""
    return [] if entry is None else entry.of.get("choice", [])


def mark_of(plan: Plan, entry: Entry | None) -> Any:
    """What a seat's line says of its press: None for nothing pressed; of a box that it is there."""
    if entry is not None and "box" in entry.of:
        return "valid"
    return MARKS.get(counting.mark(plan, tuple(choice_of(entry))))
