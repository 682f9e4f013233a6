"""The roll: who belongs to the meeting (应到), frozen before it opens.

The chain holds no name: a delegate stands there as number, seat, class, voting right and a salted
commitment to the personal record, which the book keeps outside the chain (个人信息保护法 §§28-31).
"""

from dataclasses import dataclass, field
from enum import StrEnum


class DelegateClass(StrEnum):
    """The classes of the plan's composition (60/15/10/10/5) and those who attend without a vote."""

    CITIZEN = "citizen"
    CONGRESS_DEPUTY = "congress_deputy"
    CONSULTATIVE_MEMBER = "consultative_member"
    EXPERT = "expert"
    GOVERNMENT = "government"
    ATTENDEE = "attendee"


UNDER_18 = "under18"


@dataclass(frozen=True, slots=True)
class Delegate:
    """One line of the frozen roll. `votes` is false for 列席 and for those under 18.

    `area` is what an owner owns, all units together, in 0.01 m²; one owner is one head.
    """

    number: int
    seat: str
    delegate_class: DelegateClass
    votes: bool
    commitment: str
    area: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """What the chain must not hold. `salt` is 32 hex digits; the commitment is over all up to it.

    `age_band` is "under18", "18to65", "over65" or empty; `group` the discussion group or empty.
    What stands after the salt never leaves the book, not even with the notary's bundle.
    """

    number: int
    name: str
    group: str
    age_band: str
    occupation: str
    salt: str
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    income_band: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """What screens and statistics may know of a person; all empty once the records are gone."""

    name: str = ""
    group: str = ""
    age_band: str = ""
    occupation: str = ""

    @classmethod
    def of(cls, person: Person) -> "Known":
        return cls(person.name, person.group, person.age_band, person.occupation)

    @property
    def under_18(self) -> bool:
        return self.age_band == UNDER_18


def masked(name: str) -> str:
    """A name as a public screen may show it: 张伟 is 张*, 张建伟 张*伟, 欧阳建伟 欧**伟."""
    if len(name) < 2:
        return name
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]
