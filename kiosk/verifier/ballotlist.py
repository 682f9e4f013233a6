# SPDX-License-Identifier: Apache-2.0
"""The ballots of one poll, seat by seat, and every press that does not count: beside the paper.

What is drawn on the pages of a vote record no program here can see. These lines stand in the order
of its annexes, so that an eye can go down both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from kiosk.verifier import counting
from kiosk.verifier.attached import NOT_THERE
from kiosk.verifier.chain import Entry
from kiosk.verifier.checks import Reading
from kiosk.verifier.course import instant
from kiosk.verifier.hall import Plan
from kiosk.verifier.pollpresses import choice_of, presses
from kiosk.verifier.sentence import Sentence, Unusable, sentence
from kiosk.verifier.told import told

Row = dict[str, Any]


class Ballots(NamedTuple):
    """`seats`: number, seat, name, mark, choice (keys), keypad, time of the hall.

    `refused` and `replaced` are presses that do not count, in the order of the book.
    """

    plan: Plan
    seats: list[Row]
    refused: list[Row]
    replaced: list[Row]


def ballots(reading: Reading | None, number: int) -> Ballots:
    """Of a poll of the book; `Unusable` when there is none."""
    if reading is None or number not in reading.book.hall.polls:
        raise Unusable(sentence("--ballots: there is no poll {poll} in a bundle here", poll=number))
    try:
        return _Teller(reading, number).ballots()
    except NOT_THERE as fault:
        said = sentence(
            "--ballots: the book does not bear out the seats of poll {poll}", poll=number
        )
        raise Unusable(said) from fault


class _Teller:
    def __init__(self, reading: Reading, number: int) -> None:
        course = reading.known.course
        self.names = reading.known.names or {}
        self.hall, self.poll = reading.book.hall, reading.book.hall.polls[number]
        self.told = told(course, course.read - 1)
        self.heard = presses(course, number, course.read - 1, self.told.polls[number].turned)
        self.papers = {seat: paper for paper, seat in self.poll.papers.items()}

    def ballots(self) -> Ballots:
        seats = [self._seat(seat) for seat in self.poll.base or self.heard.standing]
        seats.sort(key=lambda one: one["number"])
        refused = [self._press(one, one.of["reason"]) for one in self.heard.refused]
        replaced = [self._press(entry, reason) for entry, reason in self.heard.told(self.poll.plan)]
        return Ballots(self.poll.plan, seats, refused, replaced)

    def _name(self, seat: str) -> str:
        delegate = self.told.roll.get(seat)
        return "" if delegate is None else self.names.get(delegate["number"], "")

    def _time(self, entry: Entry) -> str:
        """By the clock of the hall, as it stands on paper."""
        at = instant(entry.utc) + timedelta(minutes=self.told.card.get("utc_offset_min", 0))
        return at.time().isoformat(timespec="milliseconds")

    def _seat(self, seat: str) -> Row:
        entry, plan = self.heard.standing.get(seat), self.poll.plan
        keypad = self.told.hall.keypad_of.get(seat)
        return {
            "number": self.told.roll[seat]["number"],
            "seat": seat,
            "name": self._name(seat),
            "mark": _mark(plan, entry, recused=self.hall.was_recused(self.poll, seat)),
            "choice": choice_of(entry),
            "keypad": keypad if entry is None else entry.of["press"]["keypad"],
            "time": "" if entry is None or not plan.named else self._time(entry),
            "channel": "paper" if seat in self.papers else self.poll.channel,
            "paper": self.papers.get(seat, 0) if plan.named else 0,
        }

    def _press(self, entry: Entry, reason: str) -> Row:
        press, seat = entry.of["press"], entry.of["seat"]
        return {
            "entry": entry.number,
            "time": self._time(entry),
            "seat": seat,
            "name": self._name(seat),
            **{name: press[name] for name in ("base", "keypad", "keys")},
            "reason": reason,
        }


def _mark(plan: Plan, entry: Entry | None, *, recused: bool) -> str:
    if recused:
        return "recused"
    if entry is not None and entry.fact == "BallotSealed":
        return "in a box"
    return counting.mark(plan, () if entry is None else tuple(entry.of["choice"]))


def ballot_lines(of: Ballots) -> Iterator[Sentence]:
    """The lines of a slip."""
    yield sentence("Poll {poll}, seat by seat, to be laid beside the paper", poll=of.plan.poll)
    for one in of.seats:
        yield sentence(
            "    {number}. seat {seat} {name}: {said}, keypad {keypad}, {time}",
            **{name: one[name] for name in ("number", "seat", "name")},
            said=_said(of.plan, one),
            keypad=one["keypad"] or "-",
            time=one["time"][:8] or "-",
        )
    yield sentence("Presses that do not count, and why: {count}", count=len(of.refused))
    yield from map(_press_line, of.refused)
    yield sentence("Presses that another took the place of: {count}", count=len(of.replaced))
    yield from map(_press_line, of.replaced)


def _press_line(one: Row) -> Sentence:
    reason: str = one["reason"]
    return sentence(
        "    entry {entry}, {time}: seat {seat} {name}, base {base}, keypad {keypad}, "
        "keys {keys}: {reason}",
        **{name: one[name] for name in ("entry", "time", "name", "base", "keypad")},
        seat=one["seat"] or "-",
        keys="+".join(map(str, one["keys"])) or "-",
        reason=sentence(reason),
    )


def _said(plan: Plan, one: Row) -> Sentence:
    """A seat's choice in words; of paper, hands and boxes that it is not known by seat."""
    if one["mark"] == "recused":
        return sentence("recused")
    if one["paper"]:
        return sentence("ballot paper {paper}", paper=one["paper"])
    if one["channel"] != "keypads":
        channel: str = one["channel"]
        return sentence(channel)
    mark: str = "void ballot" if one["mark"] == "void" else one["mark"]
    if plan.kind == "for_against" or not one["choice"]:
        return sentence(mark)
    return sentence("{mark}: {choice}", mark=sentence(mark), choice=_options(plan, one["choice"]))


def _options(plan: Plan, choice: list[int]) -> str:
    """The options by number and name; in a `yes_no` poll + says yes to one and - no."""
    named = dict(enumerate(plan.names, start=1))
    if plan.kind != "yes_no":
        return ", ".join(f"{key} {named.get(key, '?')}" for key in choice)
    halves = [("+" if key % 2 else "-", (key + 1) // 2) for key in choice]
    return ", ".join(f"{sign}{option} {named.get(option, '?')}" for sign, option in halves)
