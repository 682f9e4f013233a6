"""What the console offers, the clerk would do; and what it does not offer has its true reason."""

from pathlib import Path

import pytest
from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.views import Act, HallMode, Light
from kiosk.devices import events as e
from kiosk.meeting.refusal import Reason, Refusal


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def refusals(room: Room) -> dict[Act, Reason | None]:
    return {one.act: one.refusal and one.refusal.reason for one in room.console.actions}


def lights(room: Room) -> dict[str, Light]:
    return {line.name: line.light for line in room.console.room}


def test_before_during_and_after_a_poll_each_act_has_its_true_reason(room: Room):
    told = refusals(room.with_roll())
    assert told[Act.EXTEND_POLL] is told[Act.PAUSE_POLL] is Reason.NO_POLL_RUNS
    assert told[Act.VOID_POLL] is Reason.NOTHING_TO_VOID
    for seat in range(1, 11):
        room.done(o.CheckInByHand(str(seat), "1", "test"))
    room.done(o.TableItem(1, "停车收费", ""))
    room.done(o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True))
    room.open_poll()
    told = refusals(room)
    assert (told[Act.EXTEND_POLL], told[Act.PAUSE_POLL]) == (None, None)
    assert (told[Act.PING], told[Act.VOID_POLL]) == (Reason.POLL_RUNNING, None)
    room.done(o.PausePoll(OFFICERS[0]))
    assert refusals(room)[Act.PAUSE_POLL] is Reason.POLL_PAUSED
    room.done(o.ClosePoll(OFFICERS[0]))
    told = refusals(room)
    assert told[Act.EXTEND_POLL] is told[Act.PAUSE_POLL] is Reason.POLL_CLOSING
    room.done(o.VoidPoll("test", OFFICERS))
    assert refusals(room)[Act.VOID_POLL] is Reason.VOIDED_ALREADY


def test_a_closed_meeting_offers_nothing_that_the_law_refuses_then(room: Room):
    room.with_declared_poll()
    assert Act.VOID_POLL in refusals(room)
    room.done(o.CloseMeeting(OFFICERS[0]))
    assert set(refusals(room)) == {Act.REVEAL_PERSON}
    assert room.order(o.VoidPoll("test", OFFICERS)) == Refusal(Reason.MEETING_CLOSED)


def test_a_gate_is_overridden_only_where_one_is_shut(room: Room):
    room.with_roll()
    assert Act.OVERRIDE_GATE not in refusals(room)
    room.done(o.TableItem(1, "停车收费", ""))
    room.done(o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True))
    for seat in range(1, 11):
        room.done(o.CheckInByHand(str(seat), "1", "test"))
    room.open_poll()
    assert Act.OVERRIDE_GATE not in refusals(room)


def test_a_paused_poll_does_not_go_on_while_no_base_hears_it(room: Room):
    room.with_open_poll()
    room.done(o.PausePoll(OFFICERS[0]))
    assert room.console.next.refusal is None
    room.hear(e.BaseLost("A", "the cable is out", "put it in", room.clock.mono))
    gone = Refusal(Reason.BASE_NOT_ANSWERING, {"base": "A"})
    assert (room.console.next.act, room.console.next.refusal) == (Act.RESUME_POLL, gone)


def test_a_base_that_is_dead_leaves_no_green_light(room: Room):
    room.with_open_poll()
    assert lights(room)["Batteries"] is Light.OFF, "nothing was told of them yet"
    levels = tuple((keypad, 90, 90) for keypad in range(1, 11))
    room.hear(e.KeypadsHeard("A", tuple(range(1, 11)), (), 1, levels))
    told = lights(room)
    assert {told[one] for one in ("Keypads", "Batteries", "Signal")} == {Light.GOOD}
    room.hear(e.BaseLost("A", "the cable is out", "put it in", room.clock.mono))
    told = lights(room)
    assert told["Keypads"] is told["Bases"] is Light.BAD
    assert told["Batteries"] is told["Signal"] is Light.OFF


def test_a_close_is_under_way_until_the_line_is_quiet(room: Room):
    room.with_open_poll()
    room.hear(room.press(1, 1, sequence=1))
    assert room.console.under_way is None
    room.done(o.ClosePoll(OFFICERS[0]))
    assert (room.console.under_way, room.console.gone) == (Act.CLOSE_POLL, False)
    room.hear(e.BaseLost("A", "the cable is out", "put it in", room.clock.mono))
    assert room.console.gone
    room.hear(room.drained(last=1))
    assert (room.console.under_way, room.console.gone) == (None, False)


def test_a_paper_is_under_way_until_the_press_hands_it_over(room: Room):
    room.with_declared_poll()
    assert (room.console.next.act, room.console.under_way) == (Act.PRINT_RECORD, None)
    room.done(o.IssueRecord(1, OFFICERS[0]))
    assert room.console.under_way is Act.PRINT_RECORD
    room.paper_comes()
    assert room.console.under_way is None
    assert room.console.next.act is Act.CLOSE_MEETING


def test_a_roll_that_is_not_frozen_has_no_quorum_to_miss(room: Room):
    line = next(one for one in room.console.room if one.name == "Quorum")
    assert (line.light, line.sentence.msgid) == (Light.OFF, "the roll is not frozen yet")


def silent(room: Room) -> dict[str, int]:
    return {one.seat: one.polls for one in room.console.silent}


def close(room: Room, *pressing: int, session: int) -> None:
    room.hear(*(room.press(n, 1, sequence=n, session=session) for n in pressing))
    room.done(o.ClosePoll(OFFICERS[0]))
    last = max(pressing)
    room.hear(room.drained(last=last, session=session))


def test_a_voided_poll_makes_nobody_silent(room: Room):
    room.with_open_poll()
    close(room, *range(1, 9), session=1)
    room.done(o.VoidPoll("test", OFFICERS))
    room.open_poll(session=2)
    close(room, *range(1, 10), session=2)
    assert silent(room) == {}, "seat 10 was silent once, in the poll that counts"
    room.done(o.VoidPoll("test", OFFICERS))
    room.open_poll(session=3)
    close(room, *range(1, 10), session=3)
    assert room.state.silent_polls["10"] == 1
    assert room.state.silent_polls["9"] == 0


def test_a_press_that_handed_its_keypad_out_is_called_so(room: Room):
    room.with_roll()
    room.done(o.ReturnKeypad(3, "test", "1"))
    room.done(o.CheckInByHand("3", "1", "test"))
    room.hear(
        room.press(7, 1, sequence=1, session=None), room.press(3, 1, sequence=2, session=None)
    )
    assert room.state.keypad_of["3"] == 3
    told = {one.keypad: one.reason for one in room.console.refused_presses}
    assert told[3] == "handed_out"
    assert told[7] != "handed_out"


def test_a_closed_meeting_leaves_its_last_result(room: Room):
    room.with_declared_poll()
    assert room.hall.mode is HallMode.RESULT
    room.done(o.CloseMeeting(OFFICERS[0]))
    assert (room.hall.mode, room.hall.closed) == (HallMode.STANDBY, True)


def test_the_console_knows_the_quorum_and_whether_there_is_a_printer(room: Room):
    room.with_roll()
    assert (room.console.quorum, room.console.has_printer) == (8, False)
