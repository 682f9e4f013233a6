"""What the chair must see before 宣布: differences with the base, and who presses nothing."""

from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.views import Act
from kiosk.devices.events import PollDrained, TableRow
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason
from kiosk.words import words


def test_a_difference_with_the_base_shuts_declaring_and_is_told(room: Room):
    room.with_open_poll()
    room.hear(*(room.press(n, 1, sequence=n) for n in range(1, 11)))
    room.done(o.ClosePoll(OFFICERS[0]))
    rows = tuple(TableRow(n, 1, (1,)) for n in range(1, 12))
    room.hear(PollDrained("A", 1, 11, rows, True, 0, room.clock.mono))
    assert room.console.next.act is Act.DECLARE
    assert room.console.next.refusal.reason is Reason.SUMS_DIFFER
    told = [one.args for one in room.console.differences]
    assert {"what": "keypad", "where": "A/11", "expected": 1, "found": 0} in told
    assert room.order(o.Declare(OFFICERS[0])).reason is Reason.SUMS_DIFFER
    assert [words().say(one["what"]) != one["what"] for one in told] == [True] * len(told)


def test_a_seat_that_pressed_nothing_in_two_polls_is_named(room: Room):
    room.with_open_poll()
    for session in (1, 2):
        if session == 2:
            room.done(o.Declare(OFFICERS[0]))
            room.done(o.TableItem(2, "食堂选址", ""))
            room.done(o.PutMotion(2, "关于食堂选址的议案", "设在 88 号。", noticed=True))
            room.open_poll(session=2, item=2)
        pressed = [room.press(n, 1, sequence=n, session=session) for n in range(1, 10)]
        room.hear(*pressed)
        room.done(o.ClosePoll(OFFICERS[0]))
        room.hear(room.drained(last=9, session=session))
    assert room.state.poll.stage is Stage.RECONCILED
    (silent,) = room.console.silent
    assert (silent.seat, silent.name, silent.keypad, silent.polls) == ("10", "代表10", 10, 2)


def test_the_last_refused_presses_are_told_newest_first(room: Room):
    room.with_open_poll()
    room.hear(*(room.press(40 + n, 1, sequence=n) for n in range(1, 9)))
    assert [one.keypad for one in room.console.refused_presses] == [48, 47, 46, 45, 44, 43]
    assert {one.reason for one in room.console.refused_presses} == {Reason.UNKNOWN_KEYPAD}
