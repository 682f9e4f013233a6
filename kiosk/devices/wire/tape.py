"""The tape: every byte of a line with its instant, as text, one chunk a line.

    123456789 < 01040024…      the base to us
    123456790 > 01040010…      we to the base

    123456791 < *36            the base to us in a secret poll: how many bytes, and none of them

A tape is a help, not the book: if it cannot be written any more the poll goes on without it.
"""

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from kiosk.faults import UnusableInput

log = logging.getLogger(__name__)

Direction = Literal["<", ">"]


class Inch(NamedTuple):
    """One line of a tape; `masked` bytes were not written down, because a poll was secret."""

    mono_ns: int
    direction: Direction
    data: bytes
    masked: int = 0


class Tape:
    """Appends to a file, line by line; UnusableInput when it cannot be begun."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = path.open("a", encoding="ascii", buffering=1)
        except OSError as error:
            raise UnusableInput(
                "The tape cannot be written: {reason}",
                where=str(path),
                cure="Name a folder that exists and may be written to",
                reason=error,
            ) from error

    def record(
        self, mono_ns: int, direction: Direction, data: bytes, *, masked: bool = False
    ) -> None:
        if self._file.closed:
            return
        told = f"*{len(data)}" if masked else data.hex()
        try:
            self._file.write(f"{mono_ns} {direction} {told}\n")
        except OSError as error:
            log.warning("the tape %s ends here: %s", self._path, error)
            self.close()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()


def read_tape(path: Path) -> Iterator[Inch]:
    """Yield the lines of a tape; UnusableInput tells the first that is none."""
    with path.open(encoding="ascii", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            yield _inch(line, f"{path}:{number}")


def _inch(line: str, where: str) -> Inch:
    try:
        mono_ns, direction, data = line.split()
        if direction not in ("<", ">"):
            raise ValueError(direction)
        if data.startswith("*"):
            return Inch(int(mono_ns), direction, b"", int(data[1:]))
        return Inch(int(mono_ns), direction, bytes.fromhex(data))
    except ValueError as error:
        raise UnusableInput(
            "This is no line of a tape", where=where, cure="Write: nanoseconds < hex"
        ) from error
