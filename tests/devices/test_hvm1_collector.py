"""The simulated collector alone, held to wire.md section 1."""

import zlib

import pytest
from devices_bench import MS, call

from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.wire.conversation import read_question, write_question
from kiosk.devices.wire.framing import sealed

NOW = 1_000 * MS


def told(collector, *words, at=m.COMMAND_AT, now=NOW):
    """Return 0 for success or the exception."""
    answer = collector.receive(write_question(1, at, words).frame, now)
    return answer[2] if answer[1] & 0x80 else 0


def status(collector, now=NOW):
    answer = collector.receive(read_question(1, m.STATUS_AT, m.STATUS_WORDS).frame, now)
    return m.Status.from_bytes(answer[3:-2])


def records(collector):
    answer = collector.receive(read_question(1, m.WINDOW_AT, 122).frame, NOW)
    body = answer[3:-2]
    return [
        m.Record.from_bytes(body[at : at + 16])
        for at in range(4, 4 + 16 * int.from_bytes(body[2:4], "big"), 16)
    ]


def opened(keypads=60, session=7, **kinds):
    collector = SimulatedCollector(1, keypads, **kinds)
    assert told(collector, *m.open_words(call(session))) == 0
    return collector


def test_opening_the_running_session_again_changes_nothing():
    collector = opened()
    collector.press(1, (1,), NOW)
    assert told(collector, *m.open_words(call(7)), now=NOW + 5_000 * MS) == 0
    assert status(collector, NOW + 6_000 * MS).open_ms == 6_000
    assert status(collector).newest == 1


@pytest.mark.parametrize(
    ("words", "exception"),
    [
        ((m.Command.OPEN, 8, 2, 3, 1, 1, 2, 0), 6),
        ((m.Command.CLOSE, 8), 3),
        ((m.Command.CLEAR, 7), 6),
        ((99, 7), 3),
        ((m.Command.CLOSE,), 3),
        ((m.Command.OPEN, 7), 3),
        ((m.Command.RESUME, 7), 3),
        ((m.Command.PAUSE, 7), 0),
        ((m.Command.PING, 0), 0),
    ],
)
def test_an_order_to_a_running_base_is_obeyed_or_refused(words, exception):
    assert told(opened(), *words) == exception


@pytest.mark.parametrize("words", [(1, 7, 2, 9, 1, 1, 2, 0), (1, 7, 9, 3, 1, 1, 2, 0)])
def test_a_poll_with_bad_parameters_is_refused(words):
    assert told(SimulatedCollector(1, 60), *words) == 3


@pytest.mark.parametrize(
    ("address", "words", "exception"),
    [(0x0000, 13, 2), (0x0024, 1, 2), (0x0100, 123, 2), (0x0400, 61, 2), (0x0400, 60, 0)],
)
def test_only_registers_that_exist_are_read(address, words, exception):
    answer = SimulatedCollector(1, 60).receive(read_question(1, address, words).frame, NOW)
    assert (answer[2] if answer[1] & 0x80 else 0) == exception


@pytest.mark.parametrize("address", [0x01FF, 0x0201, 0x022E])
def test_only_registers_that_may_be_are_written(address):
    assert told(SimulatedCollector(1, 60), 1, at=address) in (2, 3)


def test_holding_registers_read_back_what_was_written():
    collector = opened()
    answer = collector.receive(sealed(bytes.fromhex("01 03 02 00 00 02")), NOW)
    assert answer[3:-2] == bytes.fromhex("00 01 00 07")
    assert collector.receive(sealed(bytes.fromhex("01 03 01 00 00 02")), NOW)[2] == 2
    assert collector.receive(sealed(bytes.fromhex("01 03 02 00 00 00")), NOW)[2] == 3


def test_single_registers_can_be_written_where_that_makes_sense():
    collector = opened()
    ping = sealed(bytes.fromhex("01 06 02 00 00 08"))
    assert collector.receive(ping, NOW) == ping


def test_a_byte_count_that_disagrees_is_refused():
    collector = SimulatedCollector(1, 60)
    wrong = sealed(bytes.fromhex("01 10 02 00 00 03 04 00 05 00 07"))
    assert collector.receive(wrong, NOW)[1:3] == bytes([0x90, 3])


