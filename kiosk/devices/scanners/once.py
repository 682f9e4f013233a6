"""The same code held before a reader is one scan.

A pass is read many times a second while somebody holds it there, and a desk may have three
readers: a gun on a serial line, a gun that types, a camera. A code is new when no reader of the
desk has seen it for three seconds; held for a minute, it is still one scan.
"""

import threading

SAME_NS = 3_000_000_000
REMEMBERED = 64


class Once:
    """What one desk saw lately; its readers may ask from threads of their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen_ns: dict[str, int] = {}

    def is_new(self, text: str, now_ns: int) -> bool:
        """Note that the code was seen; true when that is the first time for three seconds."""
        with self._lock:
            before_ns = self._seen_ns.pop(text, None)
            self._seen_ns[text] = now_ns
            if len(self._seen_ns) > REMEMBERED:
                del self._seen_ns[next(iter(self._seen_ns))]
        return before_ns is None or now_ns - before_ns >= SAME_NS
