"""Views: what a screen may know, already filtered for secrecy; frozen, without Qt.

Directions of an open poll are in no view. A view says *what is*; the words and the layout are the
screen's. Instants are monotonic ns of this machine, so that a countdown needs no new view.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.clerk.noticeboard import BARE, NoticeBoard
from kiosk.clerk.observerview import ObserverView, SeatLine
from kiosk.clerk.orders import DeskMode
from kiosk.meeting.accounting import PressLine
from kiosk.meeting.changes import ChangedLine
from kiosk.meeting.keypads import Missing
from kiosk.meeting.outcome import Outcome, Sentence
from kiosk.meeting.poll import PollPlan, Stage
from kiosk.meeting.quotas import GroupShare
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.tally import Tally


class HallMode(StrEnum):
    """What the wall shows."""

    STANDBY = "standby"
    CHECK_IN = "check_in"
    ITEM = "item"
    POLL = "poll"
    PAPER = "paper"
    HANDS = "hands"
    COUNTING = "counting"
    CLOSING = "closing"
    COUNTED = "counted"
    RESULT = "result"
    PAUSED = "paused"
    FAULT = "fault"
    HALTED = "halted"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class HallView:
    """The wall. `tally` and `outcome` are there in RESULT only, and of `plan`'s poll only.

    `ends_ns` is when a running preset duration ends, None without one; `remaining_ms` stands while
    paused. `pressed` of `expected` seats have a standing ballot.
    `take_back` is the key that takes a choice back where one is made key by key, else 0. `entry`
    and `head` are the book's last entry and its hash (hex); in RESULT those of the Declared entry.
    `message` is the one sentence of a pause, fault or halt. `seats` are how each seat chose, of a
    named poll and in RESULT only. `board` is what there is to read in STANDBY, bare in any other.
    """

    mode: HallMode
    title: str
    session_title: str
    practice: bool
    roll: int
    present: int
    item: int = 0
    item_title: str = ""
    motion_title: str = ""
    motion_text: str = ""
    phase: str = ""
    plan: PollPlan | None = None
    needed: int = 0
    ends_ns: int | None = None
    remaining_ms: int = 0
    pressed: int = 0
    expected: int = 0
    take_back: int = 0
    tally: Tally | None = None
    outcome: Outcome | None = None
    pack_title: str = ""
    pack_version: str = ""
    entry: int = -1
    head: str = ""
    message: Sentence | None = None
    composition: tuple[GroupShare, ...] = ()
    seats: tuple[SeatLine, ...] = ()
    closed: bool = False
    board: NoticeBoard = BARE


class Act(StrEnum):
    """What the chair and the operator can order from the console."""

    LOG_IN = "log_in"
    LOG_OUT = "log_out"
    FREEZE_ROLL = "freeze_roll"
    OPEN_MEETING = "open_meeting"
    OPEN_CHECK_IN = "open_check_in"
    CLOSE_CHECK_IN = "close_check_in"
    NEXT_PHASE = "next_phase"
    NEXT_ITEM = "next_item"
    PREPARE_POLL = "prepare_poll"
    PING = "ping"
    OVERRIDE_GATE = "override_gate"
    ZERO_REPORT = "zero_report"
    OPEN_POLL = "open_poll"
    PAUSE_POLL = "pause_poll"
    RESUME_POLL = "resume_poll"
    EXTEND_POLL = "extend_poll"
    CLOSE_POLL = "close_poll"
    OPEN_URN = "open_urn"
    RECONCILE = "reconcile"
    ACKNOWLEDGE_SILENCE = "acknowledge_silence"
    DECLARE = "declare"
    VOID_POLL = "void_poll"
    GO_ON_WITHOUT_MIRROR = "go_on_without_mirror"
    GIVE_UP_BASE = "give_up_base"
    GIVE_UP_DESK = "give_up_desk"
    ENROL_OFFICER = "enrol_officer"
    REVEAL_PERSON = "reveal_person"
    PRINT_RECORD = "print_record"
    PRINT_PAPER = "print_paper"
    REPRINT = "reprint"
    CONFIRM_PRINTED = "confirm_printed"
    CLOSE_MEETING = "close_meeting"
    SEAL_SLIP = "seal_slip"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Action:
    """One button: what it orders, and why it may not be pressed now (None: it may)."""

    act: Act
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of the agenda. `in_favour`… are of its last declared poll, `verdict` empty before.

    `days_noticed` is -1 when the item was never noticed; `notice_met` compares with the pack.
    """

    item: int
    title: str
    phase: str
    stage: Stage | None
    verdict: str
    in_favour: int
    against: int
    abstain: int
    days_noticed: int
    notice_met: bool
    current: bool
    withdrawn: bool = False


