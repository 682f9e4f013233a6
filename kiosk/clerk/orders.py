"""Orders: what a person says to the kiosk, from a screen or from a scene. Frozen, without Qt.

`by` is the officer who orders; acts that need two carry `officers` and a reason. The clerk answers
each with None (done) or a `Refusal`.

Each stands in the file of its subject beside this one (`orders_door`, `orders_poll`, …); `Order` is
the one list of them. Here stand, too, what a desk is told for itself, and how an order is posted.
"""

from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.clerk.orders_agenda import (
    CountAttention,
    DemandGate,
    EnterPhase,
    FindMajorInterest,
    GiveProxy,
    GiveReview,
    MoveAmendment,
    NameCandidate,
    PutMotion,
    Recuse,
    ResumeItem,
    TableItem,
    WithdrawItem,
    WithdrawProxy,
)
from kiosk.clerk.orders_door import (
    AmendRoll,
    BindKeypads,
    CheckInByHand,
    CheckOut,
    CloseCheckIn,
    FreezeRoll,
    LoseKeypad,
    OpenCheckIn,
    ReturnKeypad,
    RevokePass,
)
from kiosk.clerk.orders_equipment import CallKeypads, CloseAudit, DrawAudit
from kiosk.clerk.orders_meeting import (
    AdoptPack,
    AnswerQuestion,
    AssignDuty,
    CloseMeeting,
    GoOnWithoutMirror,
    GrantLeave,
    MarkRecording,
    Object,
    OpenMeeting,
    SetShare,
)
from kiosk.clerk.orders_officers import (
    DeletePersonalData,
    EnrolFirst,
    EnrolOfficer,
    LogIn,
    LogOut,
    NameOfficer,
    RevealPerson,
)
from kiosk.clerk.orders_outcome import (
    AcknowledgeSilence,
    Declare,
    EnterCount,
    OpenUrn,
    Reconcile,
    VoidPoll,
)
from kiosk.clerk.orders_papers import (
    ConfirmPrinted,
    IssueRecord,
    IssueSheet,
    IssueZeroReport,
    PrintPaper,
    Reprint,
)
from kiosk.clerk.orders_poll import (
    ClosePoll,
    ExtendPoll,
    GiveUpBase,
    GiveUpDesk,
    IssuePapers,
    OpenPoll,
    OverrideGate,
    PausePoll,
    PreparePoll,
    RepollTied,
    ResumePoll,
    SpoilPaper,
    TurnPoll,
)
from kiosk.meeting.refusal import Refusal


class DeskMode(StrEnum):
    """What a desk takes passes and labels for: on the way in, on the way out."""

    ENTRY = "entry"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class SetDesk:
    """Turn a desk to the way in or out; no fact."""

    desk: str
    mode: DeskMode


@dataclass(frozen=True, slots=True)
class AwaitKeypad:
    """The next keypad that shows itself to this desk, by label or by a press, is this seat's.

    An empty seat: the desk waits no longer. It makes no fact; the keypad that comes does.
    """

    desk: str
    seat: str
    reason: str = ""


Order = (
    AdoptPack
    | SetShare
    | AnswerQuestion
    | NameOfficer
    | LogIn
    | LogOut
    | EnrolFirst
    | EnrolOfficer
    | FreezeRoll
    | AmendRoll
    | OpenMeeting
    | OpenCheckIn
    | CloseCheckIn
    | CheckInByHand
    | CheckOut
    | BindKeypads
    | ReturnKeypad
    | LoseKeypad
    | RevokePass
    | SetDesk
    | AwaitKeypad
    | TableItem
    | PutMotion
    | EnterPhase
    | WithdrawItem
    | ResumeItem
    | DemandGate
    | GiveReview
    | CountAttention
    | FindMajorInterest
    | MoveAmendment
    | Recuse
    | NameCandidate
    | GiveProxy
    | WithdrawProxy
    | PreparePoll
    | RepollTied
    | OverrideGate
    | DrawAudit
    | CloseAudit
    | CallKeypads
    | IssueZeroReport
    | OpenPoll
    | PausePoll
    | ResumePoll
    | ExtendPoll
    | TurnPoll
    | IssuePapers
    | SpoilPaper
    | ClosePoll
    | EnterCount
    | GiveUpBase
    | GiveUpDesk
    | GoOnWithoutMirror
    | OpenUrn
    | Reconcile
    | AcknowledgeSilence
    | Declare
    | VoidPoll
    | IssueRecord
    | IssueSheet
    | PrintPaper
    | Reprint
    | ConfirmPrinted
    | Object
    | GrantLeave
    | AssignDuty
    | MarkRecording
    | CloseMeeting
    | DeletePersonalData
    | RevealPerson
)


@dataclass(frozen=True, slots=True)
class Assent:
    """One of the two officers of `to` assents to exactly that order, with the own passphrase."""

    officer: str
    to: Order
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Vouched:
    """An order that `officer` gives away from the console, with the own passphrase.

    It begins no session there: whoever is logged in at the console stays so.
    """

    officer: str
    order: Object | IssueRecord | IssueSheet | IssueZeroReport
    passphrase: str = field(repr=False)


Ordered = Order | Assent | Vouched
"""What can be posted: an order, the assent to one, or one that is vouched for."""


@dataclass(frozen=True, slots=True)
class Posted:
    """An order on its way to the clerk, and where the answer goes: None (done) or a refusal.

    `by` is the officer at the console it comes from, for orders that do not name one themselves.
    """

    order: Ordered
    reply: Future[Refusal | None]
    by: str = ""
