"""What a closed window leaves behind goes on the thread that windows live on."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.clock import ManualClock
from kiosk.ui.bridge import Bridge
from kiosk.ui.collecting import FULL_EVERY, Collector
from kiosk.ui.shell import Shell

PLENTY = 20_000


class Knot:
    """Garbage that only a collector can free; tells on which thread it went."""

    def __init__(self, gone: list[threading.Thread]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: gone.append(threading.current_thread()))


def make_garbage() -> None:
    for _ in range(PLENTY):
        knot: list[object] = []
        knot.append(knot)


def elsewhere(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_no_thread_but_that_of_the_windows_frees_what_held_itself(gui: QGuiApplication) -> None:
    gone: list[threading.Thread] = []
    Knot(gone)
    elsewhere(make_garbage)
    assert gone == []
    while not gone:
        elsewhere(make_garbage)
        QTest.qWait(20)
    assert gone == [threading.main_thread()]


def test_a_closed_window_waits_for_its_own_thread(gui: QGuiApplication) -> None:
    shell = Shell(ManualClock(), Bridge(lambda act: None), offscreen=True)
    shell.show()
    shell.close()
    left = weakref.ref(shell)
    del shell
    elsewhere(make_garbage)
    assert left() is not None
    gc.collect()
    assert left() is None


@pytest.mark.parametrize(
    ("looks", "counts", "collected"),
    [
        (0, (0, 0, 0), []),
        (0, (10**6, 0, 0), [0]),
        (0, (10**6, 99, 0), [1]),
        (FULL_EVERY - 1, (0, 0, 0), [2]),
    ],
)
def test_what_is_due_is_looked_through(
    gui: QGuiApplication,
    monkeypatch: pytest.MonkeyPatch,
    looks: int,
    counts: tuple[int, int, int],
    collected: list[int],
) -> None:
    (collector,) = gui.findChildren(Collector)
    done: list[int] = []
    monkeypatch.setattr(collector, "_looks", looks)
    monkeypatch.setattr(gc, "collect", done.append)
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    collector.look()
    assert done == collected
