"""The seal slip: every final file with two hashes; whatever was changed afterwards is named."""

import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from certified import played

from kiosk.clerk.handing_over import HandOver, Places
from kiosk.faults import BookFault, HallFault
from kiosk.ledger.codec import plain
from kiosk.ledger.digests import sm3
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import HallCertified, PaperIssued
from kiosk.printing.attached import attached_record
from kiosk.rehearsal.playing import Left
from kiosk.verifier.cli import main
from kiosk.verifier.papers import PaperCheck, PaperFiles, read_paper
from kiosk.verifier.sealslip import Named, slip_checks, slip_in

SEALED = """
sheet roll
sheet seal => meeting_not_closed
end
sheet seal
sheet allowance
expect papers seal_slip 1
"""


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    return played(tmp_path_factory.mktemp("sealed") / "hall", SEALED)


@pytest.fixture
def home(left: Left, tmp_path: Path) -> Path:
    """The folder as the notary copied it."""
    for name in ("meeting.bundle.zip", "verifier.pyz", "notary-manual.html", "papers"):
        source = left.bundle.parent / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def slip_of(folder: Path) -> Path:
    (slip,) = folder.glob("papers/*seal-slip*.pdf")
    return slip


def number_of(folder: Path) -> str:
    return str(attached_record(slip_of(folder).read_bytes())["list_sha256"])


def listed(folder: Path) -> list[dict[str, object]]:
    files = attached_record(slip_of(folder).read_bytes())["files"]
    assert isinstance(files, list)
    return files


def seal_checks(path: Path, pdf: bytes) -> list[PaperCheck]:
    slip = slip_in(path, pdf)
    return [] if slip is None else slip_checks(slip, Named(), None, None)


def issued(left: Left) -> list[PaperIssued]:
    with Ledger.read(left.book) as book:
        return [one.fact for one in book.entries(facts=[PaperIssued])]  # type: ignore[misc]


