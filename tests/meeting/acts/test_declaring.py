"""From a quiet line to a declared outcome; and what is put aside."""

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256

import pytest
from strategies import (
    CHAIR,
    CHOOSE_TWO_OF_FOUR,
    OFFICERS,
    PACK_TEXT,
    SCORE,
    Hall,
    small_hall,
    tally,
)

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, declaring
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.tally import Tally

FOR, AGAINST, ABSTAIN = 1, 2, 3


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def no(answer: Answer | Refusal | None) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def press(hall: Hall, in_favour: str, against: str = "", abstain: str = "") -> None:
    for key, seats in ((FOR, in_favour), (AGAINST, against), (ABSTAIN, abstain)):
        for seat in seats:
            hall.press(f"0{seat}", key)


def void(hall: Hall, reason: str = "设备故障", officers: tuple[str, str] = OFFICERS) -> Answer:
    return declaring.void_poll(hall.state, reason=reason, officers=officers)


# ---- seal, give up, reconcile ------------------------------------------------------------------


def test_a_draining_poll_is_sealed_over_its_base(hall: Hall) -> None:
    hall.ask()
    press(hall, "12")
    hall.close()
    assert declaring.undrained(hall.state, hall.poll) == ["A", "B"]
    hall.drain("A")
    assert declaring.undrained(hall.state, hall.poll) == ["B"]
    hall.drain("B")
    sealed = hall.do(declaring.seal_poll(hall.state, entries=2, root="aa"))
    assert sealed == (f.PollClosed(1, 2, "aa", ("01", "02", "03", "04", "05", "06")),)
    assert hall.poll.stage is Stage.CLOSED
    assert (hall.poll.entries, hall.poll.root) == (2, "aa")


def test_a_base_that_cannot_be_drained_is_given_up_by_two_officers(hall: Hall) -> None:
    def give_up(base: str, officers: tuple[str, str] = OFFICERS) -> Answer:
        return declaring.give_up_base(hall.state, base, reason="断电", officers=officers)

    assert no(give_up("B")) is Reason.UNKNOWN_POLL
    hall.ask()
    assert no(give_up("B")) is Reason.UNKNOWN_POLL, "the poll still runs"
    hall.close()
    hall.drain("A")
    assert no(give_up("A")) is Reason.UNKNOWN_POLL, "A gave all it had"
    assert no(give_up("B", (CHAIR, CHAIR))) is Reason.TWO_OFFICERS_NEEDED
    assert hall.do(give_up("B")) == (f.BaseMissed(1, "B", "断电", OFFICERS),)
    assert declaring.undrained(hall.state, hall.poll) == []
    assert no(give_up("B")) is Reason.UNKNOWN_POLL, "already given up"
    hall.seal()
    assert hall.reconcile().differences == ()


def test_a_base_that_was_given_up_and_came_back_is_drained(hall: Hall) -> None:
    hall.ask()
    hall.close()
    hall.do(declaring.give_up_base(hall.state, "B", reason="断电", officers=OFFICERS))
    hall.drain("B")
    assert (set(hall.poll.drained), hall.poll.missed) == ({"B"}, {})


def test_a_poll_is_reconciled_as_often_as_asked_until_it_is_declared(hall: Hall) -> None:
    hall.ask()
    press(hall, "1234", "56")
    hall.settle()
    hall.press("01", AGAINST)
    assert hall.reconcile().refused == 1
    hall.declare()
    assert no(declaring.reconcile(hall.state)) is Reason.ILLEGAL_STEP


@pytest.mark.parametrize("stage", [Stage.PREPARED, Stage.OPEN, Stage.PAUSED, Stage.DRAINING])
def test_before_the_line_is_quiet_there_is_nothing_to_learn(hall: Hall, stage: Stage) -> None:
    hall.prepare()
    hall.zero_report()
    for reached, go_on in (
        (Stage.OPEN, hall.open),
        (Stage.PAUSED, hall.pause),
        (Stage.DRAINING, hall.close),
    ):
        if hall.poll.stage is stage:
            break
        go_on()
        assert hall.poll.stage is reached
    assert no(declaring.reconcile(hall.state)) is Reason.ILLEGAL_STEP
    assert no(declaring.declare(hall.state, by=CHAIR)) is Reason.ILLEGAL_STEP
    assert no(declaring.may_declare(hall.state)) is Reason.ILLEGAL_STEP
    assert no(declaring.acknowledge_silence(hall.state, by=CHAIR)) is Reason.UNKNOWN_POLL
    if stage is not Stage.DRAINING:
        assert no(declaring.seal_poll(hall.state, entries=0, root="")) is Reason.ILLEGAL_STEP


