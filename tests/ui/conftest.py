"""The one application of these tests, offscreen, and two windows for each test."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from two_windows import FULL_HD, Room

from kiosk.clerk.views import Act
from kiosk.clock import ManualClock
from kiosk.ui.bridge import Bridge
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell, application

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"


@pytest.fixture(scope="session")
def gui() -> QGuiApplication:
    return application(offscreen=True)


@pytest.fixture
def room(gui: QGuiApplication) -> Iterator[Room]:
    clock = ManualClock(NOON, NOON_NS)
    acts: list[Act] = []
    told: list[tuple[Act, dict[str, str]]] = []
    bridge = Bridge(acts.append, act_with=lambda act, details: told.append((act, details)))
    shell = Shell(clock, bridge, offscreen=True)
    for pane in shell.panes.values():
        pane.resize(FULL_HD)
    shell.show()
    yield Room(shell, clock, acts, told)
    shell.close()
