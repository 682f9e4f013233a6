"""What leaves the hall, carried onto the notary's medium: copied, read back, and checked there.

A folder of its own on the medium takes the bundle, the verifier, the notary's manual and every
paper, so that nothing of another meeting is touched; a file that lies there already must be the
same. Each file is on the medium (fsync) before it is read back and compared. Last, the verifier
that was just copied checks the bundle that was just copied, as the notary will: by a Python of its
own.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kiosk.clerk.handing_over import Places
from kiosk.clerk.setup.folder import folder_door
from kiosk.faults import HallFault
from kiosk.ledger.book import Book
from kiosk.ledger.safe_files import put_whole
from kiosk.meeting.facts import PaperIssued
from kiosk.meeting.outcome import Sentence

PATIENCE_S = 600
PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Carried:
    """What lies on the medium now; the verifier found it true there."""

    folder: Path
    files: int
    bytes: int

    @property
    def told(self) -> Sentence:
        said = "{files} files lie in {folder}; the verifier there finds the bundle true."
        return Sentence(said, {"files": self.files, "folder": str(self.folder)})


def carry(book: Book, places: Places, medium: Path, *, named: str) -> Carried:
    """Carry everything onto the medium, into its folder `named`.

    HallFault when a file is missing, the medium full or not to be written, when what is read back
    differs, or when the verifier finds the bundle wrong.
    """
    if not medium.is_dir():
        raise HallFault(
            "There is no such folder", where=str(medium), cure="put the medium in, or name another"
        )
    folder = medium / named
    held = 0
    files = list(_files(book, places))
    for source, name in files:
        held += _copy(source, folder / name)
    _verify(folder / places.verifier.name, folder / places.bundle.name)
    return Carried(folder, len(files), held)


def _files(book: Book, places: Places) -> Iterator[tuple[Path, str]]:
    """Every file and its name on the medium."""
    yield places.bundle, places.bundle.name
    yield places.verifier, places.verifier.name
    yield places.manual, places.manual.name
    for entered in book.entries(facts=[PaperIssued]):
        paper = entered.fact
        assert isinstance(paper, PaperIssued)
        for name in (paper.file, *(f"{paper.file}{ending}" for ending in paper.detached)):
            yield places.papers / name, f"{PAPERS}/{name}"


def _copy(source: Path, target: Path) -> int:
    with folder_door(source):
        content = source.read_bytes()
    with folder_door(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            put_whole(target, content)
        found = sha256(target.read_bytes()).digest()
    if found != sha256(content).digest():
        raise HallFault(
            "What lies on the medium is not what was copied",
            where=str(target),
            cure="take another medium, or an empty folder on it",
        )
    return len(content)


def _verify(verifier: Path, bundle: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(verifier), str(bundle), "--json"],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines()
        raise HallFault(
            "The verifier does not find the bundle true: {why}",
            where=str(bundle),
            cure="hand nothing over; keep this PC as it is and call the notary",
            why=lines[-1][:120] if lines else str(done.returncode),
        )
