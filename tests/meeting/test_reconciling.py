"""核对: the press account, and the base's own account of it."""

from dataclasses import replace

import pytest
from strategies import Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, conducting, declaring
from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.reconciling import reconcile_poll
from kiosk.meeting.refusal import Reason, Refusal

FOR, AGAINST = 1, 2
Rows = list[tuple[int, int, tuple[int, ...]]]


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def found_in(
    hall: Hall, rows: Rows, *, crc_ok: bool = True
) -> tuple[tuple[str, str, int, int], ...]:
    """Close, drain A with this table and B without one, and tell the differences."""
    if hall.poll.stage != "draining":
        hall.close()
    hall.drain("A", rows=rows, crc_ok=crc_ok)
    hall.drain("B")
    hall.seal()
    return hall.reconcile().differences


def test_heard_is_counted_and_replaced_and_refused(hall: Hall) -> None:
    hall.prepare()
    hall.press("01", FOR)
    hall.zero_report()
    hall.open()
    for seat, *keys in (("01", FOR), ("01", AGAINST), ("01", FOR), ("02", FOR), ("03", 9), ("02",)):
        hall.press(str(seat), *(int(key) for key in keys))
    found = hall.settle()
    assert (found.heard, found.counted, found.replaced, found.refused) == (7, 2, 3, 2)
    assert found.differences == ()


def test_the_silent_are_named_by_seat_the_withdrawn_too_the_recused_not(hall: Hall) -> None:
    hall.do(conducting.recuse(hall.state, 1, "06", reason="利害关系"))
    hall.ask()
    hall.press("01", FOR)
    hall.press("02", FOR)
    hall.press("02")
    hall.leave("05")
    assert hall.settle().silent == ("02", "03", "04")


