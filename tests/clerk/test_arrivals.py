"""A desk that does not time the poll: its countdown, and when it closes for one that died."""

from dataclasses import replace

import pytest
from strategies import CHAIR, SECOND, Hall, small_hall

from kiosk.clerk.following import GRACE_NS, Arrivals
from kiosk.clock import Moment
from kiosk.meeting.acts import conducting

MINUTE = 60 * SECOND
FAR_NS = 9_000 * SECOND
"""The other desk's clock is so far ahead."""


@pytest.fixture
def hall() -> Hall:
    """The first desk opened a poll of a minute."""
    hall = small_hall()
    hall.ask(duration_s=60)
    return hall


def at_the_other(hall: Hall, seconds: float) -> Moment:
    """So long after the opening, on the other desk's clock."""
    opened = hall.poll.timed
    assert opened is not None
    hall.wait(seconds)
    return Moment(hall.utc, FAR_NS + hall.now_ns)


def test_the_countdown_runs_from_when_the_opening_arrived(hall: Hall) -> None:
    opened = hall.poll.timed
    assert opened is not None
    arrivals = Arrivals()
    arrivals.at_ns[opened.number] = FAR_NS
    now = at_the_other(hall, 10)
    assert arrivals.ends_ns(hall.poll, "east", now) == FAR_NS + MINUTE
    assert arrivals.ends_ns(hall.poll, "", now) == hall.poll.ends_ns


def test_a_desk_that_came_later_goes_by_the_wall_clocks(hall: Hall) -> None:
    now = at_the_other(hall, 10)
    assert Arrivals().ends_ns(hall.poll, "east", now) == now.mono_ns + 50 * SECOND
    ahead = replace(now, utc=at_the_other(hall, 5).utc)
    assert Arrivals().ends_ns(hall.poll, "east", ahead) == now.mono_ns + 45 * SECOND


def test_it_waits_three_seconds_for_the_desk_that_times_the_poll(hall: Hall) -> None:
    opened = hall.poll.timed
    assert opened is not None
    arrivals = Arrivals()
    arrivals.at_ns[opened.number] = FAR_NS
    now = at_the_other(hall, 1)
    assert GRACE_NS == 3 * SECOND
    assert arrivals.closes_ns(hall.poll, "east", now) == FAR_NS + MINUTE + GRACE_NS
    assert arrivals.closes_ns(hall.poll, "", now) == hall.poll.ends_ns


def test_more_time_is_more_time_there_too_and_a_pause_stops_it(hall: Hall) -> None:
    opened = hall.poll.timed
    assert opened is not None
    arrivals = Arrivals()
    arrivals.at_ns[opened.number] = FAR_NS
    hall.do(conducting.extend_poll(hall.state, by_s=30, by=CHAIR))
    now = at_the_other(hall, 20)
    assert arrivals.ends_ns(hall.poll, "east", now) == FAR_NS + MINUTE + 30 * SECOND
    hall.pause()
    assert arrivals.closes_ns(hall.poll, "east", now) is None
    hall.wait(5)
    hall.resume()
    resumed = hall.poll.timed
    assert resumed is not None
    arrivals.at_ns[resumed.number] = FAR_NS + 40 * SECOND
    left = MINUTE + 30 * SECOND - 20 * SECOND
    assert arrivals.ends_ns(hall.poll, "east", now) == FAR_NS + 40 * SECOND + left


def test_a_poll_without_a_duration_ends_nowhere() -> None:
    hall = small_hall()
    assert Arrivals().ends_ns(None, "east", Moment(hall.utc, 0)) is None
    hall.ask()
    now = Moment(hall.utc, FAR_NS)
    assert Arrivals().ends_ns(hall.poll, "east", now) is None
    assert Arrivals().closes_ns(hall.poll, "east", now) is None
