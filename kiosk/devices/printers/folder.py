"""A printer that is a folder: for rehearsals, and for a hall that prints elsewhere.

What is laid waits in `held`, what is released in `queue`, and what came out lies in `out`, so that
the folder alone tells how each job is, whoever asks and however often the kiosk was killed. A file
`condition` with a word of `Told` in it (paper_out, jam, stopped, gone, unreachable) makes it behave
like a printer in that trouble; a job that lies in `queue` then waits, and is lost when it is gone.
"""

import shutil
from pathlib import Path

from kiosk.devices.printer import Told
from kiosk.faults import PrinterFault, system_words

HELD, QUEUE, OUT, CANCELLED = "held", "queue", "out", "cancelled"
TROUBLES = frozenset({Told.PAPER_OUT, Told.JAM, Told.STOPPED, Told.GONE, Told.UNREACHABLE})


class FolderPrinter:
    """Files in `folder`; a job is named as its file."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._folder = folder

    def look(self) -> Told:
        try:
            word = (self._folder / "condition").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return Told.READY
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        return Told(word) if word in TROUBLES else Told.READY

    def lay(self, file: Path, title: str) -> str:
        self._demand_there()
        try:
            place = self._place(HELD)
            job = _free_name(self._folder, file)
            shutil.copyfile(file, place / job)
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        return job

    def release(self, job: str) -> None:
        self._demand_there()
        self._move(job, HELD, QUEUE)

    def ask(self, job: str) -> Told:
        """Each time it is asked, a printer that is well prints what waits."""
        condition = self.look()
        if condition is Told.UNREACHABLE:
            return condition
        if condition is Told.GONE:
            shutil.rmtree(self._folder / QUEUE, ignore_errors=True)
            return condition
        if (self._folder / QUEUE / job).exists():
            if condition is not Told.READY:
                return condition
            self._move(job, QUEUE, OUT)
            return Told.PRINTING
        places = {HELD: Told.HELD, OUT: Told.DONE, CANCELLED: Told.CANCELLED}
        found = (told for place, told in places.items() if (self._folder / place / job).exists())
        return next(found, Told.UNKNOWN)

    def cancel(self, job: str) -> None:
        self._demand_there()
        for place in (HELD, QUEUE):
            if (self._folder / place / job).exists():
                self._move(job, place, CANCELLED)

    def _demand_there(self) -> None:
        if self.look() in (Told.GONE, Told.UNREACHABLE):
            raise PrinterFault(
                "the printer does not answer",
                where=self.name,
                cure="switch the printer on, check its cable, and print again",
            )

    def _place(self, name: str) -> Path:
        place = self._folder / name
        place.mkdir(parents=True, exist_ok=True)
        return place

    def _move(self, job: str, source: str, target: str) -> None:
        try:
            (self._folder / source / job).replace(self._place(target) / job)
        except OSError as error:
            raise _unwritable(self._folder, error) from error


def _free_name(folder: Path, file: Path) -> str:
    """A name that no job of this folder ever had."""
    taken = {one.name for place in folder.iterdir() if place.is_dir() for one in place.iterdir()}
    names = (f"{number}-{file.name}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _unwritable(folder: Path, error: OSError) -> PrinterFault:
    return PrinterFault(
        "the folder that stands for the printer cannot be used: {why}",
        where=str(folder),
        cure="make the folder, or name another one in the settings",
        why=system_words(error),
    )
