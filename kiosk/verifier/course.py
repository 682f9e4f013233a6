# SPDX-License-Identifier: Apache-2.0
"""The course of a meeting, kept while the book is read, for what its papers say of it.

A paper tells how the meeting stood at an entry (`PaperIssued.as_of`). So that this can be told for
any entry without reading the book again, every entry but the presses is kept, and of the presses
where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kiosk.verifier.chain import Entry, entry_of

PRESSES = ("BallotCast", "BallotSealed", "PressRefused")
EVIDENCE = "StandbyHeard"


@dataclass
class Course:
    """`notes` are the entries that are no press, `presses` the numbers of those of each poll.

    `evidence` are the polls of which a base that stood by told anything.
    """

    bodies: list[bytes] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    presses: dict[int, list[int]] = field(default_factory=dict)
    evidence: set[int] = field(default_factory=set)
    read: int = 0

    def keep(self, entry: Entry) -> None:
        """The next entry of the book."""
        self.read += 1
        if entry.fact in PRESSES:
            self.presses.setdefault(entry.of["poll"], []).append(entry.number)
        elif entry.fact == EVIDENCE:
            self.evidence.add(entry.of["poll"])
        else:
            self.notes.append(entry)

    def presses_of(self, poll: int, as_of: int) -> Iterator[Entry]:
        """The press entries of a poll up to an entry; each was read once before."""
        for number in self.presses.get(poll, ()):
            if number <= as_of:
                yield entry_of(self.bodies[number], number)


def instant(utc: str) -> datetime:
    """The `utc` of an entry; `ValueError` for a day that no calendar has."""
    return datetime.fromisoformat(utc[:-1])


def written(at: datetime) -> str:
    """A time as a paper's record writes it: without a fraction where there is none."""
    return at.isoformat() + "Z"


def time_of(entry: Entry) -> str:
    return written(instant(entry.utc))


def near(entry: Entry, mono: int) -> str:
    """The wall time of a monotonic instant of the desk that entered this."""
    return written(instant(entry.utc) + timedelta(microseconds=(mono - entry.mono) // 1000))


def mark_of(course: Course, number: int, entry: Entry) -> dict[str, Any]:
    """How a record names an entry of the book."""
    return {"entry": number, "sha256": course.hashes[number].hex(), "utc": time_of(entry)}
