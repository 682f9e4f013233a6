# SPDX-License-Identifier: Apache-2.0
"""How a poll is counted (bundle.md §5): the account of presses and the tally of ballots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kiosk.verifier.hall import Hall, Plan, Poll

FOR_AGAINST = {1: "in_favour", 2: "against", 3: "abstain"}
BUCKETS = ("in_favour", "against", "abstain", "chosen", "void", "not_pressed", "recused")


@dataclass(frozen=True)
class Account:
    heard: int
    counted: int
    replaced: int
    refused: int
    silent: list[str]


@dataclass(frozen=True)
class Buckets:
    """Heads or area in each bucket; every seat of the base is in one of them, options apart."""

    roll: int
    base: int
    in_favour: int
    against: int
    abstain: int
    chosen: int
    void: int
    not_pressed: int
    recused: int
    options: list[int]
    noes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """The heads of one channel, of a poll that was not by keypads alone."""

    channel: str
    base: int
    in_favour: int
    against: int
    abstain: int
    chosen: int
    void: int
    not_pressed: int
    recused: int
    options: list[int]
    noes: list[int]
    issued: int = 0
    returned: int = 0


@dataclass(frozen=True)
class Tally(Buckets):
    """Heads; `area` is the same in 0.01 m² where the rule counts areas."""

    area: Buckets | None = None
    columns: list[Column] = field(default_factory=list)


def account(hall: Hall, poll: Poll) -> Account:
    return Account(
        heard=poll.casts + poll.refusals,
        counted=poll.counted,
        replaced=poll.casts - poll.counted,
        refused=poll.refusals,
        silent=[
            seat
            for seat in poll.base or ()
            if not hall.is_recused(poll, seat) and not poll.standing.get(seat)
        ],
    )


def mark(plan: Plan, choice: tuple[int, ...]) -> str:
    """The bucket that a standing choice falls into."""
    if not choice:
        return "not_pressed"
    if plan.kind == "yes_no":
        return "void" if _spoilt(plan, choice) else "chosen"
    if not plan.minimum <= len(choice) <= plan.maximum:
        return "void"
    if plan.kind == "for_against":
        return FOR_AGAINST.get(choice[0], "void") if len(choice) == 1 else "void"
    return "chosen"


def _spoilt(plan: Plan, choice: tuple[int, ...]) -> bool:
    """Yes and no to one option, or too few or too many yeses."""
    yeses = {key for key in choice if key % 2 == 1}
    both = any(key + 1 in choice for key in yeses)
    return both or not plan.minimum <= len(yeses) <= plan.maximum


def tally(hall: Hall, poll: Poll) -> Tally:
    heads = _sums(hall, poll, lambda seat: 1, hall.roll)
    if not poll.plan.by_area:
        return Tally(**heads)
    owned = sum(hall.areas[seat] for seat, votes in hall.votes.items() if votes)
    return Tally(
        **heads, area=Buckets(**_sums(hall, poll, lambda seat: hall.areas.get(seat, 0), owned))
    )


def _sums(hall: Hall, poll: Poll, weigh: Callable[[str], int], roll: int) -> dict[str, Any]:
    """The members of a tally, every seat with its weight."""
    plan = poll.plan
    sums: dict[str, int] = dict.fromkeys(BUCKETS, 0)
    held: list[tuple[tuple[int, ...], int]] = []
    for seat in poll.base or ():
        choice = poll.standing.get(seat, ())
        bucket = "recused" if hall.is_recused(poll, seat) else mark(plan, choice)
        sums[bucket] += weigh(seat)
        if bucket == "chosen":
            held.append((choice, weigh(seat)))
    lists = {"for_against": 0, "yes_no": 2}.get(plan.kind, 1)
    step = 2 if plan.kind == "yes_no" else 1
    keys = [sum(weight for choice, weight in held if key in choice) for key in _keys(plan)]
    return {
        "roll": roll,
        "base": sum(sums.values()),
        **sums,
        "options": keys[::step] if lists else [],
        "noes": keys[1::2] if lists > 1 else [],
    }


def _keys(plan: Plan) -> range:
    return range(1, plan.keys + 1)
