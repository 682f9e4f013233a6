"""What is meant of a base: one poll runs, one may wait, and a loss is told once."""

from kiosk.devices.events import BaseLost, PollRefused, PollStarted
from kiosk.devices.keypads.driver import PollCall
from kiosk.devices.keypads.meant import OTHER_POLL, Meant, Opened


def call(session: int) -> PollCall:
    return PollCall(session, options=3, minimum=1, maximum=1, last_press_counts=True, secret=False)


def test_a_poll_waits_for_the_end_of_the_one_before_and_may_be_closed_meanwhile():
    meant = Meant("A")
    assert meant.open(call(1), 0) is Opened.NEW
    assert meant.open(call(1), 0) is Opened.KNOWN
    assert meant.close(1)
    assert meant.open(call(2), 0) is Opened.WAITS
    assert not meant.close(2)
    assert (meant.poll.session, meant.session_closing) == (1, 1)
    meant.follow()
    assert (meant.poll.session, meant.session_closing) == (2, 2)
    meant.follow()
    assert (meant.call, meant.closing) == (None, None)


def test_a_waiting_poll_that_nobody_closed_runs_on():
    meant = Meant("A")
    meant.open(call(1), 0)
    meant.close(1)
    meant.open(call(2), 0)
    meant.follow()
    assert (meant.poll.session, meant.closing) == (2, None)


def test_a_second_poll_beside_one_that_runs_is_refused_and_told():
    meant = Meant("A")
    meant.open(call(1), 0)
    assert meant.open(call(2), 7) is Opened.REFUSED
    assert meant.take_told() == [PollRefused("A", 2, OTHER_POLL, 7)]
    assert meant.take_told() == []


def test_a_loss_is_told_once_for_each_cause():
    meant = Meant("A")
    meant.tell_lost("silent", "look", 1)
    meant.tell_lost("silent", "look", 2)
    meant.tell_lost("up to {last}", "number anew", 3, {"last": "300"})
    meant.told_lost = ""
    meant.tell_lost("up to {last}", "number anew", 4, {"last": "300"})
    assert meant.take_told() == [
        BaseLost("A", "silent", "look", 1),
        BaseLost("A", "up to {last}", "number anew", 3, (("last", "300"),)),
        BaseLost("A", "up to {last}", "number anew", 4, (("last", "300"),)),
    ]


def test_the_start_is_told_of_the_poll_under_way():
    meant = Meant("A")
    meant.open(call(5), 0)
    meant.tell_started(3, 9)
    assert meant.take_told() == [PollStarted("A", 5, 3, 9)]
