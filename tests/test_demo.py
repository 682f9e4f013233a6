"""The demo as a newcomer runs it, and what it leaves as a notary checks it."""

import json
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest
import zxingcpp
from PIL import Image

from kiosk.ledger.store import Ledger
from kiosk.meeting.acts.showing import declared_figures
from kiosk.meeting.facts import Declared, FiguresShown
from kiosk.verifier.base45 import decoded


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("evening") / "demo"
    command = [sys.executable, "-m", "kiosk", "demo", "--headless", "--json", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    yield folder, json.loads(done.stdout)


def text_of(paper: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True)
    return "".join(done.stdout.split())


def record(folder: Path, poll: int) -> Path:
    return next((folder / "papers").glob(f"*vote-record-poll-{poll}-copy-1.pdf"))


def test_every_press_is_counted_replaced_or_refused(evening):
    _, told = evening
    assert told["true"] is True
    assert told["misses"] == []
    for poll in told["polls"]:
        refused = sum(poll["refused"].values())
        assert poll["heard"] == poll["counted"] + poll["replaced"] + refused
    assert [poll["outcome"] for poll in told["polls"]] == ["passed", "not_passed", "passed"]


def test_the_papers_say_the_right_figures(evening):
    folder, _ = evening
    said = text_of(record(folder, 2))
    for figure in ("79", "34", "柒拾玖", "叁拾肆", "2/3×120=80→需80票，得79票", "未通过", "差1票"):
        assert figure in said, figure
    said = text_of(record(folder, 1))
    assert "收到按键118次=计入111+被替换2+未计入5" in said
    (opening,) = (folder / "papers").glob("*opening-sheet-copy-1.pdf")
    assert "（不含本数）：需61人，实到118人，已达到" in text_of(opening)
    for reason in ("未签到", "表决器未登记", "无此选项", "截止后"):
        assert reason in said, reason


def test_the_anchor_on_paper_leads_to_the_entry_of_the_book(evening, tmp_path: Path):
    folder, _ = evening
    page = tmp_path / "page"
    subprocess.run(
        ["pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-png", record(folder, 2), page], check=True
    )
    image = Image.open(next(tmp_path.glob("page*.png")))
    text = zxingcpp.read_barcodes(image)[0].text
    assert text.startswith("KIOSK:A1:")
    length = int(text[9:13])
    payload = decoded(text[13 : 13 + length])
    entry, digest = int.from_bytes(payload[24:28], "big"), payload[28:60]
    with Ledger.read(folder / "meeting.book") as book:
        entered = next(book.entries(entry))
        assert isinstance(entered.fact, Declared)
        assert entered.fact.poll == 2
        assert book.hash_of(entry) == digest


def test_the_codes_on_paper_alone_recount_the_poll(evening, tmp_path: Path):
    folder, _ = evening
    command = ["pdftoppm", "-r", "200", "-gray", "-f", "5", "-png", record(folder, 1)]
    subprocess.run([*command, tmp_path / "codes"], check=True)
    pages = sorted(tmp_path.glob("codes*.png"))
    read = [code.text for page in pages for code in zxingcpp.read_barcodes(Image.open(page))]
    frames = tmp_path / "frames.txt"
    frames.write_text("\n".join(read) + "\n")
    verifier = [sys.executable, "-I", str(folder / "verifier.pyz"), "--frames", str(frames)]
    with Ledger.read(folder / "meeting.book") as book:
        declared = next(iter(book.entries(facts=[Declared])))
        head = book.hash_of(declared.number).hex()
    done = subprocess.run([*verifier, "--head", head], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "赞成 96  反对 9  弃权 6" in done.stdout


def judge(folder: Path, bundle: Path) -> int:
    command = [sys.executable, "-I", str(folder / "verifier.pyz"), str(bundle)]
    return subprocess.run(command, capture_output=True).returncode


def test_the_verifier_accepts_the_bundle_and_refuses_one_changed_byte(evening, tmp_path: Path):
    folder, _ = evening
    bundle = folder / "meeting.bundle.zip"
    assert judge(folder, bundle) == 0
    changed = tmp_path / "changed.zip"
    with ZipFile(bundle) as whole, ZipFile(changed, "w") as copy:
        for name in whole.namelist():
            member = whole.read(name)
            if name == "entries.jsonl":
                place = member.index(b'"fact":"BallotCast"') + 40
                member = member[:place] + bytes([member[place] ^ 1]) + member[place + 1 :]
            copy.writestr(name, member)
    assert judge(folder, changed) == 1


def held(bundle: Path) -> dict[str, bytes] | None:
    """What the members of a bundle say; None where it cannot be unpacked."""
    damage = (BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError)
    with suppress(*damage), ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
    return None


def test_the_verifier_refuses_a_bundle_with_any_byte_flipped(evening, tmp_path: Path):
    """Where the flip hit no more than the date of a member, say, the bundle holds what it held."""
    folder, _ = evening
    bundle, changed = folder / "meeting.bundle.zip", tmp_path / "changed.zip"
    whole, refused = bundle.read_bytes(), 0
    for place in range(100, len(whole), len(whole) // 7):
        changed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        same = held(changed) == held(bundle)
        assert judge(folder, changed) in ((0,) if same else (1, 2)), place
        refused += not same
    assert refused >= 4


def test_the_wall_stands_by_with_a_code_that_a_phone_can_read(evening):
    folder, _ = evening
    with Image.open(folder / "stills" / "standby-hall.png") as wall:
        read = [one.text for one in zxingcpp.read_barcodes(wall.convert("L"))]
    assert read == ["https://www.jinganli.example/dahui"]


def test_what_the_wall_showed_of_each_result_stands_in_the_book(evening):
    folder, _ = evening
    with Ledger.read(folder / "meeting.book") as book:
        entered = [one.fact for one in book.entries(facts=[Declared, FiguresShown])]
    right = {one.poll: declared_figures(one) for one in entered if isinstance(one, Declared)}
    shown = [one for one in entered if isinstance(one, FiguresShown)]
    assert {one.poll for one in shown} == right.keys() == {1, 2, 3}
    for one in shown:
        assert one.screen == "hall"
        assert len(one.figures) >= 4
        assert dict(one.figures).items() <= right[one.poll].items()


def test_stills_of_both_screens_lie_in_the_folder(evening):
    folder, _ = evening
    names = {path.stem for path in (folder / "stills").glob("*.png")}
    assert {"polling-hall", "polling-console", "failed-hall", "chosen-hall"} <= names
