"""The sample assembly of the gallery: its classes and ages, with the shares of the plan."""

from fractions import Fraction

from kiosk.meeting.quotas import GroupShare, Quota, Trait
from kiosk.meeting.roll import DelegateClass

SLACK = Fraction(1, 20)
CLASSES = (
    (DelegateClass.CITIZEN, 72, 50, 60),
    (DelegateClass.CONGRESS_DEPUTY, 18, 15, 15),
    (DelegateClass.CONSULTATIVE_MEMBER, 12, 9, 10),
    (DelegateClass.EXPERT, 12, 10, 10),
    (DelegateClass.GOVERNMENT, 6, 3, 5),
)
AGES = (("18to65", 84, 66, 60), ("over65", 24, 15, 20), ("under18", 12, 6, 20))


def sample_composition() -> tuple[GroupShare, ...]:
    """Two traits, of which some groups are outside their share."""
    return (*_shares(Trait.CLASS, CLASSES), *_shares(Trait.AGE, AGES))


def _shares(trait: Trait, rows: tuple[tuple[str, int, int, int], ...]) -> tuple[GroupShare, ...]:
    here = sum(present for _, _, present, _ in rows)
    return tuple(
        GroupShare(
            trait,
            group,
            roll,
            present,
            here,
            Quota(trait, group, Fraction(wanted, 100) - SLACK, Fraction(wanted, 100) + SLACK),
        )
        for group, roll, present, wanted in rows
    )
