"""`kiosk demo`: a whole meeting through real serial ports, on real screens, verified at the end.

With a display the windows are shown and the scene plays at human pace; without one the same scene
plays five times as fast, on screens nobody sees, and leaves their stills.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.assets import DEMO
from kiosk.clerk.views import Act
from kiosk.clerk.witnessing import FiguresSeen
from kiosk.clock import SystemClock
from kiosk.faults import HallFault
from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.playing import Left, Wishes, play
from kiosk.rehearsal.scene import Scene
from kiosk.rehearsal.stage import PtyStage
from kiosk.ui.bridge import Bridge
from kiosk.ui.shell import ScreenFault, Shell, application
from kiosk.ui.wishes import ScreenWishes

FAST, HUMAN = 0.2, 2.7
DRAWN_NS = 2_000_000_000
"""So long a still waits for the walls; a window that is covered may never be drawn."""


@dataclass(frozen=True, slots=True)
class DemoWishes:
    """How the demo is to be played."""

    headless: bool
    seed: int
    language: str


def demo_scene() -> Scene:
    """The scene of the demo."""
    return read_scene_text(DEMO.read_text(encoding="utf-8"), DEMO)


def demo(out: Path, wishes: DemoWishes, tell: Callable[[str], None]) -> Left:
    """Play the demo in `out`."""
    return play_on_screens(
        demo_scene(),
        out,
        Wishes(language=wishes.language, seed=wishes.seed, pace=FAST if wishes.headless else HUMAN),
        headless=wishes.headless,
        tell=tell,
    )


def play_on_screens(
    scene: Scene, out: Path, wishes: Wishes, *, headless: bool, tell: Callable[[str], None]
) -> Left:
    """Play a scene with hall and console windows; the stills it asks for lie in `out`/stills.

    What the wall has drawn of a result goes into the book, as in a hall, and to the verifier.
    """
    running = application(offscreen=headless)
    bridge = Bridge(_deaf)
    players: list[Player] = []
    stills = out / "stills"

    def seen(figures: FiguresSeen) -> None:
        players[0].kiosk.desk.post(figures)

    wished = ScreenWishes(seen=seen)
    shell = Shell(SystemClock(), bridge, language=wishes.language, wishes=wished)
    shell.show()

    def still(name: str) -> None:
        tell(name)
        stage.until(lambda: shell.witnessed, DRAWN_NS)
        for window in ("hall", "console"):
            path = stills / f"{name}-{window}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            if not shell.grab(window, None).save(str(path)):
                raise HallFault(
                    "a picture cannot be written", where=str(path), cure="free the disk"
                )

    stage = PtyStage(scene.set_up, pump=running.processEvents)
    try:
        return play(scene, out, stage, wishes, show=bridge.offer, still=still, met=players.append)
    finally:
        shell.close()


def without_display() -> bool:
    """True where there is no display to show windows on."""
    try:
        application()
    except ScreenFault:
        return True
    return False


def _deaf(act: Act) -> None:
    """In a demo the scene gives the orders."""
