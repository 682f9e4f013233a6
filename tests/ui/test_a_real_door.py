"""A hall PC on an X server: one delegate comes in by a typing scanner, one by a gun on a line."""

import contextlib
import os
import shutil
import subprocess
import sys
import tty
from pathlib import Path

import pytest
from PIL import Image
from xserver import x_server

from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import CheckedIn

HERE = Path(__file__).parent
SETTINGS = """
roll = "roll.csv"
[meeting]
title = "市民大会"
[book]
path = "hall/meeting.book"
[[wedge]]
desk = "1"
[[scanner]]
desk = "2"
port = "{port}"
[door]
sounds = false
"""
ROLL = "number,name,seat,class,votes,keypad\n1,王建国,1,citizen,yes,1\n2,李敏,2,citizen,yes,2\n"
GREEN = (10, 106, 79)


@pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)
def test_a_wedge_and_a_gun_let_two_delegates_in(tmp_path: Path) -> None:
    gun, line = os.openpty()
    tty.setraw(line)
    settings = SETTINGS.format(port=os.ttyname(line))
    (tmp_path / "kiosk.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "roll.csv").write_text(ROLL, encoding="utf-8")
    with x_server() as around, contextlib.ExitStack() as ends:
        ends.callback(os.close, gun)
        ends.callback(os.close, line)
        environment = around | {"FOLDER": str(tmp_path)}
        driven = subprocess.Popen(
            [sys.executable, str(HERE / "driven_door.py")],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert driven.stdout is not None
        assert driven.stdout.readline() == "ready\n"
        by_keys, by_gun = (tmp_path / "passes.txt").read_text().split()
        typing = ["xdotool", "type", "--delay", "2", by_keys + "\n"]
        subprocess.run(typing, env=environment, check=True, timeout=300)
        while (told := driven.stdout.readline()) != "in\n":  # X lets a scanner stutter: once more
            assert told, "the hall ended"
            subprocess.run(typing, env=environment, check=True, timeout=300)
        os.write(gun, b"]Q1" + by_gun.encode() + b"\r\n")
        driven.communicate(timeout=300)
    with Ledger.read(tmp_path / "hall" / "meeting.book") as book:
        came = [one.fact for one in book.entries(facts=[CheckedIn])]
    assert {(one.seat, one.desk, one.way) for one in came if isinstance(one, CheckedIn)} == {
        ("1", "1", "pass"),
        ("2", "2", "pass"),
    }
    with Image.open(tmp_path / "door.png") as shown:
        assert shown.convert("RGB").getpixel((shown.width // 2, 6)) == GREEN
