# SPDX-License-Identifier: Apache-2.0
"""What a bundle says that a paper is held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kiosk.verifier.book import Certified, Issued
from kiosk.verifier.course import Course


@dataclass(frozen=True)
class Known:
    """`polls`: tally and verdict of each, recomputed; `course` tells what papers tell.

    `names` are those of `persons.jsonl` by number, None where that is not in the bundle.
    """

    meeting: str
    seal_key: bytes
    hashes: list[bytes]
    issued: list[Issued]
    certificates: list[Certified]
    polls: dict[int, dict[str, Any]]
    course: Course = field(default_factory=Course)
    names: dict[int, str] | None = None
