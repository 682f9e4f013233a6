"""双通道: one base counts, the other is evidence, and takes over when the first is lost."""

from dataclasses import replace
from datetime import date

import pytest
from strategies import OFFICERS, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, declaring, standing_by
from kiosk.meeting.acts.polling import judge
from kiosk.meeting.facts import BallotCast, Press, PressRefused, StandbyHeard
from kiosk.meeting.refusal import Refusal

FOR, AGAINST = 1, 2
MS = 1_000_000


@pytest.fixture
def hall() -> Hall:
    """Base B stands by for base A; all seats with odd numbers hold keypads of A."""
    hall = small_hall()
    hall.enter(*standing_by.place_bases(hall.state, {"B": "A"}))
    hall.prepare()
    hall.zero_report()
    hall.override_all()
    return hall


def hear(
    hall: Hall, base: str, keypad: int, *keys: int, made_ms: int | None = None
) -> BallotCast | PressRefused | StandbyHeard:
    seat = hall.state.seat_of[keypad]
    session = hall.poll.sessions.get(base)
    press = replace(hall.pressed(seat, *keys, made_ms=made_ms), base=base, keypad=keypad)
    fact = standing_by.receive(hall.state, replace(press, session=session))
    hall.enter(fact)
    return fact


def fail(hall: Hall, base: str) -> list[Press]:
    """Lose a base, take over and judge what is taken up; the presses, in their order."""
    hall.enter(f.BaseGone(base, hall.poll.plan.poll, "gone"))
    judged: list[Press] = []
    while (took := standing_by.take_over(hall.state)) is not None:
        hall.enter(took)
        while (press := standing_by.next_to_judge(hall.state)) is not None:
            hall.enter(judge(hall.state, press))
            judged.append(press)
    return judged


def test_the_book_says_what_the_settings_changed(hall: Hall) -> None:
    assert standing_by.place_bases(hall.state, {"B": "A"}) == ()
    assert standing_by.place_bases(hall.state, {"A": "B"}) == (
        f.BaseStandsBy("A", "B"),
        f.BaseStandsBy("B", ""),
    )
    hall.enter(*standing_by.place_bases(hall.state, {}))
    assert hall.state.standbys == {}


def test_a_press_of_a_base_that_stands_by_is_evidence_and_counts_nowhere(hall: Hall) -> None:
    hall.open()
    assert isinstance(hear(hall, "A", 1, FOR), BallotCast)
    assert isinstance(hear(hall, "B", 1, AGAINST), StandbyHeard)
    assert hall.poll.heard == 1
    assert hall.poll.ballots["01"].choice == (FOR,)


def test_before_the_poll_opens_the_settings_say_who_stands_by(hall: Hall) -> None:
    assert hear(hall, "B", 1, FOR) == StandbyHeard(1, hall.poll.evidence[0].press)
    assert isinstance(hear(hall, "A", 1, FOR), PressRefused)


def test_before_any_poll_it_is_evidence_of_none() -> None:
    hall = small_hall()
    hall.enter(*standing_by.place_bases(hall.state, {"B": "A"}))
    press = Press("B", 1, (FOR,), 5, None, None, None, "")
    fact = standing_by.receive(hall.state, press)
    hall.enter(fact)
    assert fact == StandbyHeard(0, press)
    assert hall.state.stray == []


def test_another_session_is_a_wrong_session_whoever_says_it(hall: Hall) -> None:
    hall.open()
    press = replace(hall.pressed("01", FOR), base="B", session=4711)
    fact = standing_by.receive(hall.state, press)
    assert isinstance(fact, PressRefused)
    assert fact.reason == "wrong_session"


def test_nobody_takes_over_while_the_base_answers_or_the_other_does_not(hall: Hall) -> None:
    hall.open()
    assert standing_by.take_over(hall.state) is None
    hall.enter(f.BaseGone("B", 1, "gone"))
    assert fail(hall, "A") == []
    assert hall.poll.took_over == []
    hall.enter(hall.state.bases["B"].found)
    assert standing_by.take_over(hall.state) == f.StandbyTookOver(1, "B", "A", -1)


def test_without_a_poll_that_runs_nothing_is_taken_over(hall: Hall) -> None:
    assert fail(hall, "A") == []
    assert standing_by.next_to_judge(hall.state) is None


def test_a_base_lost_before_the_poll_is_taken_over_as_it_opens(hall: Hall) -> None:
    hall.enter(f.BaseGone("A", 0, "gone"))
    hall.override_all()
    hall.open()
    assert standing_by.take_over(hall.state) == f.StandbyTookOver(1, "B", "A", -1)


