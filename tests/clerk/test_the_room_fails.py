"""What the equipment says of itself reaches the console with its cure, and goes when it is well."""

from dataclasses import replace
from pathlib import Path

import pytest
from clerk_room import OFFICERS, Room, answered

from kiosk.clerk import orders as o
from kiosk.clerk.displaying import DisplayTold
from kiosk.clerk.views import Act, Action, Light
from kiosk.devices import events as e
from kiosk.ledger.mirror import MirrorState
from kiosk.ledger.store import Ledger
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import BaseGone, HallFaulted, KeypadsCalled, NoiseHeard
from kiosk.meeting.refusal import Reason, Refusal

MISSING = e.BaseLost(
    "A",
    "There is no such serial port",
    "Plug the cable in, or correct the port in the settings",
    1,
    (("reason", "ENOENT"), ("group", "dialout")),
)


def banner(room: Room) -> list[tuple[object, object]]:
    return [
        (one.args["where"], one.args["what"]) for one in room.console.faults if "what" in one.args
    ]


def test_a_missing_port_is_told_before_any_base_answered(room: Room):
    room.hear(MISSING)
    (told,) = room.console.faults
    assert told.args["cure"] == MISSING.cure
    assert banner(room) == [("A", "There is no such serial port")]
    room.hear(answered("A"))
    assert room.console.faults == ()


def test_a_base_lost_in_a_poll_is_told_with_what_the_chair_may_do(room: Room):
    room.with_open_poll()
    room.hear(e.BaseLost("A", "The base does not answer", "Check its power", 1))
    assert [fact.poll for fact in room.facts(BaseGone)] == [1]
    assert any(one.args.get("base") == "A" for one in room.console.faults)
    assert ("A", "The base does not answer") in banner(room)
    bases = next(line for line in room.console.room if line.name == "Bases")
    assert bases.light is Light.BAD
    room.hear(answered("A"))
    assert room.console.faults == ()


def test_a_base_that_is_lost_twice_is_written_once(room: Room):
    room.with_roll()
    room.hear(MISSING, MISSING)
    assert len(room.facts(BaseGone)) == 1


def test_a_base_that_will_not_open_is_told_and_written(room: Room):
    room.with_open_poll()
    what = "Presses from before remain in the base although it was told to clear them"
    room.hear(e.PollRefused("A", 1, what, 1))
    assert room.facts(HallFaulted) == [HallFaulted(what, "A")]
    assert banner(room) == [("A", what)]
    room.done(o.VoidPoll("test", OFFICERS))
    room.open_poll(session=2)
    assert room.console.faults == ()


def test_a_desks_scanner_is_well_again_when_it_scans(room: Room):
    room.with_roll()
    room.codes["a pass"] = 3
    room.hear(e.BaseLost("1", "The serial port is gone", "Plug the cable in again", 1))
    assert banner(room) == [("1", "The serial port is gone")]
    room.hear(e.CodeScanned("1", "a pass", 1))
    assert room.console.faults == ()


def test_a_lost_mirror_is_told_on_the_console(tmp_path: Path):
    room = Room(tmp_path)
    room.ledger.close()
    medium = tmp_path / "medium"
    medium.mkdir()
    ledger = Ledger.open(tmp_path / "meeting.book", mirror=medium / "mirror", clock=room.clock)
    with ledger:
        room.clerk._ledger = ledger
        room.with_roll()
        assert room.console.faults == ()
        (medium / "mirror").unlink()
        medium.rmdir()
        room.done(o.CloseCheckIn())
        assert ledger.mirror_state is MirrorState.LOST
        assert [one.args["where"] for one in room.console.faults] == [str(medium / "mirror")]
        line = next(one for one in room.console.room if one.name == "Second medium")
        assert line.light is Light.BAD


def test_a_low_battery_and_a_silent_keypad_are_told_in_the_room_lines(room: Room):
    room.with_open_poll()
    room.hear(e.KeypadsHeard("A", tuple(range(1, 10)), (2,), 1))
    told = {line.name: line.sentence for line in room.console.room}
    assert told["Keypads"].args == {"heard": 9, "silent": 1}
    assert told["Batteries"].args == {"count": 1, "keypads": "2"}