class Light(StrEnum):
    """The health lights: colour and symbol are the screen's."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One line of the room's state: `name` and `sentence.msgid` are msgids."""

    name: str
    light: Light
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class RefusedPress:
    """A press that did not count, as the console tells it; `seat` may be empty."""

    utc: datetime
    keypad: int
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class SilentSeat:
    """A seat whose keypad was not heard, or that has pressed nothing for `polls` polls."""

    seat: str
    name: str
    keypad: int
    polls: int


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A copy of a paper: `way` says how far it is, `told` what the queue said last of it.

    `confirmed` is how a person confirmed it (`scan` at the desk `by`, or by hand), else empty;
    `reason` is why it was given up. Only the newest copy of a paper has `actions`.
    """

    number: str
    kind: str
    poll: int
    copy: int
    pages: int
    way: str
    told: str
    confirmed: str = ""
    by: str = ""
    reason: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer of this meeting, whether logged in, whether locked out."""

    name: str
    role: str
    logged_in: bool
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """The chair's screen. `next` is the one large button; None when there is nothing to do.

    `officer` (with `role`) is who orders from this console, empty for nobody; where nobody is
    enrolled (`guarded` false) that is the chair. `gate` is a gate that keeps the poll shut.
    `missing` is a base that is waited for after the close, of the desk `venue`.
    `revealed` is a personal record, as (member, value), while two officers have it shown.
    `changed` compares the text put now with the noticed one; empty where they are the same.
    `prints` are the papers on their way to paper, `open_papers` how many wait for a person.

    `pressed`, `not_pressed`, `refused` and `remaining` belong to the running poll. `account` is
    (heard, counted, replaced, refused) once the poll was reconciled. `evidence` decides nothing and
    is acknowledged together with the silent seats. `uncounted` has every press that does not count,
    once the line is quiet; the last few of a running poll are in `refused_presses`.
    `rules` are (name, title) of what an item can be polled by, questions of the pack included.
    `brought` people stand on the roll that waits to be frozen, `brought_votes` of them with a vote,
    read from the file `brought_from`; all empty where it is frozen, else `awaits_roll`. `gone` says
    that the base that is `missing` does not answer. `quorum` must be present for every rule.
    `answered` counts the acts of this console that have their answer, `not_done` is why the last
    order was refused; `under_way` is what the button ordered and the hall is still about: a paper
    that is being made, an urn that is being opened, a line that is not quiet yet.
    `closed` says that the meeting is over; `folder` is where all of it lies on this PC, `media` are
    the sticks that are in, `handed` is how far the handing over is.
    """

    title: str
    session_title: str
    practice: bool
    chair: str
    agenda: tuple[AgendaLine, ...]
    item: int
    item_title: str
    motion_title: str
    motion_text: str
    phases: tuple[str, ...]
    phase: str
    plan: PollPlan | None
    stage: Stage | None
    needed: int
    next: Action | None
    actions: tuple[Action, ...]
    ends_ns: int | None
    remaining_ms: int
    pressed: int
    not_pressed: int
    refused: int
    account: tuple[int, int, int, int] | None
    differences: tuple[Sentence, ...]
    tally: Tally | None
    outcome: Outcome | None
    room: tuple[RoomLine, ...]
    refused_presses: tuple[RefusedPress, ...]
    silent: tuple[SilentSeat, ...]
    faults: tuple[Sentence, ...]
    roll: int
    present: int
    entry: int
    head: str
    mirror: str
    evidence: tuple[Sentence, ...] = ()
    uncounted: tuple[PressLine, ...] = ()
    guarded: bool = False
    officer: str = ""
    role: str = ""
    officers: tuple[OfficerLine, ...] = ()
    gate: str = ""
    missing: str = ""
    venue: str = ""
    changed: tuple[ChangedLine, ...] = ()
    prints: tuple[PrintLine, ...] = ()
    open_papers: int = 0
    revealed: tuple[tuple[str, str | int], ...] = field(default=(), repr=False)
    bases: tuple[str, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    closed: bool = False
    folder: str = ""
    media: tuple[str, ...] = ()
    handed: Sentence | None = None
    composition: tuple[GroupShare, ...] = ()
    answered: int = 0
    not_done: Refusal | None = None
    under_way: Act | None = None
    brought: int = 0
    brought_votes: int = 0
    brought_from: str = ""
    gone: bool = False
    awaits_roll: bool = False
    quorum: int = 0
    has_printer: bool = True


class DeskVerdict(StrEnum):
    """What a check-in desk is told: green, amber, red."""

    WELCOME = "welcome"
    CAUTION = "caution"
    REFUSED = "refused"


class DeskDeed(StrEnum):
    """What was done at a desk, or was not."""

    ENTERED = "entered"
    LEFT = "left"
    GIVEN = "given"
    TAKEN_BACK = "taken_back"
    LOST = "lost"
    PAPER = "paper"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class DeskView:
    """The last deed of one desk; `keypad` 0 = none bound, `refusal` says why it was not green.

    `entry` is the deed's place in the book: the same pass again is another scan. `under_18` and
    `group` are the person's. `awaited` is the seat whose keypad the desk waits for, empty for none;
    `keypad_told` with `keypad_refusal` a keypad that showed itself and of which nothing came.
    `since` is when a delegate who is in already came in, and `at_desk` where.
    """

    desk: str
    verdict: DeskVerdict | None = None
    name: str = ""
    seat: str = ""
    delegate_class: str = ""
    keypad: int = 0
    refusal: Refusal | None = None
    roll: int = 0
    present: int = 0
    entry: int = -1
    number: int = 0
    group: str = ""
    under_18: bool = False
    deed: DeskDeed = DeskDeed.NOTHING
    mode: DeskMode = DeskMode.ENTRY
    awaited: str = ""
    keypad_told: int = 0
    keypad_refusal: Refusal | None = None
    since: datetime | None = None
    at_desk: str = ""


@dataclass(frozen=True, slots=True)
class DoorLine:
    """A delegate of the roll as the desks see them.

    `came` and `left` are of the latest stay, `present` while it lasts; `issue` of the pass that
    admits, 0 for none; `added` when they came to the frozen roll later.
    """

    number: int
    seat: str
    name: str
    delegate_class: str
    votes: bool
    group: str
    under_18: bool
    present: bool
    came: datetime | None
    left: datetime | None
    keypad: int
    issue: int
    added: bool


@dataclass(frozen=True, slots=True)
class DoorView:
    """Everything about the door: the whole roll by number, and the keypads that nobody holds.

    `unreturned` are in a hand or lost.
    """

    lines: tuple[DoorLine, ...] = ()
    frozen: bool = False
    check_in_open: bool = False
    closed: bool = False
    spare: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()
    unreturned: tuple[Missing, ...] = ()
    composition: tuple[GroupShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Views:
    """Everything the screens may know after one drain of the inbox; `shown_ns` when it was made.

    `heard_ns` is the newest press in it, for measurements.
    """

    hall: HallView
    console: ConsoleView
    desks: tuple[DeskView, ...] = field(default=())
    heard_ns: int = 0
    observer: ObserverView | None = None
    door: DoorView = field(default_factory=DoorView)
