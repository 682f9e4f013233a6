# SPDX-License-Identifier: Apache-2.0
"""The computation of an outcome in sentences (`Declared.outcome.computation`, bundle.md §15).

A hall reads these sentences on its screen and on paper. Their words stand in bundle.md; each figure
in them is one that was recomputed.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, cast

from kiosk.verifier.counting import Tally
from kiosk.verifier.hall import Plan
from kiosk.verifier.outcome import Outcome, Trial, took_part
from kiosk.verifier.shapes import fraction

Told = dict[str, Any]
BEFORE_A_SHARE = {
    ("attendance", "heads"): "Quorum: ",
    ("participation", "heads"): "Took part: ",
    ("threshold", "heads"): "",
    ("participation", "area"): "Area that took part: ",
    ("threshold", "area"): "By area: ",
}
REACHED = {"attendance": "present", "participation": "have", "threshold": "has"}
LEFT_OUT = {
    "roll": "Of the roll of {roll}: {recused} recused left out, {not_pressed} not pressed in",
    "present": "Of {present} present: {recused} recused left out, {not_pressed} not pressed in",
}
STAYED_IN = {
    "roll": "Of the roll of {roll}: {recused} recused and {not_pressed} not pressed in",
    "present": "Of {present} present: {recused} recused and {not_pressed} not pressed in",
}
OF_THE_BALLOTS = {
    "participants": "Of {participants} who took part: {void} void in, "
    "{not_pressed} not pressed and {recused} recused left out",
    "cast": "Of {cast} valid ballots: {abstain} abstaining in; "
    "{not_pressed} not pressed, {void} void, {recused} recused left out",
    "for_and_against": "Of for and against: {abstain} abstaining, {not_pressed} not "
    "pressed, {void} void, {recused} recused left out",
}
ENDINGS = {
    "passed": "Passed",
    "not_passed": "Not passed",
    "no_quorum": "No quorum: the poll decides nothing",
    "tie": "A tie: it must be polled again",
    "opinion": "An opinion was asked for: it makes no resolution",
}


def computation(plan: Plan, tally: Tally, result: Outcome) -> list[Told]:
    """The sentences, in order, as `{msgid,args}`."""
    return [
        *map(_tested, result.tests),
        *_tied_before(plan),
        *_denominator(plan, tally, result),
        *_places(plan, tally, result),
        _ending(tally, result),
    ]


def in_lowest_terms(told: Told) -> Told:
    """A sentence of a book as `computation` would say it: a pack may write 1/1 or 2/4."""
    if type(told["args"]) is not dict:
        return told
    args = cast("dict[str, Any]", told["args"])
    if fraction(args.get("fraction")) is not None:
        return told
    return {**told, "args": {**args, "fraction": str(Fraction(args["fraction"]))}}


def _said(msgid: str, **args: Any) -> Told:
    return {"msgid": msgid, "args": args}


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _quotient(exact: Fraction) -> str:
    """Whole as it is, else cut to two places."""
    if exact.denominator == 1:
        return str(exact.numerator)
    return _decimal(exact.numerator * 100 // exact.denominator)


def _tested(test: Trial) -> Told:
    area = test.measure == "area"
    unit, more = (" m²" if area else ""), ("more than " if test.strict else "")
    exact = Fraction(test.fraction) * test.base
    msgid = (
        f"{BEFORE_A_SHARE[test.name, test.measure]}{more}{{fraction}} × {{base}}{unit} = "
        f"{{quotient}}{unit} → needs {{needed}}{unit}, {REACHED[test.name]} {{have}}{unit}"
    )
    figures: Told = {name: getattr(test, name) for name in ("base", "needed", "have")}
    if area:
        figures = {name: _decimal(figure) for name, figure in figures.items()}
    quotient = _decimal(exact.numerator // exact.denominator) if area else _quotient(exact)
    return _said(msgid, fraction=test.fraction, quotient=quotient, **figures)


def _tied_before(plan: Plan) -> Iterator[Told]:
    again = "Polled again between those tied in poll {poll}; most ballots are taken"
    if plan.of_poll and plan.taken_before:
        standing = again + "; taken before and standing: {names}"
        yield _said(standing, poll=plan.of_poll, names=", ".join(plan.taken_before))
    elif plan.of_poll:
        yield _said(again, poll=plan.of_poll)


def _denominator(plan: Plan, tally: Tally, result: Outcome) -> Iterator[Told]:
    """What the threshold was taken of, and who is not in it."""
    if plan.threshold is None or all(test.name != "threshold" for test in result.tests):
        return
    words = {**OF_THE_BALLOTS, **(LEFT_OUT if plan.recused == "leave" else STAYED_IN)}
    msgid = words[plan.threshold.basis]
    figures = {
        "roll": tally.roll,
        "present": tally.base,
        "participants": took_part(tally),
        "cast": tally.in_favour + tally.against + tally.abstain + tally.chosen,
        **{name: getattr(tally, name) for name in ("abstain", "not_pressed", "void", "recused")},
    }
    yield _said(msgid, **{name: n for name, n in figures.items() if f"{{{name}}}" in msgid})


def _places(plan: Plan, tally: Tally, result: Outcome) -> Iterator[Told]:
    if plan.kind == "score":
        yield _mean(tally, result)
    if result.tied:
        yield _said(
            "Equal across the line with {ballots} each: {tied} for {left} of {places} places",
            ballots=tally.options[result.tied[0] - 1],
            tied=len(result.tied),
            left=plan.places - len(result.taken),
            places=plan.places,
        )
    elif result.taken:
        msgid = "Taken {taken} of {places} places"
        yield _said(msgid, taken=len(result.taken), places=plan.places)


def _mean(tally: Tally, result: Outcome) -> Told:
    if result.mean is None:
        return _said("No valid score: there is no mean")
    return _said(
        "Mean of {ballots} valid scores: {sum} ÷ {ballots} = {mean}",
        ballots=tally.chosen,
        sum=sum(at * ballots for at, ballots in enumerate(tally.options, start=1)),
        mean=_quotient(Fraction(result.mean)),
    )


def _ending(tally: Tally, result: Outcome) -> Told:
    unmet = next((test for test in result.tests if not test.met), None)
    short = unmet.needed - unmet.have if unmet is not None else 0
    if unmet is None or result.verdict != "not_passed" or short <= 0 or tally.options:
        return _said(ENDINGS[result.verdict])
    if unmet.measure == "area":
        return _said("Not passed, {short} m² short", short=_decimal(short))
    return _said("Not passed, {short} short", short=short)
