"""The crossing between the clerk's thread and the screens."""

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

from PySide6.QtTest import QTest
from two_windows import Room

from kiosk.clerk.views import Views
from kiosk.ui import gallery
from kiosk.ui.bridge import FRAME_MS, Bridge
from kiosk.ui.shell import Shell

HALL, CONSOLE = gallery.hall_gallery(), gallery.console_gallery()


def views(pressed: int, *, heard_ns: int = 0) -> Views:
    return Views(replace(HALL["poll"], pressed=pressed), CONSOLE["open"], heard_ns=heard_ns)


def wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not done() and time.monotonic() < end:
        QTest.qWait(5)


def test_the_latest_views_win_and_come_at_most_once_a_frame(room: Room) -> None:
    taken: list[int] = []
    room.shell.bridge.views.connect(lambda given: taken.append(given.hall.pressed))

    def clerk() -> None:
        for pressed in range(2000):
            room.shell.bridge.offer(views(pressed))

    thread = Thread(target=clerk)
    thread.start()
    thread.join()
    wait_for(lambda: taken[-1:] == [1999])
    assert taken[-1] == 1999
    assert len(taken) <= 3
    assert "已按 1999 / 118" in room.texts("hall")


def test_views_offered_at_the_pace_of_a_poll_are_shown_at_the_pace_of_a_screen(room: Room) -> None:
    taken: list[int] = []
    room.shell.bridge.views.connect(lambda given: taken.append(given.hall.pressed))
    began = time.monotonic()
    for pressed in range(100):
        room.shell.bridge.offer(views(pressed))
        QTest.qWait(2)
    wait_for(lambda: taken[-1:] == [99])
    frames = (time.monotonic() - began) * 1000 / FRAME_MS
    assert taken[-1] == 99
    assert 3 <= len(taken) <= frames + 1
    assert taken == sorted(taken)


def test_a_press_is_told_once_when_its_frame_stands_on_the_wall(room: Room) -> None:
    seen: list[int] = []
    bridge = Bridge(room.acts.append, pixels=seen.append)
    shell = Shell(room.clock, bridge, offscreen=True)
    shell.show()
    QTest.qWait(50)
    bridge.offer(views(1, heard_ns=111))
    wait_for(lambda: bool(seen))
    QTest.qWait(80)
    bridge.offer(views(2, heard_ns=222))
    bridge.offer(views(3, heard_ns=333))
    wait_for(lambda: len(seen) > 1)
    bridge.offer(views(3))
    QTest.qWait(80)
    shell.close()
    assert seen == [111, 333]
