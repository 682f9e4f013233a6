"""The book refuses: nothing is acknowledged, nothing is lost, all are told; then it goes on."""

import threading
from concurrent.futures import Future

import pytest
from clerk_room import FULL, OFFICERS, PDF, Room

from kiosk.clerk import orders as o
from kiosk.clerk.clerk import RETRY_NS
from kiosk.clerk.desk import Desk
from kiosk.clerk.orders import Posted
from kiosk.clerk.rollfile import roll_line
from kiosk.clerk.views import HallMode
from kiosk.clock import SystemClock
from kiosk.faults import BookFault
from kiosk.meeting.facts import (
    BallotCast,
    HallFaulted,
    PaperIssued,
    PollClosed,
    PollClosing,
    RollFrozen,
)
from kiosk.meeting.poll import Stage
from kiosk.meeting.roll import Delegate, DelegateClass


def test_nothing_is_acknowledged_while_the_book_refuses(room: Room):
    room.with_open_poll()
    entries = room.ledger.head
    room.log.clear()
    room.ledger.trouble = FULL
    room.hear(room.press(3, 1, sequence=1))
    room.pass_time(5)
    assert room.log == []
    assert room.ledger.head == entries
    assert room.state.poll.ballots == {}


def test_wall_and_console_are_told_with_the_cure(room: Room):
    room.with_open_poll()
    room.ledger.trouble = FULL
    room.hear(room.press(3, 1, sequence=1))
    assert room.hall.mode is HallMode.FAULT
    assert room.hall.message.msgid.startswith("Please stay seated")
    (told,) = room.console.faults
    assert told.args == {"where": FULL.where, "what": FULL.what, "cure": FULL.cure}


def test_everything_heard_is_in_the_book_once_when_it_can_be_written_again(room: Room):
    room.with_open_poll()
    room.log.clear()
    room.ledger.trouble = FULL
    room.hear(room.press(3, 1, sequence=1))
    room.hear(room.press(4, 2, sequence=2))
    room.pass_time(2.5)
    room.hear(room.press(5, 1, sequence=3))
    room.hear(room.press(3, 1, sequence=1))
    room.ledger.trouble = None
    room.pass_time(1.1)
    assert [fact.press.sequence for fact in room.facts(BallotCast)] == [1, 2, 3]
    assert {one[1] for one in room.log if one[0] == "acknowledged"} == {(1, 2, 3, 1)}
    assert room.hall.mode is HallMode.POLL
    assert room.hall.pressed == 3
    assert room.console.faults == ()


def test_the_outage_itself_stands_in_the_book_before_what_it_held_up(room: Room):
    room.with_open_poll()
    room.ledger.trouble = FULL
    room.hear(room.press(3, 1, sequence=1))
    room.ledger.trouble = None
    room.pass_time(1.1)
    faulted, cast = room.facts(HallFaulted, BallotCast)
    assert (faulted.where, faulted.what) == (FULL.where, str(FULL))
    assert isinstance(cast, BallotCast)


def test_who_orders_is_told_at_once_and_nothing_is_ordered_behind_his_back(room: Room):
    room.with_open_poll()
    room.ledger.trouble = FULL
    assert room.order(o.PausePoll(OFFICERS[0])) is FULL
    assert room.order(o.PausePoll(OFFICERS[0])) is FULL
    room.ledger.trouble = None
    room.pass_time(1.1)
    assert room.state.poll.stage is Stage.OPEN
    room.done(o.PausePoll(OFFICERS[0]))


def test_the_fault_stands_until_the_book_was_really_written(room: Room):
    room.with_open_poll()
    room.ledger.trouble = FULL
    room.order(o.PausePoll(OFFICERS[0]))
    for _ in range(5):
        room.pass_time(1.2)
        assert room.hall.mode is HallMode.FAULT
    room.ledger.trouble = None
    room.pass_time(1.2)
    assert room.hall.mode is HallMode.POLL


def test_the_book_is_not_asked_again_before_its_time(room: Room):
    room.with_open_poll()
    room.ledger.trouble = FULL
    room.hear(room.press(3, 1, sequence=1))
    room.ledger.trouble = None
    room.clock.advance(RETRY_NS - 1)
    room.hear(room.press(4, 1, sequence=2))
    assert room.facts(BallotCast) == []
    room.clock.advance(1)
    room.hear()
    assert len(room.facts(BallotCast)) == 2


