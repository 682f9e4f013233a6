"""The roll that the settings brought along and that waits to be frozen: it is told before it is.

Until then the book has no roll; who freezes it must know how many stand on it, and from where.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from kiosk.clerk import orders as o
from kiosk.clerk.views import Views


@dataclass(frozen=True, slots=True)
class Brought:
    """So many people, so many of them with a vote, and the name of the file they stand in."""

    people: int = 0
    votes: int = 0
    file: str = ""

    @classmethod
    def of(cls, orders: Iterable[o.Order], file: Path | None) -> Self:
        """What the orders of a new book would freeze."""
        rolls = [one.delegates for one in orders if isinstance(one, o.FreezeRoll)]
        people = [delegate for roll in rolls for delegate in roll]
        votes = sum(delegate.votes for delegate in people)
        return cls(len(people), votes, file.name if file is not None else "")


def with_brought(views: Views, brought: Brought) -> Views:
    """The same, with the roll that waits, while none is frozen: console and wall."""
    if not views.console.awaits_roll:
        return views
    console = replace(
        views.console,
        brought=brought.people,
        brought_votes=brought.votes,
        brought_from=brought.file,
    )
    return replace(views, console=console, hall=replace(views.hall, roll=brought.votes))
