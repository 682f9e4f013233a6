# SPDX-License-Identifier: Apache-2.0
"""The record of a paper (`record.json`, bundle.md §14) as the book gives it.

Each paper is told from the book up to the entry that `PaperIssued.as_of` names. Here stand the
members that every record has, and the papers of a meeting; the vote record has its own file.
"""

from __future__ import annotations

from typing import Any

from kiosk.verifier.alike import UNKNOWN
from kiosk.verifier.hall import Share, share_of
from kiosk.verifier.outcome import tested
from kiosk.verifier.packtext import source_of
from kiosk.verifier.told import Of, PollTold, Told

OF_THE_CARD = (
    *("meeting", "title", "session_title", "place", "convener", "utc_offset_min", "practice"),
    *("software", "settings_sha256", "seal_key"),
)
LATER_PLAN: Of = {
    "channel": "keypads",
    "because": "",
    "of_poll": 0,
    "taken_before": [],
    "breakdowns": [],
}
LATER_RULE: Of = {"by_area": False, "proxies": 0, "elects": False, "set_for_meeting": []}


def heading(found: Told) -> Of:
    """What every paper carries above; `chair` is whoever held that office then."""
    return {
        **{name: found.card.get(name, UNKNOWN) for name in OF_THE_CARD},
        "clock": found.card.get("clock", ""),
        "chair": found.chair,
        "pack": found.pack.get("pack", ""),
        "pack_version": found.pack.get("version", ""),
        "pack_title": found.pack.get("title", ""),
        "pack_source": source_of(found.pack.get("text", "")) or UNKNOWN,
        "pack_sha256": found.pack.get("sha256", ""),
        "certificate": found.certificate.get("fingerprint", ""),
        "sm2_missing": found.certificate.get("sm2_missing", ""),
    }


def plan_of(poll: PollTold) -> Of:
    """The plan with what came later to plans and rules, where this one is older."""
    return {**LATER_PLAN, **poll.plan, "rule": {**LATER_RULE, **poll.plan["rule"]}}


def motion_of(found: Told, poll: PollTold) -> Any:
    motions: list[Of] = found.items[poll.plan["item"]].motions
    version: int = poll.plan["motion_version"]
    asked = motions[version - 1]
    return {name: asked[name] for name in ("item", "version", "title", "text", "sha256")}


def attendance(found: Told, poll: PollTold, present: int, here: set[str]) -> Of:
    """Roll, present, absent and excused of those who vote; attendees among those `here`."""
    share = hall_share(poll)
    voting = [seat for seat in found.leave if found.hall.votes.get(seat)]
    return {
        "roll": poll.roll,
        "present": present,
        "absent": poll.roll - present,
        "attendees": len(here - found.hall.voting(here)),
        "needed": 0 if share is None else max(1, tested("", share, poll.roll, 0).needed),
        "excused": len({*voting} - here),
    }


def hall_share(poll: PollTold) -> Share | None:
    return share_of(poll.plan["rule"]["attendance"])


def equipment(found: Told, poll: PollTold) -> list[Of]:
    return [
        {
            "base": name,
            "protocol": base.get("protocol", UNKNOWN),
            "identity": base.get("identity", UNKNOWN),
            "losses": poll.losses[name],
            "table_agrees": _agrees(poll, name),
            "totals_only": name in poll.totals_only,
        }
        for name, base in sorted(found.bases.items())
    ]


def _agrees(poll: PollTold, base: str) -> bool | None:
    """Whether what a base counted by itself was found alike; None where it gave nothing."""
    drained = poll.drained.get(base, {})
    gave = any(drained.get(name) for name in ("table", "totals"))
    if not poll.reconciled or not (gave or drained.get("table_crc_ok") is not None):
        return None
    places = [where for _, where, _, _ in poll.reconciled.get("differences", ())]
    return not any(one in (base, "") or one.startswith(f"{base}/") for one in places)
