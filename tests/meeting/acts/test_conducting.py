"""The chair leads: agenda, phases, and a poll from its laying down to its close."""

from datetime import timedelta

import pytest
from strategies import (
    CHAIR,
    CHOOSE_TWO_OF_FOUR,
    OFFICERS,
    PACK_TEXT,
    SCORE,
    SECOND,
    Hall,
    small_hall,
)

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, conducting
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind, Channel
from kiosk.meeting.motion import motion_hash
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rulepack import read_rulepack

LATER = "2026-12-01"


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def prepare(
    hall: Hall,
    rule: str = "ordinary",
    *,
    item: int = 1,
    form: BallotForm = FOR_AGAINST_FORM,
    named: bool = True,
    channel: Channel | None = Channel.KEYPADS,
) -> Answer:
    return conducting.prepare_poll(
        hall.state,
        item,
        rule,
        form=form,
        named=named,
        last_press_counts=True,
        duration_s=0,
        channel=channel,
    )


def laid(answer: Answer) -> tuple[Channel, str]:
    """How a poll was laid down, and why not by keypads."""
    assert not isinstance(answer, Refusal), answer
    (prepared,) = answer
    assert isinstance(prepared, f.PollPrepared)
    return prepared.plan.channel, prepared.plan.because


def opened(hall: Hall) -> Answer:
    return conducting.open_poll(hall.state, by=CHAIR, today=hall.today)


# ---- pack, agenda, motions ---------------------------------------------------------------------


def test_a_pack_binds_before_the_first_poll_and_not_after(hall: Hall) -> None:
    other = read_rulepack(PACK_TEXT.replace('version = "1"', 'version = "2"'))
    hall.do(conducting.adopt_pack(hall.state, other))
    assert hall.state.pack == other
    hall.prepare()
    assert no(conducting.adopt_pack(hall.state, other)) is Reason.ANOTHER_POLL_RUNS


def test_an_item_tabled_again_keeps_its_phase_texts_recusals_and_polls(hall: Hall) -> None:
    hall.do(conducting.recuse(hall.state, 1, "01", reason="利害关系"))
    hall.prepare()
    hall.do(conducting.table_item(hall.state, 1, "新题", noticed=LATER, today=hall.today))
    item = hall.state.items[1]
    assert (item.title, item.noticed) == ("新题", LATER)
    assert (item.phase, len(item.motions), item.polls) == ("polling", 1, [1])
    assert set(item.recused) == {"01"}


def test_an_item_the_hall_was_asked_about_is_not_tabled_again(hall: Hall) -> None:
    hall.ask()
    hall.void()

    def table(item: int) -> Answer:
        return conducting.table_item(hall.state, item, "新题", noticed="", today=hall.today)

    assert no(table(1)) is Reason.ILLEGAL_STEP
    hall.do(table(2))


def test_each_text_of_an_item_is_its_next_version(hall: Hall) -> None:
    (fact,) = hall.do(conducting.put_motion(hall.state, 1, "议案", text="改后全文", noticed=False))
    assert fact == f.MotionPut(
        1, 2, "议案", "改后全文", motion_hash("议案", "改后全文"), noticed=False
    )
    item = hall.state.items[1]
    assert item.motion is not None
    assert (item.motion.version, item.noticed_version) == (2, 1)
    unknown = conducting.put_motion(hall.state, 9, "议案", text="", noticed=False)
    assert no(unknown) is Reason.UNKNOWN_ITEM


def test_the_text_does_not_change_under_a_poll_that_was_laid_down_on_it(hall: Hall) -> None:
    def put(item: int) -> Answer:
        return conducting.put_motion(hall.state, item, "议案", text="又改", noticed=False)

    hall.table(2)
    hall.prepare()
    assert no(put(1)) is Reason.ANOTHER_POLL_RUNS
    hall.do(put(2))
    hall.void()
    hall.do(put(1))
    assert hall.prepare().plan.motion_version == 2


