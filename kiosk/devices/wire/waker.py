"""Waiting for bytes, and being woken from another thread.

One `select` over the ports and a pair of sockets, which every operating system can wait on.
"""

import contextlib
import select
import socket
from collections.abc import Sequence


class Waker:
    """Belongs to one thread; only `wake` may be called from others, at any time."""

    def __init__(self) -> None:
        self._inside, self._outside = socket.socketpair()
        self._inside.setblocking(False)
        self._outside.setblocking(False)

    def wake(self) -> None:
        with contextlib.suppress(OSError):
            self._outside.send(b"!")

    def wait(self, timeout_s: float, filenos: Sequence[int]) -> None:
        """Return when one of `filenos` has bytes, `wake` was called, or the time is over."""
        doors = [self._inside.fileno(), *filenos]
        ready, _, _ = select.select(doors, [], [], max(0.0, timeout_s))
        if self._inside.fileno() in ready:
            with contextlib.suppress(OSError):
                self._inside.recv(4096)

    def close(self) -> None:
        self._inside.close()
        self._outside.close()
