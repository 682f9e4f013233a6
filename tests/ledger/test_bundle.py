"""The notary's copy, and the kiosk's own check of its book."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import pytest

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.chain import GENESIS, Break, BreakKind, link
from kiosk.ledger.check import check_book
from kiosk.ledger.entry import Entry
from kiosk.ledger.keys import SealKey, verify
from kiosk.ledger.persons import commitment, new_salt
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import CheckInOpened, PaperIssued, PollClosed, RollAmended
from kiosk.meeting.roll import Delegate, DelegateClass, Person

PAPER = b"%PDF-1.7 a vote record"
DIGEST = sha256(PAPER).hexdigest()
ISSUED = PaperIssued("2026-001", "vote_record", 1, 1, 1, DIGEST, "2026-001.pdf", 8)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / ISSUED.file).write_bytes(PAPER)
    (folder / "draft.pdf").write_bytes(b"never issued")
    return folder


@pytest.fixture
def held(create: Callable[..., Ledger], meet: Callable[[Ledger], None], mirror: Path) -> Ledger:
    ledger = create(mirror)
    meet(ledger)
    ledger.append([ISSUED, replace(ISSUED, copy=2)])
    return ledger


def test_the_bundle_is_what_the_contract_says(
    held: Ledger, key: SealKey, papers: Path, tmp_path: Path, meeting: str
) -> None:
    target = tmp_path / "meeting.zip"
    seal = export_bundle(held, target, key=key, papers=papers)
    with ZipFile(target) as bundle:
        assert bundle.testzip() is None
        names = bundle.namelist()
        inside = {name: bundle.read(name) for name in names}
    assert names == [
        "bundle.md",
        "entries.jsonl",
        "hashes.txt",
        "papers/2026-001.pdf",
        "persons.jsonl",
        "manifest.json",
        "seal.json",
    ]
    bodies = inside["entries.jsonl"].removesuffix(b"\n").split(b"\n")
    previous, hashes = GENESIS, b""
    for body in bodies:
        previous = link(previous, body)
        hashes += previous.hex().encode() + b"\n"
    assert inside["hashes.txt"] == hashes
    assert inside["papers/2026-001.pdf"] == PAPER
    first = json.loads(inside["persons.jsonl"].split(b"\n")[0])
    assert list(first) == ["number", "name", "group", "age_band", "occupation", "salt"]
    assert inside["persons.jsonl"].count(b"\n") == 3
    manifest = json.loads(inside["manifest.json"])
    assert list(manifest) == ["format", "meeting", "entries", "head", "seal_key", "files"]
    assert manifest["format"] == "kiosk-bundle/1"
    assert manifest["meeting"] == meeting
    assert manifest["entries"] == len(bodies) == held.head[0] + 1
    assert manifest["head"] == previous.hex() == held.head[1].hex()
    assert manifest["files"] == [
        {"name": name, "sha256": sha256(inside[name]).hexdigest(), "bytes": len(inside[name])}
        for name in names[:5]
    ]
    told = json.loads(inside["seal.json"])
    digest = sha256(inside["manifest.json"]).hexdigest()
    assert told["manifest_sha256"] == seal.manifest_sha256 == digest
    assert list(told) == ["meeting", "entries", "head", "manifest_sha256", "signature"]
    assert verify(
        key.public_hex,
        bytes.fromhex(told["signature"]),
        message=f"kiosk-seal/1|{meeting}|{len(bodies)}|{previous.hex()}|{digest}".encode("ascii"),
    )
    assert inside["bundle.md"].startswith(b"# The book and the bundle")


def test_the_signatures_beside_a_paper_go_with_it_and_must_be_there(
    held: Ledger, key: SealKey, papers: Path, tmp_path: Path
) -> None:
    signed, target = replace(ISSUED, number="2026-002", file="2", detached=(".ed25519",)), "m.zip"
    held.append([signed])
    (papers / "2").write_bytes(PAPER)
    with pytest.raises(BookFault, match=r"was issued as 2.ed25519, which is not there"):
        export_bundle(held, tmp_path / target, key=key, papers=papers)
    (papers / "2.ed25519").write_bytes(b"signature")
    export_bundle(held, tmp_path / target, key=key, papers=papers)
    with ZipFile(tmp_path / target) as bundle:
        assert bundle.read("papers/2.ed25519") == b"signature"


def test_the_same_book_gives_the_same_bytes(
    held: Ledger, key: SealKey, papers: Path, tmp_path: Path
) -> None:
    target = tmp_path / "meeting.zip"
    export_bundle(held, target, key=key, papers=papers)
    once = target.read_bytes()
    with pytest.raises(BookFault, match="a file of this name already"):
        export_bundle(held, target, key=key, papers=papers)
    held.close()
    os.utime(papers / ISSUED.file, (0, 0))
    with Ledger.read(held.path) as book:
        export_bundle(book, target, key=key, papers=papers, force=True)
    assert target.read_bytes() == once


def test_a_paper_issued_meanwhile_waits_for_the_next_bundle(
    held: Ledger, key: SealKey, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, count = held.raw, held.head[0] + 1

    def busy() -> Iterator[Entry]:
        yield from islice(raw(), count)
        held.append([replace(ISSUED, file="later.pdf")])

    monkeypatch.setattr(held, "raw", busy)
    seal = export_bundle(held, tmp_path / "meeting.zip", key=key, papers=papers)
    assert seal.entries == count
    with ZipFile(tmp_path / "meeting.zip") as bundle:
        assert bundle.read("hashes.txt").count(b"\n") == count
        assert "papers/later.pdf" not in bundle.namelist()


def test_an_empty_book_has_a_bundle_without_persons(
    create: Callable[..., Ledger], key: SealKey, papers: Path, tmp_path: Path
) -> None:
    seal = export_bundle(create(), tmp_path / "empty.zip", key=key, papers=papers)
    assert (seal.entries, seal.head) == (0, "00" * 32)
    with ZipFile(tmp_path / "empty.zip") as bundle:
        assert "persons.jsonl" not in bundle.namelist()
        assert bundle.read("entries.jsonl") == b""


@pytest.mark.parametrize(
    ("issued", "told"),
    [
        (replace(ISSUED, file="lost.pdf"), "was issued as lost.pdf, which is not there"),
        (replace(ISSUED, file="."), "which is not there"),
        (replace(ISSUED, file="../meeting.seal-key"), "which is not there"),
        (replace(ISSUED, file="/etc/passwd"), "which is not there"),
        (replace(ISSUED, file="a\\b"), "which is not there"),
        (replace(ISSUED, file="draft.pdf"), "draft.pdf is not paper 2026-001 as it was issued"),
        (replace(ISSUED, sha256="00" * 32), "2026-001.pdf is not paper 2026-001 as it was issued"),
    ],
)
def test_a_paper_that_is_missing_or_another_stops_the_export(
    held: Ledger, key: SealKey, papers: Path, tmp_path: Path, *, issued: PaperIssued, told: str
) -> None:
    held.append([issued])
    target = tmp_path / "out" / "meeting.zip"
    target.parent.mkdir()
    with pytest.raises(BookFault) as caught:
        export_bundle(held, target, key=key, papers=papers)
    assert told in str(caught.value)
    assert list(target.parent.iterdir()) == []


def test_another_halls_key_a_missing_contract_and_a_missing_folder_are_told(
    held: Ledger, key: SealKey, papers: Path, tmp_path: Path
) -> None:
    stranger = SealKey.create(tmp_path / "stranger.seal-key")
    target = tmp_path / "meeting.zip"
    with pytest.raises(BookFault, match="does not belong to this book"):
        export_bundle(held, target, key=stranger, papers=papers)
    with pytest.raises(BookFault, match="the text of the contract is missing"):
        export_bundle(held, target, key=key, papers=papers, contract=tmp_path / "no.md")
    with pytest.raises(BookFault, match="no such file or folder"):
        export_bundle(held, tmp_path / "no" / "x.zip", key=key, papers=papers)


def test_the_commitment_is_over_six_lines(persons: tuple[Person, ...]) -> None:
    # printf '00000000000000000000000000000001\n1\n代表1\nA\n18to65\n教师' | sha256sum
    assert (
        commitment(persons[0]) == "25e2f00fe8e6c064eeb871095cb0f9e9baa3f80e2f0fb8f61f35ff6a5e07acaa"
    )
    assert len(new_salt()) == 32
    assert new_salt() != new_salt()


def test_a_sound_book_passes_the_check(held: Ledger, mirror: Path) -> None:
    assert check_book(held) == []
    held.close()
    with Ledger.read(held.path, mirror=mirror) as book:
        assert check_book(book) == []


def test_a_wrong_root_is_a_break(held: Ledger) -> None:
    count, root = held.root(1)
    number = held.append([PollClosed(9, 1, "ab" * 32, ())])[0].number
    empty = sha256(b"").hexdigest()
    assert check_book(held) == [
        Break(number, BreakKind.ROOT, f"0 {empty}", "1 " + "ab" * 32),
    ]
    assert count == 3
    assert root != empty


def test_who_was_added_to_the_roll_is_checked_like_everyone_on_it(
    held: Ledger, persons: tuple[Person, ...]
) -> None:
    late = replace(persons[0], number=9, name="迟到")
    line = Delegate(9, "A-9", DelegateClass.CITIZEN, True, commitment(late))
    number = held.append([RollAmended((line,), "补选", ("甲", "乙"))])[0].number
    found = check_book(held)
    assert [(one.number, one.expected, one.found) for one in found] == [
        (number, f"9 {commitment(late)}", "9 -")
    ]
    held.add_persons([late])
    assert check_book(held) == []


def test_a_person_who_is_not_the_one_of_the_roll_is_a_break(
    held: Ledger, persons: tuple[Person, ...], tamper
) -> None:
    renamed, stranger = replace(persons[0], name="李四"), replace(persons[0], number=9)
    held.add_persons([renamed, stranger])
    found = check_book(held)
    assert [(one.number, one.kind.value) for one in found] == [(2, "commitment")] * 2
    assert found[0] == Break(
        2,
        BreakKind.COMMITMENT,
        f"1 {commitment(persons[0])}",
        f"1 {commitment(renamed)}",
    )
    assert (found[1].expected, found[1].found) == ("9 -", f"9 {commitment(stranger)}")
    held.close()
    tamper("DELETE FROM person WHERE number = 3")
    with Ledger.read(held.path) as book:
        assert [one.expected[0] for one in check_book(book)] == ["1", "3", "9"]
    tamper("UPDATE person SET record = x'5b5d'")
    with Ledger.read(held.path) as book:
        assert [one.expected for one in check_book(book)] == ["a personal record"]
    tamper("DELETE FROM person")
    with Ledger.read(held.path) as book:
        assert check_book(book) == []


def test_a_file_that_cannot_be_read_is_checked_no_further(
    create: Callable[..., Ledger], clock: ManualClock
) -> None:
    ledger = create()
    ledger.append([CheckInOpened()])
    ledger.close()
    with Ledger.read(ledger.path) as book:
        ledger.path.write_bytes(b"x" * 20_000)
        assert {one.kind for one in check_book(book)} == {BreakKind.STORAGE}
