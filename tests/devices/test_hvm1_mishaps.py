"""What the hall does to a base in the middle of a poll."""

import pytest
from devices_bench import MS, Bench, call

from kiosk.devices.events import (
    BaseAnswered,
    BaseLost,
    KeypadPressed,
    LineNoise,
    PollDrained,
    PollRefused,
    PollStarted,
)
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads import hvm1_texts as texts
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.wire.framing import sealed
from kiosk.devices.wire.ports import GONE


def running(**kinds):
    bench = Bench(**kinds)
    bench.station.open_poll(call())
    bench.until(PollStarted)
    return bench


class Tampered:
    """A collector whose answers (or requests) pass through a hand before they go on."""

    def __init__(self, collector, *, answer=lambda answer: answer):
        self.collector, self.answer = collector, answer

    def receive(self, data, now_ns):
        return self.answer(self.collector.receive(data, now_ns))

    def speak(self, now_ns):
        return self.collector.speak(now_ns)

    def __getattr__(self, name):
        return getattr(self.collector, name)


def refusing(function, code, when=lambda request: True):
    """A collector that answers some requests with an exception."""

    class Refusing(SimulatedCollector):
        def receive(self, data, now_ns):
            if data[1:2] == bytes([function]) and when(data):
                return sealed(bytes([1, function | 0x80, code]))
            return super().receive(data, now_ns)

    return Refusing(1, 60)


def command(number):
    return lambda request: request[2:4] == b"\x02\x00" and request[8] == number


def test_an_unplugged_base_is_told_and_its_poll_goes_on_when_it_is_back():
    bench = running()
    bench.press(1, 1)
    bench.run(100)
    bench.cable.unplug()
    assert bench.until(BaseLost).what == GONE
    bench.press(2, 2)
    bench.run(3000)
    bench.cable.replug()
    bench.until(BaseAnswered)
    assert bench.until(PollStarted).session == 7
    bench.press(3, 3)
    bench.station.close_poll(7)
    assert bench.until(PollDrained).last_sequence == 3
    assert bench.presses() == [(1, (1,)), (2, (2,)), (3, (3,))]


def test_the_zero_of_the_clock_stays_when_the_base_comes_back():
    bench = running()
    first = bench.all(PollStarted)[0].opened_ns
    bench.cable.unplug()
    bench.run(2000)
    bench.cable.replug()
    assert bench.until(PollStarted).opened_ns == first


def test_what_a_silent_line_has_to_tell_is_due_at_once():
    driver, now = Hvm1("A"), 0
    while driver.tick(now):
        now = driver.due_ns(now)
    assert driver.due_ns(now) == now
    assert [type(told) for told in driver.events(now)] == [BaseLost]
    assert driver.due_ns(now) > now


def test_a_base_unplugged_while_it_is_read_out_is_read_out_afterwards():
    bench = running(books=False)
    for keypad in range(1, 31):
        bench.press(keypad, 1)
    bench.station.close_poll(7)
    bench.run(20)
    bench.cable.unplug()
    bench.run(1000)
    bench.books = True
    bench.cable.replug()
    bench.station.acknowledge(bench.all(KeypadPressed))
    assert bench.until(PollDrained).last_sequence == 30
    assert [keypad for keypad, _ in bench.presses()] == list(range(1, 31))


@pytest.mark.parametrize("cut_ms", range(0, 60, 3))
def test_a_cable_pulled_while_the_poll_opens_does_not_lose_the_poll(cut_ms):
    bench = Bench()
    bench.until(BaseAnswered)
    bench.cable._to_host._ns_per_byte = 11 * 1_000_000_000 // 115200
    bench.station.open_poll(call())
    bench.run(cut_ms)
    bench.cable.unplug()
    bench.run(500)
    bench.cable.replug()
    bench.until(BaseAnswered)
    bench.run(500)
    assert bench.all(PollStarted)[-1].session == 7
    bench.press(1, 1)
    bench.run(100)
    assert bench.presses() == [(1, (1,))]


