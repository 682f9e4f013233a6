"""A press is judged: each reason, their order, and what counts."""

from collections.abc import Callable

import pytest
from strategies import CHOOSE_TWO_OF_FOUR, MS, SECOND, Hall, keypad_of, small_hall

from kiosk.meeting.acts import attending, conducting
from kiosk.meeting.acts.polling import QUESTIONS, judge
from kiosk.meeting.facts import BallotCast, PressRefused
from kiosk.meeting.refusal import Reason

FOR, AGAINST, ABSTAIN = 1, 2, 3
SPARE = 55


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def counted(hall: Hall, seat: str, *keys: int, **how: int | None) -> BallotCast:
    fact = hall.press(seat, *keys, **how)
    assert isinstance(fact, BallotCast), fact
    return fact


def refused(hall: Hall, seat: str, *keys: int, **how: int | None) -> PressRefused:
    fact = hall.press(seat, *keys, **how)
    assert isinstance(fact, PressRefused), fact
    return fact


def recuse(hall: Hall, seat: str) -> None:
    hall.do(conducting.recuse(hall.state, 1, seat, reason="利害关系"))


# ---- what counts ------------------------------------------------------------------------------


def test_a_press_in_an_open_poll_counts(hall: Hall) -> None:
    hall.ask()
    fact = counted(hall, "01", FOR)
    assert (fact.poll, fact.seat, fact.choice, fact.replaces, fact.in_flight) == (
        1,
        "01",
        (FOR,),
        False,
        False,
    )
    assert hall.poll.ballots["01"].choice == (FOR,)


def test_the_last_press_counts_and_the_earlier_one_is_kept_as_replaced(hall: Hall) -> None:
    hall.ask()
    first = counted(hall, "01", FOR)
    assert counted(hall, "01", AGAINST).replaces
    assert hall.poll.ballots["01"].choice == (AGAINST,)
    assert [one.press for one in hall.poll.replaced] == [first.press]
    assert (hall.poll.heard, hall.poll.cast) == (2, 2)


def test_a_press_without_keys_withdraws_the_ballot(hall: Hall) -> None:
    hall.ask()
    counted(hall, "01", FOR)
    assert counted(hall, "01").replaces
    assert (hall.poll.ballots["01"].choice, hall.poll.withdrawn) == ((), 1)
    again = counted(hall, "01", AGAINST)
    assert (again.replaces, hall.poll.withdrawn) == (True, 0)


def test_too_many_options_are_a_ballot_and_not_a_refused_press(hall: Hall) -> None:
    hall.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    assert counted(hall, "01", 1, 2, 3).choice == (1, 2, 3)


def test_a_press_in_flight_at_the_closing_instant_counts_and_says_so(hall: Hall) -> None:
    hall.ask()
    hall.wait(5)
    hall.close()
    hall.wait(0.2)
    assert counted(hall, "01", FOR, made_ms=4_900).in_flight
    assert hall.poll.ballots["01"].in_flight


# ---- one scene for each reason, in the order of the law -------------------------------------


def test_a_press_of_a_session_that_no_poll_has_is_nobodys(hall: Hall) -> None:
    hall.ask()
    fact = refused(hall, "01", FOR, session=99)
    assert (fact.reason, fact.poll, fact.seat) == (Reason.WRONG_SESSION, 0, "01")
    assert refused(hall, "01", FOR, keypad=SPARE, session=99).seat == ""
    assert [one.reason for one in hall.state.stray] == [Reason.WRONG_SESSION] * 2
    assert hall.poll.heard == 0


def test_a_press_without_session_belongs_to_the_latest_poll(hall: Hall) -> None:
    hall.ask()
    assert counted(hall, "01", FOR, session=None).poll == 1
    assert counted(hall, "02", FOR, session=0).poll == 1


def test_a_press_of_no_session_before_its_base_listens_is_early(hall: Hall) -> None:
    """It waited in the base since before the poll; yesterday's presses cannot count today."""
    hall.ask(listen=False)
    assert refused(hall, "01", FOR, session=None).reason is Reason.EARLY
    assert refused(hall, "01", FOR, session=0).reason is Reason.EARLY
    hall.listen("A")
    assert counted(hall, "01", FOR, session=0).poll == 1


def test_a_press_of_an_earlier_session_belongs_to_the_earlier_poll_and_is_late(hall: Hall) -> None:
    hall.ask()
    earlier = hall.poll.sessions["A"]
    hall.void()
    hall.ask()
    fact = refused(hall, "01", FOR, session=earlier)
    assert (fact.poll, fact.reason) == (1, Reason.LATE)
    assert counted(hall, "01", FOR).poll == 2


