"""A personal record that two officers have shown: its rows, as words."""

from dataclasses import dataclass

from kiosk.clerk.views import ConsoleView
from kiosk.words import Words

VALUES = {"age_band": "age", "income_band": "income"}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One member of the record."""

    label: str
    value: str


def record(view: ConsoleView, words: Words) -> tuple[RecordRow, ...]:
    """What it holds; empty while none is shown."""
    return tuple(
        RecordRow(
            words.name("column", name),
            words.name(VALUES[name], str(value)) if name in VALUES else str(value),
        )
        for name, value in view.revealed
    )
