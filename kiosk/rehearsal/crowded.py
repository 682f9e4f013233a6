"""A hall in a process of its own, for measurements: collectors on ptys, a crowd on command.

Run as `python -m kiosk.rehearsal.crowded N BASES`; speaks JSON lines. It says where the ports are,
waits for a line `press SPAN_S`, lets every keypad press once within the span, and at `stop` tells
when each base saw its presses acknowledged. Monotonic time is the machine's, the same for both.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.pty_host import PtyHost

MOST_KEYPADS = 480


class WatchedCollector(SimulatedCollector):
    """A collector that notes when acknowledgements reach it: (sequence, monotonic ns)."""

    def __init__(self, first: int, keypads: int) -> None:
        super().__init__(first, keypads)
        self.acknowledged: list[tuple[int, int]] = []

    def receive(self, data: bytes, now_ns: int) -> bytes:
        before = self.acked
        answer = super().receive(data, now_ns)
        if self.acked != before:
            self.acknowledged.append((self.acked, time.monotonic_ns()))
        return answer


def split(keypads: int, bases: int) -> list[tuple[int, int]]:
    """(first keypad, how many) of each base."""
    share = -(-keypads // bases)
    return [(1 + at, min(share, keypads - at)) for at in range(0, keypads, share)]


def bases_for(keypads: int) -> int:
    """As many collectors as the keypads need."""
    return max(2, -(-keypads // MOST_KEYPADS))


def main() -> None:
    keypads, bases = int(sys.argv[1]), int(sys.argv[2])
    clock = SystemClock()
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        host = PtyHost(Path(folder), clock)
        hall = [WatchedCollector(first, count) for first, count in split(keypads, bases)]
        ports = [str(host.add(f"base-{place}", base)) for place, base in enumerate(hall)]
        host.start()
        _say({"ports": ports})
        for line in sys.stdin:
            word, *rest = line.split()
            if word == "stop":
                break
            begun = _press_all(hall, keypads, float(rest[0]))
            _say({"begun_ns": begun, "ended_ns": time.monotonic_ns()})
        _say({"acknowledged": [base.acknowledged for base in hall]})
        host.stop()


def _press_all(hall: list[WatchedCollector], keypads: int, span_s: float) -> int:
    """Every keypad once, evenly within the span, over all bases in turn; the first instant."""
    begun = time.monotonic_ns()
    turn = [
        (base, first + place)
        for place in range(MOST_KEYPADS)
        for base, (first, count) in zip(hall, split(keypads, len(hall)), strict=True)
        if place < count
    ]
    for place, (base, keypad) in enumerate(turn):
        due = begun + round(span_s * 1e9 * place / len(turn))
        while (wait := due - time.monotonic_ns()) > 0:
            time.sleep(min(wait / 1e9, 0.001))
        base.press(keypad, (1 + place % 3,), time.monotonic_ns())
    return begun


def _say(message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
