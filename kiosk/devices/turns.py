"""A thread that takes one turn after another and sleeps in between, until it is woken or stopped.

For devices that have no port of their own (`wire.rounds` is for those that have one).
"""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

OnCrash = Callable[[str, BaseException], None]


class Turns:
    """`step` takes a turn and returns after how many seconds the next is due."""

    def __init__(self, name: str, step: Callable[[], float], *, on_crash: OnCrash) -> None:
        self._name = name
        self._step = step
        self._on_crash = on_crash
        self._stopping = False
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Take the next turn now."""
        self._woken.set()

    def stop(self) -> None:
        """End after the turn under way."""
        self._stopping = True
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stopping:
                pause_s = self._step()
                self._woken.wait(pause_s)
                self._woken.clear()
        except BaseException as bug:
            log.critical("the thread of the %s stopped: a bug", self._name, exc_info=bug)
            self._on_crash(self._name, bug)
