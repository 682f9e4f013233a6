"""Noise told at most once a second, so that a flood of it cannot fill the book."""

from kiosk.devices.events import LineNoise
from kiosk.devices.wire.cutting import EVIDENCE, Noise

NOISE_NS = 1_000_000_000


class Hush:
    """Counts what was no press on one base's line."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._bad_frames = 0
        self._noise_bytes = 0
        self._repeated = 0
        self._first_bytes = b""
        self._next_ns = 0

    def noise(self, noise: Noise) -> None:
        """Take what a framer dropped."""
        self._bad_frames += noise.bad_frames
        self._noise_bytes += noise.noise_bytes
        self._keep(noise.first_bytes)

    def bad(self, frame: bytes) -> None:
        """Take a whole frame that means nothing we know."""
        self._bad_frames += 1
        self._noise_bytes += len(frame)
        self._keep(frame)

    def repeated(self) -> None:
        self._repeated += 1

    def told(self, now_ns: int) -> list[LineNoise]:
        """Return what there is to tell now: at most one event a second."""
        if now_ns < self._next_ns:
            return []
        self._next_ns = now_ns + NOISE_NS
        counts = self._bad_frames, self._noise_bytes, self._repeated
        if not any(counts):
            return []
        event = LineNoise(
            self._base,
            bad_frames=counts[0],
            noise_bytes=counts[1],
            retransmissions=counts[2],
            first_bytes=self._first_bytes,
            heard_ns=now_ns,
        )
        self._bad_frames = self._noise_bytes = self._repeated = 0
        self._first_bytes = b""
        return [event]

    def _keep(self, data: bytes) -> None:
        self._first_bytes = (self._first_bytes + data)[:EVIDENCE]
