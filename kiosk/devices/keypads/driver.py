"""What every keypad driver is: a machine of bytes and events, without port, clock or thread.

A driver is fed the bytes that came (`receive`) and asked what to say (`tick`). It owns the
protocol's timing in terms of the `now_ns` it is handed: requests, timeouts, retries, the polling
interval. Half-duplex protocols return the next request from `tick` only when the line is theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.devices.events import Capability, EquipmentEvent, KeypadPressed
from kiosk.devices.wire.chunk import Chunk


@dataclass(frozen=True, slots=True)
class PollCall:
    """What the equipment is told when a poll opens: keys and a session, never a motion.

    `options` keys are in play, `minimum`..`maximum` of them may stand at once. `session` is issued
    by the book (1..65535) and never repeats on a base. `resume` is set when a poll that already
    ran on this base goes on (after a restart or an unplugged line): nothing may be cleared.
    """

    session: int
    options: int
    minimum: int
    maximum: int
    last_press_counts: bool
    secret: bool
    resume: bool = False


class Driver(Protocol):
    """One base's protocol. All methods are called from the one thread of its station."""

    capability: Capability

    def receive(self, chunk: Chunk) -> Sequence[EquipmentEvent]:
        """Take what came from the port; return what it meant, noise included."""
        ...

    def tick(self, now_ns: int) -> bytes:
        """Return the bytes to send now (empty: nothing)."""
        ...

    def events(self, now_ns: int) -> Sequence[EquipmentEvent]:
        """Return what silence meant: a base that stopped answering, coalesced noise."""
        ...

    def due_ns(self, now_ns: int) -> int:
        """Return when `tick` has something to say or `events` something to tell at the latest."""
        ...

    def open_poll(self, call: PollCall) -> None: ...

    def close_poll(self, session: int) -> None: ...

    def acknowledge(self, presses: Sequence[KeypadPressed]) -> None:
        """The book holds these presses; tell the base (and the keypad) where the wire can."""
        ...

    def blank(self, raw: bytes) -> bytes:
        """The bytes of a press with zeros for the keys and for every checksum over them."""
        ...

    def ping(self) -> None:
        """Have the keypads say that they are there, for a `KeypadsHeard`, when no poll runs.

        A protocol that cannot ask does nothing, and its capability says so (`can_call`).
        """
        ...

    def line_lost(self) -> None:
        """The port went away: forget half frames and requests under way, keep the session."""
        ...
