"""Rounds of one item stand beside each other."""

from strategies import Hall, small_hall

from kiosk.meeting.acts import conducting, tabling
from kiosk.meeting.motion import motion_hash
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.poll import Stage
from kiosk.meeting.rounds import rounds


def ask(hall: Hall, in_favour: int, against: int) -> None:
    hall.prepare("major")
    hall.override_all()
    hall.open()
    for number in range(1, in_favour + against + 1):
        hall.press(f"0{number}", 1 if number <= in_favour else 2)


def test_three_rounds_on_one_plan_are_told_with_text_and_figures() -> None:
    hall = small_hall()
    ask(hall, 3, 3)
    hall.void()
    ask(hall, 3, 3)
    hall.decide()
    hall.do(tabling.resume_item(hall.state, 1, "reading", reason="修改后再议", by="王建国"))
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="修改稿", noticed=False))
    hall.do(conducting.enter_phase(hall.state, 1, "polling"))
    ask(hall, 5, 1)
    hall.decide()
    first, second, third = rounds(hall.state, 1)
    assert (first.poll, first.round, first.stage, first.tally, first.verdict) == (
        1, 1, Stage.VOID, None, None,
    )  # fmt: skip
    assert (second.round, second.verdict, second.version) == (2, Verdict.NOT_PASSED, 1)
    assert second.tally is not None
    assert third.tally is not None
    assert (second.tally.in_favour, third.tally.in_favour) == (3, 5)
    assert (third.round, third.verdict, third.version) == (3, Verdict.PASSED, 2)
    assert second.sha256 == motion_hash("议案", "全文") != third.sha256


def test_a_poll_put_aside_after_its_declaration_keeps_its_figures_and_decides_nothing() -> None:
    hall = small_hall()
    ask(hall, 6, 0)
    hall.decide()
    hall.void()
    (only,) = rounds(hall.state, 1)
    assert only.tally is not None
    assert (only.stage, only.verdict, only.tally.in_favour) == (Stage.VOID, None, 6)


def test_an_item_nobody_was_asked_about_has_no_rounds() -> None:
    assert rounds(small_hall().state, 1) == ()
