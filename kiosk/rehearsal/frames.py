"""The frames of the windows: how many, what each took, and how long everything stood still.

A frame is counted from where its scene begins to be drawn to where it is on the glass; what comes
before it (props, bindings, layout) is in the turn of the main thread that drew it. A turn is one
round of everything the main thread had to do: nothing on any window moves for so long.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kiosk.rehearsal.bench_press import percentiles
from kiosk.ui.shell import Shell

FRAME_MS = 1000 / 60
PATIENCE_S = 5.0


@dataclass(slots=True, weakref_slot=True)
class Frames:
    """The frames of one window, from when it is watched; milliseconds."""

    window: Any
    spent: list[float] = field(default_factory=list[float])
    begun_ns: int = 0

    def watch(self) -> None:
        self.window.afterAnimating.connect(self._begin)
        self.window.frameSwapped.connect(self._end)

    def leave(self) -> None:
        self.window.afterAnimating.disconnect(self._begin)
        self.window.frameSwapped.disconnect(self._end)

    def told(self, lasted_s: float) -> dict[str, float]:
        """Frames a second, what one took, and how many took longer than a sixtieth."""
        if not self.spent:
            return {"frames": 0}
        late = sum(one > FRAME_MS for one in self.spent)
        rate = round(len(self.spent) / lasted_s, 1)
        return {"frames": len(self.spent), "per_s": rate, "late": late, **percentiles(self.spent)}

    def _begin(self) -> None:
        self.begun_ns = time.monotonic_ns()

    def _end(self) -> None:
        self.spent.append((time.monotonic_ns() - self.begun_ns) / 1e6)


@dataclass(slots=True)
class Turns:
    """Rounds of the main thread: by the clock, and of processor time of this thread alone."""

    pump: Any
    wall: list[float] = field(default_factory=list[float])
    cpu: list[float] = field(default_factory=list[float])

    def turn(self) -> None:
        """One round; those with nothing to do are not kept."""
        before = time.monotonic_ns(), time.thread_time_ns()
        self.pump()
        cpu = (time.thread_time_ns() - before[1]) / 1e6
        if cpu > 0.3:
            self.cpu.append(cpu)
            self.wall.append((time.monotonic_ns() - before[0]) / 1e6)

    def told(self) -> dict[str, object]:
        if not self.wall:
            return {}
        late = sum(one > FRAME_MS for one in self.wall)
        late_cpu = sum(one > FRAME_MS for one in self.cpu)
        return {
            "turns": len(self.wall),
            "late": late,
            "late_cpu": late_cpu,
            "ms": percentiles(self.wall),
            "cpu_ms": percentiles(self.cpu),
        }


def watched(shell: Shell) -> dict[str, Frames]:
    """Every window's frames from now on."""
    found = {name: Frames(pane.window) for name, pane in shell.panes.items()}
    for one in found.values():
        one.watch()
    return found


def drawn(frames: Frames, turns: Turns) -> None:
    """Serve until this window has drawn once more."""
    before, end = len(frames.spent), time.monotonic() + PATIENCE_S
    while len(frames.spent) == before:
        turns.turn()
        if time.monotonic() > end:
            raise RuntimeError("a window drew no frame")


def lists(window: Any) -> Iterator[Any]:
    """The lists of a window that can be scrolled, the longest first."""
    waiting: list[Any] = [window.contentItem()]
    found: list[tuple[int, int, Any]] = []
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            waiting += item.childItems()
            if item.inherits("QQuickListView") and item.property("count"):
                found.append((-int(item.property("count")), len(found), item))
    return (item for *_, item in sorted(found))