def test_a_base_that_was_switched_off_during_the_poll_refuses_to_go_on():
    bench = running()
    bench.press(1, 1)
    bench.run(100)
    bench.collector.switch_off_and_on()
    assert bench.until(PollRefused).what == texts.FORGOTTEN
    bench.press(2, 1)
    bench.run(6000)
    assert [(each.keypad, each.session) for each in bench.all(KeypadPressed)] == [(1, 7), (2, 0)]


def test_another_base_on_the_same_cable_does_not_take_over_the_poll():
    bench = running()
    bench.cable.unplug()
    bench.cable._device = SimulatedCollector(1, 60, uid=2)
    bench.cable.replug()
    assert bench.until(PollRefused).what == texts.FORGOTTEN


def test_another_base_between_two_polls_is_told_by_its_name_before_the_next_one():
    """Swapped within a breath, so that no answer was missed: the opening asks who is there."""
    bench = running()
    bench.press(1, 1)
    bench.station.close_poll(7)
    bench.until(PollDrained)
    (before,) = bench.all(BaseAnswered)
    bench.collector = bench.cable._device = SimulatedCollector(1, 60, uid=2)
    bench.station.open_poll(call(8))
    bench.until(PollStarted)
    found = bench.all(BaseAnswered)[-1]
    assert found.identity != before.identity
    assert (found.keypads, before.keypads) == (60, 120)
    bench.press(2, 2)
    bench.station.close_poll(8)
    assert bench.until(PollDrained).last_sequence == 1


def test_a_kiosk_that_was_restarted_goes_on_and_hears_what_it_had_not_booked():
    bench = running(books=False)
    bench.press(1, 1)
    bench.run(100)
    bench.station.acknowledge(bench.all(KeypadPressed))
    bench.run(100)
    bench.press(2, 2)
    bench.run(100)
    bench.station.stop()
    bench.press(3, 3)
    bench.start_station()
    bench.books = True
    bench.station.open_poll(call(resume=True))
    started = bench.until(PollStarted)
    assert started.opened_ns <= bench.collector._rules._opened_ns
    bench.run(200)
    assert bench.presses() == [(1, (1,)), (2, (2,)), (2, (2,)), (3, (3,))]
    bench.station.close_poll(7)
    assert bench.until(PollDrained).last_sequence == 3


def test_a_restarted_kiosk_closes_a_poll_whose_presses_were_all_booked():
    bench = running()
    bench.press(1, 1)
    bench.run(200)
    bench.start_station()
    bench.station.open_poll(call(resume=True))
    bench.until(PollStarted)
    bench.station.close_poll(7)
    drained = bench.until(PollDrained)
    assert (drained.last_sequence, drained.table[0].keys) == (1, (1,))


def test_a_poll_already_closed_can_be_closed_again_and_read_out():
    bench = running()
    bench.press(1, 1)
    bench.station.close_poll(7)
    bench.until(PollDrained)
    bench.start_station()
    bench.station.close_poll(7)
    assert bench.until(PollDrained).table_crc_ok


def test_a_poll_to_go_on_that_the_base_does_not_know_is_refused_and_nothing_is_cleared():
    bench = Bench()
    bench.press(1, 1)
    bench.station.open_poll(call(resume=True))
    assert bench.until(PollRefused).what == texts.FORGOTTEN
    assert bench.collector.state == m.State.IDLE


def test_a_base_that_runs_another_poll_is_busy_until_that_is_closed():
    bench = running()
    bench.start_station()
    bench.station.open_poll(call(8))
    assert bench.until(PollRefused).what == texts.OTHER_POLL_THERE
    bench.station.close_poll(7)
    bench.until(PollDrained)
    bench.station.open_poll(call(8))
    assert bench.until(PollStarted).session == 8


def test_closing_a_poll_that_the_base_does_not_know_is_refused():
    bench = Bench()
    bench.station.close_poll(5)
    refused = bench.until(PollRefused)
    assert (refused.session, refused.what) == (5, texts.UNKNOWN_SESSION)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (2, "The base has no such register: its map is not HVM-1"),
        (3, "The base refuses a parameter of the poll"),
        (4, "The base reports a fault of its own hardware"),
        (6, texts.OTHER_POLL_THERE),
        (9, texts.REFUSED_OTHERWISE),
    ],
)
def test_an_order_that_the_base_refuses_is_told_in_words(code, what):
    bench = Bench(collector=refusing(0x10, code, command(m.Command.OPEN)))
    bench.station.open_poll(call())
    assert bench.until(PollRefused).what == what


