"""The fold: the state is what the entries make, and nothing else."""

import pytest
from strategies import CHAIR, OPERATOR, PACK_TEXT, Hall, delegate, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, conducting, declaring
from kiosk.meeting.agenda import Gate
from kiosk.meeting.duties import Counting
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import POLL_FOLDS
from kiosk.meeting.refusal import Reason
from kiosk.meeting.rulepack import RulePackMistakes
from kiosk.meeting.state import FOLDS, State, replay


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def a_whole_meeting() -> Hall:
    hall = small_hall(attendees=1, absent=[5])
    hall.do(conducting.recuse(hall.state, 1, "04", reason="利害关系"))
    hall.prepare(duration_s=60)
    hall.override(Gate.ZERO_REPORT)
    hall.zero_report()
    hall.open()
    hall.press("01", 1, made_ms=10)
    hall.press("99", 1, keypad=99)
    hall.press("02", 1, session=999)
    hall.wait(1)
    hall.pause()
    hall.press("02", 2)
    hall.resume()
    hall.do(conducting.extend_poll(hall.state, by_s=5, by=CHAIR))
    hall.press("02", 2)
    hall.press("02", 1)
    hall.bind("01", 66)
    hall.enter(f.BaseGone("A", 1, "cable"), f.NoiseHeard("A", 1, 7, 0, "ff"))
    hall.restart("boot-2")
    hall.find_bases()
    hall.close()
    hall.drain("A")
    hall.do(declaring.give_up_base(hall.state, "B", reason="断电", officers=(CHAIR, "李敏")))
    hall.seal()
    hall.reconcile()
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    hall.declare()
    hall.record()
    hall.enter(
        f.PaperSent("2026-002", 1, "hall", "1"),
        f.QueueTold("2026-002", 1, "jam"),
        f.PaperSpoilt("2026-002", 1, "卡纸", CHAIR),
        f.PaperPrinted("2026-002", 2, "hand", CHAIR),
        f.DeviceSeen("printer", False, "jam"),
        f.Objected("02", "异议"),
        f.PassRefused("1", "", Reason.PASS_FORGED),
        f.HallFaulted("paper", "printer"),
    )
    hall.void()
    turned_to_paper(hall)
    hall.do(
        attending.amend_roll(hall.state, [delegate(9)], reason="补选", officers=(CHAIR, "李敏"))
    )
    hall.enter(
        f.GateDemanded(1, "pre_review", CHAIR),
        f.ReviewGiven(1, 1, "00" * 32, "7号", "2026-11-20", "已审", True, CHAIR),
        f.AttentionCounted(1, 31, 100, CHAIR),
        f.MajorInterestFound(1, "饮用水安全", CHAIR),
        f.ItemTabled(2, "修正", ""),
        f.AmendmentMoved(2, 1, CHAIR),
        f.ItemResumed(1, "reading", "再议", CHAIR),
        f.ItemWithdrawn(2, "提案人撤回", CHAIR),
        f.HallCertified(
            "CN=议事厅",
            "30",
            "00" * 32,
            "2026-11-23",
            "2066-11-13",
            "",
            "无",
            "启用",
            (CHAIR, OPERATOR),
        ),
    )
    hall.do(attending.close_check_in(hall.state))
    hall.enter(
        f.OfficerNamed(CHAIR, "chair", "ab" * 32),
        f.OfficerLoggedIn(CHAIR, "chair"),
        f.OfficerLockedOut(OPERATOR, 5, 300),
        f.OfficerEnrolled(OPERATOR, "cd" * 32, "忘记口令", (CHAIR, "张三")),
        f.OfficerLoggedOut(CHAIR),
        f.MeetingOpened("到齐", (CHAIR, OPERATOR)),
        f.LeaveGranted("04", "病假", CHAIR),
        f.DutyAssigned(1, 1, "街道办", "编制方案", "", 15, Counting.WORKING, CHAIR),
        f.RecordingMarked("主机位", "0:12:07", OPERATOR),
        f.PassRevoked(1, 1, True, "证件遗失", OPERATOR),
        f.KeypadLost(66, "01", "带离会场"),
    )
    hall.do(declaring.close_meeting(hall.state, by=CHAIR))
    hall.enter(f.PersonalDataDeleted(3, "保存期满", (CHAIR, OPERATOR)))
    return hall


