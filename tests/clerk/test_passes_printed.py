"""`kiosk passes`: every delegate of the frozen roll has a pass that the door takes."""

import io
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from clerk_room import KEYPADS, MEETING, Room
from PIL import Image

from kiosk.clerk.passes import passes_of, photo_of
from kiosk.faults import UnusableInput
from kiosk.ledger.keys import SealKey
from kiosk.ledger.passes import PassKind, read_pass
from kiosk.words import words


def photograph(folder: Path, name: str, size: tuple[int, int] = (600, 1200)) -> Path:
    path = folder / name
    Image.new("RGB", size, (90, 120, 160)).save(path)
    return path


def test_every_delegate_has_a_pass_that_the_door_takes(room: Room, tmp_path: Path):
    seal = SealKey.create(tmp_path / "seal.key")
    photograph(tmp_path, "3.png")
    pdf, count = passes_of(room.with_roll().ledger, seal, words(), photos=tmp_path)
    assert count == KEYPADS
    (tmp_path / "passes.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "passes.pdf", "p"], cwd=tmp_path, check=True)
    sheets = [Image.open(path) for path in sorted(tmp_path.glob("p-*.png"))]
    texts = [code.text for sheet in sheets for code in zxingcpp.read_barcodes(sheet)]
    read = [read_pass(text, seal.public_hex, meeting=MEETING) for text in texts]
    assert {one.kind for one in read} == {PassKind.GENUINE}
    assert {one.number for one in read} == set(range(1, KEYPADS + 1))


def test_nobody_has_a_pass_before_the_roll_is_frozen(room: Room, tmp_path: Path):
    seal = SealKey.create(tmp_path / "seal.key")
    with pytest.raises(UnusableInput, match="freeze the roll first"):
        passes_of(room.ledger, seal, words(), photos=None)


@pytest.mark.parametrize("size", [(600, 1200), (1200, 600), (400, 540), (31, 17)])
def test_a_photo_is_cut_to_the_shape_of_the_card(tmp_path: Path, size: tuple[int, int]):
    photograph(tmp_path, "7.png", size)
    with Image.open(io.BytesIO(photo_of(tmp_path, 7))) as cut:
        assert (cut.size, cut.format) == ((400, 540), "JPEG")
    assert photo_of(tmp_path, 8) == b""


@pytest.mark.parametrize(
    "held", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n cut short", bytes(10_000_001)]
)
def test_a_file_that_is_no_photo_is_one_clear_line(tmp_path: Path, held: bytes):
    (tmp_path / "7.jpg").write_bytes(held)
    with pytest.raises(UnusableInput, match=r"7\.jpg: the photo cannot be used"):
        photo_of(tmp_path, 7)
