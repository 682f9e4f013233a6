"""Which window stands on which display, now and after one was unplugged. Pure: no Qt.

The difficulty is the return. Qt counts displays anew whenever one comes or goes, so that "the
second" is another one after every cable: a wall that was unplugged for a moment would come back on
the broadcast's screen, or over the chair's. So a window that once stood on a display belongs there
from then on; only a display that belongs to nobody is given to a window that has lost its own. A
display is known again by its serial number, and by its socket where it tells none.

The console is placed first and shares its picture with nobody: what overlaps it (a cloned display,
or the instant between two arrangements) is no display for anyone else. Nor does the console ever go
on the wall while the meeting runs: it names who was silent and whose press was refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

CONSOLE, HALL, FEED = "console", "hall", "feed"
ORDER = (CONSOLE, HALL, FEED, "checkin", "observer")
PRIMARY, SECOND, THIRD = "primary", "second", "third"
ORDINALS = (PRIMARY, SECOND, THIRD)
AS_THEY_COME: Mapping[str, str] = {CONSOLE: PRIMARY, HALL: SECOND, FEED: THIRD}
"""Where the windows stand when nobody says otherwise."""

Rect = tuple[int, int, int, int]
"""Left, top, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class Display:
    """A display as the desktop tells of it; `name` is its socket (HDMI-1)."""

    name: str
    model: str = ""
    serial: str = ""
    primary: bool = False
    at: Rect = (0, 0, 0, 0)

    def is_called(self, wish: str) -> bool:
        """Whether the settings mean this one, by socket, model or serial number."""
        told = (self.name, self.model, self.serial)
        return wish.casefold() in [one.casefold() for one in told if one]

    def is_same(self, other: "Display") -> bool:
        """Whether this is the display that stood there before."""
        if self.serial and other.serial:
            return self.serial == other.serial
        return self.name == other.name

    def overlaps(self, other: "Display") -> bool:
        """Whether the two show a piece of the same picture."""
        (x, y, wide, high), (left, top, width, height) = self.at, other.at
        return x < left + width and left < x + wide and y < top + height and top < y + high


class Places:
    """Remembers where each window stood; `place` says where it stands now.

    `wishes` says for a window `primary`, `second`, `third`, or what the display is called; a
    window that is not among them has no display of its own.
    """

    def __init__(self, wishes: Mapping[str, str]) -> None:
        self._wishes = {one: wishes[one] for one in ORDER if wishes.get(one)}
        self._stood: dict[str, Display] = {}

    @property
    def wished(self) -> tuple[str, ...]:
        """The windows that are to have a display of their own, the console first."""
        return tuple(self._wishes)

    def stood(self, window: str) -> bool:
        """Whether the window has had a display of its own since the start."""
        return window in self._stood

    def called(self, window: str) -> str:
        """What the display of the window is called, or is to be called."""
        stood = self._stood.get(window)
        return stood.name if stood is not None else self._wishes[window]

    def place(self, displays: Sequence[Display]) -> dict[str, Display]:
        """Window → display; a window whose display is not there is missing."""
        order = sorted(displays, key=lambda one: not one.primary)
        placed: dict[str, Display] = {}
        for window in self._wishes:
            for display in self._candidates(window, order):
                if not any(display.overlaps(taken) for taken in placed.values()):
                    placed[window] = display
                    break
        self._stood |= placed
        return placed

    def _candidates(self, window: str, order: Sequence[Display]) -> Iterator[Display]:
        """The displays that a window may have, the best one first."""
        wish = self._wishes[window]
        named = wish not in ORDINALS
        if named:
            yield from (one for one in order if one.is_called(wish))
        yield from self._own(window, order)
        if named and window != CONSOLE:
            return
        first = window == CONSOLE and not self.stood(CONSOLE)
        yield from (one for one in order if first or not self._belongs(one, window))

    def _own(self, window: str, order: Sequence[Display]) -> Iterator[Display]:
        stood = self._stood.get(window)
        if stood is not None:
            yield from (one for one in order if one.is_same(stood))

    def _belongs(self, display: Display, window: str) -> bool:
        """Whether the display is another window's, by its name or because it stood there."""
        return any(
            display.is_called(wish)
            or (other in self._stood and display.is_same(self._stood[other]))
            for other, wish in self._wishes.items()
            if other != window
        )
