"""The archive: the folder in which issued papers lie, each written once and never over another."""

import os
from pathlib import Path

from kiosk.faults import HallFault, system_words
from kiosk.ledger.disk import sync_folder


class Archive:
    """Files papers under `folder`; a name that is taken is a fault, not an overwrite."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, name: str, content: bytes, *, anew: bool = False) -> Path:
        """Write, sync, and only then let the name appear.

        A crash can leave a file whose fact was never entered; the same bytes are accepted again.
        A signature beside a paper differs each time it is made: `anew` lets it take the place of
        what such a crash has left.
        """
        path = self.folder / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not anew and path.exists() and path.read_bytes() != content:
                raise _taken(path)
            _write_synced(path, content)
        except OSError as error:
            raise HallFault(
                "the paper could not be written: {why}",
                where=str(path),
                cure="make room on the disk and print the paper again",
                why=system_words(error),
            ) from error
        return path


def _taken(path: Path) -> HallFault:
    return HallFault(
        "another file stands where the paper belongs",
        where=str(path),
        cure="move that file away and print the paper again",
    )


def _write_synced(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".part")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)
