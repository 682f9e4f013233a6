"""Two desks, two clocks: a press is judged by what its own desk had learned when it was made."""

import pytest
from strategies import OFFICERS, SECOND, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import declaring
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.following import behind, follow
from kiosk.meeting.facts import KioskStarted
from kiosk.meeting.refusal import Reason, Refusal

FOR, AGAINST = 1, 2
EAST_NS = 9_000 * SECOND


@pytest.fixture
def hall() -> Hall:
    """A poll that the first desk opened; the base of seat 01 is at the desk `east`."""
    hall = small_hall()
    hall.ask(listen=False)
    east(hall)
    hall.enter(KioskStarted("0.1", "boot-east", "00" * 32))
    hall.enter(f.BaseFound("A", "HVM-1 A", 1, 99, "hvm1", 8))
    hall.listen("A")
    return hall


def east(hall: Hall) -> None:
    """Go on at the other desk, whose monotonic clock is far ahead."""
    hall.desk, hall.now_ns = "east", hall.now_ns % EAST_NS + EAST_NS


def home(hall: Hall) -> None:
    hall.desk, hall.now_ns = "", hall.now_ns % EAST_NS


def learn(hall: Hall) -> tuple[f.Fact, ...]:
    return hall.enter(*follow(hall.state, hall.desk, now_ns=hall.now_ns))


def test_nothing_is_followed_where_no_poll_runs_or_nothing_happened(hall: Hall) -> None:
    assert learn(hall) == ()
    assert follow(Hall().state, "east", now_ns=1) == ()


def test_a_desk_that_has_not_followed_another_takes_no_step_that_others_follow(hall: Hall) -> None:
    assert behind(hall.state, "east") is None
    home(hall)
    hall.pause()
    assert behind(hall.state, "") is None
    assert behind(hall.state, "east") == Refusal(Reason.NOT_FOLLOWED)
    east(hall)
    learn(hall)
    assert behind(hall.state, "east") is None


def test_a_desk_follows_what_another_entered_once_and_in_order(hall: Hall) -> None:
    home(hall)
    hall.pause()
    hall.resume()
    assert learn(hall) == (), "its own entries are no news to a desk"
    paused, resumed = (one.number for one in hall.entered[-2:])
    east(hall)
    assert [(fact.entry, fact.at_ns) for fact in learn(hall)] == [
        (paused, hall.now_ns),
        (resumed, hall.now_ns),
    ]
    assert learn(hall) == ()


def test_a_press_made_before_its_desk_learned_of_the_close_counts(hall: Hall) -> None:
    opened = hall.now_ns
    home(hall)
    hall.close()
    hall.wait(2)
    east(hall)
    hall.now_ns = opened + 5 * SECOND
    learn(hall)
    assert hall.reason("01", FOR, made_ms=5_000) is None, "a minute after the other clock's close"
    assert hall.reason("03", FOR, made_ms=5_001) is Reason.LATE


def test_presses_of_a_desk_that_has_not_learned_of_the_close_are_never_late(hall: Hall) -> None:
    home(hall)
    hall.close()
    east(hall)
    assert hall.reason("01", FOR, made_ms=90_000) is None


def test_a_pause_holds_from_the_instant_a_desk_learned_of_it(hall: Hall) -> None:
    began = hall.now_ns
    home(hall)
    hall.pause()
    east(hall)
    hall.now_ns = began + 2 * SECOND
    learn(hall)
    assert hall.reason("01", FOR, made_ms=1_999) is None
    assert hall.reason("03", FOR, made_ms=2_000) is Reason.PAUSED
    home(hall)
    hall.resume()
    east(hall)
    hall.now_ns = began + 4 * SECOND
    learn(hall)
    assert hall.reason("03", FOR, made_ms=3_999) is Reason.PAUSED
    assert hall.reason("03", FOR, made_ms=4_000) is None


def test_another_boot_of_one_desk_leaves_the_clocks_of_the_others(hall: Hall) -> None:
    began = hall.now_ns
    home(hall)
    hall.pause()
    east(hall)
    learn(hall)
    home(hall)
    hall.restart("boot-2")
    assert (hall.poll.rebooted, len(hall.poll.pauses["east"])) == ({""}, 1)
    east(hall)
    hall.now_ns = began + 1
    assert hall.reason("01", FOR, made_ms=1) is Reason.PAUSED


def test_a_desk_that_boots_anew_begins_its_open_pause_anew(hall: Hall) -> None:
    home(hall)
    hall.pause()
    east(hall)
    learn(hall)
    hall.now_ns = 70
    hall.restart("boot-east-2")
    assert [(one.start_ns, one.end_ns) for one in hall.poll.pauses["east"]] == [(70, None)]
    home(hall)
    hall.resume()
    east(hall)
    hall.now_ns = 90
    learn(hall)
    assert hall.poll.pauses["east"][0].end_ns == 90


def test_a_desk_away_takes_no_time_from_a_poll_that_another_desk_times() -> None:
    hall = small_hall()
    hall.ask(duration_s=60)
    ends_ns = hall.poll.ends_ns
    east(hall)
    hall.restart("boot-east")
    hall.wait(10)
    hall.restart("boot-east-2")
    assert hall.poll.ends_ns == ends_ns
    home(hall)
    hall.restart("boot-1")
    assert hall.poll.timed is not None
    assert hall.poll.timed.number == len(hall.entered) - 1


def test_a_start_of_one_desk_says_nothing_of_the_bases_of_another(hall: Hall) -> None:
    hall.restart("boot-east")
    assert {name: base.answers for name, base in hall.state.bases.items()} == {
        "A": False,
        "B": True,
    }


def test_a_base_that_is_plugged_in_at_another_desk_belongs_to_that_desk(hall: Hall) -> None:
    assert hall.state.bases["A"].desk == "east"
    home(hall)
    hall.enter(f.BaseFound("A", "HVM-1 A", 1, 99, "hvm1", 8))
    assert hall.state.bases["A"].desk == ""


def test_two_officers_go_on_without_a_venue_that_is_away_while_it_is_waited_for(hall: Hall) -> None:
    def give_up(desk: str, *, reason: str = "断网") -> Answer:
        return declaring.give_up_desk(hall.state, desk, reason=reason, officers=OFFICERS)

    assert give_up("east") == Refusal(Reason.UNKNOWN_POLL), "the poll still runs"
    home(hall)
    hall.close()
    assert give_up("north") == Refusal(Reason.UNKNOWN_POLL)
    assert give_up("east", reason="") == Refusal(Reason.REASON_MISSING)
    assert hall.do(give_up("east")) == (f.BaseMissed(1, "A", "断网", OFFICERS),)
    assert give_up("east") == Refusal(Reason.UNKNOWN_POLL), "nothing of it is waited for any more"
    empty = declaring.give_up_desk(Hall().state, "east", reason="断网", officers=OFFICERS)
    assert empty == Refusal(Reason.UNKNOWN_POLL)
