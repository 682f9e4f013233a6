"""The one application of these tests, offscreen, and two windows for each test."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from two_windows import FULL_HD, Room

from kiosk.clerk.orders import Order
from kiosk.clerk.views import Act
from kiosk.clock import ManualClock
from kiosk.ui.at_the_observer import sample_wish
from kiosk.ui.bridge import Bridge
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell, application
from kiosk.ui.studio import Studio
from kiosk.ui.wishes import ScreenWishes

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"


@pytest.fixture(scope="session")
def gui() -> QGuiApplication:
    return application(offscreen=True)


@pytest.fixture(scope="module")
def studio(gui: QGuiApplication) -> Iterator[Studio]:
    """Every window that there is, for the tests of a file that only look."""
    one = Studio(language="zh_CN")
    yield one
    one.close()


@pytest.fixture
def room(gui: QGuiApplication) -> Iterator[Room]:
    clock = ManualClock(NOON, NOON_NS)
    acts: list[Act] = []
    told: list[tuple[Act, dict[str, str]]] = []
    given: list[tuple[Order, dict[str, str]]] = []
    bridge = Bridge(
        acts.append,
        act_with=lambda act, details: told.append((act, details)),
        give=lambda order, secrets: given.append((order, dict(secrets))),
    )
    wishes = ScreenWishes(observer=sample_wish(), ask=sample_wish().ask)
    shell = Shell(clock, bridge, offscreen=True, wishes=wishes)
    for pane in shell.panes.values():
        pane.resize(FULL_HD)
    shell.show()
    yield Room(shell, clock, acts, told, given)
    shell.close()
