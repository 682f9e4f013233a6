"""`kiosk bench`: the measurements, by name; each reports what it saw and on what."""

import os
import platform
import sqlite3
from collections.abc import Callable, Mapping

from kiosk.rehearsal.bench_book import bench_book
from kiosk.rehearsal.bench_door import bench_door
from kiosk.rehearsal.bench_law import bench_law
from kiosk.rehearsal.bench_papers import bench_papers
from kiosk.rehearsal.bench_press import Tell, bench_press
from kiosk.rehearsal.bench_screens import bench_screens
from kiosk.rehearsal.bench_through import bench_through
from kiosk.rehearsal.bench_wire import bench_wire

Bench = Callable[[Tell], dict[str, object]]


def machine() -> dict[str, object]:
    """What the figures were seen on."""
    return {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def measured(bench: Bench, tell: Tell) -> dict[str, object]:
    """Run a measurement and say what it ran on."""
    return bench(tell) | {"on": machine()}


BENCHES: Mapping[str, Bench] = {
    "press": bench_press,
    "through": bench_through,
    "book": bench_book,
    "law": bench_law,
    "papers": bench_papers,
    "door": bench_door,
    "wire": bench_wire,
    "screens": bench_screens,
}