def test_without_a_poll_nothing_is_declared(hall: Hall) -> None:
    for answer in (
        declaring.seal_poll(hall.state, entries=0, root=""),
        declaring.reconcile(hall.state),
        declaring.acknowledge_silence(hall.state, by=CHAIR),
        declaring.declare(hall.state, by=CHAIR),
        void(hall),
    ):
        assert no(answer) is Reason.UNKNOWN_POLL


# ---- silence -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("pressed", "asked"), [("1234", False), ("123", False), ("12", True)])
def test_more_silence_than_the_pack_bears_must_be_acknowledged(
    hall: Hall, pressed: str, asked: bool
) -> None:
    """The pack of the test bears half of the base in silence: three of six."""
    hall.ask()
    press(hall, pressed)
    hall.settle()
    refusal = declaring.may_declare(hall.state)
    if not asked:
        assert refusal is None
        return
    assert refusal is not None
    assert (refusal.reason, refusal.detail) == (
        Reason.SILENT_NOT_ACKNOWLEDGED,
        {"silent": 4, "base": 6},
    )
    assert no(declaring.declare(hall.state, by=CHAIR)) is Reason.SILENT_NOT_ACKNOWLEDGED
    acknowledged = hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    assert acknowledged == (f.SilenceAcknowledged(1, ("03", "04", "05", "06"), CHAIR),)
    assert declaring.may_declare(hall.state) is None


def test_sums_that_differ_shut_the_declaration_whoever_acknowledges(hall: Hall) -> None:
    hall.ask()
    hall.close()
    hall.drain("A")
    hall.drain("B", overflow=2)
    hall.seal()
    hall.reconcile()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    refusal = declaring.may_declare(hall.state)
    assert refusal is not None
    assert (refusal.reason, refusal.detail) == (Reason.SUMS_DIFFER, {"count": 1})


# ---- declare -----------------------------------------------------------------------------------


def test_what_is_declared_is_counted_from_the_ballots_in_the_book(hall: Hall) -> None:
    hall.do(conducting.recuse(hall.state, 1, "06", reason="利害关系"))
    hall.ask()
    press(hall, "123", "4")
    hall.press("04", AGAINST, ABSTAIN)
    hall.settle()
    declared, ended = hall.do(declaring.declare(hall.state, by=CHAIR))
    assert isinstance(declared, f.Declared)
    assert declared.tally == Tally(6, 6, 3, 0, 0, 0, 1, 1, 1, ())
    assert declared.outcome.verdict is Verdict.PASSED
    assert dict(declared.shown) == {
        "in_favour": "3",
        "against": "0",
        "abstain": "0",
        "not_pressed": "1",
        "void": "1",
        "recused": "1",
    }
    assert ended == f.PhaseEntered(1, "declared")
    assert hall.state.items[1].phase == "declared"
    assert hall.poll.stage is Stage.DECLARED
    assert no(declaring.declare(hall.state, by=CHAIR)) is Reason.ILLEGAL_STEP


def test_an_outcome_names_the_very_pack_it_was_reached_by(hall: Hall) -> None:
    hall.ask()
    hall.settle()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    declared = hall.declare()
    assert declared.pack_sha256 == sha256(PACK_TEXT.encode()).hexdigest()


def test_who_left_after_a_press_stays_in_the_base_and_who_left_without_does_not(
    hall: Hall,
) -> None:
    hall.ask()
    press(hall, "1234")
    hall.leave("01")
    hall.leave("06")
    hall.settle()
    counted = hall.declare().tally
    assert (counted.base, counted.in_favour, counted.not_pressed, counted.absent) == (5, 4, 1, 1)


def test_one_who_withdrew_and_left_stays_in_the_base_as_not_pressed(hall: Hall) -> None:
    hall.ask()
    press(hall, "12345")
    hall.press("05")
    hall.leave("05")
    hall.settle()
    counted = hall.declare().tally
    assert (counted.base, counted.in_favour, counted.not_pressed) == (6, 4, 2)


def test_the_figures_of_a_choice_are_shown_option_by_option(hall: Hall) -> None:
    hall.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    for seat, keys in (("01", (1, 4)), ("02", (4,)), ("03", (1, 2)), ("04", (4,))):
        hall.press(seat, *keys)
    hall.settle()
    declared = hall.declare()
    shown = dict(declared.shown)
    assert [shown[f"option_{n}"] for n in (1, 2, 3, 4)] == ["2", "1", "0", "3"]
    assert declared.outcome.taken == (4, 1)


def test_a_declaration_ends_only_an_item_that_stands_in_its_polling_phase() -> None:
    hall = Hall()
    hall.begin()
    hall.seat(2)
    hall.arrive(1, 2)
    hall.find_bases()
    hall.table()
    hall.prepare("major")
    hall.override(conducting.Gate.PHASES)
    hall.zero_report()
    hall.open()
    press(hall, "12")
    hall.settle()
    assert len(hall.do(declaring.declare(hall.state, by=CHAIR))) == 1
    assert hall.state.items[1].phase == ""


