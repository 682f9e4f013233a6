"""A roll file in words: which column was taken for what, who stands in it, what is wrong."""

from collections import Counter
from typing import Any

from kiosk.clerk.rollfile import RollPreview
from kiosk.meeting.roll import DelegateClass
from kiosk.words import Words

OF_SHEET = "read from the sheet “{sheet}”; the others are not read"


def roll_heads(preview: RollPreview, said: Words) -> list[str]:
    """Which sheet was read, where there were several, and which head was taken for which column."""
    heads = [
        f"{head} → {said.name('column', column)}" if column else f"{head} → {said.say('not read')}"
        for head, column in preview.heads
        if head
    ]
    lines = [said.say(OF_SHEET, sheet=preview.sheet)] if preview.sheet else []
    return [*lines, " · ".join(heads)] if heads else lines


def roll_lines(preview: RollPreview, said: Words) -> list[str]:
    """The preview for the eye."""
    lines = roll_heads(preview, said)
    if preview.mistakes:
        lines += [mistake.told(said) for mistake in preview.mistakes]
        count = len(preview.mistakes)
        return [*lines, said.say("{count} mistakes; nothing is taken from this file", count=count)]
    voting = sum(line.delegate.votes for line in preview.lines)
    summary = said.say(
        "{count} delegates, {voting} with a voting right", count=len(preview.lines), voting=voting
    )
    classes = [f"{said.name('class', one)} {count}" for one, count in _classes(preview).items()]
    return [*lines, summary, " · ".join(classes)]


def roll_document(preview: RollPreview, said: Words) -> dict[str, Any]:
    """The JSON of `roll check`."""
    return {
        "file": str(preview.path),
        "sheet": preview.sheet,
        "columns": [{"head": head, "column": column} for head, column in preview.heads],
        "delegates": len(preview.lines),
        "voting": sum(line.delegate.votes for line in preview.lines),
        "classes": {one.value: count for one, count in _classes(preview).items()},
        "mistakes": [
            {"row": one.row, "column": one.column, "what": one.told(said)}
            for one in preview.mistakes
        ],
    }


def _classes(preview: RollPreview) -> dict[DelegateClass, int]:
    found = Counter(line.delegate.delegate_class for line in preview.lines)
    return {one: found[one] for one in DelegateClass if found[one]}
