"""The broadcast's window: what is on the wall without its head, and nothing of the console."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from two_windows import FULL_HD, Room

from kiosk.clerk.views import Views
from kiosk.clock import ManualClock
from kiosk.ui import gallery
from kiosk.ui.bridge import Bridge
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell
from kiosk.ui.wishes import ScreenWishes

HALL, CONSOLE = gallery.hall_gallery(), gallery.console_gallery()


@pytest.fixture(scope="module")
def cast(gui: QGuiApplication) -> Iterator[Room]:
    clock = ManualClock(NOON, NOON_NS)
    shell = Shell(clock, Bridge(lambda act: None), offscreen=True, wishes=ScreenWishes(feed=True))
    for name in ("hall", "feed"):
        shell.panes[name].resize(FULL_HD)
    shell.show()
    yield Room(shell, clock, [])
    shell.close()


@pytest.mark.parametrize("state", HALL)
def test_the_broadcast_shows_nothing_that_is_not_on_the_wall(cast: Room, state: str) -> None:
    cast.shell.take(Views(HALL[state], CONSOLE["fault"]))
    cast.settle()
    wall, feed = set(cast.texts("hall")), set(cast.texts("feed"))
    assert feed <= wall
    assert wall


def test_names_of_the_silent_and_faults_of_the_room_stay_on_the_console(cast: Room) -> None:
    cast.shell.take(Views(HALL["poll"], CONSOLE["fault"]))
    cast.settle()
    console = set(cast.texts("console"))
    private = {line.name for line in CONSOLE["fault"].silent} | {"会场", "静默席位"}
    assert private & console, "the console does show them"
    assert private & set(cast.texts("feed")) == set()


def test_nobody_types_into_the_broadcast_and_no_question_stands_there(cast: Room) -> None:
    cast.shell.console.press("close_poll")
    cast.settle()
    assert cast.window("feed").flags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not any(one.inherits("QQuickTextField") for one in cast.items("feed"))