def test_a_record_stays_until_it_is_acknowledged_in_its_own_session():
    collector = opened()
    for keypad in (1, 2, 3):
        collector.press(keypad, (1,), NOW)
    assert [each.keypad for each in records(collector)] == [1, 2, 3]
    assert told(collector, 6, 3, at=m.ACK_AT) == 0
    assert len(records(collector)) == 3
    assert told(collector, 7, 2, at=m.ACK_AT) == 0
    assert [each.keypad for each in records(collector)] == [3]
    assert status(collector).acknowledged == 2


def test_closing_freezes_the_table_and_its_checksum():
    collector = opened(4)
    collector.press(2, (2,), NOW)
    collector.press(2, (1,), NOW)
    assert status(collector).table_crc == 0
    assert told(collector, m.Command.CLOSE, 7) == 0
    collector.press(2, (3,), NOW)
    assert status(collector).table_crc == zlib.crc32(bytes([0, 0, 2, 1, 0, 0, 0, 0]))
    assert status(collector).totals[:3] == (1, 0, 0)
    assert len(records(collector)) == 3


def test_the_first_press_stands_where_the_first_press_counts():
    collector = SimulatedCollector(1, 4)
    told(collector, *m.open_words(call(7, last_press_counts=False)))
    collector.press(1, (1,), NOW)
    collector.press(1, (2,), NOW)
    assert status(collector).totals[:2] == (1, 0)


def test_a_base_can_be_built_that_ignores_presses_outside_a_poll():
    collector = SimulatedCollector(1, 60, records_outside=False)
    assert not collector.press(1, (1,), NOW)
    assert status(collector).newest == 0


def test_a_keypad_that_is_away_or_not_enabled_is_not_heard():
    collector = opened()
    collector.set_online([1], online=False)
    told(collector, 0xFFFB, at=m.ENABLE_AT)
    assert not collector.press(1, (1,), NOW)
    assert not collector.press(3, (1,), NOW)
    assert collector.press(4, (1,), NOW)
    assert status(collector).online == 59


def test_a_press_while_sign_in_is_open_signs_in():
    collector = SimulatedCollector(1, 60)
    assert told(collector, m.Command.SIGN_IN_OPEN, 7) == 0
    collector.press(5, (1,), NOW)
    assert told(collector, m.Command.SIGN_IN_CLOSE, 7) == 0
    assert [(each.kind, each.key) for each in records(collector)] == [(m.Kind.SIGN_IN, 0)]


def test_a_secret_poll_of_a_base_that_can_shows_totals_only_and_only_at_the_end():
    collector = SimulatedCollector(1, 4, features=m.Feature.SECRET_NATIVE)
    told(collector, m.Command.OPEN, 7, 2, 3, 1, 1, m.Flag.SECRET, 0)
    collector.press(1, (1,), NOW)
    assert [each.key for each in records(collector)] == [0]
    assert status(collector).totals[0] == 0
    told(collector, m.Command.CLOSE, 7)
    assert status(collector).totals[0] == 1
    assert status(collector).table_crc == zlib.crc32(bytes([1, 0, 0, 0, 0, 0, 0, 0]))


def test_a_broadcast_is_obeyed_and_not_answered():
    collector = SimulatedCollector(1, 60)
    frame = write_question(0, m.COMMAND_AT, m.open_words(call(7))).frame
    assert collector.receive(frame, NOW) == b""
    assert collector.state == m.State.OPEN


def test_half_a_request_is_forgotten_after_a_silence():
    collector = SimulatedCollector(1, 60)
    question = read_question(1, m.STATUS_AT, m.STATUS_WORDS).frame
    collector.receive(b"\x01\x10\x02\x00\x00\x02\xf6", NOW)
    assert collector.receive(question, NOW + 200 * MS)


def test_another_identification_than_the_basic_one_is_refused():
    answer = SimulatedCollector(1, 60).receive(sealed(bytes.fromhex("01 2B 0E 04 00")), NOW)
    assert answer[1:3] == bytes([0xAB, 3])
