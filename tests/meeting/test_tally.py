"""The tally: heads in buckets that are never merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import CHOOSE_TWO_OF_FOUR, SCORE, YES_NO_TWO_OF_THREE, ballot_boxes

from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind, mark
from kiosk.meeting.tally import Tally, count, count_unnamed


def for_against(ballots: dict[str, tuple[int, ...]], base: str, recused: str = "") -> Tally:
    return count(FOR_AGAINST_FORM, ballots, roll=9, base=base, recused=frozenset(recused))


def test_each_head_of_the_base_is_in_exactly_one_bucket() -> None:
    found = for_against(
        {"a": (1,), "b": (2,), "c": (3,), "d": (1, 2), "e": (), "r": (1,)}, "abcdefr", "r"
    )
    assert (found.in_favour, found.against, found.abstain, found.void) == (1, 1, 1, 1)
    assert (found.not_pressed, found.recused, found.base) == (2, 1, 7)
    assert (found.cast, found.absent, found.options) == (3, 2, ())
    assert found.sums


def test_not_pressed_and_withdrawn_are_one_bucket_and_abstained_is_another() -> None:
    assert for_against({"a": ()}, "ab").not_pressed == 2
    assert for_against({"a": (3,)}, "ab").not_pressed == 1


def test_a_ballot_from_outside_the_base_is_not_counted() -> None:
    assert for_against({"a": (1,), "z": (1,)}, "a").in_favour == 1


def test_a_recused_seat_outside_the_base_is_in_no_bucket() -> None:
    found = for_against({"a": (1,)}, "ab", "z")
    assert (found.recused, found.base) == (0, 2)


def test_the_options_of_a_choice_are_counted_in_valid_ballots_only() -> None:
    ballots = {"a": (1, 2), "b": (2,), "c": (1, 2, 3), "d": (), "r": (4,)}
    found = count(CHOOSE_TWO_OF_FOUR, ballots, roll=6, base="abcdre", recused=frozenset("r"))
    assert found.options == (1, 2, 0, 0)
    assert (found.chosen, found.void, found.not_pressed, found.recused) == (2, 1, 2, 1)
    assert found.sums


def test_a_ballot_that_names_an_option_twice_is_one_ballot_for_it() -> None:
    assert count(CHOOSE_TWO_OF_FOUR, {"a": (3, 3)}, roll=1, base="a").options == (0, 0, 1, 0)


def test_a_for_against_poll_has_no_options_whatever_its_form_says() -> None:
    form = BallotForm(BallotKind.FOR_AGAINST, ("赞成", "反对", "弃权"), 1, 1)
    assert count(form, {"a": (1,)}, roll=1, base="a").options == ()


def test_yeses_and_noes_are_counted_for_each_candidate() -> None:
    ballots = {"a": (1, 4), "b": (1, 3, 6), "c": (2, 4, 6), "d": (1, 2), "e": (1, 3, 5)}
    found = count(YES_NO_TWO_OF_THREE, ballots, roll=6, base="abcdef")
    assert (found.options, found.noes) == ((2, 1, 0), (1, 2, 2))
    assert (found.chosen, found.void, found.not_pressed) == (3, 2, 1)


def test_scores_are_counted_level_by_level() -> None:
    found = count(SCORE, {"a": (5,), "b": (5,), "c": (1,), "d": (1, 2)}, roll=5, base="abcde")
    assert (found.options, found.noes) == ((1, 0, 0, 0, 2), ())
    assert (found.chosen, found.void, found.not_pressed, found.participants) == (3, 1, 1, 4)


def test_areas_are_counted_from_the_same_ballots() -> None:
    areas = {"a": 100, "b": 250, "r": 1000, "z": 7}
    ballots = {"a": (1, 4), "b": (2,), "r": (1,)}
    found = count(
        YES_NO_TWO_OF_THREE, ballots, roll=4, base="abr", recused=frozenset("r"), areas=areas
    )
    assert found.area is not None
    assert found.area.sums
    assert (found.area.roll, found.area.base, found.area.recused) == (1357, 1350, 1000)
    assert (found.area.options, found.area.noes) == ((100, 0, 0), (250, 100, 0))


@pytest.mark.parametrize("wrong", ["base", "in_favour", "recused"])
def test_a_tally_whose_buckets_do_not_sum_says_so(wrong: str) -> None:
    found = for_against({"a": (1,), "b": (2,)}, "abr", "r")
    figures = {name: getattr(found, name) for name in Tally.__dataclass_fields__}
    assert not Tally(**{**figures, wrong: figures[wrong] + 1}).sums


@given(ballot_boxes(), st.data())
def test_whatever_was_pressed_the_buckets_sum_to_the_base(
    box: tuple[BallotForm, dict[str, tuple[int, ...]], set[str]], data: st.DataObject
) -> None:
    form, ballots, base = box
    recused = data.draw(st.frozensets(st.sampled_from(sorted(base))) if base else st.just(set()))
    found = count(form, ballots, roll=12, base=base, recused=frozenset(recused))
    assert found.sums
    assert found.base == len(base)
    assert found.recused == len(recused)
    for option, votes in enumerate(found.options, start=1):
        key = 2 * option - 1 if form.kind is BallotKind.YES_NO else option
        naming = [s for s in base - recused if key in ballots.get(s, ())]
        assert votes == sum(mark(form, ballots[seat]) == "valid" for seat in naming)


def test_the_choices_of_an_urn_are_counted_without_a_seat() -> None:
    """Seven took part or could: four chose, one of them withdrew, two are recused, two silent."""
    choices = [(1,), (2,), (1,), ()]
    counted = count_unnamed(FOR_AGAINST_FORM, choices, roll=9, base=8, recused=2)
    assert (counted.roll, counted.base, counted.in_favour, counted.against) == (9, 8, 2, 1)
    assert (counted.not_pressed, counted.recused, counted.abstain, counted.void) == (3, 2, 0, 0)
    assert counted.sums
    assert counted.area is None
    named = BallotForm(BallotKind.CHOOSE, ("甲", "乙"), 1, 1)
    counted = count_unnamed(named, [(1,), (2,), (2,), (1, 2)], roll=4, base=4, recused=0)
    assert (counted.options, counted.chosen, counted.void, counted.recused) == ((1, 2), 3, 1, 0)
