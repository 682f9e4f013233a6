# SPDX-License-Identifier: Apache-2.0
"""The record of a vote as the book gives it: every member that the book bears out.

What it says of names is held against `persons.jsonl`; where that is not in the bundle, or the book
does not have something (the state of a mirror that was never compared), `UNKNOWN` stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from kiosk.verifier import judging, paperrecord
from kiosk.verifier.alike import UNKNOWN
from kiosk.verifier.chain import Entry
from kiosk.verifier.course import Course, instant, mark_of, near, time_of
from kiosk.verifier.hall import Poll
from kiosk.verifier.pollpresses import SET_ASIDE, Presses, choice_of, presses
from kiosk.verifier.pollpresses import mark_of as mark_of_press
from kiosk.verifier.pollroots import root_sm3
from kiosk.verifier.told import Of, PollTold, Told

REASONS = [name for name, _ in (*judging.OF_WHO_PRESSED, *judging.OF_A_NAMED_POLL)]
CHANNELS = ("keypads", "paper", "hands")
BUCKETS = (
    *("roll", "base", "in_favour", "against", "abstain", "chosen", "void", "not_pressed"),
    *("recused", "options"),
)
NOT_ASIDE: Of = {"reason": "", "officers": []}


class VoteRecord:
    """One declared poll as it stood at `as_of`; `names` by number, None where they are gone.

    `right` are its tally and verdict as recomputed.
    """

    def __init__(
        self,
        course: Course,
        found: Told,
        number: int,
        as_of: int,
        names: dict[int, str] | None,
        *,
        right: Of,
    ) -> None:
        self.course, self.found, self.number, self.names = course, found, number, names
        self.right = right
        self.poll: PollTold = found.polls[number]
        self.held: Poll = found.hall.polls[number]
        self.heard: Presses = presses(course, number, as_of, self.poll.turned)
        self.opened, self.closing = _there(self.poll.opened), _there(self.poll.closing)
        self.declared = _there(self.poll.declared)

    def members(self) -> Of:
        poll, found, declared = self.poll, self.found, self.declared
        urn, turned, voided = poll.urn, poll.turned, poll.voided
        before = self._before()
        return {
            "book": mark_of(self.course, declared.number, declared),
            "plan": paperrecord.plan_of(poll),
            "item_title": poll.item_title,
            "noticed": poll.noticed,
            "motion": paperrecord.motion_of(found, poll),
            "opened_at": time_of(self.opened),
            "closed_at": near(self.closing, self.closing.of["closed_ns"]),
            "declared_by": declared.of.get("by", UNKNOWN),
            "zero_report": poll.zero_report,
            "attendance": paperrecord.attendance(found, poll, self.opened.of["present"], poll.here),
            **declared_alike(declared, self.right),
            "account": self._account(),
            "equipment": paperrecord.equipment(found, poll),
            "overrides": [
                {name: one[name] for name in ("gate", "reason", "officers")}
                for one in poll.overrides
            ],
            "silent_acknowledged_by": poll.silence_by,
            "ballots": [*self._ballots()],
            "silent": len(poll.reconciled["silent"]),
            "replaced": [
                self._press(entry, reason) for entry, reason in self.heard.told(self.held.plan)
            ],
            "refused": [self._press(one, one.of["reason"]) for one in self.heard.refused],
            "root": poll.closed["root"],
            "entries": poll.closed["entries"],
            "previous": None if before is None else mark_of(self.course, before.number, before),
            "previous_root": ""
            if before is None
            else found.polls[before.of["poll"]].closed["root"],
            "mirror": poll.compared or UNKNOWN,
            "by_people": [*self._by_people()],
            "turned": None if turned is None else self._turned(turned),
            "proxies": [list(pair) for pair in sorted(poll.spoken_for.items())],
            "audits": [*self._audits()],
            "opened": urn.get("ballots", []),
            "opened_by": urn.get("officers", []),
            "opened_for": urn.get("reason", ""),
            "breakdowns": urn.get("breakdowns", []),
            "withdrawn": [
                {name: one.get(name, UNKNOWN) for name in ("item", "title", "reason", "by")}
                for number, one in found.withdrawn
                if number < declared.number
            ],
            "apart_ms": self._apart_ms(),
            "amends": self._item.amends,
            "amendments": [
                {"item": one, "title": found.items[one].title, "verdict": self._last(one)}
                for one in self._item.amendments
            ],
            "earlier": [*self._earlier()],
            "recounts": self._recounts(),
            "voided": None if voided is None else aside(voided),
            "recordings": [*self._recordings()],
            "root_sm3": root_sm3(self.course, self.number, poll.closed["entries"]),
        }

    @property
    def _item(self) -> Any:
        return self.found.items[self.poll.plan["item"]]

    def _before(self) -> Entry | None:
        """The declaration of the poll before this one that was declared."""
        polls = self.found.polls.items()
        told = [one.declared for number, one in polls if one.declared and number < self.number]
        return told[-1] if told else None

    def _account(self) -> Of:
        told, heard = self.poll.reconciled, self.heard
        return {
            **{name: told[name] for name in ("heard", "counted", "replaced", "refused")},
            "reasons": by_reason(heard.refused),
            "in_flight": sum(one.of["in_flight"] for one in heard.standing.values()),
            "late_after_close": heard.heard - told["heard"],
        }

    def _name(self, seat: str) -> Any:
        if seat not in self.found.roll:
            return ""
        if self.names is None:
            return UNKNOWN
        return self.names.get(self.found.roll[seat]["number"], "")

    def _press(self, entry: Entry, reason: str) -> Of:
        press = entry.of["press"]
        return {
            "entry": entry.number,
            "seat": entry.of["seat"],
            "name": self._name(entry.of["seat"]),
            **{name: press[name] for name in ("base", "keypad")},
            "keys": press["keys"] if self.poll.plan["named"] else [],
            "at": time_of(entry),
            "reason": reason,
        }

    def _ballots(self) -> Iterator[Of]:
        """Each seat of the base in the order of the roll; of a secret poll, that it took part."""
        roll, named = self.found.roll, self.poll.plan["named"]
        papers = {seat: number for number, seat in self.held.papers.items()}
        recused: set[str] = self.held.recused or set()
        for seat in sorted(self.poll.closed["base"], key=lambda seat: roll[seat]["number"]):
            entry = self.heard.standing.get(seat)
            told = entry if named else None
            keypad = self.found.hall.keypad_of.get(seat)
            yield {
                "number": roll[seat]["number"],
                "seat": seat,
                "name": self._name(seat),
                "mark": None if seat in recused else mark_of_press(self.held.plan, entry),
                "choice": choice_of(told),
                "keypad": keypad if entry is None else entry.of["press"]["keypad"],
                "at": None if told is None else time_of(told),
                "in_flight": told is not None and told.of["in_flight"],
                "left": seat not in self.poll.staying,
                "recused": seat in recused,
                "channel": "paper" if seat in papers else self.held.channel,
                "paper": papers.get(seat, 0) if named else 0,
            }

    def _by_people(self) -> Iterator[Of]:
        used = {self.held.channel} | ({"paper"} if self.held.papers else set[str]())
        for channel in [one for one in CHANNELS[1:] if one in used]:
            people = [by for one, by, _ in self.held.counts if one == channel]
            newest = list(dict.fromkeys(reversed(people)))[:2]
            spoilt = self.poll.spoilt if channel == "paper" else 0
            yield {"channel": channel, "counted_by": newest[::-1], "spoilt": spoilt}

    def _turned(self, entry: Entry) -> Of:
        return {
            **{name: entry.of.get(name, UNKNOWN) for name in ("channel", "reason", "by")},
            "at": time_of(entry),
            "set_aside": sum(reason == SET_ASIDE for _, reason in self.heard.replaced),
        }

    def _audits(self) -> Iterator[Of]:
        """The audits that were finished when the poll opened."""
        for number, drawn in self.found.audits.items():
            done = self.found.audited.get(number)
            if done is not None and done.number < self.opened.number:
                yield {
                    "audit": number,
                    "dice": drawn.of["dice"],
                    "drawn": len(drawn.of["drawn"]),
                    "failed": done.of["failed"],
                    "by": drawn.of.get("by", UNKNOWN),
                }

    def _apart_ms(self) -> int | None:
        """By how much the hall's clock left the steady one; not where a boot or desk hides it."""
        opened, closing = self.opened, self.closing
        if opened.desk != closing.desk or self.held.era:
            return None
        wall = instant(closing.utc) - instant(opened.utc)
        wall_us = (wall.days * 86400 + wall.seconds) * 1_000_000 + wall.microseconds
        return round(Fraction(wall_us - (closing.mono - opened.mono) // 1000, 1000))

    def _last(self, item: int) -> str:
        """The verdict of the last poll on an item that stands."""
        verdicts = [_verdict(self.found.polls[one]) for one in self.found.items[item].polls]
        return next((one for one in reversed(verdicts) if one), "")

    def _earlier(self) -> Iterator[Of]:
        for number in self._item.polls:
            one = self.found.polls[number]
            over = one.voided or one.declared
            if number < self.number and over is not None:
                gone = NOT_ASIDE if one.voided is None else aside(one.voided)
                yield {
                    "poll": number,
                    "round": one.plan["round"],
                    "verdict": _verdict(one),
                    **gone,
                    "at": time_of(over),
                }

    def _recounts(self) -> int:
        counts = [(channel, by) for channel, by, _ in self.held.counts]
        return len(counts) - len(set(counts))

    def _recordings(self) -> Iterator[Of]:
        """Those between the declaration before this one and itself."""
        ends = [one.declared.number for one in self.found.polls.values() if one.declared]
        last = self.declared.number
        since = max((number for number in ends if number < last), default=-1)
        for one in self.found.recordings:
            if since < one.number < last:
                told = {name: one.of.get(name, UNKNOWN) for name in ("recording", "timecode")}
                yield {**told, "entry": one.number, "at": time_of(one)}


def _there(entry: Entry | None) -> Entry:
    """`KeyError` where a record is of a poll that the book does not have so far."""
    if entry is None:
        raise KeyError
    return entry


def aside(entry: Entry) -> Of:
    names = ("reason", "officers")
    return {**{name: entry.of[name] for name in names}, "at": time_of(entry)}


def by_reason(refused: Iterable[Entry]) -> list[list[Any]]:
    """How often for each reason, in the order of bundle.md §4."""
    reasons = Counter(one.of["reason"] for one in refused)
    return [[reason, reasons[reason]] for reason in REASONS if reason in reasons]


def declared_alike(ending: Entry | None, right: Of) -> Of:
    """Tally and outcome of a declaration, with the figures and the verdict as recomputed."""
    if ending is None:
        return {"tally": None, "outcome": None}
    return {
        "tally": {**_tally(ending.of["tally"]), **{name: right[name] for name in BUCKETS}},
        "outcome": {**_outcome(ending.of["outcome"]), "verdict": right["verdict"]},
    }


def _verdict(poll: PollTold) -> str:
    if poll.voided is not None or poll.declared is None:
        return ""
    return poll.declared.of["outcome"]["verdict"]


def _tally(of: Of) -> Of:
    """With what came later to tallies, where this one is older."""
    area = of.get("area")
    owned: Of | None = None if area is None else {"noes": [], **area}
    return {"noes": [], "columns": [], **of, "area": owned}


def _outcome(of: Of) -> Of:
    tests = [{"measure": "heads", **one} for one in of["tests"]]
    return {"mean": None, "computation": UNKNOWN, **of, "tests": tests}
