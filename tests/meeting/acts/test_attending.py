"""The door: the roll, the passes, and whose hand holds which keypad."""

from dataclasses import replace

import pytest
from strategies import CHAIR, OFFICERS, PACK_TEXT, Hall, delegate, keypad_of, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, declaring
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.presence import Stay, Way
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import Delegate


@pytest.fixture
def hall() -> Hall:
    """Four delegates and one attendee, keypads handed out, the doors open, nobody in."""
    hall = Hall()
    hall.begin(pack=PACK_TEXT)
    hall.seat(4, 1)
    return hall


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def turned_away(hall: Hall, number: int) -> str:
    (fact,) = hall.do(attending.show_pass(hall.state, "1", number))
    assert isinstance(fact, f.PassRefused)
    return fact.reason


def test_the_roll_is_frozen_once(hall: Hall) -> None:
    assert no(attending.freeze_roll(hall.state, [delegate(9)])) is Reason.ROLL_FROZEN
    assert (len(hall.state.roll), hall.state.voting_roll) == (5, 4)
    assert hall.state.by_number[3].seat == "03"


def test_a_roll_names_someone_and_everyone_once() -> None:
    hall = Hall()
    hall.begin()

    def freeze(*delegates: Delegate) -> Reason:
        return no(attending.freeze_roll(hall.state, delegates))

    assert freeze() is Reason.ROLL_EMPTY
    assert freeze(delegate(1), replace(delegate(2), seat="01")) is Reason.SEAT_TWICE
    assert freeze(delegate(1), replace(delegate(2), number=1)) is Reason.NUMBER_TWICE
    assert not hall.state.roll


def amend(
    hall: Hall, *delegates: Delegate, reason: str = "补选", officers: tuple[str, str] = OFFICERS
) -> Answer:
    return attending.amend_roll(hall.state, delegates, reason=reason, officers=officers)


def test_two_officers_add_a_delegate_to_the_frozen_roll(hall: Hall) -> None:
    assert no(amend(hall)) is Reason.ROLL_EMPTY
    assert no(amend(hall, delegate(9), reason=" ")) is Reason.REASON_MISSING
    assert no(amend(hall, delegate(9), officers=(CHAIR, CHAIR))) is Reason.TWO_OFFICERS_NEEDED
    hall.do(amend(hall, delegate(9), delegate(10, votes=False)))
    assert (len(hall.state.roll), hall.state.voting_roll) == (7, 5)
    hall.arrive(9)
    assert hall.state.by_number[9].seat in hall.state.present


def test_nobody_on_the_roll_is_replaced_or_taken_away(hall: Hall) -> None:
    assert no(amend(hall, delegate(1))) is Reason.SEAT_TWICE
    assert no(amend(hall, replace(delegate(1), seat="99"))) is Reason.NUMBER_TWICE
    assert no(amend(hall, delegate(9), delegate(9))) is Reason.SEAT_TWICE


def test_there_is_nothing_to_amend_before_the_roll_is_frozen() -> None:
    hall = Hall()
    hall.begin()
    assert no(amend(hall, delegate(9))) is Reason.ROLL_NOT_FROZEN


def test_the_roll_does_not_grow_under_a_poll_and_an_old_poll_keeps_its_own() -> None:
    hall = small_hall()
    hall.prepare("major")
    assert no(amend(hall, delegate(9))) is Reason.ANOTHER_POLL_RUNS
    hall.zero_report()
    hall.open()
    hall.press("01", 1)
    assert no(amend(hall, delegate(9))) is Reason.ANOTHER_POLL_RUNS
    hall.settle()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    declared = hall.declare()
    hall.do(amend(hall, delegate(9)))
    assert (hall.state.voting_roll, declared.tally.roll) == (7, 6)
    assert declaring.tally_of(hall.state, hall.poll) == declared.tally
    assert hall.prepare("major").roll == 7


def test_the_desks_open_once_the_roll_is_frozen() -> None:
    hall = Hall()
    hall.begin()
    assert no(attending.open_check_in(hall.state)) is Reason.ROLL_NOT_FROZEN
    hall.do(attending.freeze_roll(hall.state, [delegate(1)]))
    assert hall.do(attending.open_check_in(hall.state)) == (f.CheckInOpened(),)
    assert attending.open_check_in(hall.state) == (), "already open"


def test_the_desks_close_and_open_again(hall: Hall) -> None:
    assert hall.do(attending.close_check_in(hall.state)) == (f.CheckInClosed(),)
    assert attending.close_check_in(hall.state) == ()
    assert not hall.state.check_in_open
    hall.do(attending.open_check_in(hall.state))
    assert hall.state.check_in_open


