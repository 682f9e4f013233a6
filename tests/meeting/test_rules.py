"""Shares: the smallest number of heads that is enough, at each boundary."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import share, shares

from kiosk.meeting.rules import Basis, Share

NEEDED = [
    # fraction, strict, of, needed
    ("2/3", False, 122, 82),
    ("2/3", False, 121, 81),
    ("2/3", False, 120, 80),
    ("2/3", True, 120, 81),
    ("2/3", True, 122, 82),
    ("1/2", True, 118, 60),
    ("1/2", True, 119, 60),
    ("1/2", False, 118, 59),
    ("1/2", False, 119, 60),
    ("3/4", False, 100, 75),
    ("3/4", True, 100, 76),
    ("3/4", False, 101, 76),
    ("1/3", False, 100, 34),
    ("1/3", False, 99, 33),
    ("1/3", True, 99, 34),
    ("1/1", False, 7, 7),
    ("1/2", True, 1, 1),
    ("1/2", False, 1, 1),
    ("2/3", False, 1, 1),
    ("1/3376", False, 3376, 1),
    ("1/3376", True, 3376, 2),
]


@pytest.mark.parametrize(("fraction", "strict", "base", "needed"), NEEDED)
def test_a_share_needs_the_smallest_number_that_satisfies_it(
    fraction: str, strict: bool, base: int, needed: int
) -> None:
    rule = share(fraction, strict=strict)
    assert rule.needed(base) == needed
    assert rule.met(needed, base)
    assert rule.met(needed + 1, base)
    assert not rule.met(needed - 1, base)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("have", [0, 1, 5])
def test_an_empty_denominator_is_never_satisfied(have: int, strict: bool) -> None:
    rule = share("1/2", strict=strict)
    assert rule.needed(0) >= 1
    assert not rule.met(have, 0)


@given(shares, st.integers(1, 4000), st.integers(0, 4000))
def test_a_share_is_met_exactly_when_the_fraction_of_heads_says_so(
    rule: Share, base: int, have: int
) -> None:
    part = Fraction(have, base)
    by_fraction = part > rule.fraction if rule.strict else part >= rule.fraction
    assert rule.met(have, base) == by_fraction


def test_the_figures_of_the_sources_stand() -> None:
    assert not share("2/3", Basis.CAST).met(81, 122), "Plymouth 2017"
    assert share("2/3", Basis.CAST).met(82, 122)
    assert share("1/2", Basis.CAST, strict=True).met(104, 205), "Greenwich 2023"
