"""The windows on a real X server with several displays, while cables are pulled and plugged."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import pytest
from xserver import Cables, x_displays

HERE = Path(__file__).parent
PATIENCE_S = 180
Windows = dict[str, list]
"""Window → left, top, width and height in the server's pixels; empty while it is not shown."""


class Watched:
    """A hall in a process of its own, which says where its windows are whenever that changes."""

    def __init__(self, around: dict[str, str], *said: str) -> None:
        self.hall = subprocess.Popen(
            [sys.executable, str(HERE / "hall_on_displays.py"), *said],
            env=around,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: SimpleQueue[str] = SimpleQueue()
        self.told: list[list] = []
        self.seen: list[Windows] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.hall.stdout is not None
        for line in self.hall.stdout:
            self._lines.put(line)

    def until(self, stands: Callable[[Windows], bool]) -> Windows:
        """Wait until the windows stand so, whatever they did on the way."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            try:
                said = json.loads(self._lines.get(timeout=1))
            except Empty:
                continue
            if "told" in said:
                self.told.append(said["told"])
                continue
            self.seen.append(said["windows"])
            if stands(said["windows"]):
                return said["windows"]
        raise AssertionError(self.seen[-3:])

    def end(self) -> None:
        self.hall.kill()
        self.hall.wait()
        self._reader.join()
        assert self.hall.stdout is not None
        self.hall.stdout.close()


@contextmanager
def hall(around: dict[str, str], *said: str) -> Iterator[Watched]:
    watched = Watched(around, *said)
    try:
        yield watched
    finally:
        watched.end()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[dict[str, str], Cables]]:
    with x_displays(tmp_path) as (around, cables):
        cables.plug(0, 0, primary=True)
        cables.plug(1, 1280)
        cables.plug(2, 2560, mode="1024x768")
        yield around, cables


THREE = {"console": [0, 0, 1280, 720], "hall": [1280, 0, 1280, 720], "feed": [2560, 0, 1024, 768]}


def overlap(one: list, other: list) -> bool:
    if not one or not other:
        return False
    return one[0] < other[0] + other[2] and other[0] < one[0] + one[2]


def test_a_wall_that_is_unplugged_never_lies_over_the_console_and_returns_by_itself(desk):
    """The wall has twice the density, and is filled to its edges; the broadcast's is named."""
    around, cables = desk
    with hall(around | {"QT_SCREEN_SCALE_FACTORS": "DUMMY1=2"}, "feed=dummy2") as watched:
        watched.until(lambda windows: windows == THREE)
        cables.pull(1)
        watched.until(lambda windows: not windows["hall"])
        cables.plug(1, 1280)
        watched.until(lambda windows: windows == THREE)
        cables.pull(2)
        watched.until(lambda windows: not windows["feed"] and windows["hall"] == THREE["hall"])
        cables.plug(2, 2560, mode="1024x768")
        watched.until(lambda windows: windows == THREE)
        assert watched.told == [
            ["hall", True, "DUMMY1"],
            ["feed", True, "DUMMY2"],
            ["console", True, "DUMMY0"],
            ["hall", False, "DUMMY1"],
            ["hall", True, "DUMMY1"],
            ["feed", False, "DUMMY2"],
            ["feed", True, "DUMMY2"],
        ]
        over = [seen for seen in watched.seen if overlap(seen["hall"], seen["console"])]
        assert over == []


def test_the_console_goes_dark_with_its_display_and_stays_off_the_wall(desk):
    around, cables = desk
    with hall(around) as watched:
        watched.until(lambda windows: windows == THREE)
        cables.pull(0)
        watched.until(lambda windows: not windows["console"] and bool(windows["hall"]))
        assert not any(overlap(seen["hall"], seen["console"]) for seen in watched.seen)
        cables.plug(0, 0, primary=True)
        cables.plug(1, 1280)
        cables.plug(2, 2560, mode="1024x768")
        watched.until(lambda windows: windows == THREE)
