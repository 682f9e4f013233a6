"""The quick way to read a body: what is as it should be, in two calls of a library.

A book is read whole whenever a kiosk starts, and whenever it is checked. msgspec reads JSON
straight into the facts, strictly by the same type hints that `form.py` is compiled from, in a
sixth of the time. It only ever has the first word: what it refuses is read again the long way,
which decides and names the member. Therefore one thing must hold, and a test holds every fact to
it (`tests/ledger/test_quick.py`): what is accepted here is accepted there, with the same value.

Two things need a hand. A fraction is read by the long way's own reader. And a member that nobody
knows is passed over unseen, bytes that are no UTF-8 included; so the body is decoded first.
"""

from typing import Any

import msgspec

from kiosk.ledger.codec import FACTS
from kiosk.ledger.form import pair_of
from kiosk.meeting.facts import Fact


class PlainBody(msgspec.Struct, gc=False):
    """The members of a body (docs/bundle.md §1); `of` still as JSON."""

    v: int
    meeting: str
    n: int
    utc: str
    mono: int
    fact: str
    of: msgspec.Raw
    desk: str = ""


def quick_fact(body: bytes) -> tuple[PlainBody, Fact] | None:
    """A body's members and its fact; None for whatever does not fit at once."""
    try:
        plain = _body.decode(body if body.isascii() else body.decode())
        return plain, _of[plain.fact].decode(plain.of)
    except (ValueError, RecursionError, KeyError):
        return None


def _fraction(hint: type, value: Any) -> Any:
    """The one type in a fact that msgspec does not know; a Misfit is a ValueError to it."""
    return pair_of(hint).read(value)


_body = msgspec.json.Decoder(PlainBody)
_of = {name: msgspec.json.Decoder(kind, dec_hook=_fraction) for name, kind in FACTS.items()}
