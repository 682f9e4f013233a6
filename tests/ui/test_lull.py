"""The rest between keys, on an event loop that was busy meanwhile."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.clock import ManualClock
from kiosk.ui.parts.lull import LATE_NS, MS, Lull

WAIT_MS = 10


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def rung() -> list[int]:
    return []


@pytest.fixture
def lull(gui: QGuiApplication, clock: ManualClock, rung: list[int]) -> Lull:
    lull = Lull(clock, WAIT_MS, QObject(gui))
    lull.over.connect(lambda: rung.append(clock.mono))
    lull.start()
    return lull


def turned(lull: Lull) -> None:
    """The event loop turns until the lull rang or was begun anew."""
    timer = lull._timer
    rings: list[bool] = []
    timer.timeout.connect(lambda: rings.append(True))
    while not rings:
        QTest.qWait(1)


def test_it_rings_once_after_its_time(lull: Lull, clock: ManualClock, rung: list[int]) -> None:
    clock.advance(WAIT_MS * MS)
    turned(lull)
    assert rung == [clock.mono]
    assert not lull.runs


def test_a_late_ring_measured_the_loop_and_waits_once_more(
    lull: Lull, clock: ManualClock, rung: list[int]
) -> None:
    clock.advance(WAIT_MS * MS + LATE_NS + 1)
    turned(lull)
    assert rung == []
    assert lull.runs
    turned(lull)
    assert rung == [clock.mono]


def test_what_is_stopped_does_not_ring(lull: Lull, rung: list[int]) -> None:
    lull.stop()
    QTest.qWait(3 * WAIT_MS)
    assert not lull.runs
    assert rung == []
