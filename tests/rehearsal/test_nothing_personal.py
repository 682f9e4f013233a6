"""No log and no exported file names a delegate; the bundle's persons and the papers alone do."""

import logging
import subprocess
import zlib
from pathlib import Path
from zipfile import ZipFile

import pytest
from scene_stage import DOOR, END, HALL, POLL, facts, misses, played, read

from kiosk.ledger.data_key import data_key_path
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.rehearsal.hall import roll_of

FORGET = 'record\nend\nforget persons reason "保存期满" by "王建国" and "李敏"\n'


def names_in(content: bytes, names: list[str]) -> list[str]:
    """Names that stand in a file as UTF-8, UTF-16 or JSON escapes."""
    return [
        name
        for name in names
        if name.encode() in content
        or name.encode("utf-16-be") in content
        or name.encode("unicode_escape") in content
    ]


def roll() -> list[str]:
    return [line.person.name for line in roll_of(read(HALL), 1)]


def searched(folder: Path, names: list[str]) -> list[str]:
    """Files of a play that name a delegate, papers aside; bundle and program are looked into."""
    guilty: list[str] = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.parent.name == "papers":
            continue
        if file.suffix in {".zip", ".pyz"}:
            with ZipFile(file) as bundle:
                told = {n: bundle.read(n) for n in bundle.namelist() if not n.startswith("papers/")}
            guilty += [n for n, content in told.items() if names_in(content, names)]
        elif names_in(file.read_bytes(), names):
            guilty.append(file.name)
    return guilty


def test_a_whole_run_names_nobody_outside_the_bundle_s_persons_and_the_papers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    left = played(HALL + DOOR + POLL + END + "record\nend\n", tmp_path)
    assert misses(left) == []
    names = roll()
    assert len(names) == 12
    with Ledger.read(left.book) as book:
        assert [one.name for one in book.persons().values()] == names
    assert searched(left.book.parent, names) == ["persons.jsonl"]
    assert names_in(caplog.text.encode(), names) == []


def test_after_a_retention_delete_no_file_names_anybody_but_the_papers(tmp_path: Path):
    left = played(HALL + DOOR + POLL + END + FORGET, tmp_path)
    assert misses(left) == []
    assert searched(left.book.parent, roll()) == []
    assert not data_key_path(left.book).exists()
    assert left.verdict["exit"] == 0
    (deleted,) = facts(left, f.PersonalDataDeleted)
    assert deleted.persons == 12
    assert len(list(left.papers.glob("*vote-record*.pdf"))) == 1


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(number: int) -> str:
    """One of 18 characters with its check character (GB 11643)."""
    digits = f"11010519491231{number:03}"
    total = sum(int(one) * weight for one, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def test_id_numbers_and_phones_leave_the_hall_in_no_file_at_all(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """Not in the bundle's persons either, nor on any paper, a record that was shown included."""
    caplog.set_level(logging.DEBUG)
    ids = [id_number(one) for one in range(1, 13)]
    phones = [f"1380013{one:04}" for one in range(1, 13)]
    heads = "编号,姓名,席位,类别,表决权,身份证号,手机,收入档\n"
    rows = (
        f"{one},代表{one},A-{one},市民代表,是,{ids[one - 1]},{phones[one - 1]},中\n"
        for one in range(1, 13)
    )
    (tmp_path / "people.csv").write_text(heads + "".join(rows), encoding="utf-8")
    hall = HALL.replace("delegates 12", 'roll "people.csv"')
    shown = 'record\nend\nreveal 7 reason "核对身份" by "王建国" and "李敏"\n'
    left = played(hall + DOOR + POLL + END + shown, tmp_path)
    assert misses(left) == []
    private = [*ids, *phones]
    with Ledger.read(left.book) as book:
        assert [one.id_number for one in book.persons().values()] == ids
        assert [one.phone for one in book.persons().values()] == phones
    assert searched(left.book.parent, private) == []
    assert names_in(caplog.text.encode(), private) == []
    papers = sorted(left.papers.glob("*.pdf"))
    assert len(papers) > 5
    for paper in papers:
        told = subprocess.run(["pdftotext", paper, "-"], capture_output=True, check=True).stdout
        assert names_in(told, private) == []
        assert names_in(paper.read_bytes(), private) == []


def test_the_search_finds_a_name(tmp_path: Path):
    (tmp_path / "kiosk.log").write_text("heard 欧阳建伟", encoding="utf-8")
    (tmp_path / "state.json").write_bytes(b'{"name":"\\u6b27\\u9633\\u5efa\\u4f1f"}')
    (tmp_path / "other.txt").write_bytes(zlib.compress(b"nobody"))
    assert searched(tmp_path, ["欧阳建伟"]) == ["kiosk.log", "state.json"]
