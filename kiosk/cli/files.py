"""The files that a command is given by name: a book to read or to go on with, a file to write."""

import re
import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from kiosk.clerk.setup.folder import folder_door
from kiosk.clock import Clock
from kiosk.faults import BookFault, UnusableInput
from kiosk.ledger.book import Book
from kiosk.ledger.door import NOT_A_BOOK
from kiosk.ledger.store import NO_BOOK, Ledger
from kiosk.meeting.state import State, apply

ALONE = (
    "{book}: entered in the book alone; where the meeting has a mirror, its kiosk brings it level "
    "at the next start, or name it with --mirror\n"
)


def read_ledger(path: Path, *, mirror: Path | None = None) -> Book:
    """The book at this path, to be read; what is none is unusable, no fault of the hall."""
    _demand_files(path, mirror)
    try:
        return Ledger.read(path, mirror=mirror)
    except BookFault as fault:
        raise as_input(fault) from fault


@contextmanager
def held_ledger(
    path: Path, state: State, *, mirror: Path | None, clock: Clock
) -> Generator[Ledger]:
    """A book that a command enters something in, its kiosk ended; `state` is folded from it.

    With its mirror both copies take it. BookFault before anything is entered where the mirror
    cannot be written; that it was not named is said, never silence.
    """
    _demand_files(path, mirror)
    try:
        ledger = Ledger.open(path, mirror=mirror, clock=clock, told=partial(apply, state))
    except BookFault as fault:
        raise as_input(fault) from fault
    with ledger:
        before = ledger.head
        _demand_mirror(ledger)
        yield ledger
        _demand_mirror(ledger)
        if mirror is None and ledger.head != before:
            sys.stderr.write(ALONE.format(book=path))


def _demand_mirror(ledger: Ledger) -> None:
    if ledger.mirror_fault is not None:
        raise ledger.mirror_fault


def _demand_files(path: Path, mirror: Path | None) -> None:
    if re.match(r"[a-z+]{2,}:/", str(path)):
        raise UnusableInput(
            "a shared book is not used here",
            where="the address of the book",
            cure="do it at the console of a desk, or name the file of a book",
        )
    if mirror is not None and not mirror.exists():
        raise UnusableInput(
            "there is no such file", where=str(mirror), cure="name the mirror of this book"
        )


def as_input(fault: BookFault) -> BookFault | UnusableInput:
    """The same fault, told as a wrong name where that is what it is."""
    if fault.what in (NO_BOOK.what, NOT_A_BOOK.what):
        return UnusableInput(fault.what, where=fault.where, cure=fault.cure)
    return fault


def write_out(path: Path, content: bytes) -> None:
    """Write what a command gives; HallFault where the disk refuses."""
    with folder_door(path):
        path.write_bytes(content)
