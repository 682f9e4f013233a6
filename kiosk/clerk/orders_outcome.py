"""Orders about the outcome of a closed poll: counted, opened, reconciled, declared, void."""

from dataclasses import dataclass, field

from kiosk.meeting.ballot import Channel
from kiosk.meeting.papercount import CountSheet


@dataclass(frozen=True, slots=True)
class EnterCount:
    """What one officer counted of the papers or the hands."""

    channel: Channel
    sheet: CountSheet
    by: str


@dataclass(frozen=True, slots=True)
class OpenUrn:
    """Two officers who hold shares open the urn of the closed secret poll.

    Both assent to it as to everything that takes two; their passphrases come along, since the
    process that opens the urn unlocks their keys with them.
    """

    reason: str
    officers: tuple[str, str]
    passphrases: tuple[str, str] = field(default=("", ""), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Reconcile:
    pass


@dataclass(frozen=True, slots=True)
class AcknowledgeSilence:
    by: str


@dataclass(frozen=True, slots=True)
class Declare:
    by: str


@dataclass(frozen=True, slots=True)
class VoidPoll:
    reason: str
    officers: tuple[str, str]