def test_a_weak_signal_is_named_by_its_keypad(room: Room):
    room.with_open_poll()
    levels = tuple((keypad, 90, 29 if keypad != 5 else 30) for keypad in range(1, 9))
    room.hear(e.KeypadsHeard("A", tuple(range(1, 9)), (), 1, levels))
    told = {line.name: line for line in room.console.room}
    assert told["Signal"].light is Light.WARN
    assert told["Signal"].sentence.args == {"count": 7, "keypads": "1 2 3 4 6 …"}
    assert room.facts(KeypadsCalled)[-1].levels == levels
    room.hear(e.KeypadsHeard("A", tuple(range(1, 9)), (), 1, ((1, 90, 95),)))
    assert {line.name: line.light for line in room.console.room}["Signal"] is Light.GOOD


def test_a_base_that_cannot_be_called_is_not_offered_a_ping_for_ever(room: Room):
    room.with_roll()
    found = answered("A")
    sheet = replace(found.capability, protocol="sunvote", can_call=False)
    room.hear(replace(found, identity="SunVote base 1", capability=sheet))
    for seat in range(1, 11):
        room.done(o.CheckInByHand(str(seat), "1", "test"))
    room.done(o.TableItem(1, "停车收费", ""))
    room.done(o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True))
    room.done(o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM))
    for gate in (Gate.PHASES, Gate.NOTICE, Gate.ZERO_REPORT):
        room.done(o.OverrideGate(gate, "test", OFFICERS))
    cannot = Refusal(Reason.KEYPADS_CANNOT_BE_CALLED, {"count": 10})
    assert room.console.next == Action(Act.OPEN_POLL, cannot)
    offered = {one.act: one.refusal for one in room.console.actions}
    assert offered[Act.PING].reason is Reason.KEYPADS_CANNOT_BE_CALLED
    assert Act.OVERRIDE_GATE in offered
    room.done(o.OverrideGate(Gate.EQUIPMENT, "试按无误", OFFICERS))
    assert room.order(o.OpenPoll(OFFICERS[0])) is None


def test_keypads_of_a_base_nobody_knows_are_no_fact(room: Room):
    room.hear(e.KeypadsHeard("Z", (1,), (), 1))
    assert room.facts(KeypadsCalled) == []


def test_noise_is_written_and_silence_is_not(room: Room):
    room.with_roll()
    room.hear(e.LineNoise("A", 0, 0, 3, b"", 1))
    room.hear(e.LineNoise("A", 1, 9, 0, b"\x00\xff", 1))
    assert [(fact.noise_bytes, fact.first_bytes) for fact in room.facts(NoiseHeard)] == [
        (9, "00ff")
    ]


@pytest.mark.parametrize(
    "event", [e.PollStarted("A", 77, 1, 1), e.PollDrained("A", 77, 0, (), None, 0, 1)]
)
def test_a_session_nobody_opened_makes_no_fact(room: Room, event: e.EquipmentEvent):
    room.with_roll()
    entries = room.ledger.head
    room.hear(event)
    assert room.ledger.head == entries


def light_of(room: Room, name: str) -> Light | None:
    return next((line.light for line in room.console.room if line.name == name), None)


def test_a_wall_that_is_unplugged_is_told_with_its_cure_until_it_is_back(room: Room):
    room.hear(DisplayTold("hall", True, "HDMI-1"))
    assert light_of(room, "Hall screen") is Light.GOOD
    assert banner(room) == []
    room.hear(DisplayTold("hall", False, "HDMI-1"))
    assert light_of(room, "Hall screen") is Light.BAD
    (told,) = room.console.faults
    assert told.args["what"] == "the display of the wall is gone"
    assert "its cable" in str(told.args["cure"])
    assert room.facts(HallFaulted) == []
    room.hear(DisplayTold("hall", True, "HDMI-1"), DisplayTold("checkin", False, "DP-1"))
    assert banner(room) == [("DP-1", "the display of a window is gone")]


def test_a_wall_that_is_lost_while_a_poll_runs_stands_in_the_book(room: Room):
    room.with_open_poll()
    room.hear(DisplayTold("hall", False, "HDMI-1"), DisplayTold("hall", True, "HDMI-1"))
    (fault,) = room.facts(HallFaulted)
    assert fault.where == "HDMI-1"
    assert "the display of the wall is gone" in fault.what
    assert banner(room) == []
