"""The kiosk is killed in the middle of its work, again and again.

One process imports the kiosk once and forks a writer for every round, so that a round costs no
more than what it tests; each writer is a process of its own, ended by SIGKILL at a random moment.
A whole kiosk with its threads and lines is killed in `tests/rehearsal/test_killed_for_good.py`.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from kiosk.clock import ManualClock
from kiosk.ledger.check import check_book
from kiosk.ledger.store import Ledger

ROOT = Path(__file__).parents[2]
NURSERY = """
import os, sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, Press

def tell(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())  # whole, whoever writes beside us

def write(book, mirror):
    ledger = Ledger.open(book, mirror=mirror, clock=SystemClock())
    batch = 1
    while True:
        press = Press("base-1", 1001, (1,), batch, 7, batch, None, "a55a")
        facts = [BallotCast(1, f"A-{n}", (1,), False, False, press) for n in range(batch)]
        last = ledger.append(facts)[-1].number
        tell(last)
        if batch % 13 == 0:
            ledger.checkpoint()
        batch = batch % 40 + 1

for line in sys.stdin:
    child = os.fork()
    if not child:
        write(*map(Path, sys.argv[1:]))
    tell("born", child)
    os.waitpid(child, 0)
    tell("dead")
"""


@contextmanager
def nursery(book: Path, mirror: Path) -> Iterator[Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(book), str(mirror)],
        stdin=PIPE,
        stdout=PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed_after(seconds: float, process: Popen[str]) -> int:
    """The last number a writer acknowledged before it was killed `seconds` after its first."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    child, acknowledged, killed = 0, -1, False
    for line in process.stdout:
        what, *rest = line.split()
        if what == "dead":
            return acknowledged
        if what == "born":  # said by its parent, which may be slower than the child's first word
            child = int(rest[0])
        else:
            acknowledged = int(what)
        if child and acknowledged >= 0 and not killed:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
            killed = True
    raise AssertionError("the nursery ended")


def killed_again_and_again(folder: Path, clock: ManualClock, *, rounds: int) -> None:
    book, mirror = folder / "meeting.book", folder / "meeting.mirror"
    Ledger.create(book, meeting="ab" * 16, mirror=mirror, clock=clock).close()
    dice, before = random.Random(rounds), -1
    with nursery(book, mirror) as process:
        for _ in range(rounds):
            acknowledged = killed_after(dice.uniform(0, 0.06), process)
            assert acknowledged > before
            with Ledger.read(book, mirror=mirror) as found:
                number, _ = found.head
                assert number >= acknowledged
                lagging = check_book(found)
                assert [one.kind.value for one in lagging] in ([], ["mirror"])
                assert all(acknowledged < one.number <= number for one in lagging)
            before = number
    with Ledger.open(book, mirror=mirror, clock=clock) as ledger:
        assert ledger.head[0] == before
        assert check_book(ledger) == []
        assert mirror.read_bytes().count(b"\n") == before + 1


def test_thirty_kills_lose_nothing_that_was_acknowledged(
    tmp_path: Path, clock: ManualClock
) -> None:
    killed_again_and_again(tmp_path, clock, rounds=30)


@pytest.mark.soak
def test_a_thousand_kills_lose_nothing_that_was_acknowledged(
    tmp_path: Path, clock: ManualClock
) -> None:
    for run in range(40):
        folder = tmp_path / str(run)
        folder.mkdir()
        killed_again_and_again(folder, clock, rounds=25)
