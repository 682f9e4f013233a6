"""谁的按键为什么没算 on a screen: who is meant, each press in a poll, and why. Pure, without Qt.

Sorting and sifting happen here, on the frozen rows, and not in the list that shows them: a test
reads them as a table, and 3,376 rows are put in order faster than a proxy could ask for two.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.clerk.observerview import Found, Looked, PollLine
from kiosk.clerk.pressing import clock_of, fate_in_words
from kiosk.meeting.accounting import COUNTED, STOOD_BY, PressLine
from kiosk.meeting.poll_progress import SET_ASIDE
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words

REPLACED = "replaced"
MOST_POLLS = 6


class Column(StrEnum):
    """What the presses can be put in order by."""

    TIME = "time"
    SEAT = "seat"
    KEYPAD = "keypad"
    FATE = "fate"


class Sift(StrEnum):
    """Which of the presses are shown."""

    ALL = "all"
    UNCOUNTED = "uncounted"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody at the screen asked for; `looked` is the answer, None before the first."""

    typed: str = ""
    poll: int = -1
    looked: Looked | None = None
    column: Column = Column.TIME
    backwards: bool = False
    sift: Sift = Sift.ALL


@dataclass(frozen=True, slots=True)
class PressRow:
    """One press, in words."""

    time: str
    entry: str
    keypad: str
    seat: str
    keys: str
    fate: str
    mark: Mark
    tone: Tone


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Somebody who may be meant."""

    who: str
    more: str


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One of several: a poll, a column, a sieve; `chosen` is the one that holds."""

    name: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class LookUpProps:
    """Everything of a look-up. `who` and `note` say of whom and with what reserve; `none` why the
    list is empty.
    """

    polls: tuple[ChoiceRow, ...]
    columns: tuple[ChoiceRow, ...]
    sieves: tuple[ChoiceRow, ...]
    found: tuple[FoundRow, ...]
    presses: tuple[PressRow, ...]
    who: str
    note: str
    none: str
    count: str


def poll_of(search: Search, polls: tuple[PollLine, ...]) -> int:
    """The poll a look-up is about: the chosen one, else the latest; 0 is outside any poll."""
    if search.poll >= 0:
        return search.poll
    return polls[-1].poll if polls else 0


def derive(
    search: Search, polls: tuple[PollLine, ...], words: Words, *, offset_min: int
) -> LookUpProps:
    """The props of a look-up as it stands."""
    looked, chosen = search.looked, poll_of(search, polls)
    lines = ordered(sifted(looked.presses, search.sift), search) if looked else ()
    return LookUpProps(
        polls=_polls(polls, chosen, words),
        columns=tuple(_column(one, search, words) for one in Column),
        sieves=tuple(ChoiceRow(one, words.name("sift", one), one is search.sift) for one in Sift),
        found=_found(looked, words),
        presses=tuple(press(line, words, offset_min) for line in lines),
        who=_who(looked, words),
        note=_note(looked, polls, words),
        none=_none(looked, lines, words),
        count=words.say("{count} presses", count=len(lines)) if lines else "",
    )


def _polls(polls: tuple[PollLine, ...], chosen: int, words: Words) -> tuple[ChoiceRow, ...]:
    rows = [
        ChoiceRow(str(one.poll), words.say("Poll {poll}", poll=one.poll), one.poll == chosen)
        for one in polls[-MOST_POLLS:]
    ]
    return (*rows, ChoiceRow("0", words.say("outside any poll"), chosen == 0))


def _column(column: Column, search: Search, words: Words) -> ChoiceRow:
    label = words.name("order_by", column)
    if column is search.column:
        label += " ▼" if search.backwards else " ▲"
    return ChoiceRow(column, label, column is search.column)


def turned(search: Search, column: Column) -> Search:
    """Put in order by a column; by the same one again the other way round."""
    again = column is search.column and not search.backwards
    return replace(search, column=column, backwards=again)


# ---- order and sieve -----------------------------------------------------------------------------


