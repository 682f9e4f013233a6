"""`kiosk bench through`: how many presses a second decode, law and book take, without a wire.

Everything is on one thread and the lines are memory, so the figure is the software's own. The
simulated bases are part of the time; what they take is measured too and told beside it.
"""

import tempfile
import time
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, Fact, Press
from kiosk.rehearsal.bench_press import Tell

BATCH = 200
ENTRIES = 20_000


def bench_through(tell: Tell) -> dict[str, object]:
    """The book alone, and the law alone."""
    found: dict[str, object] = {"bench": "through", "entries": ENTRIES, "batch": BATCH}
    for name, mirrored in (("book", False), ("book_and_mirror", True)):
        rate = _book(mirrored=mirrored)
        found[f"{name}_entries_per_s"] = rate
        tell(f"{name}: {rate} entries/s in batches of {BATCH}")
    return found


def _book(*, mirrored: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        place = Path(folder)
        mirror = place / "mirror" if mirrored else None
        ledger = Ledger.create(place / "book", meeting="0" * 32, mirror=mirror, clock=SystemClock())
        with ledger:
            begun = time.perf_counter()
            for at in range(0, ENTRIES, BATCH):
                ledger.append([_cast(at + one) for one in range(BATCH)])
            return round(ENTRIES / (time.perf_counter() - begun))


def _cast(number: int) -> Fact:
    press = Press("A", number % 480, (1,), number, 7, number, number, "00" * 16)
    return BallotCast(1, str(number % 480), (1,), False, False, press)
