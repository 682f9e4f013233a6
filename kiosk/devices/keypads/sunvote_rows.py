"""The rows a SunVote base shows: which are new, which are booked, which byte to acknowledge.

A row carries one byte; the next cycle gives it back as the acknowledgement. The clerk books first,
so a row may be shown again before we say that we have it: the same row under the same byte is the
same press until a whole window has passed without it after its acknowledgement. Whether the byte
stands for that one row or for all up to it is not published. If for the one, the others come again
and are acknowledged in their turn. If for all, a row spoilt on the line between two sound ones
would be given away with them: after a window with noise in it nothing is acknowledged, so that all
of it is shown again (three times at most: a line that is never clean must not hold up the hall).
"""

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.devices.keypads import sunvote_frames as s

NOISY_WINDOWS = 3


class Taken(Enum):
    """What a row was."""

    EMPTY = auto()
    AGAIN = auto()
    UNKNOWN = auto()
    NEW = auto()


@dataclass(slots=True)
class Shown:
    """A row the base has shown, until it is over with it."""

    frame: bytes
    booked: bool = False
    seen: bool = True
    acknowledged: bool = False


class Rows:
    """The rows of one base, window by window; `new` counts those of the present window."""

    def __init__(self) -> None:
        self.new = 0
        self._noisy = False
        self._noisy_windows = 0
        self._shown: dict[int, Shown] = {}

    def clear(self) -> None:
        """The base was told to forget, before a poll."""
        self._shown.clear()

    def noise(self, noise_bytes: int) -> None:
        self._noisy = self._noisy or noise_bytes > 0

    def take(self, row: s.Row, frame: bytes) -> Taken:
        """Take a row; one that says what nobody knows is nothing to wait for."""
        if row.row == s.EMPTY:
            return Taken.EMPTY
        shown = self._shown.pop(row.row, None)
        if shown and shown.frame == frame:
            shown.seen = True
            self._shown[row.row] = shown
            return Taken.AGAIN
        known = row.button in s.BUTTONS and row.keypad > 0
        self._shown[row.row] = Shown(frame, booked=not known)
        self.new += known
        return Taken.NEW if known else Taken.UNKNOWN

    def booked(self, raw: bytes) -> None:
        """The book holds this press: the next window may tell the base."""
        shown = self._shown.get(s.Row.from_bytes(raw).row)
        if shown and raw in (shown.frame, s.blanked(shown.frame)):
            shown.booked = True

    @property
    def all_booked(self) -> bool:
        return all(shown.booked for shown in self._shown.values())

    def begin_window(self) -> int:
        """Return the last row of a clean window up to which all is booked, or 0; look anew."""
        newest = 0
        shown_last = [(row, shown) for row, shown in self._shown.items() if shown.seen]
        if 0 < self._noisy_windows < NOISY_WINDOWS:
            shown_last = []
        for row, shown in shown_last:
            if not shown.booked:
                break
            newest, shown.acknowledged = row, True
        for shown in self._shown.values():
            shown.seen = False
        self.new, self._noisy = 0, False
        return newest

    def end_window(self, *, answered: bool) -> None:
        """Be over with the rows that a clean window did not show again after acknowledgement."""
        self._noisy_windows = self._noisy_windows % NOISY_WINDOWS + 1 if self._noisy else 0
        if self._noisy or not answered:
            return
        over = [row for row, one in self._shown.items() if one.acknowledged and not one.seen]
        for row in over:
            del self._shown[row]
