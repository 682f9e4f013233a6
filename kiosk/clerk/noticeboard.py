"""What the wall has to read between the parts of a meeting: a page, and earlier resolutions. Pure.

Nothing of this is in the book: it comes with the settings, decides nothing, and a meeting is as
lawful without it.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Progress(StrEnum):
    """How far a resolution is."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an earlier meeting resolved; `due` None where no day was set, `latest` may be empty."""

    session: str
    title: str
    responsible: str
    due: date | None
    progress: Progress
    latest: str

    def on(self, day: date) -> "Resolution":
        """As it stands on a day: what is not done by its due day is overdue, whatever was said."""
        late = self.due is not None and self.due < day and self.progress is not Progress.DONE
        return replace(self, progress=Progress.OVERDUE) if late else self


@dataclass(frozen=True, slots=True)
class NoticeBoard:
    """`page` is the address of the public page and `code` its QR matrix, rows of 0 and 1 (dark)."""

    page: str = ""
    code: tuple[str, ...] = ()
    resolutions: tuple[Resolution, ...] = ()

    def on(self, day: date) -> "NoticeBoard":
        """As it stands on a day of the hall's calendar."""
        return replace(self, resolutions=tuple(one.on(day) for one in self.resolutions))


BARE = NoticeBoard()
