"""Who comes in gets a slip, and the opening of the meeting has the head of the book on one."""

from dataclasses import replace

from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.slips import SlipKeeper
from kiosk.meeting.facts import CheckedIn, MeetingOpened
from kiosk.printing.slip import CheckInSlip, OpeningSlip
from kiosk.words import words


class Strip:
    """The slips that were wanted, as plain data."""

    def __init__(self) -> None:
        self.slips = []

    def want(self, draw):
        self.slips.append(draw.args[0])
        assert draw().startswith(b"\x89PNG")


def keeper(strip, **wanted):
    chosen = {"opening": True, "check_in": True} | wanted
    return SlipKeeper(strip, words("zh_CN"), dots=384, **chosen)


def entered(room: Room, fact: type):
    return [one for one in room.ledger.entries() if isinstance(one.fact, fact)]


def test_each_who_comes_in_gets_name_seat_and_keypad(tmp_path):
    room, strip = Room(tmp_path), Strip()
    room.clerk._slips = keeper(strip)
    room.with_roll()
    room.done(o.CheckInByHand("7", "1", "未带证"))
    (slip,) = strip.slips
    assert replace(slip, time="") == CheckInSlip("市民大会", False, "代表7", "7", 7, "1", "")
    assert len(slip.time) == len("09:01:22")
    room.ledger.close()


def test_the_opening_slip_has_the_head_as_the_book_has_it(tmp_path):
    room, strip = Room(tmp_path), Strip()
    room.clerk._slips = keeper(strip, check_in=False)
    room.with_roll()
    room.done(o.CheckInByHand("7", "1", "未带证"))
    assert strip.slips == []
    room.done(o.OpenMeeting("到会人数符合规定", OFFICERS))
    (slip,) = strip.slips
    (opened,) = entered(room, MeetingOpened)
    assert isinstance(slip, OpeningSlip)
    number, head = room.ledger.head
    assert (slip.entry, slip.head) == (number, head.hex())
    assert slip.entry >= opened.number
    assert entered(room, CheckedIn)
    room.ledger.close()
