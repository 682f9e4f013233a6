"""Hands and paper: turned by one order, given to exactly those entitled, counted twice."""

from typing import Any

import pytest
from strategies import CHAIR, CHOOSE_TWO_OF_FOUR, OPERATOR, Hall, keypad_of, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import balloting, conducting, declaring
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot import ABSTAIN, AGAINST, FOR, Channel
from kiosk.meeting.columns import is_counted
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.papercount import CountRow, CountSheet
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.tally import Column

TELLER = "赵敏"


@pytest.fixture
def hall() -> Hall:
    return small_hall(attendees=1)


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def turned(hall: Hall, channel: Channel, reason: str = "基站断电") -> Answer:
    return balloting.turn_poll(hall.state, channel, reason=reason, by=CHAIR)


def given(hall: Hall, *seats: str) -> Answer:
    return balloting.issue_papers(hall.state, seats, by=OPERATOR)


def counted(hall: Hall, channel: Channel = Channel.PAPER, by: str = CHAIR, **row: Any) -> Answer:
    return balloting.enter_count(hall.state, channel, CountSheet(**row), by=by)


def shut(hall: Hall) -> None:
    """Close, and seal: on paper and by hands there is no line to drain."""
    hall.close()
    hall.seal()
    hall.reconcile()


def account(hall: Hall) -> tuple[int, int, int, int]:
    found = hall.poll.reconciled
    assert found is not None
    assert found.heard == found.counted + found.replaced + found.refused
    return found.heard, found.counted, found.replaced, found.refused


# ---- turned by one order -----------------------------------------------------------------------


