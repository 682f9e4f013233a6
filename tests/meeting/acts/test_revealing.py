"""A personal record is shown to two officers for a reason, of somebody who is on the roll."""

import pytest
from strategies import OFFICERS, PACK_TEXT, Hall

from kiosk.meeting.acts.serving import reveal_person
from kiosk.meeting.facts import PersonRevealed
from kiosk.meeting.refusal import Reason, Refusal


@pytest.fixture
def hall() -> Hall:
    hall = Hall()
    hall.begin(pack=PACK_TEXT)
    hall.seat(4)
    return hall


def test_the_book_holds_whose_record_was_shown_to_whom_and_why(hall: Hall) -> None:
    answer = reveal_person(hall.state, 2, reason="核对住址", officers=OFFICERS)
    assert answer == (PersonRevealed(2, "核对住址", OFFICERS),)


@pytest.mark.parametrize(
    ("number", "reason", "officers", "why"),
    [
        (99, "核对住址", OFFICERS, Reason.NOT_ON_ROLL),
        (2, " ", OFFICERS, Reason.REASON_MISSING),
        (2, "核对住址", (OFFICERS[0], OFFICERS[0]), Reason.TWO_OFFICERS_NEEDED),
    ],
)
def test_nobody_sees_a_record_otherwise(
    hall: Hall, number: int, reason: str, officers: tuple[str, str], why: Reason
) -> None:
    answer = reveal_person(hall.state, number, reason=reason, officers=officers)
    assert isinstance(answer, Refusal)
    assert answer.reason is why
