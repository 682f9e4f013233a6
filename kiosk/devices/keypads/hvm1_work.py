"""What an HVM-1 driver has in hand: what is meant, and what is under way on the line.

What is meant (`Meant`) outlives a lost line; `phase` is what is under way.
`asked_ns` is when the open question was first sent, `opened_ns` the zero of the base's clock. The
steps (`hvm1_opening`, `hvm1_closing`, the cycle in `hvm1`) are functions over this.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads import hvm1_texts as texts
from kiosk.devices.keypads.hvm1_intake import Intake
from kiosk.devices.keypads.hvm1_table import TableReading
from kiosk.devices.keypads.meant import Meant
from kiosk.devices.wire.conversation import Question, read_question, write_question

MS = 1_000_000
CYCLE_NS = 50 * MS
SEEK_NS = 1000 * MS
DOUBTS = 3


class Phase(Enum):
    """What is under way; the head of `hvm1` draws the ways between them."""

    SEEK = auto()
    IDLE = auto()
    WHO = auto()
    LOOK = auto()
    EMPTY = auto()
    CLEAR = auto()
    CHECK = auto()
    ENABLE = auto()
    OPEN = auto()
    VERIFY = auto()
    RUNNING = auto()
    CLOSE = auto()
    DRAIN = auto()
    TABLE = auto()
    PING = auto()
    LISTEN = auto()
    HARK = auto()


@dataclass(slots=True)
class Work(Meant):
    """The one mutable thing of the driver; times are monotonic nanoseconds."""

    unit: int
    intake: Intake
    started: bool = False
    ping_wanted: bool = False

    phase: Phase = Phase.SEEK
    now_ns: int = 0
    asked_ns: int = 0
    opened_ns: int = 0
    rest_ns: int = 0
    status_ns: int = 0
    limit_ns: int = 0
    doubts: int = 0
    clears: int = 0
    quiet: int = 0
    drain_to: int = 0
    table_readings: int = 0

    uid: int | None = None
    first_keypad: int = 0
    capacity: int = 0
    status: m.Status | None = None
    table: TableReading = field(default_factory=lambda: TableReading(0, 0))

    def read(self, address: int, words: int) -> Question:
        return read_question(self.unit, address, words)

    def command(self, command: m.Command, session: int) -> Question:
        return write_question(self.unit, m.COMMAND_AT, (command, session))

    def ask_status(self) -> Question:
        return self.read(m.STATUS_AT, m.STATUS_WORDS)

    def take_status(self, status: m.Status) -> None:
        self.status = status
        self.intake.status(status)

    def in_session(self, words: bytes, session: int, state: m.State) -> bool:
        """Take a status that shows what it must; doubt any other."""
        status = m.Status.from_bytes(words)
        known = status.session == session and status.newest >= self.intake.handed
        if known and status.state == state:
            self.doubts = 0
            self.take_status(status)
            return True
        self.doubt(session, texts.FORGOTTEN)
        if self.phase is Phase.IDLE and not known:
            self.intake.restart()
        return False

    def read_table(self, phase: Phase) -> None:
        self.table = TableReading(self.first_keypad, self.capacity)
        self.phase = phase

    def doubt(self, session: int, why: str) -> None:
        """Look again in a while, and believe it when it was seen often enough."""
        self.rest_ns = self.now_ns + CYCLE_NS
        self.doubts += 1
        if self.doubts >= DOUBTS:
            self.refuse(session, why)

    def refuse(self, session: int, why: str) -> None:
        self.tell_refused(session, why, self.now_ns)
        self.end_poll()

    def end_poll(self) -> None:
        self.phase, self.doubts = Phase.IDLE, 0
        self.follow()
        self.started, self.clears, self.opened_ns = False, 0, 0

    def lose(self, what: str, cure: str) -> None:
        """Go on seeking; say so once."""
        self.phase, self.rest_ns = Phase.SEEK, self.now_ns + SEEK_NS
        self.tell_lost(what, cure, self.now_ns)


Ask = Callable[[Work], Question]
Hear = Callable[[Work, bytes], None]
Step = tuple[Ask, Hear]
