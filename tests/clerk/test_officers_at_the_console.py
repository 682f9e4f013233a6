"""Who may order: logged in, in that office, and two where it takes two."""

from dataclasses import replace
from pathlib import Path

import pytest
from clerk_room import FULL, OFFICERS, Room, answered

from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.officers import LOCKED_S, MOST_WRONG, Officers
from kiosk.clerk.orders import Posted
from kiosk.clerk.orders_officers import Enrolment
from kiosk.clerk.porter import Errand, Porter, run
from kiosk.clerk.rollfile import roll_line
from kiosk.faults import BookFault
from kiosk.ledger.keyring import Enrolled, Keyring, read_keyring, write_keyring
from kiosk.ledger.officer_keys import REHEARSAL, make_key
from kiosk.meeting import facts as f
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.offices import Office
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import Delegate, DelegateClass

CHAIR, OPERATOR = OFFICERS
TELLER = "赵秀英"
ROLES = {CHAIR: "chair", OPERATOR: "operator", TELLER: "teller"}


class Guarded(Room):
    """A room whose officers are enrolled; the porter runs on this thread."""

    def __init__(self, folder: Path, *, enrolled: bool = True) -> None:
        super().__init__(folder)
        self.path = folder / "officers.keyring"
        if enrolled:
            write_keyring(self.path, keyring(ROLES))
        self.errands: list[Errand] = []
        self.officers = Officers(self.path, read_keyring(self.path), self.errands.append)
        self.clerk._officers = self.officers

    def order(self, order: o.Ordered, *, by: str = ""):
        posted = Posted(order, o.Future(), by)
        self.clerk.take([posted])
        while self.errands:
            self.clerk.take([run(self.errands.pop(0), REHEARSAL)])
        return posted.reply.exception() or posted.reply.result()

    def log_in(self, name: str, passphrase: str | None = None):
        return self.order(o.LogIn(name, passphrase or said(name)))

    def assent(self, name: str, to: o.Order, passphrase: str | None = None):
        return self.order(o.Assent(name, to, passphrase or said(name)))

    def begun(self) -> "Guarded":
        """Pack and officers stand in the book; nobody is logged in."""
        for order in (
            o.AdoptPack(find_pack("citizens-assembly", Path())),
            *(o.NameOfficer(name, role) for name, role in ROLES.items()),
        ):
            assert self.order(order, by=Office.HALL) is None
        return self

    def both(self, order: o.Order, *names: str):
        for name in names or OFFICERS:
            assert self.assent(name, order) is None
        return self.order(order)

    def opened(self) -> "Guarded":
        """The roll is frozen, the meeting open, a poll laid down."""
        self.begun()
        line = roll_line(Delegate(1, "1", DelegateClass.CITIZEN, True, ""), name="代表一")
        (freeze,) = roll_orders([line])
        assert isinstance(freeze, o.FreezeRoll)
        frozen = o.FreezeRoll(freeze.delegates, freeze.persons, "已核对", OFFICERS)
        assert self.both(frozen) is None
        assert self.both(o.OpenMeeting("到齐", OFFICERS)) is None
        assert self.log_in(CHAIR) is None
        for order in (
            o.TableItem(1, "停车", ""),
            o.PutMotion(1, "停车", "收费。", False),
            o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM),
        ):
            assert self.order(order, by=CHAIR) is None
        return self


def said(name: str) -> str:
    return f"the words of {name}"


def keyring(roles: dict[str, str]) -> Keyring:
    return Keyring().with_officers(
        Enrolled(name, role, make_key(said(name), cost=REHEARSAL)) for name, role in roles.items()
    )


@pytest.fixture
def room(tmp_path: Path):
    made = Guarded(tmp_path)
    yield made
    made.ledger.close()


# ---- logged in, in that office -------------------------------------------------------------------


