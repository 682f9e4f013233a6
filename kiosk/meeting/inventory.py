"""The hall's keypads over its meetings: presses, batteries, swaps, losses; folded from the books.

Nothing is kept beside the books, so that there is no second truth: a hall that wants to know how a
keypad has done asks all its books. A keypad is known by the number printed on it: no protocol of
ours tells a serial number of the unit itself. What a base is by its maker stands beside its name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered

BY_ITSELF = frozenset({"by its label", "by a press", "by the roll", "handed out"})
"""Reasons of a first hand-out; any other reason of a binding is why a keypad was swapped."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened to a keypad: on which day, in which meeting (its id), what."""

    day: date
    meeting: str
    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """The battery in one meeting, in per cent: as it was first heard there, and at its lowest."""

    day: date
    meeting: str
    first: int
    lowest: int


@dataclass(slots=True)
class Handset:
    """One keypad over all books. Batteries in per cent, None while no base told any.

    `charges` has one for each meeting that heard of the battery, in their order. `silent` counts
    the calls that it did not answer while the delegate who held it was in the hall.
    """

    keypad: int
    bases: set[str] = field(default_factory=set[str])
    identities: set[str] = field(default_factory=set[str])
    meetings: set[str] = field(default_factory=set[str])
    presses: int = 0
    battery: int | None = None
    lowest: int | None = None
    charges: list[Charge] = field(default_factory=list[Charge])
    silent: int = 0
    warnings: int = 0
    swaps: int = 0
    lost: bool = False
    notes: list[Note] = field(default_factory=list[Note])


def inventory(books: Iterable[Iterable[Entered]]) -> tuple[Handset, ...]:
    """Every keypad that any of the books knows, by number; the books in the order of their days."""
    known: dict[int, Handset] = {}
    for entries in books:
        _Fold(known).read(entries)
    return tuple(known[keypad] for keypad in sorted(known))


class _Fold:
    """One book into what is known."""

    def __init__(self, known: dict[int, Handset]) -> None:
        self._known = known
        self._meeting = ""
        self._held: dict[str, int] = {}
        self._low: set[int] = set()
        self._mute: set[int] = set()
        self._present: set[str] = set()
        self._found: dict[str, f.BaseFound] = {}

    def read(self, entries: Iterable[Entered]) -> None:
        for entered in entries:
            self._learn(entered.fact)
            self._take(entered.fact, entered.utc)

    def _learn(self, fact: f.Fact) -> None:
        """Where the book is, which base hears which keypads, who is in the hall."""
        if isinstance(fact, f.BookOpened):
            self._meeting = fact.meeting
        elif isinstance(fact, f.BaseFound):
            self._found[fact.base] = fact
        elif isinstance(fact, f.CheckedIn):
            self._present.add(fact.seat)
        elif isinstance(fact, f.CheckedOut):
            self._present.discard(fact.seat)

    def _take(self, fact: f.Fact, utc: datetime) -> None:
        if isinstance(fact, f.BallotCast | f.BallotSealed | f.PressRefused):
            handset = self._of(fact.press.keypad)
            handset.presses += 1
            self._heard(handset, fact.press.base)
        elif isinstance(fact, f.KeypadsCalled):
            self._called(fact, utc)
        elif isinstance(fact, f.KeypadBound):
            self._bound(fact, utc)
        elif isinstance(fact, f.KeypadLost):
            self._of(fact.keypad).lost = True
            self._held.pop(fact.seat, None)
            self._note(fact.keypad, utc, "lost", fact.reason)
        elif isinstance(fact, f.KeypadReturned):
            self._returned(fact, utc)

    def _of(self, keypad: int) -> Handset:
        handset = self._known.setdefault(keypad, Handset(keypad))
        handset.meetings.add(self._meeting)
        return handset

    def _note(self, keypad: int, utc: datetime, what: str, reason: str = "") -> None:
        self._of(keypad).notes.append(Note(utc.date(), self._meeting, what, reason))

    def _called(self, fact: f.KeypadsCalled, utc: datetime) -> None:
        for keypad in fact.online:
            self._heard(self._of(keypad), fact.base)
        for keypad, battery, _ in fact.levels:
            self._charged(self._of(keypad), battery, utc.date())
        for keypad in self._awaited(fact.base) - set(fact.online):
            self._of(keypad).silent += 1
            if keypad not in self._mute:
                self._mute.add(keypad)
                self._note(keypad, utc, "not heard")
        for keypad in fact.low_battery:
            if keypad not in self._low:
                self._low.add(keypad)
                self._of(keypad).warnings += 1
                self._note(keypad, utc, "battery low")

    def _heard(self, handset: Handset, base: str) -> None:
        handset.bases.add(base)
        found = self._found.get(base)
        if found is not None and found.identity:
            handset.identities.add(found.identity)

    def _charged(self, handset: Handset, battery: int, day: date) -> None:
        handset.battery = battery
        handset.lowest = min(battery, handset.lowest if handset.lowest is not None else 100)
        last = handset.charges[-1] if handset.charges else None
        if last is None or last.meeting != self._meeting:
            handset.charges.append(Charge(day, self._meeting, battery, battery))
        else:
            handset.charges[-1] = replace(last, lowest=min(battery, last.lowest))

    def _awaited(self, base: str) -> set[int]:
        """The keypads of a base that are in the hands of those in the hall."""
        found = self._found.get(base)
        if found is None or not found.can_call:
            return set()
        own = range(found.first_keypad, found.first_keypad + found.keypads)
        return {keypad for seat, keypad in self._held.items() if seat in self._present} & set(own)

    def _bound(self, fact: f.KeypadBound, utc: datetime) -> None:
        had = self._held.get(fact.seat)
        if had is not None and had != fact.keypad:
            self._of(had).swaps += 1
            reason = "" if fact.reason in BY_ITSELF else fact.reason
            self._note(had, utc, "swapped", reason)
        self._held[fact.seat] = fact.keypad
        handset = self._of(fact.keypad)
        if handset.lost:
            handset.lost = False
            self._note(fact.keypad, utc, "found")

    def _returned(self, fact: f.KeypadReturned, utc: datetime) -> None:
        self._held.pop(fact.seat, None)
        handset = self._of(fact.keypad)
        if handset.lost:
            handset.lost = False
            self._note(fact.keypad, utc, "found")
