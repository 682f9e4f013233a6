"""Every sheet but the vote record, too: what it says is what the verifier finds in the bundle.

The meetings are those of `test_whole_meetings`, led at random. A sheet is told by the kiosk from
its state and by the verifier from the bundle; then each member of it is changed, one by one.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile
from types import SimpleNamespace
from typing import Any

import pytest
from test_whole_meetings import Read, meetings  # noqa: F401  a fixture

from kiosk.meeting import facts as f
from kiosk.meeting.ballot_sheets import counting_sheet, paper_ballots
from kiosk.meeting.closing import closing_report
from kiosk.meeting.columns import counted_by_people
from kiosk.meeting.composing import composition_table
from kiosk.meeting.duty_list import duty_list
from kiosk.meeting.facts import Entered
from kiosk.meeting.minutes import minutes
from kiosk.meeting.notable import NOTABLE
from kiosk.meeting.notarial import notarial_notes
from kiosk.meeting.opening import opening_sheet
from kiosk.meeting.people import allowance_sheet, roll_sheet
from kiosk.meeting.poll import Stage
from kiosk.meeting.presence import AllowanceRule
from kiosk.meeting.record import PaperMark
from kiosk.meeting.recording import zero_report
from kiosk.meeting.state import replay
from kiosk.meeting.uncounted import uncounted_presses
from kiosk.printing.attachment import Record, record_json
from kiosk.verifier import attached
from kiosk.verifier.book import Issued
from kiosk.verifier.words import say

MARK = PaperMark("2026-001", 1, 1)
RULE = AllowanceRule(half_from_min=0)
LEFT_OUT = {
    "ZeroReport": set[str](),
    "RollSheet": set[str](),
    "AllowanceSheet": {"rule"},
    "CompositionTable": {"parts", "parts.groups.quota"},
    "OpeningSheet": {"rules"},
    "UncountedPresses": {"presses.stood_by"},
    "CountingSheet": set[str](),
    "PaperBallots": set[str](),
    "DutyList": {"lines.due", "lines.unpublished"},
    "Minutes": {"duties.due", "duties.unpublished", "items.polls.presses.stood_by"},
    "ClosingReport": {"mishaps", "papers.printed", "presses.stood_by", "polls.presses.stood_by"},
    "NotarialNotes": {"mishaps", "steps", "papers.printed", "polls.presses.stood_by"},
}
"""What the verifier may say of a sheet that it did not compare."""


def notable(entered: list[Entered]) -> list[Entered]:
    return [one for one in entered if isinstance(one.fact, NOTABLE)]


def sheets(read: Read) -> Iterator[Record]:
    """Each sheet of the meeting as its book ends, and of each poll a report before it opened."""
    entered, state = read.hall.entered, read.hall.state
    hashes = {number: held.hex() for number, held in enumerate(read.reading.known.hashes)}
    mark: dict[str, Any] = {"paper": MARK, "hashes": hashes}
    told = notable(entered)
    yield roll_sheet(state, names={}, **mark)
    yield allowance_sheet(state, rule=RULE, names={}, **mark)
    yield composition_table(state, {}, **mark)
    yield duty_list(state, is_workday=lambda day: True, **mark)
    yield closing_report(state, told, names={}, **mark)
    yield notarial_notes(state, told, **mark)
    yield minutes(state, began=told[0].utc, is_workday=lambda day: True, **mark)
    for number, poll in state.polls.items():
        yield uncounted_presses(state, number, names={}, **mark)
        if counted_by_people(poll):
            yield counting_sheet(state, number, **mark)
        if poll.papers or poll.spoilt:
            yield paper_ballots(state, number, **mark)
    for opened in (one for one in entered if isinstance(one.fact, f.PollOpened)):
        before = list(takewhile(lambda one, end=opened: one.number < end.number, entered))
        stood = replay(before)
        assert stood.polls[opened.fact.poll].stage is Stage.PREPARED
        yield zero_report(stood, opened.fact.poll, **mark)
        yield opening_sheet(stood, notable(before), **mark)


def verdict(value: Any, read: Read, issued: Issued) -> tuple[bool | None, str]:
    """What the verifier says of this `record.json` in the paper that the book has so issued."""
    pdf: Any = SimpleNamespace(attached={attached.RECORD: json.dumps(value).encode()}.get)
    ok, said = attached.attached(pdf, replace(read.reading.known, names={}), issued)
    return ok, say(said, "en")


def issue(sheet: Record) -> Issued:
    kind = re.sub("(?<!^)(?=[A-Z])", "_", type(sheet).__name__).lower()
    told: Any = sheet
    poll = told.plan.poll if hasattr(told, "plan") else 0
    return Issued(9999, MARK.number, "", "", 1, "", "", (), kind, poll, told.book.entry)


def left_out(said: str) -> set[str]:
    return set(said.partition("not compared: ")[2].split(", ")) - {""}


def test_the_sheets_of_twenty_meetings_are_recounted(
    meetings: Callable[[int], Read],  # noqa: F811
) -> None:
    kinds: set[str] = set()
    for seed in range(20):
        read = meetings(seed)
        for sheet in sheets(read):
            kind = type(sheet).__name__
            ok, said = verdict(json.loads(record_json(sheet)), read, issue(sheet))
            assert ok is True, (seed, kind, said)
            assert left_out(said) <= LEFT_OUT[kind], (seed, kind, said)
            kinds.add(kind)
    assert kinds == LEFT_OUT.keys()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value that is no object and no list."""
    held = value.items() if isinstance(value, dict) else enumerate(value)
    for name, each in held:
        if isinstance(each, dict | list):
            yield from places(each, (*path, name))
        else:
            yield (*path, name)


def other(value: Any) -> Any:
    """Of the same kind, and another."""
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value or ''}1"


def is_left_out(path: tuple[Any, ...], kind: str) -> bool:
    named = [str(one) for one in path if isinstance(one, str)]
    before = {".".join(named[:end]) for end in range(1, len(named) + 1)}
    return bool(before & (LEFT_OUT[kind] - {"parts"}))


@pytest.mark.parametrize("seed", [3, 8])
def test_a_sheet_with_any_member_changed_is_caught_whichever_it_is(
    meetings: Callable[[int], Read],  # noqa: F811
    seed: int,
) -> None:
    read, tried = meetings(seed), 0
    for sheet in sheets(read):
        kind = type(sheet).__name__
        told = json.loads(record_json(sheet))
        for path in places(told["record"]):
            if is_left_out(path, kind):
                continue
            value = json.loads(json.dumps(told))
            held = value["record"]
            for step in path[:-1]:
                held = held[step]
            held[path[-1]] = other(held[path[-1]])
            assert verdict(value, read, issue(sheet))[0] is False, (kind, path)
            tried += 1
    assert tried > 500
