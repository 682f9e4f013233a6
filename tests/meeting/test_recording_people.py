"""What the record of a poll on paper or by hands is made of."""

from strategies import CHAIR, OPERATOR, Hall, small_hall

from kiosk.meeting.ballot import FOR, Channel
from kiosk.meeting.record import ByPeople, PaperMark, VoteRecord
from kiosk.meeting.recording import vote_record


def record_of(hall: Hall) -> VoteRecord:
    hashes = {entered.number: "00" * 32 for entered in hall.entered}
    mark = PaperMark("2026-002", 2, 1)
    return vote_record(hall.state, 1, paper=mark, names={}, hashes=hashes, mirror="ok")


def hybrid(*, named: bool = True) -> Hall:
    hall = small_hall()
    hall.ask(named=named, channel=None if named else Channel.PAPER)
    if named:
        hall.press("01", FOR)
    hall.papers("04", "05")
    hall.spoil(1)
    hall.papers("04")
    hall.settle()
    hall.count(in_favour=2)
    hall.reconcile()
    hall.declare()
    return hall


def test_a_record_says_by_which_channel_each_seat_was_asked_and_who_counted() -> None:
    record = record_of(hybrid())
    assert record.by_people == (ByPeople(Channel.PAPER, (CHAIR, OPERATOR), 1),)
    assert record.turned is None
    asked = {line.seat: (line.channel, line.paper) for line in record.ballots}
    assert asked["01"] == (Channel.KEYPADS, 0)
    assert asked["04"] == (Channel.PAPER, 3)
    assert asked["05"] == (Channel.PAPER, 2)


def test_a_record_of_a_secret_poll_joins_no_number_of_a_paper_to_a_seat() -> None:
    record = record_of(hybrid(named=False))
    assert {line.paper for line in record.ballots} == {0}


def test_a_record_says_when_and_why_the_poll_left_the_keypads() -> None:
    hall = small_hall()
    hall.ask()
    hall.press("01", FOR)
    hall.press("01", 2)
    hall.wait(2)
    hall.turn(Channel.HANDS)
    hall.settle()
    hall.count(Channel.HANDS, in_favour=6)
    hall.reconcile()
    hall.declare()
    record = record_of(hall)
    assert record.turned is not None
    assert (record.turned.channel, record.turned.reason) == (Channel.HANDS, "基站断电")
    assert (record.turned.by, record.turned.set_aside) == (CHAIR, 1)
    assert {line.channel for line in record.ballots} == {Channel.HANDS}
    assert [one.reason for one in record.replaced] == ["replaced", "set_aside"]
