"""随机抽查表决器: drawn by dice, pressed outside any poll, compared."""

from collections import Counter
from dataclasses import replace

import pytest
from strategies import Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import auditing, standing_by
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.audit import draw
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.verifier import audits

DICE = "31415926"


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal)
    return answer.reason


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def start(hall: Hall, count: int = 2) -> f.HandsetAuditDrawn:
    (fact,) = hall.do(auditing.draw_audit(hall.state, dice=DICE, count=count, by="公证员"))
    assert isinstance(fact, f.HandsetAuditDrawn)
    return fact


def press(hall: Hall, keypad: int, key: int, *, base: str = "", session: int | None = -1) -> None:
    seat = hall.state.seat_of[keypad]
    told = hall.pressed(seat, key, keypad=keypad)
    assert hall.state.audit is not None
    where = base or told.base
    own = dict(hall.state.audit.drawn.sessions)[where]
    told = replace(told, base=where, session=own if session == -1 else session)
    hall.enter(standing_by.receive(hall.state, told))


def done(hall: Hall) -> f.HandsetAudited:
    (fact,) = hall.do(auditing.close_audit(hall.state, by="公证员"))
    assert isinstance(fact, f.HandsetAudited)
    return fact


@pytest.mark.parametrize("count", [1, 3, 12])
def test_the_same_dice_draw_the_same_and_the_verifier_draws_it_too(count: int) -> None:
    drawn = draw(range(1, 13), count, DICE)
    assert drawn == draw([*range(12, 0, -1)], count, DICE)
    assert list(drawn) == audits.draw([*range(1, 13)], count, DICE)
    assert len(set(drawn)) == count


def test_the_drawing_that_the_contract_shows() -> None:
    assert draw(range(1, 13), 3, DICE) == (1, 12, 6)
    assert draw(range(1, 13), 3, "31415927") != (1, 12, 6)


def test_every_keypad_is_drawn_about_as_often() -> None:
    found = Counter(draw(range(5), 1, f"{n:08}")[0] for n in range(2000))
    assert all(330 < found[keypad] < 470 for keypad in range(5))


def test_a_word_beyond_the_last_whole_row_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.meeting.audit.WORD", 1 << 60)
    assert len(draw(range(1, 4), 2, DICE)) == 2


def test_presses_of_an_audit_are_kept_and_are_in_no_poll(hall: Hall) -> None:
    drawn = start(hall)
    assert drawn.keypads == tuple(sorted(hall.state.seat_of))
    for keypad in drawn.drawn:
        for key in (1, 2, 3):
            press(hall, keypad, key)
    found = done(hall)
    assert found.failed == ()
    assert [keypad for keypad, _ in found.rows] == list(drawn.drawn)
    assert {one.reason for one in hall.state.stray} == {"audit"}
    hall.ask()
    assert hall.poll.heard == 0
    assert set(hall.poll.sessions.items()).isdisjoint(drawn.sessions)


@pytest.mark.parametrize("keys", [(), (1, 2), (1, 3, 2), (1, 2, 3, 3)], ids=str)
def test_anything_else_than_one_two_three_fails(hall: Hall, keys: tuple[int, ...]) -> None:
    (keypad,) = start(hall, 1).drawn
    for key in keys:
        press(hall, keypad, key)
    assert done(hall).failed == (keypad,)


def test_a_press_without_a_session_speaks_to_the_audit_while_it_lasts(hall: Hall) -> None:
    (keypad,) = start(hall, 1).drawn
    for key in (1, 2, 3):
        press(hall, keypad, key, session=None)
    assert done(hall).failed == ()
    seat = hall.state.seat_of[keypad]
    late = replace(hall.pressed(seat, 1), session=None)
    found = standing_by.receive(hall.state, late)
    assert isinstance(found, f.PressRefused)
    assert found.reason == "early"


def test_a_belated_press_of_an_audit_is_still_one_and_changes_nothing(hall: Hall) -> None:
    drawn = start(hall, 1)
    done(hall)
    base, session = drawn.sessions[0]
    late = replace(hall.pressed("01", 1), base=base, session=session)
    fact = standing_by.receive(hall.state, late)
    assert isinstance(fact, f.PressRefused)
    hall.enter(fact)
    assert (fact.poll, fact.reason) == (0, "audit")


def test_a_base_that_stands_by_is_not_compared(hall: Hall) -> None:
    hall.enter(f.BaseStandsBy("B", "A"))
    (keypad,) = start(hall, 1).drawn
    for key in (1, 2, 3):
        press(hall, keypad, key, base="A")
        press(hall, keypad, key, base="B")
    assert done(hall).failed == ()


def test_what_cannot_be_is_refused(hall: Hall) -> None:
    def refused(dice: str = DICE, count: int = 1) -> Reason:
        return no(auditing.draw_audit(hall.state, dice=dice, count=count, by=""))

    assert [refused(dice) for dice in ("1234567", "1234567x", "１２３４５６７８")] == [
        Reason.DICE_UNUSABLE
    ] * 3
    assert [refused(count=n) for n in (0, 99)] == [Reason.AUDIT_TOO_LARGE] * 2
    assert no(auditing.close_audit(hall.state, by="")) is Reason.NO_AUDIT
    hall.prepare()
    assert refused() is Reason.ANOTHER_POLL_RUNS


def test_no_poll_is_laid_down_and_no_second_audit_begun_meanwhile(hall: Hall) -> None:
    start(hall)
    assert no(auditing.draw_audit(hall.state, dice=DICE, count=1, by="")) is Reason.AUDIT_OPEN
    with pytest.raises(AssertionError, match="audit_open"):
        hall.prepare()
