"""A tie across the line is polled again between the tied, for the places that were left."""

from dataclasses import replace

import pytest
from strategies import CHOOSE_TWO_OF_FOUR, PACK_TEXT, YES_NO_TWO_OF_THREE, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, repolling
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.outcome import Outcome, Sentence, Verdict
from kiosk.meeting.poll import PollPlan, Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.secrecy import Breakdown

ELECTION = """
[rule.elect]
title = "选举"
article = "§9"
participation = { fraction = "1/2", strict = true, of = "roll" }
threshold = { fraction = "1/2", strict = true, of = "participants" }

[rule.paper]"""


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def again(hall: Hall, poll: int) -> PollPlan:
    (fact,) = hall.do(repolling.repoll_tied(hall.state, poll))
    assert isinstance(fact, f.PollPrepared)
    hall.zero_report()
    hall.open()
    return fact.plan


def press(hall: Hall, *choices: tuple[int, ...]) -> Outcome:
    for seat, keys in enumerate(choices, start=1):
        hall.press(f"{seat:02d}", *keys)
    return hall.decide()


def the_tie(hall: Hall) -> Outcome:
    """路灯 6, 食堂 2, 公园 2, 电梯 0: the first is taken, two stand for the place that is left."""
    hall.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    return press(hall, (1, 2), (1, 2), (1, 3), (1, 3), (1,), (1,))


def test_only_those_tied_are_asked_about_and_for_the_places_left(hall: Hall) -> None:
    found = the_tie(hall)
    assert (found.verdict, found.taken, found.tied) == (Verdict.TIE, (1,), (2, 3))
    plan = again(hall, 1)
    assert plan.form == BallotForm(BallotKind.CHOOSE, ("食堂", "公园"), 1, 1)
    assert (plan.poll, plan.round, plan.of_poll, plan.taken_before) == (2, 2, 1, ("路灯",))
    assert plan.places == 1
    assert plan.rule.seats == 2
    found = press(hall, (2,), (2,), (1,), (2,), (3,), (1, 2))
    assert (found.verdict, found.taken) == (Verdict.PASSED, (2,))
    assert [one.reason for one in hall.poll.refused] == [Reason.NO_SUCH_KEY]
    assert hall.poll.stage is Stage.DECLARED
    assert hall.state.items[1].phase == "declared"
    said = "Polled again between those tied in poll {poll}; most ballots are taken; "
    assert found.computation[0] == Sentence(
        said + "taken before and standing: {names}", {"poll": 1, "names": "路灯"}
    )


def test_those_tied_have_met_the_threshold_and_the_most_ballots_are_taken() -> None:
    """Two of three over the half with equal ballots, one place: in the second poll 3 of 6 do."""
    hall = small_hall(pack=small_pack())
    one = BallotForm(BallotKind.YES_NO, ("甲", "乙", "丙"), 0, 1)
    hall.ask("elect", form=one)
    yes_to_one = press(hall, (1, 4), (1, 4), (3,), (3,), (2, 4))
    assert yes_to_one.verdict is Verdict.NOT_PASSED
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.NO_TIE
    hall = small_hall(pack=small_pack())
    hall.ask("elect", form=YES_NO_TWO_OF_THREE)
    found = press(hall, (1, 3), (1, 3), (3, 5), (3, 5), (1, 5), (1, 5))
    assert (found.verdict, found.taken, found.tied) == (Verdict.TIE, (), (1, 2, 3))
    plan = again(hall, 1)
    assert (plan.form.maximum, plan.form.minimum, plan.deciding.threshold) == (2, 0, None)
    found = press(hall, (1,), (1,), (3,), (3,), (5,))
    assert (found.verdict, found.taken) == (Verdict.PASSED, (1, 2))
    assert [test.name for test in found.tests] == ["participation"]
    assert "no_threshold" not in {one.msgid for one in found.computation}


def small_pack() -> str:
    return PACK_TEXT.replace("\n[rule.paper]", ELECTION)


