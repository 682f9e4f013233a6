"""Hears whether the hall that we keep still answers, in the words of systemd's sd_notify(3).

The hall promises how soon it says the next word (`WATCHDOG_USEC`) and says it (`WATCHDOG=1`).
Silence is counted by our own waking: a PC that was asleep, or stood still as a whole, has not made
the hall silent. The address lies in a folder of our own, so that nobody else speaks for the hall.
"""

import socket
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

STEP_S = 0.5
"""How long we listen at a time."""
LONGEST = 4096


def can_watch() -> bool:
    """Whether this system has what a watch needs; Windows has not."""
    return hasattr(socket, "AF_UNIX")


class Watch:
    """One process that is watched; its `environment` tells it where we listen."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-watch-")
        address = str(Path(self._folder.name) / "notify")
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(address)
        self._line.settimeout(STEP_S)
        self._promised_s = self._silent_s = 0.0
        self.environment: Mapping[str, str] = {
            "NOTIFY_SOCKET": address,
            "PYTHONFAULTHANDLER": "1",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.close()
        self._folder.cleanup()

    @property
    def broken(self) -> bool:
        """True when the process has promised a word and not said it."""
        return 0 < self._promised_s <= self._silent_s

    @property
    def promised_s(self) -> int:
        """How soon the next word was promised, in seconds; 0 while nothing is."""
        return int(self._promised_s)

    def listen(self) -> None:
        """Listen for a moment."""
        try:
            said = self._line.recv(LONGEST).decode("utf-8", "replace")
        except TimeoutError:
            self._silent_s += STEP_S
            return
        for line in said.splitlines():
            name, _, value = line.partition("=")
            if name == "WATCHDOG_USEC" and value.isdecimal():
                self._promised_s = int(value) / 1_000_000
            elif (name, value) == ("WATCHDOG", "1"):
                self._silent_s = 0.0
