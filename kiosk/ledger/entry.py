"""The entry: a body of bytes and its hash (docs/bundle.md §1)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kiosk.ledger.codec import fact_from, from_json, plain_fact, to_json
from kiosk.ledger.form import Misfit
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
    members: dict[str, Any] = {"desk": "", **from_json(body)}
    for name, kind in MEMBERS.items():
        if type(members.get(name)) is not kind:
            raise _misfit(members, name, kind=kind)
    if members["v"] != FORMAT:
        raise Misfit(f"format {members['v']} is not {FORMAT}", "v")
    fact = fact_from(members["fact"], members["of"])
    utc = read_utc(members["utc"])
    entered = Entered(members["n"], utc, members["mono"], fact, members["desk"])
    return members["meeting"], entered


def _misfit(members: dict[str, Any], name: str, *, kind: type) -> Misfit:
    if name not in members:
        return Misfit("is missing", name)
    return Misfit(f"{kind.__name__} expected, not {members[name]!r:.40}", name)
