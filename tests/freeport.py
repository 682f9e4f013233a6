"""A TCP port of this machine for a server that takes it a while later.

It lies below those that the system itself hands out, to connections that go out and to whoever
asks for any: none of them comes in between. Each process begins at a place of its own.
"""

import os
import socket
from contextlib import closing

FIRST, COUNT = 20_000, 12_000
_asked = [os.getpid() * 37 % COUNT]


def free_port() -> int:
    """A port that nobody has now, and another one each time."""
    for _ in range(COUNT):
        _asked[0] = (_asked[0] + 1) % COUNT
        with closing(socket.socket()) as probe:
            try:
                probe.bind(("127.0.0.1", FIRST + _asked[0]))
            except OSError:
                continue
        return FIRST + _asked[0]
    raise AssertionError("no port is free")
