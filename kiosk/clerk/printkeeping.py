"""What the clerk does with printers: sends what was issued, enters what the queue says, confirms.

    PaperIssued → laid, held back → PaperSent → released → QueueTold … → PaperPrinted
                                                    └ out of paper, jam, cancelled, gone → 补打

The printer has a thread of its own (`devices.printer_station`); here is only what the book holds of
it. `PaperSent` is written between laying and releasing: a kiosk that was killed knows by it which
papers were sent, asks the queue about those, and sends none of them again.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from kiosk.clerk.viewing import Bulletin
from kiosk.devices.printer import DeviceTold, JobLaid, JobNotLaid, JobTold, PrinterEvent, Sheet
from kiosk.faults import PrinterFault
from kiosk.meeting import facts as f
from kiosk.meeting.acts import printing
from kiosk.meeting.facts import Fact
from kiosk.meeting.gates import DEVICES
from kiosk.meeting.paper_copies import OVER, Queue
from kiosk.meeting.state import State

PRINTER = "printer"
EVENTS = (JobLaid, JobNotLaid, JobTold, DeviceTold)


class PrinterHand(Protocol):
    """The printer as the clerk reaches it; `devices.printer_station.PrinterStation` is one."""

    def lay(self, sheet: Sheet) -> None: ...

    def follow(self, number: str, copy: int, job: str) -> None: ...

    def cancel(self, number: str, copy: int, job: str) -> None: ...


class PrintKeeper:
    """The papers of the hall and its printer, if it has one; on the clerk's thread."""

    def __init__(self, papers: Path = Path(), hand: PrinterHand | None = None) -> None:
        self._papers = papers
        self._hand = hand
        self._laying: set[tuple[str, int]] = set()

    @property
    def has_printer(self) -> bool:
        return self._hand is not None

    def take_up(self, state: State) -> None:
        """After a start: ask about each copy that was sent and not settled, cancel what is void."""
        for (number, copy), known in state.copies.items():
            if self._hand is None or not known.job or known.told in OVER:
                continue
            if known.is_out:
                self._hand.follow(number, copy, known.job)
            elif known.spoilt:
                self._hand.cancel(number, copy, known.job)

    def note(self, state: State, fact: Fact, bulletin: Bulletin) -> None:
        """Do what a fact of our own desk asks for, now that the book holds it."""
        if isinstance(fact, f.PaperPrinted | f.PaperSpoilt):
            bulletin.mend(_place(fact.number))
        if isinstance(fact, f.PaperIssued):
            self._lay(state, fact)
        elif isinstance(fact, f.PaperSent) and self._hand is not None:
            self._hand.follow(fact.number, fact.copy, fact.job)
        elif isinstance(fact, f.PaperSpoilt) and self._hand is not None:
            job = state.copies[fact.number, fact.copy].job
            if job:
                self._hand.cancel(fact.number, fact.copy, job)

    def send(self, state: State, number: str) -> None:
        """Send the newest copy of a paper; the law has said that it may be."""
        paper = printing.newest(state, number)
        assert paper is not None
        self._lay(state, paper)

    def _lay(self, state: State, paper: f.PaperIssued) -> None:
        """One that is being handed over, or was just now, is not handed over again."""
        copy = paper.number, paper.copy
        if not paper.pages:  # a file to edit or to read by machine
            return
        if self._hand is not None and copy not in self._laying and copy not in state.copies:
            self._laying.add(copy)
            self._hand.lay(Sheet(*copy, self._papers / paper.file))

    def receive(self, state: State, event: PrinterEvent, bulletin: Bulletin) -> tuple[Fact, ...]:
        """What the printer's thread says becomes facts, and what the console must be told."""
        if isinstance(event, JobLaid):
            return self._laid(state, event, bulletin)
        if isinstance(event, JobNotLaid):
            self._laying.discard((event.sheet.number, event.sheet.copy))
            bulletin.fault(_place(event.sheet.number), event.fault)
            return (f.HallFaulted(str(event.fault), event.fault.where),)
        if isinstance(event, JobTold):
            return _told(state, event, bulletin)
        bulletin.devices[event.device] = event
        return _seen(state, event) if event.device in DEVICES else ()

    def _laid(self, state: State, event: JobLaid, bulletin: Bulletin) -> tuple[Fact, ...]:
        """A copy that was given up meanwhile is taken out of the queue again."""
        number, copy = event.sheet.number, event.sheet.copy
        self._laying.discard((number, copy))
        bulletin.mend(_place(number))
        sent = printing.send(state, number, copy, printer=event.printer, job=event.job)
        if not sent and self._hand is not None:
            self._hand.cancel(number, copy, event.job)
        return sent


def _place(number: str) -> str:
    return f"printing {number}"


def _told(state: State, event: JobTold, bulletin: Bulletin) -> tuple[Fact, ...]:
    told = Queue(event.told.value)
    known = state.copies.get((event.number, event.copy))
    if known is not None and known.is_out:
        place, trouble = _place(event.number), TROUBLES.get(told)
        bulletin.mend(place)
        if trouble is not None:
            fault = PrinterFault(trouble.what, where=event.number, cure=trouble.cure)
            bulletin.fault(place, fault)
    return printing.hear_queue(state, event.number, event.copy, told)


def _seen(state: State, event: DeviceTold) -> tuple[Fact, ...]:
    """One that is ready when it is first seen is no news."""
    known = {seen.device: seen for seen in state.devices.values()}.get(event.device)
    if known is None and event.ready:
        return ()
    seen = f.DeviceSeen(event.device, event.ready, event.what)
    return () if known == seen else (seen,)


TROUBLES: Mapping[Queue, PrinterFault] = {
    Queue.PAPER_OUT: PrinterFault(
        "the printer is out of paper",
        where=PRINTER,
        cure="put paper in: it goes on by itself; if a page is missing, order another copy",
    ),
    Queue.JAM: PrinterFault(
        "the paper is jammed",
        where=PRINTER,
        cure="take the sheet out: it goes on by itself; if a page is missing, order another copy",
    ),
    Queue.STOPPED: PrinterFault(
        "the printer has stopped",
        where=PRINTER,
        cure="look at its display, mend it and let its queue go on, or order another copy",
    ),
    Queue.CANCELLED: PrinterFault(
        "the print job was cancelled in the queue",
        where=PRINTER,
        cure="destroy what came out of it and order another copy",
    ),
    Queue.FAILED: PrinterFault(
        "the print job failed",
        where=PRINTER,
        cure="look at the printer, destroy what came out of it and order another copy",
    ),
    Queue.UNKNOWN: PrinterFault(
        "the queue no longer knows this paper",
        where=PRINTER,
        cure="look in the tray: confirm the paper if it lies there whole, else order another copy",
    ),
    Queue.GONE: PrinterFault(
        "the printer is gone from this PC",
        where=PRINTER,
        cure="connect it again, or name another one in the settings; then order another copy",
    ),
    Queue.UNREACHABLE: PrinterFault(
        "the printer cannot be reached",
        where=PRINTER,
        cure="switch it on and check its cable: it is asked again by itself",
    ),
}
"""What happened and what the operator does about it, by what the queue says."""
