"""谁的按键为什么没算: every press of a poll with its fate, by seat, keypad and time.

A press that the book holds has exactly one fate: it counts, another press took its place, it was
set aside with its channel, it was refused for one reason, or it is evidence of a base that stood
by. Nothing here decides anything; it is the account of what was decided, for the console, the
papers and whoever asks for one seat.

Of a secret poll less is told press by press (`told_lines`). An empty ballot, which is on the urn's
list, most likely comes from a seat that had chosen before; so nobody is told which seats pressed
again, nor when the press was made that counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.meeting.facts import Press
from kiosk.meeting.poll_progress import REPLACED, PollState

COUNTED = "counted"
STOOD_BY = "stood_by"


@dataclass(frozen=True, slots=True)
class PressLine:
    """One press. `fate` is `counted`, `replaced`, `set_aside`, `stood_by` or why it was refused.

    `seat` is empty where the keypad was nobody's. `keys` are None where they are not told. `heard`
    is when it was entered; `made_ms` the base's own clock since the poll opened, None without one.
    Where it is not told when, `entry` is 0 and both times are None.
    """

    entry: int
    heard: datetime | None
    made_ms: int | None
    base: str
    keypad: int
    seat: str
    keys: tuple[int, ...] | None
    fate: str

    @property
    def counted(self) -> bool:
        return self.fate == COUNTED


def press_lines(poll: PollState, *, keys: bool = True) -> tuple[PressLine, ...]:
    """Every press of a poll in the order of the book; without `keys`, that and not what."""
    told = sorted(_told(poll), key=lambda one: one[0])
    return tuple(
        PressLine(
            entry=entry,
            heard=heard,
            made_ms=press.made_ms,
            base=press.base,
            keypad=press.keypad,
            seat=seat,
            keys=press.keys if keys else None,
            fate=fate,
        )
        for entry, heard, press, seat, fate in told
    )


def told_lines(poll: PollState, *, keys: bool) -> tuple[PressLine, ...]:
    """What may be told press by press: of a named poll everything, `keys` where they are told."""
    if poll.plan.named:
        return press_lines(poll, keys=keys)
    lines = press_lines(poll, keys=False)
    held = (_undated(one) if one.counted else one for one in lines if one.fate != REPLACED)
    return tuple(sorted(held, key=lambda one: (one.entry, one.base, one.keypad)))


def _undated(line: PressLine) -> PressLine:
    return replace(line, entry=0, heard=None, made_ms=None)


Told = tuple[int, datetime, Press, str, str]


def _told(poll: PollState) -> Iterable[Told]:
    for one in poll.refused:
        yield one.entry, one.utc, one.press, one.seat, one.reason
    for one in poll.replaced:
        yield one.entry, one.utc, one.press, one.seat, one.reason
    for seat, standing in poll.ballots.items():
        yield standing.entry, standing.utc, standing.press, seat, COUNTED
    for one in poll.evidence:
        if not one.taken:
            yield one.entry, one.utc, one.press, "", STOOD_BY


def uncounted(lines: Iterable[PressLine]) -> tuple[PressLine, ...]:
    """Those that do not count: refused and replaced, and no evidence."""
    return tuple(one for one in lines if one.fate not in (COUNTED, STOOD_BY))


def asked(lines: Iterable[PressLine], *, seat: str = "", keypad: int = 0) -> tuple[PressLine, ...]:
    """The presses of one seat, or of one keypad whoever held it; all where neither is named."""
    return tuple(
        one
        for one in lines
        if (not seat or one.seat == seat) and (not keypad or one.keypad == keypad)
    )