def test_a_roll_that_cannot_be_kept_is_no_defect(room: Room):
    line = roll_line(Delegate(1, "1", DelegateClass.CITIZEN, True, ""), name="甲")
    room.ledger.trouble = FULL
    freeze = o.FreezeRoll((line.delegate,), (line.person,))
    assert room.order(freeze) is FULL
    room.ledger.trouble = None
    room.pass_time(1.1)
    room.done(freeze)
    assert len(room.facts(RollFrozen)) == 1


def test_a_duration_that_ended_meanwhile_keeps_its_instant(room: Room):
    room.with_open_poll(duration_s=30)
    due = room.clerk.due_ns()
    room.ledger.trouble = FULL
    room.pass_time(40)
    assert room.facts(PollClosing) == []
    room.ledger.trouble = None
    room.pass_time(1.1)
    assert [fact.closed_ns for fact in room.facts(PollClosing)] == [due]


def test_a_poll_that_could_not_be_sealed_is_sealed_later(room: Room):
    room.with_open_poll()
    room.hear(room.press(3, 1, sequence=1))
    room.done(o.ClosePoll(OFFICERS[0]))
    whole = room.ledger.append

    def only_once(facts, at=None):
        entered = whole(facts, at)
        room.ledger.trouble = FULL
        return entered

    room.ledger.append = only_once
    room.hear(room.drained(last=1))
    assert room.hall.mode is HallMode.FAULT
    assert room.facts(PollClosed) == []
    assert room.state.poll.stage is Stage.DRAINING
    del room.ledger.append
    room.ledger.trouble = None
    room.pass_time(1.1)
    assert len(room.facts(PollClosed)) == 1
    assert room.state.poll.stage is Stage.RECONCILED


def test_a_paper_that_came_meanwhile_is_issued_once_later(room: Room):
    room.with_declared_poll()
    room.done(o.IssueRecord(1, OFFICERS[0]))
    room.ledger.trouble = FULL
    room.paper_comes()
    assert room.facts(PaperIssued) == []
    room.ledger.trouble = None
    room.pass_time(1.1)
    (issued,) = room.facts(PaperIssued)
    assert (room.folder / "papers" / issued.file).read_bytes() == PDF


def test_a_disk_that_is_truly_full(room: Room):
    """SQLite itself refuses: the file may not grow by a page."""
    room.with_open_poll()
    run = room.ledger._connection.exec_driver_sql
    pages = run("PRAGMA page_count").scalar()
    run(f"PRAGMA max_page_count = {pages}")
    room.ledger._connection.rollback()
    room.log.clear()
    heard = 0
    while room.hall.mode is not HallMode.FAULT:
        heard += 1
        assert heard < 2000
        room.hear(room.press(1 + heard % 10, 1 + heard % 3, sequence=heard))
    acknowledged = [one for one in room.log if one[0] == "acknowledged"]
    assert len(acknowledged) == heard - 1
    assert room.console.faults[0].args["what"] == FULL.what
    run("PRAGMA max_page_count = 1073741823")
    room.ledger._connection.rollback()
    room.pass_time(1.1)
    assert room.hall.mode is HallMode.POLL
    kept = [fact.press.sequence for fact in room.facts() if hasattr(fact, "press")]
    assert kept == list(range(1, heard + 1))
    acknowledged = [one for one in room.log if one[0] == "acknowledged"]
    assert len(acknowledged) == heard


def test_the_desks_thread_lives_on(room: Room):
    room.with_open_poll()
    clock = SystemClock()
    desk = Desk(clock)
    room.clerk._clock = clock
    desk.seat(room.clerk)
    room.ledger.trouble = FULL
    desk.start()
    with pytest.raises(BookFault):
        desk.order(o.PausePoll(OFFICERS[0])).result(60)
    desk.post(room.press(3, 1, sequence=1))
    room.ledger.trouble = None
    written = threading.Event()
    room.clerk._show = lambda views: written.set() if views.hall.pressed == 1 else None
    assert written.wait(60)
    assert desk.order(o.PausePoll(OFFICERS[0])).result(60) is None
    desk.stop()
    assert desk.halted is None


def test_presses_that_still_wait_at_the_end_are_not_acknowledged(room: Room):
    room.with_open_poll()
    room.log.clear()
    room.ledger.trouble = FULL
    room.hear(room.press(3, 1, sequence=1))
    room.hear(room.press(4, 1, sequence=2), Posted(o.PausePoll(""), Future()))
    assert room.log == []
