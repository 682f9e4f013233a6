"""JSON-lines receivers. Lines: `wire.md` section 4, as the project ESP32 Remote Voting has them."""

import json

import pytest
from devices_bench import MS, Bench, call
from feeding import NOISE, fed, flipped

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
from kiosk.devices.keypads import jsonline_words as j
from kiosk.devices.keypads.jsonline import ERROR, FOLD, SILENT, JsonLine
from kiosk.devices.simulator.json_receiver import SimulatedReceiver, mac_of, numbers_of
from kiosk.devices.wire.chunk import Chunk

VOTE = b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":1,"timestamp":12345}\n'
NUMBERS = {"AA:BB:CC:DD:EE:FF": 42}


def driver():
    return JsonLine("A", numbers=NUMBERS)


def bench(receiver=None, **told):
    return Bench(
        collector=receiver or SimulatedReceiver(1, 60),
        driver=lambda: JsonLine("A", numbers=numbers_of(1, 60)),
        **told,
    )


def running(receiver=None, **told):
    hall = bench(receiver, **told)
    hall.station.open_poll(call())
    hall.until(PollStarted)
    return hall


def presses(hall):
    return [(one.keypad, one.keys) for one in hall.all(KeypadPressed)]


def pressed(events):
    return [(one.keypad, one.keys) for one in events if isinstance(one, KeypadPressed)]


def test_the_golden_vote_is_read_and_written():
    assert j.read_line(VOTE[:-1]) == j.Vote("AA:BB:CC:DD:EE:FF", 1, 12345)
    assert j.Vote("AA:BB:CC:DD:EE:FF", 1, 12345).to_bytes() == VOTE
    (press,) = driver().receive(Chunk(VOTE, 7))
    assert press == KeypadPressed("A", 42, (1,), 7, None, None, None, VOTE[:-1])
    assert pressed(driver().receive(Chunk(VOTE.replace(b"\n", b"\r\n"), 7))) == [(42, (1,))]


def test_a_vote_is_found_however_it_comes():
    ways = {name: way for name, way in fed(VOTE).items() if not name.startswith("after noise")}
    ways["after a line of noise"] = [NOISE + b"\n", VOTE]
    for chunks in ways.values():
        one = driver()
        assert [p for chunk in chunks for p in pressed(one.receive(Chunk(chunk, 0)))] == [
            (42, (1,))
        ]


WORDS = {
    "status": b'{"event":"status","msg":"session started"}\n',
    "pong": b'{"event":"pong"}\n',
    "error": b'{"event":"error","msg":"radio"}\n',
}
ORDERS = {b"START_SESSION\n": j.START, b"STOP_SESSION\n": j.STOP, b"PING\n": j.PING}


@pytest.mark.parametrize("name", WORDS)
def test_a_word_is_read_however_it_comes_and_a_flipped_bit_makes_no_vote(name):
    frame = WORDS[name]
    for way, chunks in fed(frame).items():
        cutter = j.LineCutter()
        lines = [line for chunk in chunks for line in cutter.feed(chunk)]
        said = [j.read_line(line) for line in lines]
        assert said == ([None] if way.startswith("after noise") else [j.Word(name)])
    for spoilt in flipped(frame):
        assert pressed(driver().receive(Chunk(spoilt + b"\n", 0))) == []


@pytest.mark.parametrize("order", ORDERS, ids=["start", "stop", "ping"])
def test_an_order_is_obeyed_however_it_comes_and_never_with_a_flipped_bit(order):
    assert ORDERS[order] == order
    for way, chunks in fed(order).items():
        receiver = SimulatedReceiver(1, 9)
        said = b"".join(receiver.receive(chunk, 0) for chunk in chunks)
        assert (b"error" in said) == way.startswith("after noise")
    for spoilt in flipped(order):
        receiver = SimulatedReceiver(1, 9)
        said = receiver.receive(spoilt + b"\n", 0)
        assert receiver.starts == 0
        assert b"status" not in said
        assert b"pong" not in said


def test_noise_without_an_end_costs_the_line_behind_it_and_no_more():
    one = driver()
    assert one.receive(Chunk(NOISE + VOTE, 0)) == []
    assert pressed(one.receive(Chunk(VOTE, 0))) == [(42, (1,))]
    (noise,) = one.events(10)
    assert (noise.bad_frames, noise.noise_bytes) == (1, len(NOISE + VOTE) - 1)


