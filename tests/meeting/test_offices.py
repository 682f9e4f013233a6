"""The table of offices, and what officers do together."""

from strategies import CHAIR, OPERATOR, Hall, delegate, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, conducting, declaring, serving
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.offices import PERSONS, TABLE, Office, deed_name, may
from kiosk.meeting.refusal import Reason, Refusal

TWO = (CHAIR, OPERATOR)
KEY = "ab" * 32
LISTED = {
    "freeze_roll",
    "amend_roll",
    "open_meeting",
    "override_gate",
    "void_poll",
    "give_up_base",
    "enrol_officer",
    "delete_personal_data",
}


def test_the_acts_that_the_hall_does_not_leave_to_one_take_two() -> None:
    assert {deed for deed, line in TABLE.items() if line.two} >= LISTED


def test_the_chair_alone_opens_declares_and_ends() -> None:
    for deed in ("open_poll", "declare", "acknowledge_silence", "close_meeting"):
        assert [office for office in PERSONS if may(office, deed)] == [Office.CHAIR]


def test_everybody_may_log_in_and_a_technician_hands_out_keypads_only() -> None:
    assert may("", "log_in")
    assert may(Office.TECHNICIAN, "bind_keypads")
    assert not may(Office.TECHNICIAN, "declare")
    assert not may(Office.TECHNICIAN, "void_poll")
    assert not may(Office.HALL, "open_poll")


def test_the_hall_itself_does_nothing_that_takes_two_and_nothing_in_a_poll() -> None:
    assert {deed for deed in TABLE if Office.HALL in TABLE[deed].offices} == {
        "adopt_pack",
        "set_share",
        "answer_question",
        "name_officer",
        "table_item",
        "put_motion",
        "bind_keypads",
    }


def test_every_line_names_offices_and_a_deed_is_named_as_its_order() -> None:
    assert all(line.offices <= set(Office) for line in TABLE.values())
    assert deed_name("CheckInByHand") == "check_in_by_hand"


def keyed(hall: Hall) -> Hall:
    hall.enter(f.OfficerNamed(CHAIR, "chair", KEY), f.OfficerNamed(OPERATOR, "operator", KEY))
    return hall


def test_an_office_that_no_person_can_hold_is_refused() -> None:
    state = small_hall().state
    named = serving.name_officer(state, "赵", "teller", public_key=KEY)
    assert named == (f.OfficerNamed("赵", "teller", KEY),)
    for role in ("hall", "king"):
        refusal = serving.name_officer(state, "赵", role, public_key="")
        assert refusal == Refusal(Reason.UNKNOWN_OFFICE, {"role": role})


def test_where_officers_have_keys_two_freeze_the_roll() -> None:
    hall = keyed(Hall())
    roll = (delegate(1),)
    alone = attending.freeze_roll(hall.state, roll, reason="已核对", officers=(CHAIR,))
    assert alone == Refusal(Reason.TWO_OFFICERS_NEEDED)
    assert attending.freeze_roll(hall.state, roll) == Refusal(Reason.REASON_MISSING)
    frozen = attending.freeze_roll(hall.state, roll, reason="已核对", officers=TWO)
    assert frozen == (f.RollFrozen(roll, "已核对", TWO),)


def test_where_officers_have_keys_no_poll_is_laid_down_before_the_meeting_is_opened() -> None:
    hall = keyed(small_hall())
    hall.enter(f.ItemTabled(1, "停车", ""), f.MotionPut(1, 1, "停车", "收费", KEY, False))

    def prepare() -> object:
        return conducting.prepare_poll(
            hall.state,
            1,
            "ordinary",
            form=FOR_AGAINST_FORM,
            named=True,
            last_press_counts=True,
            duration_s=0,
        )

    assert prepare() == Refusal(Reason.MEETING_NOT_OPENED)
    hall.do(serving.open_meeting(hall.state, reason="到齐", officers=TWO))
    assert not isinstance(prepare(), Refusal)


