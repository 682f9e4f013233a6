"""How the screens of this PC are wished: what the settings say, in the words of the screens."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.clerk.witnessing import FiguresSeen
from kiosk.ui.displays import Standing
from kiosk.ui.hall.individual import Individual
from kiosk.ui.observer.wish import ObserverWish
from kiosk.ui.parts.letters import Letters
from kiosk.ui.parts.lookupmodel import Ask
from kiosk.ui.parts.tokens import Colours


@dataclass(frozen=True, slots=True)
class ScreenWishes:
    """`individual` is how much of a named poll the wall tells of each delegate.

    `seen` is told what a screen has drawn of a result (screen truth), from the thread that draws;
    `screen` is what this wall is called in the book. `observer` is the observer's own window, None
    for none. `ask` answers look-ups at the console, None where nobody does. `wall` and `desk` are
    the colours of the wall and of the other windows, `desk_letters` the size of the letters of
    those others; `feed` opens a window for the broadcast: what is on the wall, without its head
    line. `standing` is where the windows stand. `opens` says whether a PIN lets out of kiosk mode;
    None where none is set, and then nothing is shut. `speech` says aloud that a poll opens, closes
    and how it ended, by `speech_engine` or, "", by the first one that the computer has.
    """

    individual: Individual = Individual.NAMES
    seen: Callable[[FiguresSeen], None] | None = None
    screen: str = "hall"
    observer: ObserverWish | None = None
    ask: Ask | None = None
    wall: Colours = Colours.DARK
    desk: Colours = Colours.LIGHT
    desk_letters: Letters = Letters.ORDINARY
    feed: bool = False
    speech: bool = False
    speech_engine: str = ""
    standing: Standing = field(default_factory=Standing)
    opens: Callable[[str], bool] | None = None


PLAIN = ScreenWishes()
"""As a rehearsal wishes them."""
