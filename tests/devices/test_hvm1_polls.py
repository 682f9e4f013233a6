"""Polls on a sound line, driver against simulated collector in virtual time."""

import pytest
from devices_bench import MS, SECOND, Bench, call
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.events import (
    BaseAnswered,
    BaseLost,
    KeypadPressed,
    KeypadsHeard,
    LineNoise,
    PollDrained,
    PollRefused,
    PollStarted,
    TableRow,
)
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.crowd import changed, crowd, merged, moved, some, twice
from kiosk.devices.simulator.damage import DamageSpec, Lane

FOR, AGAINST, ABSTAIN = (1,), (2,), (3,)


def test_a_base_tells_who_it_is():
    bench = Bench(collector=SimulatedCollector(101, 60), label_offset=1000)
    answered = bench.until(BaseAnswered)
    assert (answered.first_keypad, answered.keypads) == (1101, 60)
    assert answered.capability.max_keypads == 60
    assert "4B494F534B000001" in answered.identity


def test_every_press_of_a_poll_is_heard_once_and_in_order():
    bench = Bench()
    bench.station.open_poll(call())
    bench.until(PollStarted)
    plan = [(keypad, (keypad % 3 + 1,)) for keypad in range(1, 121)]
    for keypad, keys in plan:
        bench.press(keypad, *keys)
    bench.run(500)
    assert bench.presses() == plan
    assert [press.sequence for press in bench.all(KeypadPressed)] == list(range(1, 121))
    assert bench.all(LineNoise) == []


def test_a_poll_closes_with_the_table_of_the_base():
    bench = Bench(20, label_offset=500)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    bench.press(3, 1)
    bench.press(4, 2)
    bench.press(3, 2)
    bench.station.close_poll(7)
    drained = bench.until(PollDrained)
    assert drained.table_crc_ok
    assert (drained.session, drained.last_sequence, drained.overflow) == (7, 3, 0)
    assert drained.totals[:3] == (0, 2, 0)
    assert drained.table[2:4] == (TableRow(503, 2, AGAINST), TableRow(504, 1, AGAINST))
    assert bench.presses() == [(503, FOR), (504, AGAINST), (503, AGAINST)]


def test_a_press_between_close_and_drain_is_still_heard():
    bench = Bench(to_host=Lane(baud=19200))
    bench.station.open_poll(call())
    bench.until(PollStarted)
    for keypad in range(1, 101):
        bench.press(keypad, 1)
    bench.station.close_poll(7)
    drained = bench.until(PollDrained)
    assert len(bench.presses()) == drained.last_sequence == 100


def test_a_press_that_is_not_in_the_book_stays_in_the_base():
    bench = Bench(books=False)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    for keypad in range(1, 21):
        bench.press(keypad, 1)
    bench.run(2000)
    assert len(bench.presses()) == 15
    bench.station.acknowledge(bench.all(KeypadPressed))
    bench.run(200)
    assert len(bench.presses()) == 20
    assert bench.all(LineNoise) == []


def test_only_a_run_without_a_gap_is_acknowledged():
    bench = Bench(books=False)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    for keypad in range(1, 6):
        bench.press(keypad, 1)
    bench.run(100)
    first, second, third, *_ = bench.all(KeypadPressed)
    bench.station.acknowledge([third, first])
    bench.run(100)
    assert bench.collector._rules.status(0).oldest == 2
    bench.station.acknowledge([second])
    bench.run(100)
    assert bench.collector._rules.status(0).oldest == 4


def test_a_drain_waits_for_the_book():
    bench = Bench(books=False)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    bench.press(1, 1)
    bench.station.close_poll(7)
    bench.run(5000)
    assert bench.all(PollDrained) == []
    bench.station.acknowledge(bench.all(KeypadPressed))
    assert bench.until(PollDrained, within_s=30)


def test_a_hall_that_goes_on_pressing_does_not_hold_up_the_close():
    bench = Bench()
    bench.station.open_poll(call())
    bench.until(PollStarted)
    for number in range(400):
        bench.later(30 * number, lambda: bench.press(5, 1))
    bench.run(300)
    bench.station.close_poll(7)
    drained = bench.until(PollDrained, within_s=5)
    assert drained.table_crc_ok
    bench.run(12_000)
    assert len(bench.presses()) == 400


def test_a_press_before_the_poll_carries_the_session_before():
    bench = Bench()
    bench.until(BaseAnswered)
    bench.press(9, 1)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    assert [(each.keypad, each.session) for each in bench.all(KeypadPressed)] == [(9, 0)]
    bench.press(10, 1)
    bench.run(200)
    assert bench.presses() == [(10, FOR)]


def test_a_late_press_shows_on_the_clock_of_the_base_how_late_it_was():
    bench = Bench()
    bench.station.open_poll(call())
    started = bench.until(PollStarted)
    bench.run(1000)
    bench.station.close_poll(7)
    closed_ns = bench.clock.mono_ns()
    bench.run(250)
    bench.press(3, 1)
    late = bench.until(KeypadPressed)
    assert started.opened_ns + late.made_ms * MS > closed_ns