def test_once_an_officer_has_a_key_both_of_two_have_one_and_an_office_that_may() -> None:
    hall = small_hall()
    hall.enter(f.OfficerNamed("赵", "teller", ""), f.OfficerNamed("林", "technician", ""))

    def opening(*officers: str) -> object:
        return serving.open_meeting(hall.state, reason="到齐", officers=officers)

    assert opening("赵", "林") == (f.MeetingOpened("到齐", ("赵", "林")),)
    keyed(hall)
    assert opening(CHAIR, "赵") == Refusal(Reason.NO_KEY_IN_BOOK, {"officer": "赵"})
    hall.enter(f.OfficerEnrolled("林", KEY, "补登", TWO))
    refusal = Refusal(Reason.NOT_YOUR_OFFICE, {"officer": "林", "role": "technician"})
    assert opening(CHAIR, "林") == refusal
    assert opening(CHAIR, OPERATOR) == (f.MeetingOpened("到齐", TWO),)


def test_a_meeting_is_opened_once_on_a_frozen_roll_by_two() -> None:
    assert serving.open_meeting(Hall().state, reason="x", officers=TWO) == Refusal(
        Reason.ROLL_NOT_FROZEN
    )
    hall = small_hall()
    assert serving.open_meeting(hall.state, reason="x", officers=(CHAIR, CHAIR)) == Refusal(
        Reason.TWO_OFFICERS_NEEDED
    )
    opened = hall.do(serving.open_meeting(hall.state, reason="到齐", officers=TWO))
    assert opened == (f.MeetingOpened("到齐", TWO),)
    again = serving.open_meeting(hall.state, reason="到齐", officers=TWO)
    assert again == Refusal(Reason.MEETING_ALREADY_OPENED)


def test_nobody_vouches_for_the_own_new_key() -> None:
    hall = small_hall()

    def vouch(officer: str, role: str = "teller", by: tuple[str, str] = TWO) -> object:
        return serving.enrol_officer(
            hall.state, officer, role, public_key=KEY, reason="忘记", officers=by
        )

    assert vouch(CHAIR) == Refusal(Reason.TWO_OFFICERS_NEEDED)
    assert vouch("赵", by=("甲", "乙")) == Refusal(Reason.UNKNOWN_OFFICER, {"officer": "甲"})
    assert vouch("赵", "king") == Refusal(Reason.UNKNOWN_OFFICE, {"role": "king"})
    enrolled = f.OfficerEnrolled("赵", KEY, "忘记", TWO)
    assert vouch("赵") == (enrolled, f.OfficerNamed("赵", "teller", KEY))
    hall.enter(f.OfficerNamed("赵", "notary", ""))
    assert vouch("赵") == (enrolled,), "whoever has an office keeps it"


def test_a_lock_out_stands_in_the_book_until_a_log_in_or_a_new_key() -> None:
    hall = keyed(small_hall())
    locked = f.OfficerLockedOut(CHAIR, 5, 300)
    hall.enter(locked)
    assert hall.state.lockouts[CHAIR] == (hall.utc, 300)
    hall.enter(f.OfficerLoggedIn(CHAIR, "chair"))
    assert hall.state.lockouts == {}
    hall.enter(locked, f.OfficerEnrolled(CHAIR, KEY, "忘记", ("赵", OPERATOR)))
    assert hall.state.lockouts == {}


def test_persons_are_forgotten_once_after_the_meeting_by_two() -> None:
    hall = small_hall()

    def forget(officers: tuple[str, str] = TWO) -> object:
        return serving.delete_personal_data(
            hall.state, persons=3, reason="保存期满", officers=officers
        )

    assert forget() == Refusal(Reason.MEETING_NOT_CLOSED)
    hall.do(declaring.close_meeting(hall.state, by=CHAIR))
    assert forget((CHAIR, CHAIR)) == Refusal(Reason.TWO_OFFICERS_NEEDED)
    assert forget() == (f.PersonalDataDeleted(3, "保存期满", TWO),)
    hall.enter(f.PersonalDataDeleted(3, "保存期满", TWO))
    assert forget() == Refusal(Reason.PERSONAL_DATA_GONE)
