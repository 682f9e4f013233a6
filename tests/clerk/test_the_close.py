"""The closing instant: what was made before it counts, what was made after is late.

Real drivers, simulated bases and the law in virtual time; and what shuts 宣布 says where it is.
"""

import pytest
from clerk_room import OFFICERS, Room
from strategies import Hall, small_hall

from kiosk.clerk import orders as o
from kiosk.clerk.doorkeeping import Doorkeeper
from kiosk.clerk.hearing import hear
from kiosk.clock import ManualClock
from kiosk.devices.events import (
    BaseAnswered,
    EquipmentEvent,
    KeypadPressed,
    PollDrained,
    TableRow,
)
from kiosk.devices.keypads.driver import Driver, PollCall
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.keypads.sunvote import SunVote
from kiosk.devices.simulator.bases import PressedBase
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.simulator.sunvote_base import SimulatedSunVote
from kiosk.devices.simulator.timeline import Timeline
from kiosk.devices.station import Station
from kiosk.devices.wire.link import Link
from kiosk.meeting.accounting import press_lines
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason
from kiosk.ui.parts.phrases import tell
from kiosk.words import words

MS = 1_000_000
KEYPADS = 30


class Closing:
    """A poll that runs on base A; `fates` are keypad → what became of its presses."""

    def __init__(self, driver: Driver, base: PressedBase) -> None:
        self.hall: Hall = small_hall()
        self.clock = ManualClock()
        self.base = base
        self.cable = MemoryCable(base, self.clock)
        link = Link(self.cable.open, self.clock)
        self.station = Station("A", driver, link, self._hears, self.clock)
        self.timeline = Timeline(self.clock, [self.station], [self.cable])
        self.drained = False
        self.hall.ask(listen=False)
        self.session = self.hall.poll.sessions["A"]
        self.station.open_poll(
            PollCall(self.session, 3, 1, 1, last_press_counts=True, secret=False)
        )
        self.run(3000)
        self.hall.listen("B")

    def _hears(self, event: EquipmentEvent) -> None:
        self.hall.now_ns = self.clock.mono_ns()
        if isinstance(event, BaseAnswered):
            return
        self.hall.enter(*hear(self.hall.state, event, None, None, door=Doorkeeper()))
        if isinstance(event, KeypadPressed):
            self.station.acknowledge([event])
        self.drained = self.drained or isinstance(event, PollDrained)

    def run(self, milliseconds: int) -> None:
        self.timeline.run(milliseconds * MS)

    def press(self, keypad: int, *keys: int) -> None:
        assert self.base.press(keypad, keys, self.clock.mono_ns())

    def close(self) -> None:
        self.hall.now_ns = self.clock.mono_ns()
        self.hall.close()
        self.station.close_poll(self.session)

    def end(self) -> None:
        assert self.timeline.run_until(lambda: self.drained, within_ns=60_000 * MS)
        self.hall.drain("B")
        self.hall.seal()

    @property
    def fates(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for line in press_lines(self.hall.poll):
            found.setdefault(line.keypad, []).append(line.fate)
        return found


def hvm1() -> Closing:
    return Closing(Hvm1("A", timeout_ms=100), SimulatedCollector(1, KEYPADS))


def sunvote() -> Closing:
    return Closing(SunVote("A"), SimulatedSunVote(1, KEYPADS, base=1))


def test_a_press_made_before_the_instant_and_heard_after_it_was_in_flight():
    """The line is out over the instant, so that both are heard after it: the clock tells them."""
    poll = hvm1()
    poll.press(1, 1)
    poll.run(500)
    poll.cable.unplug()
    poll.run(100)
    poll.press(3, 2)
    poll.run(100)
    poll.close()
    poll.run(100)
    poll.press(5, 1)
    poll.press(1, 2)
    poll.cable.replug()
    poll.end()
    assert poll.fates == {1: ["counted", "late"], 3: ["counted"], 5: ["late"]}
    flying = {seat: one.in_flight for seat, one in poll.hall.poll.ballots.items()}
    assert list(flying.values()) == [False, True]
    assert poll.hall.reconcile().differences == ()


@pytest.mark.parametrize("before_ms", [2, 40])
def test_the_instant_is_cut_to_the_milliseconds_of_the_device_clock(before_ms: int):
    poll = hvm1()
    poll.timeline.after((1000 - before_ms) * MS, lambda: poll.press(1, 1))
    poll.timeline.after(1000 * MS, poll.close)
    poll.timeline.after((1000 + before_ms + 2) * MS, lambda: poll.press(3, 1))
    poll.run(1100)
    poll.end()
    assert poll.fates == {1: ["counted"], 3: ["late"]}
    assert poll.hall.reconcile().differences == ()


def test_a_base_without_a_clock_is_heard_until_its_line_was_quiet():
    """Nobody can tell when a SunVote press was made: what is heard in the drain is in flight."""
    poll = sunvote()
    poll.press(1, 1)
    poll.run(1000)
    poll.press(3, 2)
    poll.close()
    poll.end()
    assert poll.fates == {1: ["counted"], 3: ["counted"]}
    assert [one.in_flight for one in poll.hall.poll.ballots.values()] == [False, True]


def test_a_press_that_comes_when_the_drain_is_over_is_late():
    poll = hvm1()
    poll.close()
    poll.end()
    poll.press(5, 1)
    poll.run(2000)
    assert poll.fates == {5: ["late"]}
    assert poll.hall.poll.ballots == {}


ROWS = tuple(TableRow(n, 1, (1,)) for n in range(1, 11))
ONE_ELSE = (*ROWS[:6], TableRow(7, 1, (2,)), *ROWS[7:])
WRONG = {
    "table": (
        PollDrained("A", 1, 10, ONE_ELSE, True, 0, 1),
        ("表决器选择 A/7：基站 2，账本 1", "choice of keypad A/7: base 2, book 1"),
    ),
    "checksum": (
        PollDrained("A", 1, 10, ROWS, False, 0, 1),
        ("基站表校验和 A：基站 1，账本 0", "checksum of the base's table A: base 1, book 0"),
    ),
    "totals": (
        PollDrained("A", 1, 10, ROWS, True, 0, 1, totals=(9, 0, 0)),
        ("选项合计 A/1：基站 9，账本 10", "total of option A/1: base 9, book 10"),
    ),
    "overflow": (
        PollDrained("A", 1, 10, ROWS, True, 3, 1),
        ("基站丢失按键 A：基站 0，账本 3", "presses lost in the base A: base 0, book 3"),
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_a_base_counted_otherwise_shuts_declaring_and_says_where(what: str, room: Room):
    drained, told = WRONG[what]
    room.with_open_poll()
    room.hear(*(room.press(n, 1, sequence=n) for n in range(1, 11)))
    room.done(o.ClosePoll(OFFICERS[0]))
    room.hear(drained)
    assert room.order(o.Declare(OFFICERS[0])).reason is Reason.SUMS_DIFFER
    assert room.console.next.refusal.reason is Reason.SUMS_DIFFER
    assert room.state.poll.stage is Stage.RECONCILED
    (difference,) = room.console.differences
    assert tuple(tell(difference, words(tongue)) for tongue in ("zh_CN", "en")) == told