def test_the_zero_of_the_clock_is_never_later_than_the_base_s_own():
    bench = Bench(to_device=Lane(baud=19200), to_host=Lane(baud=19200))
    bench.station.open_poll(call())
    started = bench.until(PollStarted)
    own = bench.collector._rules._opened_ns
    assert own - 60 * MS < started.opened_ns <= own


def test_a_retracted_choice_is_a_press_without_keys():
    bench = Bench()
    bench.station.open_poll(call())
    bench.until(PollStarted)
    bench.press(8, 1)
    bench.press(8)
    bench.run(100)
    assert bench.presses() == [(8, FOR), (8, ())]


def test_records_that_are_no_presses_are_passed_over_and_do_not_block():
    bench = Bench()
    bench.station.open_poll(call())
    bench.until(PollStarted)
    for kind in (m.Kind.SIGN_IN, m.Kind.REQUEST_TO_SPEAK, m.Kind.OFFLINE, m.Kind.LOW_BATTERY):
        bench.collector.press(1, (), bench.clock.mono_ns(), kind=kind)
    bench.press(2, 1)
    bench.station.close_poll(7)
    assert bench.until(PollDrained).last_sequence == 5
    assert bench.presses() == [(2, FOR)]


def test_a_ping_tells_who_is_there_and_whose_battery_is_low():
    bench = Bench(130)
    bench.collector.set_online(range(1, 121), online=False)
    bench.collector.set_low_battery([125], low=True)
    bench.station.ping()
    heard = bench.until(KeypadsHeard)
    assert heard.online == tuple(range(121, 131))
    assert heard.low_battery == (125,)


def test_a_ping_tells_the_battery_and_the_signal_of_every_keypad_that_answers():
    bench = Bench(130, label_offset=1000, to_host=Lane(baud=115200))
    bench.collector.set_online([7], online=False)
    bench.collector.set_low_battery([125], low=True)
    bench.collector.set_link([3], 12)
    bench.station.ping()
    heard = bench.until(KeypadsHeard)
    levels = {keypad: (battery, signal) for keypad, battery, signal in heard.levels}
    assert list(levels) == [number for number in range(1001, 1131) if number != 1007]
    assert levels[1003] == (74, 12)
    assert levels[1125][0] == 8
    assert bench.presses(0) == []


def test_a_keypad_that_is_not_heard_now_is_told_as_its_last_press_had_it():
    bench = Bench(5)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    bench.collector.press(2, FOR, bench.clock.mono_ns(), battery=40, link=0xFF)
    bench.run(200)
    bench.collector.set_online([2], online=False)
    bench.station.close_poll(7)
    bench.until(PollDrained)
    bench.station.ping()
    heard = bench.until(KeypadsHeard)
    assert 2 not in heard.online
    assert (2, 40, 100) in heard.levels


def test_a_poll_does_not_wait_for_the_answers_to_a_ping_and_the_ping_is_made_good():
    bench = Bench(480, to_host=Lane(baud=19200), timeout_ms=400)
    bench.station.ping()
    bench.run(1500)
    assert bench.all(KeypadsHeard) == []
    bench.station.open_poll(call())
    bench.until(PollStarted, within_s=10)
    bench.press(1, 1)
    bench.station.close_poll(7)
    assert bench.until(PollDrained).table_crc_ok
    assert len(bench.until(KeypadsHeard).levels) == 480
    assert bench.presses() == [(1, FOR)]


def test_a_ping_waits_until_the_poll_is_over():
    bench = Bench()
    bench.station.open_poll(call())
    bench.until(PollStarted)
    bench.station.ping()
    bench.run(1000)
    assert bench.all(KeypadsHeard) == []
    bench.station.close_poll(7)
    assert bench.until(KeypadsHeard)


@pytest.mark.parametrize(
    ("options", "maximum", "ballot_type"),
    [
        (3, 1, m.BallotType.FOR_AGAINST_ABSTAIN),
        (5, 1, m.BallotType.SINGLE),
        (8, 5, m.BallotType.MULTIPLE),
        (3, 2, m.BallotType.MULTIPLE),
    ],
)
def test_the_base_is_told_what_kind_of_poll_it_is(options, maximum, ballot_type):
    bench = Bench()
    bench.station.open_poll(call(options=options, maximum=maximum))
    bench.until(PollStarted)
    assert bench.collector._rules.status(0).ballot_type == ballot_type


def test_several_keys_come_as_several_options():
    bench = Bench()
    bench.station.open_poll(call(options=8, maximum=5))
    bench.until(PollStarted)
    bench.press(2, 1, 4, 8)
    bench.station.close_poll(7)
    assert bench.until(PollDrained).table[1].keys == (1, 4, 8)
    assert bench.presses() == [(2, (1, 4, 8))]


def test_polls_follow_one_another_with_fresh_sequences():
    bench = Bench()
    for session in (7, 8, 9):
        bench.station.open_poll(call(session))
        bench.until(PollStarted)
        bench.press(session, 1)
        bench.station.close_poll(session)
        assert bench.until(PollDrained).last_sequence == 1
        assert bench.presses(session) == [(session, FOR)]


