"""A meeting of a hall with a certificate: its papers are signed, and each signature is checked."""

import hashlib
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from certified import played

from kiosk.clerk.signing import sign_inside
from kiosk.faults import BookFault
from kiosk.ledger.keys import verify
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BookOpened, HallCertified, HallFaulted, PaperIssued
from kiosk.rehearsal.playing import Left


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    return played(tmp_path_factory.mktemp("signed") / "hall")


def facts(left: Left, kind: type) -> list:
    with Ledger.read(left.book) as book:
        return [one.fact for one in book.entries(facts=[kind])]


def test_the_book_knows_the_certificate_once_and_the_two_who_had_it_made(left: Left) -> None:
    (told,) = facts(left, HallCertified)
    assert told.subject == "CN=静安里街道议事厅,O=静安里街道办事处"
    assert told.officers == ("王建国", "李敏")
    assert len(told.sm2_key) == 130


def test_every_paper_is_entered_with_both_hashes_and_its_signatures(left: Left) -> None:
    (told,) = facts(left, HallCertified)
    (card,) = facts(left, BookOpened)
    issued = facts(left, PaperIssued)
    assert [(one.kind, one.copy) for one in issued[:3]] == [
        ("zero_report", 1), ("vote_record", 1), ("vote_record", 2)
    ]  # fmt: skip
    for one in issued:
        pdf = (left.papers / one.file).read_bytes()
        assert hashlib.sha256(pdf).hexdigest() == one.sha256
        assert one.detached == (".sig", ".sm2sig")
        signature = (left.papers / f"{one.file}.sig").read_bytes()
        assert verify(card.seal_key, signature, message=pdf)
        if not one.file.endswith(".pdf"):
            assert (one.unsigned_sha256, one.certificate) == ("", "")
            continue
        with pikepdf.open(left.papers / one.file) as held:
            assert str(held.Root.Perms.DocMDP.Reason) == "会场完整性封印，非个人签名"
        cut = pdf.index(b"%%EOF\n", pdf.index(b"startxref")) + 6
        assert hashlib.sha256(pdf[:cut]).hexdigest() == one.unsigned_sha256
        assert one.certificate == told.fingerprint


def test_openssl_checks_what_lies_beside_a_paper(left: Left, tmp_path: Path) -> None:
    (told,) = facts(left, HallCertified)
    (card,) = facts(left, BookOpened)
    keys = {
        "sm2": "3059301306072a8648ce3d020106082a811ccf5501822d034200" + told.sm2_key,
        "ed": "302a300506032b6570032100" + card.seal_key,
    }
    for name, der in keys.items():
        (tmp_path / name).write_bytes(bytes.fromhex(der))
    for one in facts(left, PaperIssued):
        paper = left.papers / one.file
        key = ("-pubin", "-keyform", "DER", "-inkey", tmp_path / "ed", "-rawin")
        ran("openssl", "pkeyutl", "-verify", *key, "-in", paper, "-sigfile", f"{paper}.sig")
        key = ("-keyform", "DER", "-verify", tmp_path / "sm2", "-signature", f"{paper}.sm2sig")
        ran("openssl", "dgst", "-sm3", "-sigopt", "distid:1234567812345678", *key, paper)


def test_a_reprint_is_signed_anew(left: Left) -> None:
    _, first, second = (left.papers / one.file for one in facts(left, PaperIssued)[:3])
    assert first.read_bytes() != second.read_bytes()
    for name in (".sig", ".sm2sig"):
        assert Path(f"{first}{name}").read_bytes() != Path(f"{second}{name}").read_bytes()


def test_the_bundle_takes_the_signatures_home_and_the_verifier_agrees(left: Left) -> None:
    assert left.verdict["exit"] == 0, left.verdict
    names = zipfile.ZipFile(left.bundle).namelist()
    for one in facts(left, PaperIssued):
        assert {f"papers/{one.file}{end}" for end in ("", ".sig", ".sm2sig")} <= set(names)


def test_without_openssl_the_papers_come_all_the_same_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    left = played(tmp_path / "hall")
    (told,) = facts(left, HallCertified)
    assert (told.sm2_key, told.sm2_missing) == ("", "openssl_absent")
    assert {one.detached for one in facts(left, PaperIssued)} == {(".sig",)}
    assert facts(left, HallFaulted) == []
    monkeypatch.undo()
    paper = next(left.papers.glob("*vote-record*.pdf"))
    assert "未作 SM2 签名：本机未装 openssl" in ran("pdftotext", "-layout", paper, "-")


def test_a_certificate_that_the_book_does_not_know_signs_nothing() -> None:
    told = HallCertified("CN=甲", "30", "ab" * 32, "", "", "", "", "启用", ("王建国", "李敏"))
    with pytest.raises(BookFault, match="not the one that this meeting knows"):
        sign_inside(b"%PDF", told, None, at=datetime.now(UTC))
    assert sign_inside(b"%PDF", None, None, at=datetime.now(UTC)).certificate is None


def ran(*command: object) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