def test_what_keypads_sent_before_the_poll_was_turned_is_kept_and_not_counted(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.press("01", AGAINST)
    hall.press("02", FOR)
    hall.turn(Channel.HANDS)
    assert hall.reason("03", FOR) is Reason.NOT_BY_KEYPAD
    shut(hall)
    assert account(hall) == (4, 0, 3, 1)
    assert [one.reason for one in hall.poll.replaced] == ["replaced", "set_aside", "set_aside"]
    hall.count(Channel.HANDS, in_favour=4, against=1, abstain=1)
    hall.reconcile()
    declared = hall.declare()
    assert (declared.tally.in_favour, declared.tally.against) == (4, 1)
    assert declared.outcome.verdict is Verdict.PASSED


@pytest.mark.parametrize("channel", [Channel.PAPER, Channel.HANDS])
def test_a_poll_is_turned_before_it_opens_while_it_runs_paused_and_while_it_drains(
    channel: Channel,
) -> None:
    for stage in (Stage.PREPARED, Stage.OPEN, Stage.PAUSED, Stage.DRAINING):
        hall = small_hall()
        hall.prepare(duration_s=60)
        hall.zero_report()
        if stage is not Stage.PREPARED:
            hall.open()
            hall.press("01", FOR)
        if stage is Stage.PAUSED:
            hall.pause()
        if stage is Stage.DRAINING:
            hall.close()
        hall.wait(1)
        hall.turn(channel)
        poll = hall.poll
        assert poll.stage is (Stage.PREPARED if stage is Stage.PREPARED else Stage.OPEN)
        assert (poll.channel, poll.ballots, poll.base, poll.ends_ns) == (channel, {}, (), None)


def test_a_poll_that_drained_in_vain_is_asked_anew_by_hands_of_those_present_then() -> None:
    hall = small_hall(absent=[6])
    hall.ask()
    hall.press("01", FOR)
    hall.close()
    hall.drain("A")
    hall.turn(Channel.HANDS)
    hall.leave("01")
    hall.arrive(6)
    shut(hall)
    assert hall.poll.base == ("02", "03", "04", "05", "06")
    hall.count(Channel.HANDS, in_favour=3)
    hall.reconcile()
    assert hall.declare().tally.not_pressed == 2


def test_a_poll_leaves_the_keypads_once_with_a_reason_and_not_after_its_line_is_quiet(
    hall: Hall,
) -> None:
    assert no(turned(hall, Channel.HANDS)) is Reason.UNKNOWN_POLL
    hall.ask()
    assert no(turned(hall, Channel.HANDS, " ")) is Reason.REASON_MISSING
    assert no(turned(hall, Channel.KEYPADS)) is Reason.TURNED_ALREADY
    hall.turn(Channel.PAPER)
    assert no(turned(hall, Channel.HANDS)) is Reason.TURNED_ALREADY
    shut(hall)
    assert no(turned(hall, Channel.HANDS)) is Reason.ILLEGAL_STEP


def test_a_choice_of_options_is_not_turned_to_hands_but_to_paper(hall: Hall) -> None:
    hall.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    assert no(turned(hall, Channel.HANDS)) is Reason.HANDS_CHOOSE_NOTHING
    hall.turn(Channel.PAPER)


def test_no_hands_while_ballot_papers_are_out(hall: Hall) -> None:
    hall.ask()
    hall.papers("03")
    assert no(turned(hall, Channel.HANDS)) is Reason.PAPERS_ARE_OUT
    hall.spoil(1)
    hall.turn(Channel.HANDS)
    assert no(given(hall, "03")) is Reason.NOT_BY_PAPER


def test_a_poll_on_paper_asks_no_base_and_needs_none(hall: Hall) -> None:
    hall.enter(f.BaseGone("A", 0, "断电"))
    hall.prepare(channel=Channel.PAPER)
    hall.zero_report()
    hall.open()
    assert hall.poll.sessions == {}
    assert hall.reason("01", FOR, session=None) is Reason.NOT_BY_KEYPAD
    shut(hall)
    assert account(hall) == (1, 0, 0, 1)


def test_a_press_after_a_turned_poll_was_closed_is_late(hall: Hall) -> None:
    hall.ask()
    hall.turn(Channel.HANDS)
    shut(hall)
    assert hall.reason("01", FOR) is Reason.LATE


# ---- ballot papers -----------------------------------------------------------------------------


def test_papers_go_to_exactly_those_entitled_and_present_and_a_latecomer_gets_the_next_number() -> (
    None
):
    hall = small_hall(attendees=1, absent=[2])
    hall.do(conducting.recuse(hall.state, 1, "04", reason="利害关系"))
    hall.ask(channel=Channel.PAPER)
    hall.papers()
    assert hall.poll.papers == {1: "01", 2: "03", 3: "05", 4: "06"}
    assert given(hall) == ()
    assert no(given(hall, "02")) is Reason.NOT_PRESENT
    hall.arrive(2)
    hall.papers()
    assert hall.poll.papers[5] == "02"
    assert no(given(hall, "04")) is Reason.RECUSED
    assert no(given(hall, "07")) is Reason.NO_VOTING_RIGHT
    assert no(given(hall, "99")) is Reason.UNKNOWN_SEAT
    assert no(given(hall, "05")) is Reason.HAS_PAPER
    shut(hall)
    assert no(given(hall, "05")) is Reason.ILLEGAL_STEP


def test_a_seat_named_twice_gets_no_paper_and_neither_do_the_others(hall: Hall) -> None:
    hall.ask()
    assert no(given(hall, "01", "01")) is Reason.HAS_PAPER
    assert hall.poll.papers == {}


def test_beside_keypads_the_seats_that_get_paper_are_named(hall: Hall) -> None:
    hall.ask()
    assert no(given(hall)) is Reason.SEATS_NOT_NAMED


def test_a_person_in_two_channels_is_caught_either_way(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    assert no(given(hall, "01")) is Reason.KEYPAD_BALLOT_STANDS
    hall.papers("02")
    assert hall.reason("02", FOR) is Reason.HAS_PAPER
    hall.spoil(1)
    assert hall.reason("02", FOR) is Reason.HAS_PAPER
    hall.press("01")
    hall.papers("01", "02")
    assert hall.poll.papers == {2: "01", 3: "02"}
    assert hall.reason("01", FOR) is Reason.HAS_PAPER


def test_a_spoilt_paper_is_no_more_and_its_seat_gets_the_next_number(hall: Hall) -> None:
    hall.ask(channel=Channel.PAPER)
    hall.papers()
    hall.spoil(3)
    assert no(balloting.spoil_paper(hall.state, 3, by=OPERATOR)) is Reason.UNKNOWN_PAPER
    hall.papers("03")
    assert hall.poll.papers[7] == "03"
    shut(hall)
    assert no(balloting.spoil_paper(hall.state, 1, by=OPERATOR)) is Reason.ILLEGAL_STEP
    hall.count(in_favour=6)
    hall.reconcile()
    (column,) = hall.declare().tally.columns
    assert (column.issued, column.returned) == (6, 6)


def test_who_holds_a_paper_is_not_recused_before_it_is_handed_back(hall: Hall) -> None:
    hall.prepare()
    hall.papers("02")
    answer = conducting.recuse(hall.state, 1, "02", reason="利害关系")
    assert no(answer) is Reason.HAS_PAPER
    hall.spoil(1)
    hall.do(conducting.recuse(hall.state, 1, "02", reason="利害关系"))


def test_a_dead_keypad_does_not_shut_the_gate_once_its_seat_has_paper(hall: Hall) -> None:
    hall.call_keypads(silent=[keypad_of("02")])
    hall.prepare()
    hall.zero_report()
    answer = conducting.open_poll(hall.state, by=CHAIR, today=hall.today)
    assert no(answer) is Reason.KEYPADS_NOT_HEARD
    hall.papers("02")
    hall.open()


# ---- counted twice -----------------------------------------------------------------------------


def test_nothing_is_declared_before_two_people_have_counted_alike(hall: Hall) -> None:
    hall.enter(f.OfficerNamed(TELLER, "teller"))
    hall.ask(channel=Channel.PAPER)
    hall.papers()
    shut(hall)
    assert hall.reconcile().differences == (("people who counted", "paper", 2, 0),)
    hall.count(by=[CHAIR], in_favour=4, against=1)
    hall.count(by=[CHAIR], in_favour=4, against=2)
    assert hall.poll.stage is Stage.CLOSED
    assert hall.reconcile().differences == (("people who counted", "paper", 2, 1),)
    hall.count(by=[OPERATOR], in_favour=3, against=2, void=1)
    assert hall.reconcile().differences == (
        ("counts of two people", "paper/in_favour", 4, 3),
        ("counts of two people", "paper/void", 0, 1),
    )
    assert no(declaring.declare(hall.state, by=CHAIR)) is Reason.SUMS_DIFFER
    hall.count(by=[TELLER], in_favour=3, against=2, void=1)
    assert hall.reconcile().differences == ()
    tally = hall.declare().tally
    assert (tally.in_favour, tally.against, tally.void, tally.not_pressed) == (3, 2, 1, 0)


def test_more_papers_returned_than_issued_make_the_poll_void(hall: Hall) -> None:
    hall.ask(channel=Channel.PAPER)
    hall.papers()
    shut(hall)
    hall.count(in_favour=7)
    assert hall.reconcile().differences == (("ballot papers returned", "paper", 6, 7),)
    answer = declaring.declare(hall.state, by=CHAIR)
    assert no(answer) is Reason.MORE_RETURNED_THAN_ISSUED
    hall.void()
    assert hall.prepare().plan.round == 2


def test_more_hands_than_people_are_counted_again(hall: Hall) -> None:
    hall.ask(channel=Channel.HANDS)
    shut(hall)
    hall.count(Channel.HANDS, in_favour=6, abstain=1)
    assert hall.reconcile().differences == (("more counted than entitled", "hands", 6, 7),)
    hall.count(Channel.HANDS, in_favour=5, abstain=1)
    hall.reconcile()
    assert hall.declare().tally.sums


def test_a_count_names_an_officer_and_a_channel_in_use_after_the_close(hall: Hall) -> None:
    hall.ask(channel=Channel.PAPER)
    hall.papers()
    assert no(counted(hall, in_favour=6)) is Reason.ILLEGAL_STEP
    shut(hall)
    assert no(counted(hall, by="路人", in_favour=6)) is Reason.UNKNOWN_OFFICER
    assert no(counted(hall, Channel.HANDS, in_favour=6)) is Reason.CHANNEL_NOT_USED
    assert no(counted(hall, chosen=6)) is Reason.SHEET_IMPOSSIBLE


def test_a_poll_is_counted_when_two_people_have_counted_alike_whatever_people_count(
    hall: Hall,
) -> None:
    hall.ask()
    assert is_counted(hall.poll)
    hall.turn(Channel.HANDS)
    shut(hall)
    hall.count(Channel.HANDS, by=[CHAIR], in_favour=6)
    assert not is_counted(hall.poll)
    hall.count(Channel.HANDS, by=[OPERATOR], in_favour=6)
    assert is_counted(hall.poll)


def test_hands_are_never_void(hall: Hall) -> None:
    hall.ask(channel=Channel.HANDS)
    shut(hall)
    assert no(counted(hall, Channel.HANDS, void=1)) is Reason.SHEET_IMPOSSIBLE


# ---- channels side by side ---------------------------------------------------------------------


def test_keypads_and_paper_stand_in_columns_of_their_own_and_make_one_total(hall: Hall) -> None:
    hall.do(conducting.recuse(hall.state, 1, "06", reason="利害关系"))
    hall.ask()
    hall.press("01", FOR)
    hall.press("02", AGAINST)
    hall.papers("04", "05")
    hall.close()
    for base in hall.poll.sessions:
        hall.drain(base)
    hall.seal()
    found = hall.reconcile()
    assert found.silent == ("03",)
    hall.count(in_favour=1)
    assert hall.reconcile().differences == ()
    tally = hall.declare().tally
    assert tally.columns == (
        Column(Channel.KEYPADS, 4, 1, 1, 0, 0, 0, 1, 1, (), ()),
        Column(Channel.PAPER, 2, 1, 0, 0, 0, 0, 1, 0, (), (), 2, 1),
    )
    assert (tally.base, tally.in_favour, tally.against, tally.not_pressed) == (6, 2, 1, 2)
    assert tally.sums
    assert all(column.sums for column in tally.columns)


def test_who_left_with_the_paper_in_the_box_stays_in_the_base(hall: Hall) -> None:
    hall.ask(channel=Channel.PAPER)
    hall.papers()
    hall.leave("02")
    shut(hall)
    assert "02" in hall.poll.base
    assert hall.poll.left == {"02"}


def test_a_hybrid_poll_turned_to_paper_keeps_the_papers_that_are_out(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.papers("02")
    hall.turn(Channel.PAPER)
    hall.papers()
    assert hall.poll.papers == {1: "02", 2: "01", 3: "03", 4: "04", 5: "05", 6: "06"}
    shut(hall)
    hall.count(in_favour=5, against=1)
    hall.reconcile()
    assert [one.channel for one in hall.declare().tally.columns] == [Channel.PAPER]


def test_owners_papers_are_counted_by_heads_and_by_area() -> None:
    hall = small_hall(areas=[9_000, 8_000, 7_000, 6_000, 5_000, 4_000])
    hall.ask("owners")
    hall.press("01", FOR)
    hall.press("02", FOR)
    hall.papers("03", "04")
    hall.close()
    for base in hall.poll.sessions:
        hall.drain(base)
    hall.seal()
    too_much = CountSheet(in_favour=1, area=CountRow(in_favour=13_001))
    answer = balloting.enter_count(hall.state, Channel.PAPER, too_much, by=CHAIR)
    assert no(answer) is Reason.SHEET_IMPOSSIBLE
    assert no(counted(hall, in_favour=1)) is Reason.SHEET_IMPOSSIBLE
    hall.count(in_favour=1, area=CountRow(in_favour=7_000))
    hall.reconcile()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    tally = hall.declare().tally
    assert tally.area is not None
    assert (tally.in_favour, tally.area.in_favour) == (3, 24_000)
    assert (tally.not_pressed, tally.area.not_pressed) == (3, 15_000)
    assert tally.area.sums


def test_a_choice_on_paper_is_counted_option_by_option(hall: Hall) -> None:
    hall.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    hall.press("01", 1, 2)
    hall.papers("02", "03", "04", "05", "06")
    hall.settle()
    hall.count(chosen=4, void=1, options=(3, 1, 0, 2))
    hall.reconcile()
    tally = hall.declare().tally
    assert (tally.chosen, tally.options, tally.void) == (5, (4, 2, 0, 2), 1)


def test_a_secret_poll_of_2980_deputies_is_counted_on_paper() -> None:
    """2018-03-11: 2,958 for, 2 against, 3 abstaining, 1 void, of 2,980 deputies."""
    hall = small_hall(2980, absent=range(2965, 2981))
    hall.ask("major", channel=Channel.PAPER, named=False)
    hall.papers()
    shut(hall)
    hall.count(in_favour=2958, against=2, abstain=3, void=1)
    hall.reconcile()
    declared = hall.declare()
    (test,) = declared.outcome.tests
    assert (declared.tally.roll, declared.tally.base) == (2980, 2964)
    assert (test.base, test.needed, test.have, test.met) == (2980, 1987, 2958, True)
    assert declared.outcome.verdict is Verdict.PASSED


def test_abstaining_hands_are_counted(hall: Hall) -> None:
    hall.ask(channel=Channel.HANDS)
    hall.press("01", ABSTAIN)
    shut(hall)
    hall.count(Channel.HANDS, abstain=6)
    hall.reconcile()
    assert hall.declare().outcome.verdict is Verdict.NOT_PASSED
