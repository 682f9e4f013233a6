"""One drain of the inbox is one transaction, and only then is anything acknowledged."""

from concurrent.futures import Future

from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.orders import Posted
from kiosk.meeting.facts import (
    BallotCast,
    BaseDrained,
    PollClosed,
    PollReconciled,
    PressRefused,
)
from kiosk.meeting.refusal import Reason


def test_everything_that_waited_is_one_transaction(room: Room):
    room.with_open_poll()
    room.log.clear()
    room.hear(*(room.press(n, 1, sequence=n) for n in range(1, 9)))
    assert [one for one in room.log if one[0] == "written"] == [("written", 8)]


def test_a_press_is_acknowledged_only_after_it_is_written(room: Room):
    room.with_open_poll()
    room.log.clear()
    room.hear(room.press(3, 1, sequence=1), room.press(4, 2, sequence=2))
    assert room.log == [("written", 2), ("acknowledged", (1, 2))]


def test_a_refused_press_is_written_and_acknowledged_too(room: Room):
    room.with_open_poll()
    room.log.clear()
    room.hear(room.press(12, 1, sequence=1), room.press(99, 1, sequence=2))
    assert [fact.reason for fact in room.facts(PressRefused)] == [
        Reason.NOT_CHECKED_IN,
        Reason.UNKNOWN_KEYPAD,
    ]
    assert room.log == [("written", 2), ("acknowledged", (1, 2))]


def test_each_message_is_judged_with_those_before_it_applied(room: Room):
    room.with_open_poll()
    room.hear(
        room.press(3, 1, sequence=1), room.press(3, 1, sequence=2), room.press(3, 2, sequence=3)
    )
    assert [fact.replaces for fact in room.facts(BallotCast)] == [False, True]
    assert [fact.reason for fact in room.facts(PressRefused)] == [Reason.DUPLICATE]


def test_a_press_and_the_close_of_one_drain_keep_their_order(room: Room):
    room.with_open_poll()
    close = Posted(o.ClosePoll(OFFICERS[0]), Future())
    room.clerk.take([room.press(1, 1, sequence=1), close, room.press(2, 1, sequence=2)])
    assert close.reply.result() is None
    assert [fact.in_flight for fact in room.facts(BallotCast)] == [False, True]


def test_a_press_told_again_makes_no_entry_and_is_acknowledged_again(room: Room):
    room.with_open_poll()
    room.hear(room.press(3, 1, sequence=1))
    entries = room.ledger.head
    room.log.clear()
    room.hear(room.press(3, 1, sequence=1))
    assert room.ledger.head == entries
    assert room.log == [("acknowledged", (1,))]


def test_the_same_sequence_in_another_session_is_another_press(room: Room):
    room.with_declared_poll()
    room.done(o.VoidPoll("test", OFFICERS))
    room.open_poll(session=2)
    room.hear(room.press(3, 1, sequence=1, session=2))
    assert len(room.facts(BallotCast)) == 11


def test_an_order_that_is_refused_writes_nothing(room: Room):
    room.with_open_poll()
    entries = room.ledger.head
    assert room.order(o.OpenPoll(OFFICERS[0])).reason is Reason.ILLEGAL_STEP
    assert room.ledger.head == entries


def test_a_refused_order_is_told_on_the_console_until_one_is_done(room: Room):
    room.with_open_poll()
    assert room.order(o.VoidPoll("test", (OFFICERS[0], "nobody"))).reason is Reason.UNKNOWN_OFFICER
    told = room.console.faults[-1]
    assert told.msgid == "Not done: {what}"
    assert told.args == {"what": "reason:unknown_officer", "officer": "nobody"}
    room.done(o.PausePoll(OFFICERS[0]))
    assert room.console.faults == ()


def test_the_bases_are_drained_and_the_poll_seals_and_reconciles_by_itself(room: Room):
    room.with_open_poll()
    room.hear(*(room.press(n, 1, sequence=n) for n in range(1, 6)))
    room.done(o.ClosePoll(OFFICERS[0]))
    assert ("close", 1) in room.log
    assert room.facts(PollClosed) == []
    room.hear(room.drained(last=5))
    (closed,) = room.facts(PollClosed)
    assert closed.entries == 5
    assert (5, closed.root) == room.ledger.root(1)
    (account,) = room.facts(PollReconciled)
    assert (account.heard, account.counted, account.differences) == (5, 5, ())


def test_a_poll_waits_for_the_last_base(tmp_path):
    room = Room(tmp_path, bases=("A", "B"))
    with room.ledger:
        room.with_open_poll()
        room.done(o.ClosePoll(OFFICERS[0]))
        room.hear(room.drained("A", last=0))
        assert room.facts(PollClosed) == []
        room.hear(room.drained("B", last=0))
        assert len(room.facts(PollClosed)) == 1


def test_two_officers_go_on_without_a_base_and_the_poll_closes_at_once(tmp_path):
    room = Room(tmp_path, bases=("A", "B"))
    with room.ledger:
        room.with_open_poll()
        room.done(o.ClosePoll(OFFICERS[0]))
        room.hear(room.drained("A", last=0))
        room.done(o.GiveUpBase("B", "cable cut", OFFICERS))
        assert len(room.facts(PollClosed)) == 1


def test_a_base_that_says_twice_that_it_is_drained_is_written_once(room: Room):
    room.with_open_poll()
    room.done(o.ClosePoll(OFFICERS[0]))
    room.hear(room.drained(last=0))
    room.hear(room.drained(last=0))
    assert len(room.facts(BaseDrained)) == 1


def test_calling_the_keypads_is_no_fact(room: Room):
    room.with_roll()
    entries = room.ledger.head
    room.log.clear()
    room.done(o.CallKeypads())
    assert room.log == [("ping",)]
    assert room.ledger.head == entries