def test_a_tie_of_a_tie_keeps_what_was_taken_in_both() -> None:
    hall = small_hall()
    three = BallotForm(BallotKind.CHOOSE, ("甲", "乙", "丙", "丁"), 2, 2)
    hall.ask("priorities", form=three)
    found = press(hall, (1, 2), (1, 2), (3, 4), (3, 4))
    assert (found.taken, found.tied) == ((), (1, 2, 3, 4))
    assert found.verdict is Verdict.TIE
    plan = again(hall, 1)
    assert (plan.form.minimum, plan.form.maximum, plan.taken_before) == (2, 2, ())
    found = press(hall, (1, 2), (1, 2), (1, 3), (1, 3), (1, 4), (1, 4))
    assert found.computation[0].msgid == (
        "Polled again between those tied in poll {poll}; most ballots are taken"
    )
    assert (found.taken, found.tied) == ((1,), (2, 3, 4))
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.TIE_POLLED_AGAIN
    plan = again(hall, 2)
    assert plan.form.options == ("乙", "丙", "丁")
    assert (plan.form.minimum, plan.form.maximum) == (1, 1)
    assert (plan.of_poll, plan.round, plan.taken_before) == (2, 3, ("甲",))
    assert press(hall, (3,), (3,), (1,)).taken == (3,)


def test_a_repoll_that_was_put_aside_or_had_no_quorum_is_asked_again(hall: Hall) -> None:
    the_tie(hall)
    again(hall, 1)
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.TIE_POLLED_AGAIN
    hall.void()
    assert again(hall, 1).poll == 3
    assert press(hall, (1,), (1,), (1,)).verdict is Verdict.PASSED
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.TIE_POLLED_AGAIN

    hall = small_hall(pack=small_pack())
    hall.ask("elect", form=YES_NO_TWO_OF_THREE)
    press(hall, (1, 3), (1, 3), (3, 5), (3, 5), (1, 5), (1, 5))
    again(hall, 1)
    assert press(hall, (1,), (1,)).verdict is Verdict.NO_QUORUM
    assert again(hall, 1).poll == 3


def test_what_left_no_tie_of_options_is_not_polled_again(hall: Hall) -> None:
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.NO_TIE
    hall.ask("again")
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.NO_TIE
    assert press(hall, (1,), (2,)).verdict is Verdict.TIE
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.NO_TIE


def test_a_tie_that_was_put_aside_is_none(hall: Hall) -> None:
    the_tie(hall)
    hall.void()
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.NO_TIE


def test_another_poll_comes_before_it(hall: Hall) -> None:
    the_tie(hall)
    hall.table(2)
    hall.prepare(item=2)
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.ANOTHER_POLL_RUNS


def test_a_secret_tie_is_not_polled_again_on_bases_that_tell_the_keys(hall: Hall) -> None:
    the_tie(hall)
    hall.poll.plan = replace(hall.poll.plan, named=False)
    hall.poll.stage = Stage.DECLARED
    assert no(repolling.repoll_tied(hall.state, 1)) is Reason.SECRET_NOT_AVAILABLE


def test_the_text_that_was_asked_about_first_is_asked_about_again(hall: Hall) -> None:
    the_tie(hall)
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="又改", noticed=False))
    assert again(hall, 1).motion_version == 1


def test_breakdowns_are_fixed_with_the_poll(hall: Hall) -> None:
    def prepare(*breakdowns: str) -> Answer:
        return conducting.prepare_poll(
            hall.state,
            1,
            "priorities",
            form=CHOOSE_TWO_OF_FOUR,
            named=True,
            last_press_counts=True,
            duration_s=0,
            breakdowns=breakdowns,  # type: ignore[arg-type]
        )

    assert no(prepare("height")) is Reason.UNKNOWN_BREAKDOWN
    assert no(prepare("group", "group")) is Reason.UNKNOWN_BREAKDOWN
    hall.do(prepare(Breakdown.GROUP, Breakdown.AGE_BAND))
    assert hall.poll.plan.breakdowns == ("group", "age_band")
