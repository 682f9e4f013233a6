"""Every no of the law has words."""

import pytest

from kiosk.meeting.refusal import Reason
from kiosk.words import words

OF_A_PRESS = [
    "audit",
    "wrong_session",
    "unknown_keypad",
    "not_checked_in",
    "no_voting_right",
    "recused",
    "early",
    "late",
    "not_by_keypad",
    "has_paper",
    "paused",
    "no_such_key",
    "first_press_stands",
    "duplicate",
]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    assert words("zh_CN").name("reason", reason) != f"reason:{reason}"


def test_the_first_block_of_reasons_stands_in_the_order_in_which_a_press_is_judged() -> None:
    assert [*Reason][: len(OF_A_PRESS)] == OF_A_PRESS
