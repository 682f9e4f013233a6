"""The files that a command is given by name: a book to read, a file to write."""

from pathlib import Path

from kiosk.clerk.setup.folder import folder_door
from kiosk.faults import BookFault, UnusableInput
from kiosk.ledger.book import Book
from kiosk.ledger.door import NOT_A_BOOK
from kiosk.ledger.store import NO_BOOK, Ledger


def read_ledger(path: Path, *, mirror: Path | None = None) -> Book:
    """The book at this path, to be read; what is none is unusable, no fault of the hall."""
    if mirror is not None and not mirror.exists():
        raise UnusableInput(
            "there is no such file", where=str(mirror), cure="name the mirror of this book"
        )
    try:
        return Ledger.read(path, mirror=mirror)
    except BookFault as fault:
        raise as_input(fault) from fault


def as_input(fault: BookFault) -> BookFault | UnusableInput:
    """The same fault, told as a wrong name where that is what it is."""
    if fault.what in (NO_BOOK.what, NOT_A_BOOK.what):
        return UnusableInput(fault.what, where=fault.where, cure=fault.cure)
    return fault


def write_out(path: Path, content: bytes) -> None:
    """Write what a command gives; HallFault where the disk refuses."""
    with folder_door(path):
        path.write_bytes(content)
