"""From a tally to an outcome: the arithmetic of the rule.

Every figure that decides is a whole number: heads, or hundredths of a square metre. What is said of
it stands in `computation`. Which paragraph of which law a rule follows stands in its pack.
"""

from collections.abc import Sequence
from fractions import Fraction

from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.computation import NOTHING_BEFORE, Before, told
from kiosk.meeting.outcome import Measure, Outcome, Test, Verdict
from kiosk.meeting.rules import Basis, RecusedRule, Rule, Share, TieRule
from kiosk.meeting.tally import Buckets, Tally

Ended = tuple[tuple[Test, ...], Verdict, tuple[int, ...], tuple[int, ...]]
"""The tests of the threshold, the verdict, the options taken and tied."""


def decide(
    form: BallotForm,
    rule: Rule,
    tally: Tally,
    *,
    present_at_opening: int,
    before: Before = NOTHING_BEFORE,
) -> Outcome:
    """Judge a tally under a rule; the tests are attendance, participation, threshold, in order.

    `before` bears on the words alone.
    """
    quorums = _quorums(rule, tally, present_at_opening)
    last, verdict, taken, tied = ENDS[form.kind](form, rule, tally)
    if not rule.resolution:
        verdict, taken, tied = Verdict.OPINION, (), ()
    if any(not test.met for test in quorums):
        verdict, taken, tied = Verdict.NO_QUORUM, (), ()
    mean = mean_of(tally) if form.kind is BallotKind.SCORE else None
    found = Outcome(verdict, (*quorums, *last), taken, tied, (), mean)
    return Outcome(verdict, found.tests, taken, tied, told(form, rule, tally, found, before), mean)


def denominator(rule: Rule, tally: Buckets, basis: Basis, option: int = 0) -> int:
    """What a share is taken of; recused members leave it where the rule says so.

    With an `option`, for and against are the yeses and noes to it.
    """
    away = tally.recused if rule.recused is RecusedRule.LEAVE else 0
    for_and_against = tally.in_favour + tally.against
    if option and tally.noes:
        for_and_against = tally.options[option - 1] + tally.noes[option - 1]
    return {
        Basis.ROLL: tally.roll - away,
        Basis.PRESENT: tally.base - away,
        Basis.PARTICIPANTS: tally.participants,
        Basis.CAST: tally.cast,
        Basis.FOR_AND_AGAINST: for_and_against,
    }[basis]


def mean_of(tally: Buckets) -> Fraction | None:
    """The mean of a score, exactly; level n is worth n. None when nobody gave one."""
    if not tally.chosen:
        return None
    return Fraction(sum(n * ballots for n, ballots in enumerate(tally.options, 1)), tally.chosen)


def _test(name: str, share: Share, base: int, have: int, measure: Measure = Measure.HEADS) -> Test:
    return Test(
        name=name,
        basis=share.basis,
        fraction=f"{share.fraction.numerator}/{share.fraction.denominator}",
        strict=share.strict,
        base=base,
        needed=share.needed(base),
        have=have,
        met=share.met(have, base),
        measure=measure,
    )


def _measures(rule: Rule, tally: Tally) -> Sequence[tuple[Measure, Buckets]]:
    """The counts that this rule asks: heads, and area where owners decide."""
    if not rule.by_area:
        return [(Measure.HEADS, tally)]
    assert tally.area is not None
    return [(Measure.HEADS, tally), (Measure.AREA, tally.area)]


def _quorums(rule: Rule, tally: Tally, present: int) -> tuple[Test, ...]:
    tests: list[Test] = []
    if rule.attendance is not None:
        tests.append(_test("attendance", rule.attendance, tally.roll, present))
    if rule.participation is not None:
        share = rule.participation
        for measure, buckets in _measures(rule, tally):
            base = denominator(rule, buckets, share.basis)
            tests.append(_test("participation", share, base, buckets.participants, measure))
    return tuple(tests)


def _for_against(form: BallotForm, rule: Rule, tally: Tally) -> Ended:
    share = rule.threshold
    if share is None:
        return (), Verdict.PASSED, (), ()
    tests = tuple(
        _test("threshold", share, denominator(rule, held, share.basis), held.in_favour, measure)
        for measure, held in _measures(rule, tally)
    )
    if all(test.met for test in tests):
        return tests, Verdict.PASSED, (), ()
    tied = tally.in_favour == tally.against and rule.tie is not TieRule.LOST
    return tests, Verdict.TIE if tied else Verdict.NOT_PASSED, (), ()


def _scored(form: BallotForm, rule: Rule, tally: Tally) -> Ended:
    return (), Verdict.OPINION, (), ()


def _of_options(form: BallotForm, rule: Rule, tally: Tally) -> Ended:
    votes = dict(enumerate(tally.options, start=1))
    ranked = sorted(votes, key=lambda option: (-votes[option], option))
    tests = {option: _option_tests(rule, tally, option) for option in ranked}
    candidates = [n for n in ranked if votes[n] and all(test.met for test in tests[n])]
    room = rule.seats or form.maximum
    deciding = candidates[:room][-1:] or ranked[:1]
    shown = tests[deciding[0]] if deciding else _option_tests(rule, tally, 0)
    taken, tied = _cut(candidates, votes, room)
    if tied:
        return shown, Verdict.TIE, taken, tied
    return shown, Verdict.PASSED if taken else Verdict.NOT_PASSED, taken, ()


def _option_tests(rule: Rule, tally: Tally, option: int) -> tuple[Test, ...]:
    share = rule.threshold
    if share is None:
        return ()
    return tuple(
        _test(
            "threshold",
            share,
            denominator(rule, held, share.basis, option),
            held.options[option - 1] if option else 0,
            measure,
        )
        for measure, held in _measures(rule, tally)
    )


def _cut(
    candidates: list[int], votes: dict[int, int], room: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Cut a ranking after `room`; those equal across the line are tied and not taken."""
    inside, outside = candidates[:room], candidates[room:]
    if not inside or not outside or votes[outside[0]] != votes[inside[-1]]:
        return tuple(inside), ()
    line = votes[outside[0]]
    taken = tuple(option for option in candidates if votes[option] > line)
    return taken, tuple(sorted(option for option in candidates if votes[option] == line))


ENDS = {
    BallotKind.FOR_AGAINST: _for_against,
    BallotKind.CHOOSE: _of_options,
    BallotKind.SCORE: _scored,
    BallotKind.YES_NO: _of_options,
}
