"""Records: what a paper says, as plain values made from a replayed state.

Nothing here knows a page, a font or a language. Times are aware UTC; the heading carries the
hall's civil offset. The same book gives the same record, and the same record the same bytes.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.meeting.ballot import Channel, Mark
from kiosk.meeting.motion import Motion
from kiosk.meeting.outcome import Outcome
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.secrecy import ToldBreakdown
from kiosk.meeting.tally import Tally


@dataclass(frozen=True, slots=True)
class Heading:
    """What every paper of a meeting carries. `chair` is the named chair or empty.

    `clock` says how the hall's clock was set, empty where the settings do not.
    `certificate` is the fingerprint of the hall's certificate, empty where the hall has none;
    `sm2_missing` why there is no SM2 signature, empty where there is one.
    """

    meeting: str
    title: str
    session_title: str
    place: str
    convener: str
    chair: str
    utc_offset_min: int
    practice: bool
    software: str
    settings_sha256: str
    seal_key: str
    pack: str
    pack_version: str
    pack_title: str
    pack_source: str
    pack_sha256: str
    clock: str = ""
    certificate: str = ""
    sm2_missing: str = ""


@dataclass(frozen=True, slots=True)
class PaperMark:
    """Which paper this is: number text, running serial, copy (1 = first original)."""

    number: str
    serial: int
    copy: int


@dataclass(frozen=True, slots=True)
class BookMark:
    """The entry a paper is tied to: number, hash (hex), and when it was written."""

    entry: int
    sha256: str
    utc: datetime


@dataclass(frozen=True, slots=True)
class Attendance:
    """应到 / 实到 / 缺席 of the entitled, and 列席 present; `needed` of the quorum, 0 for none.

    `excused` are those of the absent who had leave (请假).
    """

    roll: int
    present: int
    absent: int
    attendees: int
    needed: int
    excused: int = 0


@dataclass(frozen=True, slots=True)
class EquipmentLine:
    """One base that took part: its driver, what it said it is, how its account compared.

    `losses` is how often contact with it was lost while the poll ran. A base of `totals_only` names
    nobody; its totals stand for the table.
    """

    base: str
    protocol: str
    identity: str
    losses: int
    table_agrees: bool | None
    totals_only: bool = False


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One seat of the base: `mark` None means 未按; `choice` are option numbers.

    Of a `channel` that people counted there is no mark by seat; `paper` is the number of the ballot
    paper that the seat holds, 0 for none.
    """

    number: int
    seat: str
    name: str
    mark: Mark | None
    choice: tuple[int, ...]
    keypad: int | None
    at: datetime | None
    in_flight: bool
    left: bool
    recused: bool
    channel: Channel = Channel.KEYPADS
    paper: int = 0


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One press that did not count. `name` and `seat` are empty where the keypad is nobody's."""

    entry: int
    seat: str
    name: str
    base: str
    keypad: int
    keys: tuple[int, ...]
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Override:
    """A gate two officers opened."""

    gate: str
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """The press account of a poll: heard = counted + replaced + refused."""

    heard: int
    counted: int
    replaced: int
    refused: int
    reasons: tuple[tuple[str, int], ...]
    in_flight: int
    late_after_close: int


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A handset audit before this poll: its number, the dice, how many were drawn, which failed."""

    audit: int
    dice: str
    drawn: int
    failed: tuple[int, ...]
    by: str


@dataclass(frozen=True, slots=True)
class WithdrawnLine:
    """An item that came off the agenda before this poll was declared: its title then, and why."""

    item: int
    title: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ByPeople:
    """A channel that two people counted: who, and how many papers were handed back spoilt."""

    channel: Channel
    counted_by: tuple[str, ...]
    spoilt: int


@dataclass(frozen=True, slots=True)
class Turned:
    """When, why and by whom the poll left the keypads, and what they had sent by then."""

    channel: Channel
    reason: str
    by: str
    at: datetime
    set_aside: int


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """An item that amends the one that was polled on, and the verdict of its last poll."""

    item: int
    title: str
    verdict: str


@dataclass(frozen=True, slots=True)
class EarlierPoll:
    """A poll on the same item before this one: how it ended, and why it was put aside if it was."""

    poll: int
    round: int
    verdict: str
    reason: str
    officers: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Voided:
    """作废: the poll was put aside after it had been declared."""

    reason: str
    officers: tuple[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordingLine:
    """A recording ran at `timecode` when entry `entry` was written."""

    recording: str
    timecode: str
    entry: int
    at: datetime


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """表决记录书: one poll, from its opening to its declaration.

    `opened` is what the urn of a secret poll held, sorted; `opened_by` and `opened_for` say who
    opened it and why, `breakdowns` what is told of groups.
    `base` of the ballots is in `ballots`, by seat in roll order. `replaced` are presses that
    another press of the same seat took the place of; of a secret poll only those that were set
    aside with the keypads, since whoever pressed again may be who took the choice back. `root` is
    the Merkle root of the poll's press entries, `root_sm3` the same with SM3; `previous` the mark
    of the record before this one, None for the first, `previous_root` its root. `apart_ms` is by
    how much the hall's clock left the steady one while the poll ran,
    None where a restart or another desk hides it.
    `silent` are the seats by keypad that pressed nothing, in a secret poll those without a box.
    `recounts` are the sheets of paper or hands that somebody entered once more.
    """

    heading: Heading
    paper: PaperMark
    book: BookMark
    plan: PollPlan
    item_title: str
    noticed: str
    motion: Motion
    opened_at: datetime
    closed_at: datetime
    declared_by: str
    zero_report: str
    attendance: Attendance
    tally: Tally
    outcome: Outcome
    account: Account
    equipment: tuple[EquipmentLine, ...]
    overrides: tuple[Override, ...]
    silent_acknowledged_by: str
    ballots: tuple[BallotLine, ...]
    replaced: tuple[RefusedLine, ...]
    refused: tuple[RefusedLine, ...]
    root: str
    entries: int
    previous: BookMark | None
    mirror: str
    by_people: tuple[ByPeople, ...] = ()
    turned: Turned | None = None
    proxies: tuple[tuple[str, str], ...] = ()
    audits: tuple[AuditLine, ...] = ()
    opened: tuple[tuple[int, ...], ...] = ()
    opened_by: tuple[str, ...] = ()
    withdrawn: tuple[WithdrawnLine, ...] = ()
    opened_for: str = ""
    breakdowns: tuple[ToldBreakdown, ...] = ()
    apart_ms: int | None = None
    amends: int = 0
    amendments: tuple[AmendmentLine, ...] = ()
    earlier: tuple[EarlierPoll, ...] = ()
    recounts: int = 0
    voided: Voided | None = None
    recordings: tuple[RecordingLine, ...] = ()
    root_sm3: str = ""
    previous_root: str = ""
    silent: int = 0


@dataclass(frozen=True, slots=True)
class ZeroReport:
    """零票报告: before a poll opens, every counter of this poll stands at zero.

    `keypads` are the keypads bound to seats, `heard` those that answered the last ping. `refused`
    counts by reason what was pressed for this poll before it opened; none of it counts.
    """

    heading: Heading
    paper: PaperMark
    book: BookMark
    plan: PollPlan
    item_title: str
    motion: Motion
    attendance: Attendance
    bases: tuple[EquipmentLine, ...]
    keypads: int
    heard: int
    refused: tuple[tuple[str, int], ...] = ()
