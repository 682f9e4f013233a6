"""Windows: the system's print verb, which hands a file to whatever program prints PDF there.

The verb gives no job back and cannot be asked: from the moment a paper was handed over, all that is
known is that it was. The console says so, and the operator looks in the tray. A job of an earlier
run is never handed over again, since nobody can tell whether it was.
"""

import logging
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from kiosk.devices.printer import Told

log = logging.getLogger(__name__)

VERB = "print"


def start_file(file: str, verb: str) -> None:
    """Do with a file what its program does for this verb; there on Windows alone."""
    os.startfile(file, verb)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


class VerbPrinter:
    """The default printer of this PC, by the print verb."""

    def __init__(self, name: str, *, start: Callable[[str, str], None] = start_file) -> None:
        self.name = name
        self._start = start
        self._laid: dict[str, Path] = {}
        self._failed: set[str] = set()

    def look(self) -> Told:
        return Told.UNTOLD

    def lay(self, file: Path, title: str) -> str:
        job = secrets.token_hex(4)
        self._laid[job] = file
        return job

    def release(self, job: str) -> None:
        """Hand it over; once, whatever comes of it."""
        file = self._laid.pop(job)
        try:
            self._start(str(file), VERB)
        except OSError:
            log.warning("the print verb failed for %s", file.name, exc_info=True)
            self._failed.add(job)

    def ask(self, job: str) -> Told:
        if job in self._failed:
            return Told.FAILED
        return Told.HELD if job in self._laid else Told.UNTOLD

    def cancel(self, job: str) -> None:
        """Only what was not handed over yet can be taken back."""
        self._laid.pop(job, None)
