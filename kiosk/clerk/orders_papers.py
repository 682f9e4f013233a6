"""Orders about papers: issued, sent to the printer, confirmed, printed again."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class IssueZeroReport:
    by: str


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """Print the vote record of a poll: the first original, or the next copy (补打)."""

    poll: int
    by: str


class Sheet(StrEnum):
    """The papers that are ordered by name; named as their `PaperKind`.

    `ALL` is none of them: it orders whatever the complete set of the meeting still lacks.
    """

    PASSES = "passes"
    OPENING = "opening_sheet"
    ROLL = "roll_sheet"
    COMPOSITION = "composition_table"
    ALLOWANCE = "allowance_sheet"
    SEAL = "seal_slip"
    BALLOTS = "paper_ballots"
    COUNTING = "counting_sheet"
    UNCOUNTED = "uncounted_presses"
    DUTIES = "duty_list"
    MINUTES = "minutes"
    MINUTES_TEXT = "minutes_text"
    CLOSING = "closing_report"
    NOTARIAL = "notarial_notes"
    NOTARIAL_DATA = "notarial_record"
    ALL = "all"


OF_A_POLL = frozenset({Sheet.BALLOTS, Sheet.COUNTING, Sheet.UNCOUNTED})
"""The sheets that are about one poll."""


@dataclass(frozen=True, slots=True)
class IssueSheet:
    """Print a paper as the meeting stands: the first original, or the next copy.

    `poll` is that of a sheet about one poll, 0 for the latest; else it says nothing.
    """

    sheet: Sheet
    by: str
    poll: int = 0


@dataclass(frozen=True, slots=True)
class PrintPaper:
    """Send the newest copy of a filed paper to the printer, where it was never sent."""

    number: str
    by: str


@dataclass(frozen=True, slots=True)
class Reprint:
    """补打: give up the copy that did not come out whole, and make the next one."""

    number: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ConfirmPrinted:
    """The copy that is out lies on the table, whole, before `by`."""

    number: str
    by: str
