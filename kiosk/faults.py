"""What the room did to us: the hall faults, each with its cure for the operator.

A refusal of the law is a value (`meeting.refusal`), a bug is any other exception; only what a
person in the hall can mend is a `HallFault`.
"""


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
        what = self.what.format(**self.details)
        return f"{self.where}: {what}; {self.cure.format(**self.details)}"


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
