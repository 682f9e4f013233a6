"""The facts: everything the book can hold, each a past participle.

A fact says what has been decided or heard; it is never changed and never taken back. What stands
here is written to `docs/bundle.md` field by field and kept readable for ever: fields may be added
with a default, never renamed, retyped or removed.

Each stands in the file of its subject beside this one (`facts_door`, `facts_poll`, …); `Fact` is
the one list of them, and whoever needs a fact imports it from here.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.meeting.facts_agenda import (
    AmendmentMoved,
    AttentionCounted,
    CandidateNamed,
    GateDemanded,
    ItemResumed,
    ItemTabled,
    ItemWithdrawn,
    MajorInterestFound,
    MotionPut,
    PhaseEntered,
    ProxyGiven,
    ProxyWithdrawn,
    Recused,
    ReviewGiven,
)
from kiosk.meeting.facts_book import (
    BookOpened,
    BookRestored,
    HallCertified,
    HallFaulted,
    Halted,
    KioskStarted,
    MirrorCompared,
    MirrorForgone,
    MirrorLost,
    MirrorReturned,
)
from kiosk.meeting.facts_door import (
    CheckedIn,
    CheckedOut,
    CheckInClosed,
    CheckInOpened,
    KeypadBound,
    KeypadLost,
    KeypadReturned,
    PassRefused,
    PassRevoked,
    RollAmended,
    RollFrozen,
)
from kiosk.meeting.facts_equipment import (
    BaseFound,
    BaseGone,
    BaseStandsBy,
    DeviceSeen,
    HandsetAuditDrawn,
    HandsetAudited,
    KeypadsCalled,
    NoiseHeard,
)
from kiosk.meeting.facts_meeting import (
    DutyAssigned,
    LeaveGranted,
    MeetingClosed,
    MeetingOpened,
    Objected,
    QuestionAnswered,
    RecordingMarked,
    RulePackAdopted,
    ShareSet,
)
from kiosk.meeting.facts_officers import (
    OfficerEnrolled,
    OfficerLockedOut,
    OfficerLoggedIn,
    OfficerLoggedOut,
    OfficerNamed,
    PersonalDataDeleted,
    PersonRevealed,
)
from kiosk.meeting.facts_outcome import (
    CountEntered,
    Declared,
    FiguresShown,
    PollReconciled,
    PollVoided,
    SilenceAcknowledged,
    UrnDestroyed,
    UrnOpened,
)
from kiosk.meeting.facts_papers import PaperIssued, PaperPrinted, PaperSent, PaperSpoilt, QueueTold
from kiosk.meeting.facts_poll import (
    BallotPapersIssued,
    BallotPaperSpoilt,
    BaseDrained,
    BaseListens,
    BaseMissed,
    GateOverridden,
    PollClosed,
    PollClosing,
    PollExtended,
    PollFollowed,
    PollOpened,
    PollPaused,
    PollPrepared,
    PollResumed,
    PollTurned,
    UrnSealed,
)
from kiosk.meeting.facts_presses import (
    BallotCast,
    BallotSealed,
    Press,
    PressRefused,
    StandbyHeard,
    StandbyTookOver,
)

Fact = (
    BookOpened
    | KioskStarted
    | RulePackAdopted
    | ShareSet
    | QuestionAnswered
    | OfficerNamed
    | OfficerLoggedIn
    | OfficerLoggedOut
    | OfficerLockedOut
    | OfficerEnrolled
    | RollFrozen
    | MeetingOpened
    | KeypadBound
    | KeypadReturned
    | KeypadLost
    | CheckInOpened
    | CheckInClosed
    | CheckedIn
    | CheckedOut
    | PassRefused
    | PassRevoked
    | ItemTabled
    | ItemWithdrawn
    | MotionPut
    | PhaseEntered
    | Recused
    | CandidateNamed
    | ProxyGiven
    | ProxyWithdrawn
    | PollPrepared
    | GateOverridden
    | UrnSealed
    | PollOpened
    | BaseListens
    | PollPaused
    | PollResumed
    | PollExtended
    | PollTurned
    | BallotPapersIssued
    | BallotPaperSpoilt
    | PollClosing
    | PollFollowed
    | BallotCast
    | BallotSealed
    | PressRefused
    | StandbyHeard
    | StandbyTookOver
    | BaseDrained
    | BaseMissed
    | PollClosed
    | CountEntered
    | UrnOpened
    | UrnDestroyed
    | PollReconciled
    | SilenceAcknowledged
    | Declared
    | FiguresShown
    | PollVoided
    | BaseFound
    | BaseStandsBy
    | BaseGone
    | KeypadsCalled
    | HandsetAuditDrawn
    | HandsetAudited
    | NoiseHeard
    | PaperIssued
    | PaperSent
    | QueueTold
    | PaperPrinted
    | PaperSpoilt
    | DeviceSeen
    | Objected
    | LeaveGranted
    | DutyAssigned
    | RecordingMarked
    | HallFaulted
    | MirrorLost
    | MirrorForgone
    | MirrorReturned
    | PersonRevealed
    | BookRestored
    | HallCertified
    | MirrorCompared
    | Halted
    | MeetingClosed
    | PersonalDataDeleted
    | GateDemanded
    | ReviewGiven
    | AttentionCounted
    | MajorInterestFound
    | AmendmentMoved
    | ItemResumed
    | RollAmended
)


@dataclass(frozen=True, slots=True)
class Entered:
    """A fact as the book holds it: entry number from 0, aware UTC and monotonic time.

    `desk` entered it, and its monotonic time is that desk's; empty where one kiosk keeps the book.
    """

    number: int
    utc: datetime
    mono_ns: int
    fact: Fact
    desk: str = ""


OF_A_PRESS = (BallotCast, BallotSealed, PressRefused, StandbyHeard)


def press_of(fact: Fact) -> Press | None:
    """The press that a fact tells of; None for a fact of anything else."""
    return fact.press if isinstance(fact, OF_A_PRESS) else None
