"""A desk among others: what it hears of them, and when a poll that another desk times ends here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from kiosk.clock import Moment
from kiosk.devices.events import KeypadPressed
from kiosk.meeting.facts import Entered
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState

GRACE_NS = 3_000_000_000
"""So long the desk that times a poll is waited for before another one closes it."""


@dataclass(frozen=True, slots=True)
class BookMoved:
    """Other desks may have appended, or the server went (`reachable` is false) or came back."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A turn whose line broke: its first entry, the messages and the presses it was made of.

    If `first` comes back as news, all of it stands.
    """

    first: Entered
    messages: int
    pressed: Mapping[str, list[KeypadPressed]]


@dataclass(slots=True)
class Arrivals:
    """When the entries that time a poll arrived here, on this desk's clock."""

    at_ns: dict[int, int] = field(default_factory=dict[int, int])

    def ends_ns(self, poll: PollState | None, desk: str, now: Moment) -> int | None:
        """When a preset duration ends, on this desk's clock.

        Where another desk times the poll: counted from when we heard of it, or, if we were not
        there, by the wall clocks of both. It is for the eye; presses are judged by entries.
        """
        if poll is None or poll.timed is None or poll.ends_ns is None:
            return None
        if poll.timed.desk == desk:
            return poll.ends_ns
        lasts_ns = poll.ends_ns - poll.timed.mono_ns
        arrived_ns = self.at_ns.get(poll.timed.number)
        if arrived_ns is None:
            past = (now.utc - poll.timed.utc) // timedelta(microseconds=1) * 1000
            arrived_ns = now.mono_ns - past
        return arrived_ns + lasts_ns

    def closes_ns(self, poll: PollState | None, desk: str, now: Moment) -> int | None:
        """When this desk closes the poll that runs, if nobody did before."""
        ends_ns = self.ends_ns(poll, desk, now)
        if poll is None or poll.timed is None or ends_ns is None or poll.stage is not Stage.OPEN:
            return None
        return ends_ns if poll.timed.desk == desk else ends_ns + GRACE_NS
