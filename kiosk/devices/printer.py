"""The door to every printer: lay a file in the queue, release it, ask until it is done, cancel.

A file is *laid* first: the queue has it under a name of its own and keeps it back. Only when the
book holds that name is the job *released*. Whoever is killed in between finds either a paper that
was never laid (it is laid now), or a job that waits (it is released now), or one that ran (it is
asked about); so no file is ever handed over twice, and the book knows of each that was.

What a queue calls done is not yet paper: that a person confirms (`meeting.acts.printing`).
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kiosk.faults import PrinterFault


class Told(StrEnum):
    """What a queue says of a job, or a printer of itself.

    `HELD` to `UNTOLD` are of a job alone; `UNTOLD` where the system cannot be asked.
    """

    READY = "ready"
    HELD = "held"
    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNKNOWN = "unknown"
    UNTOLD = "untold"
    PAPER_OUT = "paper_out"
    JAM = "jam"
    STOPPED = "stopped"
    GONE = "gone"
    UNREACHABLE = "unreachable"


OVER = frozenset({Told.DONE, Told.CANCELLED, Told.FAILED, Told.UNKNOWN, Told.UNTOLD})
"""After these the queue says nothing more of a job."""
WELL = frozenset({Told.READY, Told.WAITING, Told.PRINTING, Told.DONE, Told.UNTOLD})
"""A printer that says this of itself can be used."""


class Printer(Protocol):
    """One printer. Every method may raise `PrinterFault`; none waits longer than a few seconds."""

    name: str

    def look(self) -> Told:
        """Return how the printer is."""
        ...

    def lay(self, file: Path, title: str) -> str:
        """Hand a file over, held back; return the queue's own name of the job."""
        ...

    def release(self, job: str) -> None:
        """Let a job that was laid go on."""
        ...

    def ask(self, job: str) -> Told:
        """Return what the queue says of a job now."""
        ...

    def cancel(self, job: str) -> None:
        """Take a job out of the queue; one that is over or unknown is left as it is."""
        ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to be printed: one copy of one issued paper."""

    number: str
    copy: int
    file: Path

    @property
    def title(self) -> str:
        return f"{self.number}/{self.copy}"


@dataclass(frozen=True, slots=True)
class JobLaid:
    """The queue of `printer` has it, held back, under the name `job`."""

    sheet: Sheet
    printer: str
    job: str


@dataclass(frozen=True, slots=True)
class JobNotLaid:
    """It could not be handed over; nothing of it is in the queue."""

    sheet: Sheet
    fault: PrinterFault


@dataclass(frozen=True, slots=True)
class JobTold:
    """What the queue says of a job has changed."""

    number: str
    copy: int
    told: Told


@dataclass(frozen=True, slots=True)
class DeviceTold:
    """How a device of the room is, told when it changes; `what` is a word of a closed list."""

    device: str
    ready: bool
    what: str


PrinterEvent = JobLaid | JobNotLaid | JobTold | DeviceTold
