"""GB 50799-2012 (electronic conference systems) clause by clause, as law.md §9 lists it.

A test here is named by its clause. What another room answers for stands in `ELSEWHERE` with the
test that shows it; what the kiosk does not do yet stands in `NOT_YET`, so that nobody reads this
list as more than it is.
"""

import ast
import re
from pathlib import Path

import pytest
from strategies import CHAIR, OPERATOR, Hall, seat_of, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, conducting, declaring, tabling
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.poll import HIDDEN, Stage
from kiosk.meeting.refusal import Reason, Refusal

ROOT = Path(__file__).parents[2]
FOR, AGAINST = 1, 2

ELSEWHERE = {
    "6.2.2 (1) a secret poll by keypads": (
        "tests/meeting/test_secret_polls.py::test_a_rule_that_is_secret_only_is_polled_in_secret"
    ),
    "6.2.2 (6) bars and figures on the wall": (
        "tests/ui/test_hall_props.py::test_options_are_ranked_and_those_taken_are_marked"
    ),
    "6.2.2 (6) figures to the chair": (
        "tests/ui/test_console_props.py"
        "::test_a_declared_poll_shows_buckets_and_every_sentence_of_the_sum"
    ),
    "6.2.2 (7) the wall and the chair's screen differ": (
        "tests/ui/test_console_props.py::test_a_running_poll_has_four_figures_and_no_direction"
    ),
    "6.2.6 withdrawn from the agenda": (
        "tests/meeting/acts/test_withdrawing.py::test_an_item_is_withdrawn_with_a_reason_and_once"
    ),
    "6.2.6 edited after its notice: the difference and the gate": (
        "tests/meeting/test_gates.py::test_a_text_changed_after_its_notice_shuts_the_gate"
    ),
    "6.2.7 stored at once": (
        "tests/ledger/test_store.py::test_what_was_appended_stands_with_number_time_and_hash"
    ),
    "6.2.7 stored in a second place": (
        "tests/ledger/test_mirror.py::test_the_mirror_holds_number_hash_and_body_of_every_entry"
    ),
    "6.2.7 stored at a central place": (
        "tests/halls/test_two_venues.py"
        "::test_two_venues_poll_one_motion_with_one_tally_through_a_server_that_is_killed"
    ),
    "6.2.7 exportable": "tests/ledger/test_bundle.py::test_the_bundle_is_what_the_contract_says",
    "6.2.7 printable": (
        "tests/printing/test_paper_vote_record.py"
        "::test_page_one_says_what_was_asked_and_what_came_of_it"
    ),
    "6.2.8 totals on the wall": (
        "tests/ui/test_hall_props.py"
        "::test_a_failed_poll_says_how_many_were_missing_and_where_the_threshold_is"
    ),
    "6.2.2 (6) pie chart": (
        "tests/ui/test_individual.py::test_the_slices_of_a_ring_are_the_shares_of_the_base"
    ),
    "6.2.8 individual results on the wall": (
        "tests/ui/test_individual.py"
        "::test_a_named_poll_turns_from_its_figures_to_the_ring_the_seats_and_the_names"
    ),
    "6.2.8 individual results on paper": (
        "tests/printing/test_paper_vote_record.py::test_every_ballot_stands_in_annex_one"
    ),
    "6.2.8 running totals are turnout alone while a poll is open": (
        "tests/clerk/test_what_screens_may_know.py"
        "::test_while_it_is_open_nobody_can_tell_two_halls_apart"
    ),
    "12.2.1-10 name and seat at check-in": (
        "tests/ui/test_checkin_props.py::test_a_name_is_the_largest_word_and_a_stranger_has_none"
    ),
    "12.2.1-10 check-in sheet on paper": (
        "tests/printing/test_sheets_of_people.py"
        "::test_the_attendance_sheet_names_everybody_with_every_stay"
    ),
    "12.2.1-10 who left, and when": (
        "tests/meeting/test_people.py::test_who_came_and_left_did_come_and_is_no_more_present"
    ),
    "12.2.1-10 expected and present live on the wall": (
        "tests/ui/test_hall_props.py"
        "::test_pressed_of_expected_is_shown_and_nobody_expected_is_no_division"
    ),
    "12.2.12 a lost scanner is told and reads on": (
        "tests/devices/test_serial_scanners.py"
        "::test_a_scanner_unplugged_is_told_and_reads_on_afterwards"
    ),
    "12.2.12 on a lost network entries are kept and sent on": (
        "tests/halls/test_two_venues.py"
        "::test_a_venue_that_is_cut_off_spools_survives_a_restart_and_sends_on_by_itself"
    ),
    "12.2.12 what was heard on a lost line is kept and sent on": (
        "tests/devices/test_hvm1_mishaps.py"
        "::test_a_base_unplugged_while_it_is_read_out_is_read_out_afterwards"
    ),
}

