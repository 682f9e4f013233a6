"""The meeting, an item and a base as far as they have gone: the state and its parts."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from kiosk.meeting import facts as f
from kiosk.meeting.audit import Audit
from kiosk.meeting.facts import Entered
from kiosk.meeting.mirror import Medium
from kiosk.meeting.motion import Motion
from kiosk.meeting.paper_copies import Copies, CopyState
from kiosk.meeting.poll_progress import PollState, Refused
from kiosk.meeting.presence import Stay
from kiosk.meeting.roll import Delegate
from kiosk.meeting.rulepack import RulePack

Withdrawal = tuple[int, str, f.ItemWithdrawn]
"""Its entry, and the title that the item had then."""


@dataclass(slots=True)
class ItemState:
    """One item: its phase, the versions of its motion, its recusals and its polls.

    `put_at` is the entry of the newest version; `puts` counts the versions under the present day of
    notice; `proxies` are seat → holder.
    `settled` counts the polls before the item was last resumed. `withdrawn` is why the item is off
    the agenda, empty while it is on it.
    """

    item: int
    title: str
    noticed: str
    phase: str = ""
    motions: list[Motion] = field(default_factory=list[Motion])
    noticed_version: int = 0
    recused: dict[str, str] = field(default_factory=dict[str, str])
    proxies: dict[str, str] = field(default_factory=dict[str, str])
    candidates: set[str] = field(default_factory=set[str])
    polls: list[int] = field(default_factory=list[int])
    put_at: int = 0
    puts: int = 0
    was_noticed: bool = False
    settled: int = 0
    withdrawn: str = ""
    demanded: set[str] = field(default_factory=set[str])
    reviews: list[f.ReviewGiven] = field(default_factory=list[f.ReviewGiven])
    attention: f.AttentionCounted | None = None
    interest: str = ""
    amends: int = 0
    amendments: list[int] = field(default_factory=list[int])

    @property
    def noticed_motion(self) -> Motion | None:
        """The version that the public saw under the present day of notice."""
        return self.motions[self.noticed_version - 1] if self.noticed_version else None

    @property
    def motion(self) -> Motion | None:
        """The newest version of the text."""
        return self.motions[-1] if self.motions else None


@dataclass(slots=True)
class BaseState:
    """What a base said of itself, whether it answers, and at which desk it is plugged in."""

    found: f.BaseFound
    answers: bool = True
    desk: str = ""
    online: frozenset[int] = frozenset()
    low_battery: frozenset[int] = frozenset()
    levels: tuple[tuple[int, int, int], ...] = ()
    called: bool = False
    noise_bytes: int = 0
    bad_frames: int = 0


class Lockout(NamedTuple):
    """Since when an officer is locked out, and for how many seconds."""

    since: datetime
    seconds: int


@dataclass(slots=True)
class State:
    """The whole meeting. Seats are the key of everything a delegate does."""

    card: f.BookOpened | None = None
    boots: dict[str, str] = field(default_factory=dict[str, str])
    pack: RulePack | None = None
    officers: dict[str, str] = field(default_factory=dict[str, str])
    officer_keys: dict[str, str] = field(default_factory=dict[str, str])
    lockouts: dict[str, Lockout] = field(default_factory=dict[str, "Lockout"])
    roll: dict[str, Delegate] = field(default_factory=dict[str, Delegate])
    by_number: dict[int, Delegate] = field(default_factory=dict[int, Delegate])
    voting_roll: int = 0
    amended: set[int] = field(default_factory=set[int])
    keypad_of: dict[str, int] = field(default_factory=dict[str, int])
    given: dict[str, int] = field(default_factory=dict[str, int])
    seat_of: dict[int, str] = field(default_factory=dict[int, str])
    lost_keypads: dict[int, str] = field(default_factory=dict[int, str])
    revoked: dict[int, f.PassRevoked] = field(default_factory=dict[int, f.PassRevoked])
    check_in_open: bool = False
    present: dict[str, f.CheckedIn] = field(default_factory=dict[str, f.CheckedIn])
    stays: dict[str, list[Stay]] = field(default_factory=dict[str, list[Stay]])
    present_voting: int = 0
    items: dict[int, ItemState] = field(default_factory=dict[int, ItemState])
    current_item: int = 0
    polls: dict[int, PollState] = field(default_factory=dict[int, PollState])
    poll_of_session: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    newest: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    last_session: dict[str, int] = field(default_factory=dict[str, int])
    last_poll: int = 0
    bases: dict[str, BaseState] = field(default_factory=dict[str, BaseState])
    withdrawals: list[Withdrawal] = field(default_factory=list[Withdrawal])
    audits: dict[int, Audit] = field(default_factory=dict[int, Audit])
    audit: Audit | None = None
    audit_sessions: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    standbys: dict[str, str] = field(default_factory=dict[str, str])
    lost: dict[str, str] = field(default_factory=dict[str, str])
    silent_polls: Counter[str] = field(default_factory=Counter[str])
    stray: list[Refused] = field(default_factory=list[Refused])
    handed_out_by: set[int] = field(default_factory=set[int])
    papers: list[f.PaperIssued] = field(default_factory=list[f.PaperIssued])
    copies: Copies = field(default_factory=dict[tuple[str, int], CopyState])
    devices: dict[tuple[str, str], f.DeviceSeen] = field(
        default_factory=dict[tuple[str, str], f.DeviceSeen]
    )
    objections: list[f.Objected] = field(default_factory=list[f.Objected])
    leave: dict[str, f.LeaveGranted] = field(default_factory=dict[str, f.LeaveGranted])
    duties: list[f.DutyAssigned] = field(default_factory=list[f.DutyAssigned])
    recordings: list[Entered] = field(default_factory=list[Entered])
    certificate: f.HallCertified | None = None
    medium: Medium = Medium.LEVEL
    last: Entered | None = None
    last_of: dict[str, Entered] = field(default_factory=dict[str, Entered])
    halted: str = ""
    opened: bool = False
    opening: Entered | None = None
    ending: Entered | None = None
    closed: bool = False
    closed_utc: datetime | None = None
    forgotten: bool = False

    @property
    def chair(self) -> str:
        """The officer named chair last who still is; empty for nobody."""
        return next((n for n, role in reversed(self.officers.items()) if role == "chair"), "")

    @property
    def poll(self) -> PollState | None:
        """The latest prepared poll."""
        return self.polls.get(self.last_poll)

    @property
    def running(self) -> PollState | None:
        """The poll that runs now, if one does."""
        poll = self.poll
        return poll if poll is not None and poll.running else None

    @property
    def areas(self) -> dict[str, int]:
        """What each seat with a voting right owns, in 0.01 m²."""
        return {seat: delegate.area for seat, delegate in self.roll.items() if delegate.votes}

    @property
    def phases(self) -> tuple[str, ...]:
        return self.pack.phases if self.pack is not None else ()


Fold = Callable[[State, Entered, Any], None]
"""What a fact of one kind changes in the state."""
