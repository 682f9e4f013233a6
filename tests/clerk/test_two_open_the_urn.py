"""Two officers open the urn: what is refused, in which words, and what the book then says."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from clerk_room import FULL, answered
from test_deeds import poster
from test_officers_at_the_console import CHAIR, TELLER, Guarded, said

from kiosk.clerk import orders as o
from kiosk.clerk.acting import orders_of
from kiosk.clerk.officers import LOCKED_S, MOST_WRONG, order_together
from kiosk.clerk.porter import run
from kiosk.clerk.urnkeeping import UrnKeeper
from kiosk.clerk.views import Act
from kiosk.devices import events as e
from kiosk.faults import BookFault
from kiosk.ledger import urn
from kiosk.ledger.officer_keys import REHEARSAL
from kiosk.ledger.urn import urn_path
from kiosk.meeting import facts as f
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.offices import Office
from kiosk.meeting.refusal import Reason, Refusal

HOLDERS = (TELLER, CHAIR)
OPEN = o.OpenUrn("截止，计票", HOLDERS, (said(TELLER), said(CHAIR)))


class Secret(Guarded):
    """A guarded room whose secret poll is closed; nobody has pressed."""

    def prepared(self) -> "Secret":
        self.opened()
        self.clerk._urns = UrnKeeper(self.ledger, self.path, self.officers.key_of)
        assert self.both(o.VoidPoll("改为无记名", HOLDERS), *HOLDERS) is None
        assert self.order(o.OpenCheckIn(), by=CHAIR) is None
        base = answered("A")
        self.hear(replace(base, capability=replace(base.capability, secret=True)))
        for order in (
            o.CheckInByHand("1", "1", "到场"),
            o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM, named=False),
        ):
            assert self.order(order, by=CHAIR) is None
        for gate in (Gate.PHASES, Gate.NOTICE, Gate.ZERO_REPORT):
            answer = self.both(o.OverrideGate(gate, "试", HOLDERS), *HOLDERS)
            assert answer is None, answer
        return self

    def closed(self) -> "Secret":
        self.prepared()
        assert self.order(o.OpenPoll(CHAIR), by=CHAIR) is None
        self.hear(e.PollStarted("A", 1, self.clock.mono, self.clock.mono))
        assert self.order(o.ClosePoll(CHAIR), by=CHAIR) is None
        self.hear(self.drained(last=0))
        assert self.state.poll.stage == "closed"
        return self


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Secret]:
    made = Secret(tmp_path)
    yield made
    made.ledger.close()


def test_two_who_assent_open_it_with_a_reason_that_stands_in_the_book(room: Secret):
    room.closed()
    assert room.order(OPEN) == Refusal(Reason.ASSENT_MISSING, {"officer": TELLER})
    assert room.both(OPEN, *HOLDERS) is None
    (opened,) = room.facts(f.UrnOpened)
    assert (opened.officers, opened.reason) == (HOLDERS, "截止，计票")
    assert room.state.poll.stage == "reconciled"


def test_the_button_orders_it_with_both_passphrases(room: Secret):
    room.closed()
    details = {"first": TELLER, "second": CHAIR, "reason": "截止，计票"}
    typed = {"first_secret": said(TELLER), "second_secret": said(CHAIR)}
    (order,) = orders_of(Act.OPEN_URN, room.console, {}, details | typed)
    assert (order, order.passphrases) == (OPEN, OPEN.passphrases)
    secrets = list(zip(HOLDERS, OPEN.passphrases, strict=True))
    order_together(poster(room, []), order, secrets)
    assert len(room.facts(f.UrnOpened)) == 1


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (o.OpenUrn(" ", HOLDERS), Reason.REASON_MISSING),
        (o.OpenUrn("计票", (TELLER, TELLER)), Reason.TWO_OFFICERS_NEEDED),
        (o.OpenUrn("计票", (TELLER, "路人")), Reason.UNKNOWN_OFFICER),
    ],
)
def test_what_is_no_act_of_two_is_refused(room: Secret, order: o.OpenUrn, reason: Reason):
    room.closed()
    for name in {*order.officers} - {"路人"}:
        room.assent(name, order)
    assert room.order(order).reason is reason
    assert room.facts(f.UrnOpened) == []


def test_an_assent_of_more_than_a_minute_ago_is_none(room: Secret):
    room.closed()
    assert room.assent(TELLER, OPEN) is None
    room.pass_time(61)
    assert room.assent(CHAIR, OPEN) is None
    assert room.order(OPEN) == Refusal(Reason.ASSENT_EXPIRED, {"officer": TELLER})


def test_an_office_without_this_may_not_assent(room: Secret):
    room.closed()
    assert room.order(o.NameOfficer(TELLER, "technician"), by=Office.HALL) is None
    refusal = room.assent(TELLER, OPEN)
    assert refusal == Refusal(Reason.NOT_YOUR_OFFICE, {"officer": TELLER, "role": "technician"})


def test_wrong_passphrases_lock_out_and_the_book_says_so(room: Secret):
    room.closed()
    for _ in range(MOST_WRONG):
        refusal = room.assent(TELLER, OPEN, "guessed")
    assert refusal.reason is Reason.LOCKED_OUT
    assert room.facts(f.OfficerLockedOut) == [f.OfficerLockedOut(TELLER, MOST_WRONG, LOCKED_S)]


def test_wrong_passphrases_that_come_with_the_order_count_like_those_at_the_door(room: Secret):
    """Whoever goes past the console, with assents that are good."""
    room.closed()
    bad = o.OpenUrn(OPEN.reason, HOLDERS, (said(TELLER), "guessed"))
    for left in range(MOST_WRONG - 1, 0, -1):
        room.assent(TELLER, OPEN)
        room.officers._assent(room.state, o.Assent(CHAIR, OPEN, ""), room.clock.mono)
        refusal = room.order(bad)
        assert refusal == Refusal(Reason.WRONG_PASSPHRASE, {"officer": CHAIR, "left": left})
    assert room.order(bad).reason is Reason.LOCKED_OUT
    assert room.facts(f.OfficerLockedOut) == [f.OfficerLockedOut(CHAIR, MOST_WRONG, LOCKED_S)]
    assert room.order(OPEN).reason is Reason.LOCKED_OUT
    assert room.facts(f.UrnOpened) == []


def test_no_passphrase_waits_with_an_assent(room: Secret):
    room.closed()
    assert room.assent(TELLER, OPEN) is None
    assert [deed.passphrases for deed, _ in room.officers._assents] == [("", "")]
    assert said(TELLER) not in repr(OPEN)


@pytest.mark.parametrize("program", ["import time; time.sleep(60)", "raise SystemExit(3)"])
def test_a_process_that_hangs_or_crashes_loses_nothing(room: Secret, program: str, monkeypatch):
    room.closed()
    with monkeypatch.context() as broken:
        broken.setattr(urn, "UNSEALING", ("-c", program))
        broken.setattr(urn, "PATIENCE_S", 0.5)
        assert room.both(OPEN, *HOLDERS) == Refusal(Reason.URN_STAYS_SHUT)
        assert any("process" in str(one.args) for one in room.console.faults)
    assert room.state.poll.stage == "closed"
    assert urn_path(room.ledger.path).exists()
    assert room.order(OPEN) is None
    assert len(room.facts(f.UrnOpened)) == 1
    assert not urn_path(room.ledger.path).exists()


def sent(room: Secret) -> o.Future:
    """The order of two is given; the porter has not gone yet."""
    for name in HOLDERS:
        assert room.assent(name, OPEN) is None
    posted = o.Posted(OPEN, o.Future())
    room.clerk.take([posted])
    return posted.reply


def brought_back(room: Secret) -> None:
    room.clerk.take([run(room.errands.pop(0), REHEARSAL)])


def test_nobody_waits_while_the_urn_is_opened(room: Secret):
    room.closed()
    reply = sent(room)
    room.hear(room.press(1, 1, session=1, sequence=7))
    assert len(room.facts(f.PressRefused)) == 1
    assert not reply.done()
    assert room.console.under_way is Act.OPEN_URN
    again = o.Posted(OPEN, o.Future())
    room.clerk.take([again])
    assert again.reply.result() == Refusal(Reason.URN_BEING_OPENED)
    brought_back(room)
    assert reply.result() is None
    assert room.state.poll.stage == "reconciled"
    assert room.console.next.act is not Act.OPEN_URN


def test_an_urn_whose_poll_is_void_when_it_is_open_tells_nothing(room: Secret):
    room.closed()
    reply = sent(room)
    errand = room.errands.pop(0)
    assert room.both(o.VoidPoll("断电", HOLDERS), *HOLDERS) is None
    assert not urn_path(room.ledger.path).exists()
    room.clerk.take([run(errand, REHEARSAL)])
    assert reply.result().reason is Reason.ILLEGAL_STEP
    assert room.facts(f.UrnOpened) == []


def test_an_urn_that_is_open_while_the_book_cannot_be_written_is_opened_again(room: Secret):
    room.closed()
    reply = sent(room)
    room.ledger.trouble = FULL
    brought_back(room)
    assert reply.exception() is FULL
    room.ledger.trouble = None
    room.pass_time(2)
    assert room.facts(f.UrnOpened) == []
    assert room.both(OPEN, *HOLDERS) is None
    assert len(room.facts(f.UrnOpened)) == 1


def test_who_was_told_of_a_full_disk_is_not_told_twice(room: Secret):
    """The order to log in came with a press that could not be written; the porter had gone."""
    room.closed()
    posted = o.Posted(o.LogIn(TELLER, said(TELLER)), o.Future())
    room.ledger.trouble = FULL
    room.clerk.take([posted, room.press(1, 1, session=1, sequence=7)])
    assert posted.reply.exception() is FULL
    room.ledger.trouble = None
    room.pass_time(2)
    brought_back(room)
    assert posted.reply.exception() is FULL
    assert room.facts(f.OfficerLoggedIn)[-1] == f.OfficerLoggedIn(TELLER, "teller")


def test_a_full_disk_lays_no_urn_and_opens_no_poll(room: Secret):
    room.prepared()
    reply = o.Future()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        room.clerk.take([o.Posted(o.OpenPoll(CHAIR), reply, CHAIR)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(reply.exception(), BookFault)
    assert room.facts(f.PollOpened, f.UrnSealed) == []
    room.pass_time(2)
    assert room.order(o.OpenPoll(CHAIR), by=CHAIR) is None
    assert len(room.facts(f.UrnSealed)) == 1


def test_an_erase_that_the_disk_refuses_is_told_and_done_as_soon_as_it_can_be(room: Secret):
    room.closed()
    shares = urn_path(room.ledger.path)
    kept = shares.read_bytes()
    opening = room.clerk._urns._urn.open

    def opened(*args, **how):
        """The file was turned into something that no eraser can write to."""
        answer = opening(*args, **how)
        shares.unlink()
        shares.mkdir()
        return answer

    room.clerk._urns._urn.open = opened
    assert room.both(OPEN, *HOLDERS) is None
    assert room.facts(f.UrnDestroyed) == []
    assert room.console.faults
    assert room.order(o.Declare(CHAIR), by=CHAIR).reason is Reason.URN_NOT_DESTROYED
    shares.rmdir()
    shares.write_bytes(kept)
    room.pass_time(1)
    room.hear()
    assert room.facts(f.UrnDestroyed) == [f.UrnDestroyed(room.state.last_poll, "opened")]
    assert not shares.exists()