NOT_YET = (
    "6.2.8 running totals to the chair (the live setting of a poll)",
    "12.2.1-10 photo and post on the screen of the check-in, a chart of the seats",
)

CLAUSES = (
    *(f"6.2.2 ({point})" for point in range(1, 8)),
    "6.2.3",
    "6.2.4",
    "6.2.6",
    "6.2.7",
    "6.2.8",
    "12.2.1-10",
    "12.2.12",
)
"""What law.md §9 lists of the standard; a test here is named after its clause, or one of §12.2."""


@pytest.fixture
def hall() -> Hall:
    return small_hall()


@pytest.mark.parametrize("clause", ELSEWHERE)
def test_a_clause_of_another_room_is_tested_there(clause: str) -> None:
    path, name = ELSEWHERE[clause].split("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    tests = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
    assert name in tests


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_of_the_list_has_a_test_here_or_elsewhere(clause: str) -> None:
    number = re.sub(r"\W+", "_", clause).strip("_").removesuffix("_1_10")
    here = [name for name in globals() if name.startswith(f"test_{number}_")]
    assert here or [told for told in ELSEWHERE if told.startswith(f"{clause} ")]


def test_no_clause_is_met_and_not_met() -> None:
    assert not set(ELSEWHERE) & set(NOT_YET)
    assert len(set(NOT_YET)) == len(NOT_YET)


def test_6_2_2_1_a_named_poll_tells_who_chose_what_and_a_secret_one_is_not_pretended(
    hall: Hall,
) -> None:
    hall.ask()
    hall.press("01", FOR)
    assert hall.poll.plan.named
    assert hall.poll.ballots["01"].choice == (FOR,)
    hall.void()
    secret = conducting.prepare_poll(
        hall.state,
        1,
        "ordinary",
        form=FOR_AGAINST_FORM,
        named=False,
        last_press_counts=True,
        duration_s=0,
    )
    assert secret == Refusal(Reason.SECRET_NOT_AVAILABLE, {"base": "A"})


@pytest.mark.parametrize(("last", "stands"), [(True, (AGAINST,)), (False, (FOR,))])
def test_6_2_2_2_the_first_or_the_last_press_counts(
    hall: Hall, last: bool, stands: tuple[int, ...]
) -> None:
    hall.ask(last=last)
    hall.press("01", FOR)
    hall.press("01", AGAINST)
    assert hall.poll.ballots["01"].choice == stands


@pytest.mark.parametrize("officer", [CHAIR, OPERATOR])
def test_6_2_2_3_the_chair_or_the_operator_starts(hall: Hall, officer: str) -> None:
    hall.prepare()
    hall.zero_report()
    hall.do(conducting.open_poll(hall.state, by=officer, today=hall.today))
    assert (hall.poll.stage, hall.poll.opened_by) == (Stage.OPEN, officer)


def test_6_2_2_4_a_poll_has_a_preset_duration(hall: Hall) -> None:
    hall.ask(duration_s=60)
    assert hall.poll.ends_ns == hall.now_ns + 60_000_000_000


def test_6_2_2_4_or_the_chair_ends_it(hall: Hall) -> None:
    hall.ask()
    assert hall.poll.ends_ns is None
    hall.close()
    assert hall.poll.stage is Stage.DRAINING


def test_6_2_2_5_the_result_is_told_at_once_or_later_and_never_before_the_line_is_quiet(
    hall: Hall,
) -> None:
    hall.ask()
    for number in range(1, 7):
        hall.press(seat_of(number), FOR)
    assert hall.poll.stage in HIDDEN
    assert isinstance(declaring.declare(hall.state, by=CHAIR), Refusal)
    hall.settle()
    hall.wait(600)
    assert hall.declare().tally.in_favour == 6


def test_6_2_3_check_in_comes_first(hall: Hall) -> None:
    hall.leave("01")
    hall.ask()
    assert hall.reason("01", FOR) is Reason.NOT_CHECKED_IN
    assert hall.reason("02", FOR) is None


def test_6_2_4_check_in_is_counted_as_it_happens() -> None:
    hall = small_hall(absent=[5, 6])
    assert hall.state.present_voting == 4
    hall.arrive(5)
    assert hall.state.present_voting == 5
    hall.leave("05")
    assert hall.state.present_voting == 4


def test_6_2_6_items_and_agenda_are_edited_during_the_meeting(hall: Hall) -> None:
    hall.ask()
    hall.table(2)
    hall.do(conducting.put_motion(hall.state, 2, "议案", text="改后", noticed=False))
    hall.do(
        conducting.table_item(
            hall.state, 2, "新题", noticed=hall.state.items[2].noticed, today=hall.today
        )
    )
    assert (hall.state.items[2].title, len(hall.state.items[2].motions)) == ("新题", 2)


def test_6_2_6_an_item_is_added_reworded_noticed_anew_withdrawn_and_taken_up_again(
    hall: Hall,
) -> None:
    hall.table(2)
    item, today = hall.state.items[2], hall.today
    hall.do(conducting.put_motion(hall.state, 2, "议案", text="改后", noticed=False))
    assert item.motion is not None
    assert (item.motion.text, item.noticed_version) == ("改后", 1)
    tabled = conducting.table_item(hall.state, 2, "新题", noticed=today.isoformat(), today=today)
    hall.do(tabled)
    assert item.noticed_motion is None
    hall.do(tabling.withdraw_item(hall.state, 2, reason="提案人撤回", by=CHAIR))
    assert item.withdrawn == "提案人撤回"
    hall.do(tabled)
    assert not item.withdrawn
    edits = [type(one.fact) for one in hall.entered[-5:]]
    assert edits == [f.MotionPut, f.MotionPut, f.ItemTabled, f.ItemWithdrawn, f.ItemTabled]


def test_6_2_6_what_a_poll_is_asked_about_does_not_change_under_it(hall: Hall) -> None:
    hall.ask()
    text = conducting.put_motion(hall.state, 1, "议案", text="改后", noticed=False)
    title = conducting.table_item(hall.state, 1, "新题", noticed="", today=hall.today)
    gone = tabling.withdraw_item(hall.state, 1, reason="提案人撤回", by=CHAIR)
    assert [one.reason if isinstance(one, Refusal) else one for one in (text, title, gone)] == [
        Reason.ANOTHER_POLL_RUNS,
        Reason.ILLEGAL_STEP,
        Reason.ANOTHER_POLL_RUNS,
    ]


def test_6_2_7_item_attendance_result_and_time_stand_in_the_book(hall: Hall) -> None:
    hall.ask()
    for number in range(1, 7):
        hall.press(seat_of(number), FOR)
    hall.decide()
    found = {type(one.fact): one for one in hall.entered}
    opened, declared = found[f.PollOpened].fact, found[f.Declared].fact
    assert isinstance(opened, f.PollOpened)
    assert isinstance(declared, f.Declared)
    assert f.ItemTabled in found
    assert (opened.present, declared.tally.in_favour) == (6, 6)
    assert all(one.utc.tzinfo is not None for one in hall.entered)


def test_12_2_check_in_begins_and_ends() -> None:
    hall = Hall()
    hall.begin()
    hall.seat(2)
    hall.arrive(1)
    hall.do(attending.close_check_in(hall.state))
    (refused,) = hall.do(attending.show_pass(hall.state, "1", 2))
    assert refused == f.PassRefused("1", "02", Reason.CHECK_IN_CLOSED, claimed=2)


def test_12_2_who_comes_late_is_checked_in_by_hand(hall: Hall) -> None:
    hall.leave("03")
    hall.do(attending.close_check_in(hall.state))
    without = attending.check_in_by_hand(hall.state, "03", desk="1", reason="")
    assert without == Refusal(Reason.REASON_MISSING)
    hall.do(attending.check_in_by_hand(hall.state, "03", desk="1", reason="迟到"))
    assert "03" in hall.state.present


def test_12_2_a_keypad_that_is_not_checked_in_does_not_work() -> None:
    hall = small_hall(absent=[6])
    hall.ask()
    assert hall.reason("06", FOR) is Reason.NOT_CHECKED_IN
    hall.settle()
    assert "06" not in hall.poll.base


def test_12_2_who_left_and_when_stands_in_the_book(hall: Hall) -> None:
    hall.wait(60)
    hall.leave("04")
    last = hall.entered[-1]
    assert last.fact == f.CheckedOut("04", "1", "by_hand", "离席")
    assert last.utc == hall.utc


def test_12_2_12_a_desk_that_fails_does_not_stop_the_others() -> None:
    """Desks share the roll and nothing else: what one said last binds no other."""
    hall = Hall()
    hall.begin()
    hall.seat(2)
    hall.do(attending.show_pass(hall.state, "1", 99))
    hall.enter(f.HallFaulted("the scanner is gone", "desk 1"))
    assert hall.do(attending.show_pass(hall.state, "2", 1)) == (f.CheckedIn("01", "2", "pass", ""),)
