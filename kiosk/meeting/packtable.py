"""The tables of a rule pack, read key by key: every mistake is noted, none is passed over.

A number of a pack says where it comes from: `from` names a `[sources.NAME]` of the pack, `article`
the place in it. What has neither is read all the same (older books hold such packs) and shown as a
number without a source.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import cast


class SourceMark(StrEnum):
    """How far a source was checked."""

    READ = "V"
    READ_IN_COPY = "V2"
    PLAN = "seed"
    GENERAL = "G"


@dataclass(frozen=True, slots=True)
class Source:
    """A law, a plan or a custom, and the ISO day from which it is in force."""

    name: str
    title: str
    mark: SourceMark
    effective: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a number comes from. `number` is its place in the pack: `major.threshold`."""

    number: str
    article: str
    source: Source


@dataclass(slots=True)
class Notes:
    """What is gathered while a pack is read."""

    mistakes: list[str] = field(default_factory=list[str])
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    grounds: list[Ground] = field(default_factory=list[Ground])
    per_meeting: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


class PackTable:
    """Takes keys out of one TOML table and notes what is missing, wrong or left over."""

    def __init__(self, where: str, table: Mapping[str, object], notes: Notes) -> None:
        self.where = where
        self.left = dict(table)
        self.notes = notes

    def wrong(self, key: str, what: str) -> None:
        self.notes.mistakes.append(f"{self.where}{key}: {what}")

    def bare(self, key: str, default: object = None, *, settable: tuple[str, ...] = ()) -> object:
        """A number that stands alone, or as `{ is = …, from = …, article = … }`.

        `settable` is what a pack may leave to the meeting of it.
        """
        found = self.left.pop(key, default)
        if not isinstance(found, dict):
            return found
        inner = PackTable(f"{self.where}{key}.", cast("dict[str, object]", found), self.notes)
        value = inner.left.pop("is", None)
        if settable:
            inner.left_open(settable)
        inner.ground()
        inner.done()
        return value

    def left_open(self, settable: tuple[str, ...]) -> None:
        """What of this number the pack leaves to the meeting: `per_meeting`, of these."""
        left = self.some_of("per_meeting", settable)
        if left:
            self.notes.per_meeting[self.number_name] = left

    def ground(self) -> None:
        """Where the number of this table comes from: a source by name, and its article."""
        if "from" not in self.left:
            return
        source = self.notes.sources.get(self.one_of("from", list(self.notes.sources)))
        article = self.text("article")
        if source is not None and article:
            self.notes.grounds.append(Ground(self.number_name, article, source))

    @property
    def number_name(self) -> str:
        """The place of this table's number in the pack, such as `major.threshold`."""
        return self.where.removeprefix("rule.").removesuffix(".")

    def text(self, key: str) -> str:
        found = self.left.pop(key, None)
        if isinstance(found, str) and found.strip():
            return found
        self.wrong(key, f"must be a text, found {found!r}")
        return ""

    def day(self, key: str) -> str:
        found = self.text(key)
        try:
            return date.fromisoformat(found).isoformat()
        except ValueError:
            if found:
                self.wrong(key, f"must be a day such as 2026-01-01, found {found!r}")
            return ""

    def number(self, key: str, default: int, *, settable: tuple[str, ...] = ()) -> int:
        found = self.bare(key, default, settable=settable)
        if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
            return found
        self.wrong(key, f"must be a whole number from 0, found {found!r}")
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        found = self.left.pop(key, default)
        if isinstance(found, bool):
            return found
        self.wrong(key, f"must be true or false, found {found!r}")
        return default

    def one_of(self, key: str, allowed: list[str], default: str | None = None) -> str:
        found = self.left.pop(key, default)
        if isinstance(found, str) and found in allowed:
            return found
        self.wrong(key, f"must be one of {', '.join(allowed)}, found {found!r}")
        return default or next(iter(allowed), "")

    def fraction(self, key: str, default: Fraction | None = None) -> Fraction:
        found = self.bare(key)
        if found is None and default is not None:
            return default
        try:
            share = Fraction(found) if isinstance(found, str) else Fraction(-1)
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if not 0 < share <= 1 or not (isinstance(found, str) and "/" in found):
            self.wrong(key, f'must be a fraction such as "2/3", found {found!r}')
        return share

    def table(self, key: str) -> "PackTable | None":
        found = self.left.pop(key, None)
        if found is None:
            return None
        if isinstance(found, dict):
            return PackTable(f"{self.where}{key}.", cast("dict[str, object]", found), self.notes)
        self.wrong(key, f"must be a table, found {found!r}")
        return None

    def some_of(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """A list of these words, each at most once; empty where the key is not there."""
        found = self.left.pop(key, [])
        names = cast("list[object]", found) if isinstance(found, list) else [None]
        if all(name in allowed for name in names) and len({*names}) == len(names):
            return tuple(str(name) for name in names)
        self.wrong(key, f"must be a list of {', '.join(allowed)}, found {found!r}")
        return ()

    def tables(self) -> "Iterator[tuple[str, PackTable]]":
        """The tables that this one holds, by name; whatever else is in it is a mistake."""
        for name in list(self.left):
            table = self.table(name)
            if table is not None:
                yield name, table

    def done(self) -> None:
        for key in self.left:
            self.wrong(key, "is not a key of rule packs")