def test_a_base_that_cannot_clear_is_refused():
    class Forgetless(SimulatedCollector):
        def receive(self, data, now_ns):
            if data[1:2] == b"\x10" and command(m.Command.CLEAR)(data):
                return bytes.fromhex("01 10 02 00 00 02 40 70")
            return super().receive(data, now_ns)

    bench = Bench(collector=Forgetless(1, 60))
    bench.press(1, 1)
    bench.station.open_poll(call())
    assert bench.until(PollRefused).what == texts.REMAINS
    assert len(bench.all(KeypadPressed)) == 1


def test_a_base_that_says_yes_and_does_not_open_is_refused():
    class Liar(SimulatedCollector):
        def receive(self, data, now_ns):
            if data[1:2] == b"\x10" and command(m.Command.OPEN)(data):
                return bytes.fromhex("01 10 02 00 00 08 C0 77")
            return super().receive(data, now_ns)

    bench = Bench(collector=Liar(1, 60))
    bench.station.open_poll(call())
    assert bench.until(PollRefused).what == texts.NOT_OPENED


def test_a_base_that_says_yes_and_does_not_close_is_told_again():
    class Sleepy(SimulatedCollector):
        told = 0

        def receive(self, data, now_ns):
            if data[1:2] == b"\x10" and command(m.Command.CLOSE)(data):
                self.told += 1
                if self.told < 3:
                    return bytes.fromhex("01 10 02 00 00 02 40 70")
            return super().receive(data, now_ns)

    bench = running(collector=Sleepy(1, 60))
    bench.press(1, 1)
    bench.station.close_poll(7)
    assert bench.until(PollDrained).table_crc_ok
    assert bench.collector.told == 3


def test_a_base_that_never_closes_is_refused():
    class Deaf(SimulatedCollector):
        def receive(self, data, now_ns):
            if data[1:2] == b"\x10" and command(m.Command.CLOSE)(data):
                return bytes.fromhex("01 10 02 00 00 02 40 70")
            return super().receive(data, now_ns)

    bench = running(collector=Deaf(1, 60))
    bench.station.close_poll(7)
    assert bench.until(PollRefused).session == 7


def test_presses_of_two_sessions_in_one_fifo_are_each_acknowledged():
    class Hasty(SimulatedCollector):
        """Two keypads press between the clearing and the opening."""

        def receive(self, data, now_ns):
            if data[1:2] == b"\x10" and command(m.Command.OPEN)(data):
                self.press(1, (1,), now_ns)
                self.press(2, (1,), now_ns)
            return super().receive(data, now_ns)

    bench = running(collector=Hasty(1, 60), books=False)
    bench.press(3, 1)
    bench.press(4, 1)
    bench.run(300)
    bench.station.acknowledge(bench.all(KeypadPressed))
    bench.run(300)
    heard = [(each.keypad, each.session) for each in bench.all(KeypadPressed)]
    assert heard == [(1, 0), (2, 0), (3, 7), (4, 7)]
    assert bench.collector._rules.status(0).acknowledged == 4
    bench.station.close_poll(7)
    assert bench.until(PollDrained).last_sequence == 4


def test_a_base_that_answers_reads_with_faults_is_lost_and_comes_back():
    sick = refusing(0x04, 4, lambda request: sick.ill and request[2:4] == b"\x00\x10")
    sick.ill = False
    bench = Bench(collector=sick)
    bench.until(BaseAnswered)
    sick.ill = True
    assert bench.until(BaseLost).what == texts.FAULTY
    sick.ill = False
    assert bench.until(BaseAnswered)


def test_a_base_that_knows_no_ping_is_asked_for_its_table_all_the_same():
    bench = Bench(collector=refusing(0x10, 3, command(m.Command.PING)))
    bench.station.ping()
    bench.run(2000)
    assert [type(event).__name__ for event in bench.heard] == ["BaseAnswered", "KeypadsHeard"]


