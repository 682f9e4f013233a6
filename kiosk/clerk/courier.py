"""The courier hands a meeting over to the notary at one word from the console.

On a thread of its own, since a stick is slow and a poll never waits for one; how far it is stands
on the console. It enters nothing in the book: that is sealed by then, and the seal slip names each
file that leaves.
"""

import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.clerk.carrying import carry
from kiosk.clerk.handing_over import Places
from kiosk.clerk.telling import fault_told
from kiosk.faults import HallFault
from kiosk.ledger.book import Book
from kiosk.meeting.outcome import Sentence

COPYING = Sentence("The files are copied and checked; leave the medium in …")


class Courier:
    """`tell` hears how far it is, `crash` of a bug; both on the courier's thread."""

    def __init__(
        self,
        places: Places,
        read: Callable[[], Book],
        *,
        tell: Callable[[Sentence], None],
        crash: Callable[[str, BaseException], None],
    ) -> None:
        self._places, self._read = places, read
        self._tell, self._crash = tell, crash
        self._busy = threading.Lock()

    def send(self, medium: Path, *, named: str) -> None:
        """Hand over onto this medium; not twice at once."""
        if self._busy.acquire(blocking=False):
            run = threading.Thread(target=self._run, args=(medium, named), daemon=True)
            run.name = "courier"
            run.start()

    def _run(self, medium: Path, named: str) -> None:
        try:
            self._go(medium, named)
        except BaseException as bug:  # noqa: BLE001  a thread's head
            self._crash("courier", bug)
        finally:
            self._busy.release()

    def _go(self, medium: Path, named: str) -> None:
        self._tell(COPYING)
        try:
            with self._read() as book:
                told = carry(book, self._places, medium, named=named).told
        except HallFault as fault:
            told = fault_told(fault)
        self._tell(told)


def folder_name(title: str, day: str) -> str:
    """The folder of a meeting on a medium that may hold several."""
    plain = "".join(letter if letter.isalnum() else "_" for letter in title)
    return f"{day}-{plain}"
