"""The kiosk's own check of a book: file, chain, index, mirror, roots, commitments.

It tells the hall whether its copies hold; it is not the verifier, which judges from outside.
"""

from collections.abc import Iterator
from pathlib import Path

from kiosk.faults import BookFault
from kiosk.ledger.book import Book
from kiosk.ledger.chain import Break, BreakKind
from kiosk.ledger.mirror import compare_file
from kiosk.ledger.persons import commitment
from kiosk.meeting.facts import PollClosed, RollAmended, RollFrozen


def check_book(book: Book) -> list[Break]:
    """Every break; empty when the book, its mirror and what stands beside it agree."""
    found: list[Break] = []
    closed: list[tuple[int, PollClosed]] = []
    roll: dict[int, str] = {}
    rolled = 0
    for breaks, entered in book.walk():
        found += breaks
        if entered is not None and isinstance(entered.fact, PollClosed):
            closed.append((entered.number, entered.fact))
        if entered is not None and isinstance(entered.fact, RollFrozen | RollAmended):
            roll.update({one.number: one.commitment for one in entered.fact.delegates})
            rolled = entered.number
    if any(one.kind is BreakKind.STORAGE for one in found):
        return found
    if book.mirror_path is not None:
        found += _mirror_breaks(book, book.mirror_path)
    for number, fact in closed:
        found += _root_breaks(book, number, fact=fact)
    if roll:
        found += _commitment_breaks(book, rolled, wanted=roll)
    return found


def _mirror_breaks(book: Book, mirror: Path) -> Iterator[Break]:
    top = book.head[0]
    try:
        found = compare_file(mirror, book.raw())
    except OSError as error:
        yield Break(-1, BreakKind.MIRROR, str(mirror), str(error))
        return
    if found.differs:
        yield Break(found.upto, BreakKind.MIRROR, "the book's entry", "another line")
    elif found.ahead:
        yield Break(found.upto, BreakKind.MIRROR, "the end", "more than the book")
    elif found.upto <= top:
        yield Break(found.upto, BreakKind.MIRROR, "the book's entry", "the end of the mirror")


def _root_breaks(book: Book, number: int, *, fact: PollClosed) -> Iterator[Break]:
    wanted, found = (fact.entries, fact.root), book.root(fact.poll)
    if wanted != found:
        yield Break(number, BreakKind.ROOT, f"{found[0]} {found[1]}", f"{wanted[0]} {wanted[1]}")


def _commitment_breaks(book: Book, number: int, *, wanted: dict[int, str]) -> Iterator[Break]:
    """The whole roll against the personal records; none of them stands after a retention delete."""
    try:
        persons = book.persons()
    except BookFault as fault:
        yield Break(number, BreakKind.COMMITMENT, "a personal record", str(fault))
        return
    found = {one: commitment(person) for one, person in persons.items()}
    for delegate in sorted(wanted.keys() | found.keys()) if found else ():
        if wanted.get(delegate) != found.get(delegate):
            told = [f"{delegate} {side.get(delegate, '-')}" for side in (wanted, found)]
            yield Break(number, BreakKind.COMMITMENT, told[0], told[1])
