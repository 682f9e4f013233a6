"""A pass that admits nobody is a fact, and its desk is told why."""

from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.views import DeskVerdict
from kiosk.devices.events import CodeScanned
from kiosk.meeting.facts import CheckedIn, PassRefused
from kiosk.meeting.refusal import Reason


def scanned(room: Room, number: int | Reason, desk: str = "1"):
    room.codes["a code"] = number
    room.hear(CodeScanned(desk, "a code", room.clock.mono))
    return next(one for one in room.views[-1].desks if one.desk == desk)


def reasons(room: Room) -> list[tuple[str, str]]:
    return [(fact.seat, fact.reason) for fact in room.facts(PassRefused)]


def test_a_genuine_pass_is_welcome(room: Room):
    desk = scanned(room.with_roll(), 3)
    assert (desk.verdict, desk.name, desk.seat, desk.keypad) == (
        DeskVerdict.WELCOME,
        "代表3",
        "3",
        3,
    )
    assert (desk.present, desk.roll) == (1, 12)
    assert len(room.facts(CheckedIn)) == 1


def test_a_forged_pass_and_one_of_another_meeting_are_told_apart(room: Room):
    room.with_roll()
    assert scanned(room, Reason.PASS_FORGED).refusal.reason is Reason.PASS_FORGED
    desk = scanned(room, Reason.PASS_OF_OTHER_MEETING)
    assert desk.verdict is DeskVerdict.CAUTION
    assert (desk.name, desk.seat) == ("", "")
    assert reasons(room) == [("", "pass_forged"), ("", "pass_of_other_meeting")]


def test_a_pass_shown_twice_is_a_caution(room: Room):
    room.with_roll()
    scanned(room, 3)
    desk = scanned(room, 3, desk="2")
    assert (desk.verdict, desk.refusal.reason) == (DeskVerdict.CAUTION, Reason.ALREADY_CHECKED_IN)
    assert len(room.facts(CheckedIn)) == 1


def test_a_number_that_is_not_on_the_roll(room: Room):
    desk = scanned(room.with_roll(), 99)
    assert (desk.verdict, desk.refusal.reason) == (DeskVerdict.REFUSED, Reason.NOT_ON_ROLL)


def test_a_pass_after_check_in_closed(room: Room):
    room.with_roll()
    room.done(o.CloseCheckIn())
    desk = scanned(room, 3)
    assert (desk.verdict, desk.refusal.reason) == (DeskVerdict.CAUTION, Reason.CHECK_IN_CLOSED)
    assert desk.name == "代表3"


def test_a_pass_after_the_meeting(room: Room):
    room.with_roll()
    room.done(o.CloseMeeting(OFFICERS[0]))
    assert scanned(room, 3).refusal.reason is Reason.MEETING_CLOSED


def test_a_pass_before_there_is_a_roll(room: Room):
    assert scanned(room, 3).refusal.reason is Reason.NOT_ON_ROLL
