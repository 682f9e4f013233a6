"""Media that come and go: where the operating system has put sticks and cards."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

MOUNTS = Path("/proc/mounts")
ROOTS = ("/media/", "/run/media/")
DRIVES = [f"{letter}:\\" for letter in "DEFGHIJKLMNOPQRSTUVWXYZ"]
"""Of Windows, which calls its own disk C."""
OCTAL = re.compile(r"\\([0-7]{3})")


def removable_folders(mounts: Path = MOUNTS) -> tuple[Path, ...]:
    """The folders of media that are in now, in the order of their names."""
    if os.name == "nt":
        return tuple(drive for drive in map(Path, DRIVES) if drive.exists())
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    return tuple(sorted(_mounted(lines)))


def _mounted(lines: Iterable[str]) -> Iterable[Path]:
    for line in lines:
        place = OCTAL.sub(lambda code: chr(int(code[1], 8)), line.split()[1])
        if place.startswith(ROOTS):
            yield Path(place)
