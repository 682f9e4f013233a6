"""`kiosk bench door`: from the last byte of a pass to the colour on the desk's window, 500 times.

The scanner is a real pseudo-terminal, book and mirror are on disk and synced, the window is drawn
offscreen by the software renderer. For each pass:

    written   its last byte was written to the line
    told      the desk's view was handed to the window, and its sound began, if it has any
    pixels    the frame with its colour was swapped

A desk has 100 ms for it.
"""

import os
import tempfile
import time
import tty
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.rollfile import roll_line
from kiosk.clerk.views import Views
from kiosk.clock import SystemClock
from kiosk.config import BookSettings, MeetingSettings, Settings
from kiosk.devices.settings import ScannerSettings
from kiosk.ledger.passes import make_pass
from kiosk.meeting.roll import Delegate, DelegateClass
from kiosk.rehearsal.bench_press import OFFICERS, Tell, obeyed, percentiles, until
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import DeskWish
from kiosk.ui.shell import Shell, application

DELEGATES = 500
DESK = "1"
GAP_S = 0.02
PAUSE_S = 0.0005
ALLOWED_MS = 100


@dataclass(slots=True, weakref_slot=True)
class Seen:
    """When each entry of the desk was told, and when its frame was on the glass."""

    told: dict[int, int] = field(default_factory=dict[int, int])
    pixels: dict[int, int] = field(default_factory=dict[int, int])
    newest: int = -1

    def show(self, views: Views) -> None:
        for desk in views.desks:
            if desk.desk == DESK and desk.entry > self.newest:
                self.newest = desk.entry
                self.told[desk.entry] = time.monotonic_ns()

    def swapped(self) -> None:
        if self.newest >= 0:
            self.pixels.setdefault(self.newest, time.monotonic_ns())


def bench_door(tell: Tell) -> dict[str, object]:
    """Let 500 delegates in at one desk, one after the other; one document."""
    hub, line = os.openpty()
    tty.setraw(line)
    try:
        with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
            found = _measure(Path(folder), hub, os.ttyname(line))
    finally:
        os.close(hub)
        os.close(line)
    latency = cast("dict[str, dict[str, float]]", found["ms"])
    told = ", ".join(f"{name} {one['p50']}/{one['p99']}" for name, one in latency.items())
    tell(f"{DELEGATES} passes: ms after the last byte, p50/p99: {told}; allowed {ALLOWED_MS}")
    return found


def _measure(folder: Path, hub: int, port: str) -> dict[str, object]:
    running = application(offscreen=True)
    seen, bridge = Seen(), Bridge(lambda act: None)
    wish = DeskWish(DESK, read=lambda text: None, failed=lambda fault: None)
    shell = Shell(SystemClock(), bridge, desk=wish)
    shell.show()
    bridge.views.connect(seen.show)
    shell.panes["checkin"].window.frameSwapped.connect(seen.swapped)
    written: list[int] = []
    with Kiosk(_settings(folder, port), clock=SystemClock(), show=bridge.offer) as kiosk:
        _open(kiosk)
        assert kiosk.seal is not None
        passes = [make_pass(kiosk.seal, kiosk.meeting, number=n) for n in _numbers()]
        for text in passes:
            os.write(hub, text.encode() + b"\r")
            written.append(time.monotonic_ns())
            until(lambda: len(seen.pixels) >= len(written), running.processEvents, pause_s=PAUSE_S)
            time.sleep(GAP_S)
        present = kiosk.clerk.state.present_voting
    shell.close()
    places = {"told": seen.told, "pixels": seen.pixels}
    ms = {name: _since(written, at) for name, at in places.items()}
    slow = sum(one > ALLOWED_MS for one in ms["pixels"])
    return {
        "bench": "door",
        "delegates": DELEGATES,
        "present": present,
        "ms": {name: percentiles(values) for name, values in ms.items()},
        "above_100_ms": slow,
    }


def _since(written: list[int], at: dict[int, int]) -> list[float]:
    return [(there - begun) / 1e6 for begun, there in zip(written, at.values(), strict=True)]


def _numbers() -> range:
    return range(1, DELEGATES + 1)


def _settings(folder: Path, port: str) -> Settings:
    return Settings(
        meeting=MeetingSettings(title="Bench"),
        book=BookSettings(
            path=folder / "meeting.book",
            mirror=folder / "second" / "meeting.mirror",
            papers=folder / "papers",
        ),
        scanner=(ScannerSettings(desk=DESK, port=port, baud=115200),),
    )


def _open(kiosk: Kiosk) -> None:
    """A roll of 500, keypads handed out, the doors open."""
    lines = [
        roll_line(
            Delegate(n, str(n), DelegateClass.CITIZEN, True, ""), name=f"Delegate {n}", keypad=n
        )
        for n in _numbers()
    ]
    orders: list[o.Order] = [
        o.AdoptPack(find_pack("citizens-assembly", Path())),
        *(o.NameOfficer(name, "chair") for name in OFFICERS),
        *roll_orders(lines),
        o.OpenCheckIn(),
    ]
    obeyed(kiosk, orders)
