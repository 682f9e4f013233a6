"""The facts: everything the book can hold, each a past participle.

A fact says what has been decided or heard; it is never changed and never taken back. What stands
here is written to `docs/bundle.md` field by field and kept readable for ever: fields may be added
with a default, never renamed, retyped or removed.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.meeting.ballot import Channel
from kiosk.meeting.mirror import Copies
from kiosk.meeting.outcome import Outcome
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.roll import Delegate
from kiosk.meeting.rules import Part, Share
from kiosk.meeting.secrecy import ToldBreakdown
from kiosk.meeting.tally import Tally


@dataclass(frozen=True, slots=True)
class Press:
    """A press as the equipment told it. `raw` is hex; times are monotonic ns and device ms.

    `masked`: the keys were taken out of it and of `raw`, because they belong to a secret poll.
    """

    base: str
    keypad: int
    keys: tuple[int, ...]
    heard_ns: int
    session: int | None
    sequence: int | None
    made_ms: int | None
    raw: str
    masked: bool = False


@dataclass(frozen=True, slots=True)
class BookOpened:
    """The first entry: which meeting, which software, which settings, whose seal.

    `utc_offset_min` is the hall's civil time. `settings_sha256` is over the kiosk.toml in force.
    `seal_key` is the hall's Ed25519 public key, hex.
    """

    meeting: str
    title: str
    session_title: str
    place: str
    convener: str
    utc_offset_min: int
    practice: bool
    software: str
    settings_sha256: str
    seal_key: str


@dataclass(frozen=True, slots=True)
class KioskStarted:
    """A kiosk took up this book; monotonic times are comparable only under the same `boot`."""

    software: str
    boot: str
    settings_sha256: str


@dataclass(frozen=True, slots=True)
class RulePackAdopted:
    """The hall is bound by this pack; its whole text stands here."""

    pack: str
    version: str
    title: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class ShareSet:
    """A share that the pack leaves to the meeting was set, before the first poll."""

    rule: str
    part: Part
    share: Share
    by: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The pack asked which of its rules applies here; `reason` names the local provision.

    From now on the pack has a rule that is called like the question.
    """

    question: str
    answer: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class OfficerNamed:
    """Someone took an office: chair, operator, teller, notary, legal_observer, technician.

    `public_key` is the officer's X25519 public key, hex; empty where names are taken at their word.
    """

    officer: str
    role: str
    public_key: str = ""


@dataclass(frozen=True, slots=True)
class OfficerLoggedIn:
    """An officer opened the own key with the own passphrase and may order from now on."""

    officer: str
    role: str


@dataclass(frozen=True, slots=True)
class OfficerLoggedOut:
    """The officer left the console."""

    officer: str


@dataclass(frozen=True, slots=True)
class OfficerLockedOut:
    """So many wrong passphrases in a row: for so many seconds none is taken for this officer."""

    officer: str
    wrong: int
    seconds: int


@dataclass(frozen=True, slots=True)
class OfficerEnrolled:
    """Two officers gave another one a key: a new officer, or one who lost the passphrase.

    `public_key` is the new X25519 public key, hex.
    """

    officer: str
    public_key: str
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class RollFrozen:
    """The roll, seat by seat, as it binds the meeting. `officers` are the two who froze it.

    They are empty where officers have no keys.
    """

    delegates: tuple[Delegate, ...]
    reason: str = ""
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingOpened:
    """Two officers opened the meeting on its frozen roll; books of old have no such entry."""

    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class KeypadBound:
    """From now on this keypad speaks for this seat; a keypad it had before is dead."""

    keypad: int
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeypadReturned:
    """The keypad speaks for nobody."""

    keypad: int
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckInOpened:
    """The desks take passes."""


