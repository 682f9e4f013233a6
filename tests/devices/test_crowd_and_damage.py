import pytest

from kiosk.clock import ManualClock
from kiosk.devices.simulator.crowd import changed, crowd, merged, moved, some, twice
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.simulator.timeline import Timeline
from kiosk.faults import PortFault, UnusableInput

MS = 1_000_000
CHOICES = {(1,): 2, (2,): 1}


def test_the_same_seed_gives_the_same_crowd():
    plan = crowd(range(1, 51), CHOICES, span_ns=1000 * MS, seed=4)
    assert plan == crowd(range(1, 51), CHOICES, span_ns=1000 * MS, seed=4)
    assert plan != crowd(range(1, 51), CHOICES, span_ns=1000 * MS, seed=5)
    assert plan == sorted(plan)
    assert {each.keypad for each in plan} == set(range(1, 51))
    assert all(0 <= each.at_ns < 1000 * MS for each in plan)


def test_people_press_early_late_twice_and_change_their_minds():
    plan = crowd(range(1, 11), CHOICES, span_ns=100 * MS, seed=1)
    assert all(each.at_ns < 0 for each in moved(plan, -200 * MS))
    assert len(twice(plan, gap_ns=5)) == 20
    turned = changed(plan, [(1,), (2,)], gap_ns=500 * MS)
    first = {each.keypad: each.keys for each in turned[:10]}
    last = {each.keypad: each.keys for each in turned[10:]}
    assert all(first[keypad] != last[keypad] for keypad in first)
    assert len(some(plan, 0.3)) == 3
    assert merged(plan[:5], plan[5:]) == plan


def test_a_sound_lane_gives_what_was_put_in():
    lane = Lane()
    lane.put(b"abc", 5)
    lane.put(b"", 5)
    lane.put(b"def", 6)
    assert lane.due_ns() == 5
    assert (lane.take(4), lane.take(5), lane.take(9)) == (b"", b"abc", b"def")
    assert lane.due_ns() is None


def test_a_paced_lane_takes_the_time_of_the_wire():
    lane = Lane(baud=19200)
    lane.put(b"x" * 1745, 0)
    assert lane.due_ns() == pytest.approx(1_000 * MS, rel=0.001)


@pytest.mark.parametrize(
    ("mishap", "came"),
    [
        ("drop", lambda data: data == b""),
        ("double", lambda data: data == b"abcabc"),
        ("flip", lambda data: len(data) == 3 and data != b"abc"),
        ("split", lambda data: data == b"abc"),
        ("noise", lambda data: data.endswith(b"abc") and len(data) > 3),
    ],
)
def test_a_mishap_that_is_certain_happens(mishap, came):
    lane = Lane(DamageSpec(**{mishap: 1.0}), seed=2)
    lane.put(b"abc", 0)
    assert came(lane.take(0))


def test_delayed_chunks_do_not_overtake():
    lane = Lane(DamageSpec(delay=0.5), seed=1)
    for number in range(50):
        lane.put(bytes([number]), number)
    assert lane.take(10**12) == bytes(range(50))


def test_a_damage_is_read_from_text():
    assert DamageSpec.parse("drop=0.1, flip=0.02") == DamageSpec(drop=0.1, flip=0.02)
    assert DamageSpec.parse("") == DamageSpec()
    for wrong in ("drop", "melt=1", "drop=x", "drop=-1"):
        with pytest.raises(UnusableInput):
            DamageSpec.parse(wrong)


class Mute:
    def receive(self, data, now_ns):
        return b""

    def speak(self, now_ns):
        return b""


def test_a_port_of_a_cable_dies_with_its_unplugging_and_stays_dead():
    cable = MemoryCable(Mute(), ManualClock())
    port = cable.open()
    cable.unplug()
    cable.replug()
    with pytest.raises(PortFault):
        port.read()
    fresh = cable.open()
    fresh.close()
    with pytest.raises(PortFault):
        fresh.read()


def test_a_timeline_does_what_is_planned_in_its_order():
    clock, done = ManualClock(mono=0), []
    timeline = Timeline(clock, [], [])
    timeline.at(20, lambda: done.append((clock.mono, "b")))
    timeline.after(10, lambda: done.append((clock.mono, "a")))
    timeline.run(100)
    assert done == [(10, "a"), (20, "b")]
    assert clock.mono == 100


def test_a_timeline_that_does_not_move_is_an_error():
    class Stuck:
        def step(self):
            return 0

    with pytest.raises(RuntimeError):
        Timeline(ManualClock(), [Stuck()], []).run(1)
