"""The device side of SunVote: a PVS-2010 base and its sleeping keypads, sans-I/O.

The keypads wake only when all five steps of the start came in their order (C1, C2, C4, C5 to the
base, C5 to everybody) and sleep again at C3; a press on a sleeping keypad goes nowhere. Presses
wait in the base as rows; a C4 shows the oldest `ROWS` of them, and a C5 with a row's byte takes
that row and what stands before it away. With nothing to show, one empty row is shown.
"""

import threading
from collections import deque
from collections.abc import Iterable, Sequence

from kiosk.devices.keypads import sunvote_frames as s

ROWS = 20
"""As many as 400 ms of 19200 baud can carry."""

STEPS = (s.START, s.CLEAR, s.POLL, s.WAKE)


class SimulatedSunVote:
    """A base of `keypads` keypads numbered from `first` on; `base` is its own id."""

    def __init__(self, first: int, keypads: int, *, base: int = 1, channel: int = 3) -> None:
        self._first = first
        self._last = first + keypads - 1
        self._id = base
        self._channel = channel
        self._cutter = s.sunvote_cutter()
        self._rows: deque[bytes] = deque()
        self._next_row = 1
        self._steps: list[int] = []
        self._asleep: set[int] = set()
        self._lock = threading.Lock()
        self.awake = False
        self.heard: list[bytes] = []

    def press(self, keypad: int, keys: Sequence[int], now_ns: int) -> bool:
        """Press one button; false where that is not recorded."""
        del now_ns
        sent = len(keys) == 1 and 1 <= keys[0] <= len(s.BUTTONS)
        with self._lock:
            if not sent or not self.awake or keypad in self._asleep:
                return False
            row = s.Row(self._next_row, keypad, 1 << (keys[0] - 1), self._id)
            self._rows.append(row.to_bytes())
            self._next_row = self._next_row % (s.EMPTY - 1) + 1
            return True

    def set_online(self, keypads: Iterable[int], *, online: bool) -> None:
        """Take keypads out of radio contact, or bring them back."""
        with self._lock:
            (self._asleep.difference_update if online else self._asleep.update)(keypads)

    def receive(self, data: bytes, now_ns: int) -> bytes:
        del now_ns
        with self._lock:
            return b"".join(self._answer(frame) for frame in self._cutter.feed(data))

    def speak(self, now_ns: int) -> bytes:
        """A base never speaks unasked."""
        del now_ns
        return b""

    def _answer(self, frame: bytes) -> bytes:
        cmd, base, _, flags, sub = frame[s.HEAD : s.HEAD + 5]
        if frame == s.IDENTIFY:
            return s.short(s.SYSTEM | s.REPLY, self._id, 0x0F, 0x0C, bytes([0, 0, self._channel]))
        if frame == s.READ_ZONE:
            zone = self._first.to_bytes(2, "big") + self._last.to_bytes(2, "big")
            return s.short(s.SCAN | s.REPLY, self._id, 0, 6, zone)
        if cmd != s.SCAN or base not in (self._id, s.EVERYBODY):
            return b""
        self.heard.append(frame)
        del self.heard[:-64]
        self._step(base, flags)
        if flags == s.POLL:
            return b"".join(list(self._rows)[:ROWS]) or s.Row(s.EMPTY, 0, 0, self._id).to_bytes()
        if flags == s.WAKE:
            self._acknowledged(sub)
            return b""
        return s.short(s.SCAN | s.REPLY, self._id, flags)

    def _step(self, base: int, flags: int) -> None:
        if flags == s.START:
            self._steps, self.awake = [flags], False
        elif flags == s.STOP:
            self._steps, self.awake = [], False
        elif flags == s.CLEAR:
            self._rows.clear()
            self._steps = [*self._steps[:1], flags]
        elif base == s.EVERYBODY:
            self.awake = self.awake or tuple(self._steps) == STEPS
        elif len(self._steps) < len(STEPS):
            self._steps.append(flags)

    def _acknowledged(self, byte: int) -> None:
        rows = [frame[s.HEAD + 4] for frame in self._rows]
        if byte in rows:
            for _ in range(rows.index(byte) + 1):
                self._rows.popleft()