def test_nobody_orders_before_logging_in(room: Guarded):
    room.begun()
    assert room.order(o.OpenCheckIn(), by=CHAIR).reason is Reason.NOT_LOGGED_IN
    assert room.order(o.OpenCheckIn()).reason is Reason.NOT_LOGGED_IN
    assert room.order(o.OpenPoll(CHAIR)).reason is Reason.NOT_LOGGED_IN
    assert room.log_in(CHAIR) is None
    assert room.order(o.OpenCheckIn(), by=CHAIR).reason is Reason.ROLL_NOT_FROZEN
    assert room.facts(f.OfficerLoggedIn) == [f.OfficerLoggedIn(CHAIR, "chair")]


def test_who_logged_out_orders_no_more(room: Guarded):
    room.begun().log_in(CHAIR)
    assert room.order(o.LogOut(OPERATOR)).reason is Reason.NOT_LOGGED_IN
    assert room.order(o.LogOut(CHAIR)) is None
    assert room.order(o.OpenCheckIn(), by=CHAIR).reason is Reason.NOT_LOGGED_IN
    assert room.facts(f.OfficerLoggedOut) == [f.OfficerLoggedOut(CHAIR)]


def test_an_office_orders_what_its_line_says_and_nothing_else(room: Guarded):
    room.opened()
    room.log_in(OPERATOR)
    refusal = room.order(o.OpenPoll(OPERATOR))
    assert refusal == Refusal(Reason.NOT_YOUR_OFFICE, {"officer": OPERATOR, "role": "operator"})
    assert room.order(o.OpenPoll(CHAIR)).reason is not Reason.NOT_YOUR_OFFICE


def test_an_order_that_names_another_officer_is_taken_for_that_officer_s(room: Guarded):
    room.begun().log_in(OPERATOR)
    assert room.order(o.Declare(CHAIR), by=OPERATOR).reason is Reason.NOT_LOGGED_IN


def test_a_delegate_objects_through_the_officer_at_the_console(room: Guarded):
    room.begun()
    assert room.order(o.Object("代表一", "不同意"), by=CHAIR).reason is Reason.NOT_LOGGED_IN
    room.log_in(CHAIR)
    assert room.order(o.Object("代表一", "不同意"), by=CHAIR) is None


def test_an_officer_who_is_named_takes_the_key_of_the_keyring_into_the_book(room: Guarded):
    room.begun()
    named = room.facts(f.OfficerNamed)
    keys = {one.name: one.key.public.hex() for one in read_keyring(room.path).officers.values()}
    assert {one.officer: one.public_key for one in named} == keys
    refusal = room.order(o.NameOfficer("陌生人", "teller"), by=Office.HALL)
    assert refusal == Refusal(Reason.NOT_ENROLLED, {"officer": "陌生人"})


def test_a_new_office_binds_at_once(room: Guarded):
    room.begun().log_in(CHAIR)
    room.log_in(OPERATOR)
    assert room.order(o.NameOfficer(OPERATOR, "technician"), by=CHAIR) is None
    assert room.order(o.OpenCheckIn(), by=OPERATOR).reason is Reason.NOT_YOUR_OFFICE


def test_no_session_outlives_the_kiosk(room: Guarded, tmp_path: Path):
    room.begun().log_in(CHAIR)
    room.ledger.close()
    again = Room(tmp_path, fresh=False)
    again.clerk._officers = Officers(room.path, read_keyring(room.path), room.errands.append)
    assert again.order(o.OpenCheckIn()).reason is Reason.NOT_LOGGED_IN
    again.ledger.close()


def test_where_nobody_is_enrolled_names_are_taken_at_their_word(tmp_path: Path):
    room = Guarded(tmp_path, enrolled=False).with_roll()
    assert room.log_in(CHAIR) == Refusal(Reason.NOT_ENROLLED, {"officer": CHAIR})
    assert {one.public_key for one in room.facts(f.OfficerNamed)} == {""}
    room.ledger.close()


def test_a_keyring_that_was_taken_away_does_not_open_the_console(room: Guarded):
    room.begun()
    room.clerk._officers = Officers(room.path, Keyring(), room.errands.append)
    assert room.order(o.OpenCheckIn(), by=CHAIR).reason is Reason.NOT_LOGGED_IN
    assert room.log_in(CHAIR).reason is Reason.NOT_ENROLLED


