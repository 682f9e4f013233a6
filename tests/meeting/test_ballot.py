"""Ballots: which keys mean something, and how a standing choice counts."""

import pytest
from strategies import CHOOSE_TWO_OF_FOUR

from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind, Mark, mark
from kiosk.meeting.ballot import means_something as means

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
    ],
)
def test_a_choice_counts_by_how_many_options_it_names(
    form: BallotForm, choice: tuple[int, ...], counted: Mark
) -> None:
    assert mark(form, choice) is counted


def test_a_form_says_how_many_keys_are_in_play() -> None:
    assert FOR_AGAINST_FORM.keys == 3
    assert CHOOSE_TWO_OF_FOUR.keys == 4
