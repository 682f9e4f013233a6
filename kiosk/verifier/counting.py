# SPDX-License-Identifier: Apache-2.0
"""How a poll is counted (bundle.md §5): the account of presses and the tally of ballots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kiosk.verifier import channels
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
            for seat in channels.entitled(hall, poll, "keypads")
            if not poll.standing.get(seat) and seat not in poll.boxes
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
    heads = _columns(hall, poll, lambda seat: 1)
    columns = [
        Column(
            channel=channel,
            issued=len(poll.papers) if channel == "paper" else 0,
            returned=_returned(hall, poll, channel),
            **sums,
        )
        for channel, sums in heads.items()
    ]
    area = None
    if poll.plan.by_area:
        owned = sum(hall.areas[seat] for seat, votes in hall.votes.items() if votes)
        by_area = _columns(hall, poll, lambda seat: hall.areas.get(seat, 0), area=True)
        area = Buckets(roll=owned, **_added(list(by_area.values())))
    alone = list(heads) == ["keypads"]
    total = _added(list(heads.values()))
    return Tally(roll=hall.roll, **total, area=area, columns=[] if alone else columns)


def _returned(hall: Hall, poll: Poll, channel: str) -> int:
    sheet = None if channel == "keypads" else channels.agreed(hall, poll, channel)
    return 0 if sheet is None else channels.returned(sheet)


def _columns(
    hall: Hall, poll: Poll, weigh: Callable[[str], int], *, area: bool = False
) -> dict[str, dict[str, Any]]:
    """Each channel in use with its sums."""
    found: dict[str, dict[str, Any]] = {}
    for channel in channels.channels(poll):
        if channel == "keypads":
            found[channel] = (_of_the_list if poll.by_urn else _sums)(hall, poll, weigh)
        else:
            found[channel] = _counted(hall, poll, channel, weigh, area=area)
    return found


def _counted(
    hall: Hall, poll: Poll, channel: str, weigh: Callable[[str], int], *, area: bool
) -> dict[str, Any]:
    """A column that people counted: what is not on their sheet was not pressed, so to say."""
    plan, sheet = poll.plan, channels.agreed(hall, poll, channel)
    row: dict[str, Any] = dict.fromkeys(channels.PILES, 0)
    options = 0 if plan.kind == "for_against" else plan.options
    row["options"] = [0] * options
    row["noes"] = [0] * options if plan.kind == "yes_no" else []
    if sheet is not None:
        held = sheet["area"] if area else sheet
        row = {name: held[name] for name in row}
    base = sum(weigh(seat) for seat in channels.seats(hall, poll, channel))
    entitled = sum(weigh(seat) for seat in channels.entitled(hall, poll, channel))
    left = entitled - channels.returned(row)
    return {**row, "base": base, "not_pressed": left, "recused": base - entitled}


def _added(parts: list[dict[str, Any]]) -> dict[str, Any]:
    lists = ("options", "noes")
    added: dict[str, Any] = {
        name: sum(part[name] for part in parts) for name in parts[0] if name not in lists
    }
    for name in lists:
        places = range(len(parts[0][name]))
        added[name] = [sum(part[name][at] for part in parts) for at in places]
    return added


def _sums(hall: Hall, poll: Poll, weigh: Callable[[str], int]) -> dict[str, Any]:
    """The members of the keypads' column, every seat with its weight."""
    plan = poll.plan
    sums: dict[str, int] = dict.fromkeys(BUCKETS, 0)
    held: list[tuple[tuple[int, ...], int]] = []
    for seat in channels.seats(hall, poll, "keypads"):
        choice = poll.standing.get(seat, ())
        bucket = "recused" if hall.was_recused(poll, seat) else mark(plan, choice)
        sums[bucket] += weigh(seat)
        if bucket == "chosen":
            held.append((choice, weigh(seat)))
    return {"base": sum(sums.values()), **sums, **_by_option(plan, held)}


def _of_the_list(hall: Hall, poll: Poll, weigh: Callable[[str], int]) -> dict[str, Any]:
    """The keypads' column of a secret poll: what came out of the urn, each with the same weight."""
    del weigh
    base, opened = channels.seats(hall, poll, "keypads"), poll.opened or []
    marks = [mark(poll.plan, choice) for choice in opened]
    sums = {bucket: marks.count(bucket) for bucket in BUCKETS}
    sums["recused"] = sum(hall.is_recused(poll, seat) for seat in base)
    sums["not_pressed"] += len(base) - sums["recused"] - len(opened)
    held = [(choice, 1) for choice in opened if mark(poll.plan, choice) == "chosen"]
    return {"base": sum(sums.values()), **sums, **_by_option(poll.plan, held)}


def _by_option(plan: Plan, held: list[tuple[tuple[int, ...], int]]) -> dict[str, Any]:
    """What the valid ballots say of each option, every ballot with its weight."""
    lists = {"for_against": 0, "yes_no": 2}.get(plan.kind, 1)
    step = 2 if plan.kind == "yes_no" else 1
    keys = [sum(weight for choice, weight in held if key in choice) for key in _keys(plan)]
    return {
        "options": keys[::step] if lists else [],
        "noes": keys[1::2] if lists > 1 else [],
    }


def _keys(plan: Plan) -> range:
    return range(1, plan.keys + 1)
