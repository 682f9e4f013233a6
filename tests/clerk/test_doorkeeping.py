"""A keypad is handed out by label or press, to the one delegate that its desk waits for."""

import pytest
from clerk_room import FULL, KEYPADS, OFFICERS, Room, answered

from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.doorkeeping import label_of
from kiosk.clerk.rollfile import roll_line
from kiosk.clerk.views import DeskDeed, DeskVerdict
from kiosk.devices.events import CodeScanned
from kiosk.meeting import facts as f
from kiosk.meeting.refusal import Reason
from kiosk.meeting.roll import Delegate, DelegateClass


@pytest.fixture
def door(room: Room) -> Room:
    """Twelve delegates without a keypad, one attendee; the doors are open, a base answers."""
    citizen = DelegateClass.CITIZEN
    lines = [
        roll_line(Delegate(n, str(n), citizen, True, ""), name=f"代表{n}")
        for n in range(1, KEYPADS + 1)
    ]
    lines.append(
        roll_line(
            Delegate(20, "20", citizen, False, ""), name="小明", age_band="under18", group="一组"
        )
    )
    room.done(o.AdoptPack(find_pack("citizens-assembly", room.folder)))
    for name, role in zip(OFFICERS, ("chair", "operator"), strict=True):
        room.done(o.NameOfficer(name, role))
    for order in roll_orders(lines):
        room.done(order)
    room.done(o.OpenCheckIn())
    room.hear(answered("A"))
    return room


def scan(room: Room, code: int | str, desk: str = "1"):
    text = f"pass {code}" if isinstance(code, int) else code
    if isinstance(code, int):
        room.codes[text] = code
    room.hear(CodeScanned(desk, text, room.clock.mono))
    return at(room, desk)


def at(room: Room, desk: str = "1"):
    return next(one for one in room.views[-1].desks if one.desk == desk)


def label(room: Room, keypad: int, desk: str = "1"):
    return scan(room, label_of(keypad), desk)


def press(room: Room, keypad: int, sequence: int):
    room.hear(room.press(keypad, 1, sequence=sequence, session=None))
    return at(room)


def bound(room: Room) -> list[tuple[int, str, str]]:
    return [(one.keypad, one.seat, one.desk) for one in room.facts(f.KeypadBound)]


def test_who_was_let_in_is_waited_for_and_the_label_hands_the_keypad_out(door: Room):
    assert scan(door, 3).awaited == "3"
    desk = label(door, 7)
    assert (desk.deed, desk.verdict, desk.keypad, desk.name) == (
        DeskDeed.GIVEN,
        DeskVerdict.WELCOME,
        7,
        "代表3",
    )
    assert desk.awaited == ""
    assert bound(door) == [(7, "3", "1")]


def test_the_press_of_the_unit_in_the_hand_hands_it_out_and_is_kept_as_a_press(door: Room):
    scan(door, 3)
    assert press(door, 7, 1).keypad == 7
    assert [one.reason for one in door.facts(f.PressRefused)] == [Reason.UNKNOWN_KEYPAD]
    assert bound(door) == [(7, "3", "1")]
    press(door, 8, 2)
    assert bound(door) == [(7, "3", "1")], "nobody is waited for any more"


def test_a_press_hands_nothing_out_while_two_desks_wait_and_both_are_told(door: Room):
    scan(door, 3)
    scan(door, 4, "2")
    press(door, 7, 1)
    assert bound(door) == []
    for desk in ("1", "2"):
        assert at(door, desk).keypad_refusal.reason is Reason.KEYPAD_AWAITED_TWICE
    label(door, 7, "2")
    assert bound(door) == [(7, "4", "2")]
    assert press(door, 8, 2).keypad == 8


def test_a_keypad_that_a_delegate_in_the_hall_holds_is_handed_to_nobody_else(door: Room):
    scan(door, 3)
    label(door, 7)
    scan(door, 4)
    press(door, 7, 1)
    desk = label(door, 7)
    assert (desk.keypad_told, desk.keypad_refusal.reason) == (7, Reason.KEYPAD_TAKEN)
    assert bound(door) == [(7, "3", "1")]


def test_nobody_waits_for_who_may_not_vote_or_was_turned_away(door: Room):
    desk = scan(door, 20)
    assert (desk.verdict, desk.under_18, desk.group, desk.awaited) == (
        DeskVerdict.CAUTION,
        True,
        "一组",
        "",
    )
    assert door.order(o.AwaitKeypad("1", "20")).reason is Reason.NO_VOTING_RIGHT
    assert door.order(o.AwaitKeypad("1", "77")).reason is Reason.UNKNOWN_SEAT
    scan(door, 3)
    door.clock.advance(4_000_000_000)
    assert scan(door, 3).awaited == "", "in already: whoever stands there is another"


def test_a_desk_waits_a_minute_and_not_for_ever(door: Room):
    scan(door, 3)
    door.clock.advance(61_000_000_000)
    press(door, 7, 1)
    assert bound(door) == []
    assert at(door).awaited == ""


