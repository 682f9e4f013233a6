"""An answer under the name of another base, as a wrongly wired or exchanged base gives it.

The frames stay sound, so that only the name tells. TAIDEN and JSON-lines carry no name of a base.
"""

from collections.abc import Callable, Mapping

from kiosk.devices.keypads import sunvote_frames as s
from kiosk.devices.wire.framing import ANSWERS, Deframer, sealed

Disguise = Callable[[bytes], bytes]
UNITS = range(1, 248)


def _hvm1(said: bytes) -> bytes:
    """The same under the next unit number."""
    frames = Deframer(UNITS, ANSWERS).feed(said)
    return b"".join(sealed(bytes([frame[0] % UNITS[-1] + 1]) + frame[1:-2]) for frame in frames)


def _sunvote(said: bytes) -> bytes:
    """The same under the next base id."""
    frames = s.sunvote_cutter().feed(said)
    return b"".join(_renamed(frame) for frame in frames)


def _renamed(frame: bytes) -> bytes:
    payload = bytearray(frame[s.HEAD : -2])
    payload[1] = payload[1] % (s.EVERYBODY - 1) + 1
    return s.framed(frame[3], bytes(payload))


DISGUISES: Mapping[str, Disguise] = {"hvm1": _hvm1, "sunvote": _sunvote}
