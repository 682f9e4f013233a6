"""A check-in desk on the hall PC: its window, the scanner that types there, camera and sounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.clerk.views import DeskView, DoorView, Views
from kiosk.clock import Clock
from kiosk.faults import HallFault
from kiosk.ui.checkin.camera import CameraScanner
from kiosk.ui.checkin.keystrokes import Keystrokes
from kiosk.ui.checkin.screen import CheckInScreen, Ordering, nothing
from kiosk.ui.checkin.sounds import Sounds
from kiosk.ui.checkin.wedge import Code, Garbled, Line, Spoilt
from kiosk.ui.checkin.working import Page, Work
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class DeskWish:
    """What a desk is to have; `read` gets each code, `failed` what is wrong with the camera.

    `camera` is the device's name, "" for the first there is, None for a desk without one. `order`
    posts what is ordered here. `photos` holds NUMBER.jpg of the delegates, None for no photos.
    `public`: those who wait can see the window, so that names are masked.
    """

    name: str
    read: Callable[[str], None]
    failed: Callable[[HallFault], None]
    wedge: bool = True
    camera: str | None = None
    order: Ordering = nothing
    photos: Path | None = None
    public: bool = False
    sounds: bool = False
    offset_min: int = 480


NO_DOOR = DoorView(frozen=True, check_in_open=True)


@dataclass(frozen=True, slots=True)
class DeskStill:
    """A page of a desk as it is to be pictured; `public` and `fault` as the screen has them."""

    views: Views
    work: Work
    public: bool = False
    fault: HallFault | None = None


class CheckInDesk:
    """Lives on the GUI thread, from `seat` to `leave`."""

    def __init__(
        self, wish: DeskWish, clock: Clock, words: Words, *, speak: Callable[[], None]
    ) -> None:
        self._wish, self._clock = wish, clock
        self.screen = CheckInScreen(
            wish.name,
            clock,
            words,
            order=wish.order,
            photos=wish.photos,
            public=wish.public,
            speak=speak,
            offset_min=wish.offset_min,
        )
        self.screen.scan = wish.read
        self.camera: CameraScanner | None = None
        self._keys: Keystrokes | None = None
        self._sounds = Sounds() if wish.sounds else None
        self._sounded = -1

    def seat(self, window: QWindow, chord: Callable[[str], bool]) -> None:
        """Listen to the keys of this window, and look through the camera.

        `chord` takes what is no chord of the desk.
        """
        if self._wish.wedge:
            self._keys = Keystrokes(
                window,
                self._clock,
                self._scanned,
                chord=lambda keys: self.screen.chord(keys) or chord(keys),
                typing=lambda: self.screen.typing,
            )
        if self._wish.camera is not None:
            self.camera = CameraScanner(self._wish.camera, self._wish.read, self._failed)
            self.camera.start()

    def take(self, views: Views) -> None:
        """Show what the clerk tells of this desk, and sound what is new."""
        for view in views.desks:
            if view.desk == self._wish.name:
                self._sound(view)
        self.screen.take_all(views)

    def _sound(self, view: DeskView) -> None:
        if self._sounds is not None and view.verdict is not None and view.entry > self._sounded:
            self._sounds.play(view.verdict)
        self._sounded = max(view.entry, self._sounded)

    def show(self, told: DeskView | Spoilt | DeskStill) -> None:
        """Show one scan or one page, whatever the clerk tells."""
        if isinstance(told, DeskStill):
            public = told.public or self._wish.public
            self.screen.take_all(told.views)
            self.screen.lay_open(told.views.door, told.work, public=public, fault=told.fault)
            return
        self.screen.lay_open(NO_DOOR, Work(Page.DOOR), public=self._wish.public)
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
