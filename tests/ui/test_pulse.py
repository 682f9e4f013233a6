"""The windows say that they answer, while their event loop turns and only then."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.ui import pulse
from kiosk.ui.pulse import Pulse, line_to_keeper

unix = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")


class Application(QObject):
    """What a pulse needs of the one application, which these tests may not end."""

    about = Signal(name="aboutToQuit")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, gui: QGuiApplication) -> None:
    monkeypatch.setattr(pulse, "BEAT_MS", 20)


def turn(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def turn_until(true: Callable[[], bool]) -> None:
    """Let the loop turn until it is so, however busy the machine is."""
    for _ in range(3_000):
        if true():
            return
        turn(20)
    raise AssertionError("it never was")


@pytest.mark.usefixtures("quick")
def test_it_beats_while_the_loop_turns_and_not_while_windows_are_built():
    said: list[str] = []
    application = Application()
    Pulse(application, said.append)
    for _ in range(5):
        QCoreApplication.processEvents()
    assert said == []
    turn_until(lambda: len(said) > 2)
    assert said[0].splitlines() == ["WATCHDOG_USEC=30000000", "READY=1", "WATCHDOG=1"]
    assert len(said) > 2
    assert set(said[1:]) == {"READY=1\nWATCHDOG=1"}


@pytest.mark.usefixtures("quick")
def test_a_loop_that_ends_on_purpose_leaves_time_and_the_next_one_answers_again():
    said: list[str] = []
    application = Application()
    Pulse(application, said.append)
    application.aboutToQuit.emit()
    assert said == [], "who never answered takes no time either"
    turn_until(lambda: bool(said))
    application.aboutToQuit.emit()
    assert said[-1].splitlines() == ["WATCHDOG_USEC=600000000", "WATCHDOG=1"]
    rested = len(said)
    turn_until(lambda: len(said) > rested)
    assert said[rested].splitlines() == ["WATCHDOG_USEC=30000000", "READY=1", "WATCHDOG=1"]


@unix
def test_the_word_goes_to_line_to_keeper_and_no_process_of_ours_hears_the_address(tmp_path: Path):
    place = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as keeper:
        keeper.bind(str(place))
        around = {"NOTIFY_SOCKET": str(place), "HOME": "/"}
        line = line_to_keeper(around)
        assert line is not None
        line.say("WATCHDOG=1")
        keeper.settimeout(60)
        assert keeper.recv(100) == b"WATCHDOG=1"
    assert around == {"HOME": "/"}
    place.unlink()
    line.say("WATCHDOG=1")
    line.close()


@unix
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="such an address is Linux's")
def test_an_address_without_a_file_is_spoken_to_as_well():
    ours = f"kiosk-test-of-the-pulse-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as keeper:
        keeper.bind(f"\0{ours}")
        line = line_to_keeper({"NOTIFY_SOCKET": f"@{ours}"})
        assert line is not None
        line.say("READY=1")
        keeper.settimeout(60)
        assert keeper.recv(100) == b"READY=1"
        line.close()


def test_nobody_is_told_where_nobody_keeps_us(monkeypatch: pytest.MonkeyPatch):
    assert line_to_keeper({}) is None
    monkeypatch.delattr(socket, "AF_UNIX", raising=False)
    assert line_to_keeper({"NOTIFY_SOCKET": "/run/notify"}) is None
