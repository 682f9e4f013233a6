"""The verifier reads signed papers: every change is caught, and whatever comes in is one line."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from certified import played
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import HallCertified, PaperIssued
from kiosk.printing.attached import POLL, attached_file
from kiosk.printing.paper_frames import PollText, poll_codes
from kiosk.verifier.cli import main
from kiosk.verifier.papers import PaperFiles, read_paper


@dataclass(frozen=True)
class Home:
    """What a notary took home: the bundle, the verifier, the record and its first reprint."""

    folder: Path
    bundle: Path
    verifier: Path
    record: Path
    reprint: Path
    fingerprint: str


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("home") / "hall"
    left = played(folder)
    with Ledger.read(left.book) as book:
        issued = [one.fact for one in book.entries(facts=[PaperIssued])]
        (told,) = [one.fact for one in book.entries(facts=[HallCertified])]
    _, record, reprint = (left.papers / one.file for one in issued[:3])  # type: ignore[union-attr]
    assert isinstance(told, HallCertified)
    shown = told.fingerprint[:16].upper()
    return Home(folder, left.bundle, left.verifier, record, reprint, shown)


def copied(home: Home, target: Path, content: bytes | None = None) -> Path:
    """A copy of the record, changed perhaps, with its signature files."""
    paper = target / home.record.name
    paper.write_bytes(home.record.read_bytes() if content is None else content)
    for ending in (".sig", ".sm2sig"):
        shutil.copy(f"{home.record}{ending}", f"{paper}{ending}")
    return paper


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(list(map(str, arguments)))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_paper_with_its_bundle_agrees_in_every_line(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, home.bundle, home.record, home.reprint)
    assert (code, err) == (0, "")
    assert out.count("本份文书：相符") == 2
    for line in (
        *("签发：即", "文件内签名：覆盖全部", "所附记录：各项逐一与账本"),
        *("旁附 Ed25519 签名：由账本", "旁附 SM2 签名：由账本", "份文书经签名"),
    ):
        assert line in out
    assert "【不符】" not in out
    assert "第 2 份" in out


def test_the_packed_verifier_reads_papers_alone_without_openssl(home: Home) -> None:
    command = [sys.executable, "-I", str(home.verifier), str(home.record), "--json"]
    environment = {**os.environ, "PATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (4, "")
    told = json.loads(done.stdout)
    assert told["verdict"] == "unverified"
    (paper,) = told["papers"]
    answers = {check["name"]: check["ok"] for check in paper["checks"]}
    assert answers == {
        "issued": None, "inside": None, "attached": None, ".sig": None, ".sm2sig": None
    }  # fmt: skip


def test_the_certificate_may_be_typed_from_paper(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ("--certificate", home.fingerprint)
    assert said(capsys, home.record, *typed)[0] == 0
    code, out, _ = said(capsys, home.record, "--certificate", "0000 1111 2222 3333")
    assert code == 1
    assert "所用证书不是会场证书" in out
    code, _, err = said(capsys, home.record, "--certificate", "xyz")
    assert code == 2
    assert err.startswith("无法核验：--certificate")


def _byte(at: int) -> Callable[[bytes], bytes]:
    def change(pdf: bytes) -> bytes:
        changed = bytearray(pdf)
        changed[at] ^= 1
        return bytes(changed)

    return change


def _page(pdf: bytes) -> bytes:
    at = pdf.index(b"stream", pdf.index(b"/Contents")) + 40
    return _byte(at)(pdf)


def _attachment(pdf: bytes) -> bytes:
    at = pdf.index(b"/EmbeddedFile")
    return _byte(pdf.index(b"stream", at) + 30)(pdf)


def _copy_number(pdf: bytes) -> bytes:
    """The title of the document says which copy it is, in UTF-16."""
    return pdf.replace("正本".encode("utf-16-be").hex().encode(), b"0" * 8, 1)


def _signature(pdf: bytes) -> bytes:
    at = pdf.rindex(b"/Contents <") + 2000
    return pdf[:at] + (b"0" if pdf[at : at + 1] != b"0" else b"1") + pdf[at + 1 :]


def _appended(pdf: bytes) -> bytes:
    return pdf + b"\n% something after the last signature\n"


def _another_update(pdf: bytes) -> bytes:
    """A whole revision after the seal, as an editor would write it: the catalogue is replaced."""
    last = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    at = len(pdf)
    table = b"xref\n0 1\n0000000000 65535 f \n"
    trailer = pdf[pdf.index(b"<<", pdf.index(b"trailer", last)) : pdf.rindex(b"startxref")]
    trailer = trailer.replace(b"/Prev", b"/Was").rstrip().removesuffix(b">>")
    return pdf + table + b"trailer\n" + trailer + b"/Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        last, at
    )  # fmt: skip


def _cut(pdf: bytes) -> bytes:
    return pdf[:-40]


def _unsigned(pdf: bytes) -> bytes:
    """The drawn paper with the hall's signature taken off."""
    return pdf[: pdf.index(b"%%EOF\n") + 6]


