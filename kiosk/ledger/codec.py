"""Every fact to the `of` object of docs/bundle.md and back, and plain JSON to bytes and back."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args

from kiosk.ledger.form import Misfit, Pair, an_object, pair_of
from kiosk.meeting.facts import Fact

T = TypeVar("T")

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()

FACTS: dict[str, type[Fact]] = {kind.__name__: kind for kind in get_args(Fact)}
_PAIRS: dict[type, Pair] = {kind: pair_of(kind) for kind in FACTS.values()}


def plain_fact(fact: Fact) -> dict[str, Any]:
    """The `of` object of a fact; Misfit when a field does not hold what its hint says."""
    try:
        return _PAIRS[type(fact)].write(fact)
    except Misfit as misfit:
        raise misfit.inside(type(fact).__name__) from None


def fact_from(name: str, of: object) -> Fact:
    """The fact called `name` from its `of` object; Misfit names the field that does not fit."""
    kind = FACTS.get(name)
    if kind is None:
        raise Misfit(f"{name!r:.40} is no fact", "fact")
    try:
        return _PAIRS[kind].read(of)
    except Misfit as misfit:
        raise misfit.inside(name) from None


def plain(value: object) -> dict[str, Any]:
    """Any dataclass of the law as plain JSON."""
    return pair_of(type(value)).write(value)


def build(kind: type[T], of: object) -> T:
    """The dataclass `kind` from plain JSON."""
    return pair_of(kind).read(of)


def to_json(of: Mapping[str, Any]) -> bytes:
    """Compact UTF-8 without a line feed."""
    return _ENCODER.encode(of).encode()


def from_json(text: bytes) -> dict[str, Any]:
    """One JSON object; Misfit for anything else."""
    try:
        return cast("dict[str, Any]", an_object(_decoded(text.decode())))
    except Misfit:
        raise
    except (ValueError, RecursionError) as wrong:
        raise Misfit(f"not JSON ({wrong})") from None


def _decoded(text: str) -> object:
    """`decode` also looks for blanks at both ends, for as long as a short fact takes to read."""
    if text.startswith("{"):
        value, end = _DECODER.raw_decode(text)
        if end == len(text):
            return value
    return _DECODER.decode(text)
