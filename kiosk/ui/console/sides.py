"""The side columns of the console: agenda, phases, room, silent seats, refused presses."""

from dataclasses import dataclass

from kiosk.clerk.views import AgendaLine, Light, RefusedPress, RoomLine, SilentSeat
from kiosk.meeting.outcome import Verdict
from kiosk.ui.parts.lights import LIGHTS
from kiosk.ui.parts.phrases import tell
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words, civil

LIGHT_OF_VERDICT: dict[str, Light] = {Verdict.PASSED: Light.GOOD, Verdict.OPINION: Light.OFF}
SILENT_SHOWN = 6
REFUSED_SHOWN = 4


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item: number, title, one line with its light."""

    number: str
    title: str
    line: str
    mark: Mark
    tone: Tone
    current: bool


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One step of the breadcrumb; `last` has no arrow behind it."""

    name: str
    mark: Mark
    tone: Tone
    current: bool
    last: bool


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One line of the room."""

    name: str
    text: str
    mark: Mark
    tone: Tone


@dataclass(frozen=True, slots=True)
class SilentRow:
    """A seat that was not heard."""

    seat: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A press that did not count, and why."""

    time: str
    who: str
    reason: str


def agenda(line: AgendaLine, words: Words) -> AgendaRow:
    """An item with the one thing to know of it now."""
    gone = words.say("withdrawn"), Mark.CROSS, Tone.DIM
    text, mark, tone = gone if line.withdrawn else _agenda_line(line, words)
    return AgendaRow(str(line.item), line.title, text, mark, tone, line.current)


def _agenda_line(line: AgendaLine, words: Words) -> tuple[str, Mark, Tone]:
    if line.verdict:
        figures = (line.in_favour, line.against, line.abstain)
        said = [words.name("verdict", line.verdict)]
        said += [" : ".join(map(str, figures))] if any(figures) else []
        return " ".join(said), *LIGHTS[LIGHT_OF_VERDICT.get(line.verdict, Light.BAD)]
    if line.stage is not None:
        return words.name("stage", line.stage), Mark.DOT, Tone.ACCENT
    if line.notice_met:
        return _course(line, words)
    days = line.days_noticed
    said = words.say("noticed {days} days: too short", days=days)
    if days < 0:
        said = words.say("not noticed")
    if line.phase and line.current:
        said = f"{words.name('phase', line.phase)} · {said}"
    return said, Mark.CROSS, Tone.BAD


def _course(line: AgendaLine, words: Words) -> tuple[str, Mark, Tone]:
    """Where an item is whose gate of notice is open."""
    if line.phase and line.current:
        return words.name("phase", line.phase), Mark.DOT, Tone.ACCENT
    return words.say("noticed {days} days", days=line.days_noticed), Mark.TICK, Tone.DIM


def phases(names: tuple[str, ...], now: str, words: Words) -> tuple[PhaseRow, ...]:
    """The breadcrumb: done, here, ahead."""
    at = names.index(now) if now in names else -1
    return tuple(
        PhaseRow(
            words.name("phase", name),
            Mark.TICK if place < at else Mark.NONE,
            Tone.GOOD if place < at else Tone.ACCENT if place == at else Tone.DIM,
            place == at,
            place == len(names) - 1,
        )
        for place, name in enumerate(names)
    )


def room(line: RoomLine, words: Words) -> RoomRow:
    """A line of the room with its light."""
    return RoomRow(words.say(line.name), tell(line.sentence, words), *LIGHTS[line.light])


def silent(seats: tuple[SilentSeat, ...], words: Words) -> tuple[SilentRow, ...]:
    """The first silent seats by name."""
    return tuple(
        SilentRow(
            words.say("Seat {seat}", seat=one.seat),
            one.name,
            words.say("{polls} polls without a press", polls=one.polls)
            if one.polls
            else words.say("keypad {keypad} not heard", keypad=one.keypad),
        )
        for one in seats[:SILENT_SHOWN]
    )


def more(seats: tuple[SilentSeat, ...], words: Words) -> str:
    """How many silent seats are not shown."""
    rest = len(seats) - SILENT_SHOWN
    return words.say("and {count} more", count=rest) if rest > 0 else ""


def refused(
    presses: tuple[RefusedPress, ...], words: Words, offset_min: int
) -> tuple[RefusedRow, ...]:
    """The last presses that did not count."""
    return tuple(
        RefusedRow(
            f"{civil(one.utc, offset_min):%H:%M:%S}",
            _who(one, words),
            words.name("reason", one.reason),
        )
        for one in presses[:REFUSED_SHOWN]
    )


def _who(press: RefusedPress, words: Words) -> str:
    keypad = words.say("Keypad {keypad}", keypad=press.keypad)
    return f"{keypad} · {words.say('Seat {seat}', seat=press.seat)}" if press.seat else keypad