@dataclass(frozen=True, slots=True)
class CheckInClosed:
    """The desks stopped; late arrivals are checked in by hand with a reason."""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A delegate is in the hall. `way` is "pass" or "by_hand"; by hand needs a reason."""

    seat: str
    desk: str
    way: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A delegate left the hall."""

    seat: str
    desk: str
    way: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassRefused:
    """A pass was shown that admits nobody now. `seat` is empty where it is not known."""

    desk: str
    seat: str
    reason: str


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
class PollPrepared:
    """A poll was laid down, before anyone could press."""

    plan: PollPlan


@dataclass(frozen=True, slots=True)
class GateOverridden:
    """Two officers opened a gate that stood closed; the paper says so.

    `shut_for` is the reason the gate was shut for then, and the only one this covers; empty in
    books older than this field, where it covers the gate.
    """

    poll: int
    gate: str
    reason: str
    officers: tuple[str, str]
    shut_for: str = ""


@dataclass(frozen=True, slots=True)
class UrnSealed:
    """The urn of a secret poll stands shut; any two of the officers open it. `key` is hex."""

    poll: int
    key: str
    officers: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PollOpened:
    """The hall is asked. `sessions` gives each base its wire session (base, session).

    `standbys` are the bases that stand by, each with the one it stands by for; `one_key` those on
    which a choice of several is put together key by key.
    """

    poll: int
    sessions: tuple[tuple[str, int], ...]
    present: int
    by: str
    standbys: tuple[tuple[str, str], ...] = ()
    one_key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BaseListens:
    """A base confirmed the session; its clock of this session started at `opened_ns`."""

    poll: int
    base: str
    session: int
    opened_ns: int


@dataclass(frozen=True, slots=True)
class PollPaused:
    """Presses do not count until the poll goes on. `remaining_ms` of a preset duration stand."""

    poll: int
    remaining_ms: int
    by: str


@dataclass(frozen=True, slots=True)
class PollResumed:
    """The poll goes on with what remained."""

    poll: int
    remaining_ms: int
    by: str


@dataclass(frozen=True, slots=True)
class PollExtended:
    """The preset duration grew by `by_s` seconds."""

    poll: int
    by_s: int
    by: str


@dataclass(frozen=True, slots=True)
class PollTurned:
    """The hall is asked by paper or by hands from now on; what keypads sent counts no more."""

    poll: int
    channel: Channel
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class BallotPapersIssued:
    """Ballot papers were handed out: (number, seat), numbered from 1 through the poll."""

    poll: int
    papers: tuple[tuple[int, str], ...]
    by: str


@dataclass(frozen=True, slots=True)
class BallotPaperSpoilt:
    """A paper was handed back before it was cast; the seat may get the next number."""

    poll: int
    number: int
    seat: str
    by: str


@dataclass(frozen=True, slots=True)
class PollClosing:
    """The closing instant: presses made after `closed_ns` are late; the line is drained."""

    poll: int
    closed_ns: int
    by: str


@dataclass(frozen=True, slots=True)
class PollFollowed:
    """What another desk entered in `entry` (a pause, its end, the close) reached us at `at_ns`."""

    poll: int
    entry: int
    at_ns: int


@dataclass(frozen=True, slots=True)
class BallotCast:
    """A press that counts. `replaces` is true when the seat had a standing ballot before.

    `in_flight` marks a press heard after the closing instant and made before it.
    """

    poll: int
    seat: str
    choice: tuple[int, ...]
    replaces: bool
    in_flight: bool
    press: Press


@dataclass(frozen=True, slots=True)
class BallotSealed:
    """A press of a secret poll that counts: who pressed, and what, in a box of fixed size (hex).

    `replaces` is true when the seat had a box before; only its newest box will be opened.
    """

    poll: int
    seat: str
    box: str
    replaces: bool
    in_flight: bool
    press: Press


@dataclass(frozen=True, slots=True)
class PressRefused:
    """A press that does not count, and why. `poll` is 0 and `seat` empty where none is known."""

    poll: int
    seat: str
    reason: str
    press: Press


@dataclass(frozen=True, slots=True)
class StandbyHeard:
    """A press of a base that stands by for another: evidence, and counted nowhere."""

    poll: int
    press: Press


