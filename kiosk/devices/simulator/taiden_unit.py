"""The device side of TAIDEN's totals: a central unit that counts, and says what it counted."""

import threading
from collections.abc import Iterable, Sequence

from kiosk.devices.keypads.taiden import START, STOP, result_bytes


class SimulatedTaiden:
    """A system whose units are numbered from `first` on, all of them present.

    A result is said when the poll starts, after each press, and when it stops. `camera` calls may
    be mixed in.
    """

    def __init__(self, first: int, keypads: int) -> None:
        self._units = range(first, first + keypads)
        self._choices: dict[int, int] = {}
        self._running = False
        self._held = b""
        self._outgoing = b""
        self._present = set(self._units)
        self._lock = threading.Lock()

    def press(self, keypad: int, keys: Sequence[int], now_ns: int) -> bool:
        del now_ns
        with self._lock:
            if not self._running or keypad not in self._present or len(keys) != 1:
                return False
            self._choices[keypad] = keys[0]
            self._say_result()
            return True

    def set_online(self, keypads: Iterable[int], *, online: bool) -> None:
        with self._lock:
            (self._present.update if online else self._present.difference_update)(keypads)

    def camera(self, unit: int) -> None:
        """Turn the camera to a unit: three bytes between the results."""
        with self._lock:
            self._outgoing += b"\xe5" + unit.to_bytes(2, "big")

    def receive(self, data: bytes, now_ns: int) -> bytes:
        del now_ns
        with self._lock:
            self._held = (self._held + data)[-3:]
            if self._held == START:
                self._choices, self._running = {}, True
                self._say_result()
            elif self._held == STOP and self._running:
                self._running = False
                self._say_result()
        return b""

    def speak(self, now_ns: int) -> bytes:
        del now_ns
        with self._lock:
            outgoing, self._outgoing = self._outgoing, b""
        return outgoing

    def _say_result(self) -> None:
        counted = list(self._choices.values())
        for_, against, abstain = (counted.count(key) for key in (1, 2, 3))
        self._outgoing += result_bytes(len(self._present), for_, against, abstain)
