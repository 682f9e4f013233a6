# SPDX-License-Identifier: Apache-2.0
"""A reading as one JSON document; its shape is told in the docstring of the package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kiosk.verifier.ballotlist import Ballots
from kiosk.verifier.checks import Check, PollRead, Reading
from kiosk.verifier.deciding import answer_of, verdict, vouched_by_list
from kiosk.verifier.head import grouped
from kiosk.verifier.papers import PaperRead
from kiosk.verifier.sentence import Sentence
from kiosk.verifier.words import say


def document(
    reading: Reading | None,
    language: str,
    papers: Sequence[PaperRead] = (),
    passed: Sequence[Sentence] = (),
    ballots: Ballots | None = None,
) -> str:
    value = {
        "format": "kiosk-verifier/1",
        "verdict": verdict(reading, papers),
        **({} if reading is None else _reading(reading, language, vouched_by_list(papers))),
        "papers": [_paper(paper, language) for paper in papers],
        "passed_over": [say(one, language) for one in passed],
        **({} if ballots is None else {"ballots": _ballots(ballots)}),
    }
    return json.dumps(value, ensure_ascii=True, indent=2) + "\n"


def _ballots(of: Ballots) -> dict[str, Any]:
    return {
        "poll": of.plan.poll,
        "seats": of.seats,
        "refused": of.refused,
        "replaced": of.replaced,
    }


def _paper(paper: PaperRead, language: str) -> dict[str, Any]:
    return {
        "name": paper.name,
        "sha256": paper.sha256,
        "ok": answer_of(paper),
        "checks": [
            {"name": check.name, "ok": check.ok, "detail": say(check.said, language)}
            for check in paper.checks
        ],
    }


def _reading(reading: Reading, language: str, by_list: bool) -> dict[str, Any]:
    opened = reading.book.opened
    return {
        "anchored": reading.anchored,
        "anchored_entry": reading.anchoring.entry,
        "entries_after_anchor": reading.anchoring.following if reading.anchored else None,
        "vouched_by_list": by_list,
        "partly": reading.partly and not by_list,
        "polls_outside": reading.outside if reading.anchored else None,
        "closed": reading.closed,
        "first_bad_entry": reading.first_bad_entry,
        "meeting": reading.book.meeting,
        "title": opened.get("title", ""),
        "practice": opened.get("practice"),
        "entries": reading.entries,
        "head": reading.head,
        "head_groups": grouped(reading.head),
        "fingerprint": reading.fingerprint,
        "checks": [check_document(check, language) for check in reading.checks],
        "polls": [
            {**poll_document(read), "vouched": _vouched(reading, read, by_list)}
            for read in reading.polls
        ],
    }


def _vouched(reading: Reading, read: PollRead, by_list: bool) -> bool | None:
    """Whether paper vouches for a poll; None for one that is not over."""
    end = read.poll.ended
    return None if end is None else by_list or reading.anchoring.covers(end)


def check_document(check: Check, language: str) -> dict[str, Any]:
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


def poll_document(read: PollRead) -> dict[str, Any]:
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
