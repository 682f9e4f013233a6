"""From a tally to an outcome: the arithmetic of the rule, shown step by step.

Every figure that decides is a whole number of heads. The quotient in a sentence ("2/3 × 122 =
81.33") is for the reader; `Share.needed` decides. Which paragraph of which law a rule follows
stands in its pack.
"""

from fractions import Fraction

from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.outcome import Outcome, Sentence, Test, Verdict
from kiosk.meeting.rules import Basis, RecusedRule, Rule, Share, TieRule
from kiosk.meeting.tally import Tally


def decide(form: BallotForm, rule: Rule, tally: Tally, *, present_at_opening: int) -> Outcome:
    """Judge a tally under a rule; the tests are attendance, participation, threshold, in order."""
    before = _quorums(rule, tally, present_at_opening)
    if form.kind is BallotKind.FOR_AGAINST:
        last, verdict = _for_against(rule, tally)
        taken, tied = (), ()
    else:
        last, verdict, taken, tied = _choose(form, rule, tally)
    if any(not test.met for test in before):
        verdict, taken, tied = Verdict.NO_QUORUM, (), ()
    tests = (*before, *last)
    sentences = tuple(_sentence(test) for test in tests) + _ending(verdict, tests, tally)
    return Outcome(verdict, tests, taken, tied, sentences)


def denominator(rule: Rule, tally: Tally, basis: Basis) -> int:
    """The heads a share is taken of; recused members leave it where the rule says so."""
    away = tally.recused if rule.recused is RecusedRule.LEAVE else 0
    return {
        Basis.ROLL: tally.roll - away,
        Basis.PRESENT: tally.base - away,
        Basis.CAST: tally.cast,
        Basis.FOR_AND_AGAINST: tally.in_favour + tally.against,
    }[basis]


def quotient(fraction: Fraction, base: int) -> str:
    """`fraction × base` for the eye: exact when whole, else cut to two places."""
    exact = fraction * base
    if exact.denominator == 1:
        return str(exact.numerator)
    hundredths = exact.numerator * 100 // exact.denominator
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _test(name: str, share: Share, base: int, have: int) -> Test:
    return Test(
        name=name,
        basis=share.basis,
        fraction=f"{share.fraction.numerator}/{share.fraction.denominator}",
        strict=share.strict,
        base=base,
        needed=share.needed(base),
        have=have,
        met=share.met(have, base),
    )


def _quorums(rule: Rule, tally: Tally, present: int) -> tuple[Test, ...]:
    tests: list[Test] = []
    if rule.attendance is not None:
        tests.append(_test("attendance", rule.attendance, tally.roll, present))
    if rule.participation is not None:
        took_part = tally.base - tally.recused - tally.not_pressed
        base = denominator(rule, tally, rule.participation.basis)
        tests.append(_test("participation", rule.participation, base, took_part))
    return tuple(tests)


def _for_against(rule: Rule, tally: Tally) -> tuple[tuple[Test, ...], Verdict]:
    if rule.threshold is None:
        return (), Verdict.PASSED
    base = denominator(rule, tally, rule.threshold.basis)
    test = _test("threshold", rule.threshold, base, tally.in_favour)
    if test.met:
        return (test,), Verdict.PASSED
    tied = tally.in_favour == tally.against and rule.tie is not TieRule.LOST
    return (test,), Verdict.TIE if tied else Verdict.NOT_PASSED


def _choose(
    form: BallotForm, rule: Rule, tally: Tally
) -> tuple[tuple[Test, ...], Verdict, tuple[int, ...], tuple[int, ...]]:
    votes = {option: n for option, n in enumerate(tally.options, start=1) if n}
    ranked = sorted(votes, key=lambda option: (-votes[option], option))
    places = rule.seats or form.maximum
    floor = rule.threshold
    tests: tuple[Test, ...] = ()
    candidates = ranked
    if floor is not None:
        base = denominator(rule, tally, floor.basis)
        candidates = [option for option in ranked if floor.met(votes[option], base)]
        shown = (candidates or ranked)[: places if candidates else 1]
        tests = (_test("threshold", floor, base, votes[shown[-1]] if shown else 0),)
    taken, tied = _cut(candidates, votes, places)
    if tied:
        return tests, Verdict.TIE, taken, tied
    return tests, Verdict.PASSED if taken else Verdict.NOT_PASSED, taken, ()


def _cut(
    candidates: list[int], votes: dict[int, int], places: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Cut a ranking after `places`; those equal across the line are tied and not taken."""
    if len(candidates) <= places:
        return tuple(candidates), ()
    line = votes[candidates[places - 1]]
    if votes[candidates[places]] != line:
        return tuple(candidates[:places]), ()
    taken = tuple(option for option in candidates if votes[option] > line)
    return taken, tuple(sorted(option for option in candidates if votes[option] == line))


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
ENDINGS = {
    Verdict.PASSED: "Passed",
    Verdict.NOT_PASSED: "Not passed",
    Verdict.NO_QUORUM: "No quorum: the poll decides nothing",
    Verdict.TIE: "A tie: it must be polled again",
}


def _sentence(test: Test) -> Sentence:
    words = STRICT_NAMES if test.strict else NAMES
    args: dict[str, str | int] = {
        "fraction": test.fraction,
        "base": test.base,
        "quotient": quotient(Fraction(test.fraction), test.base),
        "needed": test.needed,
        "have": test.have,
    }
    return Sentence(words[test.name], args)


def _ending(verdict: Verdict, tests: tuple[Test, ...], tally: Tally) -> tuple[Sentence, ...]:
    short = tests[-1].needed - tests[-1].have if tests and not tests[-1].met else 0
    if verdict is Verdict.NOT_PASSED and short > 0 and not tally.options:
        return (Sentence("Not passed, {short} short", {"short": short}),)
    return (Sentence(ENDINGS[verdict]),)