def sifted(lines: tuple[PressLine, ...], sift: Sift) -> tuple[PressLine, ...]:
    """Those that pass: evidence of a base that stood by is neither counted nor uncounted."""
    if sift is Sift.COUNTED:
        return tuple(one for one in lines if one.counted)
    if sift is Sift.UNCOUNTED:
        return tuple(one for one in lines if one.fate not in (COUNTED, STOOD_BY))
    return lines


def ordered(lines: tuple[PressLine, ...], search: Search) -> tuple[PressLine, ...]:
    """In the order asked for; equal ones in that of the book."""
    return tuple(sorted(lines, key=ORDERS[search.column], reverse=search.backwards))


ORDERS: dict[Column, Callable[[PressLine], tuple[object, ...]]] = {
    Column.TIME: lambda one: (one.entry,),
    Column.SEAT: lambda one: (not one.seat, len(one.seat), one.seat, one.entry),
    Column.KEYPAD: lambda one: (one.keypad, one.entry),
    Column.FATE: lambda one: (one.fate, one.entry),
}


# ---- in words ------------------------------------------------------------------------------------


def press(line: PressLine, words: Words, offset_min: int) -> PressRow:
    """One press; its time to the thousandth, as the notary writes it down."""
    mark, tone = _sign(line.fate)
    return PressRow(
        time=clock_of(line, offset_min) or "—",
        entry=f"#{line.entry}" if line.entry else "—",
        keypad=f"{line.base}/{line.keypad}",
        seat=line.seat or "—",
        keys="·" if line.keys is None else "+".join(map(str, line.keys)) or "—",
        fate=fate_in_words(line.fate, words),
        mark=mark,
        tone=tone,
    )


def _sign(fate: str) -> tuple[Mark, Tone]:
    if fate == COUNTED:
        return Mark.TICK, Tone.GOOD
    if fate in (REPLACED, SET_ASIDE):
        return Mark.EQUALS, Tone.WARN
    return (Mark.RING, Tone.OFF) if fate == STOOD_BY else (Mark.CROSS, Tone.BAD)


def _found(looked: Looked | None, words: Words) -> tuple[FoundRow, ...]:
    """Those who may be meant, where they are more than one."""
    if looked is None or len(looked.found) < 2:
        return ()
    return tuple(FoundRow(_named(one, words), _keypad(one, words)) for one in looked.found)


def _named(one: Found, words: Words) -> str:
    if not one.seat:
        return words.say("Keypad {keypad}, nobody's", keypad=one.keypad)
    return f"{words.say('Seat {seat}', seat=one.seat)}  {one.name}".rstrip()


def _keypad(one: Found, words: Words) -> str:
    if not one.keypad or not one.seat:
        return ""
    return words.say("Keypad {keypad}", keypad=one.keypad)


def _who(looked: Looked | None, words: Words) -> str:
    if looked is None:
        return ""
    if len(looked.found) != 1:
        return "" if looked.typed.strip() else words.say("Every press of the poll")
    (one,) = looked.found
    here = words.say("checked in") if one.present else words.say("not checked in")
    parts = [_named(one, words), _keypad(one, words), here if one.seat else ""]
    return " · ".join(part for part in parts if part)


def _note(looked: Looked | None, polls: tuple[PollLine, ...], words: Words) -> str:
    if looked is None or looked.told or not looked.presses:
        return ""
    if any(one.poll == looked.poll and not one.named for one in polls):
        return words.say("Secret poll: no keys, no times of what counts, nobody who pressed again.")
    return words.say("Keys are told of a named poll only, and only once it is declared.")


def _none(looked: Looked | None, lines: tuple[PressLine, ...], words: Words) -> str:
    if looked is None:
        return words.say("Type a name, a seat or the number of a keypad; nothing for every press.")
    if not looked.found and looked.typed.strip():
        return words.say("Nobody on the roll and no keypad fits “{typed}”.", typed=looked.typed)
    if len(looked.found) > 1:
        return words.say("Several fit: choose one.")
    return "" if lines else words.say("No press was heard.")
