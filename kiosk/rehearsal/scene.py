"""What a scene can say: the parts of the hall first, then steps in order.

Set-up lines (meeting, pack, officer, delegates, roll, resolutions, base, desk, second medium) stand
before the first step. `docs/scenes.md` describes the language for its writers.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast


@dataclass(frozen=True, slots=True)
class SimulatedBase:
    """A base of the scene: `first`..`last` are the keypads it hears.

    `twice`: it says everything twice, as a careless receiver does. `standby_of`: the base that
    hears the same keypads and counts.
    """

    name: str
    protocol: str
    first: int
    last: int
    twice: bool = False
    standby_of: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """So many invented delegates of one class."""

    count: int
    delegate_class: str


@dataclass(slots=True)
class SetUp:
    """The hall before the first step."""

    title: str = "Rehearsal"
    session_title: str = ""
    place: str = ""
    convener: str = ""
    clock: str = ""
    page: str = ""
    resolutions: Path | None = None
    pack: str = "citizens-assembly"
    practice: bool = False
    mirror: bool = True
    certified: bool = False
    tray: bool = False
    officers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    groups: list[Group] = field(default_factory=list[Group])
    roll: Path | None = None
    bases: list[SimulatedBase] = field(default_factory=list[SimulatedBase])
    desks: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Step:
    """One line to be played. `verb` is its first words, `said` what they carry.

    `refused` is the reason the step must be refused with (`=> reason`), empty for success.
    """

    line: int
    text: str
    verb: str
    said: dict[str, object]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole scene as read."""

    path: Path
    set_up: SetUp
    steps: tuple[Step, ...]


def whole(said: object) -> int:
    """A number that a step carries."""
    assert isinstance(said, int)
    return said


def wholes(said: object) -> tuple[int, ...]:
    """Numbers that a step carries."""
    return tuple(whole(one) for one in cast("tuple[object, ...]", said))


def two_officers(step: Step) -> tuple[str, tuple[str, str]]:
    """The reason and the two officers of a step that needs them."""
    first, second = cast("tuple[str, str]", step.said["officers"])
    return str(step.said["reason"]), (first, second)