def sealed(left: Left) -> list[PaperIssued]:
    """What was issued before the slip."""
    papers = issued(left)
    return papers[: [one.kind for one in papers].index("seal_slip")]


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(list(map(str, arguments)))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_slip_lists_every_final_file_with_both_hashes(left: Left) -> None:
    record = attached_record(slip_of(left.bundle.parent).read_bytes())
    files = record["files"]
    assert isinstance(files, list)
    names = [f"papers/{one.file}{end}" for one in sealed(left) for end in ("", *one.detached)]
    assert len(names) >= 3
    rest = ["meeting.bundle.zip", "verifier.pyz", "notary-manual.html"]
    assert [one["name"] for one in files] == [*names, *rest]
    for one in files:
        content = (left.bundle.parent / one["name"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(content), sha256(content).hexdigest())
        assert one["sm3"] == sm3(content)


def test_the_bundle_is_the_one_that_was_sealed_and_does_not_hold_the_slip(left: Left) -> None:
    kinds = [one.kind for one in issued(left)]
    assert kinds[-2:] == ["seal_slip", "allowance_sheet"]
    names = set(zipfile.ZipFile(left.bundle).namelist())
    assert {f"papers/{one.file}" for one in sealed(left)} <= names
    assert not any("seal-slip" in name for name in names)
    assert f"papers/{issued(left)[-1].file}" not in names


def test_the_files_agree_with_the_slip_and_with_its_number_in_ink(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, slip = home / "meeting.bundle.zip", slip_of(home)
    code, out, err = said(capsys, bundle, slip, "--list", number_of(home))
    assert (code, err) == (0, "")
    assert out.count("SHA-256 与 SM3 均一致") == len(listed(home))
    assert "【相符】封存清单" in out
    assert "在核验包之后出具" in out
    wrong = number_of(home)[::-1]
    code, out, _ = said(capsys, bundle, slip, "--list", wrong)
    assert code == 1
    assert "【不符】封存清单：键入的清单校验码与本清单不符" in out


@pytest.mark.parametrize(
    "name", ["meeting.bundle.zip", "verifier.pyz", "papers/2026-001-roll-sheet-copy-1.pdf.sm2sig"]
)
def test_a_file_that_was_changed_is_named(
    name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (home / name).open("ab") as file:
        file.write(b" ")
    code, out, err = said(capsys, slip_of(home))
    assert (code, err) == (1, "")
    assert f"【不符】封存文件：{name}：不是封存时的文件" in out
    assert out.count("SHA-256 与 SM3 均一致") == len(listed(home)) - 1


def test_a_file_that_is_not_here_is_told_and_is_no_proof_against_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "verifier.pyz").unlink()
    code, out, _ = said(capsys, home / "meeting.bundle.zip", slip_of(home))
    assert code == 0
    assert "【未验】封存文件：verifier.pyz：不在此处" in out
    assert "结论：相符\n未验：文书部分有 " in out


def test_a_slip_whose_hall_seal_does_not_hold_is_not_excused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = slip_of(home)
    changed = bytearray(slip.read_bytes())
    changed[-300] ^= 1
    slip.write_bytes(changed)
    code, out, _ = said(capsys, home / "meeting.bundle.zip", slip)
    assert code == 1
    assert "【不符】签发" in out


def test_a_number_without_a_slip_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = next(home.glob("papers/*roll-sheet*.pdf"))
    code, out, err = said(capsys, paper, "--list", number_of(home))
    assert (code, out) == (2, "")
    assert err == "无法核验：--list：所给文书中没有封存单\n"
    code, out, err = said(capsys, slip_of(home), "--list", "12")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("无法核验：--list")


def test_a_list_that_was_rewritten_or_names_files_outside_is_not_followed(
    home: Path, tmp_path: Path
) -> None:
    pdf = slip_of(home).read_bytes()
    assert next(one.ok for one in seal_checks(slip_of(home), pdf)) is None
    record = attached_record(pdf)
    record["list_sha256"] = "0" * 64
    files = record["files"]
    assert isinstance(files, list)
    for name in ("../secret", "/etc/passwd", "a\\b", "c:evil", ""):
        files.append(dict(files[0]) | {"name": name})
    told = {"format": "kiosk-record/1", "kind": "SealSlip", "record": record}
    forged = a_pdf_with(json.dumps(told).encode())
    checks = seal_checks(slip_of(home), forged)
    assert (checks[0].ok, checks[0].said.msgid[:8]) == (False, "the list")
    assert [one.ok for one in checks[-5:]] == [None] * 5
    assert seal_checks(slip_of(home), a_pdf_with(b"{}")) == []
    assert seal_checks(slip_of(home), a_pdf_with(b"no json")) == []
    assert seal_checks(slip_of(home), b"no pdf") == []
    assert read_paper(PaperFiles("x.pdf", forged), None).true


def commands(folder: Path) -> tuple[str, str]:
    """The two commands on the slip's first page, as they would be typed."""
    page = ran("pdftotext", "-f", "1", "-l", "1", "-layout", slip_of(folder), "-")
    lines = [line.strip() for line in page.splitlines()]
    posix = lines[lines.index("Linux, macOS") + 1 : lines.index("Windows")]
    rest = lines[lines.index("Windows") + 1 :]
    windows = rest[: next(at for at, line in enumerate(rest) if not line.endswith("^")) + 1]
    return "\n".join(one for one in posix if one), "\n".join(windows)


def ran(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_command_on_the_slip_is_typed_as_it_stands_and_finds_all_true(home: Path) -> None:
    """Head, fingerprints and list number are those of the slip; a shell of its own runs it."""
    for later in home.glob("papers/2026-012-allowance-sheet*"):
        later.unlink()  # it was printed after the slip, and is no part of what was handed over
    posix, windows = commands(home)
    wants = ["--head", "--fingerprint", "--certificate", "--list"]
    assert [word for word in posix.split() if word.startswith("--")] == wants
    command = posix.replace("python3", shlex.quote(sys.executable), 1)
    done = subprocess.run(["bash", "-c", command], cwd=home, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "已锚定" in done.stdout
    other = command.replace("--list '", "--list '00", 1)
    assert subprocess.run(["bash", "-c", other], cwd=home, capture_output=True).returncode
    assert windows.startswith("py -I verifier.pyz meeting.bundle.zip papers\\*.pdf ^")
    same = windows.replace(" ^", " \\").replace('"', "'").replace("papers\\*", "papers/*")
    assert same.replace("py ", "python3 ", 1) == posix


def test_the_notarys_manual_is_handed_over_and_sealed(home: Path) -> None:
    (entry,) = [one for one in listed(home) if one["name"] == "notary-manual.html"]
    page = (home / "notary-manual.html").read_bytes()
    assert (entry["group"], entry["sha256"]) == ("verifier", sha256(page).hexdigest())
    told = page.decode()
    for words in ("<title>公证员手册</title>", "<h2>三、在自己的电脑上核验</h2>", "<td>签发</td>"):
        assert words in told
    assert "python3 -I verifier.pyz meeting.bundle.zip papers/*.pdf \\\n    --head" in told
    assert not re.search(r"\*\*|^\||^#|`", told, re.MULTILINE), "no mark of the source is left"


def test_a_reprint_lists_the_same_files_and_writes_none(left: Left, home: Path) -> None:
    slip = next(one for one in issued(left) if one.kind == "seal_slip")
    places = Places(home / "meeting.bundle.zip", home / "verifier.pyz", home / "papers")
    key = SealKey.load(seal_key_path(left.book))
    hand_over = HandOver(places, key, write_verifier=lambda path: pytest.fail("written"))
    with Ledger.read(left.book) as book:
        assert len(list(book.entries(facts=[HallCertified]))) == 1
        again = hand_over.files(book, as_of=slip.as_of, first=False)
        assert [plain(one) for one in again] == listed(home)
        paper = home / "papers" / sealed(left)[0].file
        Path(f"{paper}.sig").unlink()
        with pytest.raises(HallFault, match="to be sealed is not there"):
            hand_over.files(book, as_of=slip.as_of, first=False)
        paper.write_bytes(b"another")
        with pytest.raises(BookFault, match="as it was issued"):
            hand_over.files(book, as_of=slip.as_of, first=False)


def a_pdf_with(record: bytes) -> bytes:
    """The least PDF that has a record attached."""
    held = (
        b"<< /Root << /Names << /EmbeddedFiles << /Names [(record.json) "
        b"<< /EF << /F 1 0 R >> >>] >> >> >> >>"
    )
    head = b"%PDF-1.7\n"
    body = b"1 0 obj\n<< /Length %d >>\nstream\n" % len(record) + record + b"\nendstream\nendobj\n"
    at = len(head) + len(body)
    table = b"xref\n1 1\n%010d 00000 n \ntrailer\n" % len(head)
    return head + body + table + held + b"\nstartxref\n%d\n%%%%EOF\n" % at
