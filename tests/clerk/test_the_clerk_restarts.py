"""Another kiosk takes up the book: the same poll, the same time left, no press twice."""

from clerk_room import OFFICERS, Room, answered

from kiosk.clerk import orders as o
from kiosk.clerk.views import HallMode
from kiosk.meeting.facts import BallotCast, Halted, KioskStarted
from kiosk.meeting.poll import Stage

SECOND = 1_000_000_000


def restarted(room: Room) -> Room:
    room.ledger.close()
    again = Room.__new__(Room)
    clock = room.clock
    clock.advance(20 * SECOND)
    again.__init__(room.folder, fresh=False)
    again.clock.mono, again.clock.utc = clock.mono, clock.utc
    return again


def test_a_press_told_again_after_a_restart_makes_no_second_entry_and_is_acknowledged(room: Room):
    room.with_open_poll()
    room.hear(room.press(3, 1, sequence=1), room.press(4, 2, sequence=2))
    again = restarted(room)
    with again.ledger:
        again.hear(answered("A"))
        again.log.clear()
        again.hear(again.press(4, 2, sequence=2), again.press(5, 1, sequence=3))
        assert [fact.press.sequence for fact in again.facts(BallotCast)] == [1, 2, 3]
        assert again.log == [("written", 1), ("acknowledged", (2, 3))]


def test_the_bases_are_told_to_go_on_and_not_to_clear(room: Room):
    room.with_open_poll()
    again = restarted(room)
    with again.ledger:
        assert again.log == [("open", 1, True)]


def test_a_poll_that_was_draining_is_closed_again_on_its_bases(room: Room):
    room.with_open_poll()
    room.done(o.ClosePoll(OFFICERS[0]))
    again = restarted(room)
    with again.ledger:
        assert again.log == [("open", 1, True), ("close", 1)]
        again.hear(again.drained(last=0))
        assert again.state.poll.stage is Stage.RECONCILED


def test_the_line_was_quiet_but_the_kiosk_died_before_it_sealed(room: Room):
    room.with_open_poll()
    room.done(o.ClosePoll(OFFICERS[0]))
    room.clerk._follow_up = lambda: None
    room.hear(room.drained(last=0))
    assert room.state.poll.stage is Stage.DRAINING
    again = restarted(room)
    with again.ledger:
        again.hear(answered("A"))
        assert again.state.poll.stage is Stage.RECONCILED


def test_names_of_the_roll_are_known_again(room: Room):
    room.with_roll()
    again = restarted(room)
    with again.ledger:
        assert again.clerk.bulletin.names[3] == "代表3"


def test_a_halted_meeting_goes_on_after_a_restart(room: Room):
    room.with_open_poll()
    room.clerk.halt(ValueError("a defect"))
    assert room.hall.mode is HallMode.HALTED
    again = restarted(room)
    with again.ledger:
        again.hear(answered("A"))
        assert again.hall.mode is HallMode.POLL
        assert len(again.facts(Halted)) == 1
        assert len(again.facts(KioskStarted)) == 2
