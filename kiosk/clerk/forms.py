"""Forms: what a person fills in at the console for an order that one button cannot give.

A form names its deed (a line of `meeting.offices`), the section of the hall's work it stands under
and its entries. Filled in, it becomes an order or the one entry that must be written otherwise; the
law judges the order as it judges every other. What takes two officers also asks for the two, and,
where officers have keys, for their passphrases, which travel beside the order and never in it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.clerk.orders import Order
from kiosk.clerk.views import ConsoleView
from kiosk.meeting.offices import TABLE

Values = Mapping[str, str]
MOST_DIGITS = 12


class Section(StrEnum):
    """Where the deed stands in the hall's work."""

    ATTENDANCE = "attendance"
    AGENDA = "agenda"
    POLL = "poll"
    COUNTING = "counting"
    PAPERS = "papers"
    AFTER = "after"


class Kind(StrEnum):
    """How an entry is written."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    AREA = "area"
    CHOICE = "choice"
    SECRET = "secret"


class Source(StrEnum):
    """Choices that the meeting has, not the form."""

    ITEM = "item"
    BASE = "base"
    RULE = "rule"
    PHASE = "phase"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a form; `label` is what the meeting itself calls it, else the catalogue does.

    A choice is among `choices`, named `domain:choice` in the catalogue, or comes from `source`.
    """

    name: str
    kind: Kind = Kind.LINE
    needed: bool = True
    choices: tuple[str, ...] = ()
    domain: str = ""
    source: Source | None = None
    label: str = ""


class Why(StrEnum):
    """What is wrong with an entry; msgids."""

    EMPTY = "This must be filled in"
    NO_NUMBER = "A whole number is wanted"
    NO_DAY = "A day is wanted: 2026-11-26"
    NO_AREA = "Square metres are wanted: 86.50"
    NOT_OFFERED = "Choose one of those offered"
    SAME_OFFICER = "Two different officers are wanted"


@dataclass(frozen=True, slots=True)
class Slip:
    """The entry that must be written otherwise, and why."""

    entry: str
    why: Why


class _Slipped(ValueError):
    def __init__(self, entry: str, why: Why) -> None:
        super().__init__(entry)
        self.slip = Slip(entry, why)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in. Reading an entry that is not as it should be ends the reading."""

    values: Values
    by: str
    view: ConsoleView

    def text(self, name: str) -> str:
        """What stands there; something must."""
        said = self.maybe(name)
        if not said:
            raise _Slipped(name, Why.EMPTY)
        return said

    def maybe(self, name: str) -> str:
        """What stands there, or nothing."""
        return self.values.get(name, "").strip()

    def number(self, name: str) -> int:
        return int(self._digits(name, self.text(name), Why.NO_NUMBER))

    def maybe_number(self, name: str, otherwise: int = 0) -> int:
        return self.number(name) if self.maybe(name) else otherwise

    def day(self, name: str) -> str:
        """A day, ISO."""
        try:
            return date.fromisoformat(self.text(name)).isoformat()
        except ValueError:
            raise _Slipped(name, Why.NO_DAY) from None

    def area(self, name: str) -> int:
        """Square metres with two places at most → 0.01 m²."""
        whole, _, rest = self.text(name).partition(".")
        if len(rest) > 2:
            raise _Slipped(name, Why.NO_AREA)
        return int(self._digits(name, whole + rest.ljust(2, "0"), Why.NO_AREA))

    def lines(self, name: str) -> tuple[str, ...]:
        """One entry a line; empty lines are none."""
        return tuple(line.strip() for line in self.maybe(name).splitlines() if line.strip())

    def _digits(self, name: str, said: str, why: Why) -> str:
        if not (said.isdecimal() and said.isascii() and len(said) <= MOST_DIGITS):
            raise _Slipped(name, why)
        return said

    @property
    def two(self) -> tuple[str, str]:
        """The two officers."""
        first, second = self.text("first"), self.text("second")
        if first == second:
            raise _Slipped("second", Why.SAME_OFFICER)
        return first, second


Make = Callable[[Filled], Order]
Entries = tuple[Entry, ...]
OFFICERS: Entries = (Entry("first"), Entry("second"))
GUARDED: Entries = (
    Entry("first", Kind.CHOICE, source=Source.OFFICER),
    Entry("first_secret", Kind.SECRET),
    Entry("second", Kind.CHOICE, source=Source.OFFICER),
    Entry("second_secret", Kind.SECRET),
)
"""The two officers; where officers have keys, with their passphrases."""


def _no_more(view: ConsoleView) -> Entries:
    """A form that is the same in every meeting."""
    return ()


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for a deed; `more` are the entries that depend on the poll."""

    deed: str
    section: Section
    entries: Entries
    make: Make
    more: Callable[[ConsoleView], Entries] = _no_more

    @property
    def two(self) -> bool:
        """True when two officers give this order together."""
        return TABLE[self.deed].two


def entries_of(form: Form, view: ConsoleView) -> Entries:
    """Everything that is asked at this console, in order."""
    officers: Entries = ()
    if form.two:
        officers = GUARDED if view.guarded else OFFICERS
    return (*form.entries, *form.more(view), *officers)


def order_of(form: Form, values: Values, view: ConsoleView) -> Order | tuple[Slip, ...]:
    """The order of a filled form, in the name of who is at the console; or all its slips."""
    filled = Filled(values, view.officer or view.chair, view)
    slips = tuple(_slips(entries_of(form, view), filled))
    if slips:
        return slips
    try:
        return form.make(filled)
    except _Slipped as slipped:
        return (slipped.slip,)


def _slips(entries: Entries, filled: Filled) -> Iterator[Slip]:
    for entry in entries:
        said = filled.maybe(entry.name)
        if not said and entry.needed:
            yield Slip(entry.name, Why.EMPTY)
        elif said:
            try:
                _read(entry, filled)
            except _Slipped as slipped:
                yield slipped.slip


def _read(entry: Entry, filled: Filled) -> None:
    if entry.choices and filled.maybe(entry.name) not in entry.choices:
        raise _Slipped(entry.name, Why.NOT_OFFERED)
    if entry.kind in READ:
        READ[entry.kind](filled, entry.name)


READ: Mapping[Kind, Callable[[Filled, str], object]] = {
    Kind.NUMBER: Filled.number,
    Kind.DAY: Filled.day,
    Kind.AREA: Filled.area,
}