def test_a_second_poll_while_one_runs_is_refused_and_the_first_goes_on():
    bench = Bench()
    bench.station.open_poll(call(7))
    bench.until(PollStarted)
    bench.station.open_poll(call(8))
    assert bench.until(PollRefused).session == 8
    bench.press(1, 1)
    bench.run(100)
    assert bench.presses() == [(1, FOR)]


def test_the_same_poll_ordered_twice_is_confirmed_twice():
    bench = Bench()
    bench.station.open_poll(call())
    bench.until(PollStarted)
    bench.press(1, 1)
    bench.station.open_poll(call())
    assert bench.until(PollStarted).session == 7
    bench.run(100)
    assert bench.presses() == [(1, FOR)]


def test_what_the_map_cannot_carry_is_an_error_of_the_caller():
    bench, driver = Bench(), Hvm1("A")
    for wrong in (call(options=9), call(session=0)):
        with pytest.raises(ValueError):
            driver.open_poll(wrong)
    with pytest.raises(ValueError):
        bench.station.open_poll(call(options=9))


def test_an_overflow_of_the_base_is_told():
    bench = Bench(4, books=False)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    for _ in range(70):
        bench.press(1, 1)
    bench.books = True
    bench.run(500)
    bench.station.close_poll(7)
    assert bench.until(PollDrained).overflow == 6


def test_a_full_hall_comes_through_a_paced_line_at_the_speed_of_the_wire():
    bench = Bench(to_device=Lane(baud=115200), to_host=Lane(baud=115200))
    bench.station.open_poll(call())
    bench.until(PollStarted)
    begun = bench.clock.mono_ns()
    for number in range(480):
        bench.press(number % 120 + 1, 1)
    assert bench.timeline.run_until(lambda: len(bench.presses()) == 480, within_ns=2 * SECOND)
    assert 480 / ((bench.clock.mono_ns() - begun) / SECOND) > 500


DAMAGE = st.builds(
    DamageSpec,
    drop=st.sampled_from([0, 0.05, 0.2]),
    double=st.sampled_from([0, 0.1]),
    flip=st.sampled_from([0, 0.05, 0.2]),
    split=st.sampled_from([0, 0.3]),
    delay=st.sampled_from([0, 0.2]),
    noise=st.sampled_from([0, 0.2]),
)


@given(damage=DAMAGE, seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_on_any_line_every_press_comes_once_and_in_order_and_none_is_invented(damage, seed):
    bench = Bench(
        40,
        to_device=Lane(damage, seed=seed),
        to_host=Lane(damage, seed=seed + 1),
    )
    bench.station.open_poll(call(options=3))
    bench.until(PollStarted, within_s=120)
    plan = crowd(range(1, 41), {FOR: 3, AGAINST: 2, ABSTAIN: 1}, span_ns=2 * SECOND, seed=seed)
    plan = merged(plan, twice(some(plan, 0.2, seed=seed), gap_ns=300 * MS))
    plan = merged(plan, changed(some(plan, 0.2), [FOR, AGAINST, ABSTAIN], gap_ns=500 * MS))
    plan = merged(plan, moved(some(plan, 0.1), 800 * MS))
    for each in plan:
        bench.timeline.after(each.at_ns, lambda each=each: bench.press(each.keypad, *each.keys))
    bench.run(3000)
    bench.station.close_poll(7)
    drained = bench.until(PollDrained, within_s=300)
    assert bench.presses() == [(each.keypad, each.keys) for each in plan]
    assert drained.table_crc_ok
    assert drained.last_sequence == len(plan)
    assert bench.all(PollRefused) == []
    standing = {row.keypad: row.keys for row in drained.table if row.presses}
    assert standing == dict(bench.presses())


def test_a_base_that_is_silent_is_told_once_and_sought_on():
    bench = Bench(collector=SimulatedCollector(1, 60, unit=9))
    assert bench.until(BaseLost).what == "The base does not answer"
    bench.run(10_000)
    assert len(bench.all(BaseLost)) == 1


def test_a_poll_opened_while_the_one_before_is_still_closing_waits_for_its_end():
    bench = Bench()
    bench.station.open_poll(call(7))
    bench.until(PollStarted)
    bench.press(5, 1)
    bench.station.close_poll(7)
    bench.station.open_poll(call(8))
    assert bench.until(PollDrained).session == 7
    assert bench.presses(7) == [(5, (1,))]
    assert bench.until(PollStarted).session == 8
    bench.press(6, 2)
    bench.run(500)
    assert bench.presses(8) == [(6, (2,))]
    bench.station.close_poll(8)
    assert bench.until(PollDrained).session == 8


def test_a_poll_opened_and_closed_while_the_one_before_is_closing_has_its_own_end():
    bench = Bench()
    bench.station.open_poll(call(7))
    bench.until(PollStarted)
    bench.station.close_poll(7)
    bench.station.open_poll(call(8))
    bench.station.close_poll(8)
    assert [bench.until(PollDrained).session for _ in range(2)] == [7, 8]
    assert [one.session for one in bench.all(PollStarted)] == [7, 8]
