"""The shell of the screens: application, fonts, words, windows; all of it on the main thread.

Each window has an engine of its own, and with it a `Theme` of its own: the hall is dark and
lettered for the last row, the console light and lettered for an arm's length, and the parts they
share know only "text", "panel" and "title".
"""

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTranslator,
)
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtQuickControls2 import QQuickStyle

import kiosk
from kiosk.assets import asset
from kiosk.clerk.views import ConsoleView, DeskView, HallView, Views
from kiosk.clock import Clock
from kiosk.faults import HallFault
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import CheckInDesk, DeskWish
from kiosk.ui.checkin.wedge import Spoilt
from kiosk.ui.console.props import CHINA_MIN
from kiosk.ui.console.screen import ConsoleScreen
from kiosk.ui.hall.screen import HallScreen
from kiosk.ui.immortals import outlive
from kiosk.ui.parts.keyguard import KeyGuard
from kiosk.ui.parts.symbol import PROVIDER, Marks
from kiosk.ui.parts.theme import FAMILY, Theme
from kiosk.ui.parts.tokens import CONSOLE, CONSOLE_SCALE, HALL, HALL_SCALE, Palette, Scale, unit
from kiosk.words import DEFAULT_LANGUAGE, LANGUAGES, Words, words

IMPORT_PATH = Path(kiosk.__file__).parent.parent
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
WINDOW = QSize(1280, 720)
Still = HallView | ConsoleView | DeskView | Spoilt
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


class ScreenFault(HallFault):
    """A screen cannot be shown."""


class GettextTranslator(QTranslator):
    """Answers `qsTr()` from the one catalogue."""

    def __init__(self, said: Words) -> None:
        super().__init__()
        self.words = said

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return self.words.say(source)


@dataclass(frozen=True, slots=True)
class Pane:
    """One window with its engine, its theme and its view-model."""

    name: str
    engine: QQmlApplicationEngine
    theme: Theme
    screen: QObject
    window: QQuickWindow

    def resize(self, size: QSize) -> None:
        """Give the window this size in pixels."""
        self.window.resize(size)


def size_of(width: int, height: int) -> QSize:
    """A size in pixels, for those who know no Qt."""
    return QSize(width, height)


def application(*, offscreen: bool = False) -> QGuiApplication:
    """The one application of this process, with our fonts and words and without a native style.

    Raises ScreenFault where there is no display to open (Qt itself would abort).
    """
    outlive()
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return _dress(running)
    if offscreen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    else:
        _look_for_a_display()
    return _dress(QGuiApplication(sys.argv[:1]))


def _look_for_a_display() -> None:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not any(os.environ.get(name) for name in DISPLAYS):
        raise ScreenFault(
            "There is no display to show the screens on",
            where="DISPLAY",
            cure="start it from the desktop, or run it headless",
        )
    if not os.environ.get("WAYLAND_DISPLAY"):
        _load_x11()


