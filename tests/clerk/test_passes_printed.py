"""`kiosk passes`: every delegate of the frozen roll has a pass that the door takes."""

import io
import json
import subprocess
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from clerk_room import KEYPADS, MEETING, Room
from PIL import Image

from kiosk.clerk import orders as o
from kiosk.clerk.orders_papers import Sheet
from kiosk.clerk.papers import PaperFailed, PaperKind, PaperReady, PressRoom
from kiosk.clerk.passes import passes_of, photo_of
from kiosk.faults import UnusableInput
from kiosk.ledger.keys import SealKey
from kiosk.ledger.passes import PassKind, read_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts_papers import PaperIssued
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


def test_the_console_orders_the_passes_of_a_frozen_roll(room: Room, tmp_path: Path):
    order = o.IssueSheet(Sheet.PASSES, "")
    assert room.order(order).reason == "roll_not_frozen"
    room.with_roll()
    room.done(order)
    (wanted,) = room.wanted
    assert (wanted.kind, wanted.poll) == (PaperKind.PASSES, 0)
    seal, came = SealKey.create(tmp_path / "seal.key"), []
    press = PressRoom(
        lambda: Ledger.read(room.ledger.path),
        seal,
        language="zh_CN",
        post=came.append,
        crash=lambda where, bug: None,
        photos=tmp_path,
    )
    photograph(tmp_path, "3.png")
    press.want(wanted)
    press.step()
    (ready,) = came
    assert isinstance(ready, PaperReady)
    (tmp_path / "passes.pdf").write_bytes(ready.pdf)
    with pikepdf.open(tmp_path / "passes.pdf") as held:
        assert len(held.pages) == ready.pages == 2 * -(-KEYPADS // 10)
        record = json.loads(held.attachments["record.json"].get_file().read_bytes())
    assert record["kind"] == "Passes"
    assert record["record"]["issued"] == [[number, 1] for number in range(1, KEYPADS + 1)]
    subprocess.run(["pdftoppm", "-r", "150", "-png", "passes.pdf", "p"], cwd=tmp_path, check=True)
    sheets = [Image.open(path) for path in sorted(tmp_path.glob("p-*.png"))]
    texts = [code.text for sheet in sheets for code in zxingcpp.read_barcodes(sheet)]
    read = [read_pass(text, seal.public_hex, meeting=MEETING) for text in texts]
    assert {(one.kind, one.number) for one in read} == {
        (PassKind.GENUINE, number) for number in range(1, KEYPADS + 1)
    }
    room.hear(ready)
    (issued,) = room.facts(PaperIssued)
    assert (issued.kind, issued.file) == ("passes", f"{issued.number}-passes-copy-1.pdf")


def test_a_photo_that_cannot_be_used_is_told_at_the_console(room: Room, tmp_path: Path):
    room.with_roll().done(o.IssueSheet(Sheet.PASSES, ""))
    (tmp_path / "3.jpg").write_bytes(b"GIF89a")
    came: list[object] = []
    press = PressRoom(
        lambda: Ledger.read(room.ledger.path),
        SealKey.create(tmp_path / "seal.key"),
        language="zh_CN",
        post=came.append,
        crash=lambda where, bug: None,
        photos=tmp_path,
    )
    press.want(room.wanted[0])
    press.step()
    (failed,) = came
    assert isinstance(failed, PaperFailed)
    assert "3.jpg" in failed.fault.where
