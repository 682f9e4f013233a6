"""撤回: an item comes off the agenda with a reason, and comes back by being tabled again."""

import pytest
from strategies import AMENDING_PACK, CHAIR, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, tabling
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.gates import shut_gates
from kiosk.meeting.record import PaperMark, WithdrawnLine
from kiosk.meeting.recording import vote_record
from kiosk.meeting.refusal import Reason, Refusal


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def withdraw(hall: Hall, item: int = 1, *, reason: str = "提案人撤回") -> Answer:
    return tabling.withdraw_item(hall.state, item, reason=reason, by=CHAIR)


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def test_an_item_is_withdrawn_with_a_reason_and_once(hall: Hall) -> None:
    assert no(withdraw(hall, 9)) is Reason.UNKNOWN_ITEM
    assert no(withdraw(hall, reason=" ")) is Reason.REASON_MISSING
    assert hall.do(withdraw(hall)) == (f.ItemWithdrawn(1, "提案人撤回", CHAIR),)
    assert no(withdraw(hall)) is Reason.ITEM_WITHDRAWN


def test_nothing_is_done_on_an_item_that_was_withdrawn(hall: Hall) -> None:
    hall.table(2)
    hall.do(withdraw(hall, 2))
    state, today = hall.state, hall.today
    answers = (
        conducting.put_motion(state, 2, "案", text="改", noticed=False),
        conducting.enter_phase(state, 2, "reading"),
        conducting.recuse(state, 2, "01", reason="利害关系"),
        conducting.prepare_poll(
            state,
            2,
            "ordinary",
            form=FOR_AGAINST_FORM,
            named=True,
            last_press_counts=True,
            duration_s=0,
        ),
        tabling.demand_gate(state, 2, Gate.AGENDA, by=CHAIR),
        tabling.resume_item(state, 2, "reading", reason="再议", by=CHAIR),
        tabling.give_review(
            state,
            2,
            number="7号",
            day=today.isoformat(),
            opinion="已审",
            lawful=True,
            by=CHAIR,
            today=today,
        ),
    )
    assert {no(answer) for answer in answers} == {Reason.ITEM_WITHDRAWN}
    assert hall.prepare().plan.item == 1


def test_tabled_again_it_goes_on_where_it_was(hall: Hall) -> None:
    hall.do(withdraw(hall))
    noticed = hall.state.items[1].noticed
    hall.do(conducting.table_item(hall.state, 1, "议题1", noticed=noticed, today=hall.today))
    assert hall.state.items[1].phase == "polling"
    assert hall.ask().plan.motion_version == 1


def test_an_item_whose_poll_is_not_over_stays(hall: Hall) -> None:
    hall.prepare()
    assert no(withdraw(hall)) is Reason.ANOTHER_POLL_RUNS
    hall.zero_report()
    hall.open()
    assert no(withdraw(hall)) is Reason.ANOTHER_POLL_RUNS
    hall.table(2)
    hall.do(withdraw(hall, 2))
    hall.void()
    hall.do(withdraw(hall))


@pytest.mark.parametrize(("key", "refused"), [(1, Reason.ITEM_DECIDED), (2, None)])
def test_what_was_passed_is_not_withdrawn_what_was_not_may_be(
    hall: Hall, key: int, refused: Reason | None
) -> None:
    hall.ask()
    for seat in hall.state.roll:
        hall.press(seat, key)
    hall.decide()
    answer = withdraw(hall)
    assert (no(answer) if refused else answer) == (
        refused or (f.ItemWithdrawn(1, "提案人撤回", CHAIR),)
    )


def test_an_amendment_that_was_withdrawn_is_waited_for_no_more() -> None:
    hall = small_hall(pack=AMENDING_PACK)
    hall.table(2)
    hall.do(tabling.move_amendment(hall.state, 2, 1, by=CHAIR))
    hall.prepare()
    assert Gate.AMENDMENTS in shut_gates(hall.state, hall.poll, hall.today)
    hall.do(withdraw(hall, 2))
    assert Gate.AMENDMENTS not in shut_gates(hall.state, hall.poll, hall.today)


def test_a_record_tells_what_was_withdrawn_until_its_poll_was_declared(hall: Hall) -> None:
    hall.table(2)
    hall.table(3)
    hall.do(withdraw(hall, 2))
    hall.ask()
    for seat in hall.state.roll:
        hall.press(seat, 1)
    hall.decide()
    hall.do(withdraw(hall, 3))
    hall.do(conducting.table_item(hall.state, 2, "新题", noticed="", today=hall.today))
    hashes = {entered.number: "00" * 32 for entered in hall.entered}
    mark = PaperMark("2026-002", 2, 1)
    record = vote_record(hall.state, 1, paper=mark, names={}, hashes=hashes, mirror="ok")
    assert record.withdrawn == (WithdrawnLine(2, "议题2", "提案人撤回", CHAIR),)
