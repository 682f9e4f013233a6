"""The account of a poll's presses, told in words or as JSON: `kiosk book show --presses`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.faults import UnusableInput
from kiosk.meeting.accounting import PressLine, asked, told_lines
from kiosk.meeting.poll_progress import SET_ASIDE
from kiosk.meeting.refusal import Reason
from kiosk.meeting.state import State
from kiosk.words import Words, civil

REASONS = frozenset({SET_ASIDE, *map(str, Reason)})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which presses: of a poll, and there of a seat or of a keypad or all of them."""

    poll: int
    seat: str = ""
    keypad: int = 0


def look_up(state: State, wanted: Asked, where: Path) -> tuple[PressLine, ...]:
    """The presses that were asked for. Raises `UnusableInput` where there can be none."""
    poll = state.polls.get(wanted.poll)
    if poll is None:
        raise UnusableInput(
            "the book has no poll {poll}",
            where=str(where),
            cure="name one of: {known}",
            poll=wanted.poll,
            known=", ".join(map(str, state.polls)) or "none yet",
        )
    if wanted.seat and wanted.seat not in state.roll:
        raise UnusableInput(
            "seat {seat} is not on the roll",
            where=str(where),
            cure="name a seat as it stands on the roll, for example {known}",
            seat=wanted.seat,
            known=next(iter(state.roll), "none"),
        )
    lines = told_lines(poll, keys=True)
    return asked(lines, seat=wanted.seat, keypad=wanted.keypad)


def document(lines: tuple[PressLine, ...]) -> list[dict[str, Any]]:
    """The JSON of the account; null what is not told of a secret poll (`entry` then 0)."""
    return [
        {
            "entry": one.entry,
            "heard": one.heard.isoformat(timespec="microseconds") if one.heard else None,
            "made_ms": one.made_ms,
            "base": one.base,
            "keypad": one.keypad,
            "seat": one.seat,
            "keys": list(one.keys) if one.keys is not None else None,
            "counted": one.counted,
            "fate": one.fate,
        }
        for one in lines
    ]


def told(lines: tuple[PressLine, ...], words: Words, *, offset_min: int) -> list[str]:
    """One line for each press, for a person."""
    if not lines:
        return [words.say("no press was heard")]
    return [
        words.say(
            "{entry} {time} seat {seat} keypad {base}/{keypad} keys {keys}: {fate}",
            entry=one.entry or "-",
            time=clock_of(one, offset_min) or "-",
            seat=one.seat or "-",
            base=one.base,
            keypad=one.keypad,
            keys=_keys(one),
            fate=fate_in_words(one.fate, words),
        )
        for one in lines
    ]


def clock_of(one: PressLine, offset_min: int) -> str:
    """The hall's time of a press to the thousandth; empty where it is not told."""
    return f"{civil(one.heard, offset_min):%H:%M:%S.%f}"[:-3] if one.heard else ""


def _keys(one: PressLine) -> str:
    if one.keys is None:
        return "*"
    return "+".join(map(str, one.keys)) or "-"


def fate_in_words(fate: str, words: Words) -> str:
    """Why a press counts or does not."""
    return words.name("reason" if fate in REASONS else "fate", fate)
