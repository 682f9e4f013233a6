"""`kiosk run --keep`: a hall that crashes is back by itself, in the same poll with the same end.

Real processes: the keeper, and under it the whole hall with its windows, killed for good in the
middle of a poll. Nothing here waits for a time of day: what is awaited stands in the book.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_process import ask, meet

from kiosk.app import Kiosk
from kiosk.cli.keeping import STEADY_NS, Keeper, ended, pause_s
from kiosk.clock import ManualClock, SystemClock
from kiosk.config import Settings, read_settings
from kiosk.fitting.watching import Watch, can_watch
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import KioskStarted
from kiosk.meeting.poll import Stage
from kiosk.meeting.state import State, apply
from kiosk.ui.pulse import ANSWERS_S

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120
LASTS_S = 600
SETTINGS = """
roll = "roll.csv"
[meeting]
title = "市民大会"
[book]
path = "meeting.book"
[kiosk]
mode = true
"""
ROLL = "number,name,seat,class,votes,keypad\n1,甲,1,citizen,yes,1\n2,乙,2,citizen,yes,2\n"


@pytest.fixture
def hall(tmp_path: Path) -> Settings:
    """A hall whose poll was opened just now, and whose power went."""
    (tmp_path / "kiosk.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "roll.csv").write_text(ROLL, encoding="utf-8")
    settings = read_settings(tmp_path / "kiosk.toml")
    kiosk = Kiosk(settings, clock=SystemClock(), show=lambda views: None)
    kiosk.start()
    for order in meet(kiosk):
        assert kiosk.desk.order(order).result(30) is None
    for order in ask(kiosk, str(LASTS_S)):
        assert kiosk.desk.order(order).result(30) is None
    kiosk.abandon()
    return settings


def starts(settings: Settings) -> int:
    with Ledger.read(settings.book.path) as book:
        return len(list(book.entries(facts=[KioskStarted])))


def taken_up(settings: Settings) -> list[tuple[Stage, int, int]]:
    """At each start after the poll was opened: its stage, what was left of it before and after."""
    state, found, last = State(), list[tuple[Stage, int, int]](), None
    with Ledger.read(settings.book.path) as book:
        for entered in book.entries():
            before = state.poll.ends_ns if state.poll is not None else None
            apply(state, entered)
            if before is not None and isinstance(entered.fact, KioskStarted):
                left_ns = before - last.mono_ns
                found.append((state.poll.stage, left_ns, state.poll.ends_ns - entered.mono_ns))
            last = entered
    return found


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture
def keeper(hall: Settings, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    command = [sys.executable, "-m", "kiosk", "run", "--keep", "--settings", "kiosk.toml"]
    kept = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=around | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    yield kept
    kept.terminate()
    try:
        kept.wait(PATIENCE_S)
    finally:
        kept.kill()
        kept.wait()
    assert kept.stderr is not None
    kept.stderr.close()


def child_of(kept: subprocess.Popen[str]) -> int:
    return int(Path(f"/proc/{kept.pid}/task/{kept.pid}/children").read_text().split()[0])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc for the child")
def test_a_hall_that_is_killed_in_a_poll_is_back_by_itself_in_the_same_poll(
    hall: Settings, keeper: subprocess.Popen[str]
):
    until(lambda: starts(hall) == 2)
    os.kill(child_of(keeper), signal.SIGKILL)
    assert keeper.stderr is not None
    line = next(one for one in keeper.stderr if one.startswith("the hall"))
    assert line == "the hall ended (SIGKILL); it is started again in 1 s\n"
    until(lambda: starts(hall) == 3)
    first, second = taken_up(hall)
    for stage, before_ns, after_ns in (first, second):
        assert stage is Stage.OPEN
        assert after_ns == before_ns > 0, "the time it was away is taken from nobody"
    assert keeper.poll() is None
    child = child_of(keeper)
    keeper.terminate()
    assert keeper.wait(PATIENCE_S) == 0
    assert not Path(f"/proc/{child}").exists(), "told to stop, the keeper takes the hall along"


@pytest.mark.skipif(not can_watch(), reason="needs a socket of the system's own")
def test_a_hall_promises_its_keeper_that_its_windows_answer(hall: Settings, tmp_path: Path):
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    command = [sys.executable, "-m", "kiosk", "run", "--settings", "kiosk.toml"]
    with Watch() as watch:
        around |= {"PYTHONPATH": str(ROOT), **watch.environment}
        run = subprocess.Popen(command, cwd=tmp_path, env=around, stderr=subprocess.DEVNULL)
        try:
            until(lambda: watch.listen() or watch.promised_s == ANSWERS_S)
            assert starts(hall) == 2, "not before it has opened its book"
            for _ in range(12):
                watch.listen()
                assert not watch.broken
        finally:
            run.kill()
            run.wait()


# ---- what ends it and what does not --------------------------------------------------------------


def kept(*codes: int, ran_ns: int = 0) -> tuple[int, int, list[str], list[float]]:
    """Keep a hall that ends with these codes: exit code, starts, lines, pauses."""
    clock, said, pauses, left = ManualClock(), [], [], list(codes)
    keeper = Keeper(["hall"], clock, said.append)

    def run() -> int:
        clock.advance(ran_ns)
        return left.pop(0)

    def wait(pause: float) -> bool:
        pauses.append(pause)
        return not left

    keeper._run = run
    keeper._stopped.wait = wait
    handlers = [(one, signal.getsignal(one)) for one in (signal.SIGTERM, signal.SIGINT)]
    try:
        code = keeper.keep()
    finally:
        for one, handler in handlers:
            signal.signal(one, handler)
    return code, len(codes) - len(left), said, pauses


@pytest.mark.parametrize("code", [0, 2])
def test_a_hall_that_was_left_on_purpose_or_cannot_be_is_not_started_again(code: int):
    assert kept(code, 1) == (code, 1, [], [])


def test_every_crash_in_a_row_is_waited_for_longer_and_it_never_gives_up():
    code, starts, said, pauses = kept(1, 3, -11, 1, 1, 1, 1, 0)
    assert (code, starts) == (0, 8)
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    assert said[0] == "the hall ended (exit 1); it is started again in 1 s"
    assert said[2] == "the hall ended (SIGSEGV); it is started again in 4 s"


def test_a_hall_that_ran_for_long_before_it_crashed_is_back_at_once():
    assert kept(1, 1, 1, 0, ran_ns=STEADY_NS)[3] == [1, 1, 1]
    assert kept(1, 1, 1, 0, ran_ns=STEADY_NS - 1)[3] == [1, 2, 4]


def test_who_is_told_to_stop_while_waiting_starts_no_other_hall():
    code, starts, _, pauses = kept(1)
    assert (code, starts, pauses) == (0, 1, [1])


@pytest.mark.parametrize(("code", "said"), [(3, "exit 3"), (-9, "SIGKILL"), (-77, "signal 77")])
def test_how_a_hall_ended_is_said_for_a_technician(code: int, said: str):
    assert ended(code) == said
    assert pause_s(1) == 1
