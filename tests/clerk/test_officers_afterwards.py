"""What two do for a third one and with a record; and what a restart keeps of a lock-out."""

from pathlib import Path

import pytest
from clerk_room import OFFICERS, Room
from test_officers_at_the_console import CHAIR, OPERATOR, TELLER, Guarded, enrolment

from kiosk.clerk import orders as o
from kiosk.clerk.acting import orders_of
from kiosk.clerk.officers import LOCKED_S, MOST_WRONG, Officers
from kiosk.clerk.views import Act
from kiosk.ledger.keyring import read_keyring
from kiosk.meeting import facts as f
from kiosk.meeting.refusal import Reason, Refusal

NEWCOMER = "孙悦"
RECORD = o.RevealPerson(1, "核对身份", OFFICERS)


@pytest.fixture
def room(tmp_path: Path):
    made = Guarded(tmp_path)
    yield made
    made.ledger.close()


def lock_out(room: Guarded, name: str) -> None:
    for _ in range(MOST_WRONG):
        room.log_in(name, "wrong")


def locked(room: Room, name: str) -> bool:
    return next(one.locked for one in room.console.officers if one.name == name)


class Again(Guarded):
    """The same hall after its kiosk was started anew, `seconds` later by the wall clock."""

    def __init__(self, before: Guarded, seconds: float) -> None:
        before.ledger.close()
        self.before, self.seconds = before, seconds
        Room.__init__(self, before.folder, fresh=False)
        self.path = before.path
        self.errands = []
        self.officers = Officers(self.path, read_keyring(self.path), self.errands.append)
        self.clerk._officers = self.officers
        self.clock.utc = before.clock.utc
        self.pass_time(seconds)
        self.clerk.begin(f.KioskStarted("kiosk test", "boot-2", "0" * 64))


def test_a_lock_out_outlives_the_kiosk_and_ends_when_it_would_have(room: Guarded):
    lock_out(room.begun(), CHAIR)
    again = Again(room, 100)
    assert again.log_in(CHAIR).detail["seconds"] == LOCKED_S - 100
    assert locked(again, CHAIR)
    assert again.log_in(OPERATOR) is None
    again.pass_time(LOCKED_S - 100)
    assert again.log_in(CHAIR) is None
    assert not locked(again, CHAIR)
    again.ledger.close()


def test_a_wall_clock_that_was_set_back_locks_nobody_out_for_longer(room: Guarded):
    lock_out(room.begun(), CHAIR)
    again = Again(room, -86_400)
    assert again.log_in(CHAIR).detail["seconds"] == LOCKED_S
    again.pass_time(LOCKED_S)
    assert again.log_in(CHAIR) is None
    again.ledger.close()


def test_two_others_end_a_lock_out_with_a_new_key(room: Guarded):
    lock_out(room.begun(), TELLER)
    assert locked(room, TELLER)
    order = o.EnrolOfficer(enrolment(TELLER, "teller", "her new words"), "被锁定", OFFICERS)
    assert room.both(order) is None
    assert not locked(room, TELLER)
    assert room.log_in(TELLER, "her new words") is None
    assert room.state.lockouts == {}


def test_whom_two_enrol_takes_the_office_and_may_log_in(room: Guarded):
    room.begun().log_in(CHAIR)
    filled = {
        "first": CHAIR,
        "second": OPERATOR,
        "reason": "接替",
        "newcomer": NEWCOMER,
        "office": "notary",
        "new_secret": "her own words",
    }
    assert Act.ENROL_OFFICER in {one.act for one in room.console.actions}
    (order,) = orders_of(Act.ENROL_OFFICER, room.console, {}, filled)
    assert room.both(order) is None
    key = room.officers.key_of(NEWCOMER)
    assert key is not None
    assert room.facts(f.OfficerNamed)[-1] == f.OfficerNamed(NEWCOMER, "notary", key.public.hex())
    assert room.log_in(NEWCOMER, "her own words") is None


def test_a_record_is_shown_for_a_minute_and_the_book_says_so_first(room: Guarded):
    room.opened()
    assert room.order(RECORD).reason is Reason.ASSENT_MISSING
    assert room.both(RECORD) is None
    assert dict(room.console.revealed)["name"] == "代表一"
    assert "salt" not in dict(room.console.revealed)
    assert room.facts(f.PersonRevealed) == [f.PersonRevealed(1, "核对身份", OFFICERS)]
    due = room.clerk.due_ns()
    assert due is not None
    room.clock.advance(due - room.clock.mono)
    room.clerk.take([])
    assert room.console.revealed == ()


def test_the_next_order_puts_a_record_away(room: Guarded):
    room.opened()
    room.both(RECORD)
    room.order(o.CallKeypads(), by=CHAIR)
    assert room.console.revealed == ()


def test_a_record_that_is_not_here_is_not_shown_and_not_entered(room: Guarded):
    room.opened()
    stranger = o.RevealPerson(99, "核对身份", OFFICERS)
    assert room.both(stranger) == Refusal(Reason.NOT_ON_ROLL)
    room.ledger.forget_persons()
    assert room.both(RECORD) == Refusal(Reason.PERSONAL_DATA_GONE)
    assert room.facts(f.PersonRevealed) == []
    (order,) = orders_of(Act.REVEAL_PERSON, room.console, {}, {"number": "7"})
    assert order == o.RevealPerson(7, "", ("", ""))
    assert orders_of(Act.REVEAL_PERSON, room.console, {}, {"number": "七"}) == ()


def test_a_base_that_is_waited_for_is_named_and_may_be_given_up(tmp_path: Path):
    room = Room(tmp_path).with_open_poll()
    room.done(o.ClosePoll(CHAIR))
    assert (room.console.missing, room.console.venue) == ("A", "")
    acts = {one.act for one in room.console.actions}
    assert (Act.GIVE_UP_BASE in acts, Act.GIVE_UP_DESK in acts) == (True, False)
    filled = {"first": CHAIR, "second": OPERATOR, "reason": "断电"}
    (order,) = orders_of(Act.GIVE_UP_BASE, room.console, {}, filled)
    assert order == o.GiveUpBase("A", "断电", OFFICERS)
    (venue,) = orders_of(Act.GIVE_UP_DESK, room.console, {}, filled)
    assert venue == o.GiveUpDesk("", "断电", OFFICERS)
    room.done(order)
    assert room.console.missing == ""
    assert orders_of(Act.GIVE_UP_BASE, room.console, {}, filled) == ()
    room.ledger.close()
