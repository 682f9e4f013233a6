"""The outcome of a poll with its computation as data, for any language.

A `Sentence` is a msgid of the catalogue and the figures it speaks of; `words` renders it. Figures
are strings already exact (integers, or a quotient cut to two places with a mark that says so).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    """What the law says of a poll."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    NO_QUORUM = "no_quorum"
    TIE = "tie"
    OPINION = "opinion"


class Measure(StrEnum):
    """What a share is taken of: heads, or area in 0.01 m²."""

    HEADS = "heads"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a computation: `msgid` in the catalogue, `args` its figures."""

    msgid: str
    args: dict[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class Test:
    """One share put to the test: `have` against `needed` of `base` of `basis`, in `measure`."""

    name: str
    basis: str
    fraction: str
    strict: bool
    base: int
    needed: int
    have: int
    met: bool
    measure: Measure = Measure.HEADS


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict, the tests that led to it in order, the options taken, the sentences.

    `tied` are options that stand equal across the cut-off line and must be polled again. `mean` is
    that of a score, None where there is none. The first sentences are those of the tests, one each.
    """

    verdict: Verdict
    tests: tuple[Test, ...]
    taken: tuple[int, ...]
    tied: tuple[int, ...]
    computation: tuple[Sentence, ...]
    mean: Fraction | None = None
