"""随机抽查表决器: which handsets are drawn, and what was heard of them.

The notary throws dice in the hall and types what they show; from there on nothing is left to
chance or to us: the same digits draw the same handsets from the same list, and anyone can draw
again (`docs/bundle.md` §5). Each holder then presses 1, 2 and 3 in turn.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.meeting import facts as f

LEAST_DICE = 8
WORD = 1 << 64
ASKED: tuple[tuple[int, ...], ...] = ((1,), (2,), (3,))
"""What each holder of a drawn handset presses, one after the other."""


@dataclass(slots=True)
class Audit:
    """One audit as far as it has gone: what was heard of each keypad, in the order of the book."""

    drawn: f.HandsetAuditDrawn
    heard: dict[int, list[tuple[int, ...]]] = field(
        default_factory=dict[int, list[tuple[int, ...]]]
    )
    done: f.HandsetAudited | None = None
    ended: int = 0


def draw(keypads: Sequence[int], count: int, dice: str) -> tuple[int, ...]:
    """Draw `count` of the keypads, without putting back, in the order in which they come."""
    left, drawn, block = sorted(keypads), list[int](), 0
    while len(drawn) < count:
        digest = hashlib.sha256(f"kiosk-audit/1|{dice}|{block}".encode("ascii")).digest()
        block += 1
        word = int.from_bytes(digest[:8], "big")
        if word < WORD - WORD % len(left):
            drawn.append(left.pop(word % len(left)))
    return tuple(drawn)


def rows(audit: Audit) -> tuple[tuple[int, tuple[tuple[int, ...], ...]], ...]:
    """Each drawn keypad with everything that was heard of it."""
    return tuple((one, tuple(audit.heard.get(one, ()))) for one in audit.drawn.drawn)


def failed(audit: Audit) -> tuple[int, ...]:
    """The drawn keypads of which something else was heard than was pressed."""
    return tuple(keypad for keypad, heard in rows(audit) if heard != ASKED)
