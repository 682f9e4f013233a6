"""The device side of the JSON-lines protocol: a receiver with its transmitters, sans-I/O."""

import threading
from collections.abc import Iterable, Sequence

from kiosk.devices.keypads.jsonline_words import OPTIONS, PING, START, STOP, Vote

MS = 1_000_000
HELD = 64


def mac_of(keypad: int) -> str:
    """Return the address of a simulated transmitter: locally administered, its number inside."""
    return ":".join(f"{byte:02X}" for byte in (b"\x02KIO" + keypad.to_bytes(2, "big")))


def numbers_of(first: int, keypads: int) -> dict[str, int]:
    """Return the settings' table of simulated transmitters."""
    return {mac_of(keypad): keypad for keypad in range(first, first + keypads)}


class SimulatedReceiver:
    """A receiver; `copies` is how often it says each vote, as a careless one does."""

    def __init__(self, first: int, keypads: int, *, copies: int = 1) -> None:
        self._keypads = range(first, first + keypads)
        self._copies = copies
        self._asleep: set[int] = set()
        self._held = b""
        self._outgoing = b""
        self._lock = threading.Lock()
        self.running = False
        self.starts = 0

    def press(self, keypad: int, keys: Sequence[int], now_ns: int) -> bool:
        with self._lock:
            sent = len(keys) == 1 and 1 <= keys[0] <= OPTIONS
            if not sent or not self.running or keypad in self._asleep:
                return False
            vote = Vote(mac_of(keypad), keys[0], now_ns // MS)
            self._outgoing += vote.to_bytes() * self._copies
            return True

    def set_online(self, keypads: Iterable[int], *, online: bool) -> None:
        with self._lock:
            (self._asleep.difference_update if online else self._asleep.update)(keypads)

    def receive(self, data: bytes, now_ns: int) -> bytes:
        del now_ns
        with self._lock:
            *lines, held = (self._held + data).split(b"\n")
            self._held = held[-HELD:]
            return self._take_outgoing() + b"".join(self._answer(line + b"\n") for line in lines)

    def speak(self, now_ns: int) -> bytes:
        del now_ns
        with self._lock:
            return self._take_outgoing()

    def _answer(self, line: bytes) -> bytes:
        if line == PING:
            return b'{"event":"pong"}\n'
        if line not in (START, STOP):
            return b'{"event":"error","msg":"unknown command"}\n'
        self.running = line == START
        self.starts += self.running
        state = b"started" if self.running else b"stopped"
        return b'{"event":"status","msg":"session %b"}\n' % state

    def _take_outgoing(self) -> bytes:
        outgoing, self._outgoing = self._outgoing, b""
        return outgoing
