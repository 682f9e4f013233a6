"""Views: what a screen may know, already filtered for secrecy; frozen, without Qt.

Directions of an open poll are in no view. A view says *what is*; the words and the layout are the
screen's. Instants are monotonic ns of this machine, so that a countdown needs no new view.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.meeting.accounting import PressLine
from kiosk.meeting.changes import ChangedLine
from kiosk.meeting.outcome import Outcome, Sentence
from kiosk.meeting.poll import PollPlan, Stage
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
    `message` is the one sentence of a pause, fault or halt.
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
    PRINT_RECORD = "print_record"
    CLOSE_MEETING = "close_meeting"


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
class OfficerLine:
    """An officer of this meeting, and whether logged in."""

    name: str
    role: str
    logged_in: bool


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """The chair's screen. `next` is the one large button; None when there is nothing to do.

    `officer` (with `role`) is who orders from this console, empty for nobody; where nobody is
    enrolled (`guarded` false) that is the chair. `gate` is a gate that keeps the poll shut.
    `changed` compares the text put now with the noticed one; empty where they are the same.

    `pressed`, `not_pressed`, `refused` and `remaining` belong to the running poll. `account` is
    (heard, counted, replaced, refused) once the poll was reconciled. `evidence` decides nothing and
    is acknowledged together with the silent seats. `uncounted` has every press that does not count,
    once the line is quiet; the last few of a running poll are in `refused_presses`.
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
    changed: tuple[ChangedLine, ...] = ()


class DeskVerdict(StrEnum):
    """What a check-in desk is told: green, amber, red."""

    WELCOME = "welcome"
    CAUTION = "caution"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DeskView:
    """The last scan of one desk; `keypad` 0 = none bound, `refusal` says why it was not green.

    `entry` is the scan's place in the book: the same pass again is another scan.
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


@dataclass(frozen=True, slots=True)
class Views:
    """Everything the screens may know after one drain of the inbox; `shown_ns` when it was made.

    `heard_ns` is the newest press in it, for measurements.
    """

    hall: HallView
    console: ConsoleView
    desks: tuple[DeskView, ...] = field(default=())
    heard_ns: int = 0
