"""Whether the disks of book and papers have room, looked at now and then on a thread of its own.

A disk that hangs must not hold up a press; one that is almost full is told before it is full.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.devices.printer import DeviceTold
from kiosk.devices.turns import OnCrash, Turns

DEVICE = "disk"
LEAST_BYTES = 200 * 1024 * 1024
"""Ample for what a meeting writes: book, tapes, papers."""
LOOK_S = 10.0


class DiskWatch:
    """`folders` that are not there are passed over: the mirror has a watch of its own."""

    def __init__(
        self,
        folders: Sequence[Path],
        hear: Callable[[DeviceTold], None],
        *,
        on_crash: OnCrash,
        free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        self._folders = tuple(folders)
        self._hear = hear
        self._free = free
        self._ready: bool | None = None
        self._turns = Turns("disk", self.step, on_crash=on_crash)

    def start(self) -> None:
        self._turns.start()

    def stop(self) -> None:
        self._turns.stop()

    def step(self) -> float:
        """Look once; return after how many seconds to look again."""
        ready = all(self._has_room(folder) for folder in self._folders)
        if ready is not self._ready:
            self._ready = ready
            self._hear(DeviceTold(DEVICE, ready, "ready" if ready else "low"))
        return LOOK_S

    def _has_room(self, folder: Path) -> bool:
        try:
            return self._free(folder) >= LEAST_BYTES
        except OSError:
            return True