def test_phases_are_entered_in_order(hall: Hall) -> None:
    def enter(item: int, phase: str) -> Answer:
        return conducting.enter_phase(hall.state, item, phase)

    hall.table(2)
    assert no(enter(9, "reading")) is Reason.UNKNOWN_ITEM
    assert no(enter(2, "polling")) is Reason.WRONG_PHASE
    assert hall.do(enter(2, "reading")) == (f.PhaseEntered(2, "reading"),)
    assert hall.state.current_item == 2


def test_an_item_is_not_declared_before_a_poll_on_it_is(hall: Hall) -> None:
    def end() -> Answer:
        return conducting.enter_phase(hall.state, 1, "declared")

    assert no(end()) is Reason.POLL_NOT_DECLARED
    hall.ask("again")
    assert no(end()) is Reason.POLL_NOT_DECLARED
    hall.press("01", 1)
    hall.press("02", 2)
    hall.decide()
    assert hall.state.items[1].phase == "polling", "a tie decides nothing by itself"
    assert hall.do(end()) == (f.PhaseEntered(1, "declared"),)


def test_without_a_pack_there_are_no_phases() -> None:
    hall = Hall()
    hall.enter(f.ItemTabled(1, "议题", ""))
    assert hall.state.phases == ()
    assert no(conducting.enter_phase(hall.state, 1, "reading")) is Reason.NO_RULE_PACK


def test_an_item_whose_phase_the_new_pack_does_not_know_begins_again(hall: Hall) -> None:
    hall.table(2)
    hall.enter(f.PhaseEntered(2, "groups"))
    assert hall.do(conducting.enter_phase(hall.state, 2, "reading"))


def test_recusal_names_an_item_and_a_seat_of_the_roll(hall: Hall) -> None:
    def recuse(item: int, seat: str) -> Answer:
        return conducting.recuse(hall.state, item, seat, reason="利害关系")

    assert no(recuse(9, "01")) is Reason.UNKNOWN_ITEM
    assert no(recuse(1, "99")) is Reason.UNKNOWN_SEAT
    assert hall.do(recuse(1, "01")) == (f.Recused(1, "01", "利害关系"),)


def test_nobody_is_recused_while_a_poll_on_the_item_is_under_way(hall: Hall) -> None:
    def recuse(item: int = 1) -> Answer:
        return conducting.recuse(hall.state, item, "01", reason="利害关系")

    hall.table(2)
    hall.prepare()
    assert not isinstance(recuse(), Refusal)
    hall.zero_report()
    for go_on in (hall.open, hall.pause, hall.close, hall.seal, hall.reconcile):
        go_on()
        assert no(recuse()) is Reason.ANOTHER_POLL_RUNS
        assert not isinstance(recuse(2), Refusal)
        if hall.poll.stage is Stage.DRAINING:
            hall.drain("A")
            hall.drain("B")
    hall.void()
    assert not isinstance(recuse(), Refusal)


# ---- laying down -------------------------------------------------------------------------------


def test_a_poll_is_laid_down_on_the_newest_text(hall: Hall) -> None:
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="二稿", noticed=False))
    plan = hall.prepare("major", last=False, duration_s=60).plan
    assert (plan.poll, plan.item, plan.motion_version, plan.round) == (1, 1, 2, 1)
    assert (plan.rule.name, plan.named, plan.last_press_counts, plan.duration_s) == (
        "major",
        True,
        False,
        60,
    )
    assert hall.state.current_item == 1


def test_polls_count_through_the_meeting_and_rounds_through_an_item(hall: Hall) -> None:
    hall.prepare()
    hall.void()
    assert hall.prepare().plan.round == 2
    hall.void()
    hall.table(2)
    plan = hall.prepare(item=2).plan
    assert (plan.poll, plan.round) == (3, 1)


def test_a_poll_needs_a_pack_a_rule_and_a_text(hall: Hall) -> None:
    assert no(prepare(hall, "nobody's")) is Reason.UNKNOWN_RULE
    assert no(prepare(hall, item=9)) is Reason.UNKNOWN_ITEM
    hall.enter(f.ItemTabled(3, "无案", ""))
    assert no(prepare(hall, item=3)) is Reason.UNKNOWN_ITEM
    hall.state.pack = None
    assert no(prepare(hall)) is Reason.NO_RULE_PACK