def _load_x11() -> None:
    """Qt aborts where a library of its X11 plugin is missing; we say which one."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as error:
        raise ScreenFault(
            "A library of the desktop is missing: {library}",
            where="X11",
            cure="install the package of {library}",
            library=str(error).partition(":")[0],
        ) from error


def _dress(running: QGuiApplication) -> QGuiApplication:
    if running.font().family() != FAMILY:
        for font in FONTS:
            QFontDatabase.addApplicationFont(str(asset(f"fonts/{font}")))
        running.setFont(QFont(FAMILY))
        QQuickStyle.setStyle("Basic")
    return running


class Shell:
    """The windows of the hall PC, built on the main thread; `offset_min` is its civil time.

    `desk` is the check-in desk that this PC serves itself, None where the doors have their own.
    """

    def __init__(
        self,
        clock: Clock,
        bridge: Bridge,
        *,
        language: str = DEFAULT_LANGUAGE,
        offscreen: bool = False,
        offset_min: int = CHINA_MIN,
        desk: DeskWish | None = None,
    ) -> None:
        self._application = application(offscreen=offscreen)
        self._translator = GettextTranslator(words(language))
        self._application.installTranslator(self._translator)
        self.bridge = bridge
        said = self._translator.words
        self.hall = HallScreen(clock, said)
        self.console = ConsoleScreen(
            clock,
            said,
            act=bridge.act,
            act_with=bridge.act_with,
            speak=self.turn_language,
            offset_min=offset_min,
        )
        self.desk = CheckInDesk(desk, clock, said) if desk is not None else None
        panes = {
            "hall": _pane("hall", "Hall", self.hall, HALL, HALL_SCALE),
            "console": _pane("console", "Console", self.console, CONSOLE, CONSOLE_SCALE),
        }
        if self.desk is not None:
            screen = self.desk.screen
            panes["checkin"] = _pane("checkin", "CheckIn", screen, CONSOLE, CONSOLE_SCALE)
            self.desk.seat(panes["checkin"].window)
        self.panes = MappingProxyType(panes)
        overheard = self.desk.overhear if self.desk is not None else None
        window = self.panes["console"].window
        self._guard = KeyGuard(window, clock, self.console.chord, overheard)
        self.panes["hall"].window.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        bridge.views.connect(self.take)
        bridge.watch(self.panes["hall"].window)
        self._application.screenAdded.connect(self._place_hall)
        self._application.screenRemoved.connect(self._place_hall)

    def take(self, views: Views) -> None:
        """Show what the clerk told; GUI thread only (others `offer` to the bridge)."""
        self.hall.take(views.hall)
        self.console.take(views.console)
        if self.desk is not None:
            self.desk.take(views)

    def show(self) -> None:
        """Open the windows: the hall on the second display, full screen, if there is one."""
        self._place_hall()
        for name in self.panes.keys() - {"hall"}:
            self.panes[name].window.show()
        self.panes["console"].window.requestActivate()

    def run(self) -> int:
        """Serve the screens until `quit`."""
        return self._application.exec()

    def quit(self) -> None:
        """End `run`."""
        self._application.quit()

    def close(self) -> None:
        """Take the windows down, QML before what it binds to."""
        self.bridge.views.disconnect(self.take)
        self._guard.leave()
        if self.desk is not None:
            self.desk.leave()
        for pane in self.panes.values():
            pane.window.close()
            for gone in (pane.window, pane.engine):
                gone.deleteLater()
                QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
        self._application.removeTranslator(self._translator)

    def speak(self, language: str) -> None:
        """Say everything in this language, now."""
        said = self._translator.words = words(language)
        for pane in self.panes.values():
            pane.engine.retranslate()
        self.hall.speak(said)
        self.console.speak(said)
        if self.desk is not None:
            self.desk.screen.speak(said)

    def turn_language(self) -> None:
        """The next of the languages."""
        at = LANGUAGES.index(self._translator.words.language) + 1
        self.speak(LANGUAGES[at % len(LANGUAGES)])

    def grab(self, name: str, size: QSize | None = None) -> QImage:
        """A picture of the window `hall`, `console` or `checkin`, at this size in pixels."""
        pane = self.panes[name]
        if size is not None and pane.window.size() != size:
            pane.resize(size)
        self._application.processEvents()
        return pane.window.grabWindow()

    def still(self, view: Still, size: QSize, out: Path) -> Path:
        """A picture of a state as PNG, whatever the windows show."""
        name = self._take_one(view)
        out.parent.mkdir(parents=True, exist_ok=True)
        if not self.grab(name, size).save(str(out)):
            raise ScreenFault("A picture cannot be written", where=str(out), cure="free the disk")
        return out

    def _take_one(self, view: Still) -> str:
        """Show a view in its window; which one that is."""
        if isinstance(view, HallView):
            self.hall.take(view)
            return "hall"
        if isinstance(view, ConsoleView):
            self.console.take(view)
            return "console"
        if self.desk is not None:
            self.desk.show(view)
        return "checkin"

    def _place_hall(self, *_: object) -> None:
        window = self.panes["hall"].window
        screens = self._application.screens()
        if len(screens) > 1:
            window.setScreen(screens[1])
            window.setGeometry(screens[1].geometry())
            window.showFullScreen()
        else:
            window.showNormal()
            if self._application.platformName() != "offscreen":
                self._tile(screens[0].availableGeometry())

    def _tile(self, free: QRect) -> None:
        """On a single display both windows stand side by side (a rehearsal on a laptop)."""
        width = free.width() // 2
        size = QSize(width, width * 9 // 16)
        for place, name in enumerate(("hall", "console")):
            corner = QPoint(free.x() + place * width, free.y())
            self.panes[name].window.setGeometry(QRect(corner, size))


def _pane(name: str, component: str, screen: QObject, palette: Palette, scale: Scale) -> Pane:
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(IMPORT_PATH))
    engine.addImageProvider(PROVIDER, Marks())
    theme = engine.singletonInstance("kiosk.ui.parts", "Theme")
    if not isinstance(theme, Theme):
        raise TypeError(theme)
    theme.dress(palette, scale, unit(WINDOW.width(), WINDOW.height()))
    size = {"width": WINDOW.width(), "height": WINDOW.height()}
    engine.setInitialProperties({"shown": screen, **size})
    engine.loadFromModule(f"kiosk.ui.{name}", component)
    window = next(iter(engine.rootObjects()), None)
    if not isinstance(window, QQuickWindow):
        raise TypeError(component)

    def redress(_: int) -> None:
        theme.dress(palette, scale, unit(window.width(), window.height()))

    window.widthChanged.connect(redress)
    window.heightChanged.connect(redress)
    return Pane(name, engine, theme, screen, window)
