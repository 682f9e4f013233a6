"""Files that must still be there after a power cut."""

import os
from contextlib import suppress
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Have a new or renamed file's name on the disk; Windows has no such call and needs none."""
    with suppress(PermissionError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def write_new(path: Path, content: bytes, *, mode: int) -> None:
    """Write a file that must not exist yet; FileExistsError when it does."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(fd, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(fd)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Have the content of a file that was written and closed on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
