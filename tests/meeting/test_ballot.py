"""Ballots: which keys mean something, and how a standing choice counts."""

import pytest
from strategies import CHOOSE_TWO_OF_FOUR, SCORE, YES_NO_TWO_OF_THREE

from kiosk.meeting.ballot import (
    FOR_AGAINST_FORM,
    LIMITS,
    BallotForm,
    BallotKind,
    Mark,
    laid_form,
    mark,
    options_said,
)
from kiosk.meeting.ballot import means_something as means

SINGLE = BallotForm(BallotKind.CHOOSE, ("a", "b", "c"), 1, 1)
TWO_YESES = BallotForm(BallotKind.YES_NO, ("a", "b", "c"), 2, 2)
TWO_OR_THREE = BallotForm(BallotKind.CHOOSE, ("a", "b", "c", "d"), 2, 3)


@pytest.mark.parametrize(
    ("form", "keys", "known"),
    [
        (FOR_AGAINST_FORM, (1,), True),
        (FOR_AGAINST_FORM, (3,), True),
        (FOR_AGAINST_FORM, (4,), False),
        (FOR_AGAINST_FORM, (0,), False),
        (FOR_AGAINST_FORM, (1, 2), True),
        (FOR_AGAINST_FORM, (1, 4), False),
        (FOR_AGAINST_FORM, (), True),
        (CHOOSE_TWO_OF_FOUR, (4,), True),
        (CHOOSE_TWO_OF_FOUR, (5,), False),
        (CHOOSE_TWO_OF_FOUR, (1, 2, 3, 4), True),
        (SCORE, (5,), True),
        (SCORE, (6,), False),
        (YES_NO_TWO_OF_THREE, (6,), True),
        (YES_NO_TWO_OF_THREE, (7,), False),
    ],
)
def test_a_press_means_something_when_each_key_is_an_option(
    form: BallotForm, keys: tuple[int, ...], known: bool
) -> None:
    assert means(form, keys) is known


@pytest.mark.parametrize(
    ("form", "choice", "counted"),
    [
        (FOR_AGAINST_FORM, (1,), Mark.FOR),
        (FOR_AGAINST_FORM, (2,), Mark.AGAINST),
        (FOR_AGAINST_FORM, (3,), Mark.ABSTAIN),
        (FOR_AGAINST_FORM, (), Mark.WITHDRAWN),
        (FOR_AGAINST_FORM, (1, 2), Mark.VOID),
        (CHOOSE_TWO_OF_FOUR, (4,), Mark.VALID),
        (CHOOSE_TWO_OF_FOUR, (1, 4), Mark.VALID),
        (CHOOSE_TWO_OF_FOUR, (1, 2, 4), Mark.VOID),
        (CHOOSE_TWO_OF_FOUR, (), Mark.WITHDRAWN),
        (TWO_OR_THREE, (1,), Mark.VOID),
        (TWO_OR_THREE, (1, 2), Mark.VALID),
        (TWO_OR_THREE, (1, 2, 3), Mark.VALID),
        (TWO_OR_THREE, (1, 2, 3, 4), Mark.VOID),
        (SINGLE, (3,), Mark.VALID),
        (SINGLE, (1, 3), Mark.VOID),
        (SCORE, (1,), Mark.VALID),
        (SCORE, (4, 5), Mark.VOID),
        (SCORE, (), Mark.WITHDRAWN),
        (YES_NO_TWO_OF_THREE, (1, 4, 5), Mark.VALID),
        (YES_NO_TWO_OF_THREE, (2, 4, 6), Mark.VALID),
        (YES_NO_TWO_OF_THREE, (4,), Mark.VALID),
        (YES_NO_TWO_OF_THREE, (1, 2), Mark.VOID),
        (YES_NO_TWO_OF_THREE, (1, 3, 5), Mark.VOID),
        (YES_NO_TWO_OF_THREE, (), Mark.WITHDRAWN),
        (TWO_YESES, (1, 4, 6), Mark.VOID),
        (TWO_YESES, (1, 3, 6), Mark.VALID),
    ],
)
def test_a_choice_counts_by_how_many_options_it_names(
    form: BallotForm, choice: tuple[int, ...], counted: Mark
) -> None:
    assert mark(form, choice) is counted


def test_a_form_says_how_many_keys_are_in_play() -> None:
    assert FOR_AGAINST_FORM.keys == 3
    assert CHOOSE_TWO_OF_FOUR.keys == 4
    assert (SCORE.keys, YES_NO_TWO_OF_THREE.keys) == (5, 6)


def test_a_form_says_how_many_keys_a_valid_ballot_may_hold() -> None:
    asked = (FOR_AGAINST_FORM, CHOOSE_TWO_OF_FOUR, SCORE, YES_NO_TWO_OF_THREE)
    assert [form.most_keys for form in asked] == [1, 2, 1, 3]


def test_a_choice_says_yes_to_some_options_and_no_to_others() -> None:
    assert options_said(YES_NO_TWO_OF_THREE, (1, 4, 5)) == ({1, 3}, {2})
    assert options_said(CHOOSE_TWO_OF_FOUR, (1, 4)) == ({1, 4}, set())


def test_options_are_whole_numbers() -> None:
    form = BallotForm(BallotKind.YES_NO, ("甲", "乙", "丙"), 0, 3)
    yes, no = options_said(form, (1, 4, 5))
    assert (yes, no) == ({1, 3}, {2})
    assert {type(option) for option in yes | no} == {int}


def test_an_agenda_lays_down_a_form_and_options_alone_are_a_choice():
    assert laid_form("", (), 3) is FOR_AGAINST_FORM
    assert laid_form("", ("a", "b", "c"), 2) == BallotForm(
        BallotKind.CHOOSE, ("a", "b", "c"), LIMITS[BallotKind.CHOOSE][0], 2
    )
    assert laid_form("yes_no", ("a", "b"), 2).kind is BallotKind.YES_NO
