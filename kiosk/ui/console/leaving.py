"""Leaving kiosk mode: by the PIN alone, never while a poll runs, slower with every wrong PIN. Pure.

A wrong PIN doubles the wait before the next one, up to five minutes: who tries a thousand of them
sits at the chair's desk for three days.
"""

from dataclasses import dataclass

from kiosk.clerk.views import ConsoleView
from kiosk.meeting.poll import Stage
from kiosk.words import Words

LEAVE_CHORD = "Ctrl+Q"
LONGEST_S = 300
RUNNING = frozenset({Stage.OPEN, Stage.PAUSED, Stage.DRAINING})


@dataclass(frozen=True, slots=True)
class Leaving:
    """The question as it stands; `waits_ns` is until when no PIN is taken."""

    opened: bool = False
    typed: bool = False
    wrong: int = 0
    waits_ns: int = 0


@dataclass(frozen=True, slots=True)
class LeaveProps:
    """What the question shows; `offered` in kiosk mode only, `cleared` counts how often the field
    was emptied.
    """

    offered: bool
    opened: bool
    asks_pin: bool
    note: str
    wrong: str
    ready: bool
    cleared: int


def pause_s(wrong: int) -> int:
    """For how many seconds no PIN is taken after so many wrong ones in a row."""
    return min(2**wrong, LONGEST_S) if wrong else 0


def is_running(view: ConsoleView | None) -> bool:
    """Whether a poll runs, so that nobody may leave."""
    return view is not None and view.stage in RUNNING


def derive(
    leaving: Leaving, words: Words, *, closed: bool, asks_pin: bool, running: bool, now_ns: int
) -> LeaveProps:
    """The question in words."""
    left_s = -(-max(0, leaving.waits_ns - now_ns) // 1_000_000_000)
    wrong = _wrong(words, running=running, left_s=left_s, tried=bool(leaving.wrong))
    typed = leaving.typed or not asks_pin
    return LeaveProps(
        offered=closed,
        opened=leaving.opened,
        asks_pin=asks_pin,
        note=words.say("The windows close. The book keeps everything that was entered.")
        if asks_pin
        else words.say("No PIN is set: whoever stands here can close the windows."),
        wrong=wrong,
        ready=typed and not running and not left_s,
        cleared=leaving.wrong,
    )


def _wrong(words: Words, *, running: bool, left_s: int, tried: bool) -> str:
    if running:
        return words.say("A poll is running: the hall can be left when it has ended.")
    if left_s:
        return words.say("Wrong PIN. The next one is taken in {seconds} s.", seconds=left_s)
    return words.say("The last PIN was wrong.") if tried else ""