def test_a_rule_without_a_threshold_has_nothing_to_say_of_for_and_against(hall: Hall) -> None:
    assert no(prepare(hall, "priorities")) is Reason.RULE_WITHOUT_THRESHOLD
    assert not isinstance(prepare(hall, "priorities", form=CHOOSE_TWO_OF_FOUR), Refusal)


IMPOSSIBLE = {
    "more than there are": BallotForm(BallotKind.CHOOSE, ("甲", "乙"), 1, 3),
    "none at all": BallotForm(BallotKind.CHOOSE, ("甲", "乙"), 0, 1),
    "at least more than at most": BallotForm(BallotKind.CHOOSE, ("甲", "乙"), 2, 1),
    "nothing to choose from": BallotForm(BallotKind.CHOOSE, (), 0, 0),
    "two answers": BallotForm(BallotKind.FOR_AGAINST, (), 1, 2),
    "two scores": BallotForm(BallotKind.SCORE, ("1", "2"), 1, 2),
    "more yeses than candidates": BallotForm(BallotKind.YES_NO, ("甲",), 0, 2),
    "fewer than no yeses": BallotForm(BallotKind.YES_NO, ("甲",), -1, 1),
}


@pytest.mark.parametrize("form", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_form_of_which_no_ballot_can_be_valid_is_refused(hall: Hall, form: BallotForm) -> None:
    assert no(prepare(hall, "priorities", form=form)) is Reason.IMPOSSIBLE_FORM


def test_no_poll_lasts_less_than_no_time(hall: Hall) -> None:
    found = conducting.prepare_poll(
        hall.state, 1, "ordinary", form=FOR_AGAINST_FORM, named=True, last_press_counts=True,
        duration_s=-1,
    )  # fmt: skip
    assert no(found) is Reason.IMPOSSIBLE_FORM


def test_a_score_makes_no_resolution(hall: Hall) -> None:
    assert no(prepare(hall, "ordinary", form=SCORE)) is Reason.SCORE_RESOLVES_NOTHING
    assert not isinstance(prepare(hall, "opinion", form=SCORE), Refusal)


def test_yes_and_no_to_five_candidates_are_more_keys_than_eight(hall: Hall) -> None:
    names = ("甲", "乙", "丙", "丁")
    four = BallotForm(BallotKind.YES_NO, names, 0, 1)
    assert not isinstance(prepare(hall, "priorities", form=four), Refusal)
    five = BallotForm(BallotKind.YES_NO, (*names, "戊"), 0, 1)
    assert no(prepare(hall, "priorities", form=five)) is Reason.TOO_MANY_OPTIONS


def test_one_poll_at_a_time(hall: Hall) -> None:
    hall.prepare()
    assert no(prepare(hall)) is Reason.ANOTHER_POLL_RUNS
    hall.void()
    assert not isinstance(prepare(hall), Refusal)


@pytest.mark.parametrize(("rule", "named"), [("ordinary", False), ("secret", True)])
def test_what_must_be_secret_goes_to_paper(hall: Hall, rule: str, named: bool) -> None:
    assert no(prepare(hall, rule, named=named)) is Reason.SECRET_NOT_AVAILABLE
    assert laid(prepare(hall, rule, named=named, channel=Channel.PAPER)) == (Channel.PAPER, "")


def test_a_rule_for_paper_alone_goes_to_paper_by_itself_and_says_why(hall: Hall) -> None:
    assert no(prepare(hall, "paper")) is Reason.PAPER_ONLY
    assert no(prepare(hall, "paper", channel=Channel.HANDS)) is Reason.PAPER_ONLY
    assert laid(prepare(hall, "paper", channel=None)) == (Channel.PAPER, "paper_only")


def test_a_rule_for_secret_polls_makes_a_poll_on_paper_secret(hall: Hall) -> None:
    (prepared,) = hall.do(prepare(hall, "secret", channel=Channel.PAPER))
    assert isinstance(prepared, f.PollPrepared)
    assert not prepared.plan.named


@pytest.mark.parametrize(
    ("rule", "form", "reason"),
    [
        ("priorities", CHOOSE_TWO_OF_FOUR, Reason.HANDS_CHOOSE_NOTHING),
        ("secret", FOR_AGAINST_FORM, Reason.HANDS_ARE_SEEN),
        ("ordinary", FOR_AGAINST_FORM, None),
    ],
)
def test_hands_are_for_or_against_and_seen(
    hall: Hall, rule: str, form: BallotForm, reason: Reason | None
) -> None:
    answer = prepare(hall, rule, form=form, channel=Channel.HANDS)
    assert (answer.reason if isinstance(answer, Refusal) else None) is reason


def test_owners_do_not_raise_hands_which_have_no_area() -> None:
    hall = small_hall(areas=[100] * 6)
    answer = prepare(hall, "owners", channel=Channel.HANDS)
    assert no(answer) is Reason.HANDS_HAVE_NO_AREA


@pytest.mark.parametrize(("keys", "fits"), [(3, False), (4, True), (8, True)])
def test_a_poll_with_more_options_than_keys_goes_to_paper(keys: int, fits: bool) -> None:
    hall = small_hall()
    hall.enter(f.BaseFound("B", "weak", 101, 99, "taiden", keys))
    answer = prepare(hall, "priorities", form=CHOOSE_TWO_OF_FOUR)
    if fits:
        assert not isinstance(answer, Refusal)
    else:
        assert isinstance(answer, Refusal)
        assert answer.reason is Reason.TOO_MANY_OPTIONS
        assert answer.detail == {"options": 4, "keys": 3}
        by_itself = prepare(hall, "priorities", form=CHOOSE_TWO_OF_FOUR, channel=None)
        assert laid(by_itself) == (Channel.PAPER, "too_many_options")


def test_a_poll_in_keypads_reach_is_by_keypads_unless_paper_is_wanted(hall: Hall) -> None:
    assert laid(prepare(hall, channel=None)) == (Channel.KEYPADS, "")
    assert laid(prepare(hall, channel=Channel.PAPER)) == (Channel.PAPER, "")


# ---- gates -------------------------------------------------------------------------------------


def test_a_gate_is_opened_by_two_named_officers_with_a_reason(hall: Hall) -> None:
    def override(reason: str, officers: tuple[str, str]) -> Answer:
        return conducting.override_gate(
            hall.state, Gate.ZERO_REPORT, reason=reason, officers=officers, today=hall.today
        )

    assert no(override("急", OFFICERS)) is Reason.UNKNOWN_POLL
    hall.prepare()
    assert no(override(" ", OFFICERS)) is Reason.REASON_MISSING
    assert no(override("急", (CHAIR, CHAIR))) is Reason.TWO_OFFICERS_NEEDED
    assert no(override("急", (CHAIR, "路人"))) is Reason.UNKNOWN_OFFICER
    assert no(opened(hall)) is Reason.ZERO_REPORT_MISSING
    hall.do(override("急", OFFICERS))
    assert hall.poll.overrides == [
        f.GateOverridden(1, Gate.ZERO_REPORT, "急", OFFICERS, "zero_report_missing")
    ]
    hall.do(opened(hall))
    assert no(override("急", OFFICERS)) is Reason.UNKNOWN_POLL


def test_a_poll_opens_with_sessions_that_no_base_ever_had(hall: Hall) -> None:
    assert no(opened(hall)) is Reason.UNKNOWN_POLL
    hall.ask()
    assert hall.poll.sessions == {"A": 1, "B": 1}
    assert (hall.poll.stage, hall.poll.present, hall.poll.opened_by) == (Stage.OPEN, 6, CHAIR)
    assert no(opened(hall)) is Reason.ILLEGAL_STEP
    hall.void()
    hall.ask()
    assert hall.poll.sessions == {"A": 2, "B": 2}


def test_sessions_are_sixteen_bits_wide_and_never_zero(hall: Hall) -> None:
    hall.state.last_session.update(A=65534, B=65535)
    hall.ask()
    assert hall.poll.sessions == {"A": 65535, "B": 1}


# ---- time --------------------------------------------------------------------------------------


def test_a_pause_stops_the_clock_and_the_rest_is_given_back(hall: Hall) -> None:
    hall.ask(duration_s=60)
    assert hall.poll.ends_ns == hall.now_ns + 60 * SECOND
    hall.wait(20)
    hall.pause()
    assert (hall.poll.ends_ns, hall.poll.remaining_ms) == (None, 40_000)
    hall.wait(100)
    hall.resume()
    assert hall.poll.ends_ns == hall.now_ns + 40 * SECOND


def test_more_time_is_given_in_the_open_and_in_a_pause(hall: Hall) -> None:
    def extend(by_s: int) -> Answer:
        return conducting.extend_poll(hall.state, by_s=by_s, by=CHAIR)

    hall.ask(duration_s=60)
    hall.do(extend(29))
    hall.do(extend(1))
    assert hall.poll.ends_ns == hall.now_ns + 90 * SECOND
    hall.pause()
    hall.do(extend(10))
    assert hall.poll.remaining_ms == 100_000
    for less in (0, -5):
        assert no(extend(less)) is Reason.ILLEGAL_STEP


def test_a_poll_without_duration_has_no_end_of_its_own(hall: Hall) -> None:
    hall.ask()
    hall.do(conducting.extend_poll(hall.state, by_s=30, by=CHAIR))
    assert hall.poll.ends_ns is None
    hall.pause()
    assert hall.poll.remaining_ms == 0
    hall.resume()
    assert hall.poll.ends_ns is None


def test_a_duration_that_ran_out_leaves_nothing(hall: Hall) -> None:
    hall.ask(duration_s=10)
    hall.wait(11)
    hall.pause()
    assert hall.poll.remaining_ms == 0


def test_the_closing_instant_fixes_the_base_of_the_poll() -> None:
    hall = small_hall(attendees=1, absent=[4])
    hall.ask()
    hall.press("01", 1)
    hall.press("02", 1)
    hall.leave("02")
    hall.leave("03")
    hall.wait(1)
    hall.close()
    assert (hall.poll.stage, hall.poll.closed_ns, hall.poll.ends_ns) == (
        Stage.DRAINING,
        hall.now_ns,
        None,
    )
    assert hall.poll.base == ("01", "02", "05", "06")
    assert hall.poll.left == {"02"}


def test_without_a_poll_no_step_is_taken(hall: Hall) -> None:
    for answer in (
        conducting.pause_poll(hall.state, by=CHAIR, now_ns=0),
        conducting.resume_poll(hall.state, by=CHAIR),
        conducting.extend_poll(hall.state, by_s=1, by=CHAIR),
        conducting.close_poll(hall.state, by=CHAIR, closed_ns=0),
    ):
        assert no(answer) is Reason.UNKNOWN_POLL


def test_a_step_out_of_its_stage_is_refused(hall: Hall) -> None:
    hall.prepare()
    for answer in (
        conducting.pause_poll(hall.state, by=CHAIR, now_ns=0),
        conducting.resume_poll(hall.state, by=CHAIR),
        conducting.extend_poll(hall.state, by_s=1, by=CHAIR),
        conducting.close_poll(hall.state, by=CHAIR, closed_ns=0),
    ):
        assert no(answer) is Reason.ILLEGAL_STEP


def test_the_time_the_kiosk_was_away_is_not_taken_from_the_delegates(hall: Hall) -> None:
    hall.ask(duration_s=60)
    hall.wait(10)
    hall.do(attending.close_check_in(hall.state))
    hall.wait(500)
    hall.restart("boot-1")
    assert hall.poll.ends_ns == hall.now_ns + 50 * SECOND
    hall.now_ns = 7
    hall.restart("boot-2")
    assert hall.poll.ends_ns == 7 + 50 * SECOND


def test_a_poll_whose_time_was_over_before_the_kiosk_came_back_ends_at_once(hall: Hall) -> None:
    hall.ask(duration_s=10)
    hall.wait(11)
    hall.do(attending.close_check_in(hall.state))
    hall.wait(5)
    hall.restart("boot-1")
    assert hall.poll.ends_ns == hall.now_ns


def test_a_poll_opened_in_the_evening_counts_its_notice_by_the_day_it_is_told(hall: Hall) -> None:
    hall.prepare()
    hall.zero_report()
    early = hall.today - timedelta(days=6)
    assert no(conducting.open_poll(hall.state, by=CHAIR, today=early)) is Reason.NOTICE_TOO_SHORT