def test_while_the_hall_is_asked_a_press_is_a_press(door: Room):
    for number in range(1, 9):
        door.done(o.CheckInByHand(str(number), "2", "test"))
    door.done(o.BindKeypads(tuple((n, str(n)) for n in range(1, 9)), "test"))
    door.done(o.TableItem(1, "停车收费", ""))
    door.done(o.PutMotion(1, "停车", "收费。", noticed=True))
    door.open_poll()
    scan(door, 9)
    door.hear(door.press(11, 1, sequence=1))
    assert (11, "9", "1") not in bound(door)
    label(door, 11)
    assert (11, "9", "1") in bound(door)


def test_a_swap_is_ordered_with_its_reason_and_the_next_keypad_makes_it(door: Room):
    scan(door, 3)
    label(door, 7)
    door.done(o.AwaitKeypad("1", "3", "没电"))
    label(door, 8)
    assert door.facts(f.KeypadBound)[-1] == f.KeypadBound(8, "3", "没电", "1")
    assert (door.state.keypad_of["3"], 7 in door.state.seat_of) == (8, False)
    door.done(o.AwaitKeypad("1", "3"))
    door.done(o.AwaitKeypad("1", ""))
    assert at(door).awaited == ""


def test_a_desk_on_the_way_out_takes_passes_and_keypads_back(door: Room):
    scan(door, 3)
    label(door, 7)
    door.done(o.SetDesk("1", o.DeskMode.EXIT))
    desk = scan(door, 3)
    assert (desk.deed, desk.mode, desk.keypad) == (DeskDeed.LEFT, o.DeskMode.EXIT, 7)
    assert "3" not in door.state.present
    desk = label(door, 7)
    assert (desk.deed, desk.name) == (DeskDeed.TAKEN_BACK, "代表3")
    assert door.facts(f.KeypadReturned) == [f.KeypadReturned(7, "3", "taken back", "1")]
    assert label(door, 7).keypad_refusal.reason is Reason.UNKNOWN_KEYPAD


def test_a_label_that_nobody_waits_for_tells_whose_it_is(door: Room):
    assert label(door, 7).keypad_refusal.reason is Reason.UNKNOWN_KEYPAD
    door.done(o.BindKeypads(((7, "3"),), "test"))
    refusal = label(door, 7).keypad_refusal
    assert (refusal.reason, refusal.detail["seat"]) == (Reason.KEYPAD_TAKEN, "3")
    scan(door, 4)
    assert at(door).keypad_refusal is None


def test_keypads_come_back_after_the_meeting_was_closed(door: Room):
    scan(door, 3)
    label(door, 7)
    scan(door, 4)
    label(door, 8)
    scan(door, 5)
    label(door, 9)
    door.done(o.CloseMeeting(OFFICERS[0]))
    door.done(o.SetDesk("1", o.DeskMode.EXIT))
    label(door, 7)
    door.done(o.ReturnKeypad(8, "taken back", "1"))
    door.done(o.LoseKeypad(9, "带走", "1"))
    assert [(one.keypad, one.lost) for one in door.views[-1].door.unreturned] == [(9, True)]
    assert at(door).deed is DeskDeed.LOST


def test_the_list_of_the_door_changes_with_every_entry_and_not_otherwise(door: Room):
    def line(number: int):
        return next(one for one in door.views[-1].door.lines if one.number == number)

    before = door.views[-1].door
    assert (len(before.lines), line(3).present, line(3).keypad) == (13, False, 0)
    door.done(o.TableItem(1, "停车收费", ""))
    assert door.views[-1].door is before
    scan(door, 3)
    label(door, 7)
    assert (line(3).present, line(3).keypad, line(3).came) == (True, 7, door.clock.utc)
    door.done(o.BindKeypads(((8, "3"),), "test"))
    door.done(o.CheckOut("3", "1", "有事"))
    assert (line(3).present, line(3).keypad, line(3).left) == (False, 8, door.clock.utc)
    door.done(o.RevokePass(3, False, "遗失", OFFICERS[0]))
    assert line(3).issue == 0
    late = roll_line(Delegate(30, "30", DelegateClass.EXPERT, True, ""), name="晚到")
    door.done(o.AmendRoll((late.delegate,), (late.person,), "补选", OFFICERS))
    assert (line(30).added, line(30).name, line(3).added) == (True, "晚到", False)
    assert door.views[-1].door.spare == tuple(n for n in range(1, KEYPADS + 1) if n != 8)


def test_the_list_is_made_anew_when_the_book_refused(door: Room):

    scan(door, 3)
    door.ledger.trouble = FULL
    door.codes["pass 4"] = 4
    door.hear(CodeScanned("1", "pass 4", door.clock.mono))
    here = [one.number for one in door.views[-1].door.lines if one.present]
    assert here == [3]
