"""The plain JSON form of every type that may stand in a fact, compiled from the type hints.

A pair of small functions is made once for every type that stands in a fact: `write` turns a value
into plain JSON, `read` turns plain JSON into the value. A dataclass's pair is put together from
its fields' pairs, so a new fact needs nothing here, and a field of a type that has no pair stops
the import.

Both ways are strict. A book that cannot be read back is worse than a halt, therefore a value that
does not fit its hint is refused before it is written; and what is read must be exactly what the
contract names: an integer is not a truth value, a fraction is in its lowest terms, a missing
member is never guessed unless the field has a default. Members nobody knows are passed over.

This is the way that has the last word. What is as it should be is read the quick way (`quick.py`),
which accepts nothing that would be refused here.

    hint                  plain JSON
    int, bool, str, None  themselves
    StrEnum               its text
    Fraction              "2/3", also "1/1"
    tuple[X, ...]         array
    tuple[X, Y]           array of that length
    dict[str, X]          object
    X | None              X or null
    dataclass             object, members in field order
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]


class Misfit(ValueError):
    """A value does not fit its field: `path` names the field, `what` says what is wrong."""

    def __init__(self, what: str, path: str = "") -> None:
        super().__init__(f"{path}: {what}" if path else what)
        self.what = what
        self.path = path

    def inside(self, name: str) -> "Misfit":
        """The same misfit seen from the object that holds it under `name`."""
        return Misfit(self.what, f"{name}.{self.path}" if self.path else name)


class Pair(NamedTuple):
    """How one type goes to plain JSON and comes back."""

    write: Convert
    read: Convert


def _only(kind: type, name: str) -> Convert:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise Misfit(f"{name} expected, not {value!r:.40}")
        return value

    return check


def _write_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise Misfit(f"text expected, not {value!r:.40}")
    return value


def _write_fraction(value: Any) -> str:
    if not isinstance(value, Fraction):
        raise Misfit(f"a fraction expected, not {value!r:.40}")
    return f"{value.numerator}/{value.denominator}"


def _read_fraction(value: Any) -> Fraction:
    try:
        fraction = Fraction(_read_text(value))
    except (ValueError, ZeroDivisionError):
        raise Misfit(f'a fraction like "2/3" expected, not {value!r:.40}') from None
    if _write_fraction(fraction) != value:
        raise Misfit(f"a fraction in lowest terms expected, not {value!r:.40}")
    return fraction


_read_text = _only(str, "text")
_whole = _only(int, "a whole number")
_truth = _only(bool, "true or false")
_read_array = _only(list, "an array")
an_object = _only(dict, "an object")

_SCALARS: dict[object, Pair] = {
    int: Pair(_whole, _whole),
    bool: Pair(_truth, _truth),
    str: Pair(_write_text, _read_text),
    Fraction: Pair(_write_fraction, _read_fraction),
}


def _enum(kind: type[StrEnum]) -> Pair:
    def write(value: Any) -> str:
        if not isinstance(value, kind):
            raise Misfit(f"a {kind.__name__} expected, not {value!r:.40}")
        return value.value

    def read(value: Any) -> StrEnum:
        try:
            return kind(_read_text(value))
        except Misfit:
            raise
        except ValueError:
            raise Misfit(f"{value!r:.40} is no {kind.__name__}") from None

    return Pair(write, read)


def _rows(inner: Pair) -> Pair:
    inner_write, inner_read = inner

    def write(value: Any) -> list[Any]:
        return [inner_write(one) for one in _given_tuple(value)]

    def read(value: Any) -> tuple[Any, ...]:
        return tuple([inner_read(one) for one in _read_array(value)])

    return Pair(write, read)


def _record(inner: tuple[Pair, ...]) -> Pair:
    writes, reads = [pair.write for pair in inner], [pair.read for pair in inner]

    def write(value: Any) -> list[Any]:
        return [convert(one) for convert, one in _side_by_side(writes, _given_tuple(value))]

    def read(value: Any) -> tuple[Any, ...]:
        return tuple([convert(one) for convert, one in _side_by_side(reads, _read_array(value))])

    return Pair(write, read)


def _side_by_side(converts: list[Convert], values: Any) -> Iterable[tuple[Convert, Any]]:
    if len(values) != len(converts):
        raise Misfit(f"{len(converts)} members expected, not {len(values)}")
    return zip(converts, values, strict=True)


_given_tuple = _only(tuple, "a tuple")


def _tuple(hint: object) -> Pair:
    inner = get_args(hint)
    if inner[-1] is Ellipsis:
        return _rows(pair_of(inner[0]))
    return _record(tuple(pair_of(one) for one in inner))


def _dict(hint: object) -> Pair:
    inner = pair_of(get_args(hint)[1])

    def write(value: Any) -> dict[str, Any]:
        return {_write_text(key): inner.write(one) for key, one in an_object(value).items()}

    def read(value: Any) -> dict[str, Any]:
        return {key: inner.read(one) for key, one in an_object(value).items()}

    return Pair(write, read)


def _union(hint: object) -> Pair:
    """`X | None`, and a choice of scalars that JSON itself tells apart."""
    kinds = tuple(one for one in get_args(hint) if one is not NoneType)
    inner = pair_of(kinds[0]) if len(kinds) == 1 else _either(kinds)
    if len(kinds) == len(get_args(hint)):
        return inner
    inner_write, inner_read = inner

    def write(value: Any) -> Any:
        return None if value is None else inner_write(value)

    def read(value: Any) -> Any:
        return None if value is None else inner_read(value)

    return Pair(write, read)


def _either(kinds: tuple[type, ...]) -> Pair:
    names = " or ".join(kind.__name__ for kind in kinds)

    def check(value: Any) -> Any:
        if type(value) not in kinds:
            raise Misfit(f"{names} expected, not {value!r:.40}")
        return value

    return Pair(check, check)


def _dataclass(kind: type) -> Pair:
    hints = get_type_hints(kind)
    return Pair(_write_members(kind, hints), _read_members(kind, hints))


def _write_members(kind: type, hints: dict[str, Any]) -> Convert:
    members = [(one.name, pair_of(hints[one.name]).write) for one in fields(kind)]
    exactly = _only(kind, f"a {kind.__name__}")

    def write(value: Any) -> dict[str, Any]:
        exactly(value)
        of: dict[str, Any] = {}
        for name, convert in members:
            try:
                of[name] = convert(getattr(value, name))
            except Misfit as misfit:
                raise misfit.inside(name) from None
        return of

    return write


def _read_members(kind: type[Any], hints: dict[str, Any]) -> Convert:
    members = [
        (one.name, pair_of(hints[one.name]).read, one.default is MISSING is one.default_factory)
        for one in fields(kind)
    ]

    def read(value: Any) -> Any:
        of, given = an_object(value), dict[str, Any]()
        for name, convert, required in members:
            try:
                if name in of:
                    given[name] = convert(of[name])
                elif required:
                    raise Misfit("is missing")
            except Misfit as misfit:
                raise misfit.inside(name) from None
        return kind(**given)

    return read


_ORIGINS: dict[object, Callable[[object], Pair]] = {tuple: _tuple, dict: _dict, UnionType: _union}


@cache
def pair_of(hint: object) -> Pair:
    """The pair of one type hint; TypeError when the contract has no form for it."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    if get_origin(hint) in _ORIGINS:
        return _ORIGINS[get_origin(hint)](hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"the book has no form for {hint!r}")
