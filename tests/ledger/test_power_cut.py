"""The power is cut at any step of a busy poll: what was acknowledged is in the book, always."""

import random
from collections import Counter
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger.store import Ledger
from ledger.power import Disk, cut, lay, record


def after_a_cut(disk: Disk, folder: Path, seed: int) -> str:
    """What a kiosk finds that starts after one cut, in a word."""
    dice = random.Random(seed)
    files, acknowledged = cut(disk, dice.randrange(len(disk.log) + 1), dice)
    book, mirror = lay(folder, files)
    mirrored = mirror.read_bytes().count(b"\n") if mirror.exists() else 0
    try:
        with Ledger.open(book, mirror=mirror, clock=ManualClock()) as ledger:
            if ledger.head[0] < acknowledged:
                return "lost"
            assert mirror.read_bytes().count(b"\n") == ledger.head[0] + 1
    except BookFault as fault:
        return "ahead" if "holds more than the book" in str(fault) else f"broken: {fault}"
    return "whole" if mirrored > acknowledged else "mirror short"


def cuts(folder: Path, *, points: int, batches: int = 14, **promise: object) -> Counter[str]:
    found: Counter[str] = Counter()
    for first in range(0, points, 200):
        disk = record(folder / f"run-{first}", first, batches=batches, **promise)
        for seed in range(first, min(first + 200, points)):
            found[after_a_cut(disk, folder / "after", seed)] += 1
    return found


def test_four_hundred_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert cuts(tmp_path, points=400) == {"whole": 400}


def test_without_a_full_sync_of_the_book_the_same_cuts_lose_acknowledged_presses(
    tmp_path: Path,
) -> None:
    """The control: with `synchronous` NORMAL the book falls behind its mirror, and it is seen."""
    found = cuts(tmp_path, points=100, synchronous=1)
    assert found["ahead"] > 20
    assert set(found) <= {"whole", "ahead"}


def test_without_a_sync_of_the_mirror_the_second_copy_misses_acknowledged_presses(
    tmp_path: Path,
) -> None:
    """The control: the book is whole all the same, and tops the mirror up."""
    found = cuts(tmp_path, points=100, mirror_synced=False)
    assert found["mirror short"] + sum(n for what, n in found.items() if "differs" in what) > 20


@pytest.mark.soak
def test_ten_thousand_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert cuts(tmp_path, points=10_000, batches=40) == {"whole": 10_000}
