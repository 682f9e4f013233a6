# SPDX-License-Identifier: Apache-2.0
"""How an outcome follows from a tally (bundle.md §6). Integers and fractions, never a float."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from kiosk.verifier.counting import Buckets, Tally
from kiosk.verifier.hall import Plan, Share

Have = Callable[[Buckets], int]


@dataclass(frozen=True)
class Trial:
    """One test of an outcome; `base` is the denominator, in heads or in 0.01 m² (`measure`)."""

    name: str
    basis: str
    fraction: str
    strict: bool
    base: int
    needed: int
    have: int
    met: bool
    measure: str = "heads"


@dataclass(frozen=True)
class Outcome:
    verdict: str
    tests: list[Trial]
    taken: list[int]
    tied: list[int]
    mean: str | None = None


def outcome(plan: Plan, tally: Tally, present: int) -> Outcome:
    """The outcome; `present` is `PollOpened.present`."""
    quorums = _quorums(plan, tally, present)
    result = JUDGES[plan.kind](plan, tally)
    tests = quorums + result.tests
    if not all(test.met for test in quorums):
        return Outcome("no_quorum", tests, [], [], result.mean)
    if not plan.resolution:
        return Outcome("opinion", tests, [], [], result.mean)
    return Outcome(result.verdict, tests, result.taken, result.tied, result.mean)


def retied(plan: Plan, tie: Plan, result: Outcome) -> Plan:
    """`plan` as it must be to decide the tie that `result` left: bundle.md §3."""
    names = tuple(tie.names[option - 1] for option in result.tied)
    before = tuple(tie.names[option - 1] for option in result.taken)
    left = tie.places - len(result.taken)
    return replace(
        tie,
        poll=plan.poll,
        round=plan.round,
        names=names,
        options=len(names),
        minimum=min(tie.minimum, left),
        maximum=left,
        threshold=None,
        channel=plan.channel,
        of_poll=tie.poll,
        taken_before=tie.taken_before + before,
    )


def took_part(tally: Buckets) -> int:
    return tally.base - tally.recused - tally.not_pressed


def denominator(plan: Plan, tally: Buckets, basis: str, option: int = 0) -> int:
    """The denominator of that name, where it differs by option for that option."""
    leaving = tally.recused if plan.recused == "leave" else 0
    for_and_against = tally.in_favour + tally.against
    if plan.kind == "yes_no" and option:
        for_and_against = tally.options[option - 1] + tally.noes[option - 1]
    return {
        "roll": tally.roll - leaving,
        "present": tally.base - leaving,
        "participants": took_part(tally),
        "cast": tally.in_favour + tally.against + tally.abstain + tally.chosen,
        "for_and_against": for_and_against,
    }[basis]


def tested(name: str, share: Share, base: int, have: int, measure: str = "heads") -> Trial:
    """`have` against a share of `base`. An empty denominator never passes."""
    exact = share.fraction * base
    needed = math.floor(exact) + 1 if share.strict else math.ceil(exact)
    if base <= 0:
        needed = max(needed, 1)
    met = base > 0 and have >= needed
    fraction = str(share.fraction)
    return Trial(name, share.basis, fraction, share.strict, base, needed, have, met, measure)


def _trials(
    plan: Plan, tally: Tally, name: str, share: Share | None, have: Have, *, option: int = 0
) -> list[Trial]:
    """The test of a share by heads and, where the rule says so, by area."""
    if share is None:
        return []
    counts: list[tuple[str, Buckets]] = [("heads", tally)]
    if plan.by_area and tally.area is not None:
        counts.append(("area", tally.area))
    return [
        tested(name, share, denominator(plan, held, share.basis, option), have(held), measure)
        for measure, held in counts
    ]


def _quorums(plan: Plan, tally: Tally, present: int) -> list[Trial]:
    tests: list[Trial] = []
    if plan.attendance is not None:
        tests.append(tested("attendance", plan.attendance, tally.roll, present))
    return tests + _trials(plan, tally, "participation", plan.participation, took_part)


def _for_against(plan: Plan, tally: Tally) -> Outcome:
    tests = _trials(plan, tally, "threshold", plan.threshold, lambda held: held.in_favour)
    tie = tally.in_favour == tally.against and plan.tie != "lost"
    met = all(test.met for test in tests)
    return Outcome("passed" if met else "tie" if tie else "not_passed", tests, [], [])


def _score(plan: Plan, tally: Tally) -> Outcome:
    del plan
    points = sum((at + 1) * ballots for at, ballots in enumerate(tally.options))
    mean = Fraction(points, tally.chosen) if tally.chosen else None
    return Outcome("opinion", [], [], [], None if mean is None else _written(mean))


def _written(fraction: Fraction) -> str:
    return f"{fraction.numerator}/{fraction.denominator}"


def _choose(plan: Plan, tally: Tally) -> Outcome:
    ballots = tally.options
    tests = {at + 1: _option_test(plan, tally, at + 1) for at in range(len(ballots))}
    ranked = sorted(tests, key=lambda option: (-ballots[option - 1], option))
    candidates = [
        option
        for option in ranked
        if ballots[option - 1] and all(test.met for test in tests[option])
    ]
    deciding = candidates[: plan.places][-1:] or ranked[:1]
    shown = tests[deciding[0]] if deciding else _option_test(plan, tally, 0)
    return _seated(candidates, plan.places, ballots, shown)


def _option_test(plan: Plan, tally: Tally, option: int) -> list[Trial]:
    def have(held: Buckets) -> int:
        return held.options[option - 1] if option else 0

    return _trials(plan, tally, "threshold", plan.threshold, have, option=option)


def _seated(candidates: list[int], places: int, ballots: list[int], tests: list[Trial]) -> Outcome:
    """The first `places` candidates, unless the line between in and out runs through equals."""
    taken, outside = candidates[:places], candidates[places:]
    if taken and outside and ballots[taken[-1] - 1] == ballots[outside[0] - 1]:
        line = ballots[outside[0] - 1]
        tied = [option for option in candidates if ballots[option - 1] == line]
        above = [option for option in candidates if ballots[option - 1] > line]
        return Outcome("tie", tests, above, tied)
    return Outcome("passed" if taken else "not_passed", tests, taken, [])


JUDGES = {
    "for_against": _for_against,
    "choose": _choose,
    "score": _score,
    "yes_no": _choose,
}
