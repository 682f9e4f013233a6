"""Every window of the sample meeting, whose clock stands still: for pictures, and for who looks.

The difficulty is that a window remembers: what was looked up, written or checked stays until
somebody puts it away, so a picture first tidies what the one before may have left. And what has
the focus is marked in the active window alone, so each is made active first.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem

from kiosk.clerk.checking import Checked
from kiosk.clerk.setup.pages import SetUpView
from kiosk.clock import ManualClock
from kiosk.ui.at_the_door import DESK
from kiosk.ui.at_the_observer import sample_wish
from kiosk.ui.at_the_setup import setup_gallery
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import CheckInDesk, DeskWish
from kiosk.ui.console.keys import CANCEL_KEY
from kiosk.ui.console.leaving import Leaving
from kiosk.ui.console.steady import STEADY_NS
from kiosk.ui.observer.screen import ObserverScreen
from kiosk.ui.pane import Pane, make_pane
from kiosk.ui.parts.letters import Letters
from kiosk.ui.parts.tokens import CONSOLE, CONSOLE_SCALE, DESK_PALETTES, Colours
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.setup.props import derive
from kiosk.ui.setup.screen import SetUpScreen
from kiosk.ui.shell import Shell, application, size_of
from kiosk.ui.wishes import ScreenWishes
from kiosk.words import Words, words

LAYERS = 4
"""So many things may lie over the console, each put away by one key."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A state of a window: `pose` puts it there."""

    window: str
    name: str
    pose: "Pose"


class SetUpStudio:
    """The window of the set-up, which comes before there is a hall and its shell."""

    def __init__(self, said: Words) -> None:
        self._words, self._view = said, next(iter(setup_gallery().values()))
        self.screen = SetUpScreen(said, speak=lambda: None)
        self.take(self._view)
        self.pane = make_pane("setup", "SetUp", self.screen, CONSOLE, CONSOLE_SCALE)
        self.pane.window.show()

    def take(self, view: SetUpView) -> None:
        """Show this page."""
        self._view = view
        self.screen.show(derive(view, self._words, {}))

    def speak(self, said: Words) -> None:
        """Say the same in another language."""
        self._words = said
        self.pane.engine.retranslate()
        self.take(self._view)


class Studio:
    """A shell of the sample meeting with every window that there is, and the set-up's.

    `colours` are worn by every window; None for each window's ordinary ones. `check` is what the
    observer's next check of the book will find.
    """

    def __init__(self, *, language: str, colours: Colours | None = None) -> None:
        application(offscreen=True)
        QGuiApplication.styleHints().setCursorFlashTime(0)
        wish = replace(sample_wish(), check=self._check)
        self.check: Checked | None = None
        self._clock = ManualClock(NOON, NOON_NS)
        self.shell = Shell(
            self._clock,
            Bridge(lambda act: None),
            language=language,
            offscreen=True,
            desk=DeskWish(DESK, read=lambda text: None, failed=lambda fault: None),
            wishes=ScreenWishes(observer=wish, ask=wish.ask, feed=True, opens=lambda pin: False),
        )
        self.shell.show()
        self.set_up = SetUpStudio(words(language))
        self.panes: Mapping[str, Pane] = MappingProxyType(
            {**self.shell.panes, "setup": self.set_up.pane}
        )
        if colours is not None:
            self.wear(wall=colours, desk=colours)

    @property
    def desk(self) -> CheckInDesk:
        """The check-in desk."""
        assert self.shell.desk is not None
        return self.shell.desk

    @property
    def observer(self) -> ObserverScreen:
        """The observer's screen."""
        assert self.shell.observer is not None
        return self.shell.observer

    def wear(
        self,
        *,
        wall: Colours = Colours.DARK,
        desk: Colours = Colours.LIGHT,
        letters: Letters = Letters.ORDINARY,
    ) -> None:
        """These colours on the wall, these and these letters in every other window."""
        self.shell.wear(wall=wall, desk=desk, letters=letters)
        self.set_up.pane.theme.wear(DESK_PALETTES[desk], letters)

    def speak(self, language: str) -> None:
        """Say everything in this language."""
        self.shell.speak(language)
        self.set_up.speak(words(language))

    def pose(self, picture: Picture) -> None:
        """Put a window into the state of a picture, the console as it is a second later."""
        window = self.panes[picture.window].window
        if not window.flags() & Qt.WindowType.WindowDoesNotAcceptFocus:
            window.requestActivate()
        self._tidy()
        if picture.window != "console":
            picture.pose(self)
            return
        self._clock.advance(-STEADY_NS)
        picture.pose(self)
        self._clock.advance(STEADY_NS)
        self.shell.console.refresh()

    def grab(self, window: str, size: QSize) -> QImage:
        """The window as it is, at this size."""
        return self.panes[window].grab(size)

    def take(self, picture: Picture, pixels: tuple[int, int]) -> QImage:
        """The picture at this size (width, height)."""
        self.pose(picture)
        return self.grab(picture.window, size_of(*pixels))

    def touch(self, window: str) -> None:
        """Lay the keys of the screen over a window, for the first line to write in."""
        pane = self.panes[window]
        fields = (one for one in _seen(pane) if one.inherits("QQuickTextField"))
        field = min(fields, key=lambda one: one.mapToScene(one.position()).y())
        field.forceActiveFocus()
        pane.touch.open(field)

    def close(self) -> None:
        """Take the windows down."""
        self.set_up.pane.close()
        self.shell.close()

    def _tidy(self) -> None:
        """Put away whatever lies over the windows."""
        for pane in self.panes.values():
            pane.touch.close()
        self.shell.look_up.lay(over=False)
        self.shell.leaving.lay_open(Leaving(), closed=False)
        for _ in range(LAYERS):
            self.shell.console.chord(CANCEL_KEY)
        self.observer.cancel()
        self.observer.showSeats(seats=False)

    def _check(self, tell: Callable[[Checked], None]) -> None:
        if self.check is not None:
            tell(self.check)


def _seen(pane: Pane) -> Iterator[QQuickItem]:
    waiting = [pane.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            yield item
            waiting += item.childItems()


Pose = Callable[[Studio], None]
