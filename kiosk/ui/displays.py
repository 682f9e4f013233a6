"""The displays of the hall PC: each window is put on its own, and put back when it returns.

Qt moves the windows of a display that goes to the primary one, which is the chair's: the wall would
lie over the console. It tells of the loss before it does so, and in that moment the window is
hidden. What comes after (the server lays the displays out anew, one piece at a time) is waited out
before the windows are measured again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.placing import AS_THEY_COME, CONSOLE, FEED, HALL, Display, Places

WALLS = frozenset({HALL, FEED})
"""The windows that the public sees: nobody types into them, no pointer lies on them."""
SETTLE_MS = 400
Tell = Callable[[str, bool, str], None]
"""Window, whether it stands on a display of its own, and what that one is called."""


def _untold(window: str, there: bool, display: str) -> None:
    """Nobody asks where the windows stand."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the windows are to stand.

    `wishes` names a display for a window (`ui.placing`). `closed` is kiosk mode: every window fills
    its display, has no frame, and one that has no display is not shown. `tell` hears when a window
    gets or loses its display, on the GUI's thread.
    """

    wishes: Mapping[str, str] = field(default_factory=lambda: dict(AS_THEY_COME))
    closed: bool = False
    tell: Tell = _untold


class Stage(QObject):
    """Stands the windows on their displays, from `set_up` to `leave`."""

    def __init__(
        self, application: QGuiApplication, windows: Mapping[str, QQuickWindow], standing: Standing
    ) -> None:
        super().__init__()
        self._application, self._windows, self._standing = application, windows, standing
        self._places = Places({one: to for one, to in standing.wishes.items() if one in windows})
        self._told: dict[str, bool] = {}
        self._follows = False
        self._watched: set[QScreen] = set()
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self.place)
        if standing.closed:
            for window in windows.values():
                window.setFlag(Qt.WindowType.FramelessWindowHint)

    def set_up(self) -> None:
        """Show the windows, and follow the displays from now on."""
        self._follows = True
        self._application.screenAdded.connect(self._came)
        self._application.screenRemoved.connect(self._went)
        self._application.primaryScreenChanged.connect(self._moved)
        for name in self._windows.keys() - {HALL}:
            if not self._standing.closed:
                self._windows[name].show()
        self.place()
        self.bring(CONSOLE)

    def leave(self) -> None:
        """Follow the displays no longer."""
        self._settled.stop()
        if self._follows:
            self._follows = False
            for screen in self._watched:
                screen.geometryChanged.disconnect(self._reshaped)
            self._application.screenAdded.disconnect(self._came)
            self._application.screenRemoved.disconnect(self._went)
            self._application.primaryScreenChanged.disconnect(self._moved)

    @Slot()
    def place(self) -> None:
        """Stand every window where it belongs, by the displays as they are now.

        The console comes last: what shares its display then lies behind it.
        """
        screens = screens_of(self._application)
        for screen in screens.values():
            self._watch(screen)
        placed = self._places.place(tuple(screens))
        stand = {window: screens[display] for window, display in placed.items()}
        for name in sorted(self._windows, key=lambda one: one == CONSOLE):
            self._stand(name, stand)
            self._tell(name, there=name in placed)

    def _stand(self, name: str, stand: Mapping[str, QScreen]) -> None:
        """Stand one window: on its own display, beside the console, or nowhere."""
        window = self._windows[name]
        beside = self._standing.closed and name not in self._places.wished
        screen = stand.get(CONSOLE if beside else name)
        if screen is not None and (beside or self._fills(name)):
            _fill(window, screen, bare=name in WALLS)
        elif self._standing.closed or (self._places.stood(name) and self._fills(name)):
            window.hide()
        elif name == HALL and not window.isVisible():
            window.showNormal()
            if self._application.platformName() != "offscreen":
                self._tile()

    def raise_next(self) -> None:
        """Bring the next of the windows that share the console's display to the front."""
        shared = [name for name in self._windows if name not in WALLS]
        here = QGuiApplication.focusWindow()
        at = next((at for at, name in enumerate(shared) if self._windows[name] is here), 0)
        self.bring(shared[(at + 1) % len(shared)])

    def bring(self, name: str) -> None:
        """Bring a window to the front, and the keyboard to it."""
        window = self._windows[name]
        if self._application.platformName() != "offscreen":
            window.raise_()
        window.requestActivate()

    def _fills(self, name: str) -> bool:
        """Whether the window takes its whole display: the walls, and in kiosk mode every window."""
        named = self._standing.wishes.get(name) != AS_THEY_COME.get(name)
        return self._standing.closed or name in WALLS or named

    def _tile(self) -> None:
        """On a single display both windows stand side by side (a rehearsal on a laptop)."""
        free = self._application.primaryScreen().availableGeometry()
        width = free.width() // 2
        size = QSize(width, width * 9 // 16)
        for at, name in enumerate((HALL, CONSOLE)):
            corner = QPoint(free.x() + at * width, free.y())
            self._windows[name].setGeometry(QRect(corner, size))

    def _tell(self, name: str, *, there: bool) -> None:
        """News only: a window never seen on a display of its own is missed in kiosk mode only."""
        if name not in self._places.wished or not self._fills(name):
            return
        missed = self._standing.closed or self._places.stood(name)
        if self._told.get(name) is not there and (there or missed):
            self._told[name] = there
            self._standing.tell(name, there, self._places.called(name))

    def _watch(self, screen: QScreen) -> None:
        if screen not in self._watched:
            self._watched.add(screen)
            screen.geometryChanged.connect(self._reshaped)

    @Slot(QScreen)
    def _came(self, screen: QScreen) -> None:
        self._watch(screen)
        self._settled.start()

    @Slot(QScreen)
    def _went(self, screen: QScreen) -> None:
        self._watched.discard(screen)
        for name, window in self._windows.items():
            if window.screen() is screen and (self._standing.closed or name in WALLS):
                window.hide()
        self.place()
        self._settled.start()

    @Slot(QScreen)
    def _moved(self, screen: QScreen) -> None:
        self._settled.start()

    @Slot(QRect)
    def _reshaped(self, at: QRect) -> None:
        self._settled.start()


def screens_of(application: QGuiApplication) -> dict[Display, QScreen]:
    """The displays of this PC as they are now; one without an area is about to go."""
    first = application.primaryScreen()
    real = (one for one in application.screens() if one.geometry().isValid())
    return {_told(one, primary=one is first): one for one in real}


def _told(screen: QScreen, *, primary: bool) -> Display:
    at = screen.geometry()
    return Display(
        screen.name(),
        screen.model(),
        screen.serialNumber(),
        primary=primary,
        at=(at.x(), at.y(), at.width(), at.height()),
    )


def _fill(window: QQuickWindow, screen: QScreen, *, bare: bool) -> None:
    """Fill a display whole; a window that does so already is not touched.

    `showFullScreen` would ask for the keyboard, which a wall does not take.
    """
    full = window.visibility() is QQuickWindow.Visibility.FullScreen
    if full and window.screen() is screen and window.geometry() == screen.geometry():
        return
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    if bare:
        window.setCursor(Qt.CursorShape.BlankCursor)
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    window.setVisible(True)
