"""A kiosk in a process of its own, so that a scene in real time can kill it for good.

It stands in a player where a `Kiosk` stands: orders go through a pipe to its desk, answers and
views come back. `abandon` is SIGKILL: no thread is asked, no file is closed, nothing waits. The
lines stay with the stage, which holds the other ends of the pseudo-terminals.
"""

import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from typing import Any, Protocol

from kiosk.app import Kiosk
from kiosk.clerk.orders import Ordered
from kiosk.clerk.views import Views
from kiosk.clerk.witnessing import FiguresSeen
from kiosk.clock import SystemClock
from kiosk.config import Settings
from kiosk.faults import HallFault, Halt
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.meeting.refusal import Refusal


class Pipe(Protocol):
    """One end of a pipe between two processes; the two systems have a class each."""

    def send(self, obj: Any, /) -> None: ...

    def recv(self) -> Any: ...


Answer = Future[Refusal | None]
TOLD = 0
"""The number of what waits for no answer."""


class ChildDesk:
    """The desk of a kiosk in another process; every order has a number until it is answered."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._asked: dict[int, Answer] = {}
        self._last = 0

    def order(self, order: Ordered, *, by: str = "") -> Answer:
        """Post an order; the future tells what the book says, or that the kiosk is gone."""
        self._last += 1
        reply = self._asked[self._last] = Answer()
        try:
            self._pipe.send((self._last, order, by))
        except OSError:
            self.gone()
        return reply

    def post(self, seen: FiguresSeen) -> None:
        """Tell what a screen has drawn; nobody answers that."""
        with suppress(OSError):
            self._pipe.send((TOLD, seen, ""))

    def answered(self, number: int, answer: object) -> None:
        reply = self._asked.pop(number)
        if isinstance(answer, BaseException):
            reply.set_exception(answer)
        else:
            assert answer is None or isinstance(answer, Refusal)
            reply.set_result(answer)

    def gone(self) -> None:
        """Nobody answers any more."""
        while self._asked:
            _, reply = self._asked.popitem()
            reply.set_exception(Halt("the kiosk's process ended"))


class ChildKiosk:
    """One hall in a process of its own; it runs from the moment it is made."""

    def __init__(self, settings: Settings, show: Callable[[Views], None]) -> None:
        spawn = get_context("spawn")
        self._pipe, there = spawn.Pipe()
        self._process = spawn.Process(target=_live, args=(settings, there), daemon=True)
        self._process.start()
        there.close()
        self.desk = ChildDesk(self._pipe)
        self.meeting = self._ready()
        self.seal = SealKey.load(seal_key_path(settings.book.path))
        self._show = show
        self._thread = threading.Thread(target=self._listen, name="child kiosk", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def stop(self) -> None:
        """Let it write what was heard and close the book."""
        with suppress(OSError):
            self._pipe.send(None)
        self._end()

    def abandon(self) -> None:
        """SIGKILL, at once."""
        self._process.kill()
        self._end()

    def _end(self) -> None:
        self._process.join()
        self._thread.join()
        self._pipe.close()

    def _ready(self) -> str:
        try:
            what, told = self._pipe.recv()
        except EOFError:
            self._process.join()
            raise Halt("the kiosk's process ended before it began") from None
        if what == "fault":
            self._process.join()
            raise _fault(told)
        return str(told)

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                what, told = self._pipe.recv()
                if what == "views":
                    self._show(told)
                else:
                    self.desk.answered(*told)
        self.desk.gone()


# ---- in the other process ---------------------------------------------------------------------


def _live(settings: Settings, pipe: Pipe) -> None:
    """Run a kiosk until the pipe says so, or breaks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    mouth = _Mouth(pipe)
    try:
        kiosk = Kiosk(settings, clock=SystemClock(), show=partial(mouth.say, "views"))
    except HallFault as fault:
        mouth.say("fault", (fault.what, fault.where, fault.cure, dict(fault.details)))
        return
    mouth.say("ready", kiosk.meeting)
    with kiosk, suppress(EOFError):
        while (asked := pipe.recv()) is not None:
            number, order, by = asked
            if number == TOLD:
                kiosk.desk.post(order)
                continue
            kiosk.desk.order(order, by=by).add_done_callback(partial(mouth.answer, number))


class _Mouth:
    """Says one thing at a time; views come from the clerk's thread, answers from any."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._turn = threading.Lock()

    def say(self, what: str, told: object) -> None:
        with self._turn, suppress(OSError):
            self._pipe.send((what, told))

    def answer(self, number: int, reply: Answer) -> None:
        failed = reply.exception()
        told = Halt(str(failed)) if failed is not None else reply.result()
        self.say("answer", (number, told))


def _fault(told: tuple[str, str, str, dict[str, object]]) -> HallFault:
    what, where, cure, details = told
    return HallFault(what, where=where, cure=cure, **details)