def test_in_a_secret_poll_nothing_is_taken_over(hall: Hall) -> None:
    """What the second base kept is masked; its choices were never sealed for the urn."""
    hall.open()
    hall.poll.plan = replace(hall.poll.plan, named=False)
    assert fail(hall, "A") == []
    assert hall.poll.took_over == []


def test_what_the_lost_base_delivered_is_not_judged_again(hall: Hall) -> None:
    hall.open()
    for base in ("A", "B"):
        hear(hall, base, 1, FOR)
    hall.wait(2)
    hear(hall, "A", 3, FOR)
    hall.wait(2)
    hear(hall, "B", 3, AGAINST)
    assert [press.keypad for press in fail(hall, "A")] == [3]
    assert (hall.poll.heard, hall.poll.ballots["03"].choice) == (3, (AGAINST,))


def test_where_it_delivered_nothing_everything_is_taken_up(hall: Hall) -> None:
    hall.open()
    hear(hall, "B", 3, FOR)
    hall.wait(9)
    hear(hall, "B", 1, FOR)
    assert [press.keypad for press in fail(hall, "A")] == [3, 1]


def test_device_clocks_tell_what_came_after(hall: Hall) -> None:
    """A was slow: it delivered at 9 s what was made at 1 s; B had told all of it long before."""
    hall.open()
    for made_ms, keypad in ((1_000, 1), (2_000, 3), (400, 5)):
        hear(hall, "B", keypad, FOR, made_ms=made_ms)
    hall.wait(9)
    hear(hall, "A", 1, FOR, made_ms=1_000)
    assert [press.keypad for press in fail(hall, "A")] == [1, 3]
    assert set(hall.poll.ballots) == {"01", "03"}
    assert [one.reason for one in hall.poll.refused] == ["duplicate"]


def test_half_a_second_of_overlap_and_no_more(hall: Hall) -> None:
    hall.open()
    for made_ms, keypad in ((1_500, 3), (1_501, 5), (2_000, 1)):
        hear(hall, "B", keypad, FOR, made_ms=made_ms)
    hear(hall, "A", 1, FOR, made_ms=2_000)
    assert [press.keypad for press in fail(hall, "A")] == [5, 1]


def test_where_one_has_no_device_clock_arrival_decides_and_orders(hall: Hall) -> None:
    hall.open()
    hear(hall, "A", 1, FOR)
    hall.wait(1)
    hear(hall, "B", 3, FOR, made_ms=9_000)
    hear(hall, "B", 5, FOR)
    assert [press.keypad for press in fail(hall, "A")] == [3, 5]


def test_device_clocks_order_what_is_taken_up(hall: Hall) -> None:
    hall.open()
    hear(hall, "B", 1, AGAINST, made_ms=2_000)
    hear(hall, "B", 1, FOR, made_ms=1_000)
    fail(hall, "A")
    assert hall.poll.ballots["01"].choice == (AGAINST,)


def test_the_base_that_was_lost_stands_by_when_it_comes_back_and_may_take_over(hall: Hall) -> None:
    hall.open()
    hear(hall, "A", 1, FOR)
    fail(hall, "A")
    assert isinstance(hear(hall, "B", 3, FOR), BallotCast)
    hall.enter(hall.state.bases["A"].found)
    hall.wait(5)
    assert isinstance(hear(hall, "A", 5, FOR), StandbyHeard)
    assert [press.keypad for press in fail(hall, "B")] == [5]
    assert isinstance(hear(hall, "B", 5, AGAINST), StandbyHeard)
    assert [took.base for took, _ in hall.poll.took_over] == ["B", "A"]


def test_the_next_poll_begins_as_the_settings_say(hall: Hall) -> None:
    hall.open()
    fail(hall, "A")
    hall.enter(hall.state.bases["A"].found)
    hall.do(declaring.void_poll(hall.state, reason="again", officers=OFFICERS))
    hall.prepare()
    hall.zero_report()
    hall.override_all()
    assert dict(hall.open().standbys) == {"B": "A"}


def test_after_another_boot_only_what_came_after_it_follows(hall: Hall) -> None:
    """Monotonic times of two boots do not compare."""
    hall.open()
    hear(hall, "B", 3, FOR)
    hall.wait(5)
    hear(hall, "A", 1, FOR)
    hall.restart("boot-2")
    hall.now_ns = 7
    for base in ("A", "B"):
        hall.enter(hall.state.bases[base].found)
    hear(hall, "B", 5, FOR)
    assert [press.keypad for press in fail(hall, "A")] == [5]