def test_a_keypad_that_is_bound_to_no_seat_is_unknown(hall: Hall) -> None:
    hall.ask()
    fact = refused(hall, "01", FOR, keypad=SPARE)
    assert (fact.poll, fact.seat, fact.reason) == (1, "", Reason.UNKNOWN_KEYPAD)


def test_a_keypad_of_a_seat_that_is_not_checked_in_does_not_work() -> None:
    hall = small_hall(absent=[3])
    hall.ask()
    assert hall.reason("03", FOR) is Reason.NOT_CHECKED_IN
    hall.arrive(3)
    counted(hall, "03", FOR)


def test_who_left_is_not_present_from_that_moment_and_the_ballot_stands(hall: Hall) -> None:
    hall.ask()
    counted(hall, "01", FOR)
    hall.leave("01")
    assert hall.reason("01", AGAINST) is Reason.NOT_CHECKED_IN
    assert hall.poll.ballots["01"].choice == (FOR,)


def test_nobody_joins_the_base_while_the_line_is_drained() -> None:
    hall = small_hall(attendees=1, absent=[3])
    hall.ask()
    hall.close()
    hall.arrive(3)
    assert hall.reason("03", FOR) is Reason.NOT_CHECKED_IN
    assert hall.reason("07", FOR) is Reason.NO_VOTING_RIGHT
    counted(hall, "01", FOR)


def test_who_attends_without_a_vote_has_no_ballot() -> None:
    hall = small_hall(attendees=1)
    hall.ask()
    assert hall.reason("07", FOR) is Reason.NO_VOTING_RIGHT


def test_who_is_recused_from_the_item_has_no_ballot(hall: Hall) -> None:
    recuse(hall, "02")
    hall.ask()
    assert hall.reason("02", FOR) is Reason.RECUSED
    counted(hall, "01", FOR)


def test_a_press_before_any_poll_is_early_and_belongs_to_none(hall: Hall) -> None:
    fact = refused(hall, "01", FOR)
    assert (fact.poll, fact.reason) == (0, Reason.EARLY)


def test_a_press_on_a_poll_that_is_only_prepared_is_early(hall: Hall) -> None:
    hall.prepare()
    fact = refused(hall, "01", FOR)
    assert (fact.poll, fact.reason) == (1, Reason.EARLY)


def test_a_press_made_after_the_closing_instant_is_late_when_a_device_clock_says_so(
    hall: Hall,
) -> None:
    hall.ask()
    hall.wait(5)
    hall.close()
    hall.wait(1)
    assert hall.reason("01", FOR, made_ms=5_001) is Reason.LATE
    assert hall.reason("01", FOR, made_ms=5_000) is None


def test_without_a_device_clock_a_press_is_not_late_while_the_line_is_drained(hall: Hall) -> None:
    hall.ask(listen=False)
    hall.wait(5)
    hall.close()
    hall.wait(1)
    assert hall.reason("01", FOR, made_ms=9_999) is None
    assert hall.reason("02", FOR) is None


def test_a_press_after_close_is_refused_and_kept(hall: Hall) -> None:
    hall.ask()
    hall.settle()
    before = hall.poll.heard
    assert hall.reason("01", FOR) is Reason.LATE
    assert hall.poll.heard == before + 1
    assert hall.poll.refused[-1].press.keypad == 1


def test_a_press_on_a_poll_that_was_put_aside_is_late(hall: Hall) -> None:
    hall.ask()
    hall.void()
    assert hall.reason("01", FOR) is Reason.LATE


def test_a_press_in_a_pause_does_not_count(hall: Hall) -> None:
    hall.ask()
    hall.wait(1)
    hall.pause()
    hall.wait(1)
    assert hall.reason("01", FOR) is Reason.PAUSED
    hall.resume()
    assert hall.reason("01", FOR) is None


@pytest.mark.parametrize(
    ("made_ms", "reason"),
    [
        (9_999, None),
        (10_000, Reason.PAUSED),
        (15_000, Reason.PAUSED),
        (19_999, Reason.PAUSED),
        (20_000, None),
        (25_000, None),
        (30_000, Reason.PAUSED),
    ],
)
def test_a_pause_holds_from_its_entry_to_that_of_its_end(
    hall: Hall, made_ms: int, reason: Reason | None
) -> None:
    """Pauses from 10 s to 20 s, and from 30 s on; the press is heard long after it was made."""
    hall.ask()
    for at, turn in ((10, hall.pause), (10, hall.resume), (10, hall.pause)):
        hall.wait(at)
        turn()
    hall.wait(10)
    assert hall.reason("01", FOR, made_ms=made_ms) is reason


