"""The media of the hall, measured: how fast they are safe, which they are, what room is left."""

import os
import shutil
from pathlib import Path

from kiosk.clerk.setup.folder import existing
from kiosk.clock import Clock
from kiosk.faults import BookFault, system_words

TIMES = 16
BLOCK = bytes(4096)
"""A page of the book: what a press costs is one of these, on the disk for good."""
SYS_BLOCK = Path("/sys/dev/block")


def sync_us(folder: Path, clock: Clock, *, times: int = TIMES) -> list[int]:
    """For so many writes, how long each took to be on the medium of this folder, in µs.

    Raises BookFault where nothing can be written there.
    """
    place = existing(folder) / f".kiosk-sync-{os.getpid()}"
    sync = getattr(os, "fdatasync", os.fsync)
    spent: list[int] = []
    try:
        with place.open("wb") as file:
            for _ in range(times):
                begun_ns = clock.mono_ns()
                file.write(BLOCK)
                file.flush()
                sync(file.fileno())
                spent.append((clock.mono_ns() - begun_ns) // 1000)
        place.unlink()
    except OSError as error:
        raise unwritable(folder, error) from error
    return spent


def free_mb(folder: Path) -> int:
    """What room is left on the medium of this folder, in MB; BookFault where it is not there."""
    try:
        return shutil.disk_usage(existing(folder)).free // 2**20
    except OSError as error:
        raise unwritable(folder, error) from error


def medium_of(folder: Path) -> str:
    """The whole disk that a folder lies on (sda, nvme0n1); "" where the system does not tell."""
    number = existing(folder).stat().st_dev
    try:
        place = (SYS_BLOCK / f"{os.major(number)}:{os.minor(number)}").resolve(strict=True)
    except (OSError, AttributeError):
        return ""
    return place.parent.name if (place / "partition").exists() else place.name


def on_one_filing(one: Path, other: Path) -> bool:
    """Whether two folders lie on one file system."""
    return existing(one).stat().st_dev == existing(other).stat().st_dev


def unwritable(folder: Path, error: OSError) -> BookFault:
    return BookFault(
        "the folder cannot be written: {why}",
        where=str(folder),
        cure="check the paths of book, mirror and papers, and who may write there",
        why=system_words(error),
    )
