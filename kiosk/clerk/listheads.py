"""The heads of a list that an office keeps: which column each means, in any language and order.

Lists of public bodies have a title above, so the row of heads is looked for below it. It may be
two rows, where a head over several columns is merged (代表情况 over 类别 and 表决权). A head goes
by several names, which stand in the catalogue as `domain:column`, parted by `/`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from kiosk.clerk.rollcells import Mistake
from kiosk.clerk.spreadsheet import LOOKED_AT, Row
from kiosk.meeting.outcome import Sentence
from kiosk.words import LANGUAGES, words

Head = tuple[str, str]
"""A head as written, and the column it means, empty for none."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns that a kind of list may have, and those it must."""

    domain: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]

    def found(self, rows: Sequence[Row]) -> tuple[int, tuple[Head, ...]]:
        """Where the heads end, and what they are."""
        if not rows:
            return 0, ()
        at = self._at(rows) or 0
        heads = self._of(rows[at])
        under = self._under(heads, rows[at + 1]) if rows[at + 1 :] else ()
        return (at + 1, under) if under else (at, heads)

    def stand_in(self, rows: Sequence[Row]) -> bool:
        """Whether these rows have the heads of such a list."""
        return self._at(rows) is not None

    def mistakes(self, columns: Sequence[str], row: int) -> Iterable[Mistake]:
        """What is missing, and what stands twice."""
        for column in self.needed:
            if column not in columns:
                yield Mistake(row, column, Sentence("this column is missing"))
        for column in self.columns:
            if columns.count(column) > 1:
                yield Mistake(row, column, Sentence("this column stands twice"))

    def _at(self, rows: Sequence[Row]) -> int | None:
        """The first row with two known heads."""
        for at, row in enumerate(rows[:LOOKED_AT]):
            if sum(bool(column) for _, column in self._of(row)) > 1:
                return at
        return None

    def _of(self, row: Row) -> tuple[Head, ...]:
        return tuple((cell.text, self._column(cell.text)) for cell in row.cells)

    def _under(self, heads: tuple[Head, ...], row: Row) -> tuple[Head, ...]:
        """Both rows as one, where the second has heads under merged ones and nothing else."""
        both = list(zip_longest(heads, self._of(row), fillvalue=("", "")))
        right = all(not text or (column and not above) for (_, above), (text, column) in both)
        return tuple(below if below[0] else head for head, below in both) if right else ()

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
