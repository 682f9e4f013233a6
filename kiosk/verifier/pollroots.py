# SPDX-License-Identifier: Apache-2.0
"""The Merkle root of a poll with SM3 (bundle.md §2): on paper only, in no entry."""

from __future__ import annotations

from itertools import islice
from typing import Any

from kiosk.verifier import merkle, sm3
from kiosk.verifier.alike import UNKNOWN
from kiosk.verifier.course import Course

MOST_BY_HAND = 2_000
"""Without OpenSSL's SM3 a press takes about a millisecond and a half."""


def root_sm3(course: Course, poll: int, entries: int) -> Any:
    """Over the presses before `PollClosed`; `UNKNOWN` where that would take minutes."""
    numbers = course.presses.get(poll, [])[:entries]
    if len(numbers) > MOST_BY_HAND and not sm3.at_hand():
        return UNKNOWN

    def digest(content: bytes) -> bytes:
        return bytes.fromhex(sm3.sm3(content))

    leaves = [digest(b"\0" + course.bodies[number]) for number in islice(numbers, entries)]
    return merkle.root(leaves, digest).hex()
