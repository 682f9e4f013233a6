"""谁的按键为什么没算: every press once, with its fate."""

from strategies import Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.accounting import asked, press_lines, uncounted
from kiosk.meeting.acts import attending, standing_by
from kiosk.meeting.acts.polling import judge

FOR, AGAINST = 1, 2


def pressed_hall() -> Hall:
    hall = small_hall()
    hall.prepare()
    hall.press("05", FOR)
    hall.zero_report()
    hall.open()
    hall.press("01", FOR, made_ms=120)
    hall.press("01", AGAINST)
    hall.press("02", FOR)
    hall.do(attending.bind_keypad(hall.state, 66, "03", reason="坏了"))
    hall.press("03", FOR, keypad=3)
    hall.press("03", FOR, keypad=66)
    return hall


def test_every_press_is_in_the_account_once_in_the_order_of_the_book() -> None:
    hall = pressed_hall()
    lines = press_lines(hall.poll)
    assert [(one.seat, one.keypad, one.fate) for one in lines] == [
        ("05", 5, "early"),
        ("01", 1, "replaced"),
        ("01", 1, "counted"),
        ("02", 102, "counted"),
        ("", 3, "unknown_keypad"),
        ("03", 66, "counted"),
    ]
    assert [one.entry for one in lines] == sorted(one.entry for one in lines)
    assert [one.made_ms for one in lines[:3]] == [None, 120, None]
    assert len(lines) == hall.poll.heard
    assert [one.fate for one in uncounted(lines)] == ["early", "replaced", "unknown_keypad"]


def test_a_seat_and_a_keypad_can_be_asked_for() -> None:
    lines = press_lines(pressed_hall().poll)
    assert [one.counted for one in asked(lines, seat="01")] == [False, True]
    assert [one.fate for one in asked(lines, keypad=3)] == ["unknown_keypad"]
    assert asked(lines, seat="03", keypad=3) == ()
    assert asked(lines) == lines


def test_that_somebody_pressed_can_be_told_without_what() -> None:
    lines = press_lines(pressed_hall().poll, keys=False)
    assert {one.keys for one in lines} == {None}


def test_evidence_of_a_base_that_stood_by_is_told_until_it_is_judged() -> None:
    hall = small_hall()
    hall.enter(f.BaseStandsBy("B", "A"))
    hall.prepare()
    hall.zero_report()
    hall.override_all()
    hall.open()
    hall.enter(standing_by.receive(hall.state, hall.pressed("02", FOR)))
    lines = press_lines(hall.poll)
    assert [(one.seat, one.fate) for one in lines] == [("", "stood_by")]
    assert uncounted(lines) == ()


def test_evidence_that_was_taken_up_is_told_once_as_what_it_became() -> None:
    hall = small_hall()
    hall.enter(f.BaseStandsBy("B", "A"))
    hall.prepare()
    hall.zero_report()
    hall.override_all()
    hall.open()
    hall.enter(standing_by.receive(hall.state, hall.pressed("02", FOR)))
    hall.enter(f.BaseGone("A", hall.poll.plan.poll, "gone"))
    took = standing_by.take_over(hall.state)
    assert took is not None
    hall.enter(took)
    press = standing_by.next_to_judge(hall.state)
    assert press is not None
    hall.enter(judge(hall.state, press))
    assert [(one.seat, one.fate) for one in press_lines(hall.poll)] == [("02", "counted")]
