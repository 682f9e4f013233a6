"""The pages of the wall, and the words of the states that ask the hall to wait."""

from dataclasses import dataclass
from enum import IntEnum

from kiosk.clerk.views import HallMode
from kiosk.ui.parts.tokens import Mark, Tone


class HallPage(IntEnum):
    """Which component stands on the wall."""

    NONE = 0
    STANDBY = 1
    CHECK_IN = 2
    ITEM = 3
    KEYS = 4
    OPTIONS = 5
    WAITING = 6
    RESULT = 7
    RANKING = 8
    NOTICE = 9
    SHARES = 10
    SEATS = 11
    NAMES = 12


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a state that asks the hall to wait."""

    heading: str
    sentence: str
    mark: Mark
    tone: Tone
    page: HallPage


NOTICES = {
    HallMode.PAPER: Notice(
        "Voting is by ballot paper",
        "Take your numbered paper, mark it, and put it in the box; keypads do not count",
        Mark.BALLOT,
        Tone.ACCENT,
        HallPage.WAITING,
    ),
    HallMode.HANDS: Notice(
        "Voting is by show of hands",
        "Raise your hand when the chair calls for, against or abstain; keypads do not count",
        Mark.HAND,
        Tone.ACCENT,
        HallPage.WAITING,
    ),
    HallMode.COUNTING: Notice(
        "The ballots are being counted",
        "Two people count, each for themselves; please wait",
        Mark.HOURGLASS,
        Tone.ACCENT,
        HallPage.WAITING,
    ),
    HallMode.CLOSING: Notice(
        "Voting has ended",
        "The last presses are being received",
        Mark.HOURGLASS,
        Tone.ACCENT,
        HallPage.WAITING,
    ),
    HallMode.COUNTED: Notice(
        "The count is complete",
        "The chair will declare the result",
        Mark.SEAL,
        Tone.ACCENT,
        HallPage.WAITING,
    ),
    HallMode.PAUSED: Notice(
        "Voting is paused",
        "Presses are not counted until the chair resumes",
        Mark.PAUSE,
        Tone.WARN,
        HallPage.WAITING,
    ),
    HallMode.FAULT: Notice(
        "One moment, please",
        "Please stay seated and keep your keypad",
        Mark.TRIANGLE,
        Tone.WARN,
        HallPage.NOTICE,
    ),
    HallMode.HALTED: Notice(
        "The meeting is suspended",
        "Every press received so far is kept",
        Mark.STOP,
        Tone.BAD,
        HallPage.NOTICE,
    ),
    HallMode.VOID: Notice(
        "This poll is void",
        "It stays in the book; the chair will announce what follows",
        Mark.CROSS,
        Tone.BAD,
        HallPage.NOTICE,
    ),
}
