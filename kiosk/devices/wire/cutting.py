"""Frames out of a stream of bytes, for protocols whose frames begin with a mark.

One search for all of them, with three questions handed in: where may a frame begin
(`heads`, a pattern that also matches a mark cut off by the end), how long does its head promise to
be (`measure`: 0 an impossible promise, `UNTOLD` one whose bytes have not come), and is it one
(`sound`). Where the answer is no, one byte is dropped and the search goes on at the next: the true
frame may begin inside the false one. What is kept between two calls is less than one frame.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

UNTOLD = -1
EVIDENCE = 32
HEAD = 8
"""No head of our protocols needs more bytes to tell its length."""


@dataclass(frozen=True, slots=True)
class Noise:
    """What was dropped: frames whose CRC was wrong, bytes of no frame, and the first of them."""

    bad_frames: int
    noise_bytes: int
    first_bytes: bytes


class Cutter:
    """Cuts frames out of what comes; noise is counted until `take_noise`."""

    def __init__(
        self,
        heads: re.Pattern[bytes],
        measure: Callable[[bytes], int],
        sound: Callable[[bytes], bool],
    ) -> None:
        self._heads = heads
        self._measure = measure
        self._sound = sound
        self._held = b""
        self._bad_frames = 0
        self._noise_bytes = 0
        self._first_bytes = b""

    @property
    def held(self) -> int:
        """How many bytes of an unfinished frame wait for the rest."""
        return len(self._held)

    def feed(self, data: bytes) -> list[bytes]:
        """Return the frames that are whole now, oldest first."""
        return self._frames(self._held + data, silent=False)

    def silence(self) -> list[bytes]:
        """Nothing more will come: return the frames that a false head held back, drop the rest."""
        return self._frames(self._held, silent=True)

    def forget(self) -> None:
        """Drop half a frame uncounted: the line it came over is gone."""
        self._held = b""

    def take_noise(self) -> Noise:
        """Return what was dropped since the last call."""
        noise = Noise(self._bad_frames, self._noise_bytes, self._first_bytes)
        self._bad_frames, self._noise_bytes, self._first_bytes = 0, 0, b""
        return noise

    def _frames(self, data: bytes, *, silent: bool) -> list[bytes]:
        frames: list[bytes] = []
        at = self._next_head(data, 0)
        while at < len(data):
            length = self._measure(data[at : at + HEAD])
            end = at + length
            if not silent and (length == UNTOLD or end > len(data)):
                break
            if 0 < length <= len(data) - at and self._sound(data[at:end]):
                frames.append(data[at:end])
                at = self._next_head(data, end)
            else:
                self._bad_frames += 0 < length <= len(data) - at
                at = self._next_head(data, at, skip=1)
        self._held = data[at:]
        return frames

    def _next_head(self, data: bytes, at: int, *, skip: int = 0) -> int:
        """Return where the next frame may begin from `at + skip` on; what lies before is noise."""
        found = self._heads.search(data, at + skip)
        head = found.start() if found else len(data)
        if head > at:
            room = EVIDENCE - len(self._first_bytes)
            self._first_bytes += data[at : min(head, at + room)]
            self._noise_bytes += head - at
        return head
