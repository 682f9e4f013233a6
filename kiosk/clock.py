"""The one clock of the hall, handed to whoever needs the time.

Two readings: the wall (what a paper says) and the monotonic count (what a countdown and a
press are measured by). They are read together so that a jump of the wall clock can be seen.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant: aware UTC wall time and monotonic nanoseconds of this machine's boot."""

    utc: datetime
    mono_ns: int


class Clock(Protocol):
    """Tells the time; nobody below `app` asks the operating system for it.

    `boot` names the run of the machine that the monotonic count belongs to.
    """

    @property
    def boot(self) -> str: ...

    def now(self) -> Moment: ...

    def mono_ns(self) -> int: ...

    def sleep(self, seconds: float) -> None: ...


BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """The clock of the hall PC."""

    def __init__(self) -> None:
        self.boot = _boot()

    def now(self) -> Moment:
        return Moment(datetime.now(UTC), time.monotonic_ns())

    def mono_ns(self) -> int:
        return time.monotonic_ns()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def _boot() -> str:
    """The kernel's id of this boot; elsewhere the minute in which the machine was started."""
    if BOOT_ID.exists():
        return BOOT_ID.read_text().strip()
    return f"started-{round((time.time() - time.monotonic()) / 60)}"


@dataclass(slots=True)
class ManualClock:
    """A clock that stands until it is moved: rehearsals in virtual time, tests."""

    utc: datetime = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    mono: int = 1_000_000_000
    boot: str = "manual"

    def now(self) -> Moment:
        return Moment(self.utc, self.mono)

    def mono_ns(self) -> int:
        return self.mono

    def sleep(self, seconds: float) -> None:
        self.advance(round(seconds * 1_000_000_000))

    def advance(self, by_ns: int) -> None:
        self.mono += by_ns
        self.utc += timedelta(microseconds=by_ns // 1000)
