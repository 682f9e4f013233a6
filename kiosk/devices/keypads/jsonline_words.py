"""The lines of a JSON-lines receiver: what we say, and what a line of its means.

    {"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":1,"timestamp":12345}
    {"event":"status","msg":"…"}    {"event":"pong"}    {"event":"error",…}

A line is taken for what it says only when it is exactly that: a vote has these four fields and no
other, its value is 1 to 4, its timestamp a count. Anything else is noise, kept as evidence.
"""

import json
from dataclasses import dataclass
from typing import cast

from kiosk.devices.settings import MAC
from kiosk.devices.wire.cutting import EVIDENCE, Noise

START, STOP, PING = b"START_SESSION\n", b"STOP_SESSION\n", b"PING\n"
LONGEST = 512
OPTIONS = 4
VOTE = {"event", "mac", "value", "timestamp"}
UNKNOWN_FROM = 1 << 48


@dataclass(frozen=True, slots=True)
class Vote:
    mac: str
    value: int
    timestamp: int

    def to_bytes(self) -> bytes:
        told = {"event": "vote", "mac": self.mac, "value": self.value, "timestamp": self.timestamp}
        return json.dumps(told, separators=(",", ":")).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Word:
    """`name` is pong, status or error."""

    name: str


def read_line(line: bytes) -> Vote | Word | None:
    """Return what a line says, None for one that says nothing we know."""
    try:
        told = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    said = cast("dict[str, object]", told)
    event = said.get("event")
    if event == "vote":
        return _vote(said)
    return Word(event) if isinstance(event, str) and event in ("pong", "status", "error") else None


def _vote(said: dict[str, object]) -> Vote | None:
    mac, value, timestamp = said.get("mac"), said.get("value"), said.get("timestamp")
    counted = type(value) is int and type(timestamp) is int
    if said.keys() != VOTE or not counted or not isinstance(mac, str) or not MAC.fullmatch(mac):
        return None
    assert isinstance(value, int), value
    assert isinstance(timestamp, int), timestamp
    return Vote(mac, value, timestamp) if 1 <= value <= OPTIONS and timestamp >= 0 else None


def blanked(line: bytes) -> bytes:
    """A vote with 0 for its value, which it can never have, written as we write it."""
    vote = read_line(line)
    assert isinstance(vote, Vote)
    return Vote(vote.mac, 0, vote.timestamp).to_bytes().rstrip()


def unknown_number(mac: str) -> int:
    """Return the number of a transmitter that the settings do not name.

    Above every number a keypad may have, and made from the address alone: it is the same after a
    restart, and no two transmitters share it.
    """
    return UNKNOWN_FROM + int(mac.replace(":", ""), 16)


class LineCutter:
    """Lines out of bytes; one that is longer than any true line is dropped up to its end."""

    def __init__(self) -> None:
        self._held = b""
        self._flooded = False
        self._noise_bytes = 0
        self._first_bytes = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Return the whole lines without their ends, oldest first."""
        *closed, self._held = (self._held + data).split(b"\n")
        lines: list[bytes] = []
        for line in closed:
            if self._flooded or len(line) > LONGEST:
                self._drop(line)
                self._flooded = False
            elif line.strip():
                lines.append(line.rstrip(b"\r"))
        if len(self._held) > LONGEST:
            self._drop(self._held)
            self._held, self._flooded = b"", True
        return lines

    def silence(self) -> list[bytes]:
        """Nothing more will come: half a line is noise."""
        if self._held:
            self._drop(self._held)
        self._held, self._flooded = b"", False
        return []

    def forget(self) -> None:
        """Drop half a line uncounted: the wire it came over is gone."""
        self._held, self._flooded = b"", False

    def take_noise(self) -> Noise:
        noise = Noise(0, self._noise_bytes, self._first_bytes)
        self._noise_bytes, self._first_bytes = 0, b""
        return noise

    def _drop(self, data: bytes) -> None:
        self._noise_bytes += len(data)
        self._first_bytes = (self._first_bytes + data)[:EVIDENCE]
