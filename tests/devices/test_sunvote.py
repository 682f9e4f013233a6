"""SunVote. Golden frames: `wire.md` section 2, from the Apache-2.0 client `sunvote-ars-client`."""

import pytest
from devices_bench import MS, Bench, call
from feeding import fed, flipped

from kiosk.devices.events import (
    BaseAnswered,
    BaseLost,
    KeypadPressed,
    KeypadsHeard,
    LineNoise,
    PollDrained,
    PollRefused,
    PollStarted,
)
from kiosk.devices.keypads import sunvote_frames as s
from kiosk.devices.keypads.sunvote import (
    BEYOND,
    NO_ZONE,
    OTHER_BASE,
    SILENT,
    UNKNOWN_BUTTON,
    SunVote,
)
from kiosk.devices.keypads.sunvote_rows import Rows
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.json_receiver import SimulatedReceiver
from kiosk.devices.simulator.sunvote_base import SimulatedSunVote
from kiosk.devices.simulator.taiden_unit import SimulatedTaiden
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.cutting import EVIDENCE


def _hex(text):
    return bytes.fromhex(text)


IDENTIFY = _hex("F5AAAA0C 11 00 00 0F 0C 00 00 00 00 00 7AD9")
READ_ZONE = _hex("F5AAAA0C 15 00 00 00 06 00 00 00 00 00 DB07")
C1 = _hex("F5AAAA0C 15 01 00 C1 02 05 02 06 01 00 B75F")
C2 = _hex("F5AAAA0C 15 01 00 C2 00 00 00 00 00 00 AB33")
C3 = _hex("F5AAAA0C 15 01 00 C3 00 00 00 00 00 00 1352")
C4 = _hex("F5AAAA0C 15 01 00 C4 00 00 00 00 00 00 0A16")
C5 = _hex("F5AAAA19 15 01 00 C5" + "00" * 19 + "8841")
C5_ALL = _hex("F5AAAA19 15 C7 00 C5" + "00" * 19 + "9B7F")
GOLDEN = [IDENTIFY, READ_ZONE, C1, C2, C3, C4, C5, C5_ALL]
PRESS = s.Row(5, 42, 0x02).to_bytes()


def bench(base=None, **told):
    return Bench(collector=base or SimulatedSunVote(1, 60), driver=lambda: SunVote("A"), **told)


def running(base=None, **told):
    hall = bench(base, **told)
    hall.station.open_poll(call())
    hall.until(PollStarted)
    return hall


def presses(hall):
    return [(one.keypad, one.keys) for one in hall.all(KeypadPressed)]


def said(hall, flags):
    return sum(frame[7] == flags for frame in hall.collector.heard)


def test_the_golden_frames_are_what_is_said():
    assert [s.IDENTIFY, s.READ_ZONE, s.start(1)] == GOLDEN[:3]
    assert [s.order(1, flags) for flags in (s.CLEAR, s.STOP, s.POLL)] == GOLDEN[3:6]
    assert [s.acknowledgement(1, 0), s.WAKE_ALL] == GOLDEN[6:]


@pytest.mark.parametrize("frame", [*GOLDEN, PRESS], ids=range(9))
def test_a_frame_is_found_however_it_comes(frame):
    for chunks in fed(frame).values():
        cutter = s.sunvote_cutter()
        assert [found for chunk in chunks for found in cutter.feed(chunk)] == [frame]
        assert cutter.held == 0


@pytest.mark.parametrize("frame", [*GOLDEN, PRESS], ids=range(9))
def test_a_frame_with_any_one_bit_flipped_is_none(frame):
    cutter = s.sunvote_cutter()
    for spoilt in flipped(frame):
        assert cutter.feed(spoilt) + cutter.silence() == []
    assert cutter.take_noise().noise_bytes == 8 * len(frame) ** 2
    assert cutter.feed(frame) == [frame]


def test_a_true_frame_inside_a_false_one_is_found():
    cutter = s.sunvote_cutter()
    assert cutter.feed(s.MARK + b"\x20" + C1) == []
    assert cutter.silence() == [C1]
    assert cutter.feed(s.MARK + b"\x0c" + PRESS) == [PRESS]
    assert cutter.feed(s.MARK + PRESS) == [PRESS]
    assert len(cutter.take_noise().first_bytes) <= EVIDENCE


