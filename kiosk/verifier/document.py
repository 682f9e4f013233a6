# SPDX-License-Identifier: Apache-2.0
"""A reading as one JSON document; its shape is told in the docstring of the package."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from kiosk.verifier.checks import Check, PollRead, Reading
from kiosk.verifier.head import grouped
from kiosk.verifier.words import say


def document(reading: Reading, language: str) -> str:
    opened = reading.book.opened
    value = {
        "format": "kiosk-verifier/1",
        "verdict": "true" if reading.true else "false",
        "anchored": reading.anchored,
        "anchored_entry": reading.anchoring.entry,
        "entries_after_anchor": reading.anchoring.following if reading.anchored else None,
        "first_bad_entry": reading.first_bad_entry,
        "meeting": reading.book.meeting,
        "title": opened.get("title", ""),
        "practice": opened.get("practice"),
        "entries": reading.entries,
        "head": reading.head,
        "head_groups": grouped(reading.head),
        "fingerprint": reading.fingerprint,
        "checks": [_check(check, language) for check in reading.checks],
        "polls": [_poll(read) for read in reading.polls],
    }
    return json.dumps(value, ensure_ascii=True, indent=2) + "\n"


def _check(check: Check, language: str) -> dict[str, Any]:
    return {
        "name": check.name,
        "ok": check.ok,
        "detail": say(check.detail, language),
        "entry": check.entry,
        "failures": check.failures,
        "findings": [
            {"entry": finding.entry, "detail": say(finding.said, language)}
            for finding in check.findings
        ],
    }


def _poll(read: PollRead) -> dict[str, Any]:
    poll, plan = read.poll, read.poll.plan
    return {
        "poll": plan.poll,
        "item": plan.item,
        "title": read.item,
        "round": plan.round,
        "kind": plan.kind,
        "named": plan.named,
        "last_press_counts": plan.last_press_counts,
        "rule": plan.rule,
        "urn": _urn(read),
        "stage": poll.stage,
        "void_reason": poll.void_reason,
        "heard": poll.casts + poll.refusals,
        "counted": poll.counted,
        "replaced": poll.casts - poll.counted,
        "refused": dict(sorted(poll.refused.items())),
        "present": poll.present,
        "tally": None if read.tally is None else asdict(read.tally),
        "outcome": None if read.outcome is None else asdict(read.outcome),
        "declared_entry": poll.declared,
        "agrees": read.agrees,
    }


def _urn(read: PollRead) -> dict[str, Any] | None:
    """What the officers assert of a secret poll; None where every choice stands beside its seat."""
    poll = read.poll
    if not poll.by_urn:
        return None
    return {
        "opened": poll.opened is not None,
        "officers": poll.openers,
        "asserted": ["list_from_boxes", "refused_for_keys", "shares_destroyed"],
    }
