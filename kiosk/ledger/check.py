"""The kiosk's own check of a book: file, chain, index, mirror, roots, commitments.

It tells the hall whether its copies hold; it is not the verifier, which judges from outside.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.faults import BookFault, system_words
from kiosk.ledger.book import LEAVES, Book, add_breaks
from kiosk.ledger.chain import Break, BreakKind
from kiosk.ledger.entry import Entry
from kiosk.ledger.merkle import Tree
from kiosk.ledger.mirror import Comparison, compare_file
from kiosk.ledger.persons import commitment
from kiosk.meeting.facts import Fact, PollClosed, RollAmended, RollFrozen


def check_book(book: Book) -> list[Break]:
    """Every break; empty when the book, its mirror and what stands beside it agree."""
    seen, mirror = _Seen(), book.mirror_path
    entries = seen.read(book)
    mirrored = None if mirror is None else _held_against(mirror, entries)
    deque(entries, maxlen=0)
    if any(one.kind is BreakKind.STORAGE for one in seen.breaks):
        return seen.breaks
    found = [*seen.breaks, *_mirror_breaks(mirrored, top=seen.top), *seen.root_breaks]
    if seen.roll:
        found += _commitment_breaks(book, seen.rolled, wanted=seen.roll)
    return found


class _Seen:
    """What is kept of a book while it is read once, from its first entry to its last."""

    def __init__(self) -> None:
        self.breaks: list[Break] = []
        self.root_breaks: list[Break] = []
        self.roll: dict[int, str] = {}
        self.rolled = 0
        self.top = -1
        self._trees: defaultdict[int, Tree] = defaultdict(Tree)
        self._closed: set[int] = set()

    def read(self, book: Book) -> Iterator[Entry]:
        """Its entries, for what is held against them meanwhile."""
        for breaks, stands, entered in book.walk():
            add_breaks(self.breaks, breaks)
            if stands is None:
                continue
            self.top = stands.number
            if entered is not None:
                self._look(entered.fact, stands)
            yield stands

    def _look(self, fact: Fact, stands: Entry) -> None:
        """A poll's leaves are its presses before it closes (bundle.md §2)."""
        if isinstance(fact, LEAVES):
            if fact.poll not in self._closed:
                self._trees[fact.poll].add(stands.body)
        elif isinstance(fact, PollClosed):
            self._closed.add(fact.poll)
            self._hold_root(fact, stands.number)
        elif isinstance(fact, RollFrozen | RollAmended):
            self.roll.update({one.number: one.commitment for one in fact.delegates})
            self.rolled = stands.number

    def _hold_root(self, fact: PollClosed, number: int) -> None:
        tree = self._trees[fact.poll]
        wanted, found = (fact.entries, fact.root), (tree.count, tree.root().hex())
        if wanted != found:
            told = [f"{count} {root}" for count, root in (found, wanted)]
            self.root_breaks.append(Break(number, BreakKind.ROOT, told[0], told[1]))


def _held_against(mirror: Path, entries: Iterable[Entry]) -> Comparison | Break:
    try:
        return compare_file(mirror, entries)
    except OSError as error:
        return Break(-1, BreakKind.MIRROR, str(mirror), system_words(error))


def _mirror_breaks(found: Comparison | Break | None, *, top: int) -> Iterator[Break]:
    if isinstance(found, Break):
        yield found
    elif found is None:
        return
    elif found.differs:
        yield Break(found.upto, BreakKind.MIRROR, "the book's entry", "another line")
    elif found.ahead:
        yield Break(found.upto, BreakKind.MIRROR, "the end", "more than the book")
    elif found.upto <= top:
        yield Break(found.upto, BreakKind.MIRROR, "the book's entry", "the end of the mirror")


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
