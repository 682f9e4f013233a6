"""The meeting's folder, and what else the disk tells before a meeting begins."""

import errno
import os
import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.devices.media import removable_folders
from kiosk.faults import HallFault, system_words
from kiosk.ledger.door import Mend
from kiosk.ledger.safe_files import put_whole

ROOMY = 2_000_000_000
"""Bytes that a meeting with its papers and tapes may come to, amply."""
LEAST = 200_000_000
BOOK_NAME = "meeting.book"
ROLL = "roll"
"""What the copy of the roll in the folder is called, before its ending."""
LISTS = (".xlsx", ".csv", ".txt")
MOST_LISTS = 12
FULL = Mend("The disk is full; nothing was written", "free some space, then try again")
READ_ONLY = Mend(
    "Nothing can be written in this folder", "give the kiosk the right to write there, then go on"
)
GONE = Mend("There is no such file or folder", "check the path; put the medium in again")
OTHERWISE = Mend("The disk reports an error ({error})", "check cable and disk, then try again")
MENDS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.ENOENT: GONE,
    errno.ENOTDIR: GONE,
}


@contextmanager
def folder_door(path: Path) -> Generator[None]:
    """Tell what a disk did in the clerk's words."""
    try:
        yield
    except OSError as error:
        mend = MENDS.get(error.errno or 0, OTHERWISE)
        raise HallFault(
            mend.what, where=str(path), cure=mend.cure, error=system_words(error)
        ) from error


def put(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all, and its folder where there is none yet."""
    with folder_door(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        put_whole(path, content)


@dataclass(frozen=True, slots=True)
class Medium:
    """What a folder for the second copy is: there, to be written in, apart from the book's disk."""

    there: bool = False
    writable: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """The disk as it was when it was last looked at."""

    writable: bool = True
    free: int = ROOMY
    book_there: bool = False
    settings_there: bool = False
    mirror: Medium | None = None
    media: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


def look(folder: Path, settings: Path, mirror: str) -> Ground:
    """Look at the disk; a folder that is not there yet is judged by what it would lie in."""
    nearest = existing(folder)
    media = removable_folders()
    return Ground(
        writable=os.access(nearest, os.W_OK | os.X_OK),
        free=shutil.disk_usage(nearest).free,
        book_there=(folder / BOOK_NAME).exists(),
        settings_there=settings.exists(),
        mirror=_medium(Path(mirror), nearest) if mirror else None,
        media=tuple(str(one) for one in media),
        lists=tuple(str(one) for one in _lists([*media, folder]) if one.stem != ROLL)[:MOST_LISTS],
    )


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: it is made when the book is begun."""
    return next(one for one in (folder, *folder.absolute().parents) if one.is_dir())


def _medium(mirror: Path, folder: Path) -> Medium:
    if not mirror.is_dir():
        return Medium()
    probe = mirror / ".kiosk-probe"
    try:
        put_whole(probe, b"probe")
        probe.unlink()
    except OSError:
        return Medium(there=True)
    return Medium(there=True, writable=True, apart=mirror.stat().st_dev != folder.stat().st_dev)


def _lists(folders: Iterable[Path]) -> Iterable[Path]:
    """Lists that lie openly on a stick or in the folder."""
    for folder in folders:
        with suppress(OSError):
            for one in sorted(folder.iterdir()):
                hidden = one.name.startswith((".", "~"))
                if one.suffix.lower() in LISTS and not hidden and one.is_file():
                    yield one