def test_without_a_device_clock_a_press_was_made_when_it_was_heard(hall: Hall) -> None:
    hall.ask(listen=False)
    hall.wait(10)
    hall.pause()
    before, inside = hall.now_ns - 1, hall.now_ns
    assert hall.reason("01", FOR, heard_ns=before) is None
    assert hall.reason("02", FOR, heard_ns=inside) is Reason.PAUSED


def test_what_was_pressed_in_a_pause_that_ended_in_the_close_does_not_count(hall: Hall) -> None:
    hall.ask()
    hall.wait(5)
    hall.pause()
    hall.wait(5)
    hall.close()
    assert hall.reason("01", FOR, made_ms=6_000) is Reason.PAUSED
    assert hall.reason("01", FOR, made_ms=4_000) is None


@pytest.mark.parametrize("keys", [(4,), (0,), (1, 9)])
def test_a_key_that_means_nothing_here_is_refused_and_the_ballot_stands(
    hall: Hall, keys: tuple[int, ...]
) -> None:
    hall.ask()
    counted(hall, "01", FOR)
    assert hall.reason("01", *keys) is Reason.NO_SUCH_KEY
    assert hall.poll.ballots["01"].choice == (FOR,)


def test_where_the_first_press_counts_it_stands(hall: Hall) -> None:
    hall.ask(last=False)
    counted(hall, "01", FOR)
    assert hall.reason("01", AGAINST) is Reason.FIRST_PRESS_STANDS
    assert hall.reason("01", FOR) is Reason.FIRST_PRESS_STANDS
    assert hall.reason("01") is Reason.FIRST_PRESS_STANDS
    assert hall.poll.ballots["01"].choice == (FOR,)


def test_the_same_choice_again_is_a_duplicate(hall: Hall) -> None:
    hall.ask()
    counted(hall, "01", FOR)
    assert hall.reason("01", FOR) is Reason.DUPLICATE
    assert not hall.poll.replaced


def test_withdrawing_what_does_not_stand_is_a_duplicate(hall: Hall) -> None:
    hall.ask()
    assert hall.reason("01") is Reason.DUPLICATE
    assert "01" not in hall.poll.ballots


def test_choices_are_compared_as_lists(hall: Hall) -> None:
    hall.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    counted(hall, "01", 1, 2)
    assert hall.reason("01", 1, 2) is Reason.DUPLICATE
    assert hall.reason("01", 2, 1) is None


# ---- the first that applies ---------------------------------------------------------------------


def _absent(hall: Hall, seat: str) -> None:
    hall.leave(seat)


def _unbound(hall: Hall, seat: str) -> None:
    hall.do(attending.return_keypad(hall.state, keypad_of(seat), reason="交回"))


def _recused(hall: Hall, seat: str) -> None:
    recuse(hall, seat)


BEFORE_THE_PREPARED_POLL: list[tuple[str, list[Callable[[Hall, str], None]], Reason]] = [
    ("01", [_absent, _unbound], Reason.UNKNOWN_KEYPAD),
    ("07", [_absent], Reason.NOT_CHECKED_IN),
    ("01", [_recused, _absent], Reason.NOT_CHECKED_IN),
    ("07", [_recused], Reason.NO_VOTING_RIGHT),
    ("01", [_recused], Reason.RECUSED),
    ("01", [], Reason.EARLY),
]


@pytest.mark.parametrize(("seat", "befall", "reason"), BEFORE_THE_PREPARED_POLL)
def test_of_two_reasons_before_the_opening_the_earlier_in_the_law_is_told(
    seat: str, befall: list[Callable[[Hall, str], None]], reason: Reason
) -> None:
    """Each press is early too, and of a key that means nothing."""
    hall = small_hall(attendees=1)
    for mishap in befall:
        mishap(hall, seat)
    hall.prepare()
    assert hall.reason(seat, 9) is reason


def test_a_wrong_session_is_told_before_an_unknown_keypad(hall: Hall) -> None:
    hall.ask()
    assert hall.reason("01", 9, keypad=SPARE, session=77) is Reason.WRONG_SESSION


def test_late_is_told_before_paused_and_paused_before_a_wrong_key(hall: Hall) -> None:
    hall.ask()
    hall.wait(1)
    hall.pause()
    assert hall.reason("01", 9) is Reason.PAUSED
    hall.wait(1)
    hall.close()
    assert hall.reason("01", 9, made_ms=2_001) is Reason.LATE
    assert hall.reason("01", 9, made_ms=2_000) is Reason.PAUSED