@dataclass(frozen=True, slots=True)
class StandbyTookOver:
    """`primary` was lost: `base` counts from now on, and `primary` stands by for it.

    `after` is the entry of the last press that `primary` delivered to this poll, -1 for none.
    """

    poll: int
    base: str
    primary: str
    after: int


@dataclass(frozen=True, slots=True)
class BaseDrained:
    """A base gave all it had. `table` rows are (keypad, presses mod 16, keys).

    `totals` are the base's own counts of options 1, 2, … (empty where it gives none). Of a secret
    poll the keys are not there, and the totals stand sealed for the urn in `totals_box`.
    """

    poll: int
    base: str
    session: int
    last_sequence: int | None
    overflow: int
    table_crc_ok: bool | None
    table: tuple[tuple[int, int, tuple[int, ...]], ...]
    totals: tuple[int, ...] = ()
    totals_box: str = ""


@dataclass(frozen=True, slots=True)
class BaseMissed:
    """Two officers gave up a base that could not be drained; the paper says so."""

    poll: int
    base: str
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PollClosed:
    """The line is quiet. `root` is the Merkle root over the poll's press entries, `entries` long.

    `base` are the seats the poll is counted over; all of them are listed, so that a reader can
    recount without replaying presence.
    """

    poll: int
    entries: int
    root: str
    base: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountEntered:
    """What one person counted of the papers or the hands; the newest of each person stands."""

    poll: int
    channel: Channel
    sheet: CountSheet
    by: str


