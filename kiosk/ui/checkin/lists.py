"""The lists of a desk: who fits what was typed, and where every keypad is. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kiosk.clerk.views import DoorLine, DoorView
from kiosk.meeting.roll import masked
from kiosk.ui.checkin.working import Pick
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words, civil

LEAF = 8
"""So many rows stand on one leaf."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line that can be chosen; `number` 0 leads nowhere."""

    number: int
    first: str
    name: str
    detail: str
    side: str
    mark: Mark
    tone: Tone


@dataclass(frozen=True, slots=True)
class Seen:
    """Who may look at a list: names are masked where the public does; civil time of the hall."""

    public: bool
    offset_min: int

    def name(self, line: DoorLine) -> str:
        return masked(line.name) if self.public else line.name


def found_rows(lines: Iterable[DoorLine], seen: Seen, words: Words) -> tuple[ListRow, ...]:
    """The delegates that were found."""
    return tuple(_found(line, seen, words) for line in lines)


def _found(line: DoorLine, seen: Seen, words: Words) -> ListRow:
    text, mark, tone = standing(line, seen, words)
    said = [words.name("class", line.delegate_class), line.group]
    said += [words.say("Added later")] if line.added else []
    return ListRow(
        line.number,
        words.say("Seat {seat}", seat=line.seat),
        seen.name(line) or words.say("No. {number}", number=line.number),
        " · ".join(part for part in said if part),
        text,
        mark,
        tone,
    )


def standing(line: DoorLine, seen: Seen, words: Words) -> tuple[str, Mark, Tone]:
    """Whether a delegate is in, since when, or gone."""
    if line.present and line.came is not None:
        time = f"{civil(line.came, seen.offset_min):%H:%M}"
        return words.say("In since {time}", time=time), Mark.TICK, Tone.GOOD
    if line.left is not None:
        time = f"{civil(line.left, seen.offset_min):%H:%M}"
        return words.say("Left at {time}", time=time), Mark.RING, Tone.WARN
    return words.say("Not here yet"), Mark.NONE, Tone.DIM


@dataclass(frozen=True, slots=True)
class Place:
    """A keypad and where it is; `line` of who holds it, or is to."""

    keypad: int
    pick: Pick
    line: DoorLine | None = None


def places(door: DoorView) -> tuple[Place, ...]:
    """Every keypad of the hall, by number."""
    held = [
        Place(line.keypad, Pick.IN_HAND if line.came is not None else Pick.READY, line)
        for line in door.lines
        if line.keypad
    ]
    spare = [Place(keypad, Pick.SPARE) for keypad in door.spare]
    lost = [Place(keypad, Pick.LOST) for keypad in door.lost]
    return tuple(sorted((*held, *spare, *lost), key=lambda place: place.keypad))


def picked(every: Iterable[Place], pick: Pick) -> tuple[Place, ...]:
    """Those of one kind; all of them."""
    return tuple(place for place in every if pick in (Pick.ALL, place.pick))


LOOKS: Mapping[Pick, tuple[Mark, Tone]] = {
    Pick.IN_HAND: (Mark.TICK, Tone.GOOD),
    Pick.READY: (Mark.RING, Tone.DIM),
    Pick.SPARE: (Mark.NONE, Tone.DIM),
    Pick.LOST: (Mark.CROSS, Tone.BAD),
}


def keypad_rows(found: Iterable[Place], seen: Seen, words: Words) -> tuple[ListRow, ...]:
    """Keypads with who holds each."""
    return tuple(_keypad(place, seen, words) for place in found)


def _keypad(place: Place, seen: Seen, words: Words) -> ListRow:
    line = place.line
    mark, tone = LOOKS[place.pick]
    gone = line is not None and place.pick is Pick.IN_HAND and not line.present
    return ListRow(
        line.number if line is not None else 0,
        words.say("Keypad {keypad}", keypad=place.keypad),
        seen.name(line) if line is not None else "",
        words.say("Seat {seat}", seat=line.seat) if line is not None else "",
        words.say("Left with it") if gone else words.name("keypads", place.pick),
        Mark.TRIANGLE if gone else mark,
        Tone.WARN if gone else tone,
    )


def leaf_of(rows: tuple[ListRow, ...], leaf: int) -> tuple[ListRow, ...]:
    """One leaf of a list."""
    return rows[leaf * LEAF : (leaf + 1) * LEAF]


def leaves_of(count: int) -> int:
    """How many leaves so many rows make, one at least."""
    return max(1, -(-count // LEAF))


Finder = Callable[[str], tuple[DoorLine, ...]]