def test_a_pass_checks_its_delegate_in(hall: Hall) -> None:
    assert hall.do(attending.show_pass(hall.state, "2", 3)) == (
        f.CheckedIn("03", "2", Way.PASS, ""),
    )
    assert hall.state.present["03"].desk == "2"
    assert [stay.came for stay in hall.state.stays["03"]] == [hall.utc]


def test_an_attendee_is_in_the_hall_and_not_in_the_quorum(hall: Hall) -> None:
    hall.arrive(1, 5)
    assert set(hall.state.present) == {"01", "05"}
    assert hall.state.present_voting == 1


def test_a_pass_that_admits_nobody_now_is_kept_with_its_reason(hall: Hall) -> None:
    assert turned_away(hall, 77) == Reason.NOT_ON_ROLL
    hall.arrive(1)
    assert turned_away(hall, 1) == Reason.ALREADY_CHECKED_IN
    hall.do(attending.close_check_in(hall.state))
    assert turned_away(hall, 2) == Reason.CHECK_IN_CLOSED
    hall.do(declaring.close_meeting(hall.state, by="王建国"))
    assert turned_away(hall, 2) == Reason.MEETING_CLOSED
    assert set(hall.state.present) == {"01"}


def test_who_comes_late_is_checked_in_by_hand_with_a_reason(hall: Hall) -> None:
    def by_hand(seat: str, reason: str) -> Answer:
        return attending.check_in_by_hand(hall.state, seat, desk="1", reason=reason)

    hall.do(attending.close_check_in(hall.state))
    assert no(by_hand("99", "迟到")) is Reason.UNKNOWN_SEAT
    assert no(by_hand("02", "  ")) is Reason.REASON_MISSING
    assert hall.do(by_hand("02", "迟到")) == (f.CheckedIn("02", "1", Way.BY_HAND, "迟到"),)
    assert no(by_hand("02", "迟到")) is Reason.ALREADY_CHECKED_IN


def test_who_leaves_is_no_longer_present(hall: Hall) -> None:
    def out(seat: str) -> Answer:
        return attending.check_out(hall.state, seat, desk="1", reason="离席")

    hall.arrive(1, 2, 5)
    assert no(out("99")) is Reason.UNKNOWN_SEAT
    assert no(out("03")) is Reason.NOT_PRESENT
    assert hall.do(out("01")) == (f.CheckedOut("01", "1", Way.BY_HAND, "离席"),)
    hall.do(out("05"))
    assert (set(hall.state.present), hall.state.present_voting) == ({"02"}, 1)
    hall.arrive(1)
    assert hall.state.present_voting == 2


def test_checking_in_or_out_twice_in_the_book_counts_a_head_once(hall: Hall) -> None:
    hall.enter(*[f.CheckedIn("01", "1", Way.PASS, "")] * 2)
    assert hall.state.present_voting == 1
    hall.enter(*[f.CheckedOut("01", "1", Way.BY_HAND, "")] * 2)
    assert hall.state.present_voting == 0


def test_a_keypad_speaks_for_one_seat(hall: Hall) -> None:
    assert attending.bind_keypad(hall.state, 1, "01", reason="again") == ()
    taken = attending.bind_keypad(hall.state, 1, "02", reason="wrong")
    assert no(taken) is Reason.KEYPAD_TAKEN
    assert isinstance(taken, Refusal)
    assert taken.detail == {"keypad": 1, "seat": "01"}
    assert no(attending.bind_keypad(hall.state, 66, "99", reason="?")) is Reason.UNKNOWN_SEAT


def test_a_swap_leaves_the_seat_one_keypad(hall: Hall) -> None:
    hall.bind("01", 66)
    assert (hall.state.keypad_of["01"], hall.state.seat_of[66]) == (66, "01")
    assert 1 not in hall.state.seat_of


def test_a_binding_in_the_book_frees_the_seat_the_keypad_had(hall: Hall) -> None:
    hall.enter(f.KeypadBound(1, "03", "moved"))
    assert (hall.state.seat_of[1], hall.state.keypad_of["03"]) == ("03", 1)
    assert "01" not in hall.state.keypad_of
    assert 3 not in hall.state.seat_of


def test_a_returned_keypad_speaks_for_nobody(hall: Hall) -> None:
    keypad = keypad_of("02")
    returned = attending.return_keypad(hall.state, keypad, reason="离席")
    assert hall.do(returned) == (f.KeypadReturned(keypad, "02", "离席"),)
    assert keypad not in hall.state.seat_of
    assert "02" not in hall.state.keypad_of
    again = attending.return_keypad(hall.state, keypad, reason="")
    assert no(again) is Reason.UNKNOWN_KEYPAD


def test_a_return_of_a_keypad_that_has_moved_on_changes_nothing(hall: Hall) -> None:
    hall.enter(f.KeypadReturned(1, "02", "late paper"))
    assert hall.state.seat_of[1] == "01"