@dataclass(frozen=True, slots=True)
class UrnOpened:
    """Two officers opened the newest box of every seat: the choices, sorted, without their seats.

    `root` is the Merkle root over those boxes by seat, `boxes` many; `differing` are the bases
    whose own totals are not those of their boxes.
    """

    poll: int
    boxes: int
    root: str
    ballots: tuple[tuple[int, ...], ...]
    officers: tuple[str, str]
    differing: tuple[str, ...]
    breakdowns: tuple[ToldBreakdown, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UrnDestroyed:
    """The shares of the urn's key are no more; `why` is "opened" or "given_up"."""

    poll: int
    why: str


@dataclass(frozen=True, slots=True)
class PollReconciled:
    """核对: the sums of the press account, and what differs (empty: nothing).

    `differences` are (what, where, expected, found). So are `evidence`, which decide nothing and
    have to be acknowledged.
    """

    poll: int
    heard: int
    counted: int
    replaced: int
    refused: int
    silent: tuple[str, ...]
    differences: tuple[tuple[str, str, int, int], ...]
    evidence: tuple[tuple[str, str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SilenceAcknowledged:
    """The chair was shown who pressed nothing, by seat, and goes on."""

    poll: int
    seats: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Declared:
    """宣布: the outcome, by whom, and the figures the hall screen showed (screen truth).

    `pack_sha256` is that of the rule pack it was reached by; empty in older books.
    """

    poll: int
    tally: Tally
    outcome: Outcome
    by: str
    shown: tuple[tuple[str, str], ...]
    pack_sha256: str = ""


@dataclass(frozen=True, slots=True)
class PollVoided:
    """作废: two officers put a poll aside; it stays in the book."""

    poll: int
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class BaseFound:
    """A base answered and said what it is; one that is not `per_seat` gives totals only.

    `secret`: its driver keeps the keys of a secret poll to itself. Without `multiple` it tells one
    key a press. Without `can_call` nobody can ask it which keypads are there.
    """

    base: str
    identity: str
    first_keypad: int
    keypads: int
    protocol: str
    options: int
    per_seat: bool = True
    secret: bool = False
    multiple: bool = True
    can_call: bool = True


@dataclass(frozen=True, slots=True)
class BaseStandsBy:
    """By the settings `base` hears the keypads of `primary` and stands by; empty: for nobody."""

    base: str
    primary: str


@dataclass(frozen=True, slots=True)
class BaseGone:
    """A base stopped answering. `poll` is the poll it interrupted, 0 for none."""

    base: str
    poll: int
    what: str


@dataclass(frozen=True, slots=True)
class KeypadsCalled:
    """The answer to a ping: which keypads are in contact and which are low on battery.

    `levels` are keypad, battery and signal in per cent, of those whose own word has reached us.
    """

    base: str
    online: tuple[int, ...]
    low_battery: tuple[int, ...]
    levels: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class HandsetAuditDrawn:
    """The notary's dice drew handsets from those in hand. `sessions` as in `PollOpened`."""

    audit: int
    dice: str
    keypads: tuple[int, ...]
    drawn: tuple[int, ...]
    sessions: tuple[tuple[str, int], ...]
    by: str


@dataclass(frozen=True, slots=True)
class HandsetAudited:
    """What was heard of each drawn handset, press by press, and which did not do what it was told.

    `rows` are (keypad, the keys of each press).
    """

    audit: int
    rows: tuple[tuple[int, tuple[tuple[int, ...], ...]], ...]
    failed: tuple[int, ...]
    by: str


@dataclass(frozen=True, slots=True)
class NoiseHeard:
    """Bytes on the line that were no press, coalesced per base and second."""

    base: str
    bad_frames: int
    noise_bytes: int
    retransmissions: int
    first_bytes: str


@dataclass(frozen=True, slots=True)
class PaperIssued:
    """A paper exists. `sha256` is over the file's bytes; `copy` 1 is the first original.

    `as_of` is the last entry the paper knew of: the book up to it gives the same record again.
    """

    number: str
    kind: str
    poll: int
    copy: int
    pages: int
    sha256: str
    file: str
    as_of: int


@dataclass(frozen=True, slots=True)
class PaperPrinted:
    """The printer said that a copy is done."""

    number: str
    copy: int


@dataclass(frozen=True, slots=True)
class Objected:
    """Someone with a right to object did."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class HallFaulted:
    """The room failed in a way that touches the record: what and where."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class MirrorLost:
    """The second medium does not take what the book takes: why, and which."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class MirrorForgone:
    """Two officers go on without the second medium, until it returns."""

    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class MirrorReturned:
    """The second medium is back: held against the whole book and brought level up to `entry`."""

    entry: int
    head: str


@dataclass(frozen=True, slots=True)
class PersonRevealed:
    """Two officers had the personal record of a delegate shown; what it holds stands nowhere."""

    number: int
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class BookRestored:
    """Two officers had the book made again from its mirror, which held `entries` up to `head`."""

    reason: str
    officers: tuple[str, str]
    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class MirrorCompared:
    """After the close of a poll: the head of the book, and what the second medium ends in."""

    poll: int
    entry: int
    head: str
    found: Copies


@dataclass(frozen=True, slots=True)
class Halted:
    """中止: a defect of the program stopped the kiosk; nothing after it was accepted."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    """The meeting is over; the book takes papers, nothing else."""

    by: str


@dataclass(frozen=True, slots=True)
class PersonalDataDeleted:
    """Retention delete: the key of the personal records and the records themselves are destroyed.

    `persons` is how many there were. The chain holds commitments only and stays whole.
    """

    persons: int
    reason: str
    officers: tuple[str, str]


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


@dataclass(frozen=True, slots=True)
class RollAmended:
    """Two officers added delegates to the frozen roll; nothing on it is ever taken away."""

    delegates: tuple[Delegate, ...]
    reason: str
    officers: tuple[str, str]


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
    | CheckInOpened
    | CheckInClosed
    | CheckedIn
    | CheckedOut
    | PassRefused
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
    | PollVoided
    | BaseFound
    | BaseStandsBy
    | BaseGone
    | KeypadsCalled
    | HandsetAuditDrawn
    | HandsetAudited
    | NoiseHeard
    | PaperIssued
    | PaperPrinted
    | Objected
    | HallFaulted
    | MirrorLost
    | MirrorForgone
    | MirrorReturned
    | PersonRevealed
    | BookRestored
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
