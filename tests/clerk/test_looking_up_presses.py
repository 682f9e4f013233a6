"""谁的按键为什么没算 at a screen: who is meant, each press, never a direction too early."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.consoling import shown_wrong
from kiosk.clerk.observerview import Dispositions, Looked
from kiosk.clerk.observing import Enquiry
from kiosk.clerk.witnessing import FiguresSeen
from kiosk.meeting.accounting import COUNTED
from kiosk.meeting.ballot import Mark
from kiosk.meeting.facts import FiguresShown
from kiosk.meeting.refusal import Reason
from kiosk.ui.parts.phrases import tell
from kiosk.words import words

FOR, AGAINST = 1, 2


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    room.ledger.close()


def asked(room: Room, typed: str, poll: int = 1, **exactly: object) -> Looked:
    reply: Future[Looked] = Future()
    room.clerk.take([Enquiry(typed, poll, reply, **exactly)])
    return reply.result(timeout=0)


def pressed(room: Room) -> None:
    """Ten are present; 1 to 9 press, keypad 9 twice, and keypad 99, which is nobody's."""
    room.with_open_poll()
    room.hear(*(room.press(n, FOR, sequence=n) for n in range(1, 10)))
    room.hear(room.press(9, AGAINST, sequence=10), room.press(99, FOR, sequence=11))


def close(room: Room) -> None:
    room.done(o.ClosePoll(OFFICERS[0]))
    room.hear(room.drained(last=11))


def test_a_seat_is_told_each_of_its_presses_and_what_became_of_it(room: Room) -> None:
    pressed(room)
    found = asked(room, "9")
    assert [one.seat for one in found.found] == ["9"]
    assert [one.fate for one in found.presses] == ["replaced", COUNTED]


def test_while_a_poll_runs_no_look_up_tells_a_direction(room: Room) -> None:
    pressed(room)
    for typed in ("9", "1", "99", ""):
        assert all(one.keys is None for one in asked(room, typed).presses), typed
    assert not asked(room, "9").told
    close(room)
    assert all(one.keys is None for one in asked(room, "").presses)


def test_after_the_declaration_of_a_named_poll_the_keys_are_told(room: Room) -> None:
    pressed(room)
    close(room)
    room.done(o.Declare(OFFICERS[0]))
    found = asked(room, "9")
    assert found.told
    assert [one.keys for one in found.presses] == [(FOR,), (AGAINST,)]


def test_a_keypad_that_is_nobodys_is_found_by_its_press(room: Room) -> None:
    pressed(room)
    found = asked(room, "99")
    assert [(one.seat, one.keypad) for one in found.found] == [("", 99)]
    assert [one.fate for one in found.presses] == [Reason.UNKNOWN_KEYPAD]
    assert asked(room, "98").found == ()


def test_a_name_in_part_lists_who_may_be_meant_and_one_of_them_is_then_asked_for(
    room: Room,
) -> None:
    pressed(room)
    name = room.clerk.bulletin.names[1]
    many = asked(room, name[0])
    assert len(many.found) > 1
    assert many.presses == ()
    assert [one.fate for one in asked(room, name[0], seat="1").presses] == [COUNTED]
    assert asked(room, "", keypad=1).found[0].seat == "1"


def test_nothing_typed_is_every_press_of_the_poll(room: Room) -> None:
    pressed(room)
    assert len(asked(room, " ").presses) == 11
    assert asked(room, "", poll=7).presses == ()


def test_a_look_up_writes_nothing(room: Room) -> None:
    room.with_open_poll()
    head = room.ledger.head
    asked(room, "1")
    assert room.ledger.head == head


# ---- the observer's view -------------------------------------------------------------------------


def test_the_account_of_the_observer_always_adds_up(room: Room) -> None:
    pressed(room)
    told = room.views[-1].observer.presses
    assert told == Dispositions(11, 9, 1, 0, 1, ((Reason.UNKNOWN_KEYPAD, 1),), 0)
    assert told.heard == told.counted + told.replaced + told.set_aside + told.refused


def test_how_each_seat_chose_is_in_no_view_before_the_declaration(room: Room) -> None:
    pressed(room)
    assert (room.hall.seats, room.views[-1].observer.seats) == ((), ())
    close(room)
    assert (room.hall.seats, room.views[-1].observer.seats) == ((), ())
    room.done(o.Declare(OFFICERS[0]))
    marks = {line.seat: line.mark for line in room.hall.seats}
    assert (marks["1"], marks["9"], marks["10"]) == (Mark.FOR, Mark.AGAINST, None)
    assert room.views[-1].observer.seats == room.hall.seats


# ---- screen truth --------------------------------------------------------------------------------


def test_a_wall_that_showed_other_figures_is_told_to_the_chair_and_the_observer(
    room: Room,
) -> None:
    pressed(room)
    close(room)
    room.done(o.Declare(OFFICERS[0]))
    at = room.hall.entry
    right = (("in_favour", "8"), ("verdict", str(room.hall.outcome.verdict)))
    room.clerk.take([FiguresSeen(1, at, "hall", right)])
    assert room.facts(FiguresShown) == [FiguresShown(1, at, "hall", right)]
    assert room.views[-1].observer.wrong == ()
    room.clerk.take([FiguresSeen(1, at, "hall", (("in_favour", "9"),))])
    assert room.views[-1].observer.wrong == (("hall", "in_favour", "8", "9"),)
    said = [tell(one, words("zh_CN")) for one in room.console.faults]
    assert said == ["大屏上“赞成”显示为 9，宣布的是 8。请按打印的表决记录当场宣读正确数字。"]
    wrong = shown_wrong("hall", "verdict", "passed", "not_passed")
    assert "“表决结果”显示为 未通过，宣布的是 通过" in tell(wrong, words("zh_CN"))
