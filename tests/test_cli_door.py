"""Passes, keypads and attendance at the command line, on the book of a meeting that was held."""

import json
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from typer.testing import CliRunner

from kiosk.clerk.rollfile import roll_line
from kiosk.cli.main import command_line
from kiosk.clock import ManualClock
from kiosk.faults import UnusableInput
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.passes import read_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.roll import Delegate, DelegateClass

MEETING = "0123456789abcdef" * 2
NAMES = ("陈玉兰", "=王芳", "李敏")
PRESS = f.Press("A", 1, (1,), 1, 1, 1, None, "")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three on the roll, two came, one left; a keypad was swapped and one is low."""
    path, clock = tmp_path / "meeting.book", ManualClock()
    seal = SealKey.create(seal_key_path(path))
    bands = ("18to65", "over65", "")
    lines = [
        roll_line(Delegate(n, f"A-{n}", DelegateClass.CITIZEN, True, ""), name=name, age_band=band)
        for n, (name, band) in enumerate(zip(NAMES, bands, strict=True), start=1)
    ]
    with Ledger.create(path, meeting=MEETING, mirror=None, clock=clock) as ledger:
        opened = f.BookOpened(
            MEETING, "市民大会", "", "", "", 480, False, "t", "0" * 64, seal.public_hex
        )
        ledger.append([opened])
        ledger.add_persons([line.person for line in lines])
        ledger.append([f.RollFrozen(tuple(line.delegate for line in lines))])
        ledger.append([f.KeypadBound(1, "A-1", "by its label", "1")])
        ledger.append([f.CheckedIn("A-1", "1", "pass", ""), f.CheckedIn("A-2", "1", "pass", "")])
        ledger.append([f.PressRefused(0, "A-1", "early", PRESS), f.KeypadBound(2, "A-1", "没电")])
        clock.advance(3_600_000_000_000)
        ledger.append([f.CheckedOut("A-2", "1", "by_hand", "有事")])
    return path


def run(*words: str | Path) -> str:
    done = CliRunner().invoke(
        command_line(()), [str(word) for word in words], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return done.stdout


def codes(pdf: Path) -> list[str]:
    subprocess.run(
        ["pdftoppm", "-r", "200", "-png", pdf.name, pdf.stem], cwd=pdf.parent, check=True
    )
    sheets = [Image.open(path) for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]
    return [code.text for sheet in sheets for code in zxingcpp.read_barcodes(sheet)]


def test_a_reissued_pass_has_the_next_issue_and_the_old_one_is_void(book: Path):
    card = book.parent / "2.pdf"
    told = run("passes", "--book", book, "--reissue", "2", "--reason", "遗失", "--out", card)
    assert "the pass of 2 is void" in told
    with Ledger.read(book) as opened:
        (revoked,) = [one.fact for one in opened.entries(facts=[f.PassRevoked])]
        seal = SealKey.load(seal_key_path(book)).public_hex
    assert revoked == f.PassRevoked(2, 1, True, "遗失", "")
    (text,) = codes(card)
    read = read_pass(text, seal, meeting=MEETING)
    assert (read.number, read.issue) == (2, 2)


def test_a_revoked_pass_is_printed_no_more(book: Path):
    run("passes", "--book", book, "--revoke", "2", "--reason", "遗失", "--by", "李敏")
    told = run("passes", "--book", book, "--out", book.parent / "all.pdf")
    assert told.startswith("2 passes")
    told = run("passes", "--book", book, "--only", "1,2", "--out", book.parent / "one.pdf")
    assert told.startswith("1 passes")
    with pytest.raises(UnusableInput, match="nobody asked for has a pass"):
        run("passes", "--book", book, "--only", "2", "--out", book.parent / "none.pdf")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "nothing is asked for"),
        (("--revoke", "2", "--reissue", "2"), "a revoked pass is not printed"),
        (("--only", "x", "--out", "y.pdf"), "x are no numbers"),
        (("--revoke", "77", "--reason", "x"), "not on roll"),
        (("--revoke", "2"), "a reason is missing|reason missing|needs a reason"),
    ],
)
def test_what_makes_no_sense_is_one_line(book: Path, words: tuple[str, ...], told: str):
    with pytest.raises(UnusableInput, match=told):
        run("passes", "--book", book, *words)


def test_the_keypads_of_a_folder_of_books(book: Path):
    one, two = json.loads(run("keypads", "inventory", book.parent, "--json"))
    assert (one["keypad"], one["presses"], one["swaps"], one["bases"]) == (1, 1, 1, ["A"])
    assert one["notes"][0]["what"] == "swapped"
    assert two["notes"] == []
    assert "swapped" in run("keypads", "inventory", book)
    empty = book.parent / "empty"
    empty.mkdir()
    with pytest.raises(UnusableInput, match="there is no book"):
        run("keypads", "inventory", empty)
    stranger = book.parent / "stranger.book"
    stranger.write_bytes(b"no book")
    with pytest.raises(UnusableInput):
        run("keypads", "inventory", stranger)


def test_labels_are_read_by_a_scanner(book: Path):
    pdf = book.parent / "labels.pdf"
    assert run("keypads", "labels", "1-3,120", "--out", pdf).startswith("4 labels")
    assert sorted(codes(pdf)) == ["KEYPAD0001", "KEYPAD0002", "KEYPAD0003", "KEYPAD0120"]
    for wrong in ("x", "0-3", "5-1", "1-99999"):
        with pytest.raises(UnusableInput):
            run("keypads", "labels", wrong, "--out", pdf, "--force")


def test_attendance_by_person_and_by_group(book: Path):
    one, two, three = json.loads(run("attendance", book, "--json"))
    assert (one["minutes"], two["departures"], three["stays"]) == (60, 1, [])
    assert two["days"][0]["half_days"] == 1
    table = run("attendance", book)
    assert table.startswith("\ufeffnumber,seat,name")
    assert "'=王芳" in table, "no spreadsheet computes a name"
    groups = json.loads(run("attendance", book, "--groups", "--json"))
    assert [(one["group"], one["roll"], one["came"]) for one in groups] == [
        ("citizen", 3, 2),
        ("18to65", 1, 1),
        ("over65", 1, 1),
    ]
    assert "市民代表" in run("attendance", book, "--groups")
