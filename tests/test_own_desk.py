"""The check-in desk that the hall PC serves itself: settings, three readers, one scan."""

import os
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.rollfile import read_roll
from kiosk.clerk.views import DeskVerdict
from kiosk.clock import ManualClock
from kiosk.config import Settings, read_settings
from kiosk.devices.simulator.code_gun import CodeGun
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.wire.ports import MISSING
from kiosk.faults import HallFault, PortFault, UnusableInput
from kiosk.hall import Hall
from kiosk.ledger.passes import make_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BaseGone, CheckedIn, PassRefused

SECOND = 1_000_000_000
SETTINGS = """
roll = "roll.csv"
[meeting]
title = "市民大会"
[book]
path = "hall/meeting.book"
[door]
sounds = false
[[wedge]]
desk = "1"
[[scanner]]
desk = "1"
port = "gun"
"""
ROLL = "number,name,seat,class,votes,keypad\n1,甲,1,citizen,yes,1\n2,乙,2,citizen,yes,2\n"


def written(folder: Path, text: str = SETTINGS) -> Settings:
    (folder / "kiosk.toml").write_text(text, encoding="utf-8")
    (folder / "roll.csv").write_text(ROLL, encoding="utf-8")
    return read_settings(folder / "kiosk.toml")


def facts(settings: Settings, *kinds: type) -> list:
    with Ledger.read(settings.book.path) as book:
        return [one.fact for one in book.entries(facts=kinds)]


def test_gun_keys_and_camera_of_one_desk_make_one_scan_of_one_pass(tmp_path: Path):
    settings, clock, gun, views = written(tmp_path), ManualClock(), CodeGun(), []
    cable = MemoryCable(gun, clock)
    kiosk = Kiosk(settings, clock=clock, show=views.append, open_port=lambda *line: cable.open())
    kiosk.begin()
    kiosk.desk.order(o.AdoptPack(find_pack("citizens-assembly", tmp_path)))
    for order in roll_orders(read_roll(settings.roll)):
        kiosk.desk.order(order)
    kiosk.desk.order(o.OpenCheckIn())
    kiosk.step()
    text = make_pass(kiosk.seal, kiosk.meeting, number=1)
    for _ in range(10):
        gun.scan(text)
        kiosk.scanned("1", text)
        kiosk.scanned("1", text)
        kiosk.step()
        clock.advance(SECOND // 5)
    assert [fact.seat for fact in facts(settings, CheckedIn)] == ["1"]
    assert facts(settings, PassRefused) == []
    (desk,) = views[-1].desks
    assert desk.verdict is DeskVerdict.WELCOME
    clock.advance(4 * SECOND)
    kiosk.scanned("1", text)
    kiosk.step()
    (again,) = views[-1].desks
    assert again.verdict is DeskVerdict.CAUTION
    assert again.entry > desk.entry
    kiosk.stop()


def test_a_camera_that_fails_is_told_to_the_console_like_a_lost_scanner(tmp_path: Path):
    settings, views = written(tmp_path), []

    def no_port(path: str, baud: int, parity: str):
        raise PortFault(MISSING[0], where=path, cure=MISSING[1])

    kiosk = Kiosk(settings, clock=ManualClock(), show=views.append, open_port=no_port)
    kiosk.begin()
    kiosk.step()
    told = HallFault(
        "There is no camera {device}", where="camera", cure="{known}", device="X", known="Y"
    )
    kiosk.reader_lost("1", told)
    kiosk.step()
    assert any(fact.what == told.what for fact in facts(settings, BaseGone))
    assert any(told.what in (one.msgid, *one.args.values()) for one in views[-1].console.faults)
    kiosk.stop()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('[[wedge]]\ndesk = "2"\n', "wedge: "),
        ('[[camera]]\ndesk = "2"\n', "wedge and camera belong to one desk"),
        ('[[camera]]\ndesk = "1"\nlens = "x"\n', "camera 1.lens: "),
        ("[[camera]]\n", "camera 1.desk: "),
    ],
)
def test_a_second_desk_or_a_wrong_key_is_told(tmp_path: Path, wrong: str, told: str):
    with pytest.raises(UnusableInput) as mistake:
        written(tmp_path, SETTINGS + wrong)
    assert told in str(mistake.value)


def test_the_hall_opens_the_window_of_its_desk_and_takes_what_is_typed_there(tmp_path: Path):
    text = SETTINGS.replace('[[scanner]]\ndesk = "1"\nport = "gun"\n', "")
    settings = written(tmp_path, text)
    hall = Hall(settings, tmp_path)
    window = hall._shell.panes["checkin"].window
    said = "ABCDEFGHIJKLMNOP" * 5

    def scan() -> None:
        assert window.isVisible()
        for key in said + "\r":
            named = Qt.Key.Key_Return if key == "\r" else Qt.Key(ord(key))
            kind, plain = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
            QCoreApplication.sendEvent(window, QKeyEvent(kind, named, plain, key))

    def look() -> None:
        if facts(settings, PassRefused):
            hall._shell.quit()

    looks = QTimer(interval=50)
    looks.timeout.connect(look)
    looks.start()
    QTimer.singleShot(100, scan)
    QTimer.singleShot(60_000, hall._shell.quit)
    hall.run()
    looks.stop()
    (refused,) = facts(settings, PassRefused)
    assert (refused.desk, refused.reason) == ("1", "not_a_pass")


def test_a_hall_whose_doors_have_their_own_desks_has_no_such_window(tmp_path: Path):
    settings = written(tmp_path, SETTINGS.replace('[[wedge]]\ndesk = "1"\n', ""))
    hall = Hall(settings, tmp_path)
    assert set(hall._shell.panes) == {"hall", "console"}
    hall._shell.close()
    hall.kiosk.stop()