def test_a_keyring_that_was_exchanged_does_not_open_the_console(room: Guarded):
    room.begun()
    forged = Keyring().with_officers(
        Enrolled(name, role, make_key("mine, all mine", cost=REHEARSAL))
        for name, role in ROLES.items()
    )
    room.clerk._officers = Officers(room.path, forged, room.errands.append)
    assert room.log_in(CHAIR, "mine, all mine").reason is Reason.OFFICER_KEY_DIFFERS


# ---- passphrases ---------------------------------------------------------------------------------


def test_a_wrong_passphrase_is_told_with_the_tries_that_are_left(room: Guarded):
    room.begun()
    refusal = room.log_in(CHAIR, "wrong")
    assert refusal == Refusal(Reason.WRONG_PASSPHRASE, {"officer": CHAIR, "left": MOST_WRONG - 1})
    assert room.log_in(CHAIR) is None
    assert room.log_in(CHAIR, "wrong").detail["left"] == MOST_WRONG - 1


def test_too_many_wrong_passphrases_lock_the_officer_out_and_the_book_says_so(room: Guarded):
    room.begun().log_in(CHAIR)
    for _ in range(MOST_WRONG):
        refusal = room.log_in(CHAIR, "wrong")
    assert refusal == Refusal(Reason.LOCKED_OUT, {"officer": CHAIR, "seconds": LOCKED_S})
    assert room.facts(f.OfficerLockedOut) == [f.OfficerLockedOut(CHAIR, MOST_WRONG, LOCKED_S)]
    assert room.order(o.OpenCheckIn(), by=CHAIR).reason is Reason.NOT_LOGGED_IN
    assert room.log_in(CHAIR).reason is Reason.LOCKED_OUT
    assert room.log_in(OPERATOR) is None
    room.pass_time(LOCKED_S - 1)
    assert room.log_in(CHAIR).detail["seconds"] == 1
    room.pass_time(1)
    assert room.log_in(CHAIR) is None


def test_tries_that_were_under_way_together_do_not_pass_the_lock(room: Guarded):
    room.begun()
    posted = [Posted(o.LogIn(OPERATOR, "wrong"), o.Future()) for _ in range(MOST_WRONG)]
    right = Posted(o.LogIn(OPERATOR, said(OPERATOR)), o.Future())
    room.clerk.take([*posted, right])
    room.clerk.take([run(errand, REHEARSAL) for errand in room.errands])
    assert right.reply.result().reason is Reason.LOCKED_OUT


def test_a_passphrase_is_in_no_text_of_an_order():
    order = o.LogIn(CHAIR, "secret words")
    enrolment = Enrolment(CHAIR, "chair", "secret words")
    errand = Errand(Posted(order, o.Future()), None, "secret words", (enrolment,))
    vouched = o.Vouched(CHAIR, objection(), "secret words")
    for one in (order, o.Assent(CHAIR, o.CallKeypads(), "secret words"), vouched, errand):
        assert "secret words" not in repr(one)
    assert "secret words" not in repr(o.EnrolFirst(enrolment, enrolment))


def test_a_record_that_is_no_key_of_the_officer_is_told(room: Guarded):
    room.begun()
    posted = Posted(o.LogIn(CHAIR, said(CHAIR)), o.Future())
    room.clerk.take([posted])
    returned = run(room.errands.pop(), REHEARSAL)
    room.clerk.take([replace(returned, opened=False, broken=True)])
    assert posted.reply.result().reason is Reason.OFFICER_KEY_DIFFERS


# ---- away from the console -----------------------------------------------------------------------


def objection(text: str = "唱票时麦克风没有声音", by: str = TELLER) -> o.Object:
    return o.Object(by, text)