def test_a_base_that_refuses_an_acknowledgement_still_closes():
    bench = Bench(collector=refusing(0x10, 3, lambda request: request[2:4] == b"\x02\x08"))
    bench.station.open_poll(call())
    bench.until(PollStarted)
    bench.press(1, 1)
    bench.run(200)
    bench.station.close_poll(7)
    assert bench.until(PollDrained).last_sequence == 1
    assert bench.presses() == [(1, (1,))]


def test_something_else_on_the_port_is_told_as_a_stranger():
    def other(answer):
        return sealed(answer[:3] + b"XX" + answer[5:-2]) if len(answer) == 29 else answer

    bench = Bench(collector=Tampered(SimulatedCollector(1, 60), answer=other))
    assert bench.until(BaseLost).what == texts.STRANGER


def test_answers_under_another_unit_number_are_noise():
    bench = Bench(collector=SimulatedCollector(1, 60, answers_as=2))
    assert bench.until(BaseLost).what == texts.SILENT
    assert bench.until(LineNoise).noise_bytes > 0


def spoiling(sequence, times):
    """Flip a bit in the record of `sequence`, in a frame that is otherwise sound."""
    left = [times]

    def spoil(answer):
        if answer[1:2] != b"\x04" or len(answer) < 23 or (len(answer) - 9) % 16 or not left[0]:
            return answer
        frame = bytearray(answer[:-2])
        for at in range(7, len(frame), 16):
            if int.from_bytes(frame[at : at + 2], "big") == sequence:
                frame[at + 5] ^= 4
                left[0] -= 1
        return sealed(bytes(frame))

    return spoil


def test_a_record_spoilt_on_the_way_is_read_again():
    collector = Tampered(SimulatedCollector(1, 60), answer=spoiling(2, times=3))
    bench = running(collector=collector)
    for keypad in (1, 2, 3):
        bench.press(keypad, 1)
    bench.run(2000)
    assert bench.presses() == [(1, (1,)), (2, (1,)), (3, (1,))]
    assert sum(noise.bad_frames for noise in bench.all(LineNoise)) == 3


def test_a_record_spoilt_when_the_window_repeats_itself_does_no_harm():
    collector = Tampered(SimulatedCollector(1, 60))
    bench = running(collector=collector, books=False)
    bench.press(1, 1)
    bench.run(100)
    collector.answer = spoiling(1, times=1)
    bench.press(2, 1)
    bench.run(100)
    assert bench.presses() == [(1, (1,)), (2, (1,))]


def test_a_record_spoilt_in_the_base_is_passed_by_and_kept_as_evidence():
    collector = Tampered(SimulatedCollector(1, 60), answer=spoiling(2, times=1000))
    bench = running(collector=collector)
    for keypad in (1, 2, 3):
        bench.press(keypad, 1)
    bench.station.close_poll(7)
    drained = bench.until(PollDrained)
    bench.run(1500)
    assert bench.presses() == [(1, (1,)), (3, (1,))]
    assert drained.table[1].presses == 1
    assert bench.all(LineNoise)[0].first_bytes[2:4] == b"\x00\x02"


def test_a_table_that_disagrees_with_its_checksum_is_read_three_times_and_told():
    reads = []

    def spoil(answer):
        if answer[1:3] == bytes([4, 120]):
            reads.append(answer)
            return sealed(answer[:10] + b"\x81\x01" + answer[12:-2])
        return answer

    bench = running(collector=Tampered(SimulatedCollector(1, 60), answer=spoil))
    bench.station.close_poll(7)
    assert bench.until(PollDrained).table_crc_ok is False
    assert len(reads) == 3


def test_an_answer_nobody_asked_for_is_counted_and_not_believed():
    def echo(answer):
        return answer + answer

    bench = running(collector=Tampered(SimulatedCollector(1, 60), answer=echo))
    bench.press(1, 1)
    bench.run(2000)
    assert bench.presses() == [(1, (1,))]
    assert sum(noise.retransmissions for noise in bench.all(LineNoise)) > 10


def test_a_late_answer_is_taken_when_it_comes_within_the_last_try():
    bench = Bench(timeout_ms=100)
    bench.cable._to_host._ns_per_byte = 4 * MS
    assert bench.until(BaseAnswered, within_s=5)