def test_presses_that_came_after_the_line_was_quiet_are_heard_and_refused(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.settle()
    hall.press("02", FOR)
    again = hall.reconcile()
    assert (again.heard, again.counted, again.refused) == (2, 1, 1)


def test_a_sum_that_fails_is_a_difference(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.settle()
    hall.poll.heard += 1
    assert reconcile_poll(hall.poll).differences == (("heard", "", 2, 1),)


def test_a_seal_over_other_entries_than_were_heard_is_a_difference(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.close()
    hall.drain("A")
    hall.drain("B")
    hall.enter(f.PollClosed(1, 2, "ab" * 32, hall.poll.base))
    assert hall.reconcile().differences == (("entries under the seal", "", 2, 1),)


def test_a_press_after_the_close_is_not_under_the_seal_and_no_difference(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.settle()
    hall.press("02", FOR)
    assert hall.reconcile().differences == ()


def test_a_ballot_outside_the_base_fails_the_sum_of_the_buckets(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.press("02", FOR)
    hall.close()
    hall.drain("A")
    hall.drain("B")
    hall.enter(f.PollClosed(1, 2, "ab" * 32, hall.poll.base[1:]))
    assert hall.reconcile().differences == (("sum of the buckets", "", 5, 6),)


# ---- the bases ---------------------------------------------------------------------------------


def test_a_base_that_was_not_drained_is_a_difference(hall: Hall) -> None:
    hall.ask()
    hall.close()
    hall.drain("A")
    hall.enter(f.PollClosed(1, 0, "ab" * 32, hall.poll.base))
    assert hall.reconcile().differences == (("base not drained", "B", 1, 0),)


def test_presses_lost_in_a_base_are_a_difference(hall: Hall) -> None:
    hall.ask()
    hall.close()
    hall.drain("A", overflow=3)
    hall.drain("B")
    hall.seal()
    assert hall.reconcile().differences == (("presses lost in the base", "A", 0, 3),)


def test_a_table_whose_checksum_fails_is_a_difference(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    assert found_in(hall, [(1, 1, (FOR,))], crc_ok=False) == (
        ("checksum of the base's table", "A", 1, 0),
    )


# ---- the table -----------------------------------------------------------------------------------


def test_a_table_that_tells_what_the_book_tells_agrees(hall: Hall) -> None:
    hall.ask()
    for keys in ((FOR,), (AGAINST,), (9,), ()):
        hall.press("01", *keys)
    hall.press("03", FOR)
    hall.press("02", AGAINST)
    assert found_in(hall, [(1, 4, ()), (3, 1, (FOR,)), (5, 0, ())]) == ()


@pytest.mark.parametrize("row", [(1, 2, (FOR,)), (1, 0, ()), (1, 0, (FOR,))], ids=str)
def test_another_count_is_a_difference(hall: Hall, row: tuple[int, int, tuple[int, ...]]) -> None:
    hall.ask()
    hall.press("01", FOR)
    assert found_in(hall, [row]) == (("keypad", "A/1", row[1], 1),)


@pytest.mark.parametrize(("keys", "said"), [((AGAINST,), 2), ((AGAINST, 3), 23), ((), 0)])
def test_another_choice_is_a_difference_and_says_which_options(
    hall: Hall, keys: tuple[int, ...], said: int
) -> None:
    hall.ask()
    hall.press("01", FOR)
    assert found_in(hall, [(1, 1, keys)]) == (("choice of keypad", "A/1", said, 1),)


def test_of_a_keypad_that_never_pressed_the_base_has_a_choice(hall: Hall) -> None:
    hall.ask()
    assert found_in(hall, [(1, 0, (FOR,))]) == (("choice of keypad", "A/1", 1, 0),)


def test_a_press_the_book_has_and_the_table_has_not_is_a_difference(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.press("03", FOR)
    assert found_in(hall, [(1, 1, (FOR,))]) == (("keypad", "A/3", 0, 1),)


def test_a_press_the_table_has_and_the_book_has_not_is_a_difference(hall: Hall) -> None:
    hall.ask()
    assert found_in(hall, [(5, 1, (FOR,))]) == (("keypad", "A/5", 1, 0),)


@pytest.mark.parametrize(("count", "agrees"), [(2, True), (18 % 16, True), (1, False), (3, False)])
def test_the_table_counts_modulo_sixteen(hall: Hall, count: int, agrees: bool) -> None:
    hall.ask()
    for turn in range(18):
        hall.press("01", FOR if turn % 2 else AGAINST)
    assert (found_in(hall, [(1, count, (FOR,))]) == ()) == agrees


def test_where_the_first_press_counts_the_table_holds_the_first(hall: Hall) -> None:
    hall.ask(last=False)
    hall.press("01", FOR)
    hall.press("01", AGAINST)
    assert found_in(hall, [(1, 2, (FOR,))]) == ()


def test_a_refused_press_is_in_the_table_too(hall: Hall) -> None:
    """The base knows no pause, no recusal and no roll."""
    hall.do(conducting.recuse(hall.state, 1, "03", reason="利害关系"))
    hall.ask()
    hall.press("03", FOR)
    hall.press("77", FOR, keypad=77)
    hall.pause()
    hall.press("01", AGAINST)
    assert found_in(hall, [(1, 1, (AGAINST,)), (3, 1, (FOR,)), (77, 1, (FOR,))]) == ()


def test_presses_of_another_session_or_without_one_are_not_in_the_table(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR, session=None)
    hall.press("03", FOR, session=42)
    hall.press("05", FOR)
    assert found_in(hall, [(5, 1, (FOR,))]) == ()


def test_a_swapped_keypad_has_its_own_row(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.do(attending.bind_keypad(hall.state, 66, "01", reason="坏了"))
    hall.press("01", AGAINST, keypad=66)
    assert found_in(hall, [(1, 1, (FOR,)), (66, 1, (AGAINST,))]) == ()


def test_a_base_without_a_table_is_taken_at_its_word(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    assert hall.settle().differences == ()


def close_and_press_late(hall: Hall) -> None:
    """Seat 01 presses for in time, then against twice after the closing instant."""
    hall.ask()
    hall.press("01", FOR, made_ms=100)
    hall.wait(1)
    hall.close()
    hall.wait(1)
    for made_ms in (1_100, 1_200):
        assert hall.reason("01", AGAINST, made_ms=made_ms) == "late"


@pytest.mark.parametrize(
    ("count", "keys", "agrees"),
    [
        (1, (FOR,), True),
        (2, (AGAINST,), True),
        (3, (AGAINST,), True),
        (0, (), False),
        (2, (FOR,), False),
        (4, (AGAINST,), False),
    ],
)
def test_late_presses_may_stand_in_the_table_or_not_as_the_base_stopped_listening(
    hall: Hall, count: int, keys: tuple[int, ...], agrees: bool
) -> None:
    close_and_press_late(hall)
    assert (found_in(hall, [(1, count, keys)]) == ()) == agrees


def test_a_base_that_frames_from_sequence_zero_is_put_in_its_own_order(hall: Hall) -> None:
    hall.ask()
    for sequence, key in ((0, FOR), (1, AGAINST)):
        press = replace(hall.pressed("01", key), sequence=sequence)
        hall.enter(f.BallotCast(1, "01", press.keys, sequence > 0, in_flight=False, press=press))
    assert found_in(hall, [(1, 2, (AGAINST,))]) == ()


def test_a_base_without_sequences_is_ordered_by_when_it_was_heard(hall: Hall) -> None:
    hall.ask()
    for key in (FOR, AGAINST):
        hall.wait(0.1)
        press = f.Press("A", 1, (key,), hall.now_ns, hall.poll.sessions["A"], None, None, "00")
        hall.enter(f.BallotCast(1, "01", (key,), key == AGAINST, in_flight=False, press=press))
    assert found_in(hall, [(1, 2, (AGAINST,))]) == ()


def test_an_empty_table_that_was_checked_says_that_nobody_pressed(hall: Hall) -> None:
    """Only a protocol that has no table (no checksum of one) is not compared."""
    hall.ask()
    hall.press("01", FOR)
    assert found_in(hall, []) == (("keypad", "A/1", 0, 1),)


def test_a_base_without_a_table_is_not_compared(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    assert hall.settle().differences == ()


# ---- totals --------------------------------------------------------------------------------------


def ask_beside_totals(hall: Hall, *, last: bool = True) -> None:
    """T counts the same hall and names nobody."""
    hall.prepare(last=last)
    hall.zero_report()
    hall.enter(f.BaseFound("T", "totals", 1, 99, "taiden", 3, per_seat=False))
    hall.open()


def told_by_totals(hall: Hall, *totals: int) -> f.PollReconciled:
    if hall.poll.stage != "draining":
        hall.close()
    hall.drain("A")
    hall.drain("B")
    hall.drain("T", totals=totals)
    hall.seal()
    return hall.reconcile()


def test_totals_that_agree_confirm_and_refused_presses_are_in_them(hall: Hall) -> None:
    hall.do(conducting.recuse(hall.state, 1, "03", reason="利害关系"))
    ask_beside_totals(hall)
    hall.press("01", FOR)
    hall.press("01", AGAINST)
    hall.press("02", FOR)
    hall.press("03", FOR)
    found = told_by_totals(hall, 2, 1, 0)
    assert (found.differences, found.evidence) == ((), ())


def test_totals_that_differ_block_and_say_which_option(hall: Hall) -> None:
    ask_beside_totals(hall)
    hall.press("01", FOR)
    found = told_by_totals(hall, 1, 1, 0)
    assert found.differences == (("total of option", "T/2", 1, 0),)
    assert declaring.may_declare(hall.state) == Refusal(Reason.SUMS_DIFFER, {"count": 1})


def test_where_the_first_press_counts_the_totals_hold_the_first(hall: Hall) -> None:
    ask_beside_totals(hall, last=False)
    hall.press("01", FOR)
    hall.press("01", AGAINST)
    assert told_by_totals(hall, 1, 0, 0).differences == ()


@pytest.mark.parametrize(
    ("totals", "agree"),
    [((1, 0, 0), True), ((0, 1, 0), True), ((0, 2, 0), True), ((1, 1, 0), False)],
)
def test_late_presses_may_be_in_the_totals_or_not(
    hall: Hall, totals: tuple[int, ...], agree: bool
) -> None:
    ask_beside_totals(hall)
    hall.press("01", FOR, made_ms=100)
    hall.listen("A")
    hall.listen("B")
    hall.wait(1)
    hall.close()
    for seat in ("01", "02"):
        hall.press(seat, AGAINST, made_ms=1_100)
    assert (told_by_totals(hall, *totals).differences == ()) == agree


def test_a_base_that_gave_no_totals_is_acknowledged_before_the_result_is_told(hall: Hall) -> None:
    ask_beside_totals(hall)
    for seat in ("01", "02", "03", "04", "05", "06"):
        hall.press(seat, FOR)
    found = told_by_totals(hall)
    assert (found.differences, found.evidence) == ((), (("no totals", "T", 1, 0),))
    assert declaring.may_declare(hall.state) == Refusal(
        Reason.EVIDENCE_NOT_ACKNOWLEDGED, {"count": 1}
    )
    hall.do(declaring.acknowledge_silence(hall.state, by="chair"))
    assert declaring.may_declare(hall.state) is None


def test_a_totals_only_base_takes_no_part_in_a_poll_it_cannot_count(hall: Hall) -> None:
    hall.enter(f.BaseFound("T", "totals", 1, 99, "taiden", 3, per_seat=False))
    hall.ask(form=BallotForm(BallotKind.CHOOSE, ("a", "b", "c", "d", "e"), 1, 1))
    assert sorted(hall.poll.sessions) == ["A", "B"]


def test_a_base_whose_totals_are_not_those_of_its_table_is_a_difference(hall: Hall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.close()
    hall.drain("A", rows=[(1, 1, (FOR,))], crc_ok=True, totals=(1, 1, 0))
    hall.drain("B")
    hall.seal()
    assert hall.reconcile().differences == (("total of option", "A/2", 1, 0),)


def test_a_poll_is_not_sealed_before_every_base_gave_all_it_had(hall: Hall) -> None:
    hall.ask()
    hall.close()
    hall.drain("A")
    assert declaring.seal_poll(hall.state, entries=0, root="") == Refusal(
        Reason.BASE_NOT_DRAINED, {"base": "B"}
    )