def _range(pdf: bytes) -> bytes:
    """The range made to leave out a byte at the end."""
    at = pdf.rindex(b"/ByteRange [0 ")
    end = pdf.index(b"]", at)
    numbers = pdf[at + 12 : end].split()
    told = b" ".join([*numbers[:3], b"%d" % (int(numbers[3]) - 1)])
    return pdf[: at + 12] + told.ljust(end - at - 12) + pdf[end:]


CHANGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a byte near the beginning": (_byte(300), "文件在签名之后被改动"),
    "a page": (_page, "文件在签名之后被改动"),
    "the attachment": (_attachment, "文件在签名之后被改动"),
    "the copy number": (_copy_number, ""),
    "the signature": (_signature, ""),
    "a comment at the end": (_appended, "未经会场封印"),
    "another revision": (_another_update, "其余无人签署"),
    "the end cut off": (_cut, "文件末尾残缺"),
    "the signature taken off": (_unsigned, "账本从未签发这样的文件"),
    "the range": (_range, "其余无人签署"),
}


@pytest.mark.parametrize("row", CHANGES)
def test_what_was_changed_is_caught(
    row: str, home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, reason = CHANGES[row]
    changed = change(home.record.read_bytes())
    if changed == home.record.read_bytes():
        pytest.fail("nothing was changed")
    paper = copied(home, tmp_path, changed)
    code, out, err = said(capsys, home.bundle, paper)
    assert (code, err) == (1, "")
    assert "本份文书：不符" in out
    assert f"结论：不符\n不符的文书：{paper.name}\n" in out
    assert reason in out
    assert "【不符】旁附 Ed25519 签名" in out
    assert "【不符】旁附 SM2 签名" in out
    if row != "the signature taken off":
        assert said(capsys, paper)[0] == 1, "without a bundle, too"


def test_another_copys_signatures_and_a_missing_one_are_caught(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = copied(home, tmp_path)
    shutil.copy(f"{home.reprint}.sig", f"{paper}.sig")
    Path(f"{paper}.sm2sig").unlink()
    code, out, _ = said(capsys, home.bundle, paper)
    assert code == 1
    assert "【不符】旁附 Ed25519 签名：账本所载公钥验证不通过" in out
    assert "【不符】旁附 SM2 签名：账本所载的签名文件不在" in out


def test_a_signature_exchanged_inside_the_bundle_is_caught(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The manifest is made to fit; without the seal key its seal does not."""
    target = tmp_path / "bundle.zip"
    wanted = f"papers/{home.record.name}.sig"
    with zipfile.ZipFile(home.bundle) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _byte(5)(content) if name == wanted else content)
    code, out, _ = said(capsys, target)
    assert code == 1
    assert "【不符】签名：1 处" in out
    assert "旁附 Ed25519 签名：账本所载公钥验证不通过" in out


def test_a_star_that_no_shell_spelled_out_names_the_papers(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(capsys, home.bundle, home.record.parent / "*vote-record*.pdf")
    assert code == 0
    assert out.count("本份文书：相符") == len(list(home.record.parent.glob("*vote-record*.pdf")))
    code, _, err = said(capsys, home.bundle, home.record.parent / "*nothing*.pdf")
    assert code == 2
    assert "nothing" in err


def test_a_poll_of_a_hall_with_a_certificate_is_judged_from_its_codes_alone(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The zero report within the poll names a certificate that the codes know nothing of."""
    text = attached_file(home.record.read_bytes(), POLL)
    assert b'"fact":"PaperIssued"' in text
    assert b'"fact":"HallCertified"' not in text
    key = SealKey.load(seal_key_path(home.folder / "meeting.book"))
    codes = tmp_path / "frames.txt"
    codes.write_text("\n".join(poll_codes(PollText(text, 0, 0), key.sign).texts))
    code, out, _ = said(capsys, "--frames", codes)
    assert (code, "结论：未能核验" in out, "【不符】" in out) == (4, True, False), out


def test_openssl_takes_the_sm2_key_that_the_verifier_tells(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told, _ = said(capsys, home.bundle, "--sm2-pem")
    assert code == 0
    key = tmp_path / "sm2.pem"
    key.write_text(told)
    command = ["openssl", "dgst", "-sm3", "-sigopt", "distid:1234567812345678", "-verify", key,
               "-signature", f"{home.record}.sm2sig", home.record]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "Verified OK\n", done.stderr
    code, _, err = said(capsys, home.record, "--sm2-pem")
    assert code == 2
    assert "--sm2-pem" in err


def test_two_bundles_or_a_paper_that_is_gone_are_one_line(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for wrong in ((home.bundle, home.bundle), (home.bundle, tmp_path), (tmp_path / "gone.pdf",)):
        code, out, err = said(capsys, *wrong)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_a_paper_of_another_program_is_told_as_such(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.7\nnothing of ours\n%%EOF\n")
    code, out, err = said(capsys, home.bundle, tmp_path / "other.pdf")
    assert (code, err) == (1, "")
    assert "不是会场所制文书的格式：文件末尾残缺" in out


@settings(max_examples=120)
@given(st.data())
def test_no_damage_makes_the_reader_fail_or_agree(home: Home, data: st.DataObject) -> None:
    """Bytes flipped, cut, doubled and dropped anywhere: a verdict comes, and it is never true."""
    pdf = home.record.read_bytes()
    changed = pdf
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed) - 1))
        much = data.draw(st.sampled_from((1, 1, 1, 7, 100, 5000)))
        kind = data.draw(st.sampled_from(("flip", "cut", "double", "tail")))
        if kind == "flip":
            changed = changed[:at] + bytes([changed[at] ^ (1 + much % 255)]) + changed[at + 1 :]
        elif kind == "cut":
            changed = changed[:at] + changed[at + much :]
        elif kind == "double":
            changed = changed[: at + much] + changed[at:]
        else:
            changed = changed[: max(at, 9)]
        if not changed:
            return
    read = read_paper(PaperFiles("paper.pdf", changed), None)
    inside = next(check for check in read.checks if check.name == "inside")
    assert inside.ok is not True or sha256(changed).digest() == sha256(pdf).digest()


@pytest.mark.parametrize(
    "tail",
    [
        b"xref\n0 99999999999\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n",
        b"xref\n0 9999999\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /Prev 9 >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /Prev /X >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /Root 1 0 R /Root 2 0 R >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n" + b"[" * 50000 + b"\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /A (((( \nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /A <zz> >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /A <41 \nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /A ] >>\nstartxref\n9\n%%EOF\n",
        b"xref\n0 1\nnonsense\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n",
        b"xref\nstartxref\n9\n%%EOF\n",
        b"startxref\n777777\n%%EOF\n",
        b"xref\ntrailer\n<< /Encrypt 1 0 R >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n7\nstartxref\n9\n%%EOF\n",
        b"xref\n1 1\n0000000009 00000 n \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /Root << /AcroForm << /Fields 7 >> >> >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /Root << /AcroForm << /Fields [7] >> >> >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /Root << /AcroForm << /Fields [<< /FT /Sig /V << /ByteRange [0 1] >> >>"
        b"] >> >> >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /Root << /AcroForm << /Fields [<< /FT /Sig /V << /ByteRange [0 1 2 3]"
        b" >> >>] >> >> >>\nstartxref\n9\n%%EOF\n",
        b"xref\ntrailer\n<< /Root << /AcroForm << /Fields [<< /FT /Sig /V << /ByteRange [0 1 2 3]"
        b" /Contents <00> >> >>] >> >> >>\nstartxref\n9\n%%EOF\n",
    ],
)
def test_a_hostile_file_is_damage_in_words(tail: bytes) -> None:
    read = read_paper(PaperFiles("hostile.pdf", b"%PDF-1.7\n" + tail), None)
    inside = next(check for check in read.checks if check.name == "inside")
    assert inside.ok is False
    assert inside.said.msgid == "not a paper as the hall writes it: {why}"
