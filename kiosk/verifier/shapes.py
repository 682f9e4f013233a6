# SPDX-License-Identifier: Apache-2.0
"""Shapes of JSON values: a shape looks at a value and says what does not fit, or None.

A misfit is (where, what it must be), as (".press.keys[2]", "an integer"). A bool is no integer;
members that a shape does not name are passed over (bundle.md §1).

Of some members the type of the value says all. A record looks at the types of all of these at once
and remembers the ones that fit; member by member it looks only where one is new to it, which is
also what names the misfit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter
from typing import Any, cast

Misfit = tuple[str, str]
Shape = Callable[[Any], "Misfit | None"]
Members = tuple[tuple[str, Shape], ...]


def integer(value: Any) -> Misfit | None:
    return None if type(value) is int else ("", "an integer")


def natural(value: Any) -> Misfit | None:
    return None if type(value) is int and value >= 0 else ("", "an integer from 0")


def positive(value: Any) -> Misfit | None:
    return None if type(value) is int and value > 0 else ("", "an integer from 1")


def text(value: Any) -> Misfit | None:
    return None if type(value) is str else ("", "text")


def truth(value: Any) -> Misfit | None:
    return None if type(value) is bool else ("", "true or false")


def anything(value: Any) -> Misfit | None:
    del value


BY_TYPE: set[Shape] = {integer, text, truth, anything}


def written(pattern: str, kind: str) -> Shape:
    """Text of exactly this form; `kind` names it."""
    form = re.compile(pattern)

    def shape(value: Any) -> Misfit | None:
        return None if type(value) is str and form.fullmatch(value) else ("", kind)

    return shape


def one_of(*values: str) -> Shape:
    kind = " | ".join(values)

    def shape(value: Any) -> Misfit | None:
        return None if type(value) is str and value in values else ("", kind)

    return shape


def or_null(inner: Shape) -> Shape:
    def shape(value: Any) -> Misfit | None:
        return None if value is None else inner(value)

    if inner in BY_TYPE:
        BY_TYPE.add(shape)
    return shape


def array(inner: Shape) -> Shape:
    def shape(value: Any) -> Misfit | None:
        if type(value) is not list:
            return ("", "an array")
        members = cast("list[Any]", value)
        for at, member in enumerate(members):
            misfit = inner(member)
            if misfit is not None:
                return (f"[{at}]{misfit[0]}", misfit[1])
        return None

    return shape


def row(*inner: Shape) -> Shape:
    """An array of exactly these members."""
    width = len(inner)

    def shape(value: Any) -> Misfit | None:
        members = cast("list[Any]", value) if type(value) is list else []
        if len(members) != width:
            return ("", f"an array of {width}")
        for at, member in enumerate(inner):
            misfit = member(members[at])
            if misfit is not None:
                return (f"[{at}]{misfit[0]}", misfit[1])
        return None

    return shape


def record(**members: Shape) -> Shape:
    """An object that has at least these members."""
    expected = tuple(members.items())
    by_type = [name for name, inner in expected if inner in BY_TYPE]
    seen = _types_seen(by_type, expected) if by_type else None

    def shape(value: Any) -> Misfit | None:
        if type(value) is not dict:
            return ("", "an object")
        if seen is not None:
            return seen(value)
        return first_misfit(cast("dict[str, Any]", value), expected)

    return shape


def _types_seen(by_type: list[str], expected: Members) -> Shape:
    others = tuple((name, inner) for name, inner in expected if name not in by_type)
    values_of, fitting = itemgetter(*by_type, by_type[0]), set["tuple[type, ...]"]()

    def seen(value: Any) -> Misfit | None:
        try:
            types = tuple(map(type, values_of(value)))
        except KeyError:
            return first_misfit(value, expected)
        if types in fitting:
            return first_misfit(value, others)
        misfit = first_misfit(value, expected)
        if misfit is None:
            fitting.add(types)
        return misfit

    return seen


def first_misfit(value: dict[str, Any], expected: Members) -> Misfit | None:
    for name, inner in expected:
        if name not in value:
            return (f".{name}", "there")
        misfit = inner(value[name])
        if misfit is not None:
            return (f".{name}{misfit[0]}", misfit[1])
    return None


def later(inner: Shape, **members: Shape) -> Shape:
    """`inner`, and of these members those that are there: they came with a later version."""

    def shape(value: Any) -> Misfit | None:
        misfit = inner(value)
        if misfit is not None:
            return misfit
        for name, member in members.items():
            misfit = member(value[name]) if name in value else None
            if misfit is not None:
                return (f".{name}{misfit[0]}", misfit[1])
        return None

    return shape


hex_32 = written("[0-9a-f]{32}", "32 hex digits")
hex_64 = written("[0-9a-f]{64}", "64 hex digits")
hex_128 = written("[0-9a-f]{128}", "128 hex digits")
hex_bytes = written("([0-9a-f]{2})*", "hex digits, two a byte")
hex_64_or_none = written("([0-9a-f]{64})?", "64 hex digits or nothing")
fraction = written("[0-9]{1,9}(/[1-9][0-9]{0,8})?", "a fraction such as 2/3")
instant = written(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z",
    "a time such as 2026-11-23T06:30:55.123456Z",
)
