# SPDX-License-Identifier: Apache-2.0
"""How a meeting stood at an entry, as far as its papers tell of it: the notes of its course.

Who is here, bound, recused and spoken for is the hall's (`fold`); what no verdict needs and paper
tells all the same (when, by whom, which base, why a gate was opened) is kept here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kiosk.verifier import fold, pollcover, proxies
from kiosk.verifier.chain import Entry
from kiosk.verifier.course import Course, time_of
from kiosk.verifier.hall import Hall

Of = dict[str, Any]


@dataclass(eq=False)
class ItemTold:
    title: str = ""
    noticed: str = ""
    motions: list[Of] = field(default_factory=list)
    polls: list[int] = field(default_factory=list)
    amends: int = 0
    amendments: list[int] = field(default_factory=list)


@dataclass(eq=False)
class PollTold:
    """One poll. `plan` is as the book has it; `cover` and `seats` are those of §12."""

    plan: Of
    roll: int
    first: int
    cover: Of
    seats: list[list[Any]]
    item_title: str = ""
    noticed: str = ""
    opened: Entry | None = None
    closing: Entry | None = None
    closed: Of = field(default_factory=dict)
    reconciled: Of = field(default_factory=dict)
    declared: Entry | None = None
    voided: Entry | None = None
    turned: Entry | None = None
    here: set[str] = field(default_factory=set)
    spoken_for: dict[str, str] = field(default_factory=dict)
    staying: set[str] = field(default_factory=set)
    spoilt: int = 0
    urn: Of = field(default_factory=dict)
    overrides: list[Of] = field(default_factory=list)
    silence_by: str = ""
    drained: dict[str, Of] = field(default_factory=dict)
    losses: Counter[str] = field(default_factory=Counter)
    totals_only: set[str] = field(default_factory=set)
    compared: str = ""
    zero_report: str = ""
    record: str = ""
    numbered: dict[int, int] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Told:
    """The meeting up to an entry; `last` is that entry."""

    hall: Hall = field(default_factory=Hall)
    card: Of = field(default_factory=dict)
    pack: Of = field(default_factory=dict)
    certificate: Of = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    roll: dict[str, Of] = field(default_factory=dict)
    amended: set[int] = field(default_factory=set)
    stays: dict[str, list[Of]] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    missing: dict[int, str] = field(default_factory=dict)
    leave: list[str] = field(default_factory=list)
    items: dict[int, ItemTold] = field(default_factory=dict)
    polls: dict[int, PollTold] = field(default_factory=dict)
    bases: dict[str, Of] = field(default_factory=dict)
    online: dict[str, list[int]] = field(default_factory=dict)
    audits: dict[int, Entry] = field(default_factory=dict)
    audited: dict[int, Entry] = field(default_factory=dict)
    withdrawn: list[tuple[int, Of]] = field(default_factory=list)
    recordings: list[Entry] = field(default_factory=list)
    papers: list[Entry] = field(default_factory=list)

    @property
    def chair(self) -> str:
        """Who was named chair last and still is; empty for nobody."""
        chairs = [name for name, role in self.offices.items() if role == "chair"]
        return chairs[-1] if chairs else ""


def told(course: Course, as_of: int) -> Told:
    """The meeting as the book has it up to entry `as_of`."""
    found = Told()
    for entry in course.notes:
        if entry.number > as_of:
            break
        if entry.fact in BEFORE:
            BEFORE[entry.fact](found, entry)
        fold.apply(found.hall, entry)
        if entry.fact in AFTER:
            AFTER[entry.fact](found, entry)
        elif entry.fact in OF_A_POLL:
            OF_A_POLL[entry.fact](found.polls[entry.of["poll"]], entry)
    return found


# ---- the meeting ---------------------------------------------------------------------------------


def _name(found: Told, entry: Entry) -> None:
    found.offices.pop(entry.of["officer"], None)
    found.offices[entry.of["officer"]] = entry.of["role"]


def _freeze(found: Told, entry: Entry) -> None:
    found.roll = {one["seat"]: one for one in entry.of["delegates"]}


def _amend(found: Told, entry: Entry) -> None:
    found.roll.update({one["seat"]: one for one in entry.of["delegates"]})
    found.amended |= {one["number"] for one in entry.of["delegates"]}


def _arrive(found: Told, entry: Entry) -> None:
    """Before the hall knows it: who is here already begins no stay."""
    of = entry.of
    if of["seat"] not in found.hall.present:
        way, reason = of.get("way", ""), of.get("reason", "")
        stay = {"came": time_of(entry), "left": None, "way": way, "reason": reason}
        found.stays.setdefault(of["seat"], []).append(stay)


def _leave(found: Told, entry: Entry) -> None:
    if entry.of["seat"] in found.hall.present:
        found.stays[entry.of["seat"]][-1]["left"] = time_of(entry)


def _end(found: Told, entry: Entry) -> None:
    for seat in found.hall.present:
        found.stays[seat][-1]["left"] = time_of(entry)


def _bind(found: Told, entry: Entry) -> None:
    found.given[entry.of["seat"]] = entry.of["keypad"]
    found.missing.pop(entry.of["keypad"], None)


def _return(found: Told, entry: Entry) -> None:
    found.missing.pop(entry.of["keypad"], None)


def _miss(found: Told, entry: Entry) -> None:
    found.missing[entry.of["keypad"]] = entry.of["seat"]


def _excuse(found: Told, entry: Entry) -> None:
    found.leave.append(entry.of["seat"])


def _find(found: Told, entry: Entry) -> None:
    """What a base says of itself; nothing is known of its keypads where that is new."""
    if found.bases.get(entry.of["base"]) != {**entry.of, "desk": entry.desk}:
        found.online.pop(entry.of["base"], None)
    found.bases[entry.of["base"]] = {**entry.of, "desk": entry.desk}


def _call(found: Told, entry: Entry) -> None:
    found.online[entry.of["base"]] = entry.of["online"]


def _lose(found: Told, entry: Entry) -> None:
    if entry.of["poll"]:
        found.polls[entry.of["poll"]].losses[entry.of["base"]] += 1


def _issue(found: Told, entry: Entry) -> None:
    found.papers.append(entry)
    poll, kind = found.polls.get(entry.of.get("poll", 0)), entry.of.get("kind")
    if poll is not None and kind == "zero_report":
        poll.zero_report = entry.of["number"]
    elif poll is not None and kind == "vote_record":
        poll.record = entry.of["number"]


# ---- the agenda ----------------------------------------------------------------------------------


def _table(found: Told, entry: Entry) -> None:
    item = _item(found, entry.of["item"])
    item.title, item.noticed = entry.of["title"], entry.of.get("noticed", "")


def _item(found: Told, number: int) -> ItemTold:
    return found.items.setdefault(number, ItemTold())


def _put(found: Told, entry: Entry) -> None:
    _item(found, entry.of["item"]).motions.append(entry.of)


def _move(found: Told, entry: Entry) -> None:
    item, amends = entry.of["item"], entry.of["amends"]
    _item(found, item).amends = amends
    _item(found, amends).amendments.append(item)


def _withdraw(found: Told, entry: Entry) -> None:
    title = _item(found, entry.of["item"]).title
    found.withdrawn.append((entry.number, {**entry.of, "title": title}))


# ---- a poll --------------------------------------------------------------------------------------


def _prepare(found: Told, entry: Entry) -> None:
    """Before the hall knows of the poll: its text begins with how the book stood (§12)."""
    plan = entry.of["plan"]
    cover = pollcover.cover(found.hall, found.card, plan, entry.number)
    seats = pollcover.seats(found.hall, found.roll.values()) if plan["named"] else []
    found.polls[plan["poll"]] = PollTold(plan, found.hall.roll, entry.number, cover, seats)
    _item(found, plan["item"]).polls.append(plan["poll"])


def _open(found: Told, entry: Entry) -> None:
    poll = found.polls[entry.of["poll"]]
    item = _item(found, poll.plan["item"])
    poll.opened, poll.item_title, poll.noticed = entry, item.title, item.noticed
    poll.here = set(found.hall.present)
    poll.totals_only = {
        base
        for base, _ in entry.of["sessions"]
        if not found.bases.get(base, {}).get("per_seat", True)
    }


def _close(found: Told, entry: Entry) -> None:
    poll, held = found.polls[entry.of["poll"]], found.hall.polls[entry.of["poll"]]
    spoken_for = proxies.spoken_for(found.hall, held)
    poll.closing, poll.staying = entry, found.hall.voting(found.hall.present | spoken_for)
    poll.spoken_for = {
        seat: holder
        for (item, seat), holder in found.hall.proxies.items()
        if item == held.plan.item and seat in spoken_for - found.hall.present
    }


def _turn(poll: PollTold, entry: Entry) -> None:
    poll.turned, poll.closing, poll.spoken_for = entry, None, {}
    poll.drained.clear()


def _drain(poll: PollTold, entry: Entry) -> None:
    poll.drained[entry.of["base"]] = entry.of


def _override(poll: PollTold, entry: Entry) -> None:
    poll.overrides.append(entry.of)


def _number(poll: PollTold, entry: Entry) -> None:
    poll.numbered.update({number: entry.number for number, _ in entry.of["papers"]})


def _give_up(poll: PollTold, entry: Entry) -> None:
    poll.missed.add(entry.of["base"])


def _spoil(poll: PollTold, entry: Entry) -> None:
    del entry
    poll.spoilt += 1


def _keep(name: str, read: Callable[[Entry], Any]) -> Callable[[Any, Entry], None]:
    """What an entry says is kept under this name."""

    def kept(where: Any, entry: Entry) -> None:
        setattr(where, name, read(entry))

    return kept


def _append(name: str) -> Callable[[Told, Entry], None]:
    def kept(found: Told, entry: Entry) -> None:
        getattr(found, name)[entry.of["audit"]] = entry

    return kept


def _record(found: Told, entry: Entry) -> None:
    found.recordings.append(entry)


def _itself(entry: Entry) -> Entry:
    return entry


def _of(entry: Entry) -> Of:
    return entry.of


BEFORE: dict[str, Callable[[Told, Entry], None]] = {
    "CheckedIn": _arrive,
    "CheckedOut": _leave,
    "PollPrepared": _prepare,
}
AFTER: dict[str, Callable[[Told, Entry], None]] = {
    "BookOpened": _keep("card", _of),
    "RulePackAdopted": _keep("pack", _of),
    "HallCertified": _keep("certificate", _of),
    "OfficerNamed": _name,
    "RollFrozen": _freeze,
    "RollAmended": _amend,
    "MeetingClosed": _end,
    "KeypadBound": _bind,
    "KeypadReturned": _return,
    "KeypadLost": _miss,
    "LeaveGranted": _excuse,
    "BaseFound": _find,
    "BaseGone": _lose,
    "KeypadsCalled": _call,
    "PaperIssued": _issue,
    "ItemTabled": _table,
    "ItemWithdrawn": _withdraw,
    "MotionPut": _put,
    "AmendmentMoved": _move,
    "RecordingMarked": _record,
    "HandsetAuditDrawn": _append("audits"),
    "HandsetAudited": _append("audited"),
    "PollOpened": _open,
    "PollClosing": _close,
}
OF_A_POLL: dict[str, Callable[[PollTold, Entry], None]] = {
    "PollTurned": _turn,
    "BallotPapersIssued": _number,
    "BallotPaperSpoilt": _spoil,
    "BaseMissed": _give_up,
    "BaseDrained": _drain,
    "GateOverridden": _override,
    "PollClosed": _keep("closed", _of),
    "PollReconciled": _keep("reconciled", _of),
    "Declared": _keep("declared", _itself),
    "PollVoided": _keep("voided", _itself),
    "UrnOpened": _keep("urn", _of),
    "SilenceAcknowledged": _keep("silence_by", lambda entry: entry.of["by"]),
    "MirrorCompared": _keep("compared", lambda entry: entry.of["found"]),
}
