"""The thread of a station: turns, one after another, until it is stopped.

A turn does what there is to do without waiting and tells when the next is due at the latest; the
wait between two turns is the link's, which bytes or a `wake` cut short. Rehearsals in virtual time
call the turns themselves and never start the thread.

The head of the thread is the one place where a bug is met: it is logged, told, and the thread ends.
"""

import contextlib
import logging
import threading
from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.devices.wire.link import Link
from kiosk.faults import PortFault

log = logging.getLogger(__name__)

OnCrash = Callable[[str, Exception], None]


class Rounds:
    """Runs `step` in a thread of its own; `step` returns the monotonic ns of the next turn."""

    def __init__(
        self,
        name: str,
        step: Callable[[], int],
        link: Link,
        clock: Clock,
        *,
        on_crash: OnCrash | None,
    ) -> None:
        self._name = name
        self._step = step
        self._link = link
        self._clock = clock
        self._on_crash = on_crash
        self._stopping = threading.Event()
        self._last_words = b""
        self._thread = threading.Thread(target=self._run, name=f"station {name}", daemon=True)

    def start(self) -> None:
        self._link.arm()
        self._thread.start()

    def stop(self, *, last_words: bytes = b"") -> None:
        """End after the turn under way, say the last words and give the port back."""
        self._last_words = last_words
        self._stopping.set()
        self._link.wake()
        if not self._thread.is_alive():
            self._end()
        elif self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                due_ns = self._step()
                self._link.wait((due_ns - self._clock.mono_ns()) / 1e9)
        except Exception as error:
            log.critical("the station %s stopped: a bug", self._name, exc_info=error)
            if self._on_crash:
                self._on_crash(self._name, error)
        finally:
            self._end()

    def _end(self) -> None:
        if self._last_words:
            with contextlib.suppress(PortFault):
                self._link.write(self._last_words)
        self._link.close()