def test_a_flipped_bit_outside_address_value_and_time_gives_nothing():
    """There is no checksum: a flip in a digit cannot be told, and everything else can."""
    digits = [VOTE.index(b"AA:"), VOTE.index(b"1,"), VOTE.index(b"12345")]
    spans = {*range(digits[0], digits[0] + 17), digits[1], *range(digits[2], digits[2] + 5)}
    undetected = 0
    for bit, spoilt in enumerate(flipped(VOTE)):
        at = len(VOTE) - 1 - bit // 8
        found = pressed(driver().receive(Chunk(spoilt, 0)))
        if at not in spans:
            assert found == [], spoilt
        undetected += bool(found)
    assert undetected <= 8 * len(spans)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[1]",
        b"7",
        b"nul",
        b'"vote"',
        b"[" * 500,
        b'{"event":"vote"}',
        b'{"event":["pong"]}',
        b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":0,"timestamp":1}',
        b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":5,"timestamp":1}',
        b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":true,"timestamp":1}',
        b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":1.0,"timestamp":1}',
        b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":1,"timestamp":-1}',
        b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":1,"timestamp":"1"}',
        b'{"event":"vote","mac":"aa:bb:cc:dd:ee:ff","value":1,"timestamp":1}',
        b'{"event":"vote","mac":"AA:BB:CC:DD:EE","value":1,"timestamp":1}',
        b'{"event":"vote","mac":7,"value":1,"timestamp":1}',
        b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":1,"timestamp":1,"x":2}',
        b'\xff{"event":"pong"}',
    ],
)
def test_a_line_that_is_not_exactly_a_vote_is_none(line):
    assert j.read_line(line) is None
    assert driver().receive(Chunk(line + b"\n", 0)) == []


def test_a_line_longer_than_any_is_dropped_up_to_its_end():
    one = driver()
    for _ in range(1000):
        one.receive(Chunk(b"x" * 1000, 0))
    assert len(one._cutter._held) <= j.LONGEST
    assert pressed(one.receive(Chunk(b"\n" + VOTE, 0))) == [(42, (1,))]
    assert pressed(one.receive(Chunk(b"y" * 600 + b"\n", 0))) == []
    (noise,) = one.events(0)
    assert noise.noise_bytes == 1_000_600
    one.receive(Chunk(VOTE[:20], 0))
    one.line_lost()
    assert one.receive(Chunk(VOTE, 0)) == []  # the same vote: folded


def test_copies_are_folded_and_the_memory_of_them_is_bounded():
    one = driver()
    assert len(pressed(one.receive(Chunk(VOTE * 3, 0)))) == 1
    assert pressed(one.receive(Chunk(VOTE.replace(b"12345", b"12346"), 0)))
    assert pressed(one.receive(Chunk(VOTE.replace(b'value":1', b'value":2'), 0)))
    (noise,) = one.events(0)
    assert noise.retransmissions == 2
    for at in range(FOLD + 100):
        one.receive(Chunk(j.Vote("AA:BB:CC:DD:EE:FF", 1, at).to_bytes(), 0))
    assert len(one._seen) == FOLD


def test_a_belated_copy_does_not_count_in_the_next_poll():
    hall = running()
    hall.press(5, 1)
    hall.run(100)
    (press,) = hall.all(KeypadPressed)
    hall.station.close_poll(7)
    hall.until(PollDrained)
    hall.station.open_poll(call(8))
    hall.until(PollStarted)
    hall.collector._outgoing += press.raw + b"\n"
    hall.run(500)
    assert presses(hall) == [(5, (1,))]


def test_an_unknown_transmitter_has_a_number_of_its_own_that_stays():
    line = VOTE.replace(b"AA:BB", b"AA:BC")
    numbers = [pressed(driver().receive(Chunk(line, 0)))[0][0] for _ in range(2)]
    assert numbers == [(1 << 48) + 0xAABCCCDDEEFF] * 2
    assert j.unknown_number("00:00:00:00:00:00") > 65535