def test_an_objection_is_vouched_for_by_the_own_passphrase_and_begins_no_session(room: Guarded):
    room.opened()
    assert room.order(o.Vouched(TELLER, objection(), said(TELLER))) is None
    assert room.facts(f.Objected) == [f.Objected(TELLER, "唱票时麦克风没有声音")]
    assert TELLER not in room.officers.sessions
    assert room.order(objection(), by=TELLER).reason is Reason.NOT_LOGGED_IN


def test_a_wrong_passphrase_vouches_for_nothing_and_counts_as_at_the_door(room: Guarded):
    room.opened()
    for _ in range(MOST_WRONG):
        refusal = room.order(o.Vouched(TELLER, objection(), "wrong"))
    assert refusal == Refusal(Reason.LOCKED_OUT, {"officer": TELLER, "seconds": LOCKED_S})
    assert room.order(o.Vouched(TELLER, objection(), said(TELLER))).reason is Reason.LOCKED_OUT
    assert room.facts(f.Objected) == []


def test_nobody_vouches_in_another_name_or_outside_the_own_office(room: Guarded):
    room.opened()
    other = o.Vouched(TELLER, objection(by=CHAIR), said(TELLER))
    assert room.order(other).reason is Reason.NOT_YOUR_OFFICE
    unknown = o.Vouched("路人", objection(by="路人"), "whatever words")
    assert room.order(unknown).reason is Reason.UNKNOWN_OFFICER


def test_the_law_is_asked_of_what_was_vouched_for(room: Guarded):
    room.opened()
    record = o.Vouched(TELLER, o.IssueRecord(9, TELLER), said(TELLER))
    assert room.order(record).reason is Reason.UNKNOWN_POLL
    assert room.order(o.Vouched(TELLER, o.IssueZeroReport(TELLER), said(TELLER))) is None
    assert [one.kind for one in room.wanted] == ["zero_report"]


# ---- two together --------------------------------------------------------------------------------


def test_two_who_assent_within_a_minute_open_a_gate(room: Guarded):
    room.opened()
    order = o.OverrideGate(Gate.NOTICE, "紧急", OFFICERS)
    assert room.order(order) == Refusal(Reason.ASSENT_MISSING, {"officer": CHAIR})
    assert room.assent(CHAIR, order) is None
    assert room.order(order) == Refusal(Reason.ASSENT_MISSING, {"officer": OPERATOR})
    room.pass_time(59)
    assert room.assent(OPERATOR, order) is None
    assert room.order(order) is None
    assert [one.officers for one in room.facts(f.GateOverridden)] == [OFFICERS]


def test_an_assent_older_than_a_minute_is_none(room: Guarded):
    room.opened()
    order = o.OverrideGate(Gate.NOTICE, "紧急", OFFICERS)
    room.assent(CHAIR, order)
    room.pass_time(61)
    room.assent(OPERATOR, order)
    assert room.order(order) == Refusal(Reason.ASSENT_EXPIRED, {"officer": CHAIR})
    assert room.assent(CHAIR, order) is None
    assert room.order(order) is None


def test_the_same_officer_twice_is_one(room: Guarded):
    room.opened()
    order = o.VoidPoll("重来", (CHAIR, CHAIR))
    room.assent(CHAIR, order)
    room.assent(CHAIR, order)
    assert room.order(order).reason is Reason.TWO_OFFICERS_NEEDED


def test_an_assent_is_to_one_order_with_its_reason_and_to_no_other(room: Guarded):
    room.opened()
    given = o.OverrideGate(Gate.NOTICE, "紧急", OFFICERS)
    for name in OFFICERS:
        room.assent(name, given)
    for other in (
        o.OverrideGate(Gate.NOTICE, "别的理由", OFFICERS),
        o.OverrideGate(Gate.PHASES, "紧急", OFFICERS),
        o.VoidPoll("紧急", OFFICERS),
    ):
        assert room.order(other).reason is Reason.ASSENT_MISSING
    assert room.order(given) is None


def test_an_assent_is_good_for_one_deed(room: Guarded):
    room.opened()
    order = o.VoidPoll("重来", OFFICERS)
    assert room.both(order) is None
    assert room.order(o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM), by=CHAIR) is None
    assert room.order(order).reason is Reason.ASSENT_MISSING


