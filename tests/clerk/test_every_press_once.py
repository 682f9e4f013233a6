"""Total reception: real drivers and simulated bases on damaged lines, and the law behind them.

Whatever the line does, what the book has of a poll adds up, and every press that a base took is in
it once. The runs are seeded; a failure replays.
"""

import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from strategies import Hall, small_hall

from kiosk.clerk.doorkeeping import Doorkeeper
from kiosk.clerk.hearing import hear
from kiosk.clock import ManualClock
from kiosk.devices.events import BaseAnswered, EquipmentEvent, KeypadPressed, LineNoise, PollDrained
from kiosk.devices.keypads.driver import Driver, PollCall
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.keypads.jsonline import JsonLine
from kiosk.devices.keypads.sunvote import SunVote
from kiosk.devices.simulator.bases import PressedBase
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.json_receiver import SimulatedReceiver, numbers_of
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.simulator.sunvote_base import SimulatedSunVote
from kiosk.devices.simulator.timeline import Timeline
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link
from kiosk.meeting.accounting import press_lines

MS = 1_000_000
SECOND = 1_000 * MS
KEYPADS = 30
RADIO = DamageSpec(drop=0.05, double=0.05, flip=0.03, split=0.1, delay=0.1, noise=0.05)
WIRE = DamageSpec(double=0.05, split=0.2, delay=0.2, noise=0.1)
"""A JSON line has no checksum and no second try: what is flipped or dropped there is not told."""


@dataclass
class Room:
    """One base, its line, and a hall that judges and books at once."""

    driver: Driver
    device: PressedBase
    damage: DamageSpec
    seed: int
    hall: Hall = field(default_factory=small_hall)
    clock: ManualClock = field(default_factory=ManualClock)
    taken: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    heard: Counter[str] = field(default_factory=Counter)
    drained: bool = False

    def __post_init__(self) -> None:
        lane = Lane(self.damage, seed=self.seed)
        back = Lane(self.damage, seed=self.seed + 1)
        self.cable = MemoryCable(self.device, self.clock, to_device=lane, to_host=back)
        link = Link(self.cable.open, self.clock)
        self.station = Station("A", self.driver, link, self.hears, self.clock)
        self.timeline = Timeline(self.clock, [self.station], [self.cable])

    def hears(self, event: EquipmentEvent) -> None:
        self.hall.now_ns = self.clock.mono_ns()
        self.heard[type(event).__name__] += 1
        if isinstance(event, BaseAnswered) and "A" in self.hall.poll.sessions:
            return
        self.hall.enter(*hear(self.hall.state, event, None, None, door=Doorkeeper()))
        if isinstance(event, KeypadPressed):
            self.station.acknowledge([event])
        self.drained = self.drained or isinstance(event, PollDrained)

    def press(self, keypad: int, keys: tuple[int, ...]) -> None:
        if self.device.press(keypad, keys, self.clock.mono_ns()):
            self.taken.append((keypad, keys))

    def run(self) -> None:
        dice = random.Random(self.seed)
        hall = self.hall
        hall.ask()
        session = hall.poll.sessions["A"]
        call = PollCall(session, 3, 1, 1, last_press_counts=True, secret=False)
        self.station.open_poll(call)
        self.timeline.run(3 * SECOND)
        for _ in range(3 * KEYPADS):
            keypad, keys = dice.randint(1, KEYPADS), (dice.randint(1, 3),)
            due = dice.randrange(4 * SECOND)
            self.timeline.after(due, lambda keypad=keypad, keys=keys: self.press(keypad, keys))
        if self.damage is RADIO:
            self.timeline.after(2 * SECOND, self.cable.unplug)
            self.timeline.after(3 * SECOND, self.cable.replug)
        self.timeline.run(6 * SECOND)
        hall.now_ns = self.clock.mono_ns()
        hall.close()
        self.station.close_poll(session)
        assert self.timeline.run_until(lambda: self.drained, within_ns=120 * SECOND)
        hall.drain("B")
        hall.seal()


def hvm1(seed: int) -> Room:
    return Room(Hvm1("A", timeout_ms=100), SimulatedCollector(1, KEYPADS), RADIO, seed)


def sunvote(seed: int) -> Room:
    return Room(SunVote("A"), SimulatedSunVote(1, KEYPADS, base=1), RADIO, seed)


def jsonline(seed: int) -> Room:
    numbers = numbers_of(1, KEYPADS)
    return Room(JsonLine("A", numbers=numbers), SimulatedReceiver(1, KEYPADS), WIRE, seed)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("room_of", [hvm1, sunvote, jsonline])
def test_what_was_heard_is_counted_and_replaced_and_refused(room_of, seed: int):
    room = room_of(seed)
    room.run()
    found, poll = room.hall.reconcile(), room.hall.poll
    assert found.heard == found.counted + found.replaced + found.refused
    lines = press_lines(poll)
    assert len(lines) == len({one.entry for one in lines}) == found.heard
    assert room.heard["KeypadPressed"] == found.heard
    phantoms = Counter((one.keypad, one.keys) for one in lines) - Counter(room.taken)
    assert phantoms == Counter()


@pytest.mark.parametrize("seed", range(12))
def test_every_press_that_a_collector_took_is_in_the_book_exactly_once(seed: int):
    room = hvm1(seed)
    room.run()
    found, poll = room.hall.reconcile(), room.hall.poll
    lines = press_lines(poll)
    assert sorted((one.keypad, one.keys) for one in lines) == sorted(room.taken)
    assert found.differences == ()
    sequences = [one.press.sequence for one in poll.ballots.values()]
    sequences += [one.press.sequence for one in (*poll.replaced, *poll.refused)]
    assert sorted(sequences) == list(range(1, len(room.taken) + 1))


def test_a_flood_of_noise_cannot_fill_the_book():
    """A minute of noise at full speed: at most one entry a second, and the poll goes on."""
    room = hvm1(1)
    room.damage = DamageSpec()
    hall = room.hall
    hall.ask()
    lane = Lane()
    cable = MemoryCable(room.device, room.clock, to_host=lane)
    station = Station(
        "A", Hvm1("A", timeout_ms=100), Link(cable.open, room.clock), room.hears, room.clock
    )
    timeline = Timeline(room.clock, [station], [cable])
    room.station = station
    dice = random.Random(7)
    for at in range(0, 60_000, 20):
        timeline.after(at * MS, lambda: lane.noise(dice.randbytes(230), room.clock.mono_ns()))
    before = len(hall.entered)
    timeline.run(61 * SECOND)
    noise = [one for one in hall.entered[before:] if type(one.fact).__name__ == "NoiseHeard"]
    assert room.heard[LineNoise.__name__] >= 50
    assert len(noise) <= 61
    assert all(len(one.fact.first_bytes) <= 128 for one in noise)
    assert sum(one.fact.noise_bytes for one in noise) > 500_000