def test_a_tie_leaves_the_item_open_to_be_polled_again(hall: Hall) -> None:
    hall.ask("again")
    press(hall, "123", "456")
    assert hall.decide().verdict is Verdict.TIE
    assert hall.state.items[1].phase == "polling"
    hall.ask("again")
    press(hall, "1234", "56")
    assert hall.decide().verdict is Verdict.PASSED
    assert (hall.poll.plan.round, hall.state.items[1].phase) == (2, "declared")


def test_a_poll_without_quorum_decides_nothing_and_is_asked_again() -> None:
    hall = small_hall(absent=[4, 5, 6])
    hall.prepare()
    hall.zero_report()
    hall.override(conducting.Gate.QUORUM)
    hall.open()
    press(hall, "123")
    assert hall.decide().verdict is Verdict.NO_QUORUM
    assert hall.state.items[1].phase == "polling"


def test_without_a_rule_pack_no_silence_is_borne(hall: Hall) -> None:
    hall.ask()
    press(hall, "12345")
    hall.settle()
    hall.state.pack = None
    assert no(declaring.may_declare(hall.state)) is Reason.SILENT_NOT_ACKNOWLEDGED


# ---- void, close -------------------------------------------------------------------------------


def test_a_poll_is_put_aside_by_two_officers_with_a_reason_and_stays_in_the_book(
    hall: Hall,
) -> None:
    hall.ask()
    press(hall, "12")
    assert no(void(hall, reason="")) is Reason.REASON_MISSING
    assert no(void(hall, officers=(CHAIR, CHAIR))) is Reason.TWO_OFFICERS_NEEDED
    assert hall.do(void(hall)) == (f.PollVoided(1, "设备故障", OFFICERS),)
    assert hall.poll.stage is Stage.VOID
    assert set(hall.poll.ballots) == {"01", "02"}
    assert no(void(hall)) is Reason.ILLEGAL_STEP


def test_a_declared_poll_that_is_put_aside_opens_its_item_again(hall: Hall) -> None:
    hall.ask()
    press(hall, "1234")
    hall.decide()
    assert hall.do(void(hall)) == (
        f.PollVoided(1, "设备故障", OFFICERS),
        f.PhaseEntered(1, "polling"),
    )
    assert hall.ask().plan.round == 2


def test_a_tie_that_is_put_aside_had_not_ended_its_item(hall: Hall) -> None:
    hall.ask("again")
    press(hall, "123", "456")
    hall.decide()
    assert hall.do(void(hall)) == (f.PollVoided(1, "设备故障", OFFICERS),)


def test_the_meeting_ends_when_no_poll_is_left_undecided(hall: Hall) -> None:
    def close() -> Answer:
        return declaring.close_meeting(hall.state, by=CHAIR)

    hall.prepare()
    assert no(close()) is Reason.ANOTHER_POLL_RUNS
    hall.void()
    assert hall.do(close()) == (f.MeetingClosed(CHAIR),)
    assert hall.state.closed
    assert close() == ()


def test_a_declared_poll_does_not_hold_the_meeting(hall: Hall) -> None:
    hall.ask()
    press(hall, "123456")
    hall.decide()
    hall.do(declaring.close_meeting(hall.state, by=CHAIR))


def test_a_for_against_form_with_option_names_still_has_three_buckets(hall: Hall) -> None:
    hall.ask(form=BallotForm(BallotKind.FOR_AGAINST, ("赞成", "反对", "弃权"), 1, 1))
    press(hall, "1234", "5", "6")
    hall.settle()
    declared = hall.declare()
    assert declared.tally == replace(declared.tally, in_favour=4, against=1, abstain=1, options=())


def test_the_screen_is_told_yeses_and_noes() -> None:
    counted = tally(chosen=5, options=(3, 1), noes=(2, 4))
    shown = dict(declaring.shown_figures(counted))
    assert [shown[name] for name in ("option_1", "option_2", "no_1", "no_2")] == [
        "3",
        "1",
        "2",
        "4",
    ]


def test_an_opinion_does_not_end_its_item() -> None:
    hall = small_hall()
    hall.ask("opinion", form=SCORE)
    for seat in ("01", "02", "03"):
        hall.press(seat, 4)
    hall.settle()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    facts = hall.do(declaring.declare(hall.state, by=CHAIR))
    assert [type(fact).__name__ for fact in facts] == ["Declared"]
    outcome = facts[0].outcome
    assert (outcome.verdict, outcome.mean) == (Verdict.OPINION, Fraction(4))
