# SPDX-License-Identifier: Apache-2.0
"""How an outcome follows from a tally (bundle.md §6). Integers and fractions, never a float."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.verifier.counting import Tally
from kiosk.verifier.hall import Plan, Share


@dataclass(frozen=True)
class Trial:
    """One test of an outcome; `base` is the denominator, `needed` and `have` are heads."""

    name: str
    basis: str
    fraction: str
    strict: bool
    base: int
    needed: int
    have: int
    met: bool


@dataclass(frozen=True)
class Outcome:
    verdict: str
    tests: list[Trial]
    taken: list[int]
    tied: list[int]


def outcome(plan: Plan, tally: Tally, present: int) -> Outcome:
    """The outcome; `present` is `PollOpened.present`."""
    quorums = _quorums(plan, tally, present)
    judge = _for_against if plan.kind == "for_against" else _choose
    result = judge(plan, tally)
    if all(test.met for test in quorums):
        return Outcome(result.verdict, quorums + result.tests, result.taken, result.tied)
    return Outcome("no_quorum", quorums + result.tests, [], [])


def denominator(plan: Plan, tally: Tally, basis: str) -> int:
    leaving = tally.recused if plan.recused == "leave" else 0
    for_and_against = tally.in_favour + tally.against
    return {
        "roll": tally.roll - leaving,
        "present": tally.base - leaving,
        "cast": for_and_against + tally.abstain + tally.chosen,
        "for_and_against": for_and_against,
    }[basis]


def tested(name: str, share: Share, base: int, have: int) -> Trial:
    """`have` against a share of `base`. An empty denominator never passes."""
    exact = share.fraction * base
    needed = math.floor(exact) + 1 if share.strict else math.ceil(exact)
    if base <= 0:
        needed = max(needed, 1)
    met = base > 0 and have >= needed
    fraction = str(share.fraction)
    return Trial(name, share.basis, fraction, share.strict, base, needed, have, met)


def _quorums(plan: Plan, tally: Tally, present: int) -> list[Trial]:
    tests: list[Trial] = []
    if plan.attendance is not None:
        tests.append(tested("attendance", plan.attendance, tally.roll, present))
    if plan.participation is not None:
        share = plan.participation
        base = denominator(plan, tally, share.basis)
        have = tally.base - tally.recused - tally.not_pressed
        tests.append(tested("participation", share, base, have))
    return tests


def _for_against(plan: Plan, tally: Tally) -> Outcome:
    share = plan.threshold
    if share is None:
        return Outcome("passed", [], [], [])
    base = denominator(plan, tally, share.basis)
    test = tested("threshold", share, base, tally.in_favour)
    tie = tally.in_favour == tally.against and plan.tie != "lost"
    verdict = "passed" if test.met else "tie" if tie else "not_passed"
    return Outcome(verdict, [test], [], [])


def _choose(plan: Plan, tally: Tally) -> Outcome:
    ballots = tally.options
    tests = {at + 1: _option_test(plan, tally, have) for at, have in enumerate(ballots)}
    ranked = sorted(tests, key=lambda option: (-ballots[option - 1], option))
    candidates = [
        option
        for option in ranked
        if ballots[option - 1] and all(test.met for test in tests[option])
    ]
    deciding = candidates[: plan.places][-1:] or ranked[:1]
    shown = tests[deciding[0]] if deciding else _option_test(plan, tally, 0)
    return _seated(candidates, plan.places, ballots, shown)


def _option_test(plan: Plan, tally: Tally, have: int) -> list[Trial]:
    share = plan.threshold
    if share is None:
        return []
    return [tested("threshold", share, denominator(plan, tally, share.basis), have)]


def _seated(candidates: list[int], places: int, ballots: list[int], tests: list[Trial]) -> Outcome:
    """The first `places` candidates, unless the line between in and out runs through equals."""
    taken, outside = candidates[:places], candidates[places:]
    if taken and outside and ballots[taken[-1] - 1] == ballots[outside[0] - 1]:
        line = ballots[outside[0] - 1]
        tied = [option for option in candidates if ballots[option - 1] == line]
        above = [option for option in candidates if ballots[option - 1] > line]
        return Outcome("tie", tests, above, tied)
    return Outcome("passed" if taken else "not_passed", tests, taken, [])
