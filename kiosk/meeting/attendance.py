"""Attendance of a whole meeting: each delegate's stays, and what they add up to by group.

Whoever came at any time did come; a departure is a stay that ended before the meeting did. After a
retention delete there are no names, ages or occupations, and the classes still add up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.meeting.presence import MINUTE, AllowanceRule, DayInHall, Stay, days_in_hall, ended
from kiosk.meeting.quotas import Trait, group_of
from kiosk.meeting.roll import Known
from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """One delegate. `minutes` are whole ones in the hall, all stays together; `days` as allowed."""

    number: int
    seat: str
    name: str
    delegate_class: str
    votes: bool
    stays: tuple[Stay, ...]
    minutes: int
    departures: int
    days: tuple[DayInHall, ...]


@dataclass(frozen=True, slots=True)
class GroupAttendance:
    """A group: how many on the roll, how many came, how many left before the end, mean minutes.

    `mean_minutes` is of those who came, rounded down; 0 where nobody did.
    """

    trait: Trait
    group: str
    roll: int
    came: int
    left: int
    mean_minutes: int


def attendance(
    state: State, people: Mapping[int, Known], *, rule: AllowanceRule | None = None
) -> tuple[AttendanceLine, ...]:
    """Everybody of the roll by number; a stay that lasts ends with the book's last entry."""
    until = state.last.utc if state.last is not None else None
    offset = state.card.utc_offset_min if state.card is not None else 0
    held = rule or AllowanceRule()
    lines: list[AttendanceLine] = []
    for number, one in sorted(state.by_number.items()):
        stays = tuple(state.stays.get(one.seat, ()))
        lines.append(
            AttendanceLine(
                number=number,
                seat=one.seat,
                name=people.get(number, Known()).name,
                delegate_class=one.delegate_class,
                votes=one.votes,
                stays=stays,
                minutes=_minutes(stays, until),
                departures=sum(_departed(state, one.seat, stay) for stay in stays),
                days=days_in_hall(stays, until, offset_min=offset, rule=held) if until else (),
            )
        )
    return tuple(lines)


def _minutes(stays: tuple[Stay, ...], until: datetime | None) -> int:
    if until is None:
        return 0
    spent = [stay.left - stay.came for stay in ended(stays, until) if stay.left is not None]
    return sum(spent, timedelta()) // MINUTE


def _departed(state: State, seat: str, stay: Stay) -> bool:
    """The end of the meeting is nobody's departure."""
    return stay.left is not None and not (state.closed and stay.left == state.closed_utc)


def by_group(
    lines: Iterable[AttendanceLine], state: State, people: Mapping[int, Known]
) -> tuple[GroupAttendance, ...]:
    """The lines added up by class, age band and occupation; who is in no group is in none."""
    found: dict[tuple[Trait, str], list[AttendanceLine]] = {}
    for trait in Trait:
        for line in lines:
            group = group_of(state.by_number[line.number], trait, people)
            if group:
                found.setdefault((trait, group), []).append(line)
    return tuple(_added_up(trait, group, held) for (trait, group), held in found.items())


def _added_up(trait: Trait, group: str, lines: list[AttendanceLine]) -> GroupAttendance:
    came = [line for line in lines if line.stays]
    minutes = sum(line.minutes for line in came)
    return GroupAttendance(
        trait=trait,
        group=group,
        roll=len(lines),
        came=len(came),
        left=sum(line.departures > 0 for line in came),
        mean_minutes=minutes // len(came) if came else 0,
    )
