"""The chain: each hash holds the one before it, so an entry cannot change without being seen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from kiosk.ledger.entry import Entry, read_body
from kiosk.ledger.form import Misfit
from kiosk.meeting.facts import Entered

GENESIS = bytes(32)


class BreakKind(StrEnum):
    """In what way a book does not hold together."""

    STORAGE = "storage"
    SCHEMA = "schema"
    NUMBER = "number"
    HASH = "hash"
    MEETING = "meeting"
    UNREADABLE = "unreadable"
    INDEX = "index"
    MIRROR = "mirror"
    ROOT = "root"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the book does not hold; `number` is the entry, −1 where it is the whole."""

    number: int
    kind: BreakKind
    expected: str
    found: str


def link(previous: bytes, body: bytes) -> bytes:
    """hash(n) of a body that follows the entry with the hash `previous`."""
    return sha256(b"\x02" + previous + body).digest()


def chain_breaks(entries: Iterable[Entry], meeting: str) -> Iterator[Break]:
    """Every break of a book read from its first entry on; the first that comes is the first."""
    walk = Walk(meeting)
    for entry in entries:
        yield from walk.step(entry)


class Walk:
    """A walk along a chain from its first entry.

    After a break it goes on from the hash that stands there: one altered body is one break.
    `entered` is what the last body held, None when it could not be read.
    """

    def __init__(self, meeting: str) -> None:
        self.entered: Entered | None = None
        self._meeting = meeting
        self._number = 0
        self._previous = GENESIS

    def step(self, entry: Entry) -> list[Break]:
        """The breaks of the next entry."""
        found: list[Break] = []
        number, digest, self.entered = entry.number, entry.hash, None
        if number != self._number:
            found.append(Break(number, BreakKind.NUMBER, str(self._number), str(number)))
        wanted = link(self._previous, entry.body)
        if digest != wanted:
            found.append(Break(number, BreakKind.HASH, wanted.hex(), digest.hex()))
        self._number, self._previous = number + 1, digest
        try:
            meeting, self.entered = read_body(entry.body)
        except Misfit as misfit:
            return [*found, Break(number, BreakKind.UNREADABLE, "", str(misfit))]
        if meeting != self._meeting:
            found.append(Break(number, BreakKind.MEETING, self._meeting, meeting))
        if self.entered.number != number:
            told = str(self.entered.number)
            found.append(Break(number, BreakKind.NUMBER, str(number), told))
        return found
