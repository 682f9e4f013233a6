"""The shell of the screens: application, fonts, words, windows; all of it on the main thread.

Each window has an engine of its own, and with it a `Theme` of its own: the hall is dark and
lettered for the last row, the console light and lettered for an arm's length, and the parts they
share know only "text", "panel" and "title".
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QLibraryInfo, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage
from PySide6.QtQuickControls2 import QQuickStyle

from kiosk.assets import asset
from kiosk.clerk.observerview import Looked
from kiosk.clerk.views import Views
from kiosk.clock import Clock
from kiosk.faults import HallFault
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import CheckInDesk, DeskWish
from kiosk.ui.collecting import Collector
from kiosk.ui.console.keys import CANCEL_KEY, CHORDS, LANGUAGE_CHORD, NEXT_CHORD
from kiosk.ui.console.leave_screen import LeaveScreen
from kiosk.ui.console.props import CHINA_MIN
from kiosk.ui.console.screen import ConsoleScreen
from kiosk.ui.displays import WALLS, Stage, screens_of
from kiosk.ui.hall.screen import HallScreen
from kiosk.ui.hall.witness import Witness
from kiosk.ui.immortals import outlive
from kiosk.ui.observer.screen import ObserverScreen
from kiosk.ui.pane import GettextTranslator, destroy, make_pane, next_colours
from kiosk.ui.parts.keyguard import KeyGuard
from kiosk.ui.parts.letters import Letters
from kiosk.ui.parts.lookupmodel import LookUp
from kiosk.ui.parts.theme import FAMILY
from kiosk.ui.parts.tokens import (
    CONSOLE,
    CONSOLE_SCALE,
    DESK_PALETTES,
    HALL,
    HALL_SCALE,
    WALL_PALETTES,
    Colours,
)
from kiosk.ui.placing import Display
from kiosk.ui.pulse import Pulse, line_to_keeper
from kiosk.ui.shutting import CloseGuard
from kiosk.ui.speaker import Speaker
from kiosk.ui.wishes import PLAIN, ScreenWishes
from kiosk.words import DEFAULT_LANGUAGE, language_after, words

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
LOOK_UP_CHORD = "Ctrl+F"
COLOURS_CHORD, WALL_COLOURS_CHORD = "Ctrl+T", "Ctrl+Shift+T"
LETTERS_CHORD = "Ctrl+Y"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


class ScreenFault(HallFault):
    """A screen cannot be shown."""


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


def displays_here() -> tuple[Display, ...]:
    """The displays of this PC; ScreenFault where there is none."""
    return tuple(screens_of(application()))


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
        running.setFont(_font())
        QQuickStyle.setStyle("Basic")
        Collector(running)
        if (keeper := line_to_keeper()) is not None:
            Pulse(running, keeper.say)
    return running


def _font() -> QFont:
    """Our letters as they were drawn, alike on every machine: hinting moves them by a pixel."""
    font = QFont(FAMILY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


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
        wishes: ScreenWishes = PLAIN,
    ) -> None:
        self._application = application(offscreen=offscreen)
        self._translator = GettextTranslator(words(language))
        self._application.installTranslator(self._translator)
        self.bridge = bridge
        said = self._translator.words
        self.hall = HallScreen(clock, said, told=wishes.individual)
        self.console = ConsoleScreen(
            clock,
            said,
            act=bridge.act,
            act_with=bridge.act_with,
            give=bridge.give,
            speak=self.turn_language,
            offset_min=offset_min,
        )
        self.leaving = LeaveScreen(
            clock,
            said,
            closed=wishes.standing.closed,
            opens=wishes.opens,
            leave=self.quit,
        )
        self.look_up = LookUp(wishes.ask or _nobody, said, offset_min=offset_min)
        self.speaker: Speaker | None = None
        if wishes.speech:
            self.speaker = Speaker(said, self.console.tell, engine=wishes.speech_engine)
        self._wall, self._desk_colours = wishes.wall, wishes.desk
        self._desk_letters = wishes.desk_letters
        self.desk = (
            CheckInDesk(desk, clock, said, speak=self.turn_language) if desk is not None else None
        )
        panes = {
            "hall": make_pane("hall", "Hall", self.hall, HALL, HALL_SCALE),
            "console": make_pane(
                "console",
                "Console",
                self.console,
                CONSOLE,
                CONSOLE_SCALE,
                cabinet=self.console.cabinet,
                lookUp=self.look_up,
                leaving=self.leaving,
            ),
        }
        if wishes.feed:
            panes["feed"] = make_pane("hall", "Hall", self.hall, HALL, HALL_SCALE, feed=True)
        self.observer: ObserverScreen | None = None
        if wishes.observer is not None:
            self.observer = ObserverScreen(
                wishes.observer, clock, said, speak=self.turn_language, offset_min=offset_min
            )
            panes["observer"] = make_pane(
                "observer", "Observer", self.observer, CONSOLE, CONSOLE_SCALE
            )
        if self.desk is not None:
            screen = self.desk.screen
            panes["checkin"] = make_pane("checkin", "CheckIn", screen, CONSOLE, CONSOLE_SCALE)
            self.desk.seat(panes["checkin"].window, self._chord_of_all)
        self.panes = MappingProxyType(panes)
        overheard = self.desk.overhear if self.desk is not None else None
        window = self.panes["console"].window
        self._guard = KeyGuard(window, clock, self._chord, overheard)
        for name in WALLS & self.panes.keys():
            self.panes[name].window.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        for pane in self.panes.values():
            pane.theme.colours_asked.connect(self.turn_colours)
            pane.theme.letters_asked.connect(self.turn_letters)
        self._wear()
        self._witnesses = tuple(self._witnessed(wishes))
        bridge.views.connect(self.take)
        bridge.watch(self.panes["hall"].window)
        windows = {name: pane.window for name, pane in self.panes.items()}
        self._stage = Stage(self._application, windows, wishes.standing)
        self._closing = CloseGuard(
            windows,
            closed=wishes.standing.closed,
            shuts=self.leaving.shuts,
            asked=self._ask_to_leave,
            turn=self._stage.raise_next,
        )

    def _witnessed(self, wishes: ScreenWishes) -> Iterator[Witness]:
        """Who reads back what the wall shows of a result."""
        if wishes.seen is None:
            return
        for name in sorted(WALLS & self.panes.keys(), reverse=True):
            called = wishes.screen if name == "hall" else f"{wishes.screen}/{name}"
            yield Witness(self.panes[name].window, self.hall, name=called, tell=wishes.seen)

    def _chord(self, keys: str) -> bool:
        """Chords that no act of the meeting has; everything else is the console's."""
        if self.leaving.props.opened:
            return self._chord_of_leaving(keys)
        if self.look_up.opened:
            self.look_up.lay(keys not in (CANCEL_KEY, LOOK_UP_CHORD))
            return keys in (CANCEL_KEY, LOOK_UP_CHORD)
        if keys not in self._own_chords:
            return self.console.chord(keys)
        self._own_chords[keys]()
        return True

    def _chord_of_leaving(self, keys: str) -> bool:
        meant = {CANCEL_KEY: self.leaving.cancel, NEXT_CHORD: self.leaving.confirm}.get(keys)
        if meant is not None:
            meant()
        return meant is not None or keys in (*CHORDS.values(), *self._own_chords)

    def _ask_to_leave(self) -> None:
        """The question stands on the console, whichever window somebody wanted to close."""
        self.leaving.ask()
        self._stage.bring("console")

    def _chord_of_all(self, keys: str) -> bool:
        """Chords that every window has; False for any other."""
        if keys in self._chords_of_all:
            self._chords_of_all[keys]()
        return keys in self._chords_of_all

    @property
    def _chords_of_all(self) -> dict[str, Callable[[], None]]:
        return {
            COLOURS_CHORD: self.turn_colours,
            LETTERS_CHORD: self.turn_letters,
            LANGUAGE_CHORD: self.turn_language,
        }

    @property
    def _own_chords(self) -> dict[str, Callable[[], None]]:
        return self._chords_of_all | {
            LOOK_UP_CHORD: partial(self.look_up.lay, True),
            WALL_COLOURS_CHORD: self.turn_wall,
            **self._closing.chords,
        }

    def turn_colours(self) -> None:
        """The next colours, in every window but the wall."""
        self._desk_colours = next_colours(self._desk_colours)
        self._wear()

    def turn_wall(self) -> None:
        """The next colours, on the wall and in what is broadcast of it."""
        self._wall = next_colours(self._wall)
        self._wear()

    def turn_letters(self) -> None:
        """Larger letters or the ordinary ones, in every window but the wall."""
        self._desk_letters = self._desk_letters.other
        self._wear()

    def wear(self, *, wall: Colours, desk: Colours, letters: Letters) -> None:
        """These colours on the wall, these and these letters in every other window."""
        self._wall, self._desk_colours, self._desk_letters = wall, desk, letters
        self._wear()

    def _wear(self) -> None:
        for name, pane in self.panes.items():
            if name in WALLS:
                pane.theme.wear(WALL_PALETTES[self._wall])
            else:
                pane.theme.wear(DESK_PALETTES[self._desk_colours], self._desk_letters)

    def take(self, views: Views) -> None:
        """Show what the clerk told; GUI thread only (others `offer` to the bridge)."""
        self.hall.take(views.hall)
        if self.speaker is not None:
            self.speaker.take(views.hall)
        self.console.take(views.console)
        self.leaving.take(views.console)
        if views.observer is not None:
            self.look_up.take(views.observer.polls)
        if self.observer is not None and views.observer is not None:
            self.observer.take(views.observer)
        if self.desk is not None:
            self.desk.take(views)

    def show(self) -> None:
        """Open the windows, each on its display."""
        self._stage.set_up()

    def run(self) -> int:
        """Serve the screens until `quit`."""
        return self._application.exec()

    def quit(self) -> None:
        """End `run`. Qt's own `quit` asks every window first, and in kiosk mode each says no."""
        self._application.exit(0)

    def close(self) -> None:
        """Take the windows down, QML before what it binds to, and the words last.

        A translator must not be left to the garbage collector: that may run while Qt asks another
        one for a word, and the two would wait for each other for ever (seen in a test).
        """
        self.bridge.views.disconnect(self.take)
        self._stage.leave()
        self._closing.leave()
        for witness in self._witnesses:
            witness.leave()
        self._guard.leave()
        if self.speaker is not None:
            self.speaker.leave()
        if self.desk is not None:
            self.desk.leave()
        for pane in self.panes.values():
            pane.close()
        self._application.removeTranslator(self._translator)
        destroy(self._translator)

    def speak(self, language: str) -> None:
        """Say everything in this language, now."""
        said = self._translator.words = words(language)
        for pane in self.panes.values():
            pane.engine.retranslate()
        self.hall.speak(said)
        self.console.speak(said)
        self.look_up.speak(said)
        if self.speaker is not None:
            self.speaker.speak(said)
        self.leaving.speak(said)
        if self.observer is not None:
            self.observer.speak(said)
        if self.desk is not None:
            self.desk.screen.speak(said)

    @property
    def witnessed(self) -> bool:
        """True when all that stands on the walls has been drawn, and told to who reads it back."""
        return self.bridge.idle and not any(one.waits for one in self._witnesses)

    @property
    def keys_held(self) -> bool:
        """True while keys of the console are held back."""
        return self._guard.holds

    def turn_language(self) -> None:
        """The next of the languages."""
        self.speak(language_after(self._translator.words.language))

    def grab(self, name: str, size: QSize | None = None) -> QImage:
        """A picture of the window `hall`, `console` or `checkin`, at this size in pixels."""
        pane = self.panes[name]
        return pane.grab(size)


def _nobody(typed: str, poll: int, **exactly: object) -> Future[Looked]:
    """Stands where no clerk answers."""
    reply: Future[Looked] = Future()
    reply.set_exception(LookupError(typed, poll, exactly))
    return reply