def turned_to_paper(hall: Hall) -> None:
    hall.enter(f.PhaseEntered(1, "polling"))
    hall.prepare()
    hall.override_all()
    hall.open()
    hall.press("02", 1)
    hall.turn()
    hall.enter(
        f.CandidateNamed(1, "01", CHAIR),
        f.ProxyGiven(1, "05", "02", CHAIR),
        f.ProxyWithdrawn(1, "05", CHAIR),
    )
    hall.papers("02", "03")
    hall.spoil(1)
    hall.papers("02")
    hall.close()
    hall.seal()
    hall.count(in_favour=2)
    hall.reconcile()
    hall.declare()


def test_replaying_the_book_gives_the_same_state() -> None:
    hall = a_whole_meeting()
    assert replay(hall.entered) == hall.state
    assert replay(hall.entered[:-1]) != hall.state


def test_every_fact_has_exactly_one_fold() -> None:
    facts = set(f.Fact.__args__)
    assert set(FOLDS) | set(POLL_FOLDS) == facts
    assert not set(FOLDS) & set(POLL_FOLDS)


def test_the_meeting_of_this_test_holds_nearly_every_fact() -> None:
    held = {type(entered.fact) for entered in a_whole_meeting().entered}
    assert {fact.__name__ for fact in set(f.Fact.__args__) - held} == {
        "KeypadReturned",
        "PollFollowed",
        "MirrorCompared",
        "MirrorForgone",
        "MirrorLost",
        "MirrorReturned",
        "FiguresShown",
        "PersonRevealed",
        "BookRestored",
        "BaseStandsBy",
        "HandsetAuditDrawn",
        "HandsetAudited",
        "StandbyHeard",
        "StandbyTookOver",
        "CheckedOut",
        "Halted",
        "UrnSealed",
        "BallotSealed",
        "UrnOpened",
        "UrnDestroyed",
        "ShareSet",
        "QuestionAnswered",
    }


def test_an_empty_book_is_an_empty_state() -> None:
    state = replay(())
    assert state == State()
    assert (state.poll, state.running, state.phases) == (None, None, ())


def test_the_card_the_officers_and_the_pack_stand_in_the_state(hall: Hall) -> None:
    assert hall.state.card is not None
    assert hall.state.card.place == "议事厅"
    assert hall.state.officers == {"王建国": "chair", "李敏": "operator"}
    assert hall.state.pack is not None
    assert hall.state.pack.text == PACK_TEXT


def test_a_pack_with_mistakes_in_the_book_is_not_folded_over(hall: Hall) -> None:
    with pytest.raises(RulePackMistakes):
        hall.enter(f.RulePackAdopted("p", "1", "t", "00", "pack = 1"))


def test_the_poll_that_runs_is_the_latest_one_between_opening_and_quiet_line(hall: Hall) -> None:
    hall.prepare()
    assert hall.state.running is None
    hall.zero_report()
    hall.open()
    assert hall.state.running is hall.poll
    hall.close()
    assert hall.state.running is hall.poll
    hall.drain("A")
    hall.drain("B")
    hall.seal()
    assert hall.state.running is None


def test_every_press_is_heard_by_its_poll_and_a_strange_one_by_none(hall: Hall) -> None:
    hall.press("01", 1)
    hall.ask()
    hall.press("01", 1)
    hall.press("01", 1)
    hall.press("01", 1, session=9)
    assert (hall.poll.heard, hall.poll.cast, len(hall.poll.refused)) == (2, 1, 1)
    assert [one.reason for one in hall.state.stray] == [Reason.EARLY, Reason.WRONG_SESSION]


def test_the_newest_sequence_of_each_base_and_session_is_known(hall: Hall) -> None:
    hall.ask()
    presses = [hall.press("01", 1).press, hall.press("03", 1).press]
    hall.press("05", 1, session=None)
    old = f.PressRefused(1, "01", Reason.DUPLICATE, presses[0])
    hall.enter(old)
    assert hall.state.newest == {("A", 1): presses[1].sequence}


