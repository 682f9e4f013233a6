"""An outcome in sentences, so that a reader can follow it from the figures to the article.

First one sentence for each test, in order; then the denominator by name, with what became of those
who pressed nothing and those recused; then places, equals or the mean; last what came of it. The
quotient ("2/3 × 122 = 81.33") is for the reader; the whole number that is needed decides.
"""

from collections.abc import Iterable
from fractions import Fraction

from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.outcome import Measure, Outcome, Sentence, Test, Verdict
from kiosk.meeting.rules import Basis, RecusedRule, Rule
from kiosk.meeting.tally import Tally

NAMES = {
    "attendance": "Quorum: {fraction} × {base} = {quotient} → needs {needed}, present {have}",
    "participation": "Took part: {fraction} × {base} = {quotient} → needs {needed}, have {have}",
    "threshold": "{fraction} × {base} = {quotient} → needs {needed}, has {have}",
}
STRICT_NAMES = {
    "attendance": "Quorum: more than {fraction} × {base} = {quotient} → needs {needed}, "
    "present {have}",
    "participation": "Took part: more than {fraction} × {base} = {quotient} → needs {needed}, "
    "have {have}",
    "threshold": "more than {fraction} × {base} = {quotient} → needs {needed}, has {have}",
}
AREA_NAMES = {
    "participation": "Area that took part: {fraction} × {base} m² = {quotient} m² → "
    "needs {needed} m², have {have} m²",
    "threshold": "By area: {fraction} × {base} m² = {quotient} m² → "
    "needs {needed} m², has {have} m²",
}
STRICT_AREA_NAMES = {
    "participation": "Area that took part: more than {fraction} × {base} m² = {quotient} m² → "
    "needs {needed} m², have {have} m²",
    "threshold": "By area: more than {fraction} × {base} m² = {quotient} m² → "
    "needs {needed} m², has {have} m²",
}
WORDS = {
    (Measure.HEADS, False): NAMES,
    (Measure.HEADS, True): STRICT_NAMES,
    (Measure.AREA, False): AREA_NAMES,
    (Measure.AREA, True): STRICT_AREA_NAMES,
}
LEFT = {
    Basis.ROLL: "Of the roll of {roll}: {recused} recused left out, {not_pressed} not pressed in",
    Basis.PRESENT: "Of {present} present: {recused} recused left out, {not_pressed} not pressed in",
    Basis.PARTICIPANTS: "Of {participants} who took part: {void} void in, "
    "{not_pressed} not pressed and {recused} recused left out",
    Basis.CAST: "Of {cast} valid ballots: {abstain} abstaining in; "
    "{not_pressed} not pressed, {void} void, {recused} recused left out",
    Basis.FOR_AND_AGAINST: "Of for and against: {abstain} abstaining, {not_pressed} not "
    "pressed, {void} void, {recused} recused left out",
}
STAYED = LEFT | {
    Basis.ROLL: "Of the roll of {roll}: {recused} recused and {not_pressed} not pressed in",
    Basis.PRESENT: "Of {present} present: {recused} recused and {not_pressed} not pressed in",
}
DENOMINATORS = {RecusedRule.LEAVE: LEFT, RecusedRule.STAY: STAYED}
PLACES = "Taken {taken} of {places} places"
EQUAL = "Equal across the line with {ballots} each: {tied} for {left} of {places} places"
AGAIN = "Polled again between those tied in poll {poll}; most ballots are taken"
STANDING = (
    "Polled again between those tied in poll {poll}; most ballots are taken; "
    "taken before and standing: {names}"
)
MEAN = "Mean of {ballots} valid scores: {sum} ÷ {ballots} = {mean}"
NO_MEAN = "No valid score: there is no mean"
SHORT = "Not passed, {short} short"
SHORT_OF_AREA = "Not passed, {short} m² short"
ENDINGS = {
    Verdict.PASSED: "Passed",
    Verdict.NOT_PASSED: "Not passed",
    Verdict.NO_QUORUM: "No quorum: the poll decides nothing",
    Verdict.TIE: "A tie: it must be polled again",
    Verdict.OPINION: "An opinion was asked for: it makes no resolution",
}


