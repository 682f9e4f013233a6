"""Composition: who is here by class, age and occupation, beside what the pack says of the whole.

Plan §2.3.3: 60/15/10/10/5 by class; 60/20/20 by age; 15 to 20 per cent of each occupation. A quota
that is missed is a warning and nothing more: it never closes a gate and never weighs a ballot.

Everybody of the assembly is counted, those under 18 too, and those who only attend are not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kiosk.meeting.roll import Delegate, DelegateClass, Known

EACH = "each"
"""A quota that holds for every group of its kind."""


class Trait(StrEnum):
    """What an assembly is composed by."""

    CLASS = "delegate_class"
    AGE = "age_band"
    OCCUPATION = "occupation"


@dataclass(frozen=True, slots=True)
class Quota:
    """What share of the assembly a group is to have: from `least` to `most`, both included."""

    trait: Trait
    group: str
    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A group: how many of it are on the roll and here, of how many here, and its quota."""

    trait: Trait
    group: str
    roll: int
    present: int
    of: int
    quota: Quota | None = None

    @property
    def outside(self) -> bool:
        """True when the quota is missed by those who are here now."""
        if self.quota is None or not self.of:
            return False
        return not self.quota.least <= Fraction(self.present, self.of) <= self.quota.most


Groups = Mapping[Trait, Mapping[str, str]]
"""Of each trait, who is in which group: seat → group. It changes with the roll alone."""


def groups_of(roll: Iterable[Delegate], people: Mapping[int, Known]) -> Groups:
    """The groups of everybody but those who only attend; of whom it is not known is in none."""
    members = [one for one in roll if one.delegate_class is not DelegateClass.ATTENDEE]
    return {
        trait: {one.seat: group for one in members if (group := group_of(one, trait, people))}
        for trait in Trait
    }


def shares(
    groups: Groups, present: Iterable[str], *, quotas: Iterable[Quota]
) -> tuple[GroupShare, ...]:
    """Every group by trait, in the order of the quotas, then by name; `present` are seats.

    A trait of which nothing is known (after a retention delete, or never asked for) is left out.
    """
    here, wanted = tuple(present), tuple(quotas)
    found: list[GroupShare] = []
    for trait, of in groups.items():
        found += _of_trait(trait, of, here, [q for q in wanted if q.trait is trait])
    return tuple(found)


def group_of(one: Delegate, trait: Trait, people: Mapping[int, Known]) -> str:
    """Which group of this kind a delegate is in; empty where it is not known."""
    if trait is Trait.CLASS:
        return one.delegate_class
    person = people.get(one.number, Known())
    return person.age_band if trait is Trait.AGE else person.occupation


def _of_trait(
    trait: Trait, groups: Mapping[str, str], present: Iterable[str], quotas: list[Quota]
) -> Iterable[GroupShare]:
    on_roll = Counter(groups.values())
    here = Counter(groups[seat] for seat in present if seat in groups)
    named = {quota.group: quota for quota in quotas}
    order = [group for group in named if group != EACH]
    order += sorted(group for group in on_roll if group not in named)
    for group in order if groups else ():
        quota = named.get(group, named.get(EACH))
        yield GroupShare(trait, group, on_roll[group], here[group], here.total(), quota)
