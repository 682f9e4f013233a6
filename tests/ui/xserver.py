"""An X server of the test's own, and the environment of a program that shows itself on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DUMMY = Path("/usr/lib/xorg/modules/drivers/dummy_drv.so")
DUMMY_SCREEN = """
Section "ServerFlags"
    Option "DontVTSwitch" "true"
    Option "AutoAddDevices" "false"
    Option "AutoAddGPU" "false"
EndSection
Section "Device"
    Identifier "card"
    Driver "dummy"
    VideoRam 256000
EndSection
Section "Monitor"
    Identifier "monitor"
    HorizSync 5-1000
    VertRefresh 5-200
EndSection
Section "Screen"
    Identifier "screen"
    Device "card"
    Monitor "monitor"
    DefaultDepth 24
EndSection
"""


@contextmanager
def x_server(screen: str = "1280x720x24") -> Iterator[dict[str, str]]:
    """Xvfb: one display."""
    with serving(["Xvfb", "-screen", "0", screen]) as around:
        yield around


@contextmanager
def serving(command: Sequence[str]) -> Iterator[dict[str, str]]:
    """An X server by this command, which must say on which display it serves."""
    display, write = os.pipe()
    server = subprocess.Popen(
        [*command, "-displayfd", str(write), "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(display) as answer:
        number = answer.readline().strip()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYL"))}
    kept |= {"DISPLAY": f":{number}", "QT_QUICK_BACKEND": "software", "SERVED": number}
    try:
        yield kept | {"PYTHONPATH": str(ROOT)}
    finally:
        server.terminate()
        server.wait(timeout=300)


class Cables:
    """The displays of an Xorg without a graphics card: plugged and pulled like real ones."""

    def __init__(self, around: Mapping[str, str]) -> None:
        self._around = dict(around)

    def plug(self, number: int, at: int, *, mode: str = "1280x720", primary: bool = False) -> None:
        """Plug display DUMMYn in, its left edge `at` so many pixels."""
        if number:
            self._xrandr("--addmode", f"DUMMY{number}", mode)
        said = ["--output", f"DUMMY{number}", "--mode", mode, "--pos", f"{at}x0"]
        self._xrandr(*said, *["--primary"] * primary)

    def pull(self, number: int) -> None:
        self._xrandr("--output", f"DUMMY{number}", "--off")

    def _xrandr(self, *said: str) -> None:
        subprocess.run(["xrandr", *said], env=self._around, check=True, timeout=300)


@contextmanager
def x_displays(folder: Path) -> Iterator[tuple[dict[str, str], Cables]]:
    """Xorg with the dummy driver: up to sixteen displays that come and go."""
    if not (DUMMY.exists() and shutil.which("Xorg") and shutil.which("xrandr")):
        pytest.skip("needs xserver-xorg-core, xserver-xorg-video-dummy and x11-xserver-utils")
    config = folder / "xorg.conf"
    config.write_text(DUMMY_SCREEN, encoding="utf-8")
    command = ["Xorg", "-config", str(config), "-logfile", str(folder / "xorg.log")]
    with serving([*command, "-noreset", "-novtswitch", "-sharevts"]) as around:
        if not around["SERVED"]:
            pytest.skip("this system lets nobody start an X server with several displays")
        yield around, Cables(around)
