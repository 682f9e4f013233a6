"""A preset duration ends a poll at its own instant, however late the clerk looks."""

from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.meeting.facts import BallotCast, PollClosing, PollExtended
from kiosk.meeting.poll import Stage

SECOND = 1_000_000_000


def test_the_clerk_wants_to_look_when_the_duration_ends(room: Room):
    room.with_open_poll(duration_s=30)
    opened = room.state.poll.opened.mono_ns
    assert room.clerk.due_ns() == opened + 30 * SECOND


def test_the_closing_instant_is_the_end_of_the_duration_not_of_the_looking(room: Room):
    room.with_open_poll(duration_s=30)
    due = room.clerk.due_ns()
    room.clock.advance(47 * SECOND)
    room.clerk.take(())
    (closing,) = room.facts(PollClosing)
    assert (closing.closed_ns, closing.by) == (due, "duration")
    assert room.clerk.due_ns() is None


def test_a_press_in_the_same_drain_is_judged_after_the_duration_ended(room: Room):
    room.with_open_poll(duration_s=30)
    room.clock.advance(31 * SECOND)
    room.hear(room.press(3, 1, sequence=1))
    (cast,) = room.facts(BallotCast)
    assert cast.in_flight


def test_a_pause_stops_the_clock_and_resuming_goes_on_with_what_remained(room: Room):
    room.with_open_poll(duration_s=30)
    room.clock.advance(10 * SECOND)
    room.done(o.PausePoll(OFFICERS[0]))
    assert room.clerk.due_ns() is None
    room.pass_time(100)
    room.done(o.ResumePoll(OFFICERS[0]))
    assert room.clerk.due_ns() == room.clock.mono + 20 * SECOND


def test_more_time_moves_the_end(room: Room):
    room.with_open_poll(duration_s=30)
    before = room.clerk.due_ns()
    room.done(o.ExtendPoll(15, OFFICERS[0]))
    assert room.facts(PollExtended)
    assert room.clerk.due_ns() == before + 15 * SECOND
    room.pass_time(44)
    assert room.state.poll.stage is Stage.OPEN
    room.pass_time(2)
    assert room.state.poll.stage is Stage.DRAINING


def test_a_poll_without_a_duration_is_never_due(room: Room):
    room.with_open_poll()
    assert room.clerk.due_ns() is None
    room.pass_time(5000)
    assert room.state.poll.stage is Stage.OPEN
