"""Secret polls: what the law judges without the choice, and what it counts without the seat."""

import pytest
from secrethall import HOLDERS, TELLER, SecretHall
from strategies import CHAIR, CHOOSE_TWO_OF_FOUR, OPERATOR, Hall, keypad_of, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, conducting, declaring, unsealing
from kiosk.meeting.acts.polling import Hidden, judge
from kiosk.meeting.ballot import FOR_AGAINST_FORM, Mark
from kiosk.meeting.columns import is_counted
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.record import PaperMark
from kiosk.meeting.recording import vote_record
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import replay

FOR, AGAINST, ABSTAIN = 1, 2, 3


@pytest.fixture
def hall() -> SecretHall:
    return SecretHall()


def no(answer: object) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


# ---- laying down ------------------------------------------------------------------------------


def test_a_rule_that_is_secret_only_is_polled_in_secret(hall: SecretHall) -> None:
    hall.ask("secret")
    assert hall.poll.secret
    assert hall.poll.urn is not None


def test_areas_are_not_polled_in_secret() -> None:
    owners = small_hall(6, areas=[9_000 + n for n in range(6)])
    for name in ("A", "B"):
        owners.enter(f.BaseFound(name, name, 1, 99, "hvm1", 8, secret=True))
    refused = conducting.prepare_poll(
        owners.state, 1, "owners", form=FOR_AGAINST_FORM, named=False, last_press_counts=True,
        duration_s=0,
    )  # fmt: skip
    assert no(refused) is Reason.SECRET_BY_AREA


def test_a_base_that_came_after_the_plan_and_tells_keys_keeps_the_poll_shut(
    hall: SecretHall,
) -> None:
    hall.prepare()
    hall.hall.zero_report()
    hall.hall.enter(f.BaseFound("C", "stranger", 201, 9, "other", 8))
    for gate in ("equipment",):
        hall.hall.enter(f.GateOverridden(1, gate, "", HOLDERS[:2]))
    opened = conducting.open_poll(hall.hall.state, by=CHAIR, today=hall.hall.today)
    assert opened == Refusal(Reason.SECRET_NOT_AVAILABLE, {"base": "C"})


def test_tellers_and_notaries_hold_the_shares_before_others(hall: SecretHall) -> None:
    state = hall.hall.state
    everyone = (CHAIR, OPERATOR, TELLER)
    assert unsealing.keyholders(state, everyone) == (TELLER, CHAIR, OPERATOR)
    assert unsealing.keyholders(state, (CHAIR, TELLER)) == Refusal(
        Reason.KEYHOLDERS_MISSING, {"have": 2, "needed": 3}
    )


def test_two_bases_do_not_hear_a_secret_poll(hall: SecretHall) -> None:
    hall.hall.enter(f.BaseStandsBy("B", "A"))
    answer = conducting.prepare_poll(
        hall.hall.state, 1, "ordinary", form=FOR_AGAINST_FORM, named=False, last_press_counts=True,
        duration_s=0,
    )  # fmt: skip
    assert answer == Refusal(Reason.SECRET_WITH_STANDBY, {"base": "B"})


# ---- judging ----------------------------------------------------------------------------------


def test_what_is_written_of_a_press_is_the_same_whatever_was_pressed(hall: SecretHall) -> None:
    hall.ask()
    first, second = hall.press("01", FOR), hall.press("02", AGAINST)
    assert isinstance(first, f.BallotSealed)
    assert isinstance(second, f.BallotSealed)
    assert first.press.keys == second.press.keys == ()
    assert hall.poll.ballots["01"].choice == ()
    assert hall.inside == {"01": (FOR,), "02": (AGAINST,)}


def test_the_same_choice_again_takes_the_place_of_the_earlier_box(hall: SecretHall) -> None:
    hall.ask()
    for _ in range(3):
        assert hall.reason("01", FOR) is None
    assert (hall.poll.heard, hall.poll.cast, len(hall.poll.replaced)) == (3, 3, 2)


def test_a_changed_mind_a_withdrawal_and_too_many_options_go_into_the_box(
    hall: SecretHall,
) -> None:
    hall.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    for keys in ((1, 2), (1, 2, 3), ()):
        assert hall.reason("01", *keys) is None
    assert hall.inside == {"01": ()}


def test_a_key_out_of_play_is_refused_and_the_book_does_not_say_which(hall: SecretHall) -> None:
    hall.ask()
    hall.press("01", FOR)
    fact = hall.press("01", 7)
    assert isinstance(fact, f.PressRefused)
    assert (fact.reason, fact.press.keys) == (Reason.NO_SUCH_KEY, ())
    assert hall.inside == {"01": (FOR,)}


