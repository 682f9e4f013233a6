"""An item's way to the vote: evidence, amendments, another round."""

from datetime import timedelta

import pytest
from strategies import AMENDING_PACK, CHAIR, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, tabling
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.agenda import DEMANDED, Gate
from kiosk.meeting.motion import motion_hash
from kiosk.meeting.refusal import Reason, Refusal


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def demand(hall: Hall, gate: Gate = Gate.PRE_REVIEW, item: int = 1) -> Answer:
    return tabling.demand_gate(hall.state, item, gate, by=CHAIR)


def review(
    hall: Hall,
    item: int = 1,
    *,
    number: str = "7号",
    day: str = "2026-11-20",
    opinion: str = "符合法律规定",
) -> Answer:
    return tabling.give_review(
        hall.state,
        item,
        number=number,
        day=day,
        opinion=opinion,
        lawful=True,
        by=CHAIR,
        today=hall.today,
    )


def attention(hall: Hall, attentive: int, asked: int, item: int = 1) -> Answer:
    return tabling.count_attention(hall.state, item, attentive=attentive, asked=asked, by=CHAIR)


def interest(hall: Hall, reason: str, item: int = 1) -> Answer:
    return tabling.find_major_interest(hall.state, item, reason=reason, by=CHAIR)


def resume(hall: Hall, phase: str = "reading", *, reason: str = "再议", item: int = 1) -> Answer:
    return tabling.resume_item(hall.state, item, phase, reason=reason, by=CHAIR)


@pytest.mark.parametrize("gate", sorted(DEMANDED))
def test_evidence_is_demanded_once_and_for_good(hall: Hall, gate: Gate) -> None:
    assert hall.do(demand(hall, gate)) == (f.GateDemanded(1, gate, CHAIR),)
    assert demand(hall, gate) == ()
    assert hall.state.items[1].demanded == {gate}


@pytest.mark.parametrize("gate", sorted(set(Gate) - DEMANDED))
def test_a_gate_that_stands_for_everyone_is_not_demanded(hall: Hall, gate: Gate) -> None:
    assert no(demand(hall, gate)) is Reason.GATE_NOT_DEMANDABLE


def test_a_review_has_a_number_a_day_and_an_opinion_on_the_newest_text(hall: Hall) -> None:
    (given,) = hall.do(review(hall))
    text = motion_hash("议案", "全文")
    assert given == f.ReviewGiven(
        1, 1, text, "7号", "2026-11-20", "符合法律规定", lawful=True, by=CHAIR
    )
    tomorrow = (hall.today + timedelta(days=1)).isoformat()
    for wrong in (
        review(hall, number=" "),
        review(hall, opinion=""),
        review(hall, day="近日"),
        review(hall, day=tomorrow),
    ):
        assert no(wrong) is Reason.REVIEW_INCOMPLETE
    hall.enter(f.ItemTabled(2, "无文本", ""))
    assert no(review(hall, 2)) is Reason.UNKNOWN_ITEM


@pytest.mark.parametrize(("attentive", "asked"), [(1, 0), (-1, 5), (6, 5)])
def test_a_count_must_be_possible(hall: Hall, attentive: int, asked: int) -> None:
    assert no(attention(hall, attentive, asked)) is Reason.COUNT_IMPOSSIBLE


def test_major_interest_has_a_reason(hall: Hall) -> None:
    assert no(interest(hall, " ")) is Reason.REASON_MISSING
    assert hall.do(interest(hall, "饮用水")) == (f.MajorInterestFound(1, "饮用水", CHAIR),)


def test_evidence_is_of_a_known_item_and_not_of_one_that_is_polled_on(hall: Hall) -> None:
    def all_of(item: int) -> list[Reason]:
        return [
            no(demand(hall, item=item)),
            no(review(hall, item)),
            no(attention(hall, 1, 2, item)),
            no(interest(hall, "饮用水", item)),
            no(resume(hall, item=item)),
        ]

    assert all_of(9) == [Reason.UNKNOWN_ITEM] * 5
    hall.ask()
    assert all_of(1) == [Reason.ANOTHER_POLL_RUNS] * 5


