"""How many acts of this console were answered: an act is, when every order of it is.

Acts begin on the thread of the screens, answers come on the clerk's.
"""

import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager

from kiosk.clerk import orders as o
from kiosk.meeting.refusal import Refusal

Reply = Future[Refusal | None]


class Answers:
    """Counts; one order of an act may be posted while another is being answered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open = self._begun = self._answered = 0

    @contextmanager
    def act(self) -> Generator[None]:
        """An act whose orders are posted in here; those that follow are posted by the answers."""
        with self._lock:
            self._begun += 1
            self._open += 1
        try:
            yield
        finally:
            self._less()

    def following(self, post: Callable[[o.Ordered], Reply]) -> Callable[[o.Ordered], Reply]:
        """The same post, whose orders are waited for."""

        def followed(order: o.Ordered) -> Reply:
            with self._lock:
                self._open += 1
            reply = post(order)
            reply.add_done_callback(lambda _: self._less())
            return reply

        return followed

    def _less(self) -> None:
        with self._lock:
            self._open -= 1

    @property
    def answered(self) -> int:
        """The number of the last act that has all its answers, told when nothing is open."""
        with self._lock:
            if not self._open:
                self._answered = self._begun
            return self._answered
