"""`kiosk stills`: a picture of every state of every screen."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.clock import ManualClock
from kiosk.faults import UnusableInput
from kiosk.ui.at_the_door import DESK, checkin_gallery
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import DeskWish
from kiosk.ui.gallery import console_gallery, hall_gallery
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell, size_of

Pixels = tuple[int, int]


def take_stills(out: Path, pixels: Pixels, *, language: str, force: bool) -> Iterator[Path]:
    """Draw every state at this size (width, height); yields each path as it is written.

    Pictures that stand there are overwritten only by `force`.
    """
    clock = ManualClock(NOON, NOON_NS)
    desk = DeskWish(DESK, read=lambda text: None, failed=lambda fault: None)
    bridge = Bridge(lambda act: None)
    shell = Shell(clock, bridge, language=language, offscreen=True, desk=desk)
    shell.show()
    try:
        views = {
            "hall": hall_gallery(NOON_NS),
            "console": console_gallery(NOON_NS),
            "checkin": checkin_gallery(),
        }
        paths = {
            out / f"{window}-{name}-{language}-{pixels[0]}x{pixels[1]}.png": view
            for window, states in views.items()
            for name, view in states.items()
        }
        for path in paths:
            if path.exists() and not force:
                raise UnusableInput(
                    "a picture stands there already", where=str(path), cure="say --force"
                )
        for path, view in paths.items():
            yield shell.still(view, size_of(*pixels), path)
    finally:
        shell.close()
