# SPDX-License-Identifier: Apache-2.0
"""The papers of people (bundle.md §14): who was there and when, of which classes, what it is worth.

Names are held against `persons.jsonl`; where that is not in the bundle, `UNKNOWN` stands. What a
day is worth is no fact of the book: the sums are recomputed with the rule that the sheet names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from kiosk.verifier.alike import UNKNOWN
from kiosk.verifier.chain import entry_of
from kiosk.verifier.course import Course, instant, mark_of
from kiosk.verifier.told import Of, Told

CLASSES = ("citizen", "congress_deputy", "consultative_member", "expert", "government", "attendee")
BY_CLASS = "delegate_class"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def newest(course: Course, as_of: int) -> Of:
    """The mark of the entry that a paper about the whole meeting is tied to: the last it knew."""
    return mark_of(course, as_of, entry_of(course.bodies[as_of], as_of))


def in_order(found: Told) -> list[Of]:
    """The roll by number."""
    return sorted(found.roll.values(), key=lambda one: one["number"])


def name_of(names: dict[int, str] | None, number: int) -> Any:
    return UNKNOWN if names is None else names.get(number, "")


def who_came(found: Told) -> set[str]:
    """Whoever was in the hall at any time."""
    return {seat for seat, stays in found.stays.items() if stays}


def by_class(found: Told, came: Collection[str]) -> list[list[Any]]:
    """Each class of the roll: how many stand on it, how many of them are among `came`."""
    roll = [(one["delegate_class"], one["seat"] in came) for one in found.roll.values()]
    return [
        [name, sum(of == name for of, _ in roll), sum(of == name and here for of, here in roll)]
        for name in sorted({of for of, _ in roll}, key=CLASSES.index)
    ]


def counted(found: Told) -> Of:
    """Those with a vote and those without: on the roll, and who came."""
    came, roll = who_came(found), found.hall.roll
    voting = len(found.hall.voting(came))
    return {
        "entitled": roll,
        "came": voting,
        "attendees": len(found.roll) - roll,
        "attendees_came": len(came) - voting,
    }


def roll_sheet(
    course: Course, found: Told, names: dict[int, str] | None, as_of: int, record: Of
) -> Of:
    """The attendance sheet."""
    del record
    hall, came = found.hall, who_came(found)
    return {
        "book": newest(course, as_of),
        "lines": [
            {
                **{name: one[name] for name in ("number", "seat", "delegate_class", "votes")},
                "name": name_of(names, one["number"]),
                "stays": found.stays.get(one["seat"], []),
                "keypad": found.given.get(one["seat"]),
                "excused": one["seat"] in found.leave and one["seat"] not in came,
            }
            for one in in_order(found)
        ],
        **counted(found),
        "present": len(hall.voting(hall.present)),
        "classes": by_class(found, came),
        "amended": sorted(found.amended),
        "unreturned": [list(one) for one in sorted({**hall.seat_of, **found.missing}.items())],
    }


# ---- the allowance sheet -------------------------------------------------------------------------


def allowance_sheet(
    course: Course, found: Told, names: dict[int, str] | None, as_of: int, record: Of
) -> Of:
    """Everybody who came, by the rule that the sheet names; it is no fact of the book."""
    book, rule = newest(course, as_of), record["rule"]
    return {
        "book": book,
        "rule": UNKNOWN,
        "until": book["utc"],
        "lines": [
            {
                **{name: one[name] for name in ("number", "seat", "delegate_class")},
                "name": name_of(names, one["number"]),
                "days": days,
                "fen": sum(day["halves"] for day in days) * rule["fen_a_day"] // 2,
            }
            for one in in_order(found)
            if (days := _days(found, one["seat"], instant(book["utc"]), rule))
        ],
    }


def _days(found: Told, seat: str, until: datetime, rule: Of) -> list[Of]:
    """The civil days of a seat: whole minutes in the hall, and the half days that they make."""
    offset = timedelta(minutes=found.card["utc_offset_min"])
    spent: dict[date, timedelta] = {}
    for stay in found.stays.get(seat, ()):
        left = until if stay["left"] is None else instant(stay["left"])
        for day, length in _by_day(instant(stay["came"]) + offset, left + offset):
            spent[day] = spent.get(day, timedelta()) + length
    return [_day(day, spent[day] // MINUTE, rule) for day in sorted(spent)]


def _by_day(came: datetime, left: datetime) -> Iterator[tuple[date, timedelta]]:
    """What of a stay falls into each day; midnight ends one."""
    midnight = datetime.combine(came.date() + DAY, time())
    while midnight < left:
        yield came.date(), midnight - came
        came, midnight = midnight, midnight + DAY
    yield came.date(), left - came


def _day(day: date, minutes: int, rule: Of) -> Of:
    halves = sum(minutes >= rule[name] for name in ("half_from_min", "full_from_min"))
    return {"day": day.isoformat(), "minutes": minutes, "halves": halves}


# ---- the composition table -----------------------------------------------------------------------


def composition_table(
    course: Course, found: Told, names: dict[int, str] | None, as_of: int, record: Of
) -> Of:
    """The classes first; ages and occupations are personal, and what is asked for is the pack's."""
    del names
    came, parts = who_came(found), record["parts"]
    groups = [one for one in by_class(found, came) if one[0] != CLASSES[-1]]
    lines = {
        name: {"group": name, "quota": UNKNOWN, "roll": roll, "came": here}
        for name, roll, here in groups
    }
    named = [line["group"] for line in parts[0]["groups"]] if parts else []
    if sorted(named) != sorted(lines):
        raise LookupError
    classes = {"trait": BY_CLASS, "groups": [lines[name] for name in named]}
    return {
        "book": newest(course, as_of),
        "roll": sum(roll for _, roll, _ in groups),
        "came": sum(here for _, _, here in groups),
        "parts": [classes, *(UNKNOWN for _ in parts[1:])] if lines else [],
    }
