# SPDX-License-Identifier: Apache-2.0
"""Shapes of JSON values: a shape looks at a value and says what does not fit, or None.

A misfit is (where, what it must be), as (".press.keys[2]", "an integer"). A bool is no integer;
members that a shape does not name are passed over (bundle.md §1).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

Misfit = tuple[str, str]
Shape = Callable[[Any], "Misfit | None"]


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

    def shape(value: Any) -> Misfit | None:
        if type(value) is not dict:
            return ("", "an object")
        for name, inner in expected:
            if name not in value:
                return (f".{name}", "there")
            misfit = inner(value[name])
            if misfit is not None:
                return (f".{name}{misfit[0]}", misfit[1])
        return None

    return shape


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
fraction = written("[0-9]{1,9}(/[1-9][0-9]{0,8})?", "a fraction such as 2/3")
instant = written(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z",
    "a time such as 2026-11-23T06:30:55.123456Z",
)
