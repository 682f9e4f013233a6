"""What differs between two versions of a text, as data: line by line, and inside a line.

The public was shown one text and the hall is asked about another: whoever decides on that must see
what was changed, to the character.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from kiosk.meeting.motion import Motion
from kiosk.meeting.progress import ItemState


class Kind(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of one kind."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line of the comparison; a line that was reworded has spans of more than one kind."""

    spans: tuple[Span, ...]

    @property
    def changed(self) -> bool:
        return any(span.kind is not Kind.KEPT for span in self.spans)


def changes(before: Motion, after: Motion) -> tuple[ChangedLine, ...]:
    """Compare two versions, the title first; kept and added spans joined give `after`."""
    old, new = _lines(before), _lines(after)
    found: list[ChangedLine] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.extend(ChangedLine((Span(Kind.KEPT, line),)) for line in old[i:i_end])
        else:
            pairs = zip_longest(old[i:i_end], new[j:j_end])
            found.extend(ChangedLine(tuple(_spans(*pair))) for pair in pairs)
    return tuple(found)


def since_notice(item: ItemState) -> tuple[ChangedLine, ...]:
    """What the newest text changed of the noticed one; nothing where nothing was noticed."""
    seen, put = item.noticed_motion, item.motion
    if seen is None or put is None or seen.sha256 == put.sha256:
        return ()
    return changes(seen, put)


def _lines(motion: Motion) -> list[str]:
    return [motion.title, *motion.text.split("\n")]


def _spans(old: str | None, new: str | None) -> Iterator[Span]:
    if old is None or new is None:
        yield Span(Kind.ADDED, new or "") if old is None else Span(Kind.REMOVED, old)
        return
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Span(Kind.KEPT, old[i:i_end])
            continue
        yield from _unless_empty(Span(Kind.REMOVED, old[i:i_end]), Span(Kind.ADDED, new[j:j_end]))


def _unless_empty(*spans: Span) -> Iterable[Span]:
    return (span for span in spans if span.text)
