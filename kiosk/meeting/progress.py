"""An item and a base as far as they have gone: parts of the state."""

from dataclasses import dataclass, field

from kiosk.meeting import facts as f
from kiosk.meeting.motion import Motion


@dataclass(slots=True)
class ItemState:
    """One item: its phase, the versions of its motion, its recusals and its polls."""

    item: int
    title: str
    noticed: str
    phase: str = ""
    motions: list[Motion] = field(default_factory=list[Motion])
    noticed_version: int = 0
    recused: dict[str, str] = field(default_factory=dict[str, str])
    polls: list[int] = field(default_factory=list[int])

    @property
    def motion(self) -> Motion | None:
        """The newest version of the text."""
        return self.motions[-1] if self.motions else None


@dataclass(slots=True)
class BaseState:
    """What a base said of itself, and whether it answers."""

    found: f.BaseFound
    answers: bool = True
    online: frozenset[int] = frozenset()
    low_battery: frozenset[int] = frozenset()
    called: bool = False
    noise_bytes: int = 0
    bad_frames: int = 0
