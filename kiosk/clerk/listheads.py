"""The heads of a list that an office keeps: which column each means, in any language and order.

Lists of public bodies have a title above, so the row of heads is looked for below it. A head goes
by several names, which stand in the catalogue as `domain:column`, parted by `/`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kiosk.clerk.rollcells import Mistake
from kiosk.clerk.spreadsheet import Row
from kiosk.meeting.outcome import Sentence
from kiosk.words import LANGUAGES, words

ABOVE = 10
"""So many rows may stand above the column heads, title and blanks together."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns that a kind of list may have, and those it must."""

    domain: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]

    def found(self, rows: Sequence[Row]) -> tuple[int, tuple[tuple[str, str], ...]]:
        """Where the heads are, and each as written with the column it means, empty for none."""
        at = self._at(rows)
        return at, tuple((cell.text, self._column(cell.text)) for cell in rows[at].cells) if (
            rows
        ) else ()

    def mistakes(self, columns: Sequence[str], row: int) -> Iterable[Mistake]:
        """What is missing, and what stands twice."""
        for column in self.needed:
            if column not in columns:
                yield Mistake(row, column, Sentence("this column is missing"))
        for column in self.columns:
            if columns.count(column) > 1:
                yield Mistake(row, column, Sentence("this column stands twice"))

    def _at(self, rows: Sequence[Row]) -> int:
        """The first row with two known heads, else the first of all."""
        for at, row in enumerate(rows[:ABOVE]):
            if sum(bool(self._column(cell.text)) for cell in row.cells) > 1:
                return at
        return 0

    def _column(self, head: str) -> str:
        return _names(self.domain, self.columns).get(_plain(head).removesuffix("*"), "")


def _plain(head: str) -> str:
    return "".join(head.split()).lower()


@cache
def _names(domain: str, columns: tuple[str, ...]) -> dict[str, str]:
    """Every name of every column in every language."""
    found = {column: column for column in columns}
    for language in LANGUAGES:
        for column in columns:
            for name in words(language).name(domain, column).split("/"):
                found[_plain(name)] = column
    return found