def test_where_the_first_press_counts_an_empty_one_is_no_ballot(hall: SecretHall) -> None:
    hall.ask(last=False)
    assert hall.reason("01") is Reason.DUPLICATE
    assert hall.reason("01", FOR) is None
    assert hall.reason("01", AGAINST) is Reason.FIRST_PRESS_STANDS


def test_an_empty_ballot_need_not_come_from_a_seat_that_had_another(hall: SecretHall) -> None:
    """Else one blank ballot and one seat that pressed twice would be a name (decision 0101)."""
    hall.ask()
    assert hall.reason("01") is None
    assert not hall.press("02").replaces
    assert hall.reason("02", FOR) is None
    assert hall.inside == {"01": (), "02": (FOR,)}
    hall.close()
    hall.open_urn()
    hall.hall.reconcile()
    assert hall.poll.reconciled is not None
    assert "01" not in hall.poll.reconciled.silent, "a seat with a box is not told as silent"
    assert declaring.tally_of(hall.hall.state, hall.poll).not_pressed == 5


def test_who_may_not_press_is_told_so_as_in_a_named_poll(hall: SecretHall) -> None:
    hall.hall.leave("05")
    hall.ask()
    assert hall.reason("05", FOR) is Reason.NOT_CHECKED_IN
    assert hall.reason("01", FOR, keypad=55) is Reason.UNKNOWN_KEYPAD
    assert hall.reason("01", FOR, session=99) is Reason.WRONG_SESSION
    hall.close()
    assert hall.reason("01", FOR) is Reason.LATE


def test_a_masked_press_that_speaks_to_a_named_poll_was_made_before_it() -> None:
    named: Hall = small_hall()
    named.ask()
    press = f.Press("A", 1, (), named.now_ns, 1, 1, None, "", masked=True)
    fact = judge(named.state, press, Hidden((FOR,), lambda poll, seat, keys: "00"))
    assert isinstance(fact, f.PressRefused)
    assert fact.reason is Reason.EARLY


def test_what_a_press_hides_does_not_show() -> None:
    assert "1" not in repr(Hidden((1,), lambda poll, seat, keys: ""))


# ---- opening and counting ---------------------------------------------------------------------


def test_a_closed_secret_poll_waits_for_its_urn_and_then_for_its_end(hall: SecretHall) -> None:
    hall.ask()
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, FOR)
    hall.press("05", AGAINST)
    hall.press("06", ABSTAIN)
    hall.close()
    state = hall.hall.state
    assert no(declaring.reconcile(state)) is Reason.URN_NOT_OPENED
    hall.open_urn()
    assert hall.hall.reconcile().differences == ()
    assert no(declaring.may_declare(state)) is Reason.URN_NOT_DESTROYED
    hall.destroy_urn()
    declared = hall.hall.declare()
    tally = declared.tally
    assert (tally.in_favour, tally.against, tally.abstain, tally.base) == (4, 1, 1, 6)
    assert declared.outcome.verdict is Verdict.PASSED
    assert replay(hall.hall.entered) == state


