"""Who keeps a hall hears whether it answers, and ends it when it does not."""

import os
import signal
import socket
import sys
import textwrap
from pathlib import Path

import pytest

from kiosk.cli import keeping
from kiosk.cli.keeping import Keeper
from kiosk.clock import SystemClock
from kiosk.fitting import watching
from kiosk.fitting.installing import Fitting, Start, files_of
from kiosk.fitting.watching import Watch, can_watch
from kiosk.ui.pulse import ANSWERS_S

pytestmark = pytest.mark.skipif(not can_watch(), reason="needs a socket of the system's own")
ROOT = Path(__file__).parents[2]


def say(watch: Watch, *words: str) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto("\n".join(words).encode(), watch.environment["NOTIFY_SOCKET"])


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "STEP_S", 0.05)


@pytest.mark.usefixtures("impatient")
def test_a_promise_is_broken_by_silence_and_by_nothing_else():
    with Watch() as watch:
        watch.listen()
        assert not watch.broken, "nothing was promised yet: a book is being opened"
        say(watch, "READY=1", "WATCHDOG_USEC=100000", "WATCHDOG=1")
        watch.listen()
        watch.listen()
        assert not watch.broken
        say(watch, "WATCHDOG=1")
        watch.listen()
        watch.listen()
        assert not watch.broken, "the word was said again"
        say(watch, "STATUS=busy", "WATCHDOG_USEC=soon")
        watch.listen()
        assert not watch.broken
        watch.listen()
        assert watch.broken


@pytest.mark.usefixtures("impatient")
def test_a_longer_promise_takes_the_place_of_a_shorter_one():
    with Watch() as watch:
        say(watch, "WATCHDOG_USEC=50000", "WATCHDOG=1")
        watch.listen()
        say(watch, "WATCHDOG_USEC=600000000", "WATCHDOG=1")
        watch.listen()
        watch.listen()
        assert (watch.broken, watch.promised_s) == (False, 600)


def test_nobody_else_may_speak_for_the_hall_and_nothing_is_left_behind():
    with Watch() as watch:
        place = Path(watch.environment["NOTIFY_SOCKET"])
        assert place.parent.stat().st_mode & 0o077 == 0
    assert not place.parent.exists()


# ---- a hall whose windows hang -------------------------------------------------------------------

HALL = """
    import os, sys, threading, time
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QTimer
    from kiosk.ui import pulse
    from kiosk.ui.shell import application
    pulse.BEAT_MS, pulse.ANSWERS_S = 200, 6
    application = application(offscreen=True)
    assert "NOTIFY_SOCKET" not in os.environ
    def long_work_beside():
        time.sleep(8)
        application.exit(0)
    def hang():
        time.sleep(600)
"""
BUSY = "    threading.Thread(target=long_work_beside).start()\n    sys.exit(application.exec())\n"
HANGS = "    QTimer.singleShot(300, hang)\n    sys.exit(application.exec())\n"
SLOW_TO_OPEN = "    time.sleep(8)\n" + BUSY
SLOW_TO_CLOSE = "    QTimer.singleShot(300, lambda: application.exit(0))\n    application.exec()\n"
SLOW_TO_CLOSE += "    time.sleep(8)\n"


def kept(code: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    """Keep a hall of this code until it ends for the first time."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    said: list[str] = []
    command = [sys.executable, "-c", textwrap.dedent(HALL + code)]
    keeper = Keeper(command, SystemClock(), said.append)
    return keeper._run(), said


@pytest.mark.parametrize("code", [BUSY, SLOW_TO_OPEN, SLOW_TO_CLOSE])
def test_a_hall_that_works_long_is_left_alone(code: str, monkeypatch: pytest.MonkeyPatch):
    assert kept(code, monkeypatch) == (0, [])


def test_a_hall_whose_windows_hang_is_ended_and_says_where(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    code, said = kept(HANGS, monkeypatch)
    assert code == -signal.SIGABRT
    assert said == ["the hall has not answered for 6 s; it is ended"]
    assert "in hang" in capfd.readouterr().err, "what the thread of the windows was at"


def test_a_hall_that_cannot_even_be_aborted_is_killed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping, "LAST_WORDS_S", 0.2)
    deaf = "    os.environ.clear()\n    import signal, faulthandler\n    faulthandler.disable()\n"
    deaf += "    signal.signal(signal.SIGABRT, signal.SIG_IGN)\n"
    assert kept(deaf + HANGS, monkeypatch)[0] == -signal.SIGKILL


def test_where_nothing_can_be_watched_a_hall_is_kept_as_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping, "can_watch", lambda: False)
    keeper = Keeper([sys.executable, "-c", "raise SystemExit(3)"], SystemClock(), print)
    assert keeper._run() == 3


def test_the_service_waits_as_long_as_the_hall_promises():
    (unit,) = files_of(Start.SYSTEMD, Fitting(Path("/srv/hall/kiosk.toml"), Path("/home/hall")))
    lines = unit.text.splitlines()
    assert f"WatchdogSec={ANSWERS_S}" in lines
    assert {"Type=notify", "NotifyAccess=main", "TimeoutStartSec=infinity"} <= {*lines}


def test_a_hall_that_nobody_keeps_says_nothing():
    assert "NOTIFY_SOCKET" not in os.environ
