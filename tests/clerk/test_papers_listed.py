"""What the console is told of papers, and what its buttons order of them."""

import pytest
from clerk_room import OFFICERS, Room
from test_papers_printed import BY, NUMBER, RECORD, PrintingRoom

from kiosk.clerk import orders as o
from kiosk.clerk.acting import orders_of
from kiosk.clerk.views import Act
from kiosk.meeting.paper_copies import Way
from kiosk.meeting.refusal import Reason


@pytest.fixture
def room(tmp_path):
    room = PrintingRoom(tmp_path)
    room.with_declared_poll()
    yield room
    room.ledger.close()


def acts(room: Room, at: int = 0) -> list[Act]:
    return [action.act for action in room.console.prints[at].actions]


def light(room: Room) -> tuple[str, str]:
    (line,) = [one for one in room.console.room if one.name == "Printer"]
    return line.light, line.sentence.msgid


def test_a_copy_is_followed_from_the_file_to_the_hand(room):
    room.turn()
    assert light(room) == ("good", "in order")
    room.done(RECORD)
    room.condition("paper_out")
    room.paper_comes()
    assert [line.way for line in room.console.prints] == [Way.FILED]
    assert acts(room) == [Act.PRINT_PAPER, Act.REPRINT]
    assert light(room) == ("warn", "{count} papers open"), "filed, and not sent yet"
    room.turn(2)
    assert room.console.prints[0].told == "paper_out"
    assert acts(room) == [Act.CONFIRM_PRINTED, Act.REPRINT]
    assert (room.console.open_papers, light(room)[0]) == (1, "bad")
    room.condition("")
    room.turn(2)
    assert light(room) == ("warn", "{count} papers open")
    (order,) = orders_of(Act.CONFIRM_PRINTED, room.console, {}, {"number": NUMBER, "first": BY})
    room.done(order)
    assert room.console.prints[0].way == Way.CONFIRMED
    assert acts(room) == [Act.REPRINT]
    assert light(room) == ("good", "in order")


def test_only_the_newest_copy_of_a_paper_has_buttons(room):
    room.done(RECORD)
    room.paper_comes()
    room.turn(3)
    (order,) = orders_of(Act.REPRINT, room.console, {}, {"number": NUMBER, "reason": "缺页"})
    assert order == o.Reprint(NUMBER, "缺页", OFFICERS[0])
    room.done(order)
    room.paper_comes()
    assert [(line.copy, line.way, bool(line.actions)) for line in room.console.prints] == [
        (2, Way.FILED, True),
        (1, Way.SPOILT, False),
    ]
    assert room.console.prints[1].reason == "缺页"


def test_a_hall_without_a_printer_offers_no_printing(tmp_path):
    room = Room(tmp_path)
    room.with_declared_poll()
    room.done(RECORD)
    room.paper_comes()
    (line,) = room.console.prints
    assert line.actions[0].refusal.reason is Reason.NO_PRINTER
    assert light(room) == ("off", "is not set up")
    (order,) = orders_of(Act.PRINT_PAPER, room.console, {}, {"number": NUMBER})
    assert room.order(order).reason is Reason.NO_PRINTER
    room.ledger.close()
