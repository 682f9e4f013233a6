"""The worked dialogue, spoken by the driver and by the simulated collector."""

import hvm1_golden as golden
import pytest
from devices_bench import MS, call

from kiosk.devices.events import KeypadPressed, PollStarted
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.conversation import read_question, write_question
from kiosk.devices.wire.framing import sealed

SECOND_PAIR = [(42, (1,), 3000, 0x5F), (17, (2,), 3100, 0x60)]


def collector_of_60():
    return SimulatedCollector(1, 60)


def collector_with_two_presses():
    collector = collector_of_60()
    start = 1_000 * MS
    for frame in (golden.CLEAR, golden.ENABLE_60, golden.OPEN):
        collector.receive(frame, start)
    for keypad, keys, made_ms, link in SECOND_PAIR:
        collector.press(keypad, keys, start + made_ms * MS, battery=0x5A, link=link)
    return collector, start + 4_000 * MS


def test_the_driver_speaks_the_golden_dialogue():
    """Against the collector of 60 keypads: each golden request is said, in this order."""
    collector, driver, now, said = collector_of_60(), Hvm1("A"), 1_000 * MS, []
    pressed = False
    for _ in range(40):
        request = driver.tick(now)
        answer = collector.receive(request, now) if request else b""
        said += [request] if request else []
        events = [*driver.receive(Chunk(answer, now)), *driver.events(now)]
        driver.acknowledge([event for event in events if isinstance(event, KeypadPressed)])
        if said == [said[0]]:
            driver.open_poll(call(7))
        if any(isinstance(event, PollStarted) for event in events):
            for keypad, keys, _, link in SECOND_PAIR:
                collector.press(keypad, keys, now, battery=0x5A, link=link)
            pressed = True
        if pressed and golden.ACK_2 in said and golden.CLOSE not in said:
            driver.close_poll(7)
        now = max(now, driver.due_ns(now))
    expected = [
        golden.STATUS,
        golden.CLEAR,
        golden.ENABLE_60,
        golden.OPEN,
        golden.FIFO_2,
        golden.ACK_2,
        golden.CLOSE,
    ]
    places = [said.index(frame) for frame in expected]
    assert places == sorted(places)


def test_the_collector_answers_as_in_the_golden_dialogue():
    collector, now = collector_of_60(), 1_000 * MS
    assert collector.receive(golden.CLEAR, now) == golden.CLOSE_ANSWER  # same block, same words
    assert collector.receive(golden.ENABLE_60, now)
    assert collector.receive(golden.OPEN, now) == golden.OPEN_ANSWER
    for keypad, keys, made_ms, link in SECOND_PAIR:
        collector.press(keypad, keys, now + made_ms * MS, battery=0x5A, link=link)
    assert collector.receive(golden.FIFO_2, now) == golden.FIFO_2_ANSWER
    assert collector.receive(golden.ACK_2, now) == golden.ACK_ANSWER
    assert collector.receive(golden.CLOSE, now) == golden.CLOSE_ANSWER


def test_another_session_while_open_is_busy_as_in_the_golden_dialogue():
    collector = collector_of_60()
    collector.receive(golden.OPEN, 0)
    other = write_question(1, m.COMMAND_AT, m.open_words(call(8)))
    assert collector.receive(other.frame, 0) == golden.BUSY


def test_the_open_block_with_the_signed_in_flag_and_a_duration_is_understood():
    collector = collector_of_60()
    assert collector.receive(golden.OPEN_SIGNED_IN_60_S, 0) == golden.OPEN_ANSWER
    assert not collector.press(42, (1,), 0)


def test_the_questions_are_the_golden_ones():
    assert read_question(1, m.WINDOW_AT, 2 + 15 * 8).frame == golden.FIFO_WHOLE
    assert read_question(1, m.TABLE_AT, 120).frame == golden.TABLE_120


def test_the_collector_answers_the_public_identification():
    answer = collector_of_60().receive(golden.IDENTIFY_43, 0)
    assert answer[:8] == bytes.fromhex("01 2B 0E 01 01 00 00 03")
    assert b"HVM-1" in answer


def test_the_golden_records_are_read_and_written():
    for raw, (keypad, keys, made_ms, link) in zip(
        (golden.FIFO_2_ANSWER[7:23], golden.FIFO_2_ANSWER[23:39]), SECOND_PAIR, strict=True
    ):
        record = m.Record.from_bytes(raw)
        assert record
        assert (record.keypad, m.KEYS_OF[record.key], record.made_ms) == (keypad, keys, made_ms)
        assert (record.battery, record.link, record.session) == (0x5A, link, 7)
        assert record.to_bytes() == raw


def feeds():
    frame = golden.FIFO_2_ANSWER
    yield pytest.param([frame], id="whole")
    yield pytest.param([frame[:20], frame[20:]], id="halved")
    yield pytest.param([frame[place : place + 1] for place in range(len(frame))], id="by bytes")
    yield pytest.param([b"\xff\x00\x04" + frame], id="after noise")
    yield pytest.param([golden.ACK_ANSWER + frame], id="after a stray answer")


def driver_waiting_for_two_records():
    """A driver that opened session 7 on the collector and has just asked for two records."""
    collector, driver, now = collector_of_60(), Hvm1("A"), 1_000 * MS
    driver.open_poll(call(7))
    while (request := driver.tick(now)) != golden.FIFO_2:
        if request:
            events = driver.receive(Chunk(collector.receive(request, now), now))
            if any(isinstance(event, PollStarted) for event in events):
                for keypad, keys, _, link in SECOND_PAIR:
                    collector.press(keypad, keys, now, battery=0x5A, link=link)
        now = max(now, driver.due_ns(now))
    return driver, now


@pytest.mark.parametrize("chunks", list(feeds()))
def test_the_golden_window_gives_its_two_presses(chunks):
    driver, now = driver_waiting_for_two_records()
    presses = [event for chunk in chunks for event in driver.receive(Chunk(chunk, now))]
    assert presses == [
        KeypadPressed("A", 42, (1,), now, 7, 1, 3000, golden.FIFO_2_ANSWER[7:23]),
        KeypadPressed("A", 17, (2,), now, 7, 2, 3100, golden.FIFO_2_ANSWER[23:39]),
    ]


def test_the_golden_window_with_any_one_bit_flipped_gives_nothing():
    driver, now = driver_waiting_for_two_records()
    whole = int.from_bytes(golden.FIFO_2_ANSWER, "big")
    for bit in range(8 * len(golden.FIFO_2_ANSWER)):
        flipped = (whole ^ 1 << bit).to_bytes(len(golden.FIFO_2_ANSWER), "big")
        assert driver.receive(Chunk(flipped, now)) == []
        driver._line._deframer.silence()
    assert len(driver.receive(Chunk(golden.FIFO_2_ANSWER, now))) == 2


@pytest.mark.parametrize("place", [7, 23])
def test_a_record_whose_own_crc_is_wrong_is_not_handed_on(place):
    driver, now = driver_waiting_for_two_records()
    spoilt = bytearray(golden.FIFO_2_ANSWER[:-2])
    spoilt[place + 5] ^= 1
    events = driver.receive(Chunk(sealed(bytes(spoilt)), now))
    assert len(events) == (0 if place == 7 else 1)
