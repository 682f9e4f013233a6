"""`kiosk stills`: a picture of every state of every screen."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.clock import ManualClock
from kiosk.faults import UnusableInput
from kiosk.rehearsal.demo import without_display
from kiosk.ui.bridge import Bridge
from kiosk.ui.gallery import console_gallery, hall_gallery
from kiosk.ui.shell import Shell, application, size_of

Pixels = tuple[int, int]


def take_stills(out: Path, pixels: Pixels, *, language: str, force: bool) -> Iterator[Path]:
    """Draw every state at this size (width, height); yields each path as it is written.

    Pictures that stand there are overwritten only by `force`.
    """
    application(offscreen=without_display())
    clock = ManualClock()
    shell = Shell(clock, Bridge(lambda act: None), language=language)
    try:
        views = {"hall": hall_gallery(clock.mono_ns()), "console": console_gallery(clock.mono_ns())}
        for window, states in views.items():
            for name, view in states.items():
                path = out / f"{window}-{name}-{language}-{pixels[0]}x{pixels[1]}.png"
                if path.exists() and not force:
                    raise UnusableInput(
                        "a picture stands there already", where=str(path), cure="say --force"
                    )
                yield shell.still(view, size_of(*pixels), path)
    finally:
        shell.close()
