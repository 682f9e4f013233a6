"""The copies of the issued papers on their way to paper: sent, told of by the queue, confirmed.

A copy is sent to a printer once. What the queue says of it is kept, and is not yet paper: that a
person says who has the sheet in hand (`PaperPrinted`), by its code or by name. A copy that did not
come out whole is given up (`PaperSpoilt`); what follows it is another copy of the same paper, with
the next number, made and signed anew.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.meeting.facts import PaperIssued, PaperPrinted, PaperSent, PaperSpoilt, QueueTold


class Queue(StrEnum):
    """What a printer's queue says of a copy."""

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


UNDER_WAY = frozenset({Queue.WAITING, Queue.PRINTING})
TROUBLE = frozenset(Queue) - UNDER_WAY - {Queue.DONE, Queue.UNTOLD}
OVER = frozenset({Queue.DONE, Queue.CANCELLED, Queue.FAILED, Queue.UNKNOWN, Queue.UNTOLD})
"""After these the queue is not asked any more."""


class Confirmed(StrEnum):
    """How a person said that the sheet is there: its code was scanned, or its name was given."""

    SCAN = "scan"
    HAND = "hand"


class Way(StrEnum):
    """How far a copy is."""

    FILED = "filed"
    SENT = "sent"
    TROUBLE = "trouble"
    DONE = "done"
    CONFIRMED = "confirmed"
    SPOILT = "spoilt"


@dataclass(slots=True)
class CopyState:
    """One copy that was sent: where to, the queue's name of it, and what became of it."""

    printer: str = ""
    job: str = ""
    told: Queue = Queue.WAITING
    confirmed: str = ""
    by: str = ""
    spoilt: str = ""

    @property
    def way(self) -> Way:
        if self.confirmed or self.spoilt:
            return Way.CONFIRMED if self.confirmed else Way.SPOILT
        if self.told in TROUBLE:
            return Way.TROUBLE
        return Way.SENT if self.told in UNDER_WAY else Way.DONE

    @property
    def is_out(self) -> bool:
        """Sent, and nobody has said yet what became of it."""
        return bool(self.job) and not (self.confirmed or self.spoilt)


Copies = dict[tuple[str, int], CopyState]
"""By paper number and copy."""
CopyFact = PaperSent | QueueTold | PaperPrinted | PaperSpoilt


def fold_copy(copies: Copies, fact: CopyFact) -> None:
    """Change the copies by one fact about one of them."""
    copy = copies.setdefault((fact.number, fact.copy), CopyState())
    if isinstance(fact, PaperSent):
        copy.printer, copy.job = fact.printer, fact.job
    elif isinstance(fact, QueueTold):
        copy.told = Queue(fact.told)
    elif isinstance(fact, PaperPrinted):
        copy.told, copy.confirmed, copy.by = Queue.DONE, fact.confirmed or copy.confirmed, fact.by
    else:
        copy.spoilt, copy.by = fact.reason, fact.by


def is_printed(copies: Copies, paper: PaperIssued) -> bool:
    """A person has it in hand, or a book of before says that the printer had done it."""
    copy = copies.get((paper.number, paper.copy))
    return copy is not None and (bool(copy.confirmed) or (copy.told is Queue.DONE and not copy.job))


def way_of(copies: Copies, paper: PaperIssued) -> Way:
    """How far an issued copy is."""
    copy = copies.get((paper.number, paper.copy))
    return copy.way if copy is not None else Way.FILED
