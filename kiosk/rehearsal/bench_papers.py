"""`kiosk bench papers`: what a named poll's vote record costs, and whether paper gives it back.

A hall of each size polls once into a true book (`polled_hall`). Measured, each in a process of its
own: the record set and archived; the whole way of the press room, from the declared book on; the
signatures; the poll read back, by the verifier from the texts of the codes and, where poppler is at
hand, from scans of the pages.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from kiosk.clerk.papers import PaperKind, PaperMessage, PaperReady, PaperWanted, PressRoom
from kiosk.clerk.poll_text import poll_text, replay_past
from kiosk.clerk.signing import sign_beside, sign_inside
from kiosk.ledger.book import Book
from kiosk.ledger.certificate import Subject, load_certificate, make_certificate
from kiosk.ledger.keys import SealKey
from kiosk.ledger.store import Ledger
from kiosk.meeting.record import PaperMark, VoteRecord
from kiosk.meeting.recording import vote_record
from kiosk.printing.catalog import print_vote_record
from kiosk.printing.paper_frames import PollText, poll_codes
from kiosk.rehearsal.bench_book import Figures, peak_mb
from kiosk.rehearsal.bench_press import Tell
from kiosk.rehearsal.polled_hall import BOOK, KEY, poll_once
from kiosk.ui.checkin.camera import codes_on
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.paperframes import read_frames
from kiosk.verifier.paperpoll import verify_paper

SIZES = (120, 500, 3376)
DPI = 200
MARK = PaperMark("2026-001", 1, 1)
LANGUAGE = "zh_CN"
RECORD, CODES, CERTIFICATE, HALL_KEY = "record.pdf", "frames.txt", "hall.certificate", "hall.key"
NOW = datetime(2026, 11, 23, tzinfo=UTC)

Job = Callable[[], Figures]


def bench_papers(tell: Tell, sizes: tuple[int, ...] = SIZES) -> Figures:
    """Seconds, CPU seconds, pages, bytes and MB of peak memory for each size."""
    return {"bench": "papers", "dpi": DPI, "sizes": [_of_size(size, tell) for size in sizes]}


def _of_size(seats: int, tell: Tell) -> Figures:
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        poll_once(Path(folder), seats)
        row: Figures = {"named_ballots": seats}
        for name, prepare in MEASURES.items():
            row |= {f"{name}_{what}": figure for what, figure in _apart(prepare, folder).items()}
    tell(f"{seats} named ballots: {row}")
    return row


def _apart(prepare: Callable[[Path], Job], folder: str) -> Figures:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, prepare, folder).result()


def _timed(prepare: Callable[[Path], Job], folder: str) -> Figures:
    """What the job says, its time and the memory it took on top of its preparation."""
    job = prepare(Path(folder))
    before = peak_mb()
    begun, worked = time.perf_counter(), time.process_time()
    found = job()
    took, worked = time.perf_counter() - begun, time.process_time() - worked
    memory = round(peak_mb() - before, 1)
    return {"s": round(took, 3), "cpu_s": round(worked, 3), "mb": memory, **found}


# ---- the measures: what is prepared, and what is timed -------------------------------------------


def _book(folder: Path) -> Book:
    return Ledger.read(folder / BOOK)


def _told(folder: Path) -> tuple[VoteRecord, PollText]:
    """The record and the text of the poll, from the book."""
    with _book(folder) as book:
        state, before = replay_past(book.entries(), 1)
        text = poll_text(book, state, before, 1)
        names = {number: person.name for number, person in book.persons().items()}
        hashes = {entry.number: entry.hash.hex() for entry in book.raw()}
    assert text is not None
    return vote_record(state, 1, paper=MARK, names=names, hashes=hashes, mirror="off"), text


def _setting(folder: Path) -> Job:
    """From the record to the archived PDF, codes included.

    Fonts and catalogue are loaded, as the zero report before the poll has left them.
    """
    (record, text), key = _told(folder), SealKey.load(folder / KEY)
    print_vote_record(replace(record, ballots=record.ballots[:9]), sign=key.sign)

    def set_record() -> Figures:
        paper = print_vote_record(record, sign=key.sign, language=LANGUAGE, poll=text)
        (folder / RECORD).write_bytes(paper.pdf)
        return {"pages": paper.pages, "bytes": len(paper.pdf)}

    return set_record


def _press_room(folder: Path) -> Job:
    """As the kiosk does it: the book is opened and replayed, the record made, set and signed."""
    told: list[PaperMessage] = []
    room = PressRoom(
        lambda: _book(folder),
        SealKey.load(folder / KEY),
        language=LANGUAGE,
        post=told.append,
        crash=lambda where, bug: None,
    )
    with _book(folder) as book:
        last = book.head[0]

    def issue() -> Figures:
        room.want(PaperWanted(PaperKind.VOTE_RECORD, 1, MARK, last, "off"))
        room.step()
        assert isinstance(told[0], PaperReady)
        return {}

    return issue


def _signing(folder: Path) -> Job:
    """PAdES inside, Ed25519 and SM2 beside (where openssl knows it), over the finished record."""
    path, hall_key = folder / CERTIFICATE, folder / HALL_KEY
    subject, officers = Subject("Bench", ""), ("chair", "operator")
    known = make_certificate(
        path, subject, hall_key=hall_key, now=NOW, reason="bench", officers=officers
    )
    held, key = load_certificate(path), SealKey.load(folder / KEY)
    record, text = _told(folder)
    sealed = replace(record, heading=replace(record.heading, certificate=known.fingerprint))
    unsigned = print_vote_record(sealed, sign=key.sign, language=LANGUAGE, poll=text).pdf

    def sign() -> Figures:
        inside = sign_inside(unsigned, known, held, at=NOW)
        beside, _ = sign_beside(inside.pdf, key, held)
        return {"signatures": 1 + len(beside)}

    return sign


def _reading_codes(folder: Path) -> Job:
    """The verifier, from the texts of the codes."""
    (_, text), key = _told(folder), SealKey.load(folder / KEY)
    codes = poll_codes(text, key.sign)
    (folder / CODES).write_text("\n".join(codes.texts), encoding="utf-8")

    def read() -> Figures:
        assert verify_paper(read_frames(folder / CODES), Typed()).true
        return {"codes": len(codes.texts), "parities": codes.parities}

    return read


def _reading_scans(folder: Path) -> Job:
    """Every page rasterised before; timed is what a reader makes of them, and the verifier."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        return dict
    subprocess.run([tool, "-r", str(DPI), "-gray", folder / RECORD, folder / "page"], check=True)
    pages = sorted(folder.glob("page-*.pgm"))

    def read() -> Figures:
        texts = [text for page in pages for text in codes_on(page)]
        (folder / CODES).write_text("\n".join(texts), encoding="utf-8")
        reading = verify_paper(read_frames(folder / CODES), Typed())
        assert reading.true
        return {"pages": len(pages), "restored": len(reading.read.restored)}

    return read


MEASURES: dict[str, Callable[[Path], Job]] = {
    "setting": _setting,
    "press_room": _press_room,
    "signing": _signing,
    "reading_codes": _reading_codes,
    "reading_scans": _reading_scans,
}
