"""Choosing several on keypads that tell one key a press: added up, and taken back with one key."""

import pytest
from strategies import CHAIR, CHOOSE_TWO_OF_FOUR, MEETING, YES_NO_TWO_OF_THREE, Hall, small_hall

from kiosk.ledger.entry import write_body
from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot import BallotForm, Channel
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.verifier.book import read
from kiosk.verifier.findings import CHECKS, Findings


def hall(*, options: int = 6) -> Hall:
    found = small_hall()
    found.find_bases(options=options, multiple=False)
    return found


def prepared(
    at: Hall,
    form: BallotForm = CHOOSE_TWO_OF_FOUR,
    *,
    last: bool = True,
    channel: Channel | None = None,
) -> Answer:
    return conducting.prepare_poll(
        at.state,
        1,
        "priorities",
        form=form,
        named=True,
        last_press_counts=last,
        duration_s=0,
        channel=channel,
    )


def test_keys_add_up_and_the_key_after_the_last_takes_all_back() -> None:
    at = hall()
    at.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    assert at.poll.one_key == {"A", "B"}
    assert at.reason("01", 3) is None
    assert at.reason("01", 1) is None
    assert at.poll.ballots["01"].choice == (1, 3)
    assert at.reason("01", 3) is Reason.DUPLICATE
    assert at.reason("01", 5) is None
    assert at.poll.ballots["01"].choice == ()
    assert at.reason("01", 5) is Reason.DUPLICATE
    assert at.reason("01", 6) is Reason.NO_SUCH_KEY
    assert at.reason("01", 2) is None
    found = at.settle()
    assert found.heard == found.counted + found.replaced + found.refused == 7


def test_one_option_too_many_is_void_until_it_is_taken_back() -> None:
    at = hall()
    at.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    for key in (1, 2, 3):
        at.press("01", key)
    for key in (1, 2, 3, 5, 4):
        at.press("02", key)
    outcome = at.decide()
    assert outcome.taken == (4,)
    declared = at.poll.declared
    assert declared is not None
    assert isinstance(declared.fact, f.Declared)
    assert (declared.fact.tally.void, declared.fact.tally.chosen) == (1, 1)


def test_the_verifier_puts_the_same_choices_together() -> None:
    at = hall()
    at.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    for seat, key in (("01", 1), ("02", 2), ("01", 4), ("02", 5), ("02", 5), ("03", 6), ("02", 3)):
        at.press(seat, key)
    at.decide()
    findings = Findings()
    read([write_body(MEETING, entered) for entered in at.entered], findings)
    assert {name for name in CHECKS if findings.of(name)} <= {"roots"}


def test_a_single_choice_is_as_ever_the_newest_key() -> None:
    at = hall()
    at.ask()
    at.press("01", 1)
    at.press("01", 2)
    assert at.poll.one_key == frozenset()
    assert at.poll.ballots["01"].choice == (2,)


@pytest.mark.parametrize(
    ("options", "form", "last", "fits"),
    [
        (5, CHOOSE_TWO_OF_FOUR, True, True),
        (4, CHOOSE_TWO_OF_FOUR, True, False),
        (6, CHOOSE_TWO_OF_FOUR, False, False),
        (6, YES_NO_TWO_OF_THREE, True, False),
        (7, YES_NO_TWO_OF_THREE, True, True),
    ],
)
def test_a_choice_that_cannot_be_taken_back_goes_to_paper_and_says_why(
    options: int, form: BallotForm, last: bool, fits: bool
) -> None:
    answer = prepared(hall(options=options), form, last=last, channel=Channel.KEYPADS)
    reason = answer.reason if isinstance(answer, Refusal) else None
    assert reason is (None if fits else Reason.ONE_KEY_A_PRESS)
    by_itself = prepared(hall(options=options), form, last=last)
    assert not isinstance(by_itself, Refusal)
    (plan,) = by_itself
    assert isinstance(plan, f.PollPrepared)
    assert plan.plan.because == ("" if fits else "one_key_a_press")


def test_a_base_that_came_after_the_poll_was_laid_down_is_looked_at_when_it_opens() -> None:
    at = small_hall()
    at.prepare("priorities", form=CHOOSE_TWO_OF_FOUR)
    at.zero_report()
    at.find_bases(options=4, multiple=False)
    answer = conducting.open_poll(at.state, by=CHAIR, today=at.today)
    assert isinstance(answer, Refusal)
    assert answer.reason is Reason.ONE_KEY_A_PRESS
