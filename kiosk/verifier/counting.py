# SPDX-License-Identifier: Apache-2.0
"""How a poll is counted (bundle.md §5): the account of presses and the tally of ballots."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.verifier.hall import Hall, Plan, Poll

FOR_AGAINST = {1: "in_favour", 2: "against", 3: "abstain"}


@dataclass(frozen=True)
class Account:
    heard: int
    counted: int
    replaced: int
    refused: int
    silent: list[str]


@dataclass(frozen=True)
class Tally:
    """The counts of a poll; every seat of the base is in one bucket, options apart."""

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
    if not plan.minimum <= len(choice) <= plan.maximum:
        return "void"
    if plan.kind == "for_against":
        return FOR_AGAINST.get(choice[0], "void") if len(choice) == 1 else "void"
    return "chosen"


def tally(hall: Hall, poll: Poll) -> Tally:
    plan, base = poll.plan, poll.base or []
    taking_part = [seat for seat in base if not hall.is_recused(poll, seat)]
    choices = [poll.standing.get(seat, ()) for seat in taking_part]
    marks = [mark(plan, choice) for choice in choices]
    options = [0] * (plan.options if plan.kind == "choose" else 0)
    for at, choice in enumerate(choices):
        for option in set(choice) if marks[at] == "chosen" else ():
            if 1 <= option <= len(options):
                options[option - 1] += 1
    return Tally(
        roll=hall.roll,
        base=len(base),
        in_favour=marks.count("in_favour"),
        against=marks.count("against"),
        abstain=marks.count("abstain"),
        chosen=marks.count("chosen"),
        void=marks.count("void"),
        not_pressed=marks.count("not_pressed"),
        recused=len(base) - len(taking_part),
        options=options,
    )
