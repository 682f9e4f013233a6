"""The kiosk is killed in the middle of its work, again and again."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from kiosk.clock import ManualClock
from kiosk.ledger.check import check_book
from kiosk.ledger.store import Ledger

ROOT = Path(__file__).parents[2]
CHILD = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, Press

book, mirror = map(Path, sys.argv[1:])
ledger = Ledger.open(book, mirror=mirror, clock=SystemClock())
batch = 1
while True:
    press = Press("base-1", 1001, (1,), batch, 7, batch, None, "a55a")
    facts = [BallotCast(1, f"A-{n}", (1,), False, False, press) for n in range(batch)]
    last = ledger.append(facts)[-1].number
    print(last, flush=True)
    batch = batch % 40 + 1
"""


def killed_after(seconds: float, book: Path, mirror: Path) -> int:
    """The last number a child acknowledged before it was killed `seconds` after its first."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(book), str(mirror)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as child:
        assert child.stdout is not None
        ready, _, _ = select.select([child.stdout], [], [], 20)
        assert ready
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        told = child.stdout.read()
    return int(told[: told.rindex(b"\n")].split(b"\n")[-1])


def test_ten_kills_lose_nothing_that_was_acknowledged(tmp_path: Path, clock: ManualClock) -> None:
    book, mirror = tmp_path / "meeting.book", tmp_path / "meeting.mirror"
    Ledger.create(book, meeting="ab" * 16, mirror=mirror, clock=clock).close()
    before = -1
    for kill in range(10):
        acknowledged = killed_after(0.003 + 0.017 * kill, book, mirror)
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
