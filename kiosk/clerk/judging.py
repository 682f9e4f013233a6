"""What a rule says of given counts, without a meeting: `kiosk rules judge`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.clerk.register import read_register
from kiosk.faults import UnusableInput
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.computation import square_metres
from kiosk.meeting.outcome import Measure, Outcome, Test
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Basis, Rule
from kiosk.meeting.tally import Tally
from kiosk.meeting.verdict import decide
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Counts:
    """The buckets as given on a command line; None where nothing was given."""

    roll: int | None = None
    present: int | None = None
    in_favour: int = 0
    against: int = 0
    abstain: int = 0
    silent: int | None = None
    invalid: int = 0
    recused: int = 0

    @property
    def told(self) -> int:
        """Everyone but the silent."""
        return self.in_favour + self.against + self.abstain + self.invalid + self.recused


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule, what was counted, and what follows."""

    pack: RulePack
    rule: Rule
    tally: Tally
    outcome: Outcome


def rule_of(pack: RulePack, name: str) -> Rule:
    """The rule of that name; where none is named, the only one of the pack."""
    found = pack.rule(name) if name else pack.rules[0]
    if found is None or (not name and len(pack.rules) > 1):
        raise UnusableInput(
            "the pack {pack} has no rule {name}" if name else "the pack {pack} has several rules",
            where="--rule",
            cure="name one of " + ", ".join(rule.name for rule in pack.rules),
            pack=pack.pack,
            name=name,
        )
    if found.resolution and found.threshold is None:
        raise UnusableInput(
            "the rule {name} ranks options and says nothing of for and against",
            where="--rule",
            cure="name a rule with a threshold",
            name=found.name,
        )
    return found


def judge_counts(pack: RulePack, rule: Rule, counts: Counts) -> Judged:
    """Judge counts of heads. Raises `UnusableInput` when they do not add up or lack the roll."""
    if rule.by_area:
        raise _unusable("--ballots", f"the rule {rule.name} counts areas", "give --ballots FILE")
    return _judged(pack, rule, _tally(rule, counts))


def judge_register(pack: RulePack, rule: Rule, path: Path) -> Judged:
    """Judge a register of owners."""
    if not rule.by_area:
        what = f"the rule {rule.name} counts heads alone"
        raise _unusable("--ballots", what, "give --roll, --present, --for, --against …")
    return _judged(pack, rule, read_register(path))


def _judged(pack: RulePack, rule: Rule, tally: Tally) -> Judged:
    outcome = decide(FOR_AGAINST_FORM, rule, tally, present_at_opening=tally.base)
    return Judged(pack, rule, tally, outcome)


def _unusable(where: str, what: str, cure: str) -> UnusableInput:
    return UnusableInput("{why}", where=where, cure=cure, why=what)


def _tally(rule: Rule, counts: Counts) -> Tally:
    present = counts.present
    if present is None:
        present = counts.told + (counts.silent or 0)
    silent = present - counts.told if counts.silent is None else counts.silent
    if silent < 0 or counts.told + silent != present:
        said = f"for, against, abstain, silent, invalid and recused are {counts.told + silent}"
        said = said if silent >= 0 else f"the counts are {counts.told} in all"
        raise _unusable("--present", f"{said}, not {present}", "give counts that add up to it")
    shares = (rule.attendance, rule.participation, rule.threshold)
    needs_roll = any(share is not None and share.basis is Basis.ROLL for share in shares)
    if counts.roll is None and needs_roll:
        raise _unusable("--roll", f"the rule {rule.name} counts the whole roll", "give --roll")
    roll = present if counts.roll is None else counts.roll
    if roll < present:
        raise _unusable("--roll", f"{present} present are more than {roll}", "give the whole roll")
    return Tally(
        roll=roll,
        base=present,
        in_favour=counts.in_favour,
        against=counts.against,
        abstain=counts.abstain,
        chosen=0,
        void=counts.invalid,
        not_pressed=silent,
        recused=counts.recused,
        options=(),
    )


def document(judged: Judged, words: Words) -> dict[str, Any]:
    """The JSON of `rules judge`: counts are integers, areas exact decimals as strings."""
    tests = judged.outcome.tests
    before = [test for test in tests if test.name != "threshold"]
    return {
        "pack": judged.pack.pack,
        "rule": judged.rule.name,
        "quorum": _quorum(before) if before else None,
        "threshold": [
            {"basis": test.measure.value, "denominator": test.basis, **_figures(test)}
            for test in tests
            if test.name == "threshold"
        ],
        "outcome": judged.outcome.verdict.value,
        "computation": sentences(judged.outcome, words),
    }


def _quorum(before: list[Test]) -> dict[str, Any]:
    """Heads, and beside them the area where it counts; `met` speaks for both."""
    heads = next(test for test in before if test.measure is Measure.HEADS)
    areas = [_figures(test) for test in before if test.measure is Measure.AREA]
    area = {"area": areas[0]} if areas else {}
    return {**_figures(heads), "met": all(test.met for test in before), **area}


def _figures(test: Test) -> dict[str, Any]:
    counted = {name: getattr(test, name) for name in ("base", "have", "needed")}
    if test.measure is Measure.AREA:
        counted = {name: square_metres(area) for name, area in counted.items()}
    return {**counted, "met": test.met}


def sentences(outcome: Outcome, words: Words) -> list[str]:
    """The computation in words."""
    return [words.say(one.msgid, **one.args) for one in outcome.computation]


def told(judged: Judged, words: Words) -> list[str]:
    """The judgement for the eye: rule, article, computation, verdict."""
    rule = judged.rule
    return [
        f"{judged.pack.pack} {judged.pack.version} · {rule.name}  {rule.title}",
        rule.article,
        *sentences(judged.outcome, words),
        words.name("verdict", judged.outcome.verdict),
    ]
