"""Orders: what a person says to the kiosk, from a screen or from a scene. Frozen, without Qt.

`by` is the officer who orders; acts that need two carry `officers` and a reason. The clerk answers
each with None (done) or a `Refusal`.
"""

from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import BallotForm, Channel
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.roll import Delegate, Person
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Part, Share
from kiosk.meeting.secrecy import Breakdown


@dataclass(frozen=True, slots=True)
class AdoptPack:
    pack: RulePack


@dataclass(frozen=True, slots=True)
class SetShare:
    """Set a share that the pack leaves to the meeting."""

    rule: str
    part: Part
    share: Share
    by: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer what the pack asks with one of its rules, and the provision that says so."""

    question: str
    rule: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class NameOfficer:
    """`public_key` is filled in by the clerk from the keyring, where the officer is enrolled."""

    officer: str
    role: str
    public_key: str = ""


@dataclass(frozen=True, slots=True)
class LogIn:
    """An officer opens the own key; from then on this console orders in that officer's name."""

    officer: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LogOut:
    officer: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who is to be enrolled: a name, the usual office, a passphrase that nobody else knows."""

    officer: str
    role: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnrolFirst:
    """The first two officers of an empty PC enrol together."""

    first: Enrolment
    second: Enrolment


@dataclass(frozen=True, slots=True)
class EnrolOfficer:
    """Two officers enrol another one: somebody new, or somebody who lost the passphrase."""

    enrolment: Enrolment
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class FreezeRoll:
    """Two officers freeze the roll; nobody is asked where no officer is enrolled."""

    delegates: tuple[Delegate, ...]
    persons: tuple[Person, ...] = field(repr=False)
    reason: str = ""
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendRoll:
    """Two officers add delegates to the frozen roll."""

    delegates: tuple[Delegate, ...]
    persons: tuple[Person, ...] = field(repr=False)
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class OpenCheckIn:
    pass


@dataclass(frozen=True, slots=True)
class CloseCheckIn:
    pass


@dataclass(frozen=True, slots=True)
class CheckInByHand:
    seat: str
    desk: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckOut:
    seat: str
    desk: str
    reason: str


@dataclass(frozen=True, slots=True)
class BindKeypads:
    """Give keypads to seats: (keypad, seat) pairs, all or none."""

    pairs: tuple[tuple[int, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnKeypad:
    keypad: int
    reason: str


@dataclass(frozen=True, slots=True)
class TableItem:
    item: int
    title: str
    noticed: str


@dataclass(frozen=True, slots=True)
class PutMotion:
    item: int
    title: str
    text: str
    noticed: bool


@dataclass(frozen=True, slots=True)
class EnterPhase:
    item: int
    phase: str


@dataclass(frozen=True, slots=True)
class WithdrawItem:
    """Take an item off the agenda; tabled again, it is back."""

    item: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ResumeItem:
    """Take an item that was not passed back to an earlier phase."""

    item: int
    phase: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class DemandGate:
    """The item must come with the evidence of this gate."""

    item: int
    gate: Gate
    by: str


@dataclass(frozen=True, slots=True)
class GiveReview:
    """The legality opinion on the item's newest text; `day` is ISO."""

    item: int
    number: str
    day: str
    opinion: str
    lawful: bool
    by: str


@dataclass(frozen=True, slots=True)
class CountAttention:
    item: int
    attentive: int
    asked: int
    by: str


@dataclass(frozen=True, slots=True)
class FindMajorInterest:
    item: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class MoveAmendment:
    """Item `item` amends item `amends`."""

    item: int
    amends: int
    by: str


@dataclass(frozen=True, slots=True)
class Recuse:
    item: int
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameCandidate:
    item: int
    seat: str
    by: str


@dataclass(frozen=True, slots=True)
class GiveProxy:
    """In the polls on the item `holder` speaks for the seat."""

    item: int
    seat: str
    holder: str
    by: str


@dataclass(frozen=True, slots=True)
class WithdrawProxy:
    item: int
    seat: str
    by: str


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
class DrawAudit:
    """Draw `count` handsets by the dice that the notary threw."""

    dice: str
    count: int
    by: str


@dataclass(frozen=True, slots=True)
class CloseAudit:
    """Every holder has pressed: compare."""

    by: str


@dataclass(frozen=True, slots=True)
class CallKeypads:
    """Ping every base: which keypads are heard."""


@dataclass(frozen=True, slots=True)
class IssueZeroReport:
    by: str


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
class EnterCount:
    """What one officer counted of the papers or the hands."""

    channel: Channel
    sheet: CountSheet
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


@dataclass(frozen=True, slots=True)
class GoOnWithoutMirror:
    """Two officers go on with one copy of the book, until the second medium returns."""

    reason: str
    officers: tuple[str, str]


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


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """Print the vote record of a poll: the first original, or the next copy (补打)."""

    poll: int
    by: str


class Sheet(StrEnum):
    """The papers about the whole meeting; named as their `PaperKind`."""

    ROLL = "roll_sheet"
    ALLOWANCE = "allowance_sheet"


@dataclass(frozen=True, slots=True)
class IssueSheet:
    """Print a paper about the whole meeting as it stands: the first original, or the next copy."""

    sheet: Sheet
    by: str


@dataclass(frozen=True, slots=True)
class Object:
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    by: str


@dataclass(frozen=True, slots=True)
class DeletePersonalData:
    """Retention delete, after the meeting: key and records of the persons are destroyed."""

    reason: str
    officers: tuple[str, str]


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
    | Object
    | CloseMeeting
    | DeletePersonalData
)


@dataclass(frozen=True, slots=True)
class Assent:
    """One of the two officers of `to` assents to exactly that order, with the own passphrase."""

    officer: str
    to: Order
    passphrase: str = field(repr=False)


Ordered = Order | Assent
"""What can be posted: an order, or the assent to one."""


@dataclass(frozen=True, slots=True)
class Posted:
    """An order on its way to the clerk, and where the answer goes: None (done) or a refusal.

    `by` is the officer at the console it comes from, for orders that do not name one themselves.
    """

    order: Ordered
    reply: Future[Refusal | None]
    by: str = ""
