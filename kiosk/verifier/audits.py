# SPDX-License-Identifier: Apache-2.0
"""Handset audits (bundle.md §5): the dice draw again, and what was heard is compared again."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from kiosk.verifier.chain import Entry
from kiosk.verifier.hall import Audit, Hall
from kiosk.verifier.sentence import Broken, sentence

AUDIT = "audit"
ASKED = [[1], [2], [3]]
WORD = 1 << 64


def draw(keypads: list[int], count: int, dice: str) -> list[int]:
    left, block = sorted(keypads), 0
    drawn: list[int] = []
    while len(drawn) < count and left:
        digest = sha256(f"kiosk-audit/1|{dice}|{block}".encode()).digest()
        block += 1
        word = int.from_bytes(digest[:8], "big")
        if word < WORD - WORD % len(left):
            drawn.append(left.pop(word % len(left)))
    return drawn


def right_draw(hall: Hall, of: dict[str, Any]) -> dict[str, Any]:
    """What the entry must say: the keypads in hand, and those that its dice draw from them."""
    keypads = sorted(hall.seat_of)
    return {"keypads": keypads, "drawn": draw(keypads, len(of["drawn"]), of["dice"])}


def right_result(audit: Audit) -> dict[str, Any]:
    rows = [[keypad, audit.heard.get(keypad, [])] for keypad in audit.drawn]
    return {"rows": rows, "failed": [keypad for keypad, heard in rows if heard != ASKED]}


def admit_draw(hall: Hall, entry: Entry) -> None:
    """Outside any poll, one audit at a time, and sessions that are no poll's."""
    latest = hall.latest
    taken = any((base, session) in hall.sessions for base, session in entry.of["sessions"])
    runs = latest is not None and latest.stage not in ("declared", "void")
    if hall.audit is not None or runs or taken:
        raise Broken("order", sentence("HandsetAuditDrawn: an audit cannot begin here"))


def admit_result(hall: Hall, entry: Entry) -> None:
    if hall.audit is None or hall.audit.number != entry.of["audit"]:
        raise Broken("order", sentence("HandsetAudited: this audit is not under way"))


def begin(hall: Hall, entry: Entry) -> None:
    of = entry.of
    hall.audit = Audit(of["audit"], of["drawn"])
    hall.audit_sessions.update((base, session) for base, session in of["sessions"])


def end(hall: Hall, entry: Entry) -> None:
    del entry
    hall.audit = None


def hear(hall: Hall, of: dict[str, Any]) -> None:
    """A refused press of an audit; what a base tells that stands by is not compared."""
    press = of["press"]
    if hall.audit is not None and of["reason"] == AUDIT and press["base"] not in hall.standbys:
        hall.audit.heard.setdefault(press["keypad"], []).append(press["keys"])
