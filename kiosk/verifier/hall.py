# SPDX-License-Identifier: Apache-2.0
"""What the entries so far say of the hall and of each poll. Changed by `fold` alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

RUNNING = ("open", "paused", "draining")  # at most one poll at a time, `Hall.running`


@dataclass(frozen=True)
class Share:
    fraction: Fraction
    strict: bool
    basis: str


@dataclass(frozen=True)
class Plan:
    """What a poll asks and by which rule, as far as a verdict needs it."""

    poll: int
    item: int
    round: int
    kind: str
    options: int
    minimum: int
    maximum: int
    named: bool
    last_press_counts: bool
    rule: str
    attendance: Share | None
    participation: Share | None
    threshold: Share | None
    tie: str
    recused: str
    seats: int
    resolution: bool = True
    by_area: bool = False
    channel: str = "keypads"
    proxies: int = 0
    version: int = 1
    names: tuple[str, ...] = ()
    of_poll: int = 0
    breakdowns: tuple[str, ...] = ()
    taken_before: tuple[str, ...] = ()

    @property
    def keys(self) -> int:
        """K of bundle.md §4, 8: keys 1..K mean something."""
        if self.kind == "for_against":
            return 3
        return 2 * self.options if self.kind == "yes_no" else self.options

    @property
    def places(self) -> int:
        """Of a tie, those that it left (bundle.md §6)."""
        return self.maximum if self.of_poll else self.seats or self.maximum


def share_of(value: dict[str, Any] | None) -> Share | None:
    if value is None:
        return None
    return Share(Fraction(value["fraction"]), value["strict"], value["basis"])


def plan_of(value: dict[str, Any]) -> Plan:
    form, rule = value["form"], value["rule"]
    return Plan(
        poll=value["poll"],
        item=value["item"],
        version=value["motion_version"],
        round=value["round"],
        kind=form["kind"],
        names=tuple(form["options"]),
        breakdowns=tuple(value.get("breakdowns", ())),
        options=len(form["options"]),
        minimum=form["minimum"],
        maximum=form["maximum"],
        named=value["named"],
        last_press_counts=value["last_press_counts"],
        rule=" ".join(part for part in (rule["title"] or rule["name"], rule["article"]) if part),
        attendance=share_of(rule["attendance"]),
        participation=share_of(rule["participation"]),
        threshold=None if value.get("of_poll") else share_of(rule["threshold"]),
        tie=rule["tie"],
        recused=rule["recused"],
        seats=rule["seats"],
        resolution=rule["resolution"],
        by_area=rule.get("by_area", False),
        proxies=rule.get("proxies", 0),
        channel=value.get("channel", "keypads"),
        of_poll=value.get("of_poll", 0),
        taken_before=tuple(value.get("taken_before", ())),
    )


class Instant(NamedTuple):
    """When a press was made (a device clock says so: `clocked`) and heard; `era` counts boots."""

    era: int
    made: int
    heard: int
    clocked: bool


@dataclass
class Audit:
    """A handset audit under way; `heard` are the keys of each press, by keypad."""

    number: int
    drawn: list[int]
    heard: dict[int, list[list[int]]] = field(default_factory=dict)


@dataclass
class Evidence:
    """A `StandbyHeard` of a poll; `taken` by a take-over or not."""

    entry: int
    press: dict[str, Any]
    at: Instant
    taken: bool = False


@dataclass(eq=False)
class Poll:
    """A poll while it is read. `pauses` are [begin, end or None] in monotonic ns.

    What is measured by a clock stands by desk. `marks` are the entries that other desks follow, as
    (number, fact, desk); `followed` is the newest of them that a desk took in.
    `papers` are the ballot papers that stand, `on_paper` every seat that was ever issued one;
    `counts` are (channel, who counted, sheet) in the order of the book.
    `paired`: some base stood by for another when it opened.
    Of a secret poll `boxes` are the newest box of each seat, `opened` what came out of them.
    """

    plan: Plan
    stage: str = "prepared"
    present: int = 0
    listens: dict[tuple[str, int], int] = field(default_factory=dict)
    pauses: dict[str, list[tuple[int, int | None]]] = field(default_factory=dict)
    closed_on: dict[str, int] = field(default_factory=dict)
    rebooted: set[str] = field(default_factory=set)
    marks: list[tuple[int, str, str]] = field(default_factory=list)
    followed: dict[str, int] = field(default_factory=dict)
    base: list[str] | None = None
    sessions: dict[str, int] = field(default_factory=dict)
    standbys: dict[str, str] = field(default_factory=dict)
    paired: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    newest: dict[str, tuple[int, Instant]] = field(default_factory=dict)
    pending: list[dict[str, Any]] = field(default_factory=list)
    era: int = 0
    recused: set[str] | None = None
    leaves: list[bytes] = field(default_factory=list)
    standing: dict[str, tuple[int, ...]] = field(default_factory=dict)
    casts: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    channel: str = "keypads"
    one_key: frozenset[str] = frozenset()
    papers: dict[int, str] = field(default_factory=dict)
    papers_issued: int = 0
    on_paper: set[str] = field(default_factory=set)
    counts: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    keyholders: list[str] | None = None
    boxes: dict[str, bytes] = field(default_factory=dict)
    opened: list[tuple[int, ...]] | None = None
    openers: list[str] = field(default_factory=list)
    destroyed: bool = False
    declared: int | None = None
    voided: int | None = None
    void_reason: str = ""

    def unfollowed(self, desk: str) -> tuple[int, str, str] | None:
        """The first mark of another desk that this one has not taken in yet."""
        newest = self.followed.get(desk, -1)
        for one in self.marks:
            if one[2] != desk and one[0] > newest:
                return one
        return None

    def __post_init__(self) -> None:
        self.channel = self.plan.channel

    @property
    def counted(self) -> int:
        return len(self.standing) + len(self.boxes)

    @property
    def ended(self) -> int | None:
        """The entry that declared the poll or put it aside, None while it is not over."""
        if self.stage == "void":
            return self.voided
        return self.declared if self.stage == "declared" else None

    @property
    def by_urn(self) -> bool:
        """The choices are a list that came out of an urn, without their seats."""
        return self.keyholders is not None and self.channel == "keypads"

    @property
    def refusals(self) -> int:
        return sum(self.refused.values())


@dataclass
class Hall:
    """Who sits where, with which keypad, who is present, and the polls by number.

    `officers` are offices by name, `keyed` those who have a key; `opened` once two opened it.
    """

    votes: dict[str, bool] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    seat_of: dict[int, str] = field(default_factory=dict)
    keypad_of: dict[str, int] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    recused: set[tuple[int, str]] = field(default_factory=set)
    proxies: dict[tuple[int, str], str] = field(default_factory=dict)
    candidates: set[tuple[int, str]] = field(default_factory=set)
    items: dict[int, str] = field(default_factory=dict)
    withdrawn: dict[int, str] = field(default_factory=dict)
    pack_sha256: str = ""
    polls: dict[int, Poll] = field(default_factory=dict)
    sessions: dict[tuple[str, int], Poll] = field(default_factory=dict)
    standbys: dict[str, str] = field(default_factory=dict)
    audit: Audit | None = None
    audit_sessions: set[tuple[str, int]] = field(default_factory=set)
    latest: Poll | None = None
    running: Poll | None = None
    boots: dict[str, str] = field(default_factory=dict)
    officers: dict[str, str] = field(default_factory=dict)
    keyed: set[str] = field(default_factory=set)
    opened: bool = False

    @property
    def roll(self) -> int:
        return sum(self.votes.values())

    def voting(self, seats: set[str]) -> set[str]:
        return {seat for seat in seats if self.votes.get(seat, False)}

    def speaks(self, poll: Poll | None, seat: str) -> bool:
        """Who is here, or has a holder here whom the rule of this poll lets speak (§4)."""
        if seat in self.present:
            return True
        if poll is None or not poll.plan.proxies:
            return False
        return self.proxies.get((poll.plan.item, seat), "") in self.present

    def is_recused(self, poll: Poll, seat: str) -> bool:
        return (poll.plan.item, seat) in self.recused

    def was_recused(self, poll: Poll, seat: str) -> bool:
        """At the closing instant, from which on a poll is counted."""
        return self.is_recused(poll, seat) if poll.recused is None else seat in poll.recused
