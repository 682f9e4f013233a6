"""One kiosk a book: the lock beside the book, and a note of who holds it."""

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kiosk.ledger.door import Mend, book_fault

HELD = Mend(
    "the book is held by another kiosk (pid {pid})",
    "end the other kiosk, or open the book for reading",
)


class BookLock:
    """Held from the moment it is made until `release`; the system lets go of it for a dead kiosk.

    BookFault when another kiosk holds it, OSError when the folder cannot be written. The process
    id stands in a file of its own, since Windows lets nobody read a locked one; it is a courtesy,
    and a kiosk that cannot write it holds the book all the same.
    """

    def __init__(self, book: Path) -> None:
        self._holder = Path(f"{book}.pid")
        self._lock = FileLock(f"{book}.lock", timeout=0, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise book_fault(HELD, book, pid=self._told_holder()) from None
        with suppress(OSError):
            self._holder.write_text(str(os.getpid()), encoding="ascii")

    def release(self) -> None:
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _told_holder(self) -> str:
        with suppress(OSError):
            return self._holder.read_text(encoding="ascii", errors="replace")
        return "?"
