"""What waits in a queue at this moment, one by one, without waiting for more."""

from collections.abc import Iterator
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")


def drained(queue: SimpleQueue[T]) -> Iterator[T]:
    """Take out everything that waits, also what comes while it is taken."""
    while True:
        try:
            one = queue.get_nowait()
        except Empty:
            return
        yield one
