"""A base that is `secret_native`: in a secret poll no key leaves it, neither for us nor for a tap.

`wire.md` section 1, features bit 1. Presses are counted and named, choices come as totals alone.
Such a base is not taken for a secret poll (`docs/decisions/0043`), so the station's door is held
open here.
"""

from dataclasses import replace

import pytest
from devices_bench import Bench, call

from kiosk.devices.events import BaseAnswered, KeypadPressed, PollDrained, PollStarted
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.simulator.collector import SimulatedCollector

SECRET = call(secret=True)
HEAD, KIND = 7, 4


class Tapped:
    """A collector with somebody at its line who keeps every answer."""

    def __init__(self) -> None:
        self._base = SimulatedCollector(1, 9, features=m.Feature.SECRET_NATIVE)
        self.answers: list[bytes] = []

    def __getattr__(self, name):
        return getattr(self._base, name)

    def receive(self, data, now_ns):
        answer = self._base.receive(data, now_ns)
        self.answers.append(answer)
        return answer

    def records(self) -> list[bytes]:
        """Every record that any window showed."""
        windows = (one for one in self.answers if one[1:2] == b"\x04" and len(one) % 16 == 9)
        return [one[at : at + 16] for one in windows for at in range(HEAD, len(one) - 2, 16)]


class Taken(Hvm1):
    """The driver, said to be good for a secret poll on any base."""

    def _tell_found(self, who):
        self.capability = replace(self.capability, secret=True)
        super()._tell_found(who)


def polled(call_, *, driver=Taken) -> Bench:
    bench = Bench(collector=Tapped(), driver=lambda: driver("A", timeout_ms=100))
    bench.until(BaseAnswered)
    bench.station.open_poll(call_)
    bench.until(PollStarted)
    for keypad, keys in ((1, (1,)), (2, (2,)), (3, (1,)), (1, (3,)), (2, ())):
        bench.press(keypad, *keys)
    bench.run(300)
    bench.station.close_poll(call_.session)
    bench.until(PollDrained)
    return bench


def test_who_pressed_is_told_and_no_pair_of_keypad_and_key_ever_is():
    bench = polled(SECRET)
    pressed = bench.all(KeypadPressed)
    assert [one.keypad for one in pressed] == [1, 2, 3, 1, 2]
    assert {(one.keys, one.secret_keys) for one in pressed} == {((), ())}
    assert {one.raw[KIND : KIND + 2] for one in pressed} == {b"\0\0"}
    (drained,) = bench.all(PollDrained)
    assert {row.keys for row in drained.table} == {()}
    assert [row.presses for row in drained.table[:4]] == [2, 2, 1, 0]


def test_nobody_at_the_line_learns_a_choice_either_or_that_one_was_taken_back():
    bench = polled(SECRET)
    shown = {record[KIND : KIND + 2] for record in bench.collector.records()}
    assert shown == {bytes([m.Kind.PRESS, 0])}


def test_the_totals_come_at_the_end_and_the_checksum_agrees_with_noughts():
    (drained,) = polled(SECRET).all(PollDrained)
    assert drained.totals[:3] == (1, 0, 1)
    assert drained.table_crc_ok is True


def test_in_a_named_poll_the_same_base_tells_everything():
    bench = polled(call())
    assert bench.presses() == [(1, (1,)), (2, (2,)), (3, (1,)), (1, (3,)), (2, ())]
    assert bench.all(PollDrained)[0].table[0].keys == (3,)


def test_the_station_does_not_take_such_a_base_for_a_secret_poll():
    with pytest.raises(ValueError, match="secret polls cannot be taken on base A"):
        polled(SECRET, driver=Hvm1)
