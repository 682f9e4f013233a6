"""What the clerk at a desk is doing: which page lies open, what was typed and chosen. Without Qt.

The door page has no field, so that whatever types there is a scanner. The other pages are for what
a scan cannot do, and each leads back to the door: a scan closes it, for somebody stands there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.clerk.deskdeeds import REASONS, Deed
from kiosk.clerk.views import DoorLine
from kiosk.meeting.outcome import Sentence


class Page(StrEnum):
    """What lies open at a desk."""

    DOOR = "door"
    FIND = "find"
    PERSON = "person"
    WHY = "why"
    KEYPADS = "keypads"
    ADD = "add"


class Pick(StrEnum):
    """Which keypads are listed."""

    ALL = "all"
    IN_HAND = "in_hand"
    READY = "ready"
    SPARE = "spare"
    LOST = "lost"


SECRETS = ("first_secret", "second_secret")
TO_ADD = ("number", "name", "seat", "class", "votes", "group", "first", "second", "reason")


@dataclass(frozen=True, slots=True)
class Work:
    """`number` is the chosen delegate's; `told` what came of the last order, None for nothing."""

    page: Page = Page.DOOR
    typed: str = ""
    number: int = 0
    deed: Deed | None = None
    reason: str = ""
    pick: Pick = Pick.ALL
    leaf: int = 0
    form: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    told: Sentence | None = None
    came_from: Page = Page.DOOR

    @property
    def typing(self) -> bool:
        """A person writes here; keys are held for a blink, a scan among them is still a scan."""
        return self.page in (Page.FIND, Page.WHY, Page.ADD)


def opened(work: Work, page: Page) -> Work:
    """Open a page afresh; the same again leads back to the door."""
    return Work() if page is work.page else Work(page)


def back(work: Work) -> Work:
    """One step back."""
    if work.page is Page.WHY:
        return replace(work, page=Page.PERSON, deed=None, reason="", told=None)
    if work.page is Page.PERSON:
        return replace(work, page=work.came_from, told=None)
    return Work()


def chosen(work: Work, number: int) -> Work:
    """A delegate was chosen from a list."""
    return replace(work, page=Page.PERSON, number=number, came_from=work.page, told=None)


def wanted(work: Work, deed: Deed) -> tuple[Work, bool]:
    """A deed was pressed; true when it needs no reason and is to be ordered at once."""
    if deed not in REASONS:
        return replace(work, deed=deed), True
    return replace(work, page=Page.WHY, deed=deed, reason="", told=None), False


def written(work: Work, name: str, text: str) -> Work:
    """Something was typed into a field."""
    if name == "query":
        return replace(work, typed=text, told=None)
    if name == "reason" and work.page is Page.WHY:
        return replace(work, reason=text, told=None)
    return replace(work, form={**work.form, name: text}, told=None)


def turned(work: Work, by: int, leaves: int) -> Work:
    """Another leaf of a list."""
    return replace(work, leaf=min(max(work.leaf + by, 0), max(leaves - 1, 0)))


def answered(work: Work, refusal: Sentence | None) -> Work:
    """An order was done, and the desk waits for the next; or why it was not."""
    return Work() if refusal is None else replace(work, told=refusal)


def may_add(work: Work, *, secrets: bool) -> bool:
    """Whether everything that an addition to the roll needs was written."""
    form = {name: text.strip() for name, text in work.form.items()}
    needed = [name for name in TO_ADD if name not in ("group", "class", "votes")]
    needed += SECRETS if secrets else ()
    return all(form.get(name) for name in needed) and form["first"] != form["second"]


def line_of(lines: tuple[DoorLine, ...], number: int) -> DoorLine | None:
    """The delegate of this number."""
    return next((line for line in lines if line.number == number), None)
