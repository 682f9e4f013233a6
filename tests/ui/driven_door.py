"""Run on an X server: a whole hall PC, whose desk a keyboard wedge and a serial gun serve at once.

`FOLDER` holds kiosk.toml and roll.csv; the paths of its passes are written to passes.txt, and what
the desk's window showed to door.png.
"""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtTest import QTest

from kiosk.clerk import orders as o
from kiosk.config import read_settings
from kiosk.hall import Hall
from kiosk.ledger.passes import make_pass

folder = Path(os.environ["FOLDER"])
settings = read_settings(folder / "kiosk.toml")
hall = Hall(settings, folder)
kiosk, shell = hall.kiosk, hall._shell
window = shell.panes["checkin"].window


def begin() -> None:
    kiosk.desk.order(o.OpenCheckIn()).result(timeout=300)
    passes = [make_pass(kiosk.seal, kiosk.meeting, number=number) for number in (1, 2)]
    (folder / "passes.txt").write_text("\n".join(passes))
    focus()
    say("ready")
    since.start()
    look.start(50)


def focus() -> None:
    """Give this window the keyboard; what Qt asks for has a time that X may find too old."""
    for _ in range(200):
        subprocess.run(["xdotool", "windowfocus", str(int(window.winId()))], check=False)
        QTest.qWait(100)
        if window.isActive():
            return
    sys.exit("the window of the desk was never active")


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def watch() -> None:
    """Tell `in` once the first is in, and `not yet` every five seconds until then."""
    present = kiosk.clerk.state.present_voting
    if not told and present:
        told.append(present)
        QTest.qWait(300)
        shell.grab("checkin").save(str(folder / "door.png"))
        say("in")
    elif not told and since.hasExpired(5_000):
        since.restart()
        say("not yet")
    if present == 2:
        look.stop()
        shell.quit()


told: list[int] = []
since = QElapsedTimer()
look = QTimer()
look.timeout.connect(watch)
QTimer.singleShot(300, begin)
QTimer.singleShot(240_000, shell.quit)
sys.exit(hall.run())
