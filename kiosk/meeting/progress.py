"""An item and a base as far as they have gone: parts of the state."""

from dataclasses import dataclass, field

from kiosk.meeting import facts as f
from kiosk.meeting.motion import Motion

Withdrawal = tuple[int, str, f.ItemWithdrawn]
"""Its entry, and the title that the item had then."""


@dataclass(slots=True)
class ItemState:
    """One item: its phase, the versions of its motion, its recusals and its polls.

    `put_at` is the entry of the newest version; `puts` counts the versions under the present day of
    notice; `proxies` are seat → holder.
    `settled` counts the polls before the item was last resumed. `withdrawn` is why the item is off
    the agenda, empty while it is on it.
    """

    item: int
    title: str
    noticed: str
    phase: str = ""
    motions: list[Motion] = field(default_factory=list[Motion])
    noticed_version: int = 0
    recused: dict[str, str] = field(default_factory=dict[str, str])
    proxies: dict[str, str] = field(default_factory=dict[str, str])
    candidates: set[str] = field(default_factory=set[str])
    polls: list[int] = field(default_factory=list[int])
    put_at: int = 0
    puts: int = 0
    was_noticed: bool = False
    settled: int = 0
    withdrawn: str = ""
    demanded: set[str] = field(default_factory=set[str])
    reviews: list[f.ReviewGiven] = field(default_factory=list[f.ReviewGiven])
    attention: f.AttentionCounted | None = None
    interest: str = ""
    amends: int = 0
    amendments: list[int] = field(default_factory=list[int])

    @property
    def noticed_motion(self) -> Motion | None:
        """The version that the public saw under the present day of notice."""
        return self.motions[self.noticed_version - 1] if self.noticed_version else None

    @property
    def motion(self) -> Motion | None:
        """The newest version of the text."""
        return self.motions[-1] if self.motions else None


@dataclass(slots=True)
class BaseState:
    """What a base said of itself, whether it answers, and at which desk it is plugged in."""

    found: f.BaseFound
    answers: bool = True
    desk: str = ""
    online: frozenset[int] = frozenset()
    low_battery: frozenset[int] = frozenset()
    levels: tuple[tuple[int, int, int], ...] = ()
    called: bool = False
    noise_bytes: int = 0
    bad_frames: int = 0
