# SPDX-License-Identifier: Apache-2.0
"""The papers of one poll besides its record (bundle.md §14): before it, of its presses, by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kiosk.verifier import channels, paperrecord
from kiosk.verifier.alike import UNKNOWN
from kiosk.verifier.chain import Entry
from kiosk.verifier.course import Course, time_of
from kiosk.verifier.peoplesheets import name_of, newest
from kiosk.verifier.pollpresses import Presses, presses
from kiosk.verifier.told import Of, PollTold, Told
from kiosk.verifier.voterecord import aside, by_reason

BALLOTS = "paper_ballots"


def zero_report(
    course: Course, found: Told, number: int, as_of: int, names: dict[int, str] | None
) -> Of:
    """The zero report; `KeyError` where the poll does not stand as it was laid down."""
    del names
    hall, poll = found.hall, found.polls[number]
    if hall.polls[number].stage != "prepared":
        raise KeyError(number)
    online = {keypad for heard in found.online.values() for keypad in heard}
    present = len(hall.voting(hall.present))
    return {
        **_of_the_poll(course, found, poll, as_of),
        "attendance": paperrecord.attendance(found, poll, present, hall.present),
        "bases": paperrecord.equipment(found, poll),
        "keypads": len(hall.seat_of),
        "heard": len(online & hall.seat_of.keys()),
        "refused": by_reason(presses(course, number, as_of).refused),
    }


def uncounted_presses(
    course: Course, found: Told, number: int, as_of: int, names: dict[int, str] | None
) -> Of:
    """The list of what did not count: of a secret poll without keys, and not who pressed again."""
    poll, held = found.polls[number], found.hall.polls[number]
    heard = presses(course, number, as_of, poll.turned)
    lines = [(entry, entry.of["reason"]) for entry in heard.refused] + heard.told(held.plan)
    return {
        **_of_the_poll(course, found, poll, as_of),
        "stage": held.stage,
        "voided": None if poll.voided is None else aside(poll.voided),
        "presses": sums(heard, stood_by=number in course.evidence),
        "lines": [
            line(found, entry, reason, names, keys=held.plan.named)
            for entry, reason in sorted(lines, key=lambda one: one[0].number)
        ],
    }


def counting_sheet(
    course: Course, found: Told, number: int, as_of: int, names: dict[int, str] | None
) -> Of:
    """The hand-count sheet: what was entered of each channel that people count."""
    del names
    poll, held = found.polls[number], found.hall.polls[number]
    return {
        **_of_the_poll(course, found, poll, as_of),
        "channels": [
            {
                "channel": one,
                "issued": len(held.papers) if one == "paper" else 0,
                "spoilt": poll.spoilt if one == "paper" else 0,
                "entitled": None
                if poll.closing is None
                else len(channels.entitled(found.hall, held, one)),
                "sheets": [
                    [by, channels.written(sheet)] for of, by, sheet in held.counts if of == one
                ],
                "agreed": channels.agreed(found.hall, held, one) is not None,
            }
            for one in channels.counted_channels(held)
        ],
    }


def paper_ballots(
    course: Course, found: Told, number: int, as_of: int, names: dict[int, str] | None
) -> Of:
    """Ballot papers: the numbers that stand and were handed out since the last printing."""
    del names
    poll, held = found.polls[number], found.hall.polls[number]
    sheets = [one.of for one in found.papers if one.of.get("kind") == BALLOTS]
    before = max((one["as_of"] for one in sheets if one["poll"] == number), default=-1)
    return {
        **_of_the_poll(course, found, poll, as_of),
        "numbers": [one for one in held.papers if poll.numbered[one] > before],
        "issued": len(held.papers) + poll.spoilt,
    }


def _of_the_poll(course: Course, found: Told, poll: PollTold, as_of: int) -> Of:
    return {
        "book": newest(course, as_of),
        "plan": paperrecord.plan_of(poll),
        "item_title": poll.item_title or found.items[poll.plan["item"]].title,
        "motion": paperrecord.motion_of(found, poll),
    }


def line(found: Told, entry: Entry, reason: str, names: dict[int, str] | None, *, keys: bool) -> Of:
    """A press that does not count; the seat is empty where the keypad was nobody's."""
    press, seat = entry.of["press"], entry.of["seat"]
    return {
        "entry": entry.number,
        "seat": seat,
        "name": name_of(names, found.roll[seat]["number"]) if seat in found.roll else "",
        **{name: press[name] for name in ("base", "keypad")},
        "keys": press["keys"] if keys else [],
        "at": time_of(entry),
        "reason": reason,
    }


def sums(heard: Presses, *, stood_by: bool) -> Of:
    """The account of a poll's presses; `stood_by`: there is evidence, not counted."""
    fates = Counter([*(reason for _, reason in heard.replaced), *_reasons(heard.refused)])
    replaced, refused = len(heard.replaced), len(heard.refused)
    return {
        "heard": len(heard.standing) + replaced + refused,
        "counted": len(heard.standing),
        "replaced": replaced,
        "refused": refused,
        "stood_by": UNKNOWN if stood_by else 0,
        "reasons": [list(one) for one in sorted(fates.items())],
    }


def _reasons(refused: Iterable[Entry]) -> list[Any]:
    return [one.of["reason"] for one in refused]