Before = tuple[int, tuple[str, ...]]
"""The poll whose tie is decided (0: none), and the names of the options taken in it."""
NOTHING_BEFORE: Before = (0, ())


def told(
    form: BallotForm,
    rule: Rule,
    tally: Tally,
    outcome: Outcome,
    before: Before = NOTHING_BEFORE,
) -> tuple[Sentence, ...]:
    """The computation of an outcome that has none yet."""
    return (
        *(_tested(test) for test in outcome.tests),
        *_before(before),
        *_denominator(rule, tally, outcome),
        *_result(form, rule, tally, outcome),
        _ending(outcome, tally),
    )


def _before(before: Before) -> Iterable[Sentence]:
    poll, taken = before
    if poll and taken:
        yield Sentence(STANDING, {"poll": poll, "names": ", ".join(taken)})
    elif poll:
        yield Sentence(AGAIN, {"poll": poll})


def quotient(fraction: Fraction, base: int) -> str:
    """`fraction × base` for the eye: exact when whole, else cut to two places."""
    exact = fraction * base
    if exact.denominator == 1:
        return str(exact.numerator)
    return square_metres(exact.numerator * 100 // exact.denominator)


def square_metres(hundredths: int) -> str:
    """An area in 0.01 m² as a decimal."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _tested(test: Test) -> Sentence:
    fraction = Fraction(test.fraction)
    args: dict[str, str | int] = {
        "fraction": test.fraction,
        "base": test.base,
        "quotient": quotient(fraction, test.base),
        "needed": test.needed,
        "have": test.have,
    }
    if test.measure is Measure.AREA:
        exact = fraction * test.base
        args |= {name: square_metres(getattr(test, name)) for name in ("base", "needed", "have")}
        args["quotient"] = square_metres(exact.numerator // exact.denominator)
    return Sentence(WORDS[test.measure, test.strict][test.name], args)


def _denominator(rule: Rule, tally: Tally, outcome: Outcome) -> Iterable[Sentence]:
    """What the threshold was taken of, and who is not in it."""
    if rule.threshold is None or not any(test.name == "threshold" for test in outcome.tests):
        return
    args: dict[str, str | int] = {
        "roll": tally.roll,
        "present": tally.base,
        "participants": tally.participants,
        "cast": tally.cast,
        "abstain": tally.abstain,
        "not_pressed": tally.not_pressed,
        "void": tally.void,
        "recused": tally.recused,
    }
    msgid = DENOMINATORS[rule.recused][rule.threshold.basis]
    yield Sentence(msgid, {name: n for name, n in args.items() if f"{{{name}}}" in msgid})


def _result(form: BallotForm, rule: Rule, tally: Tally, outcome: Outcome) -> Iterable[Sentence]:
    if form.kind is BallotKind.SCORE:
        yield _mean(tally, outcome)
    room = rule.seats or form.maximum
    if outcome.tied:
        ballots, left = tally.options[outcome.tied[0] - 1], room - len(outcome.taken)
        args: dict[str, str | int] = {"ballots": ballots, "tied": len(outcome.tied)}
        yield Sentence(EQUAL, {**args, "left": left, "places": room})
    elif outcome.taken:
        yield Sentence(PLACES, {"taken": len(outcome.taken), "places": room})


def _mean(tally: Tally, outcome: Outcome) -> Sentence:
    if outcome.mean is None:
        return Sentence(NO_MEAN)
    total = sum(n * ballots for n, ballots in enumerate(tally.options, start=1))
    mean = quotient(outcome.mean, 1)
    return Sentence(MEAN, {"ballots": tally.chosen, "sum": total, "mean": mean})


def _ending(outcome: Outcome, tally: Tally) -> Sentence:
    unmet = next((test for test in outcome.tests if not test.met), None)
    short = unmet.needed - unmet.have if unmet is not None else 0
    if unmet is None or outcome.verdict is not Verdict.NOT_PASSED or short <= 0 or tally.options:
        return Sentence(ENDINGS[outcome.verdict])
    if unmet.measure is Measure.AREA:
        return Sentence(SHORT_OF_AREA, {"short": square_metres(short)})
    return Sentence(SHORT, {"short": short})
