"""The spool: what a desk heard while it could not reach its book, on its own disk, in order.

One line a message: check digits, a space, JSON. What was kept is synced before `keep` returns; a
line that a power cut tore was never kept and is passed over, with all that follows it. The spool is
emptied when the book holds what it held.
"""

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from kiosk.ledger.disk import sync_folder
from kiosk.ledger.door import book_door

CHECK = 16


class Spool:
    """A file of lines that is appended to, read at a start and emptied."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept = 0

    def load(self) -> list[bytes]:
        """The lines that were kept, up to the first that is torn."""
        kept: list[bytes] = []
        with book_door(self.path):
            content = self.path.read_bytes() if self.path.exists() else b""
        for line in content.split(b"\n")[:-1]:
            check, _, said = line.partition(b" ")
            if check != _check(said):
                break
            kept.append(said)
        self._kept = len(kept)
        if len(content) != _size(kept):
            self.replace(kept)
        return kept

    def keep(self, lines: Sequence[bytes]) -> None:
        """Have the file hold exactly these lines: those behind what it holds are appended.

        The lines it holds must be the first of these. BookFault when the disk refuses.
        """
        fresh = lines[self._kept :]
        if not fresh:
            return
        with book_door(self.path), self.path.open("ab") as file:
            if not self._kept:
                sync_folder(self.path.parent)
            file.write(b"".join(_line(said) for said in fresh))
            file.flush()
            os.fsync(file.fileno())
        self._kept = len(lines)

    def empty(self) -> None:
        """The book holds all of it."""
        if self._kept:
            self.replace([])

    def replace(self, lines: Sequence[bytes]) -> None:
        """Have the file hold exactly these lines, whatever it held."""
        with book_door(self.path):
            part = Path(f"{self.path}.part")
            with part.open("wb") as file:
                file.write(b"".join(_line(said) for said in lines))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
            sync_folder(self.path.parent)
        self._kept = len(lines)


def _check(said: bytes) -> bytes:
    return sha256(said).hexdigest()[:CHECK].encode()


def _line(said: bytes) -> bytes:
    return _check(said) + b" " + said + b"\n"


def _size(lines: Sequence[bytes]) -> int:
    return sum(len(said) + CHECK + 2 for said in lines)
