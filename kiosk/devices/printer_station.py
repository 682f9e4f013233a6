"""The printer's own thread: it lays files, releases and asks after jobs, and looks at the printer.

A printer may take seconds to answer, or never does; no press waits for that. What is asked of the
station waits in its own queue; what it finds out goes through `hear`, once for each change.
"""

import contextlib
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue

from kiosk.devices.drained import drained
from kiosk.devices.printer import (
    OVER,
    WELL,
    DeviceTold,
    JobLaid,
    JobNotLaid,
    JobTold,
    Printer,
    PrinterEvent,
    Sheet,
    Told,
)
from kiosk.devices.turns import OnCrash, Turns
from kiosk.faults import PrinterFault

BUSY_S = 0.5
IDLE_S = 2.0
DEVICE = "printer"

Copy = tuple[str, int]
"""Number and copy of a paper."""


class PrinterStation:
    """One printer of the hall. `hear` takes each event, on the station's thread."""

    def __init__(
        self,
        printer: Printer,
        hear: Callable[[PrinterEvent], None],
        *,
        on_crash: OnCrash,
        device: str = DEVICE,
    ) -> None:
        self.device = device
        self._printer = printer
        self._hear = hear
        self._orders: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._jobs: dict[Copy, str] = {}
        self._told: dict[Copy, Told] = {}
        self._doomed: set[str] = set()
        self._released: set[Copy] = set()
        self._seen: Told | None = None
        self._turns = Turns("printer", self.step, on_crash=on_crash)

    def start(self) -> None:
        self._turns.start()

    def stop(self) -> None:
        self._turns.stop()

    # ---- orders, from the clerk's thread -------------------------------------------------------

    def lay(self, sheet: Sheet) -> None:
        """Hand a file to the queue, held back, and tell its name there."""
        self._order(partial(self._lay, sheet))

    def follow(self, number: str, copy: int, job: str) -> None:
        """The book knows of this job: release it where it is held, and ask until it is over."""
        self._order(partial(self._jobs.__setitem__, (number, copy), job))

    def cancel(self, number: str, copy: int, job: str) -> None:
        """Take it out of the queue, however long that takes, and ask after it no more."""
        self._order(partial(self._doom, (number, copy), job))

    def _order(self, order: Callable[[], None]) -> None:
        self._orders.put(order)
        self._turns.wake()

    # ---- turns, on the station's own thread ----------------------------------------------------

    def step(self) -> float:
        """Take one turn; return after how many seconds the next is due."""
        self._carry_out_orders()
        for job in tuple(self._doomed):
            self._cancel(job)
        for copy, job in list(self._jobs.items()):
            self._tell(copy, self._ask(copy, job))
        self._look()
        return BUSY_S if self._jobs or self._doomed else IDLE_S

    def _carry_out_orders(self) -> None:
        for order in drained(self._orders):
            order()

    def _lay(self, sheet: Sheet) -> None:
        try:
            job = self._printer.lay(sheet.file, sheet.title)
        except PrinterFault as fault:
            self._hear(JobNotLaid(sheet, fault))
        else:
            self._hear(JobLaid(sheet, self._printer.name, job))

    def _ask(self, copy: Copy, job: str) -> Told:
        """What is held is released, once: held again, it was somebody at the queue."""
        try:
            told = self._printer.ask(job)
            if told is Told.HELD and copy not in self._released:
                self._printer.release(job)
                self._released.add(copy)
                told = self._printer.ask(job)
        except PrinterFault:
            return Told.UNREACHABLE
        return Told.WAITING if told is Told.HELD else told

    def _tell(self, copy: Copy, told: Told) -> None:
        if self._told.get(copy) is not told:
            self._told[copy] = told
            self._hear(JobTold(*copy, told))
        if told in OVER:
            self._jobs.pop(copy, None)

    def _doom(self, copy: Copy, job: str) -> None:
        """Another job of the same copy, if there is one, is followed on."""
        if self._jobs.get(copy) == job:
            del self._jobs[copy]
        self._doomed.add(job)

    def _cancel(self, job: str) -> None:
        with contextlib.suppress(PrinterFault):
            self._printer.cancel(job)
            self._doomed.discard(job)

    def _look(self) -> None:
        try:
            seen = self._printer.look()
        except PrinterFault:
            seen = Told.UNREACHABLE
        if seen is not self._seen:
            self._seen = seen
            self._hear(DeviceTold(self.device, seen in WELL, seen))
