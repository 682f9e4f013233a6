# SPDX-License-Identifier: Apache-2.0
"""The papers about a whole meeting (bundle.md §14): its opening, its minutes, its end.

Of these the rules of a pack, the steps of the course in words and due days by a calendar are not
told here: `UNKNOWN` stands for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from kiosk.verifier import channels, paperrecord
from kiosk.verifier.alike import UNKNOWN
from kiosk.verifier.chain import Entry, entry_of
from kiosk.verifier.course import Course, instant, mark_of, time_of
from kiosk.verifier.hall import Poll
from kiosk.verifier.peoplesheets import by_class, counted, newest, who_came
from kiosk.verifier.pollpresses import presses
from kiosk.verifier.pollsheets import line, sums
from kiosk.verifier.told import ItemTold, Of, PollTold, Told
from kiosk.verifier.voterecord import aside, declared_alike

MEDIUM = {"MirrorLost": "lost", "MirrorForgone": "forgone", "MirrorReturned": "level"}
ADDED_UP = ("heard", "counted", "replaced", "refused", "stood_by")
OF_A_PAPER = ("number", "kind", "poll", "copy", "pages", "sha256", "file", "as_of")


class Meeting:
    """A meeting up to an entry; `right` are the polls as they were recomputed, by number."""

    def __init__(
        self,
        course: Course,
        found: Told,
        as_of: int,
        names: dict[int, str] | None,
        right: dict[int, Of],
    ) -> None:
        self.course, self.found, self.as_of = course, found, as_of
        self.names, self.right = names, right
        self.notes = [one for one in course.notes if one.number <= as_of]

    def opening_sheet(self) -> Of:
        """The opening sheet: what stood fast when the meeting was opened."""
        found, hall = self.found, self.found.hall
        voting = len(hall.voting(hall.present))
        return {
            **self._book(),
            "starts": len(self._all("KioskStarted")),
            "frozen": self._by_two("RollFrozen"),
            "opened": self._by_two("MeetingOpened"),
            "officers": self._officers(),
            "entitled": hall.roll,
            "attendees": len(found.roll) - hall.roll,
            "present": voting,
            "attendees_present": len(hall.present) - voting,
            "classes": by_class(found, hall.present),
            "keypads": len(hall.seat_of),
            "bases": [
                {name: base[name] for name in OF_A_BASE} for _, base in sorted(found.bases.items())
            ],
            "rules": UNKNOWN,
            "items": [
                {
                    **_item(number, item),
                    **_motion(item.motions[-1]),
                }
                for number, item in found.items.items()
                if item.motions
            ],
        }

    def closing_report(self) -> Of:
        """The closing report: the account of the whole meeting."""
        polls = self._polls()
        strays = [*self._strays()]
        closed = next(iter(self._all("MeetingClosed")), None)
        added: Of = {name: _sum(one["presses"][name] for one in polls) for name in ADDED_UP}
        return {
            **self._book(),
            **self._counted(),
            "closed_at": None if closed is None else time_of(closed),
            "closed_by": "" if closed is None else closed.of["by"],
            "polls": polls,
            "presses": {
                **added,
                "heard": added["heard"] + len(strays),
                "refused": added["refused"] + len(strays),
                "of_no_poll": len(strays),
            },
            "strays": strays,
            "papers": self._papers(),
            "mishaps": UNKNOWN,
            "halts": len(self._all("Halted")),
            "starts": len(self._all("KioskStarted")),
            "objections": self._objections(),
            "unproven": [
                [number, why]
                for number, poll in self.found.polls.items()
                for why in _unproven(poll, self.found.hall.polls[number])
            ],
        }

    def notarial_notes(self) -> Of:
        """The notes for the notary."""
        return {
            **self._book(),
            **self._counted(),
            "officers": self._officers(),
            "steps": UNKNOWN,
            "mishaps": UNKNOWN,
            "polls": self._polls(),
            "papers": self._papers(),
        }

    def minutes(self) -> Of:
        """The draft of the minutes."""
        found, polls = self.found, self._polls()
        voting = [seat for seat in found.leave if found.hall.votes.get(seat)]
        opened = [*self._all("BookOpened"), *self._all("MeetingOpened")][-1]
        book = newest(self.course, self.as_of)
        return {
            "book": book,
            "began": time_of(opened),
            "until": book["utc"],
            "closed": bool(self._all("MeetingClosed")),
            "officers": self._officers(),
            **counted(found),
            "excused": len({*voting} - who_came(found)),
            "classes": by_class(found, who_came(found)),
            "items": [
                {
                    **_item(number, item),
                    "withdrawn": found.hall.withdrawn.get(number, ""),
                    "amends": item.amends,
                    **_motion(item.motions[-1] if item.motions else NO_MOTION),
                    "text": item.motions[-1]["text"] if item.motions else "",
                    "polls": [one for one in polls if one["item"] == number],
                }
                for number, item in found.items.items()
            ],
            "duties": self._duties(),
            "objections": self._objections(),
        }

    def duty_list(self) -> Of:
        """The duty list; the day by which each is due needs a calendar of working days."""
        return {"book": newest(self.course, self.as_of), "lines": self._duties()}

    def _duties(self) -> list[Of]:
        offset = timedelta(minutes=self.found.card["utc_offset_min"])
        lines: list[Of] = []
        for of in (one.of for one in self._all("DutyAssigned")):
            poll = self.found.polls[of["poll"]]
            if poll.declared is None:
                raise KeyError(of["poll"])
            lines.append(
                {
                    **{name: of[name] for name in OF_A_DUTY},
                    "record": poll.record,
                    "motion": paperrecord.motion_of(self.found, poll)["title"],
                    "since": (instant(poll.declared.utc) + offset).date().isoformat(),
                    "due": UNKNOWN,
                    "unpublished": UNKNOWN,
                }
            )
        return lines

    def _book(self) -> Of:
        media = [MEDIUM[one.fact] for one in self.notes if one.fact in MEDIUM]
        return {
            "book": newest(self.course, self.as_of),
            "genesis": mark_of(self.course, 0, self.notes[0]),
            "medium": ["level", *media][-1],
        }

    def _counted(self) -> Of:
        of = counted(self.found)
        return {name: of[name] for name in ("entitled", "came", "attendees_came")}

    def _officers(self) -> list[list[str]]:
        return [[name, role] for name, role in self.found.offices.items()]

    def _all(self, fact: str) -> list[Entry]:
        return [one for one in self.notes if one.fact == fact]

    def _by_two(self, fact: str) -> Any:
        done = self._all(fact)
        if not done:
            return None
        of, last = done[-1].of, done[-1]
        return {
            "book": mark_of(self.course, last.number, last),
            "officers": of.get("officers", []),
            "reason": of.get("reason", ""),
        }

    def _objections(self) -> list[list[str]]:
        return [[one.of["by"], one.of["text"]] for one in self._all("Objected")]

    def _papers(self) -> list[Of]:
        return [
            {**{name: one.of[name] for name in OF_A_PAPER}, "printed": UNKNOWN}
            for one in self.found.papers
        ]

    def _strays(self) -> Iterator[Of]:
        """Presses that belong to no poll, in the order of the book."""
        numbers = [
            number
            for poll, held in self.course.presses.items()
            if poll not in self.found.polls
            for number in held
            if number <= self.as_of
        ]
        for number in sorted(numbers):
            entry = entry_of(self.course.bodies[number], number)
            yield line(self.found, entry, entry.of["reason"], self.names, keys=True)

    def _polls(self) -> list[Of]:
        return [self._poll(number) for number in self.found.polls]

    def _poll(self, number: int) -> Of:
        poll, held = self.found.polls[number], self.found.hall.polls[number]
        plan, ending = poll.plan, poll.declared
        return {
            **{name: plan[name] for name in ("poll", "item", "round", "named", "form")},
            "item_title": poll.item_title or self.found.items[plan["item"]].title,
            "motion_title": paperrecord.motion_of(self.found, poll)["title"],
            "elects": plan["rule"].get("elects", False),
            "stage": held.stage,
            "opened_at": None if poll.opened is None else time_of(poll.opened),
            "closed_at": None if poll.closing is None else time_of(poll.closing),
            "declared": None if ending is None else mark_of(self.course, ending.number, ending),
            "declared_by": "" if ending is None else ending.of.get("by", UNKNOWN),
            **declared_alike(ending, self.right.get(number, {})),
            "presses": sums(
                presses(self.course, number, self.as_of, poll.turned),
                stood_by=number in self.course.evidence,
            ),
            "root": poll.closed.get("root", ""),
            "zero_report": poll.zero_report,
            "record": poll.record,
            "compared": poll.compared,
            "voided": None if poll.voided is None else aside(poll.voided),
        }


OF_A_DUTY = ("duty", "poll", "unit", "task", "acceptance", "days", "counting")
OF_A_BASE = ("base", "protocol", "identity", "first_keypad", "keypads")
NO_MOTION: Of = {"title": "", "version": 0, "sha256": ""}


def _item(number: int, item: ItemTold) -> Of:
    return {"item": number, "title": item.title, "noticed": item.noticed}


def _motion(motion: Of) -> Of:
    return {"motion": motion["title"], "version": motion["version"], "sha256": motion["sha256"]}


def _sum(figures: Any) -> Any:
    """UNKNOWN where one of them is."""
    held = [*figures]
    return UNKNOWN if UNKNOWN in held else sum(held)


def _unproven(poll: PollTold, held: Poll) -> Iterator[str]:
    """What of a poll rests on people's word and not on the book alone."""
    told = {
        "urn": poll.urn,
        "counted_by_people": channels.counted_channels(held),
        "base_missed": poll.missed,
        "totals_only": poll.totals_only,
        "clocks_lost": held.era,
        "gate_overridden": poll.overrides,
    }
    yield from (why for why, ground in told.items() if ground)
