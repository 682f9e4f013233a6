"""Orders about a poll, from its laying down until its line is quiet."""

from dataclasses import dataclass

from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import BallotForm, Channel
from kiosk.meeting.secrecy import Breakdown


@dataclass(frozen=True, slots=True)
class PreparePoll:
    item: int
    rule: str
    form: BallotForm
    named: bool = True
    last_press_counts: bool = True
    duration_s: int = 0
    breakdowns: tuple[Breakdown, ...] = ()
    channel: Channel | None = None
    seats: int = 0


@dataclass(frozen=True, slots=True)
class RepollTied:
    """Ask again between the options that stand equal across the line of this poll."""

    poll: int


@dataclass(frozen=True, slots=True)
class OverrideGate:
    gate: Gate
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class OpenPoll:
    by: str


@dataclass(frozen=True, slots=True)
class PausePoll:
    by: str


@dataclass(frozen=True, slots=True)
class ResumePoll:
    by: str


@dataclass(frozen=True, slots=True)
class ExtendPoll:
    by_s: int
    by: str


@dataclass(frozen=True, slots=True)
class TurnPoll:
    """Leave the keypads: the hall is asked by paper or by hands."""

    channel: Channel
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class IssuePapers:
    """Hand out numbered ballot papers; no seats: to everybody of a poll on paper."""

    seats: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class SpoilPaper:
    """A ballot paper was handed back before it was cast."""

    number: int
    by: str


@dataclass(frozen=True, slots=True)
class ClosePoll:
    by: str


@dataclass(frozen=True, slots=True)
class GiveUpBase:
    base: str
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class GiveUpDesk:
    """Two officers go on without all bases of a venue that cannot be reached."""

    desk: str
    reason: str
    officers: tuple[str, str]
