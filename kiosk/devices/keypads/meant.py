"""What is meant of a base, kept apart from what is under way on its line.

One poll at a time runs on a base, and one more may wait for its end: opened, perhaps closed again,
while the one before is still drained. Every driver has this to keep whatever its bytes are, and it
outlives a lost line. So does what is to be told; that a base was lost is told once for each cause.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum, auto

from kiosk.devices.events import BaseLost, EquipmentEvent, PollRefused, PollStarted
from kiosk.devices.keypads.driver import PollCall

OTHER_POLL = "The station of this base is still busy with another poll"


class Opened(Enum):
    """What became of an order to open a poll."""

    NEW = auto()
    KNOWN = auto()
    WAITS = auto()
    REFUSED = auto()


@dataclass(slots=True)
class Meant:
    """`call` is the poll that shall run, `closing` the session that shall end."""

    base: str
    _: KW_ONLY
    call: PollCall | None = None
    closing: int | None = None
    next_call: PollCall | None = None
    next_closes: bool = False
    told: list[EquipmentEvent] = field(default_factory=list[EquipmentEvent])
    told_lost: str = ""

    @property
    def poll(self) -> PollCall:
        """The call under way, in the phases that have one."""
        assert self.call
        return self.call

    @property
    def session_closing(self) -> int:
        """The session under way to its end, in the phases that have one."""
        assert self.closing is not None
        return self.closing

    def open(self, call: PollCall, now_ns: int) -> Opened:
        if self.call and self.call.session == call.session:
            return Opened.KNOWN
        if self.closing is not None:
            self.next_call = call
            return Opened.WAITS
        if self.call:
            self.tell_refused(call.session, OTHER_POLL, now_ns)
            return Opened.REFUSED
        self.call = call
        return Opened.NEW

    def close(self, session: int) -> bool:
        """True when the session that shall end now is this one; a waiting poll ends later."""
        if self.next_call and self.next_call.session == session:
            self.next_closes = True
            return False
        self.closing = session
        return True

    def follow(self) -> None:
        """The poll is over: the one that waited shall run, and end if it was closed meanwhile."""
        self.call = self.next_call
        self.closing = self.call.session if self.call and self.next_closes else None
        self.next_call, self.next_closes = None, False

    def tell_started(self, opened_ns: int, now_ns: int) -> None:
        self.told.append(PollStarted(self.base, self.poll.session, opened_ns, now_ns))

    def tell_refused(self, session: int, what: str, now_ns: int) -> None:
        self.told.append(PollRefused(self.base, session, what, now_ns))

    def tell_lost(
        self, what: str, cure: str, now_ns: int, details: Mapping[str, str] | None = None
    ) -> None:
        """Say it once, until the base is found or something else is the matter."""
        if what != self.told_lost:
            self.told_lost = what
            filled = tuple((details or {}).items())
            self.told.append(BaseLost(self.base, what, cure, now_ns, filled))

    def take_told(self) -> list[EquipmentEvent]:
        told, self.told = self.told, []
        return told