def test_a_secret_poll_is_not_counted_before_its_urn_is_open(hall: SecretHall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.close()
    assert not is_counted(hall.poll)
    hall.open_urn()
    assert is_counted(hall.poll)


def test_a_record_of_a_secret_poll_says_who_took_part_and_not_how(hall: SecretHall) -> None:
    hall.ask()
    hall.press("01", AGAINST)
    hall.press("02", FOR)
    hall.close()
    hall.declare()
    hashes = {entered.number: "00" * 32 for entered in hall.hall.entered}
    mark = PaperMark("2026-002", 2, 1)
    record = vote_record(hall.hall.state, 1, paper=mark, names={}, hashes=hashes, mirror="ok")
    told = {line.seat: (line.mark, line.choice) for line in record.ballots}
    assert told["01"] == told["02"] == (Mark.VALID, ())
    assert told["03"] == (None, ())
    assert record.opened == ((FOR,), (AGAINST,))


def test_withdrawn_void_recused_and_silent_are_counted_apart(hall: SecretHall) -> None:
    hall.hall.do(conducting.recuse(hall.hall.state, 1, "06", reason="利害关系"))
    hall.ask("priorities", form=CHOOSE_TWO_OF_FOUR)
    hall.press("01", 1, 2)
    hall.press("02", 1, 2, 3)
    hall.press("03", 4)
    hall.press("04", 4)
    hall.press("04")
    hall.close()
    tally = hall.declare().tally
    assert (tally.chosen, tally.void, tally.not_pressed, tally.recused) == (2, 1, 2, 1)
    assert tally.options == (1, 1, 0, 1)
    assert tally.sums
    assert hall.poll.reconciled is not None
    assert hall.poll.reconciled.silent == ("05",)


def test_who_left_after_a_sealed_press_is_in_the_base(hall: SecretHall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.hall.leave("01")
    hall.hall.leave("02")
    hall.close()
    assert hall.declare().tally.base == 5


def test_a_list_that_is_not_as_long_as_the_roll_of_those_who_pressed_blocks(
    hall: SecretHall,
) -> None:
    hall.ask()
    for seat in ("01", "02", "03"):
        hall.press(seat, FOR)
    hall.close()
    hall.open_urn(ballots=((1,), (1,)), differing=("A",))
    found = hall.hall.reconcile().differences
    assert found == (
        ("sum of the buckets", "", 6, 5),
        ("boxes opened", "", 3, 2),
        ("totals of the base", "A", 1, 0),
    )
    hall.destroy_urn()
    assert no(declaring.may_declare(hall.hall.state)) is Reason.SUMS_DIFFER


def test_the_base_s_table_is_compared_by_counts_alone(hall: SecretHall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.press("01", AGAINST)
    hall.press("03", AGAINST)
    one, three = keypad_of("01"), keypad_of("03")
    hall.close(A=((one, 2, ()), (three, 2, ())))
    hall.open_urn()
    assert hall.hall.reconcile().differences == (("keypad", f"A/{three}", 2, 1),)


@pytest.mark.parametrize(
    ("officers", "reason"),
    [
        ((TELLER, TELLER), Reason.TWO_OFFICERS_NEEDED),
        ((TELLER, "路人"), Reason.NOT_A_KEYHOLDER),
        ((TELLER, CHAIR), None),
    ],
)
def test_two_different_keyholders_open_the_urn(
    hall: SecretHall, officers: tuple[str, str], reason: Reason | None
) -> None:
    hall.ask()
    state = hall.hall.state
    assert no(unsealing.may_open_urn(state, "计票", officers)) is Reason.ILLEGAL_STEP
    hall.press("01", FOR)
    hall.close()
    found = unsealing.may_open_urn(state, "计票", officers)
    assert (found.reason if isinstance(found, Refusal) else None) == reason
    assert no(unsealing.may_open_urn(state, " ", (TELLER, CHAIR))) is Reason.REASON_MISSING
    hall.open_urn()
    assert no(unsealing.may_open_urn(state, "计票", officers)) is Reason.ILLEGAL_STEP


def test_a_named_poll_has_no_urn_to_open() -> None:
    named = small_hall()
    named.ask()
    named.close()
    for base in named.poll.sessions:
        named.drain(base)
    named.seal()
    assert no(unsealing.may_open_urn(named.state, "计票", (CHAIR, OPERATOR))) is Reason.ILLEGAL_STEP
    assert unsealing.destroy_urns(named.state) == ()


def test_an_urn_ends_when_it_was_opened_and_when_its_poll_is_void(hall: SecretHall) -> None:
    state = hall.hall.state
    hall.ask()
    hall.press("01", FOR)
    assert unsealing.destroy_urns(state) == ()
    hall.hall.void()
    assert unsealing.destroy_urns(state) == (f.UrnDestroyed(1, "given_up"),)
    hall.hall.do(unsealing.destroy_urns(state))
    assert unsealing.destroy_urns(state) == ()
    hall.ask()
    hall.press("01", FOR)
    hall.close()
    hall.open_urn()
    assert unsealing.destroy_urns(state) == (f.UrnDestroyed(2, "opened"),)


def test_who_never_pressed_is_named_by_seat_like_in_a_named_poll(hall: SecretHall) -> None:
    hall.ask()
    hall.press("01", FOR)
    hall.close()
    hall.open_urn()
    assert hall.hall.reconcile().silent == ("02", "03", "04", "05", "06")
    assert hall.hall.state.silent_polls["02"] == 1
    assert hall.hall.state.silent_polls["01"] == 0


def test_a_latecomer_joins_no_secret_poll_that_is_drained(hall: SecretHall) -> None:
    hall.hall.leave("01")
    hall.ask()
    hall.hall.close()
    hall.hall.do(attending.check_in_by_hand(hall.hall.state, "01", desk="1", reason="迟到"))
    assert hall.reason("01", FOR) is Reason.NOT_CHECKED_IN
