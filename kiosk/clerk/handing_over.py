"""What leaves the hall when the meeting is over: bundle, verifier, the manual, their hashes.

On the press worker's thread. The bundle is exported when the first seal slip is made and is never
touched again: its hash stands on that slip. A reprint lists the same files, as they now lie there;
a paper that is no longer the one that was issued stops it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kiosk.assets import NOTARY_MANUAL
from kiosk.clerk import notary_manual
from kiosk.clerk.notary_manual import manual_html
from kiosk.faults import HallFault
from kiosk.ledger.book import Book
from kiosk.ledger.bundle import PAPER_DIFFERS, export_bundle
from kiosk.ledger.digests import sm3
from kiosk.ledger.door import book_door, book_fault
from kiosk.ledger.keys import SealKey
from kiosk.meeting.facts import PaperIssued
from kiosk.meeting.sealed import FileGroup, SealedFile

SLIP = "seal_slip"
VERIFIER_NAME = "verifier.pyz"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of a meeting lie: bundle, verifier, the manual beside it, the papers."""

    bundle: Path
    verifier: Path
    papers: Path

    @property
    def manual(self) -> Path:
        """The notary's manual, beside the verifier."""
        return self.verifier.with_name(notary_manual.NAME)

    @classmethod
    def beside(cls, book: Path, papers: Path) -> "Places":
        """The usual ones: `<book stem>.bundle.zip` and the verifier beside the book."""
        return cls(book.with_suffix(".bundle.zip"), book.with_name(VERIFIER_NAME), papers)


class HandOver:
    """Makes what leaves the hall. `write_verifier` packs the verifier into a file."""

    def __init__(
        self, places: Places, key: SealKey, *, write_verifier: Callable[[Path], None]
    ) -> None:
        self._places = places
        self._key = key
        self._write_verifier = write_verifier

    def files(self, book: Book, *, as_of: int, first: bool) -> tuple[SealedFile, ...]:
        """Every final file up to the entry `as_of`; `first` for the slip's first original.

        HallFault when a file cannot be read or written, or is not the one that was issued.
        """
        places = self._places
        with book_door(places.bundle):
            if first or not places.bundle.exists():
                export_bundle(book, places.bundle, key=self._key, papers=places.papers, force=True)
            if first or not places.verifier.exists():
                self._write_verifier(places.verifier)
            if first or not places.manual.exists():
                places.manual.write_bytes(manual_html(NOTARY_MANUAL.read_text(encoding="utf-8")))
            return (
                *self._papers(book, as_of),
                _sealed(FileGroup.BUNDLE, places.bundle.name, places.bundle),
                _sealed(FileGroup.VERIFIER, places.verifier.name, places.verifier),
                _sealed(FileGroup.VERIFIER, places.manual.name, places.manual),
            )

    def _papers(self, book: Book, as_of: int) -> Iterator[SealedFile]:
        for entered in book.entries(facts=[PaperIssued]):
            paper = entered.fact
            if not isinstance(paper, PaperIssued) or entered.number > as_of or paper.kind == SLIP:
                continue
            file = self._places.papers / paper.file
            listed = _sealed(FileGroup.PAPERS, f"papers/{paper.file}", file)
            if listed.sha256 != paper.sha256:
                raise book_fault(PAPER_DIFFERS, file, number=paper.number, file=paper.file)
            yield listed
            for ending in paper.detached:
                name = f"{paper.file}{ending}"
                beside = self._places.papers / name
                yield _sealed(FileGroup.PAPERS, f"papers/{name}", beside)


def _sealed(group: FileGroup, name: str, path: Path) -> SealedFile:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise HallFault(
            "a file that is to be sealed is not there",
            where=str(path),
            cure="put it back where it was, then print the seal slip again",
        ) from error
    return SealedFile(group, name, len(content), sha256(content).hexdigest(), sm3(content))
