"""The bundle: the notary's copy of a book as one sealed ZIP (bundle.md §7).

The same book and papers give the same bytes: names in order, no time of day, one compression. It
is written beside its name and gets the name when it is whole.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kiosk.ledger.book import Book
from kiosk.ledger.chain import GENESIS
from kiosk.ledger.codec import plain, to_json
from kiosk.ledger.disk import sync_file, sync_folder
from kiosk.ledger.door import Mend, book_door, book_fault
from kiosk.ledger.keys import SealKey
from kiosk.ledger.persons import write_person
from kiosk.meeting.facts import BookOpened, PaperIssued

BUNDLE_FORMAT = "kiosk-bundle/1"
CONTRACT = Path(__file__).parents[2] / "docs" / "bundle.md"
_NO_TIME = (1980, 1, 1, 0, 0, 0)

BUNDLE_TAKEN = Mend("there is a file of this name already", "name another file, or use --force")
PAPER_MISSING = Mend(
    "paper {number} was issued as {file}, which is not there",
    "put the file back into the folder of papers, then export again",
)
PAPER_DIFFERS = Mend(
    "the file {file} is not paper {number} as it was issued",
    "put the issued file back into the folder of papers, then export again",
)
WRONG_KEY = Mend(
    "the seal key does not belong to this book", "name the key file that was made with the book"
)
NO_CONTRACT = Mend("the text of the contract is missing", "install the kiosk again")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a bundle, as the manifest lists it."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Seal:
    """`seal.json`; `signature` is over all the others."""

    meeting: str
    entries: int
    head: str
    manifest_sha256: str
    signature: str


class _Archive:
    """A ZIP being written, and what was written."""

    def __init__(self, archive: ZipFile) -> None:
        self.members: list[Member] = []
        self._archive = archive

    def add(self, name: str, chunks: Iterable[bytes]) -> Member:
        info = ZipInfo(name, _NO_TIME)
        info.compress_type = ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o644 << 16
        digest, size = sha256(), 0
        with self._archive.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        written = Member(name, digest.hexdigest(), size)
        self.members.append(written)
        return written


def export_bundle(
    book: Book,
    target: Path,
    *,
    key: SealKey,
    papers: Path,
    contract: Path = CONTRACT,
    force: bool = False,
) -> Seal:
    """Write the bundle of all that the book holds now; `papers` is the folder of issued files.

    BookFault when a paper is missing or not the one that was issued, when the key is another
    book's, and when `target` exists (`force` overwrites it). Nothing is left behind then.
    """
    _demand_own_key(book, key)
    part = target.with_name(f".{target.name}.part")
    with book_door(target), ExitStack() as stack:
        if target.exists() and not force:
            raise book_fault(BUNDLE_TAKEN, target)
        stack.callback(part.unlink, missing_ok=True)
        with ZipFile(part, "w") as archive:
            seal = _fill(_Archive(archive), book, key=key, papers=papers, contract=contract)
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
        return seal


def _fill(archive: _Archive, book: Book, *, key: SealKey, papers: Path, contract: Path) -> Seal:
    archive.add("bundle.md", [_read_contract(contract)])
    count, head = 0, GENESIS

    def bodies() -> Iterator[bytes]:
        nonlocal count, head
        for entry in book.raw():
            count, head = count + 1, entry.hash
            yield entry.body + b"\n"

    archive.add("entries.jsonl", bodies())
    archive.add("hashes.txt", (b"%s\n" % e.hash.hex().encode() for e in islice(book.raw(), count)))
    for name, paper in sorted(_issued(book, below=count).items()):
        archive.add(f"papers/{name}", [_read_paper(papers, paper)])
        for ending in paper.detached:
            archive.add(f"papers/{name}{ending}", [_read_beside(papers, paper, ending)])
    if persons := book.persons():
        archive.add("persons.jsonl", (write_person(one) + b"\n" for one in persons.values()))
    manifest = {
        "format": BUNDLE_FORMAT,
        "meeting": book.meeting,
        "entries": count,
        "head": head.hex(),
        "seal_key": key.public_hex,
        "files": [plain(member) for member in archive.members],
    }
    digest = archive.add("manifest.json", [to_json(manifest)]).sha256
    signature = key.sign(f"kiosk-seal/1|{book.meeting}|{count}|{head.hex()}|{digest}".encode())
    seal = Seal(book.meeting, count, head.hex(), digest, signature.hex())
    archive.add("seal.json", [to_json(plain(seal))])
    return seal


def _demand_own_key(book: Book, key: SealKey) -> None:
    for opened in book.entries(facts=[BookOpened]):
        if isinstance(opened.fact, BookOpened) and opened.fact.seal_key != key.public_hex:
            raise book_fault(WRONG_KEY, book.path)


def _issued(book: Book, *, below: int) -> dict[str, PaperIssued]:
    """The papers by file name; one file may stand for several copies."""
    issued: dict[str, PaperIssued] = {}
    for entered in book.entries(facts=[PaperIssued]):
        fact = entered.fact
        if isinstance(fact, PaperIssued) and entered.number < below:
            known = issued.setdefault(fact.file, fact)
            if known.sha256 != fact.sha256:
                raise book_fault(PAPER_DIFFERS, book.path, number=fact.number, file=fact.file)
    return issued


def _read_paper(papers: Path, paper: PaperIssued) -> bytes:
    content = _read_beside(papers, paper, "")
    if sha256(content).hexdigest() != paper.sha256:
        raise book_fault(PAPER_DIFFERS, papers, number=paper.number, file=paper.file)
    return content


def _read_beside(papers: Path, paper: PaperIssued, ending: str) -> bytes:
    """The paper's file, or one beside it."""
    told = {"number": paper.number, "file": paper.file + ending}
    name = PurePosixPath(paper.file + ending)
    if name.is_absolute() or ".." in name.parts or "\\" in str(name):
        raise book_fault(PAPER_MISSING, papers, **told)
    try:
        return (papers / name).read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise book_fault(PAPER_MISSING, papers, **told) from error


def _read_contract(contract: Path) -> bytes:
    try:
        return contract.read_bytes()
    except FileNotFoundError as error:
        raise book_fault(NO_CONTRACT, contract) from error
