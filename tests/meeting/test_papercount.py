"""The arithmetic of the counting sheets, by tables."""

from typing import Any

import pytest
from strategies import CHOOSE_TWO_OF_FOUR, SCORE, YES_NO_TWO_OF_THREE

from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm
from kiosk.meeting.papercount import (
    CountRow,
    CountSheet,
    agreed,
    differing,
    is_possible,
    last_two,
    nothing_counted,
)

CHOSEN = {"chosen": 4, "options": (3, 1, 0, 2)}
ANSWERED = {"chosen": 3, "options": (2, 1, 0), "noes": (1, 1, 3)}


@pytest.mark.parametrize(
    ("form", "row", "possible"),
    [
        (FOR_AGAINST_FORM, {}, True),
        (FOR_AGAINST_FORM, {"in_favour": 3, "void": 1}, True),
        (FOR_AGAINST_FORM, {"in_favour": -1}, False),
        (FOR_AGAINST_FORM, {"chosen": 1}, False),
        (FOR_AGAINST_FORM, {"options": (1,)}, False),
        (CHOOSE_TWO_OF_FOUR, CHOSEN, True),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "in_favour": 1}, False),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "against": 1}, False),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "abstain": 1}, False),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "options": (3, 1, 0)}, False),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "noes": (0, 0, 0, 0)}, False),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "options": (5, 0, 0, 0)}, False),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "options": (4, 4, 0, 0)}, True),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "options": (4, 4, 1, 0)}, False),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "options": (2, 2, 0, 0)}, True),
        (CHOOSE_TWO_OF_FOUR, {**CHOSEN, "options": (2, 1, 0, 0)}, False),
        (SCORE, {"chosen": 2, "options": (1, 0, 0, 0, 1)}, True),
        (SCORE, {"chosen": 2, "options": (1, 0, 0, 0, 0)}, False),
        (YES_NO_TWO_OF_THREE, ANSWERED, True),
        (YES_NO_TWO_OF_THREE, {**ANSWERED, "noes": (2, 1, 3)}, False),
        (YES_NO_TWO_OF_THREE, {**ANSWERED, "noes": ()}, False),
    ],
)
def test_a_sheet_holds_what_ballots_of_its_form_can_make(
    form: BallotForm, row: dict[str, Any], possible: bool
) -> None:
    assert is_possible(form, CountSheet(**row), by_area=False) is possible
    assert is_possible(form, CountSheet(**row), by_area=True) is False
    owned = CountSheet(**row, area=CountRow(**row))
    assert is_possible(form, owned, by_area=True) is possible
    assert is_possible(form, owned, by_area=False) is False


@pytest.mark.parametrize("form", [FOR_AGAINST_FORM, CHOOSE_TWO_OF_FOUR, YES_NO_TWO_OF_THREE])
def test_a_blank_sheet_is_possible(form: BallotForm) -> None:
    assert is_possible(form, nothing_counted(form), by_area=True)
    assert nothing_counted(form).returned == 0


def sheet(in_favour: int) -> CountSheet:
    return CountSheet(in_favour=in_favour)


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ("", None),
        ("a1", None),
        ("a1 a1", None),
        ("a1 b1", 1),
        ("a1 b2", None),
        ("a1 b2 a2", 2),
        ("a1 b2 c2", 2),
        ("a1 b1 c2", None),
        ("a1 b1 c2 a2", 2),
    ],
)
def test_a_count_stands_when_the_two_who_counted_last_found_the_same(
    entries: str, found: int | None
) -> None:
    told = [(one[0], sheet(int(one[1]))) for one in entries.split()]
    assert agreed(told) == (sheet(found) if found is not None else None)
    assert len(last_two(told)) == min(2, len({by for by, _ in told}))


def test_what_differs_is_told_figure_by_figure() -> None:
    one = CountSheet(chosen=3, options=(1, 2), noes=(2, 1), area=CountRow(chosen=30))
    other = CountSheet(chosen=4, options=(1, 3), noes=(2, 0), area=CountRow(chosen=31))
    assert differing(one, one) == []
    assert differing(one, other) == [
        ("chosen", 3, 4),
        ("option 2", 2, 3),
        ("no 2", 1, 0),
        ("area chosen", 30, 31),
    ]
