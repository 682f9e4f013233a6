"""The entry: a body of bytes and its hash (docs/bundle.md §1)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from kiosk.ledger.codec import fact_from, from_json, plain_fact, to_json
from kiosk.ledger.form import Misfit
from kiosk.ledger.mould import mould_of
from kiosk.ledger.quick import quick_fact
from kiosk.meeting.facts import Entered

FORMAT = 1
MEMBERS: dict[str, type] = {
    "v": int,
    "meeting": str,
    "n": int,
    "utc": str,
    "mono": int,
    "desk": str,
    "fact": str,
    "of": dict,
}
_entered = mould_of(Entered)
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the book stores of one fact; the hash is over `body` as it stands here."""

    number: int
    body: bytes
    hash: bytes


def write_utc(moment: datetime) -> str:
    """`2026-11-23T06:30:55.123456Z`; ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be entered")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


@lru_cache(maxsize=8)
def read_utc(text: str) -> datetime:
    """The aware instant of exactly the form that `write_utc` gives."""
    try:
        if _UTC.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise Misfit(f"{text!r:.40} is no UTC time to the microsecond", "utc")


def write_body(meeting: str, entered: Entered) -> bytes:
    """The body of an entered fact; the bytes that are hashed, stored and exported."""
    desk = {"desk": entered.desk} if entered.desk else {}
    return to_json(
        {
            "v": FORMAT,
            "meeting": meeting,
            "n": entered.number,
            "utc": write_utc(entered.utc),
            "mono": entered.mono_ns,
            **desk,
            "fact": type(entered.fact).__name__,
            "of": plain_fact(entered.fact),
        }
    )


def read_body(body: bytes) -> tuple[str, Entered]:
    """The meeting id and the fact of a body; Misfit names the member that does not fit."""
    if b"\n" in body:
        raise Misfit("a line feed inside a body")
    found = quick_fact(body)
    if found is None:
        return read_slowly(body)
    plain, fact = found
    if plain.v != FORMAT:
        raise _of_another_format(plain.v)
    utc = read_utc(plain.utc)
    return plain.meeting, _entered(plain.n, utc, plain.mono, fact, plain.desk)


def read_slowly(body: bytes) -> tuple[str, Entered]:
    """The same, member by member: what names the one that does not fit."""
    members: dict[str, Any] = {"desk": "", **from_json(body)}
    for name, kind in MEMBERS.items():
        if name not in members:
            raise Misfit("is missing", name)
        if type(members[name]) is not kind:
            raise Misfit(f"{kind.__name__} expected, not {members[name]!r:.40}", name)
    if members["v"] != FORMAT:
        raise _of_another_format(members["v"])
    utc, fact = read_utc(members["utc"]), fact_from(members["fact"], members["of"])
    return members["meeting"], Entered(members["n"], utc, members["mono"], fact, members["desk"])


def _of_another_format(found: int) -> Misfit:
    return Misfit(f"format {found} is not {FORMAT}", "v")
