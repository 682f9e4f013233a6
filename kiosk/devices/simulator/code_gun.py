"""A simulated serial code scanner: somebody pulls the trigger, text goes out."""

import threading


class CodeGun:
    """A `Device` that speaks when it was triggered; prefix and ending as a scanner is set up."""

    def __init__(self, *, prefix: str = "", ending: str = "\r", encoding: str = "utf-8") -> None:
        self._prefix = prefix
        self._ending = ending
        self._encoding = encoding
        self._outgoing = b""
        self._lock = threading.Lock()

    def scan(self, text: str) -> None:
        """Read a code, from any thread."""
        with self._lock:
            self._outgoing += f"{self._prefix}{text}{self._ending}".encode(self._encoding)

    def receive(self, data: bytes, now_ns: int) -> bytes:
        """A gun obeys no host."""
        del data, now_ns
        return b""

    def speak(self, now_ns: int) -> bytes:
        del now_ns
        with self._lock:
            outgoing, self._outgoing = self._outgoing, b""
        return outgoing
