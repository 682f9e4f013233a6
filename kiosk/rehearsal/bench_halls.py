"""`kiosk bench halls --url …`: what a server of shared books takes from 1, 2 and 4 desks.

Every desk is a thread with a connection of its own, and writes as its clerk does: lock, news,
append, commit. Measured are turns with one press each (the time from a press that was heard to one
that may be acknowledged, all but the wire) and turns of fifty; once all desks on one meeting, where
the row lock lets one at a time through, and once each on a meeting of its own.
"""

import tempfile
import threading
import time
import uuid
from dataclasses import replace
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.ledger.server import Place
from kiosk.ledger.shared_store import SharedLedger
from kiosk.meeting.facts import BallotCast, Fact, Press
from kiosk.rehearsal.bench_press import Tell

SPAN_S = 3.0
DESKS = (1, 2, 4)
BATCHES = (1, 50)


def bench_halls(place: Place, tell: Tell) -> dict[str, object]:
    """Turns and presses a second, and how long a turn takes."""
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        for batch in BATCHES:
            for desks, apart in [(n, False) for n in DESKS] + [(DESKS[-1], True)]:
                row = _race(place, Path(folder), desks=desks, batch=batch, apart=apart)
                rows.append(row)
                tell(", ".join(f"{name} {said}" for name, said in row.items()))
    return {"bench": "halls", "span_s": SPAN_S, "rows": rows}


def _race(place: Place, folder: Path, *, desks: int, batch: int, apart: bool) -> dict[str, object]:
    shared = uuid.uuid4().hex
    ledgers = [
        SharedLedger.open(
            replace(place, meeting=uuid.uuid4().hex if apart else shared),
            desk=f"desk-{number}",
            clock=SystemClock(),
            main=True,
            own=folder / f"desk-{number}",
        )
        for number in range(desks)
    ]
    took: list[list[float]] = [[] for _ in ledgers]
    threads = [
        threading.Thread(target=_write, args=(ledger, batch, mine))
        for ledger, mine in zip(ledgers, took, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for ledger in ledgers:
        ledger.close()
    turns = sorted(one for mine in took for one in mine)
    return {
        "desks": desks,
        "meetings": desks if apart else 1,
        "presses_a_turn": batch,
        "turns_per_s": round(len(turns) / SPAN_S),
        "presses_per_s": round(len(turns) * batch / SPAN_S),
        "turn_ms_median": round(turns[len(turns) // 2] * 1000, 1),
        "turn_ms_99": round(turns[len(turns) * 99 // 100] * 1000, 1),
    }


def _write(ledger: SharedLedger, batch: int, took: list[float]) -> None:
    ends = time.perf_counter() + SPAN_S
    while (begun := time.perf_counter()) < ends:
        with ledger.turn():
            ledger.news()
            ledger.append([_cast(ledger.desk, len(took) * batch + one) for one in range(batch)])
        took.append(time.perf_counter() - begun)


def _cast(desk: str, number: int) -> Fact:
    press = Press(f"{desk}/A", number % 480, (1,), number, 7, number, number, "00" * 16)
    return BallotCast(1, str(number % 480), (1,), False, False, press)
