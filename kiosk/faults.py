"""What the room did to us: the hall faults, each with its cure for the operator.

A refusal of the law is a value (`meeting.refusal`), a bug is any other exception; only what a
person in the hall can mend is a `HallFault`.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class HallFault(Exception):
    """The room failed: what happened, where, and what the operator does about it.

    The three texts are msgids of the catalogue (`{name}` fields are filled from `details`), so
    that the console tells them in its own language.
    """

    def __init__(self, what: str, *, where: str, cure: str, **details: object) -> None:
        super().__init__(what, where, cure)
        self.what = what
        self.where = where
        self.cure = cure
        self.details = details

    def __str__(self) -> str:
        return f"{self.where}: {self.told}"

    @property
    def told(self) -> str:
        """What happened and what to do, for who knows where."""
        return f"{self.what.format(**self.details)}; {self.cure.format(**self.details)}"


class PortFault(HallFault):
    """A serial port is missing, held by another program, or lost."""


class BookFault(HallFault):
    """The book or its mirror cannot be read or written."""


class PrinterFault(HallFault):
    """A paper did not come out."""


class FontFault(HallFault):
    """A character cannot be printed or shown with the fonts at hand."""


class UnusableInput(HallFault):
    """A file or value a person gave is not usable: exit code 2."""


class Halt(Exception):
    """A bug: the desk has stopped; the last good entry is in the book. No hall fault."""


def system_words(error: Exception) -> str:
    """Why the system refused, in its own words, without number and path (`system.po` has them)."""
    if isinstance(error, UnicodeDecodeError):
        return "it is no UTF-8 text"
    return str(getattr(error, "strerror", None) or error)


def meant(said: str, known: Iterable[str], otherwise: str, *, near: float = 0.6) -> str:
    """What is right instead of a word that nobody knows: the nearest known one, or `otherwise`."""
    close = get_close_matches(said, list(known), n=1, cutoff=near)
    return f"did you mean {close[0]}?" if close else otherwise