def test_a_swap_in_a_poll_keeps_one_head_one_ballot() -> None:
    hall = small_hall()
    hall.ask()
    hall.press("01", 1)
    hall.bind("01", 66)
    hall.press("01", 2, keypad=66)
    hall.press("01", 1)
    found = hall.settle()
    assert (found.heard, found.counted, found.replaced, found.refused) == (3, 1, 1, 1)


def test_every_stay_is_kept_with_its_end(hall: Hall):
    hall.do(attending.check_in_by_hand(hall.state, "03", desk="1", reason="pass forgotten"))
    came = hall.utc
    hall.do(attending.check_out(hall.state, "03", desk="1", reason="unwell"))
    left = hall.utc
    hall.do(attending.check_in_by_hand(hall.state, "03", desk="1", reason="back again"))
    first, second = hall.state.stays["03"]
    assert first == Stay(came, left, "by_hand", "pass forgotten")
    assert second == Stay(hall.utc, None, "by_hand", "back again")
    hall.do(declaring.close_meeting(hall.state, by=CHAIR))
    assert hall.state.stays["03"][1].left == hall.utc


def revoke(hall: Hall, number: int, *, reissue: bool = False, reason: str = "遗失") -> Answer:
    return attending.revoke_pass(hall.state, number, reissue=reissue, reason=reason, by=CHAIR)


def test_a_revoked_pass_admits_nobody_and_its_next_issue_does(hall: Hall) -> None:
    assert no(revoke(hall, 77)) is Reason.NOT_ON_ROLL
    assert no(revoke(hall, 1, reason=" ")) is Reason.REASON_MISSING
    assert hall.do(revoke(hall, 1, reissue=True)) == (f.PassRevoked(1, 1, True, "遗失", CHAIR),)
    assert turned_away(hall, 1) == Reason.PASS_REVOKED
    assert attending.issue_of(hall.state, 1) == 2
    hall.do(attending.show_pass(hall.state, "1", 1, issue=2))
    assert "01" in hall.state.present


def test_a_pass_may_be_revoked_for_good_and_made_out_again_later(hall: Hall) -> None:
    hall.do(revoke(hall, 1))
    assert attending.issue_of(hall.state, 1) == 0
    assert no(revoke(hall, 1)) is Reason.PASS_REVOKED
    (again,) = hall.do(revoke(hall, 1, reissue=True))
    assert again == f.PassRevoked(1, 1, True, "遗失", CHAIR)
    hall.do(revoke(hall, 1, reissue=True))
    assert attending.issue_of(hall.state, 1) == 3
    hall.do(revoke(hall, 1))
    assert attending.issue_of(hall.state, 1) == 0


def test_what_a_refused_pass_claims_is_kept(hall: Hall) -> None:
    (fact,) = hall.do(attending.show_pass(hall.state, "1", 77))
    assert fact == f.PassRefused("1", "", Reason.NOT_ON_ROLL, 77)


def test_a_pass_on_the_way_out_checks_its_delegate_out(hall: Hall) -> None:
    def leave(number: int, issue: int = 1) -> f.Fact:
        (fact,) = hall.do(attending.leave_by_pass(hall.state, "2", number, issue=issue))
        return fact

    hall.arrive(1, 2)
    assert leave(77) == f.PassRefused("2", "", Reason.NOT_ON_ROLL, 77)
    assert leave(3) == f.PassRefused("2", "03", Reason.NOT_PRESENT, 3)
    assert leave(1, issue=2) == f.PassRefused("2", "01", Reason.PASS_REVOKED, 1)
    assert leave(1) == f.CheckedOut("01", "2", Way.PASS, "")
    hall.do(declaring.close_meeting(hall.state, by=CHAIR))
    assert leave(2) == f.PassRefused("2", "02", Reason.MEETING_CLOSED, 2)


def test_a_lost_keypad_speaks_for_nobody_until_it_is_found(hall: Hall) -> None:
    keypad = keypad_of("02")

    def lose(number: int, reason: str = "带离会场") -> Answer:
        return attending.lose_keypad(hall.state, number, reason=reason)

    assert no(lose(keypad, " ")) is Reason.REASON_MISSING
    assert hall.do(lose(keypad)) == (f.KeypadLost(keypad, "02", "带离会场"),)
    assert (keypad in hall.state.seat_of, "02" in hall.state.keypad_of) == (False, False)
    assert lose(keypad) == (), "lost already"
    found = attending.return_keypad(hall.state, keypad, reason="找到")
    assert hall.do(found) == (f.KeypadReturned(keypad, "02", "找到"),)
    assert hall.state.lost_keypads == {}
    hall.do(lose(99))
    hall.bind("02", 99)
    assert hall.state.lost_keypads == {}
