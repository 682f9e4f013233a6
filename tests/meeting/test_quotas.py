"""Composition: who is here beside what the pack says, a warning and nothing more."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest
from strategies import PACK_TEXT

from kiosk.assets import asset
from kiosk.meeting import quotas as of
from kiosk.meeting.quotas import EACH, GroupShare, Quota, Trait
from kiosk.meeting.roll import Delegate, DelegateClass, Known, Person
from kiosk.meeting.rulepack import RulePackMistakes, read_rulepack

CITIZEN, EXPERT = DelegateClass.CITIZEN, DelegateClass.EXPERT


def delegate(number: int, group: DelegateClass = CITIZEN, *, votes: bool = True) -> Delegate:
    return Delegate(number, str(number), group, votes, "")


def quota(trait: Trait, group: str, least: str, most: str) -> Quota:
    return Quota(trait, group, Fraction(least), Fraction(most))


def shares(
    roll: list[Delegate],
    present: set[str],
    *,
    people: dict[int, Known],
    quotas: Iterable[Quota],
) -> tuple[GroupShare, ...]:
    return of.shares(of.groups_of(roll, people), present, quotas=quotas)


ROLL = [
    delegate(1),
    delegate(2),
    delegate(3, votes=False),
    delegate(4, EXPERT),
    delegate(5, DelegateClass.ATTENDEE, votes=False),
]
PEOPLE = {
    1: Known("甲", age_band="18to65", occupation="教师"),
    2: Known("乙", age_band="over65"),
    3: Known("丙", age_band="under18", occupation="学生"),
    4: Known("丁", age_band="18to65", occupation="教师"),
}


def test_those_who_only_attend_are_counted_nowhere_and_those_under_18_are() -> None:
    found = shares(ROLL, {"1", "3", "5"}, people=PEOPLE, quotas=())
    assert [(one.trait, one.group, one.roll, one.present, one.of) for one in found] == [
        (Trait.CLASS, CITIZEN, 3, 2, 2),
        (Trait.CLASS, EXPERT, 1, 0, 2),
        (Trait.AGE, "18to65", 2, 1, 2),
        (Trait.AGE, "over65", 1, 0, 2),
        (Trait.AGE, "under18", 1, 1, 2),
        (Trait.OCCUPATION, "学生", 1, 1, 2),
        (Trait.OCCUPATION, "教师", 2, 1, 2),
    ]


def test_of_a_person_no_more_is_known_than_screens_and_figures_need() -> None:
    child = Person(3, "丙", "二组", "under18", "学生", "0" * 32, "500101", "139", "低")
    known = Known.of(child)
    assert known == Known("丙", "二组", "under18", "学生")
    assert known.under_18
    assert not Known("甲", age_band="18to65").under_18


def test_what_nobody_knows_is_left_out() -> None:
    found = shares(ROLL, {"1"}, people={}, quotas=[quota(Trait.AGE, "over65", "1/5", "1/5")])
    assert {one.trait for one in found} == {Trait.CLASS}


@pytest.mark.parametrize(
    ("present", "outside"), [({"1", "4"}, False), ({"1", "2", "4"}, True), (set(), False)]
)
def test_a_quota_includes_its_ends_and_says_nothing_of_an_empty_hall(
    present: set[str], outside: bool
) -> None:
    wanted = [quota(Trait.CLASS, EXPERT, "1/2", "3/4")]
    (expert, _) = shares(ROLL, present, people={}, quotas=wanted)
    assert (expert.group, expert.outside) == (EXPERT, outside)


def test_a_quota_for_each_group_holds_for_all_that_are_not_named() -> None:
    wanted = [
        quota(Trait.OCCUPATION, EACH, "1/10", "1/5"),
        quota(Trait.OCCUPATION, "农民", "1/10", "1/10"),
    ]
    found = shares(ROLL, {"1"}, people=PEOPLE, quotas=wanted)
    told = {one.group: one for one in found if one.trait is Trait.OCCUPATION}
    assert list(told) == ["农民", "学生", "教师"]
    assert (told["农民"].roll, told["农民"].outside, told["教师"].outside) == (0, True, True)
    assert not GroupShare(Trait.CLASS, CITIZEN, 1, 1, 1).outside


COMPOSED = (
    PACK_TEXT
    + """
[composition]
tolerance = "1/20"
[composition.delegate_class]
citizen = "60/100"
expert = "1/100"
[composition.occupation]
each = { least = "15/100", most = "20/100" }
"""
)


def test_a_pack_says_its_quotas_with_a_tolerance() -> None:
    citizen, expert, each = read_rulepack(COMPOSED).quotas
    assert citizen == quota(Trait.CLASS, CITIZEN, "11/20", "13/20")
    assert expert == quota(Trait.CLASS, EXPERT, "0", "3/50")
    assert each == quota(Trait.OCCUPATION, EACH, "3/20", "1/5")
    assert read_rulepack(PACK_TEXT).quotas == ()
    strict = read_rulepack(COMPOSED.replace('tolerance = "1/20"\n', ""))
    assert strict.quotas[0] == quota(Trait.CLASS, CITIZEN, "3/5", "3/5")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (COMPOSED.replace("60/100", "60 %"), "composition.delegate_class.citizen: must be a"),
        (COMPOSED.replace('least = "15', 'least = "35'), "must not be more than most"),
        (COMPOSED.replace("composition.occ", "composition.rich"), "composition.richupation: must"),
        (COMPOSED.replace('most = "20/100"', 'most = "20/100", x = 1'), "each.x: is not a key"),
    ],
)
def test_a_mistake_in_a_quota_is_told(wrong: str, told: str) -> None:
    with pytest.raises(RulePackMistakes) as found:
        read_rulepack(wrong)
    assert any(told in one for one in found.value.mistakes), found.value.mistakes


def test_the_pack_of_the_plan_adds_up() -> None:
    path = Path(str(asset("rulepacks/citizens-assembly.toml")))
    pack = read_rulepack(path.read_text(encoding="utf-8"))
    for trait in (Trait.CLASS, Trait.AGE):
        middles = [(q.least + q.most) / 2 for q in pack.quotas if q.trait is trait]
        assert sum(middles) == 1
    assert pack.ground("composition.age_band") is not None
