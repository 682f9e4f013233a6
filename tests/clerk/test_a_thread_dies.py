"""A defect in any thread halts the meeting: it stands in the book, on the wall, and in no doubt."""

import threading
import time
from collections.abc import Iterator

import pytest
from clerk_room import FULL, OFFICERS, Room

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.desk import Desk
from kiosk.clerk.views import HallMode, Views
from kiosk.clock import SystemClock
from kiosk.config import BookSettings, MeetingSettings, Settings
from kiosk.devices.settings import BaseSettings
from kiosk.faults import Halt
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, Halted


@pytest.fixture
def desk(room: Room) -> Iterator[Desk]:
    """The room's clerk on a thread."""
    made = Desk(room.clock)
    made.seat(room.clerk)
    yield made
    made.stop()


def wait_for(done) -> None:
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.005)


def halted(room: Room) -> list[str]:
    return [fact.what for fact in written(room, Halted)]


def written(room: Room, kind: type) -> list:
    """What the disk holds; the clerk's own connection is its thread's."""
    with Ledger.read(room.folder / "meeting.book") as book:
        return [one.fact for one in book.entries(facts=[kind])]


@pytest.mark.usefixtures("told")
def test_a_station_dies_and_the_meeting_is_halted(room: Room, desk: Desk):
    room.with_open_poll()
    desk.start()
    desk.crash("A", ZeroDivisionError("a defect"))
    wait_for(lambda: room.hall.mode is HallMode.HALTED)
    assert room.hall.message.msgid.startswith("Please stay seated and listen to the chair")
    wait_for(lambda: halted(room) == ["Halt: A: ZeroDivisionError: a defect"])


@pytest.mark.usefixtures("told")
def test_the_clerk_himself_dies_and_the_meeting_is_halted(
    room: Room,
    desk: Desk,
):
    room.with_open_poll()
    room.clerk._follow_up = lambda: 1 // 0
    desk.start()
    reply = desk.order(o.PausePoll(OFFICERS[0]))
    assert reply.result(60) is None
    wait_for(lambda: halted(room) != [])
    assert halted(room)[0].startswith("ZeroDivisionError")


@pytest.mark.usefixtures("told")
def test_nobody_waits_for_ever_for_an_order_that_killed_the_clerk(
    room: Room,
    desk: Desk,
):
    room.with_open_poll()
    room.clerk._judge = lambda drain, message: 1 // 0
    desk.start()
    reply = desk.order(o.PausePoll(OFFICERS[0]))
    with pytest.raises(Halt, match="division"):
        reply.result(60)
    with pytest.raises(Halt):
        desk.order(o.PausePoll(OFFICERS[0])).result(60)


@pytest.mark.usefixtures("told")
def test_what_waited_before_the_crash_is_taken_and_what_came_after_is_refused(
    room: Room,
    desk: Desk,
):
    room.with_open_poll()
    desk.post(room.press(3, 1, sequence=1))
    before = desk.order(o.PausePoll(OFFICERS[0]))
    desk.crash("press", ValueError("a defect"))
    after = desk.order(o.ResumePoll(OFFICERS[0]))
    desk.start()
    assert before.result(60) is None
    with pytest.raises(Halt, match="a defect"):
        after.result(60)
    assert len(written(room, BallotCast)) == 1
    assert ("acknowledged", (1,)) in room.log


@pytest.mark.usefixtures("told")
def test_later_orders_are_refused_with_halt(room: Room, desk: Desk):
    room.with_open_poll()
    desk.start()
    desk.crash("A", ValueError("a defect"))
    wait_for(lambda: desk.halted is not None)
    with pytest.raises(Halt, match="a defect"):
        desk.order(o.PausePoll(OFFICERS[0])).result(60)


@pytest.mark.usefixtures("told")
def test_the_wall_says_halted_even_when_the_book_cannot(room: Room, desk: Desk):
    room.with_open_poll()
    room.ledger.trouble = FULL
    desk.start()
    desk.crash("A", ValueError("a defect"))
    wait_for(lambda: room.hall.mode is HallMode.HALTED)
    assert room.console.faults[0].args["what"] == FULL.what
    assert halted(room) == []


def test_a_desk_without_a_thread_tells_its_caller(room: Room, desk: Desk):
    room.with_open_poll()
    desk.post(room.press(3, 1, sequence=1))
    desk.crash("A", ValueError("a defect"))
    with pytest.raises(Halt, match="A: ValueError: a defect"):
        desk.step()
    assert len(room.facts(BallotCast)) == 1


def kiosk_of(folder, views: list[Views], port: str) -> Kiosk:
    settings = Settings(
        meeting=MeetingSettings(title="Crash"),
        book=BookSettings(path=folder / "meeting.book", papers=folder / "papers"),
        base=(BaseSettings(name="A", port=port),),
    )
    return Kiosk(settings, clock=SystemClock(), show=views.append)


@pytest.mark.usefixtures("told")
def test_a_station_of_a_whole_kiosk_dies(tmp_path):
    views: list[Views] = []
    kiosk = kiosk_of(tmp_path, views, "/dev/there-is-none")
    kiosk.stations["A"]._driver.line_lost = lambda: 1 // 0
    with kiosk:
        wait_for(lambda: views and views[-1].hall.mode is HallMode.HALTED)
        with pytest.raises(Halt):
            kiosk.desk.order(o.OpenCheckIn()).result(60)
    with Ledger.read(tmp_path / "meeting.book") as book:
        (fact,) = [one.fact for one in book.entries(facts=[Halted])]
    assert "ZeroDivisionError" in fact.what


@pytest.mark.usefixtures("told")
def test_the_press_worker_of_a_whole_kiosk_dies(tmp_path):
    views: list[Views] = []
    kiosk = kiosk_of(tmp_path, views, "/dev/there-is-none")
    kiosk.press._make = lambda wanted: 1 // 0
    before = set(threading.enumerate())
    with kiosk:
        kiosk.press.want(object())
        wait_for(lambda: views and views[-1].hall.mode is HallMode.HALTED)
    left = set(threading.enumerate()) - before
    assert not any(thread.name == "press" for thread in left)
