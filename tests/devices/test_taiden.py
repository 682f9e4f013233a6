"""TAIDEN. Frames: `wire.md` section 3, published by the maker."""

import pytest
from devices_bench import MS, Bench, call
from feeding import fed, flipped

from kiosk.clerk.doorkeeping import Doorkeeper
from kiosk.clerk.hearing import hear
from kiosk.devices.events import (
    BaseAnswered,
    BaseLost,
    KeypadPressed,
    LineNoise,
    PollDrained,
    PollRefused,
    PollStarted,
    TotalsHeard,
)
from kiosk.devices.keypads.taiden import START, STOP, Taiden, result_bytes, taiden_cutter
from kiosk.devices.simulator.taiden_unit import SimulatedTaiden
from kiosk.devices.wire.chunk import Chunk
from kiosk.meeting.state import State

RESULT = bytes.fromhex("E3 00 64 00 3C 00 14 00 0A")  # present 100, for 60, against 20, abstain 10
CAMERA = bytes.fromhex("E5 00 2A")


def bench():
    return Bench(collector=SimulatedTaiden(1, 120), driver=lambda: Taiden("T", seats=120))


def totals(events):
    return [
        (one.present, one.for_, one.against, one.abstain)
        for one in events
        if isinstance(one, TotalsHeard)
    ]


def test_the_golden_frames_are_what_is_said():
    assert (bytes.fromhex("E3 01 00"), bytes.fromhex("E3 02 00")) == (START, STOP)
    assert result_bytes(100, 60, 20, 10) == RESULT


@pytest.mark.parametrize("frame", [RESULT, CAMERA], ids=["result", "camera"])
def test_a_frame_is_found_however_it_comes(frame):
    for chunks in fed(frame).values():
        cutter = taiden_cutter(120)
        assert [found for chunk in chunks for found in cutter.feed(chunk)] == [frame]


@pytest.mark.parametrize("order", [START, STOP], ids=["start", "stop"])
def test_an_order_is_obeyed_however_it_comes_and_never_with_a_flipped_bit(order):
    def unit(*chunks):
        system = SimulatedTaiden(1, 9)
        if order == STOP:
            system.receive(START, 0)
            system.speak(0)
        for chunk in chunks:
            system.receive(chunk, 0)
        return system.speak(0)

    for chunks in fed(order).values():
        assert unit(*chunks) == result_bytes(9, 0, 0, 0)
    starting_again = {spoilt for spoilt in flipped(order) if spoilt in (START, STOP)}
    assert all(unit(spoilt) == b"" for spoilt in {*flipped(order)} - starting_again)


def test_a_camera_call_with_a_flipped_bit_gives_no_totals():
    for spoilt in flipped(CAMERA):
        driver = Taiden("T", seats=120)
        events = [*driver.receive(Chunk(spoilt, 0)), *driver.receive(Chunk(b"", 30 * MS))]
        assert totals(events) == []


def test_a_camera_call_between_two_results_is_passed_over():
    driver = Taiden("T", seats=120)
    events = driver.receive(Chunk(RESULT + CAMERA + result_bytes(100, 61, 20, 10), 0))
    assert totals(events) == [(100, 60, 20, 10), (100, 61, 20, 10)]


def test_a_flipped_bit_gives_totals_that_add_up_or_none():
    """There is no checksum: only what does not add up can be told."""
    for spoilt in flipped(RESULT):
        driver = Taiden("T", seats=120)
        events = [*driver.receive(Chunk(spoilt, 0)), *driver.receive(Chunk(b"", 30 * MS))]
        assert not any(isinstance(one, KeypadPressed) for one in events)
        for present, *counted in totals(events):
            assert sum(counted) <= present <= 120


@pytest.mark.parametrize(
    "wrong", [(121, 60, 20, 10), (100, 60, 40, 1), (0, 1, 0, 0), (100, 65535, 65535, 65535)]
)
def test_totals_that_do_not_add_up_are_noise(wrong):
    driver = Taiden("T", seats=120)
    assert totals(driver.receive(Chunk(result_bytes(*wrong), 0))) == []
    driver.receive(Chunk(b"", 30 * MS))
    (noise,) = driver.events(40 * MS)
    assert isinstance(noise, LineNoise)
    assert noise.bad_frames >= 1


