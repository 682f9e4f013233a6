"""Orders about the agenda: items, texts put to the vote, their evidence, who speaks for whom."""

from dataclasses import dataclass

from kiosk.meeting.agenda import Gate


@dataclass(frozen=True, slots=True)
class TableItem:
    item: int
    title: str
    noticed: str


@dataclass(frozen=True, slots=True)
class PutMotion:
    item: int
    title: str
    text: str
    noticed: bool


@dataclass(frozen=True, slots=True)
class EnterPhase:
    item: int
    phase: str


@dataclass(frozen=True, slots=True)
class WithdrawItem:
    """Take an item off the agenda; tabled again, it is back."""

    item: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ResumeItem:
    """Take an item that was not passed back to an earlier phase."""

    item: int
    phase: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class DemandGate:
    """The item must come with the evidence of this gate."""

    item: int
    gate: Gate
    by: str


@dataclass(frozen=True, slots=True)
class GiveReview:
    """The legality opinion on the item's newest text; `day` is ISO."""

    item: int
    number: str
    day: str
    opinion: str
    lawful: bool
    by: str


@dataclass(frozen=True, slots=True)
class CountAttention:
    item: int
    attentive: int
    asked: int
    by: str


@dataclass(frozen=True, slots=True)
class FindMajorInterest:
    item: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class MoveAmendment:
    """Item `item` amends item `amends`."""

    item: int
    amends: int
    by: str


@dataclass(frozen=True, slots=True)
class Recuse:
    item: int
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameCandidate:
    item: int
    seat: str
    by: str


@dataclass(frozen=True, slots=True)
class GiveProxy:
    """In the polls on the item `holder` speaks for the seat."""

    item: int
    seat: str
    holder: str
    by: str


@dataclass(frozen=True, slots=True)
class WithdrawProxy:
    item: int
    seat: str
    by: str
