"""Bytes as they came from a port, with the instant they were in our hands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chunk:
    """`data` as read in one call; `heard_ns` is monotonic."""

    data: bytes
    heard_ns: int