def test_recused_is_told_before_late() -> None:
    hall = small_hall()
    recuse(hall, "01")
    hall.ask()
    hall.settle()
    assert hall.reason("01", FOR) is Reason.RECUSED


def test_a_wrong_key_is_told_before_the_first_press_and_the_first_press_before_a_duplicate(
    hall: Hall,
) -> None:
    hall.ask(last=False)
    counted(hall, "01", FOR)
    assert hall.reason("01", 9) is Reason.NO_SUCH_KEY
    assert hall.reason("01", FOR) is Reason.FIRST_PRESS_STANDS


def test_there_are_eleven_questions_after_which_poll() -> None:
    assert len(QUESTIONS) == 11


# ---- clocks ----------------------------------------------------------------------------------


def test_the_device_clock_begins_when_its_base_listens(hall: Hall) -> None:
    hall.ask(listen=False)
    hall.wait(3)
    hall.listen("A")
    hall.wait(2)
    hall.close()
    hall.wait(1)
    assert hall.reason("01", FOR, made_ms=2_000) is None
    assert hall.reason("03", FOR, made_ms=2_001) is Reason.LATE
    assert hall.reason("02", FOR, made_ms=2_001) is None, "base B never said that it listens"


def test_the_latest_word_of_a_base_sets_its_clock(hall: Hall) -> None:
    hall.ask()
    hall.wait(4)
    hall.listen("A")
    hall.wait(1)
    hall.close()
    assert hall.reason("01", FOR, made_ms=1_001) is Reason.LATE
    assert hall.reason("02", FOR, made_ms=1_001) is None


def test_a_press_without_session_has_no_device_clock(hall: Hall) -> None:
    hall.ask()
    hall.wait(1)
    hall.close()
    hall.wait(1)
    assert hall.reason("01", FOR, made_ms=1_500, session=None) is None


def test_under_the_same_boot_clocks_and_pauses_go_on(hall: Hall) -> None:
    hall.ask()
    hall.wait(1)
    hall.pause()
    hall.wait(1)
    hall.resume()
    hall.restart("boot-1")
    hall.wait(1)
    assert hall.reason("01", FOR, made_ms=1_500) is Reason.PAUSED
    hall.close()
    assert hall.reason("01", FOR, made_ms=3_001) is Reason.LATE


def test_before_the_first_poll_only_who_is_present_is_more_than_early(hall: Hall) -> None:
    hall.leave("01")
    assert hall.reason("01", FOR, session=None) is Reason.NOT_CHECKED_IN
    assert hall.reason("02", FOR, session=None) is Reason.EARLY


def test_after_another_boot_a_running_poll_has_no_device_clock_for_good(hall: Hall) -> None:
    hall.ask()
    hall.wait(1)
    hall.pause()
    hall.wait(1)
    hall.resume()
    hall.now_ns = 100
    hall.restart("boot-2")
    hall.listen("A")
    assert hall.reason("01", FOR, made_ms=1_500) is None, "pauses of the other boot are forgotten"
    hall.wait(1)
    hall.close()
    assert hall.reason("03", FOR, made_ms=60_000) is None, "a later BaseListens does not help"


def test_a_pause_that_lasts_over_another_boot_begins_anew_with_it(hall: Hall) -> None:
    hall.ask()
    hall.wait(50)
    hall.pause()
    hall.now_ns = 10 * MS
    hall.restart("boot-2")
    assert hall.reason("01", FOR, heard_ns=hall.now_ns - 1) is None
    assert hall.reason("02", FOR, heard_ns=hall.now_ns) is Reason.PAUSED
    hall.wait(1)
    hall.resume()
    assert hall.reason("02", FOR, heard_ns=hall.now_ns - SECOND) is Reason.PAUSED
    assert hall.reason("02", FOR) is None


# ---- swaps -----------------------------------------------------------------------------------


def test_a_swapped_keypad_takes_the_ballot_along_and_the_old_one_is_unknown(hall: Hall) -> None:
    hall.ask()
    counted(hall, "01", FOR)
    hall.bind("01", SPARE)
    assert hall.reason("01", AGAINST) is Reason.UNKNOWN_KEYPAD
    assert hall.poll.ballots["01"].choice == (FOR,)
    assert hall.reason("01", FOR, keypad=SPARE) is Reason.DUPLICATE
    assert counted(hall, "01", AGAINST, keypad=SPARE).replaces


def test_judging_changes_nothing(hall: Hall) -> None:
    hall.ask()
    press = hall.pressed("01", FOR)
    assert judge(hall.state, press) == judge(hall.state, press)
    assert hall.poll.heard == 0
