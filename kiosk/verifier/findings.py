# SPDX-License-Identifier: Apache-2.0
"""What was found wrong, sorted by check: the order in which a slip names the checks."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.verifier.sentence import Sentence

# bundle.md §9 and three that its text implies: format (§1, §3), order (§4 stages), texts (§3).
CHECKS = (
    "chain",
    "format",
    "order",
    "texts",
    "rules",
    "seal",
    "files",
    "persons",
    "papers",
    "signatures",
    "roots",
    "dispositions",
    "account",
    "witnesses",
    "urns",
    "officers",
    "tallies",
    "outcomes",
    "anchored",
)
KEPT = 20


@dataclass(frozen=True)
class Finding:
    said: Sentence
    entry: int | None


class Findings:
    """Collects what failed; of each check the first few are kept, all are counted.

    What merely follows from another finding is counted, too, and told only as a number.
    """

    def __init__(self, checks: tuple[str, ...] = CHECKS) -> None:
        self.checks = checks
        self._kept: dict[str, list[Finding]] = {name: [] for name in checks}
        self._count: dict[str, int] = dict.fromkeys(checks, 0)
        self._following: dict[str, int] = dict.fromkeys(checks, 0)

    def add(self, check: str, said: Sentence, entry: int | None = None) -> None:
        self._count[check] += 1
        if len(self._kept[check]) < KEPT:
            self._kept[check].append(Finding(said, entry))

    def follow(self, check: str) -> None:
        """One more place that is wrong because of a finding that was told elsewhere."""
        self._count[check] += 1
        self._following[check] += 1

    def following(self, check: str) -> int:
        return self._following[check]

    def of(self, check: str) -> list[Finding]:
        return self._kept[check]

    def count(self, check: str) -> int:
        return self._count[check]

    def first_entry(self, *checks: str) -> int | None:
        """The lowest entry that a failed check names."""
        named = [
            finding.entry
            for check in checks or self.checks
            for finding in self._kept[check]
            if finding.entry is not None
        ]
        return min(named, default=None)
