"""The desk: the one inbox of the clerk, and the thread that empties it.

Stations, screens, the press and the network say things from their own threads by `post`; nothing
comes back but frozen values. In rehearsals in virtual time there is no thread: `step` empties the
inbox on the caller's. A defect stops the desk for good: nothing is accepted after it, and every
screen says 暂停.
"""

import logging
import threading
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from kiosk.clerk.clerk import Clerk, Message
from kiosk.clerk.observerview import Looked
from kiosk.clerk.observing import Enquiry
from kiosk.clerk.orders import Ordered, Posted
from kiosk.clock import Clock
from kiosk.devices.drained import drained
from kiosk.faults import Halt
from kiosk.meeting.refusal import Refusal

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Crash:
    """Another thread died of a defect; the desk must stop."""

    where: str
    bug: BaseException


MOST_AT_ONCE = 2_000
IDLE_S = 0.25


class Desk:
    """Takes messages from any thread and hands them to the clerk, many at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._inbox: SimpleQueue[Message | Crash | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="clerk", daemon=True)
        self._clerk: Clerk | None = None
        self._stopping = False
        self._taken: list[Message] = []
        self.halted: BaseException | None = None

    def seat(self, clerk: Clerk) -> None:
        """Give the desk its clerk, once, before anything is taken."""
        self._clerk = clerk

    def post(self, message: Message) -> None:
        """Say something to the clerk; never blocks."""
        self._inbox.put(message)

    def order(self, order: Ordered, *, by: str = "") -> Future[Refusal | None]:
        """Post an order; the future tells None or a refusal once the book holds what it made.

        `by` is the officer at the console it comes from.
        """
        reply: Future[Refusal | None] = Future()
        if self.halted is not None:
            reply.set_exception(Halt(str(self.halted)))
        else:
            self._inbox.put(Posted(order, reply, by))
            if self.halted is not None:
                self._refuse_waiting(self.halted)
        return reply

    def ask(self, typed: str, poll: int, *, seat: str = "", keypad: int = 0) -> Future[Looked]:
        """Look up presses; the future is answered on the clerk's thread, after no longer a wait
        than any message has. A halted desk answers nobody.
        """
        reply: Future[Looked] = Future()
        if self.halted is not None:
            reply.set_exception(Halt(str(self.halted)))
        else:
            self._inbox.put(Enquiry(typed, poll, reply, seat, keypad))
        return reply

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Take what is still waiting, then end."""
        self._stopping = True
        self._inbox.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def abandon(self) -> None:
        """End without taking what still waits."""
        deque(drained(self._inbox), maxlen=0)
        self.stop()

    def step(self) -> None:
        """Take everything that waits, on the caller's thread."""
        batch, crash = self._waiting()
        clerk = self._clerk
        assert clerk is not None
        due = clerk.due_ns()
        if batch or (due is not None and due <= self._clock.mono_ns()):
            clerk.take(batch)
        _demand_sound(crash)

    def crash(self, where: str, bug: BaseException) -> None:
        """A thread died of a defect: the desk stops; called on that thread."""
        self._inbox.put(Crash(where, bug))

    def _waiting(self, patience_s: float = 0.0) -> tuple[list[Message], Crash | None]:
        """What waits, up to the word that a thread died: what came before it is still taken."""
        batch: list[Message] = []
        with suppress(Empty):
            message = self._inbox.get(block=patience_s > 0, timeout=patience_s or None)
            while not isinstance(message, Crash):
                if message is not None:
                    batch.append(message)
                if len(batch) == MOST_AT_ONCE:
                    return batch, None
                message = self._inbox.get_nowait()
            return batch, message
        return batch, None

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        except BaseException as bug:  # noqa: BLE001  a thread's head
            self._end(bug)

    def _turn(self) -> bool:
        """Wait for the next message or the clerk's own time; False when the desk was stopped."""
        clerk = self._clerk
        assert clerk is not None
        self._taken, crash = self._waiting(self._patience(clerk))
        clerk.take(self._taken)
        _demand_sound(crash)
        return not (self._stopping and self._inbox.empty())

    def _patience(self, clerk: Clerk) -> float:
        due = clerk.due_ns()
        if due is None:
            return IDLE_S
        return min(max((due - self._clock.mono_ns()) / 1_000_000_000, 0.0), IDLE_S)

    def _end(self, bug: BaseException) -> None:
        """Accept nothing more; say so in the book and on every screen."""
        self.halted = bug
        log.error("halted", exc_info=bug)
        clerk = self._clerk
        assert clerk is not None
        try:
            clerk.halt(bug)
        finally:
            _refuse(self._taken, bug)
            self._refuse_waiting(bug)

    def _refuse_waiting(self, bug: BaseException) -> None:
        _refuse(drained(self._inbox), bug)


def _refuse(messages: Iterable[Message | Crash | None], bug: BaseException) -> None:
    """Nobody waits for an answer that cannot come any more."""
    for message in messages:
        if isinstance(message, Posted | Enquiry) and not message.reply.done():
            message.reply.set_exception(Halt(str(bug)))


def _demand_sound(crash: Crash | None) -> None:
    if crash is not None:
        bug = crash.bug
        raise Halt(f"{crash.where}: {type(bug).__name__}: {bug}") from bug
