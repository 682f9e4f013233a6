"""The codes of a vote record, read back from the printed page as a bad scanner sees it."""

import io
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import presses
import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageDraw, ImageFilter
from pypdf import PdfReader

from kiosk.clerk.poll_text import poll_text, replay_past
from kiosk.ledger.keys import SealKey
from kiosk.ledger.store import Ledger
from kiosk.meeting.record import PaperMark, VoteRecord
from kiosk.meeting.recording import vote_record
from kiosk.printing.attached import POLL, attached_file, attached_record
from kiosk.printing.catalog import Paper, print_vote_record
from kiosk.printing.code_annex import MODULE
from kiosk.printing.paper_frames import PART, PollText, frames, poll_codes, signed_payload
from kiosk.printing.pen import MM
from kiosk.rehearsal.polled_hall import BOOK, KEY, poll_once
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.packing import write_pyz
from kiosk.verifier.paperframes import read_frames
from kiosk.verifier.paperpoll import PaperReading, verify_paper
from kiosk.verifier.sentence import Unusable

DPI = 200


@dataclass(frozen=True)
class Printed:
    """A hall that polled once: the record of its poll, the text, the key, the paper."""

    record: VoteRecord
    text: PollText
    key: SealKey
    paper: Paper


def printed(folder: Path, seats: int) -> Printed:
    """With one key for all times: of a hundred scans as bad as these, one or two cannot be read."""
    with pytest.MonkeyPatch.context() as held:
        one = SealKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
        held.setattr(SealKey, "fresh", lambda: one)
        poll_once(folder, seats)
    with Ledger.read(folder / BOOK) as book:
        state, before = replay_past(book.entries(), 1)
        text = poll_text(book, state, before, 1)
        names = {number: one.name for number, one in book.persons().items()}
        hashes = {entry.number: entry.hash.hex() for entry in book.raw()}
    assert text is not None
    mark = PaperMark("2026-001", 1, 1)
    record = vote_record(state, 1, paper=mark, names=names, hashes=hashes, mirror="off")
    key = SealKey.load(folder / KEY)
    return Printed(record, text, key, print_vote_record(record, sign=key.sign, poll=text))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(tmp_path_factory.mktemp("hall"), 120)


@dataclass(frozen=True)
class Scanned:
    """A page of codes as a scanner sees it, and what a reader finds on it, with the corners."""

    image: Image.Image
    codes: list[tuple[str, tuple[int, int, int, int]]]


def scan(hall: Printed) -> list[Scanned]:
    """The pages with codes of the poll: the last ones, six codes each."""
    pages = -(-len(poll_codes(hall.text, hall.key.sign).texts) // 6)
    images = presses.rasters(hall.paper.pdf, DPI, first=hall.paper.pages - pages + 1)
    assert len(images) == pages
    return [Scanned(image, codes_on(image)) for image in images]


def codes_on(image: Image.Image) -> list[tuple[str, tuple[int, int, int, int]]]:
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return [(code.text, _box(code.position)) for code in found]


def _box(corners: zxingcpp.Position) -> tuple[int, int, int, int]:
    first, last = corners.top_left, corners.bottom_right
    return first.x, first.y, last.x, last.y


@pytest.fixture(scope="module")
def pages(hall: Printed) -> list[Scanned]:
    return scan(hall)


def damaged(
    pages: list[Scanned], lost: tuple[str, ...], stamped: str = ""
) -> Iterator[Image.Image]:
    """Codes erased and stamped, the pages askew, blurred and noisy."""
    dice = random.Random(200)
    for at, page in enumerate(pages):
        drawn = page.image.copy()
        for text, box in page.codes:
            if text in lost:
                ImageDraw.Draw(drawn).rectangle(box, fill=255)
            if text == stamped:
                _stamp(drawn, box)
        askew = drawn.rotate(1.7 - at, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        blurred = askew.filter(ImageFilter.GaussianBlur(0.9))
        grains = dice.randbytes(blurred.width * blurred.height)
        yield Image.blend(blurred, Image.frombytes("L", blurred.size, grains), 0.15)


def _stamp(page: Image.Image, box: tuple[int, int, int, int]) -> None:
    """A round seal in red ink, a third of the code wide, across its middle."""
    middle, radius = ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2), (box[2] - box[0]) // 6
    x, y = middle
    pen = ImageDraw.Draw(page)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=90, width=12)
    pen.line((x - radius, y, x + radius, y), fill=90, width=10)


def read_back(images: Iterator[Image.Image], folder: Path) -> PaperReading:
    """What the verifier makes of everything a reader finds on the pages."""
    path = folder / "frames.txt"
    texts = [text for image in images for text, _ in codes_on(image)]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return verify_paper(read_frames(path), Typed())


def demand_the_poll(reading: PaperReading, hall: Printed) -> None:
    assert reading.true
    assert reading.read.text == hall.text.text
    tally = reading.poll.tally
    assert tally is not None
    for name in ("roll", "base", "in_favour", "against", "abstain", "not_pressed"):
        assert getattr(tally, name) == getattr(hall.record.tally, name)
    assert reading.head == hall.record.book.sha256
    assert reading.poll.outcome is not None
    assert reading.poll.outcome.verdict == hall.record.outcome.verdict


