"""构成表: of which groups the roll is made, and who of them came, beside what the plan asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.meeting.presence import composition
from kiosk.meeting.quotas import EACH, Quota, Trait, group_of
from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.meeting.recording import Hashes, book_mark, heading
from kiosk.meeting.roll import DelegateClass, Known, Person
from kiosk.meeting.state import State

Quotas = Mapping[tuple[str, str], Quota]
"""By trait and group, as the rules of the meeting ask for them."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: its quota (None where none is known), who is on the roll, who came."""

    group: str
    quota: Quota | None
    roll: int
    came: int


@dataclass(frozen=True, slots=True)
class CompositionPart:
    """The groups of one trait; the empty group are those of whom it is not known."""

    trait: Trait
    groups: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True)
class CompositionTable:
    """The assembly by class, age band and occupation, without those who only attend."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    roll: int
    came: int
    parts: tuple[CompositionPart, ...]


def quotas_of(state: State) -> Quotas:
    """The quotas that the meeting's rule pack names."""
    named = state.pack.quotas if state.pack is not None else ()
    return {(one.trait, one.group): one for one in named}


def composition_table(
    state: State, persons: Mapping[int, Person], *, paper: PaperMark, hashes: Hashes
) -> CompositionTable:
    """The table; what the personal records told is gone with them, the classes stay."""
    assert state.last is not None
    known = {number: Known.of(one) for number, one in persons.items()}
    members = [one for one in state.roll.values() if one.delegate_class != DelegateClass.ATTENDEE]
    came = frozenset(one.seat for one in members if state.stays.get(one.seat))
    quotas = quotas_of(state)
    parts: list[CompositionPart] = []
    for trait in Trait:
        groups = {one.seat: group_of(one, trait, known) for one in members}
        if any(groups.values()):
            parts.append(CompositionPart(trait, tuple(_lines(trait, groups, came, quotas))))
    return CompositionTable(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        roll=len(members),
        came=len(came),
        parts=tuple(parts),
    )


def _lines(
    trait: Trait, groups: Mapping[str, str], came: frozenset[str], quotas: Quotas
) -> Iterable[GroupLine]:
    order = {group: at for at, (of, group) in enumerate(quotas) if of == trait}
    shares = composition(groups, came)
    for group, roll, here in sorted(
        shares, key=lambda one: (not one[0], order.get(one[0], len(order)), one[0])
    ):
        quota = quotas.get((trait, group), quotas.get((trait, EACH))) if group else None
        yield GroupLine(group, quota, roll, here)
