"""The second half of `kiosk bench screens`: frames while a hall presses and while lists scroll.

500 keypads press on real pseudo-terminals while wall, console and observer's screen are open: the
clerk, the book and the screens share this process, the hall has one of its own. With a display
(DISPLAY set) the windows are real ones, otherwise offscreen; drawn by the software renderer.
"""

import os
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.app import Kiosk
from kiosk.clerk.views import HallView, Views
from kiosk.clock import ManualClock, SystemClock
from kiosk.rehearsal.bench_press import (
    Crowd,
    Tell,
    Watch,
    crowd,
    listening,
    open_poll,
    percentiles,
    settings_for,
    shown,
    until,
)
from kiosk.rehearsal.frames import Frames, Turns, drawn, lists, watched
from kiosk.ui.at_the_desk import printed
from kiosk.ui.at_the_observer import observer_gallery, sample_wish
from kiosk.ui.bridge import Bridge
from kiosk.ui.gallery import PAGES, console_gallery, hall_gallery
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell, application, size_of
from kiosk.ui.wishes import ScreenWishes

KEYPADS = 500
PACES_S = (20.0, 2.0)
"""Within so many seconds all of them press: as a hall does, and as it does when told to."""
SIZES = ((1920, 1080), (3840, 2160))
ROWS, STEPS = 3376, 60
FAR = 240
"""So many pixels a frame a quick hand scrolls."""


def bench_frames(tell: Tell) -> dict[str, object]:
    """Measure; one document."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    real = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    running = application(offscreen=not real)
    pressed = {f"{pace:g}s": _pressing(running, pace, tell) for pace in PACES_S}
    still = {f"{w}x{h}": _long(running, (w, h), tell) for w, h in SIZES}
    load = [round(one, 1) for one in os.getloadavg()]
    return {"windows": running.platformName(), "load": load, "pressing": pressed, "frames": still}


def _pressing(running: Any, pace_s: float, tell: Tell) -> dict[str, object]:
    with (
        tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder,
        crowd(KEYPADS, pace_s) as (hall, ports),
    ):
        found = _watched_hall(running, hall, ports, Path(folder))
    tell(f"{KEYPADS} keypads within {pace_s:g} s: {found}")
    return found


def _watched_hall(running: Any, hall: Crowd, ports: list[str], folder: Path) -> dict[str, object]:
    watch = Watch()
    bridge = Bridge(lambda act: None, pixels=watch.swapped)
    shell = Shell(SystemClock(), bridge, wishes=ScreenWishes(observer=sample_wish()))
    shell.show()
    for pane in shell.panes.values():
        pane.resize(size_of(*SIZES[0]))

    def show(views: Views) -> None:
        watch.show(views)
        bridge.offer(views)

    turns = Turns(running.processEvents)
    with Kiosk(settings_for(folder, ports), clock=SystemClock(), show=show) as kiosk:
        until(lambda: len(kiosk.clerk.state.bases) == len(ports), running.processEvents)
        open_poll(kiosk, hall.keypads)
        until(lambda: listening(kiosk, len(ports)), running.processEvents)
        windows = watched(shell)
        cpu, begun = time.process_time(), time.monotonic()
        hall.say(f"press {hall.span_s}")
        until(lambda: shown(watch, hall.keypads), turns.turn)
        used, lasted = time.process_time() - cpu, time.monotonic() - begun
        hall.hear()
        hall.say("stop")
        hall.hear()
    shell.close()
    return {
        "lasted_s": round(lasted, 1),
        "cpu_s": round(used, 1),
        "views": len(watch.viewed),
        "windows": {name: one.told(lasted) for name, one in windows.items()},
        "main_thread": turns.told(),
    }


def _long(running: Any, pixels: tuple[int, int], tell: Tell) -> dict[str, object]:
    wish = sample_wish(count=ROWS)
    wishes = ScreenWishes(observer=wish, ask=wish.ask)
    shell = Shell(ManualClock(NOON, NOON_NS), Bridge(lambda act: None), wishes=wishes)
    shell.show()
    for pane in shell.panes.values():
        pane.resize(size_of(*pixels))
    running.processEvents()
    try:
        found: dict[str, object] = {
            "presses of the observer": _presses(shell, running),
            "papers of the console": _papers(shell, running),
            "map of seats": _map(shell, running),
        }
    finally:
        shell.close()
    for name, one in found.items():
        tell(f"{pixels[0]}x{pixels[1]} {name}: {one}")
    return found


def _presses(shell: Shell, running: Any) -> dict[str, object]:
    assert shell.observer is not None
    shell.observer.take(observer_gallery()["declared"])
    shell.observer.look_up.look("")
    return _scrolled(shell, "observer", running)


def _papers(shell: Shell, running: Any) -> dict[str, object]:
    view = printed(console_gallery(NOON_NS)["open"])
    many = tuple(replace(view.prints[at % 7], number=f"2026-{at:04d}") for at in range(ROWS))
    shell.console.take(replace(view, prints=many))
    shell.console.turnPapers()
    return _scrolled(shell, "console", running)


def _scrolled(shell: Shell, name: str, running: Any) -> dict[str, object]:
    """Down a list by so many pixels a frame."""
    frames, turns = Frames(shell.panes[name].window), Turns(running.processEvents)
    frames.watch()
    for _ in range(5):
        running.processEvents()
    rows = next(lists(shell.panes[name].window))
    frames.spent.clear()
    for _ in range(STEPS):
        rows.setProperty("contentY", rows.property("contentY") + FAR)
        drawn(frames, turns)
    frames.leave()
    return {"rows": rows.property("count"), "frame_ms": percentiles(frames.spent)} | turns.told()


def _map(shell: Shell, running: Any) -> dict[str, object]:
    """The map of a large hall is on the wall, and other seats choose otherwise, again and again."""
    state, turned = PAGES["result_seats_large"]
    view = hall_gallery(NOON_NS)[state]
    shell.hall.take(view, turned=turned)
    frames, turns = Frames(shell.panes["hall"].window), Turns(running.processEvents)
    frames.watch()
    drawn(frames, turns)
    frames.spent.clear()
    for at in range(1, STEPS // 3):
        seats = (*view.seats[at:], *view.seats[:at])
        Turns(
            partial(_retake, shell, replace(view, seats=seats), turned), turns.wall, turns.cpu
        ).turn()
        drawn(frames, turns)
    frames.leave()
    return {"seats": len(view.seats), "frame_ms": percentiles(frames.spent)} | turns.told()


def _retake(shell: Shell, view: HallView, turned: int) -> None:
    shell.hall.take(view, turned=turned)