# ---- amendments --------------------------------------------------------------------------------


def move(hall: Hall, item: int, amends: int) -> Answer:
    return tabling.move_amendment(hall.state, item, amends, by=CHAIR)


def test_an_amendment_is_an_item_of_its_own_and_has_none_itself() -> None:
    hall = Hall()
    hall.begin(pack=AMENDING_PACK)
    for item in (1, 2, 3):
        hall.table(item)
    assert no(move(hall, 2, 9)) is Reason.UNKNOWN_ITEM
    assert no(move(hall, 9, 1)) is Reason.UNKNOWN_ITEM
    assert no(move(hall, 1, 1)) is Reason.NOT_AN_AMENDMENT
    hall.do(move(hall, 2, 1))
    for item, amends in ((2, 1), (2, 3), (3, 2), (1, 3)):
        assert no(move(hall, item, amends)) is Reason.NOT_AN_AMENDMENT
    hall.prepare(item=3)
    hall.void()
    assert no(move(hall, 3, 1)) is Reason.NOT_AN_AMENDMENT, "it was polled on already"


def test_where_the_pack_names_no_amendments_there_are_none(hall: Hall) -> None:
    hall.table(2)
    assert no(move(hall, 2, 1)) is Reason.WRONG_PHASE


# ---- another round -----------------------------------------------------------------------------


def not_passed(hall: Hall) -> None:
    hall.ask("major")
    hall.press("01", 1)
    hall.decide()


def test_an_item_that_was_not_passed_goes_back_and_may_get_a_new_text_and_notice(
    hall: Hall,
) -> None:
    not_passed(hall)
    assert hall.state.items[1].phase == "declared"
    assert hall.do(resume(hall)) == (f.ItemResumed(1, "reading", "再议", CHAIR),)
    item = hall.state.items[1]
    assert (item.phase, item.polls, hall.state.current_item) == ("reading", [1], 1)
    day = hall.today.isoformat()
    hall.do(conducting.table_item(hall.state, 1, "议题一", noticed=day, today=hall.today))
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="修改稿", noticed=True))
    hall.do(conducting.enter_phase(hall.state, 1, "polling"))
    assert hall.prepare("major").plan.round == 2


def test_the_poll_of_an_earlier_round_does_not_end_the_next_one(hall: Hall) -> None:
    not_passed(hall)
    hall.do(resume(hall, "polling"))
    ended = conducting.enter_phase(hall.state, 1, "declared")
    assert no(ended) is Reason.POLL_NOT_DECLARED
    not_passed(hall)
    assert hall.state.items[1].phase == "declared"


def test_an_item_whose_poll_was_put_aside_goes_back_too(hall: Hall) -> None:
    hall.ask("major")
    hall.void()
    hall.do(resume(hall))
    assert hall.state.items[1].phase == "reading"


def test_what_was_passed_stays_passed(hall: Hall) -> None:
    hall.ask()
    for number in range(1, 7):
        hall.press(f"0{number}", 1)
    hall.decide()
    assert no(resume(hall)) is Reason.ITEM_DECIDED


def test_there_is_no_second_round_before_a_first(hall: Hall) -> None:
    assert no(resume(hall)) is Reason.POLL_NOT_DECLARED
    hall.prepare()
    assert no(resume(hall)) is Reason.ANOTHER_POLL_RUNS


def test_an_item_goes_back_only_to_where_it_has_been_and_with_a_reason(hall: Hall) -> None:
    not_passed(hall)
    for phase in ("declared", "groups", ""):
        assert no(resume(hall, phase)) is Reason.WRONG_PHASE
    assert no(resume(hall, reason=" ")) is Reason.REASON_MISSING
    hall.do(resume(hall))
    assert no(resume(hall, "polling")) is Reason.WRONG_PHASE, "it is in reading again"
    hall.enter(f.PhaseEntered(1, "groups"))
    assert no(resume(hall)) is Reason.WRONG_PHASE, "the pack knows no such phase"
