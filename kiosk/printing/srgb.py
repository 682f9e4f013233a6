"""A minimal sRGB profile (IEC 61966-2-1 in ICC.1:2001-04 form), written out by its numbers.

Made here rather than shipped or taken from a library, so that its bytes carry no date and no
foreign licence: three primaries adapted to D50, one tone curve of 1,024 steps.
"""

import struct
from functools import cache

WHITE = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
STEPS = 1024
NAME = b"sRGB IEC61966-2.1"


@cache
def srgb_profile() -> bytes:
    """The profile's bytes, the same every time."""
    curve = _curve()
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(WHITE),
        **{name: _xyz(primary) for name, primary in PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, held in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(held))
        body += held + bytes(-len(held) % 4)
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    kind = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    rest = struct.pack(">4s4sI4s4sQI", b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0)
    return (kind + date + rest + _fixed(WHITE)).ljust(128, b"\0")


def _fixed(numbers: tuple[float, ...]) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _xyz(numbers: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(numbers)


def _description(name: bytes) -> bytes:
    held = name + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(held)) + held + bytes(4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    levels = (_linear(step / (STEPS - 1)) for step in range(STEPS))
    held = b"".join(struct.pack(">H", round(level * 65535)) for level in levels)
    return b"curv\0\0\0\0" + struct.pack(">I", STEPS) + held


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
