"""Not a test: the windows of a hall in kiosk mode, which say where they are, a line a change.

The places are those that the X server gives, not those that Qt believes.
"""

import json
import re
import subprocess
import sys

from PySide6.QtCore import QTimer

from kiosk.clock import SystemClock
from kiosk.ui.bridge import Bridge
from kiosk.ui.displays import Standing
from kiosk.ui.placing import AS_THEY_COME
from kiosk.ui.shell import Shell
from kiosk.ui.wishes import ScreenWishes


def say(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def place(window) -> list[int]:
    """Where the server has a window; nothing while it is not mapped."""
    if not window.isVisible():
        return []
    asked = ["xdotool", "getwindowgeometry", "--shell", str(window.winId())]
    told = subprocess.run(asked, capture_output=True, text=True)
    found = dict(re.findall(r"(\w+)=(-?\d+)", told.stdout))
    return [int(found.get(one, -1)) for one in ("X", "Y", "WIDTH", "HEIGHT")]


def main() -> None:
    wishes = dict(AS_THEY_COME) | dict(one.split("=") for one in sys.argv[1:])
    standing = Standing(wishes, closed=True, tell=lambda *news: say(told=news))
    bridge = Bridge(lambda act: None)
    shell = Shell(SystemClock(), bridge, wishes=ScreenWishes(feed=True, standing=standing))
    last: dict[str, list[int]] = {}

    def look() -> None:
        now = {name: place(pane.window) for name, pane in shell.panes.items()}
        if now != last:
            last.clear()
            last.update(now)
            say(windows=now)

    timer = QTimer(interval=100)
    timer.timeout.connect(look)
    timer.start()
    shell.show()
    shell.run()


main()