def test_a_poll_goes_from_its_opening_to_its_end():
    hall = running()
    found = hall.all(BaseAnswered)[0]
    assert (found.first_keypad, found.keypads, found.identity) == (1, 60, "JSON-lines receiver")
    for keypad in range(1, 61):
        assert hall.press(keypad, 1 + keypad % 4)
    hall.run(100)
    assert presses(hall) == [(keypad, (1 + keypad % 4,)) for keypad in range(1, 61)]
    hall.station.close_poll(7)
    drained = hall.until(PollDrained)
    assert (drained.session, drained.table, drained.last_sequence) == (7, (), None)
    assert not hall.press(1, 1)
    assert hall.collector.starts == 1


def test_a_press_in_flight_at_the_close_is_heard():
    hall = running()
    hall.station.close_poll(7)
    hall.press(5, 2)
    hall.until(PollDrained)
    assert presses(hall) == [(5, (2,))]


def test_a_receiver_that_says_everything_twice_is_heard_once():
    hall = running(SimulatedReceiver(1, 60, copies=2))
    hall.press(5, 2)
    hall.run(1500)
    assert presses(hall) == [(5, (2,))]


def test_a_poll_that_ran_is_never_started_again():
    hall = running()
    hall.press(1, 1)
    hall.run(100)
    hall.cable.unplug()
    hall.until(BaseLost)
    hall.cable.replug()
    hall.until(PollStarted)
    hall.start_station()
    hall.station.open_poll(call(resume=True))
    hall.until(PollStarted)
    hall.press(2, 2)
    hall.run(500)
    assert presses(hall) == [(1, (1,)), (2, (2,))]
    assert hall.collector.starts == 1


class Deaf(SimulatedReceiver):
    """Obeys, and says nothing while `mute`."""

    mute = False

    def receive(self, data, now_ns):
        said = super().receive(data, now_ns)
        return b"" if self.mute else said


def test_a_start_that_was_never_confirmed_is_said_again_unless_a_vote_came():
    hall = bench(Deaf(1, 60))
    hall.until(BaseAnswered)
    hall.run(1100)
    hall.collector.mute = True
    hall.station.open_poll(call())
    assert hall.until(BaseLost).what == SILENT
    hall.collector.mute = False
    hall.until(PollStarted)
    assert hall.collector.starts == 2
    one = driver()
    one.open_poll(call())
    one.receive(Chunk(b'{"event":"pong"}\n', 0))
    said = one.tick(0)
    one.receive(Chunk(b'{"event":"pong"}\n', 1))
    assert said == j.PING
    assert one.tick(2) == j.START + j.PING
    one.receive(Chunk(VOTE, 3))
    one.line_lost()
    one.tick(4)
    one.receive(Chunk(b'{"event":"pong"}\n', 5))
    assert one.tick(6) == j.PING


def test_a_fault_of_the_receiver_is_told_once_a_poll():
    hall = running()
    for _ in range(5):
        hall.collector._outgoing += b'{"event":"error","msg":"radio"}\n'
        hall.run(100)
    assert [one.what for one in hall.all(PollRefused)] == [ERROR]
    hall.run(1000)
    assert sum(one.bad_frames for one in hall.all(LineNoise)) == 5


def test_a_crowd_that_goes_on_pressing_does_not_hold_up_the_close():
    hall = running()
    hall.collector.receive = lambda data, now_ns, own=hall.collector.receive: (
        j.Vote(mac_of(3), 1, now_ns // MS).to_bytes() + own(data, now_ns)
    )
    hall.station.close_poll(7)
    begun = hall.clock.mono_ns()
    hall.until(PollDrained)
    assert 2900 <= (hall.clock.mono_ns() - begun) // MS <= 3500


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
    hall.station.ping()
    hall.run(2000)
    assert not hall.all(KeypadsHeard)


def test_what_the_receiver_cannot_carry_is_refused():
    with pytest.raises(ValueError, match="options"):
        driver().open_poll(call(options=5))


def test_a_pong_that_nobody_asked_for_is_counted():
    one = driver()
    one.receive(Chunk(json.dumps({"event": "pong"}).encode() + b"\n", 0))
    one.receive(Chunk(json.dumps({"event": "status", "msg": "up"}).encode() + b"\n", 0))
    assert one.events(0)[0].retransmissions == 1


def test_half_a_line_before_a_silence_is_noise_and_does_not_spoil_the_next() -> None:
    cutter = j.LineCutter()
    assert cutter.feed(b'{"half":') == []
    assert cutter.silence() == []
    assert cutter.feed(b"whole\n") == [b"whole"]
    assert cutter.silence() == []
    assert cutter.take_noise().noise_bytes == len(b'{"half":')
