"""The mould: how the objects that a book is read into are made, a few hundred thousand at a start.

A frozen dataclass sets each field through `object.__setattr__`, since its own is locked: a press of
nine fields takes five times as long to make as an ordinary object of the same slots. So it is made
as that ordinary object first, the **blank**, and is given its own class when it is whole. Python
allows it because both have the same slots, and nobody ever sees the blank.

A class that is no such plain thing (a `__post_init__`, fields by keyword, no slots) is made as
always.
"""

from collections.abc import Callable
from dataclasses import Field, fields, make_dataclass
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def mould_of(kind: type[T]) -> Callable[..., T]:
    """What makes a `kind` of the values of all its fields, in their order."""
    return _mould_of(kind)


@cache
def _mould_of(kind: type[Any]) -> Callable[..., Any]:
    found = fields(kind)
    if not _is_plain(kind, found):
        return kind
    blank = make_dataclass(kind.__name__, [one.name for one in found], slots=True, eq=False)

    def mould(*values: Any) -> Any:
        made: Any = blank(*values)
        made.__class__ = kind
        return made

    return mould


def _is_plain(kind: type[Any], found: tuple[Field[Any], ...]) -> bool:
    slotted = tuple(vars(kind).get("__slots__", ())) == tuple(one.name for one in found)
    by_place = all(one.init and not one.kw_only for one in found)
    return slotted and by_place and kind.__base__ is object and not hasattr(kind, "__post_init__")