def test_a_base_that_was_lost_before_a_restart_is_lost_anew_when_it_is_told(hall: Hall) -> None:
    hall.open()
    hall.enter(f.BaseGone("A", 1, "gone"))
    hall.restart("boot-1")
    hall.enter(hall.state.bases["B"].found)
    assert standing_by.take_over(hall.state) is None
    assert len(fail(hall, "A")) == 0
    assert [took.base for took, _ in hall.poll.took_over] == ["B"]


def test_a_dead_base_that_stands_by_is_not_waited_for(hall: Hall) -> None:
    hall.open()
    fail(hall, "A")
    hall.close()
    assert declaring.undrained(hall.state, hall.poll) == ["B"]
    hall.drain("B")
    hall.seal()
    assert hall.reconcile().differences == ()


def settled(hall: Hall, **rows: list[tuple[int, int, tuple[int, ...]]]) -> f.PollReconciled:
    hall.close()
    for base in ("A", "B"):
        told = rows.get(base)
        hall.drain(base, rows=told or (), crc_ok=None if told is None else True)
    hall.seal()
    return hall.reconcile()


def test_what_only_one_of_them_heard_is_evidence_by_keypad(hall: Hall) -> None:
    hall.open()
    for base, keypad in (("A", 1), ("B", 1), ("B", 3), ("A", 5)):
        hear(hall, base, keypad, FOR)
    found = settled(hall)
    assert found.differences == ()
    assert found.evidence == (
        ("heard by one of two bases", "B/3", 0, 1),
        ("heard by one of two bases", "B/5", 1, 0),
    )
    assert isinstance(declaring.may_declare(hall.state), Refusal)


def test_presses_after_the_close_are_not_compared(hall: Hall) -> None:
    hall.open()
    for made_ms in (100, 1_500):
        hear(hall, "A", 1, FOR, made_ms=made_ms)
        hall.wait(1)
        if made_ms == 100:
            hear(hall, "B", 1, FOR, made_ms=made_ms)
            hall.close()
    assert isinstance(hear(hall, "B", 3, FOR, made_ms=1_600), StandbyHeard)
    for base in ("A", "B"):
        hall.drain(base)
    hall.seal()
    assert hall.reconcile().evidence == ()


def test_the_table_of_a_base_that_stands_by_is_compared_with_what_it_told(hall: Hall) -> None:
    hall.open()
    for base in ("A", "B"):
        hear(hall, base, 1, FOR)
    found = settled(hall, A=[(1, 1, (FOR,))], B=[(1, 2, (FOR,))])
    assert found.differences == ()
    assert found.evidence == (("keypad", "B/1", 2, 1),)


def test_after_a_take_over_the_tables_agree_and_the_change_is_evidence(hall: Hall) -> None:
    hall.open()
    for base in ("A", "B"):
        hear(hall, base, 1, FOR)
    hall.wait(2)
    hear(hall, "B", 3, FOR)
    fail(hall, "A")
    hear(hall, "B", 5, FOR)
    hall.enter(hall.state.bases["A"].found)
    hear(hall, "A", 3, FOR)
    rows: dict[str, list[tuple[int, int, tuple[int, ...]]]] = {
        "A": [(1, 1, (FOR,)), (3, 1, (FOR,))],
        "B": [(1, 1, (FOR,)), (3, 1, (FOR,)), (5, 1, (FOR,))],
    }
    found = settled(hall, **rows)
    assert found.differences == ()
    assert found.evidence == (("standby took over", "A/B", 2, 0),)


def test_a_keypad_that_only_the_base_that_stands_by_hears_shuts_the_gate(hall: Hall) -> None:
    keypads = tuple(hall.state.seat_of)
    hall.enter(f.KeypadsCalled("A", (), ()), f.KeypadsCalled("B", keypads, ()))
    hall.poll.overrides.clear()
    answer = conducting.open_poll(hall.state, by="", today=date(2026, 11, 23))
    assert isinstance(answer, Refusal)
    assert answer.reason == "keypads_not_heard"


def test_a_base_is_taken_over_by_its_own_desk_and_by_no_other(hall: Hall) -> None:
    """Two desks fold the same book; the one whose base stands by enters the take-over."""
    hall.open()
    hall.enter(f.BaseGone("A", 1, "cable"))
    found = hall.state.bases["B"].found
    hall.desk = "east"
    hall.enter(found)
    hall.desk = ""
    assert standing_by.take_over(hall.state, desk="") is None
    took = standing_by.take_over(hall.state, desk="east")
    assert took is not None
    assert (took.base, took.primary) == ("B", "A")
