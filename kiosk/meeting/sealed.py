"""封存单: what leaves the hall when the meeting is over, file by file with two hashes.

The list is bound by one number that a notary can copy by eye: the SHA-256 of its text, a line for
each file (docs/bundle.md §13).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.meeting.recording import Hashes, book_mark, heading
from kiosk.meeting.state import State


class FileGroup(StrEnum):
    """What kind of file it is, in the order of the slip."""

    PAPERS = "papers"
    BUNDLE = "bundle"
    VERIFIER = "verifier"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """One file: its name as it lies beside the bundle, its size, its hashes (hex)."""

    group: FileGroup
    name: str
    bytes: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class SealSlip:
    """The slip; `list_sha256` is over the text of the list."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    files: tuple[SealedFile, ...]
    list_sha256: str


def seal_slip(
    state: State, *, files: Sequence[SealedFile], paper: PaperMark, hashes: Hashes
) -> SealSlip:
    """The slip of a meeting that is over."""
    assert state.last is not None
    top = heading(state)
    digest = sha256(list_text(top.meeting, files)).hexdigest()
    return SealSlip(top, paper, book_mark(state.last, hashes), tuple(files), digest)


def list_text(meeting: str, files: Sequence[SealedFile]) -> bytes:
    """The text of the list: `kiosk-seal-slip/1|` and the meeting, then a line for each file."""
    lines = [f"kiosk-seal-slip/1|{meeting}"]
    lines += [f"{one.sha256}|{one.sm3}|{one.bytes}|{one.group}|{one.name}" for one in files]
    return "".join(f"{line}\n" for line in lines).encode()