def test_polls_in_which_a_seat_was_silent_are_counted_until_it_presses(hall: Hall) -> None:
    for item, pressing in enumerate(((), ("02",)), start=1):
        if item > 1:
            hall.table(item)
            hall.to_polling(item)
        hall.do(conducting.recuse(hall.state, item, "03", reason="利害关系"))
        hall.ask(item=item)
        for seat in pressing:
            hall.press(seat, 1)
        hall.decide()
    silent = hall.state.silent_polls
    assert (silent["01"], silent["02"], silent["03"]) == (2, 0, 0)


def test_a_base_that_answers_again_keeps_its_account_and_a_changed_one_begins_anew(
    hall: Hall,
) -> None:
    found = f.BaseFound("A", "HVM-1 A", 1, 99, "hvm1", 8)
    hall.enter(f.NoiseHeard("A", 2, 5, 0, "ff"), f.BaseGone("A", 0, "cable"))
    assert not hall.state.bases["A"].answers
    hall.enter(found)
    base = hall.state.bases["A"]
    assert (base.answers, base.noise_bytes, base.bad_frames, base.called) == (True, 5, 2, True)
    hall.enter(f.BaseFound("A", "HVM-1 other", 1, 99, "hvm1", 8))
    assert (hall.state.bases["A"].noise_bytes, hall.state.bases["A"].called) == (0, False)


def test_a_base_that_was_never_found_may_be_noisy_and_gone(hall: Hall) -> None:
    hall.enter(f.NoiseHeard("Z", 1, 1, 0, "00"), f.BaseGone("Z", 0, "?"))
    assert "Z" not in hall.state.bases


def test_a_loss_is_counted_in_the_poll_it_touched(hall: Hall) -> None:
    hall.ask()
    hall.enter(f.BaseGone("B", 1, "cable"), f.BaseGone("B", 1, "cable"), f.BaseGone("A", 0, "?"))
    assert hall.poll.losses == {"B": 2}


def test_batteries_and_contact_are_of_the_last_call(hall: Hall) -> None:
    hall.enter(f.KeypadsCalled("A", (1, 3), (3,)))
    base = hall.state.bases["A"]
    assert (base.online, base.low_battery) == ({1, 3}, {3})


def test_papers_are_known_to_their_poll_by_number(hall: Hall) -> None:
    hall.prepare()
    hall.zero_report()
    hall.issue("roll", "2026-009")
    hall.record()
    assert (hall.poll.zero_report, hall.poll.record) == ("2026-001", "2026-002")
    assert [paper.number for paper in hall.state.papers] == ["2026-001", "2026-009", "2026-002"]
    hall.enter(f.PaperIssued("2026-010", "roll", 0, 1, 1, "00", "x.pdf", 1))
    assert len(hall.state.papers) == 4


def test_a_halt_and_the_end_of_the_meeting_stand_in_the_state(hall: Hall) -> None:
    hall.enter(f.Halted("clerk", "KeyError"), f.MeetingClosed(CHAIR))
    assert (hall.state.halted, hall.state.closed) == ("KeyError", True)
    hall.restart("boot-1")
    assert (hall.state.halted, hall.state.closed) == ("", True), "a new start ends the halt"


def test_who_is_recused_after_a_poll_was_not_recused_in_it(hall: Hall) -> None:
    hall.ask()
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, 1)
    hall.decide()
    hall.do(conducting.recuse(hall.state, 1, "01", reason="利害关系"))
    assert hall.poll.recused == frozenset()
    assert declaring.tally_of(hall.state, hall.poll).in_favour == 4


def test_a_void_poll_has_no_end_of_its_own(hall: Hall) -> None:
    hall.ask(duration_s=10)
    hall.void()
    assert (hall.poll.stage, hall.poll.ends_ns) == (Stage.VOID, None)


def test_a_press_with_which_a_keypad_was_handed_out_is_known_as_that(hall: Hall) -> None:
    press = f.Press("A", 77, (1,), 5, None, None, None, "")
    stray = f.PressRefused(0, "", Reason.UNKNOWN_KEYPAD, press)
    hall.enter(stray)
    heard = hall.entered[-1].number
    hall.enter(f.KeypadBound(77, "02", ""))
    hall.enter(stray, f.KeypadBound(78, "03", ""))
    assert hall.state.handed_out_by == {heard}