def test_half_a_result_is_dropped_after_twenty_milliseconds():
    driver = Taiden("T", seats=120)
    driver.receive(Chunk(RESULT[:5], 0))
    assert driver.due_ns(1) == 20 * MS
    assert totals(driver.receive(Chunk(RESULT, 25 * MS))) == [(100, 60, 20, 10)]
    driver = Taiden("T", seats=120)
    driver.receive(Chunk(RESULT[:5], 0))
    assert totals(driver.receive(Chunk(RESULT[5:], 10 * MS))) == [(100, 60, 20, 10)]


def test_totals_only_and_never_a_press():
    hall = bench()
    hall.station.open_poll(call())
    hall.until(PollStarted)
    found = hall.until(TotalsHeard) if not hall.all(TotalsHeard) else hall.all(TotalsHeard)[0]
    assert (found.present, found.for_) == (120, 0)
    assert not hall.all(BaseAnswered)[0].capability.per_seat
    for keypad in range(1, 101):
        hall.press(keypad, 1 + keypad % 3)
        hall.run(10)
    hall.collector.camera(42)
    hall.station.close_poll(7)
    drained = hall.until(PollDrained)
    assert drained.totals == (33, 34, 33)
    assert totals(hall.heard)[-1] == (120, 33, 34, 33)
    assert not hall.all(KeypadPressed)
    assert not hall.press(1, 1)


def test_a_system_that_says_nothing_is_drained_without_totals():
    hall = Bench(collector=SimulatedTaiden(1, 1), driver=lambda: Taiden("T", seats=120))
    hall.station.close_poll(7)
    assert hall.until(PollDrained).totals == ()
    assert len(hall.all(BaseAnswered)) == 1


def test_a_system_that_never_stops_talking_is_drained_after_three_seconds():
    hall = bench()
    hall.station.open_poll(call())
    hall.until(PollStarted)
    hall.station.close_poll(7)
    for at in range(100):
        hall.later(at * 100, lambda: hall.collector.camera(1))
    begun = hall.clock.mono_ns()
    hall.until(PollDrained)
    assert 2900 <= (hall.clock.mono_ns() - begun) // MS <= 3200


def test_a_resumed_poll_is_not_started_again():
    driver = Taiden("T", seats=120)
    driver.open_poll(call(resume=True))
    assert driver.tick(0) == b""
    driver.events(0)
    driver.open_poll(call(resume=True))
    assert driver.due_ns(5) > 5
    driver.close_poll(7)
    assert driver.tick(10) == STOP
    driver.line_lost()
    assert driver.tick(20) == STOP
    assert driver.tick(30) == b""


def test_a_system_that_missed_its_poll_is_neither_started_nor_stopped():
    driver = Taiden("T", seats=120)
    driver.open_poll(call())
    driver.close_poll(7)
    assert driver.tick(0) == b""
    (drained,) = [one for one in driver.events(0) if isinstance(one, PollDrained)]
    assert drained.totals == ()
    assert driver.due_ns(1) > 1


def test_a_second_poll_waits_for_the_end_of_the_first():
    hall = bench()
    hall.station.open_poll(call())
    hall.until(PollStarted)
    hall.station.open_poll(call(8))
    assert hall.until(PollRefused).session == 8
    hall.station.close_poll(7)
    hall.station.open_poll(call(9))
    hall.station.close_poll(9)
    assert [hall.until(PollDrained).session for _ in range(2)] == [7, 9]
    hall.station.ping()
    hall.cable.unplug()
    hall.until(BaseLost)


def test_what_the_system_cannot_count_is_refused():
    for wrong in (call(secret=True), call(options=4)):
        with pytest.raises(ValueError, match="for, against"):
            Taiden("T", seats=120).open_poll(wrong)


def test_running_totals_stay_on_the_tape():
    event = TotalsHeard("T", 100, 60, 20, 10, 0)
    assert hear(State(), event, None, sealing=None, door=Doorkeeper()) == ()
