"""`kiosk run --keep`: starts the hall again after a crash, as systemd's Restart=always would.

The contract is the exit code. 0: somebody left on purpose (the PIN, or the windows were closed);
2: the settings cannot be used, and trying again would not help. Anything else, a signal above all,
is a crash: the hall is started again, at once at first and then more and more slowly, for as long
as it takes. It finds its poll in the book and goes on with it. A hall that hangs is ended, and has
crashed then: it had promised to say that its windows answer, and did not (`ui/pulse.py`).
"""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from kiosk.cli.asking import UNUSABLE
from kiosk.clock import Clock
from kiosk.fitting.watching import Watch, can_watch

ON_PURPOSE = (0, UNUSABLE)
LONGEST_S = 30
STEADY_NS = 60 * 1_000_000_000
"""A hall that ran as long as this before it crashed is started again at once."""
LAST_WORDS_S = 20
"""How long a hall that hangs has to say where, before it is killed."""
STOPS = (signal.SIGTERM, signal.SIGINT)


def pause_s(crashes: int) -> int:
    """How long to wait before the start after so many crashes in a row, in seconds."""
    return min(2 ** (crashes - 1), LONGEST_S)


def ended(code: int) -> str:
    """What an exit code says, for a technician."""
    if code >= 0:
        return f"exit {code}"
    known = {one.value: one.name for one in signal.Signals}
    return known.get(-code, f"signal {-code}")


def _end(hall: subprocess.Popen[bytes]) -> None:
    """End a hall that hangs; it writes down what each thread was at, if it still can."""
    hall.send_signal(signal.SIGABRT)
    try:
        hall.wait(LAST_WORDS_S)
    except subprocess.TimeoutExpired:
        hall.kill()
        hall.wait()


class Keeper:
    """Keeps one hall running; lives on the main thread, where signals arrive."""

    def __init__(self, command: Sequence[str], clock: Clock, say: Callable[[str], None]) -> None:
        self._command, self._clock, self._say = list(command), clock, say
        self._stopped = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def keep(self) -> int:
        """Run the hall until it is left on purpose, or we are told to stop; its exit code."""
        for one in STOPS:
            signal.signal(one, self._stop)
        crashes = 0
        while True:
            begun_ns = self._clock.mono_ns()
            code = self._run()
            if self._stopped.is_set():
                return 0
            if code in ON_PURPOSE:
                return code
            steady = self._clock.mono_ns() - begun_ns >= STEADY_NS
            crashes = 1 if steady else crashes + 1
            pause = pause_s(crashes)
            self._say(f"the hall ended ({ended(code)}); it is started again in {pause} s")
            if self._stopped.wait(pause):
                return 0

    def _run(self) -> int:
        if not can_watch():
            return self._begun(os.environ).wait()
        with Watch() as watch:
            child = self._begun({**os.environ, **watch.environment})
            while child.poll() is None:
                watch.listen()
                if watch.broken:
                    self._say(f"the hall has not answered for {watch.promised_s} s; it is ended")
                    _end(child)
            return child.wait()

    def _begun(self, around: Mapping[str, str]) -> subprocess.Popen[bytes]:
        self._child = subprocess.Popen(self._command, env=around)
        if self._stopped.is_set():
            self._child.terminate()
        return self._child

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """A signal to us ends the hall, and then us."""
        self._stopped.set()
        if self._child is not None:
            self._child.terminate()
