"""民法典 §278: owners decide by area and by heads, and both must be met."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import small_hall

from kiosk.assets import asset
from kiosk.meeting.acts import conducting
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.computation import square_metres
from kiosk.meeting.outcome import Measure, Outcome, Verdict
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rulepack import read_rulepack
from kiosk.meeting.rules import Rule
from kiosk.meeting.tally import Tally, count
from kiosk.meeting.verdict import decide
from kiosk.words import words

PACK = read_rulepack(asset("rulepacks/owners-meeting.toml").read_text(encoding="utf-8"))
PART = {"ordinary": (1, 2, True), "major": (3, 4, False)}
KEYS = {"for": (1,), "against": (2,), "abstain": (3,), "void": (1, 2), "": ()}


@dataclass(frozen=True)
class Owner:
    area: int
    choice: str


def rule(name: str) -> Rule:
    found = PACK.rule(name)
    assert found is not None
    return found


def counted(owners: list[Owner]) -> Tally:
    areas = {str(n): owner.area for n, owner in enumerate(owners)}
    ballots = {str(n): KEYS[owner.choice] for n, owner in enumerate(owners)}
    return count(FOR_AGAINST_FORM, ballots, roll=len(owners), base=areas, areas=areas)


def judged(name: str, owners: list[Owner]) -> Outcome:
    return decide(FOR_AGAINST_FORM, rule(name), counted(owners), present_at_opening=len(owners))


def brute(name: str, owners: list[Owner]) -> str:
    """The article word by word, in cross products of whole numbers."""
    voted = [owner for owner in owners if owner.choice]
    agreed = [owner for owner in voted if owner.choice == "for"]
    all_area, voted_area, area = (sum(o.area for o in some) for some in (owners, voted, agreed))
    if not owners or not all_area:
        return "no_quorum"
    if 3 * len(voted) < 2 * len(owners) or 3 * voted_area < 2 * all_area:
        return "no_quorum"
    above, below, strictly = PART[name]
    heads = below * len(agreed) - above * len(voted)
    square = below * area - above * voted_area
    enough = min(heads, square) > 0 if strictly else min(heads, square) >= 0
    return "passed" if enough else "not_passed"


registers = st.lists(
    st.builds(Owner, st.integers(1, 400), st.sampled_from(["for", "for", "for", *KEYS])),
    max_size=13,
)


@given(st.sampled_from(["ordinary", "major"]), registers)
def test_both_measures_decide_as_the_article_says(name: str, owners: list[Owner]) -> None:
    outcome = judged(name, owners)
    assert outcome.verdict == brute(name, owners)
    assert [test.measure for test in outcome.tests] == [Measure.HEADS, Measure.AREA] * 2


@given(registers)
def test_the_area_buckets_sum_to_the_area_of_the_base(owners: list[Owner]) -> None:
    found = counted(owners)
    assert found.area is not None
    assert found.sums
    assert found.area.sums
    assert found.area.base == sum(owner.area for owner in owners)


def even(in_favour: int, against: int, silent: int) -> list[Owner]:
    """Owners of 100.00 m² each."""
    said = {"for": in_favour, "against": against, "": silent}
    return [Owner(10_000, choice) for choice, n in said.items() for _ in range(n)]


@pytest.mark.parametrize(
    ("name", "owners", "found"),
    [
        ("ordinary", even(59, 0, 31), "no_quorum"),
        ("ordinary", even(60, 0, 30), "passed"),
        ("ordinary", even(30, 30, 30), "not_passed"),
        ("ordinary", even(31, 29, 30), "passed"),
        ("major", even(44, 16, 30), "not_passed"),
        ("major", even(45, 15, 30), "passed"),
        ("major", even(46, 14, 30), "passed"),
    ],
)
def test_each_boundary(name: str, owners: list[Owner], found: str) -> None:
    assert judged(name, owners).verdict == found


@pytest.mark.parametrize(
    ("areas", "found"),
    [((10_000, 10_000, 19_999), "passed"), ((10_000, 10_000, 20_000), "not_passed")],
)
def test_a_hundredth_of_a_square_metre_decides(areas: tuple[int, ...], found: str) -> None:
    """Two small owners against a large one: heads 2 of 3; area more than half, or just half."""
    owners = [
        Owner(area, choice) for area, choice in zip(areas, ("for", "for", "against"), strict=True)
    ]
    outcome = judged("ordinary", owners)
    assert outcome.verdict == found
    if found == "not_passed":
        said = [words("zh_CN").say(one.msgid, **one.args) for one in outcome.computation]
        assert (
            "按面积：超过 1/2 × 400.00 平方米 = 200.00 平方米 → 需 200.01 平方米，得 200.00 平方米"
            in said
        )
        assert said[-1] == "未通过，差 0.01 平方米"


def test_a_large_owner_alone_has_the_area_and_not_the_heads() -> None:
    owners = [Owner(90_000, "for"), Owner(5_000, "against"), Owner(5_000, "against")]
    outcome = judged("ordinary", owners)
    assert outcome.verdict is Verdict.NOT_PASSED
    assert [test.met for test in outcome.tests] == [True, True, False, True]


@pytest.mark.parametrize(("hundredths", "said"), [(0, "0.00"), (5, "0.05"), (18_050, "180.50")])
def test_areas_are_exact_decimals(hundredths: int, said: str) -> None:
    assert square_metres(hundredths) == said


# ---- in the hall -------------------------------------------------------------------------------


def test_owners_decide_in_the_hall_with_the_areas_of_the_roll() -> None:
    hall = small_hall(3, areas=(5_000, 5_000, 30_000))
    hall.ask("owners")
    for seat, key in (("01", 1), ("02", 1), ("03", 2)):
        hall.press(seat, key)
    outcome = hall.decide()
    assert outcome.verdict is Verdict.NOT_PASSED
    assert [(test.have, test.base) for test in outcome.tests] == [
        (3, 3), (40_000, 40_000), (2, 3), (10_000, 40_000),
    ]  # fmt: skip


def test_without_the_areas_of_all_owners_nobody_is_asked() -> None:
    hall = small_hall(3, areas=(5_000, 5_000))
    found = conducting.prepare_poll(
        hall.state, 1, "owners", form=FOR_AGAINST_FORM, named=True, last_press_counts=True,
        duration_s=0,
    )  # fmt: skip
    assert found == Refusal(Reason.AREA_MISSING, {"count": 1})
