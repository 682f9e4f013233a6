"""Facts of the agenda: items, the texts put to the vote, their evidence, who speaks for whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ItemTabled:
    """An item stands on the agenda. `noticed` is the ISO day of its notice or empty."""

    item: int
    title: str
    noticed: str


@dataclass(frozen=True, slots=True)
class ItemWithdrawn:
    """The item is off the agenda, until it is tabled again."""

    item: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class MotionPut:
    """The exact text an item puts to the vote; `noticed` marks the version the public saw."""

    item: int
    version: int
    title: str
    text: str
    sha256: str
    noticed: bool


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """The item moved to this phase."""

    item: int
    phase: str


@dataclass(frozen=True, slots=True)
class Recused:
    """A delegate takes no part in the polls on this item."""

    item: int
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class CandidateNamed:
    """The delegate of this seat stands for election under the item, and holds no proxies there."""

    item: int
    seat: str
    by: str


@dataclass(frozen=True, slots=True)
class ProxyGiven:
    """In the polls on the item `holder` speaks for the seat while its delegate is away."""

    item: int
    seat: str
    holder: str
    by: str


@dataclass(frozen=True, slots=True)
class ProxyWithdrawn:
    """Nobody speaks for the seat any more."""

    item: int
    seat: str
    by: str


@dataclass(frozen=True, slots=True)
class GateDemanded:
    """The item must come with this evidence; a gate that was demanded is not let go again."""

    item: int
    gate: str
    by: str


@dataclass(frozen=True, slots=True)
class ReviewGiven:
    """合法性审查 of the text with this hash: the opinion's number, ISO day and words."""

    item: int
    version: int
    sha256: str
    number: str
    day: str
    opinion: str
    lawful: bool
    by: str


@dataclass(frozen=True, slots=True)
class AttentionCounted:
    """How many of those asked care about the item (关注度)."""

    item: int
    attentive: int
    asked: int
    by: str


@dataclass(frozen=True, slots=True)
class MajorInterestFound:
    """The item is of major public interest (重大公共利益), and why."""

    item: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class AmendmentMoved:
    """Item `item` amends item `amends` and is polled on before it."""

    item: int
    amends: int
    by: str


@dataclass(frozen=True, slots=True)
class ItemResumed:
    """An item that was not passed goes back to an earlier phase, for another round."""

    item: int
    phase: str
    reason: str
    by: str