def test_the_poll_comes_back_from_a_scan_with_a_code_erased_and_another_stamped(
    hall: Printed, pages: list[Scanned], tmp_path: Path
) -> None:
    ordered = poll_codes(hall.text, hall.key.sign).texts
    reading = read_back(damaged(pages, ordered[1:2], ordered[2]), tmp_path)
    demand_the_poll(reading, hall)
    assert reading.read.restored == [2]
    assert len(reading.read.anchors) == 1


def test_a_second_code_erased_in_a_group_is_asked_for_by_its_number(
    hall: Printed, pages: list[Scanned], tmp_path: Path
) -> None:
    ordered = poll_codes(hall.text, hall.key.sign).texts
    with pytest.raises(Unusable) as fault:
        read_back(damaged(pages, ordered[1:3]), tmp_path)
    assert fault.value.said.args["missing"] == "2, 3"


@pytest.mark.soak
def test_a_poll_of_500_comes_back_with_neighbours_erased_as_far_as_parity_goes(
    tmp_path: Path,
) -> None:
    hall = printed(tmp_path, 500)
    codes = poll_codes(hall.text, hall.key.sign)
    lost = codes.texts[3 : 3 + codes.parities]
    reading = read_back(damaged(scan(hall), lost, codes.texts[8]), tmp_path)
    demand_the_poll(reading, hall)
    assert reading.read.restored == [n + 4 for n in range(codes.parities)]


def test_the_codes_are_large_enough_for_a_camera_and_keep_their_quiet_zone(
    pages: list[Scanned],
) -> None:
    assert MODULE >= 0.45 * MM
    quiet = round(3.5 * MODULE / MM * DPI / 25.4)
    for page in pages:
        for _, (left, top, right, bottom) in page.codes:
            frame = page.image.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
            inside = (quiet - 3, quiet - 3, frame.width - quiet + 3, frame.height - quiet + 3)
            ImageDraw.Draw(frame).rectangle(inside, fill=255)
            assert frame.getextrema()[0] > 200


def test_every_frame_carries_at_most_1068_bytes_under_a_header_of_13() -> None:
    for length in (105, PART, PART + 1, 8 * PART, 8 * PART + 1, 20_000):
        held = list(frames(bytes(length)))
        data = -(-length // PART)
        assert len(held) == data + -(-data // 8)
        assert max(map(len, held)) <= PART + 13
        assert b"".join(frame[13:] for frame in held[:data]) == bytes(length)


def test_the_same_poll_gives_the_same_codes_and_the_same_paper(hall: Printed) -> None:
    again = print_vote_record(hall.record, sign=hall.key.sign, poll=hall.text)
    assert again.pdf == hall.paper.pdf
    assert signed_payload(hall.text.text, hall.key.sign) == signed_payload(
        hall.text.text, hall.key.sign
    )


def test_the_captions_say_which_codes_are_parity(hall: Printed) -> None:
    told = "".join(
        presses.squeezed(page.extract_text())
        for page in PdfReader(io.BytesIO(hall.paper.pdf)).pages
    )
    assert "附件四本次表决账目全文（二维码）" in told
    assert "第6码共6码校验码" in told
    assert f"账本第{hall.text.first}条至第{hall.text.last}条全文" in told


def test_the_entries_travel_in_the_file_beside_the_record(hall: Printed) -> None:
    assert attached_file(hall.paper.pdf, POLL) == hall.text.text
    assert attached_record(hall.paper.pdf)["plan"]["poll"] == 1  # type: ignore[index]
    with pytest.raises(LookupError, match=r"none\.txt"):
        attached_file(hall.paper.pdf, "none.txt")


def test_a_poll_too_long_for_paper_is_not_carried_and_the_paper_says_so(
    hall: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.printing.paper_frames.MOST", 3)
    paper = print_vote_record(hall.record, sign=hall.key.sign, poll=hall.text)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages]
    assert any("未印成二维码" in presses.squeezed(page) for page in pages)
    assert attached_file(paper.pdf, POLL) == hall.text.text


def test_the_stand_alone_verifier_reads_the_codes(
    hall: Printed, pages: list[Scanned], tmp_path: Path
) -> None:
    pyz, path = tmp_path / "verifier.pyz", tmp_path / "frames.txt"
    write_pyz(pyz)
    path.write_text("\n".join(text for page in pages for text, _ in page.codes), encoding="utf-8")
    head = ["--head", hall.record.book.sha256]
    asked = [sys.executable, "-I", str(pyz), "--frames", str(path), "--json", *head]
    answer = subprocess.run(asked, capture_output=True, check=True)
    told = json.loads(answer.stdout)
    assert told["verdict"] == "true"
    assert told["head"] == hall.record.book.sha256
    assert len(told["ballots"]) == len(hall.record.ballots)
