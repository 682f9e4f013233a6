"""开会记录: what stood fast when the meeting was opened."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.meeting.facts import Entered, KioskStarted, MeetingOpened, RollFrozen
from kiosk.meeting.people import Share, by_class
from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.meeting.recording import Hashes, book_mark, heading
from kiosk.meeting.rules import Rule
from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class TwoOfThem:
    """What two officers did: when, who (nobody where officers have no keys), and why."""

    book: BookMark
    officers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as it stood: the newest text, and the day of its notice."""

    item: int
    title: str
    noticed: str
    motion: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BaseLine:
    """A base that had answered, and the keypads it hears."""

    base: str
    protocol: str
    identity: str
    first_keypad: int
    keypads: int


@dataclass(frozen=True, slots=True)
class OpeningSheet:
    """The meeting at its opening; `opened` is None in a book that has no such entry.

    `genesis` is entry 0, `starts` how often a kiosk had taken up the book by then.
    """

    heading: Heading
    paper: PaperMark
    book: BookMark
    genesis: BookMark
    starts: int
    frozen: TwoOfThem | None
    opened: TwoOfThem | None
    officers: tuple[tuple[str, str], ...]
    entitled: int
    attendees: int
    present: int
    attendees_present: int
    classes: tuple[Share, ...]
    keypads: int
    bases: tuple[BaseLine, ...]
    rules: tuple[Rule, ...]
    items: tuple[ItemLine, ...]
    medium: str


def opening_as_of(state: State) -> int:
    """The entry the sheet is drawn from: the newest, but never one after the first poll opened."""
    assert state.last is not None
    opened = (poll.opened.number for poll in state.polls.values() if poll.opened is not None)
    return min(state.last.number, min(opened, default=state.last.number + 1) - 1)


def opening_sheet(
    state: State, told: Iterable[Entered], *, paper: PaperMark, hashes: Hashes
) -> OpeningSheet:
    """The sheet of a state before its first poll; `told` are the book's notable entries."""
    last, pack = state.last, state.pack
    assert last is not None
    assert pack is not None
    before = [one for one in told if one.number <= last.number]
    voting = sum(one.votes for one in state.roll.values())
    return OpeningSheet(
        heading=heading(state),
        paper=paper,
        book=book_mark(last, hashes),
        genesis=book_mark(before[0], hashes),
        starts=sum(isinstance(one.fact, KioskStarted) for one in before),
        frozen=_last(before, RollFrozen, hashes),
        opened=_last(before, MeetingOpened, hashes),
        officers=tuple(state.officers.items()),
        entitled=voting,
        attendees=len(state.roll) - voting,
        present=state.present_voting,
        attendees_present=len(state.present) - state.present_voting,
        classes=by_class(state, frozenset(state.present)),
        keypads=len(state.seat_of),
        bases=tuple(_bases(state)),
        rules=pack.rules,
        items=tuple(_items(state)),
        medium=state.medium,
    )


def _last(
    before: Iterable[Entered], kind: type[RollFrozen | MeetingOpened], hashes: Hashes
) -> TwoOfThem | None:
    found = [one for one in before if isinstance(one.fact, kind)]
    if not found:
        return None
    fact = found[-1].fact
    assert isinstance(fact, RollFrozen | MeetingOpened)
    return TwoOfThem(book_mark(found[-1], hashes), tuple(fact.officers), fact.reason)


def _bases(state: State) -> Iterable[BaseLine]:
    for name, base in sorted(state.bases.items()):
        found = base.found
        yield BaseLine(name, found.protocol, found.identity, found.first_keypad, found.keypads)


def _items(state: State) -> Iterable[ItemLine]:
    for item in state.items.values():
        motion = item.motion
        if motion is not None:
            yield ItemLine(
                item.item, item.title, item.noticed, motion.title, motion.version, motion.sha256
            )
