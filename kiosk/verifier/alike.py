# SPDX-License-Identifier: Apache-2.0
"""A record that came from outside against the one that the book gives, member by member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

KEYS = ("seat", "entry", "base", "audit", "poll", "item", "channel")


class Unknown:
    """Stands where the book does not say what a record says."""


UNKNOWN = Unknown()
"""The one of its kind."""


class Difference(NamedTuple):
    """`unknown`: nothing was compared here, for want of a right value."""

    where: str
    found: Any
    right: Any
    unknown: bool = False


def differences(found: Any, right: Any, where: str = "") -> Iterator[Difference]:
    """Where `found` is not `right`, and where there is nothing to hold it against."""
    if right is UNKNOWN:
        yield Difference(where, found, "", unknown=True)
    elif isinstance(right, dict) and isinstance(found, dict):
        yield from _members(cast("dict[str, Any]", found), cast("dict[str, Any]", right), where)
    elif isinstance(right, list) and isinstance(found, list):
        yield from _elements(cast("list[Any]", found), cast("list[Any]", right), where)
    elif type(cast("object", found)) is not type(cast("object", right)) or found != right:
        yield Difference(where, found, right)


def _members(found: dict[str, Any], right: dict[str, Any], where: str) -> Iterator[Difference]:
    """A member that the book knows nothing of is not compared: a later kiosk may have added it."""
    for name, value in right.items():
        yield from differences(found.get(name), value, f"{where}.{name}" if where else name)
    for name in found.keys() - right.keys():
        yield Difference(f"{where}.{name}" if where else name, found[name], "", unknown=True)


def _elements(found: list[Any], right: list[Any], where: str) -> Iterator[Difference]:
    if len(found) != len(right):
        yield Difference(where, found, right)
        return
    for at, value in enumerate(right):
        yield from differences(found[at], value, f"{where}[{_label(value, at)}]")


def _label(value: Any, at: int) -> str:
    """Which element this is: by the seat, the base … that it is of, else by its place from 0."""
    held = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    return next((f"{name} {held[name]}" for name in KEYS if held.get(name)), str(at))
