"""`kiosk bench screens`: long lists, the map of a large hall, frames; software renderer.

Each figure is from the order to the picture that shows it: props, model, delegates, painting and
the copy of the picture. Milliseconds of processor time, the middle of five; the wall clock beside
it tells how busy the machine was.
"""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from kiosk.clerk.views import HallView
from kiosk.clock import ManualClock
from kiosk.rehearsal.bench_frames import bench_frames
from kiosk.rehearsal.bench_press import Tell
from kiosk.ui.at_the_observer import observer_gallery, sample_wish
from kiosk.ui.bridge import Bridge
from kiosk.ui.gallery import PAGES, hall_gallery
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell, size_of
from kiosk.ui.wishes import ScreenWishes

ROWS = 3376
ROUNDS = 5
SIZES = ((1920, 1080), (3840, 2160))


def bench_screens(tell: Tell) -> dict[str, object]:
    """Measure frames, then the list of presses and the pages of a hall of 3,376; one document."""
    frames = bench_frames(tell)
    wish = sample_wish(count=ROWS)
    bridge = Bridge(lambda act: None)
    wishes = ScreenWishes(observer=wish)
    shell = Shell(ManualClock(NOON, NOON_NS), bridge, offscreen=True, wishes=wishes)
    shell.show()
    try:
        found = {f"{w}x{h}": _of_size(shell, (w, h), tell) for w, h in SIZES}
    finally:
        shell.close()
    return {"bench": "screens", "rows": ROWS, "ms": found} | frames


def _of_size(shell: Shell, pixels: tuple[int, int], tell: Tell) -> dict[str, object]:
    observer, size, hall = shell.observer, size_of(*pixels), hall_gallery()
    assert observer is not None
    observer.take(observer_gallery()["declared"])
    look_up = observer.look_up
    steps: dict[str, tuple[str, Callable[[], object]]] = {
        "rows populated": ("observer", lambda: look_up.look("")),
        "rows in another order": ("observer", lambda: look_up.sortBy("fate")),
        "map of seats": ("hall", lambda: _page(shell, hall, "result_seats_large")),
        "page of names": ("hall", lambda: _page(shell, hall, "result_names_large")),
        "figures": ("hall", lambda: shell.hall.take(hall["result_passed"])),
    }
    found: dict[str, object] = {}
    for name, (window, order) in steps.items():
        found[name] = _timed(shell, window, size, order)
        tell(f"{pixels[0]}x{pixels[1]} {name}: {found[name]} ms")
    return found


def _page(shell: Shell, hall: dict[str, HallView], name: str) -> None:
    state, turned = PAGES[name]
    shell.hall.take(hall["standby"])
    shell.hall.take(hall[state], turned=turned)


def _timed(shell: Shell, window: str, size: Any, order: Callable[[], object]) -> dict[str, float]:
    cpu: list[float] = []
    wall: list[float] = []
    for _ in range(ROUNDS):
        before = time.process_time(), time.perf_counter()
        order()
        shell.grab(window, size)
        cpu.append((time.process_time() - before[0]) * 1000)
        wall.append((time.perf_counter() - before[1]) * 1000)
    return {"cpu": round(median(cpu), 1), "wall": round(median(wall), 1)}