def test_an_assent_needs_the_passphrase_the_office_and_the_name_in_the_order(room: Guarded):
    room.opened()
    order = o.OverrideGate(Gate.NOTICE, "紧急", OFFICERS)
    assert room.assent(CHAIR, order, "wrong").reason is Reason.WRONG_PASSPHRASE
    assert room.assent(TELLER, order).reason is Reason.NOT_YOUR_OFFICE
    assert room.assent("陌生人", order).reason is Reason.UNKNOWN_OFFICER
    assert room.assent(CHAIR, o.OpenCheckIn()).reason is Reason.NOT_YOUR_OFFICE
    room.order(o.NameOfficer(TELLER, "technician"), by=CHAIR)
    void = o.VoidPoll("重来", (CHAIR, TELLER))
    assert room.assent(TELLER, void).reason is Reason.NOT_YOUR_OFFICE
    room.assent(CHAIR, void)
    assert room.order(void).reason is Reason.NOT_YOUR_OFFICE
    assert room.order(o.VoidPoll(" ", OFFICERS)).reason is Reason.REASON_MISSING
    assert room.order(o.VoidPoll("重来", (CHAIR, "陌生人"))).reason is Reason.UNKNOWN_OFFICER


def test_old_assents_are_forgotten(room: Guarded):
    room.opened()
    for n in range(3):
        room.assent(CHAIR, o.VoidPoll(f"理由{n}", OFFICERS))
        room.pass_time(130)
    assert len(room.officers._assents) == 1


# ---- enrolment -----------------------------------------------------------------------------------


def enrolment(name: str, role: str = "chair", passphrase: str = "long enough") -> Enrolment:
    return Enrolment(name, role, passphrase)


def test_the_first_two_officers_of_an_empty_pc_enrol_together(tmp_path: Path):
    room = Guarded(tmp_path, enrolled=False)
    one, other = enrolment(CHAIR), enrolment(OPERATOR, "operator")
    assert room.order(o.EnrolFirst(one, one)).reason is Reason.TWO_OFFICERS_NEEDED
    short = enrolment(OPERATOR, "operator", "short")
    assert room.order(o.EnrolFirst(one, short)).reason is Reason.PASSPHRASE_TOO_SHORT
    king = enrolment(OPERATOR, "king")
    assert room.order(o.EnrolFirst(one, king)).reason is Reason.UNKNOWN_OFFICE
    assert room.order(o.EnrolFirst(one, other)) is None
    assert list(read_keyring(room.path).officers) == [CHAIR, OPERATOR]
    assert room.officers.enrolled == (CHAIR, OPERATOR)
    third = enrolment(TELLER, "teller")
    assert room.order(o.EnrolFirst(one, third)).reason is Reason.ALREADY_ENROLLED
    assert room.order(o.OpenCheckIn()).reason is Reason.NOT_LOGGED_IN
    room.ledger.close()


def test_two_others_enrol_anew_who_lost_the_passphrase(room: Guarded):
    room.begun().log_in(TELLER)
    order = o.EnrolOfficer(enrolment(TELLER, "teller", "a new passphrase"), "忘记", OFFICERS)
    assert room.order(order).reason is Reason.ASSENT_MISSING
    assert room.both(order) is None
    (fact,) = room.facts(f.OfficerEnrolled)
    assert fact.public_key == read_keyring(room.path).officers[TELLER].key.public.hex()
    assert TELLER not in room.officers.sessions
    assert room.log_in(TELLER).reason is Reason.WRONG_PASSPHRASE
    assert room.log_in(TELLER, "a new passphrase") is None
    assert room.order(order).reason is Reason.ASSENT_MISSING


def test_who_is_locked_out_is_let_in_by_two_others(room: Guarded):
    room.begun()
    for _ in range(MOST_WRONG):
        room.log_in(TELLER, "wrong")
    order = o.EnrolOfficer(enrolment(TELLER, "teller", "a new passphrase"), "忘记", OFFICERS)
    assert room.both(order) is None
    assert room.log_in(TELLER, "a new passphrase") is None


