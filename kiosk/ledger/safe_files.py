"""A small file that is there whole, old or new, after every power cut."""

import os
from pathlib import Path

from kiosk.ledger.disk import sync_folder


def put_whole(path: Path, content: bytes) -> None:
    """Write beside the file, then take its place; OSError when the disk refuses.

    Only the owner may read it. What a full disk left of the new file is taken away again.
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
