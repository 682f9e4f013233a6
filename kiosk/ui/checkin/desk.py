"""A check-in desk on the hall PC: its window, the scanner that types there, the camera above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.clerk.views import DeskView, Views
from kiosk.clock import Clock
from kiosk.faults import HallFault
from kiosk.ui.checkin.camera import CameraScanner
from kiosk.ui.checkin.keystrokes import Keystrokes
from kiosk.ui.checkin.screen import CheckInScreen
from kiosk.ui.checkin.wedge import Code, Garbled, Line, Spoilt
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class DeskWish:
    """What a desk is to have; `read` gets each code, `failed` what is wrong with the camera.

    `camera` is the device's name, "" for the first there is, None for a desk without one.
    """

    name: str
    read: Callable[[str], None]
    failed: Callable[[HallFault], None]
    wedge: bool = True
    camera: str | None = None


class CheckInDesk:
    """Lives on the GUI thread, from `seat` to `leave`."""

    def __init__(self, wish: DeskWish, clock: Clock, words: Words) -> None:
        self._wish, self._clock = wish, clock
        self.screen = CheckInScreen(wish.name, clock, words)
        self.camera: CameraScanner | None = None
        self._keys: Keystrokes | None = None

    def seat(self, window: QWindow) -> None:
        """Listen to the keys of this window, and look through the camera."""
        if self._wish.wedge:
            self._keys = Keystrokes(window, self._clock, self._scanned)
        if self._wish.camera is not None:
            self.camera = CameraScanner(self._wish.camera, self._wish.read, self._failed)
            self.camera.start()

    def take(self, views: Views) -> None:
        """Show what the clerk tells of this desk."""
        for view in views.desks:
            if view.desk == self._wish.name:
                self.screen.take(view, practice=views.hall.practice)

    def show(self, told: DeskView | Spoilt) -> None:
        """Show one scan, whatever the clerk tells."""
        if isinstance(told, DeskView):
            self.screen.take(told, practice=False)
        else:
            self.screen.garbled(told)

    def overhear(self, events: Sequence[QKeyEvent]) -> None:
        """A scanner typed into the chair's window: it was meant for this one."""
        if self._keys is not None:
            for event in events:
                self._keys.eventFilter(self.screen, event)

    def leave(self) -> None:
        """Let keys and camera go."""
        if self._keys is not None:
            self._keys.leave()
        if self.camera is not None:
            self.camera.stop()

    def _scanned(self, line: Line) -> None:
        if isinstance(line, Code):
            self._wish.read(line.text)
        elif isinstance(line, Garbled):
            self.screen.garbled(line.why)

    def _failed(self, fault: HallFault) -> None:
        self.screen.fault(fault)
        self._wish.failed(fault)