def test_a_lost_line_forgets_half_a_frame():
    cutter = s.sunvote_cutter()
    cutter.feed(PRESS[:9])
    cutter.forget()
    assert cutter.feed(PRESS) == [PRESS]
    assert cutter.take_noise().noise_bytes == 0


def test_the_base_is_asked_for_its_name_and_its_zone():
    hall = bench(SimulatedSunVote(11, 50, base=9, channel=4))
    found = hall.until(BaseAnswered)
    assert (found.first_keypad, found.keypads) == (11, 50)
    assert found.identity == "SunVote base 9 channel 4"
    assert not found.capability.multiple


def test_a_base_with_keypads_above_255_is_refused():
    hall = bench(SimulatedSunVote(200, 100))
    lost = hall.until(BaseLost)
    assert (lost.what, lost.details) == (BEYOND, (("last", "299"),))
    hall.run(10_000)
    assert not hall.all(BaseAnswered)
    assert len(hall.all(BaseLost)) == 1


STEPS = {"C1": C1, "C2": C2, "C4": C4, "C5": C5, "C5 to all": C5_ALL}


def test_a_poll_is_started_by_all_five_steps_with_their_pauses():
    driver, base, now, told = SunVote("A"), SimulatedSunVote(1, 60), 0, []
    driver.open_poll(call())
    while len(told) < 9:
        now = max(now, driver.due_ns(now))
        if frame := driver.tick(now):
            told.append((frame, now // MS))
            driver.receive(Chunk(base.receive(frame, now), now))
    frames, times = zip(*told, strict=True)
    assert frames[:7] == (IDENTIFY, READ_ZONE, C1, C2, C4, C5, C5_ALL)
    to_base, to_all, after = times[5:8]
    assert (to_all - to_base, after - to_all) == (50, 50)
    assert base.awake


@pytest.mark.parametrize("missing", STEPS)
def test_keypads_stay_asleep_when_a_step_of_the_start_is_missing(missing):
    base = SimulatedSunVote(1, 60)
    for name, step in STEPS.items():
        if name != missing:
            base.receive(step, 0)
    assert not base.awake
    assert not base.press(1, (1,), 0)
    for step in STEPS.values():
        base.receive(step, 0)
    assert base.press(1, (1,), 0)


@pytest.mark.parametrize("at", range(4))
def test_keypads_stay_asleep_when_two_steps_change_places(at):
    base, order = SimulatedSunVote(1, 60), list(STEPS.values())
    order[at], order[at + 1] = order[at + 1], order[at]
    for step in order:
        base.receive(step, 0)
    assert not base.press(1, (1,), 0)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_with_any_one_bit_flipped_wakes_nobody(step):
    for spoilt in flipped(STEPS[step]):
        base = SimulatedSunVote(1, 60)
        for name, frame in STEPS.items():
            base.receive(spoilt if name == step else frame, 0)
        assert not base.press(1, (1,), 0), spoilt.hex()


def test_the_base_is_told_by_the_next_cycle_which_rows_it_may_forget():
    """C5 with the row's byte, then C5 to all, then C4: the row is gone and the empty row comes."""
    base = SimulatedSunVote(1, 60)
    for step in STEPS.values():
        base.receive(step, 0)
    base.press(42, (2,), 0)
    first = base.receive(C4, 0)
    assert (first[8], first[11], first[12]) == (1, 42, 0x02)
    assert base.receive(C4, 0) == first
    assert base.receive(s.acknowledgement(1, 1) + C5_ALL + C4, 0)[8] == 0xFF
    hall = running()
    hall.press(42, 2)
    hall.run(2000)
    acknowledged = [frame[8] for frame in hall.collector.heard if frame[5:8:2] == b"\x01\xc5"]
    assert set(acknowledged) == {0, 1}


def test_a_base_of_another_name_does_not_take_over_the_poll():
    hall = running()
    hall.press(1, 1)
    hall.run(1000)
    own, other = hall.collector, SimulatedSunVote(1, 60, base=9)
    hall.cable._device = other
    lost = hall.until(BaseLost)
    while lost.what != OTHER_BASE:
        lost = hall.until(BaseLost)
    assert dict(lost.details) == {"found": "9", "known": "1"}
    heard = len(other.heard)
    hall.run(5000)
    assert len(other.heard) == heard
    assert not other.awake
    hall.cable._device = own
    assert hall.until(PollStarted).session == 7
    hall.press(2, 2)
    hall.run(1000)
    assert presses(hall) == [(1, (1,)), (2, (2,))]


def test_a_base_of_another_name_between_two_polls_is_told_by_its_name():
    hall = running()
    hall.station.close_poll(7)
    hall.until(PollDrained)
    hall.cable._device = SimulatedSunVote(1, 60, base=9)
    assert hall.until(BaseAnswered).identity == "SunVote base 9 channel 3"
    hall.station.open_poll(call(8))
    assert hall.until(PollStarted).session == 8


def test_rows_under_the_name_of_another_base_are_noise():
    hall = running()
    hall.collector._rows.append(s.Row(3, 7, 1, base=9).to_bytes())
    hall.run(1500)
    assert presses(hall) == []
    assert sum(one.bad_frames for one in hall.all(LineNoise)) >= 2


def test_a_poll_goes_from_its_opening_to_its_end():
    hall = running()
    for keypad in range(1, 61):
        assert hall.press(keypad, 1 + keypad % 3)
    hall.run(3000)
    assert presses(hall) == [(keypad, (1 + keypad % 3,)) for keypad in range(1, 61)]
    hall.station.close_poll(7)
    drained = hall.until(PollDrained)
    assert (drained.session, drained.table, drained.last_sequence) == (7, (), None)
    assert not hall.collector.awake
    assert not hall.press(1, 1)
    one = hall.all(KeypadPressed)[0]
    assert (one.session, one.sequence, one.made_ms) == (None, None, None)
    assert s.Row.from_bytes(one.raw).keypad == 1


def test_the_cycle_keeps_its_times():
    driver, base, now = SunVote("A"), SimulatedSunVote(1, 60), 0
    driver.open_poll(call())
    told = []
    while len(told) < 30:
        now = max(now, driver.due_ns(now))
        if frame := driver.tick(now):
            told.append((now // MS, frame[5], frame[7]))
            driver.receive(Chunk(base.receive(frame, now), now))
    cycle = [one for one in told if one[2] in (0xC4, 0xC5)][-6:]
    while cycle[0][1:] != (1, 0xC5):
        cycle = cycle[1:]
    begun = cycle[0][0]
    assert [(at - begun, base_id, flags) for at, base_id, flags in cycle[:3]] == [
        (0, 1, 0xC5),
        (20, 0xC7, 0xC5),
        (40, 1, 0xC4),
    ]
    assert all(at - begun >= 440 for at, _, _ in cycle[3:])


def test_the_drain_is_two_windows_without_a_press():
    hall = running()
    hall.run(1000)
    begun = hall.clock.mono_ns()
    hall.station.close_poll(7)
    hall.until(PollDrained)
    assert 880 <= (hall.clock.mono_ns() - begun) // MS <= 1700
    assert said(hall, 0xC3) == 2


def test_a_press_in_flight_at_the_close_is_heard():
    hall = running()
    hall.run(1000)
    hall.station.close_poll(7)
    hall.press(5, 2)
    hall.until(PollDrained)
    assert presses(hall) == [(5, (2,))]


def test_what_is_not_booked_is_not_acknowledged_and_not_told_twice():
    hall = running(books=False)
    hall.press(5, 2)
    hall.run(5000)
    assert presses(hall) == [(5, (2,))]
    assert len(hall.collector._rows) == 1
    assert sum(one.retransmissions for one in hall.all(LineNoise)) > 5
    hall.station.acknowledge(hall.all(KeypadPressed))
    hall.run(1500)
    assert len(hall.collector._rows) == 0


def test_the_same_button_again_is_another_press_once_the_first_is_over():
    hall = running()
    for _ in range(300):  # the row's byte goes round
        hall.press(5, 2)
        hall.run(1500)
    assert len(presses(hall)) == 300


class OneByOne(SimulatedSunVote):
    """A base that takes an acknowledgement for the one row only."""

    def _acknowledged(self, byte):
        for frame in list(self._rows):
            if frame[s.HEAD + 4] == byte:
                self._rows.remove(frame)


def test_a_base_that_acknowledges_row_by_row_is_emptied_as_well():
    hall = running(OneByOne(1, 60))
    for keypad in range(1, 9):
        hall.press(keypad, 1)
    hall.run(10_000)
    assert len(presses(hall)) == 8
    assert len(hall.collector._rows) == 0


def test_a_line_that_comes_back_resumes_without_a_clearing_start():
    hall = running()
    hall.press(1, 1)
    hall.run(1000)
    hall.cable.unplug()
    hall.until(BaseLost)
    hall.press(2, 2)
    hall.cable.replug()
    hall.until(PollStarted)
    hall.run(1000)
    assert presses(hall) == [(1, (1,)), (2, (2,))]
    assert (said(hall, 0xC1), said(hall, 0xC2)) == (1, 1)


def test_a_restarted_kiosk_resumes_without_a_clearing_start():
    hall = running()
    hall.press(1, 1)
    hall.start_station()
    hall.station.open_poll(call(resume=True))
    hall.until(PollStarted)
    hall.run(1000)
    assert presses(hall) == [(1, (1,))]
    assert (said(hall, 0xC1), said(hall, 0xC2)) == (1, 1)


@pytest.mark.parametrize("after", range(0, 900, 60))
def test_a_line_lost_in_the_middle_of_an_opening_still_opens(after):
    hall = bench()
    hall.until(BaseAnswered)
    hall.station.open_poll(call())
    hall.run(after // 4)
    hall.cable.unplug()
    hall.run(300)
    hall.cable.replug()
    if not hall.all(PollStarted):
        hall.until(PollStarted)
    hall.run(3000)
    assert hall.press(3, 1)
    hall.run(1000)
    assert presses(hall) == [(3, (1,))]


class Mute(SimulatedSunVote):
    mute = False

    def receive(self, data, now_ns):
        return b"" if self.mute else super().receive(data, now_ns)


def test_a_base_that_falls_silent_is_lost_and_not_drained():
    hall = running(Mute(1, 60))
    hall.run(500)
    hall.press(9, 1)
    hall.collector.mute = True
    hall.station.close_poll(7)
    assert hall.until(BaseLost).what == SILENT
    hall.run(20_000)
    assert not hall.all(PollDrained)
    hall.collector.mute = False
    hall.until(PollDrained)
    assert presses(hall) == [(9, (1,))]


def test_a_button_that_is_not_published_is_no_press_and_is_told_once():
    hall = running()
    for button in (0x00, 0x03, 0x40):
        hall.collector._rows.append(s.Row(100 + button, 7, button).to_bytes())
    hall.collector._rows.append(s.Row(90, 0, 1).to_bytes())
    hall.run(4000)
    assert presses(hall) == []
    assert [one.what for one in hall.all(PollRefused)] == [UNKNOWN_BUTTON]
    assert sum(one.bad_frames for one in hall.all(LineNoise)) == 4
    assert len(hall.collector._rows) == 0
    assert hall.press(8, 1)
    hall.run(1000)
    assert presses(hall) == [(8, (1,))]


def test_frames_that_belong_to_nobody_are_noise():
    driver = SunVote("A")
    strays = [C1, s.long(s.SCAN | 0x80, 1, 0xC5), s.framed(s.RESPONSE, b"\x91\x01")]
    for stray in strays:
        assert driver.receive(Chunk(stray, 0)) == []
    (noise,) = driver.events(2_000 * MS)
    assert noise.bad_frames == 3


def test_a_second_poll_waits_for_the_end_of_the_first():
    hall = running()
    hall.station.open_poll(call(8))
    assert hall.until(PollRefused).session == 8
    hall.station.close_poll(7)
    hall.station.open_poll(call(9))
    hall.until(PollDrained)
    assert hall.until(PollStarted).session == 9
    hall.station.open_poll(call(9))
    assert hall.until(PollStarted).session == 9
    hall.station.close_poll(9)
    hall.station.open_poll(call(10))
    hall.station.close_poll(10)
    assert [hall.until(PollDrained).session for _ in range(2)] == [9, 10]


def test_a_poll_closed_before_it_opened_is_drained_all_the_same():
    hall = bench()
    hall.cable.unplug()
    hall.station.open_poll(call())
    hall.station.close_poll(7)
    hall.run(1000)
    hall.cable.replug()
    assert hall.until(PollDrained).session == 7


def test_what_the_base_cannot_carry_is_refused():
    driver = SunVote("A")
    with pytest.raises(ValueError, match="options"):
        driver.open_poll(call(options=7))


def test_a_ping_says_nothing():
    hall = bench()
    hall.until(BaseAnswered)
    hall.station.ping()
    hall.run(3000)
    assert not hall.all(KeypadsHeard)


@pytest.mark.parametrize("seed", range(4))
def test_a_bad_line_loses_nothing_and_invents_nothing(seed):
    damage = DamageSpec(drop=0.02, double=0.05, flip=0.1, split=0.3, delay=0.1, noise=0.1)
    hall = bench(to_host=Lane(damage, seed=seed))
    hall.station.open_poll(call())
    hall.until(PollStarted, within_s=120)
    pressed = [(keypad, (1 + keypad % 3,)) for keypad in range(1, 61)]
    pressed = [one for one in pressed if hall.press(one[0], *one[1])]
    hall.run(20_000)
    hall.station.close_poll(7)
    hall.until(PollDrained, within_s=120)
    assert len(pressed) == 60
    assert sorted(presses(hall)) == pressed


def test_a_frame_under_way_at_the_end_of_a_window_is_not_cut():
    hall = running()
    for keypad in range(1, 61):
        frame, now = s.Row(keypad, keypad, 1).to_bytes(), hall.clock.mono_ns
        hall.cable._to_host.put(frame[:20], now())
        hall.run(15)
        hall.cable._to_host.put(frame[20:], now())
        hall.run(432)  # from one window to the next, 7 ms later in it each time
    assert [keypad for keypad, _ in presses(hall)] == list(range(1, 61))
    assert not hall.all(LineNoise)


def test_a_line_that_babbles_is_not_waited_for_for_ever():
    hall = running()
    for at in range(300):
        hall.later(10 * at, lambda: hall.cable._to_host.put(b"\xf5\xaa\xaa\x20", 0))
    cycles = said(hall, 0xC4)
    hall.run(2900)
    assert said(hall, 0xC4) > cycles + 1


@pytest.mark.parametrize("zone", [(0, 60), (9, 8)])
def test_a_zone_that_is_none_is_asked_for_again(zone):
    hall = bench(SimulatedSunVote(1, 60))
    sound = hall.collector._first, hall.collector._last
    hall.collector._first, hall.collector._last = zone
    hall.run(3000)
    assert not hall.all(BaseAnswered)
    assert [one.what for one in hall.all(BaseLost)] == [NO_ZONE]
    hall.collector._first, hall.collector._last = sound
    assert hall.until(BaseAnswered).keypads == 60


def test_keypads_out_of_radio_contact_press_in_vain():
    for base in (SimulatedSunVote(1, 9), SimulatedReceiver(1, 9), SimulatedTaiden(1, 9)):
        base.set_online([3], online=False)
        if isinstance(base, SimulatedSunVote):
            base.awake = True
        elif isinstance(base, SimulatedReceiver):
            base.running = True
        else:
            base.receive(b"\xe3\x01\x00", 0)
        assert not base.press(3, (1,), 0)
        base.set_online([3], online=True)
        assert base.press(3, (1,), 0)
        assert not base.press(3, (1, 2), 0)


class Parrot(SimulatedSunVote):
    """Says its name whatever it is asked."""

    def receive(self, data, now_ns):
        return super().receive(s.IDENTIFY, now_ns)


def test_a_base_that_only_says_its_name_is_not_asked_without_a_pause():
    hall = bench(Parrot(1, 60))
    hall.run(5000)
    assert not hall.all(BaseAnswered)
    assert hall.all(BaseLost)


def test_a_press_that_the_base_shows_no_more_is_booked_without_a_trace() -> None:
    rows = Rows()
    rows.booked(s.Row(1, 1, 1, 0).to_bytes())
    assert rows.new == 0
