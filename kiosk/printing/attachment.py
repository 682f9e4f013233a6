"""The record as a machine reads it: the JSON that travels inside the PDF.

Written like the bodies of the book (docs/bundle.md §1): a tuple is an array, a nested value an
object, an exact fraction the text "2/3", a time ISO 8601 in UTC.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import cast

from kiosk.meeting.ballot_sheets import CountingSheet, PaperBallots
from kiosk.meeting.closing import ClosingReport
from kiosk.meeting.composing import CompositionTable
from kiosk.meeting.duty_list import DutyList
from kiosk.meeting.minutes import Minutes
from kiosk.meeting.notarial import NotarialNotes
from kiosk.meeting.opening import OpeningSheet
from kiosk.meeting.people import AllowanceSheet, Passes, RollSheet
from kiosk.meeting.record import VoteRecord, ZeroReport
from kiosk.meeting.sealed import SealSlip
from kiosk.meeting.uncounted import UncountedPresses
from kiosk.printing.breaking import plain
from kiosk.printing.fonts import check

FORMAT = "kiosk-record/1"

Sheet = (
    OpeningSheet
    | CompositionTable
    | PaperBallots
    | CountingSheet
    | UncountedPresses
    | DutyList
    | Minutes
    | ClosingReport
    | NotarialNotes
)
"""Papers that say how the meeting stood when they were ordered."""
Record = VoteRecord | ZeroReport | RollSheet | AllowanceSheet | SealSlip | Passes | Sheet
"""What a paper is made from."""


def record_json(record: Record) -> bytes:
    """One JSON object, members in the order of the record's fields."""
    told = {"format": FORMAT, "kind": type(record).__name__, "record": _plain(record)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def check_texts(record: Record) -> None:
    """Refuse a record that holds a character without a glyph; the fault names the field."""
    for where, text in _texts(_plain(record), ""):
        for line in plain(text).split("\n"):
            check(line, where)


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        held = cast("Mapping[str, object]", value)
        return {name: _plain(each) for name, each in held.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in cast("tuple[object, ...]", value)]
    return _written(value)


def _written(value: object) -> object:
    """Times, days and fractions as text; whatever JSON has of its own as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for name, each in cast("dict[str, object]", value).items():
            yield from _texts(each, f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for at, each in enumerate(cast("list[object]", value)):
            yield from _texts(each, f"{where}[{at}]")
