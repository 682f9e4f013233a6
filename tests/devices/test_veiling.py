"""Secret polls at the driver: the keys leave beside the press, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest
from devices_bench import Bench, call

from kiosk.devices.events import (
    BaseAnswered,
    KeypadPressed,
    LineNoise,
    PollDrained,
    PollStarted,
    TotalsHeard,
)
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.keypads.hvm1_map import Feature
from kiosk.devices.keypads.jsonline import JsonLine
from kiosk.devices.keypads.jsonline_words import read_line
from kiosk.devices.keypads.sunvote import SunVote
from kiosk.devices.keypads.taiden import Taiden
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.damage import Lane
from kiosk.devices.simulator.json_receiver import SimulatedReceiver, numbers_of
from kiosk.devices.simulator.sunvote_base import SimulatedSunVote
from kiosk.devices.station import Station
from kiosk.devices.veiling import no_bytes, veiled
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.tape import Inch, Tape, read_tape

SECRET = call(secret=True)
TAPES: list[Tape] = []


@pytest.fixture(autouse=True)
def _tapes():
    yield
    while TAPES:
        TAPES.pop().close()


class TapedBench(Bench):
    """A bench that writes a tape."""

    def __init__(self, folder: Path, **kinds):
        self.path = folder / "base-A.tape"
        self.lane = Lane()
        super().__init__(to_host=self.lane, **kinds)

    def start_station(self):
        super().start_station()
        tape = Tape(self.path)
        TAPES.append(tape)
        link = Link(self.cable.open, self.clock, tape=tape)
        self.station = Station("A", self._make_driver(), link, self._hear, self.clock)
        self.timeline = type(self.timeline)(self.clock, [self.station], [self.cable])

    def inches(self) -> list[Inch]:
        return list(read_tape(self.path))


def keys_of(bench: Bench) -> list[tuple[int, tuple[int, ...] | None, tuple[int, ...]]]:
    return [(one.keypad, one.secret_keys, one.keys) for one in bench.all(KeypadPressed)]


def secret_poll(bench: Bench) -> None:
    bench.station.open_poll(SECRET)
    bench.until(PollStarted)
    bench.press(1, 1)
    bench.press(2, 2)
    bench.run(2500)
    bench.press(1, 3)
    bench.run(2500)


BASES = {
    "hvm1": dict,
    "sunvote": lambda: {"collector": SimulatedSunVote(1, 9), "driver": lambda: SunVote("A")},
    "jsonline": lambda: {
        "collector": SimulatedReceiver(1, 9),
        "driver": lambda: JsonLine("A", numbers=numbers_of(1, 9)),
    },
}


@pytest.mark.parametrize("protocol", BASES)
def test_the_keys_are_in_one_field_that_does_not_show(protocol, tmp_path):
    bench = TapedBench(tmp_path, **BASES[protocol]())
    secret_poll(bench)
    assert keys_of(bench) == [(1, (1,), ()), (2, (2,), ()), (1, (3,), ())]
    assert "secret_keys" not in repr(bench.all(KeypadPressed))


@pytest.mark.parametrize("protocol", BASES)
def test_what_is_kept_of_a_press_is_the_same_whatever_was_pressed(protocol, tmp_path):
    raws = []
    for key in (1, 2, 3):
        bench = TapedBench(tmp_path, **BASES[protocol]())
        bench.station.open_poll(SECRET)
        bench.until(PollStarted)
        bench.press(5, key)
        bench.run(2500)
        raws.append(bench.all(KeypadPressed)[0].raw)
    if protocol == "jsonline":
        raws = [raw.split(b'"timestamp"')[0] for raw in raws]
        assert b'"value":0' in raws[0]
    assert raws[0]
    assert len(set(raws)) == 1


@pytest.mark.parametrize("protocol", BASES)
def test_a_base_is_told_that_its_veiled_presses_are_booked(protocol, tmp_path):
    bench = TapedBench(tmp_path, **BASES[protocol]())
    secret_poll(bench)
    bench.station.close_poll(7)
    drained = bench.until(PollDrained)
    assert all(row.keys == () for row in drained.table)
    if protocol == "hvm1":
        assert bench.collector.acked == 3
        assert drained.table_crc_ok is True
        assert [row.presses for row in drained.table[:2]] == [2, 1]


@pytest.mark.parametrize("protocol", BASES)
def test_the_tape_of_a_secret_poll_has_lengths_and_times(protocol, tmp_path):
    bench = TapedBench(tmp_path, **BASES[protocol]())
    bench.run(1500)
    before = len(bench.inches())
    secret_poll(bench)
    bench.station.close_poll(7)
    bench.until(PollDrained)
    bench.station.ping()
    bench.run(2000)
    told = [inch for inch in bench.inches()[before:] if inch.direction == "<"]
    assert told
    assert all(inch.data == b"" for inch in told)
    assert any(inch.masked for inch in told)
    assert any(inch.data for inch in bench.inches() if inch.direction == ">")


@pytest.mark.parametrize("protocol", BASES)
def test_a_named_poll_lifts_the_veil(protocol, tmp_path):
    bench = TapedBench(tmp_path, **BASES[protocol]())
    secret_poll(bench)
    bench.station.close_poll(7)
    bench.until(PollDrained)
    bench.station.open_poll(call(8))
    bench.until(PollStarted)
    bench.press(4, 2)
    bench.run(2500)
    assert keys_of(bench)[-1] == (4, None, (2,))
    assert bench.inches()[-1].data or bench.inches()[-2].data


def test_what_a_base_still_held_of_a_secret_poll_is_veiled_when_the_next_one_opens(tmp_path):
    bench = TapedBench(tmp_path, books=False)
    secret_poll(bench)
    bench.start_station()
    bench.books = True
    bench.station.veil()
    bench.station.open_poll(replace(SECRET, resume=True))
    bench.until(PollStarted)
    bench.station.close_poll(7)
    bench.until(PollDrained)
    assert all(keys == () for _, _, keys in keys_of(bench))


def test_a_secret_poll_opens_with_the_secret_flag_and_running_totals_stay_nought():
    bench = Bench()
    bench.station.open_poll(SECRET)
    bench.until(PollStarted)
    bench.press(1, 1)
    bench.run(200)
    status = bench.collector._rules.status(bench.clock.mono_ns())
    assert status.totals == (0,) * 8


def test_noise_of_a_secret_poll_is_told_without_its_bytes(tmp_path):
    bench = TapedBench(tmp_path)
    bench.station.open_poll(SECRET)
    bench.until(PollStarted)
    bench.lane.put(b"\x00\x01\x02" * 9, bench.clock.mono_ns())
    noise = bench.until(LineNoise)
    assert noise.noise_bytes
    assert noise.first_bytes == b""


def test_totals_are_not_told_under_the_veil():
    assert veiled(TotalsHeard("A", 3, 1, 1, 1, 0), no_bytes) is None
    started = PollStarted("A", 1, 0, 0)
    assert veiled(started, no_bytes) is started
    assert Taiden("A", seats=9).blank(b"\xe3") == b""


def test_a_driver_that_cannot_blank_is_opened_for_no_secret_poll():
    bench = Bench(driver=lambda: Telling("A"))
    with pytest.raises(ValueError, match="secret polls cannot be taken"):
        bench.station.open_poll(SECRET)
    bench.station.veil()
    bench.run(3000)
    bench.press(1, 1)
    bench.run(3000)
    assert [(one.keys, one.raw) for one in bench.all(KeypadPressed)] == [((), b"")]


class Telling(Hvm1):
    """A driver from outside that knows nothing of secret polls."""

    def __init__(self, base: str) -> None:
        super().__init__(base, timeout_ms=100)
        self.capability = replace(self.capability, secret=False)

    def _tell_found(self, who) -> None:
        self.capability = replace(self.capability, secret=False)
        super()._tell_found(who)


def test_a_masked_line_of_a_tape_is_read_back(tmp_path):
    tape = Tape(tmp_path / "a.tape")
    tape.record(5, "<", b'{"event":"vote"', masked=True)
    tape.close()
    assert b"vote".hex() not in (tmp_path / "a.tape").read_text()
    assert list(read_tape(tmp_path / "a.tape")) == [Inch(5, "<", b"", 15)]


def test_a_blanked_vote_is_no_vote():
    assert read_line(b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":0,"timestamp":1}') is None


def test_a_base_that_hides_the_keys_from_us_is_not_taken_for_a_secret_poll():
    base = SimulatedCollector(1, 9, features=Feature.SECRET_NATIVE)
    bench = Bench(collector=base)
    found = bench.until(BaseAnswered)
    assert (found.capability.secret_native, found.capability.secret) == (True, False)
