"""From an empty folder to the open meeting, in real windows, by touches and keys."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from xserver import x_server

from kiosk.config import read_settings
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import MeetingOpened, OfficerNamed, RollFrozen

HERE = Path(__file__).parent
ROLL = "编号,姓名,席位,类别,表决权,表决器\n" + "".join(
    f"{at},代表{at},A-{at:02d},市民代表,是,{at}\n" for at in range(1, 13)
)
FIFTEEN_MINUTES_S = 900
KEY_S, TOUCH_S, LETTER_S = 0.5, 3, 2
"""A clerk who is no typist: half a second a key, three a touch with looking, two a character."""


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb")
def test_a_clerk_sets_a_meeting_up_and_two_officers_open_it(tmp_path: Path) -> None:
    folder, roll, base = tmp_path / "hall", tmp_path / "stick" / "名册.csv", tmp_path / "base"
    roll.parent.mkdir()
    roll.write_text(ROLL, encoding="gb18030")
    simulated = [sys.executable, "-m", "kiosk", "simulate", "sunvote", "--keypads", "12"]
    with (
        x_server(os.environ.get("SCREEN", "1280x720x24")) as around,
        contextlib.ExitStack() as ends,
    ):
        told = {"FOLDER": str(folder), "LIST": str(roll), "BASE": str(base)}
        simulate = ends.enter_context(
            subprocess.Popen(
                [*simulated, "--link", str(base)], env=around, stdout=subprocess.PIPE, text=True
            )
        )
        ends.callback(simulate.terminate)
        assert simulate.stdout is not None
        assert simulate.stdout.readline()
        driven = subprocess.run(
            [sys.executable, str(HERE / "driven_setup.py")],
            env=around | told | {"OUT": os.environ.get("OUT", "")},
            capture_output=True,
            text=True,
            timeout=1_200,
            check=False,
        )
    assert driven.returncode == 0, driven.stderr
    counts = json.loads(driven.stdout)
    if os.environ.get("OUT"):
        (Path(os.environ["OUT"]) / "counts.json").write_text(driven.stdout)
    settings = read_settings(folder / "kiosk.toml")
    assert [one.protocol for one in settings.base] == ["sunvote"]
    assert not (folder / "kiosk.setup").exists()
    with Ledger.read(folder / "meeting.book") as book:
        facts = [one.fact for one in book.entries()]
    (frozen,) = (one for one in facts if isinstance(one, RollFrozen))
    assert len(frozen.delegates) == 12
    assert sum(isinstance(one, MeetingOpened) for one in facts) == 1
    assert {one.officer for one in facts if isinstance(one, OfficerNamed) and one.public_key} == {
        one.name for one in settings.officer
    }
    seconds = sum(
        one["keys"] * KEY_S + one["touches"] * TOUCH_S + one["letters"] * LETTER_S
        for one in counts.values()
    )
    assert seconds < FIFTEEN_MINUTES_S
