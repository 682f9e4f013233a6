"""Virtual time: stations, cables and hands on one manual clock, without a thread.

Time jumps from one thing due to the next. Stations take their turns until none has anything left to
do at that instant; then the clock moves on.
"""

import heapq
import itertools
from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.clock import ManualClock
from kiosk.devices.simulator.ports import MemoryCable

LONGEST_INSTANT = 10_000


class Turning(Protocol):
    """A station or a scanner."""

    def step(self) -> int: ...


class Timeline:
    """What happens in the hall, in order of `clock`."""

    def __init__(
        self, clock: ManualClock, turning: Sequence[Turning], cables: Sequence[MemoryCable]
    ) -> None:
        self._clock = clock
        self._turning = turning
        self._cables = cables
        self._planned: list[tuple[int, int, Callable[[], object]]] = []
        self._order = itertools.count()

    def at(self, when_ns: int, action: Callable[[], object]) -> None:
        """Plan an action for a monotonic instant."""
        heapq.heappush(self._planned, (when_ns, next(self._order), action))

    def after(self, wait_ns: int, action: Callable[[], object]) -> None:
        self.at(self._clock.mono_ns() + wait_ns, action)

    def run(self, for_ns: int) -> None:
        """Let this much time go by."""
        self.run_until(lambda: False, within_ns=for_ns)

    def run_until(self, done: Callable[[], bool], *, within_ns: int) -> bool:
        """Let time go by until `done`; false when it was not within that time."""
        end_ns = self._clock.mono_ns() + within_ns
        instant = 0
        while not done():
            due_ns = self._instant()
            now_ns = self._clock.mono_ns()
            if now_ns >= end_ns:
                return False
            instant = instant + 1 if due_ns <= now_ns else 0
            if instant > LONGEST_INSTANT:
                raise RuntimeError("something is due for ever at the same instant")
            self._clock.advance(max(0, min(due_ns, end_ns) - now_ns))
        return True

    def _instant(self) -> int:
        """Do what is due now; return when the next thing is."""
        now_ns = self._clock.mono_ns()
        while self._planned and self._planned[0][0] <= now_ns:
            heapq.heappop(self._planned)[2]()
        dues = [each.step() for each in self._turning]
        dues += [due_ns for each in self._cables if (due_ns := each.due_ns()) is not None]
        dues += [when_ns for when_ns, _, _ in self._planned[:1]]
        return min(dues, default=now_ns + 1_000_000_000)