def test_nobody_enrols_oneself_and_nobody_enrols_before_the_first_two(room: Guarded):
    room.begun()
    own = o.EnrolOfficer(enrolment(CHAIR), "忘记", OFFICERS)
    assert room.order(own).reason is Reason.TWO_OFFICERS_NEEDED
    short = o.EnrolOfficer(enrolment(TELLER, "teller", "short"), "忘记", OFFICERS)
    assert room.order(short).reason is Reason.PASSPHRASE_TOO_SHORT
    room.clerk._officers = Officers(room.path, Keyring(), room.errands.append)
    early = o.EnrolOfficer(enrolment(TELLER, "teller"), "忘记", OFFICERS)
    assert room.order(early).reason is Reason.NOT_ENROLLED


def test_a_new_officer_is_enrolled_and_then_named(room: Guarded):
    room.begun()
    order = o.EnrolOfficer(enrolment("陈思远", "notary"), "公证员到场", OFFICERS)
    assert room.both(order) is None
    room.log_in(CHAIR)
    assert room.order(o.NameOfficer("陈思远", "notary"), by=CHAIR) is None
    assert room.log_in("陈思远", "long enough") is None


def test_a_law_that_says_no_meanwhile_enrols_nobody(room: Guarded):
    """Between the assents and the porter's return somebody else took the office away."""
    room.begun()
    order = o.EnrolOfficer(enrolment("陈思远", "notary"), "到场", (CHAIR, "张三"))
    returned = run(Errand(Posted(order, o.Future()), made=(order.enrolment,)), REHEARSAL)
    facts, refusal = room.officers.receive(room.state, returned, 0)
    assert facts == ()
    assert refusal == Refusal(Reason.UNKNOWN_OFFICER, {"officer": "张三"})
    assert "陈思远" not in read_keyring(room.path).officers


def test_a_keyring_that_cannot_be_written_enrols_nobody_and_is_told(room: Guarded):
    room.begun()
    order = o.EnrolOfficer(enrolment("陈思远", "notary"), "到场", OFFICERS)
    for name in OFFICERS:
        room.assent(name, order)
    room.path.unlink()
    room.path.mkdir()
    told = room.order(order)
    assert isinstance(told, BookFault)
    assert room.facts(f.OfficerEnrolled) == []


def test_a_log_in_while_the_disk_is_full_is_told_and_begins_no_session(room: Guarded):
    room.begun()
    room.ledger.trouble = FULL
    assert room.log_in(CHAIR) is FULL
    room.ledger.trouble = None
    room.pass_time(2)
    assert room.order(o.OpenCheckIn(), by=CHAIR).reason is Reason.NOT_LOGGED_IN
    assert room.log_in(CHAIR) is None


# ---- the porter ----------------------------------------------------------------------------------


def test_the_porter_works_on_a_thread_of_its_own():
    came, crashed = [], []
    porter = Porter(
        post=came.append, crash=lambda where, bug: crashed.append((where, bug)), cost=REHEARSAL
    )
    porter.start()
    posted = Posted(o.LogIn(CHAIR, said(CHAIR)), o.Future())
    key = keyring(ROLES).officers[CHAIR].key
    porter.send(Errand(posted, key, said(CHAIR)))
    porter.send(Errand(posted, key, "wrong"))
    porter.stop()
    assert [one.opened for one in came] == [True, False]
    assert crashed == []


def test_a_defect_of_the_porter_is_told_to_the_desk():
    crashed: list[str] = []
    porter = Porter(post=lambda _: 1 // 0, crash=lambda where, _: crashed.append(where))
    porter.send(Errand(Posted(o.LogIn(CHAIR, ""), o.Future())))
    porter.start()
    porter.stop()
    assert crashed == ["porter"]


def test_a_base_still_answers_while_officers_are_asked(room: Guarded):
    room.begun()
    room.hear(answered("A"))
    assert "A" in room.state.bases
