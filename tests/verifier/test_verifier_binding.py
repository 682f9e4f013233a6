"""What was verified is what the seal slip lists, and what was typed is held against something."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from bundlebuilder import chain, encode, sealed, zipped
from certified import ONE_POLL, played
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from notarydesk import Answer, run

from kiosk.ledger.keys import seal_key_path
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import HallCertified, PaperIssued
from kiosk.printing.attached import attached_record
from kiosk.rehearsal.playing import Left

SEALED = ONE_POLL + "sheet seal\n"
PARTS = ("meeting.bundle.zip", "verifier.pyz", "notary-manual.html", "papers")


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    return played(tmp_path_factory.mktemp("bound") / "hall", SEALED)


@pytest.fixture
def home(left: Left, tmp_path: Path) -> Path:
    """The folder as the notary copied it."""
    target = tmp_path / "stick"
    target.mkdir()
    for name in PARTS:
        source = left.bundle.parent / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target / name)
    return target


@pytest.fixture(scope="module")
def certificate(left: Left) -> str:
    with Ledger.read(left.book) as book:
        (told,) = [one.fact for one in book.entries(facts=[HallCertified])]
    assert isinstance(told, HallCertified)
    return told.fingerprint[:16]


def key_of(left: Left) -> Ed25519PrivateKey:
    key = load_pem_private_key(seal_key_path(left.book).read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def slip_of(home: Path) -> Path:
    (slip,) = home.glob("papers/*seal-slip*.pdf")
    return slip


def record_of(home: Path) -> Path:
    return min(home.glob("papers/*vote-record*.pdf"))


def number_of(home: Path) -> str:
    return str(attached_record(slip_of(home).read_bytes())["list_sha256"])


def code_of(home: Path, left: Left) -> str:
    """The text of the QR code on the slip."""
    record = attached_record(slip_of(home).read_bytes())
    heading, files = record["heading"], record["files"]
    assert isinstance(heading, dict)
    assert isinstance(files, list)
    said = f"{heading['meeting']}|{len(files)}|{record['list_sha256']}"
    signature = key_of(left).sign(b"kiosk-seal-slip/1|" + said.encode()).hex()
    return f"KIOSK:S1:{said.replace('|', ':')}:{signature}".upper()


def contents(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bodies_of(bundle: Path) -> list[bytes]:
    return contents(bundle)["entries.jsonl"].split(b"\n")[:-1]


def forged(home: Path, left: Left, *bodies: bytes) -> bytes:
    """A bundle with other bodies, in every hash and seal as the hall would have made it."""
    content = contents(home / "meeting.bundle.zip")
    held = {
        name: one for name, one in content.items() if name not in {"manifest.json", "seal.json"}
    }
    held["entries.jsonl"] = b"".join(body + b"\n" for body in bodies)
    hashes = chain(list(bodies))
    held["hashes.txt"] = "".join(f"{one}\n" for one in hashes).encode()
    meeting = json.loads(bodies[0])["meeting"]
    return zipped(sealed(held, hashes[-1], len(bodies), key_of(left), meeting))


def with_the_poll_void(home: Path, left: Left) -> bytes:
    bodies = bodies_of(home / "meeting.bundle.zip")
    last = json.loads(bodies[-1])
    of = {"poll": 1, "reason": "异议", "officers": ["王建国", "李敏"]}
    void = {**last, "n": last["n"] + 1, "fact": "PollVoided", "of": of}
    return forged(home, left, *bodies, encode(void))


def failing(answer: Answer, paper: str) -> set[str]:
    (read,) = [one for one in answer.document["papers"] if one["name"] == paper]
    return {check["name"] for check in read["checks"] if check["ok"] is False}


# ---- the list --------------------------------------------------------------------------------


def test_all_that_was_sealed_agrees_and_the_signed_list_vouches_for_the_bundle(
    home: Path, certificate: str
) -> None:
    asked = [str(home / "meeting.bundle.zip"), *map(str, sorted((home / "papers").iterdir()))]
    answer = run(*asked, "--list", number_of(home), "--certificate", certificate, "--json")
    document = answer.document
    assert (answer.code, answer.err, document["verdict"]) == (0, "", "true")
    assert (document["vouched_by_list"], document["passed_over"]) == (True, [])
    assert document["polls"][0]["vouched"] is True
    listed = [
        {check["name"]: check["ok"] for check in paper["checks"]}.get("listed")
        for paper in document["papers"]
    ]
    assert listed.count(True) == len(listed) - 1, "all but the slip itself"
    hashes = chain(bodies_of(home / "meeting.bundle.zip"))
    for more in ([], ["--head", hashes[20]], ["--head", hashes[0]]):
        out = run(*asked, "--list", number_of(home), *more).out
        assert "【相符】所验核验包" in out
        assert "结论：相符\n" in out
        assert "已锚定：键入的清单校验码所属清单载有所验核验包" in out
        assert "仅自洽" not in out
        assert "仅由封印可证" not in out
        assert "仅封印可证" not in out
    wrong = run(*asked, "--list", number_of(home), "--head", "ab" * 32)
    assert wrong.code == 1
    assert "【不符】锚定" in wrong.out


@pytest.mark.parametrize("typed", [True, False])
def test_another_bundle_is_not_the_sealed_one_though_the_sealed_one_lies_near(
    typed: bool, home: Path, left: Left
) -> None:
    bundle, genuine = home / "meeting.bundle.zip", home / "papers" / "meeting.bundle.zip"
    untouched = bundle.read_bytes()
    bundle.write_bytes(with_the_poll_void(home, left))
    number = ["--list", number_of(home)] if typed else []
    assert run(str(bundle)).code == 0, "it is consistent in itself"
    genuine.write_bytes(untouched)
    answer = run(str(bundle), str(slip_of(home)), *number, "--json")
    assert (answer.code, answer.document["verdict"]) == (1, "false")
    assert failing(answer, slip_of(home).name) == {"bundle", "file"}
    assert answer.document["polls"][0]["vouched"] is False
    elsewhere = home / "mine.zip"
    bundle.rename(elsewhere)
    answer = run(str(elsewhere), str(slip_of(home)), *number)
    assert answer.code == 1
    assert "【不符】所验核验包：mine.zip：上文所验不是清单所列的核验包" in answer.out


def test_a_bundle_of_another_name_is_the_sealed_one_by_its_bytes(home: Path) -> None:
    bundle = (home / "meeting.bundle.zip").rename(home / "as I saved it.zip")
    answer = run(str(bundle), str(slip_of(home)), "--list", number_of(home), "--json")
    assert (answer.code, answer.document["vouched_by_list"]) == (0, True)


def test_a_book_is_on_no_list(home: Path, left: Left) -> None:
    answer = run(str(left.book), str(slip_of(home)), "--list", number_of(home), "--json")
    assert (answer.code, failing(answer, slip_of(home).name)) == (1, {"bundle"})


def test_a_paper_that_is_not_listed_is_named(home: Path, certificate: str, tmp_path: Path) -> None:
    other = tmp_path / "2026-099-vote-record.pdf"
    other.write_bytes(record_of(home).read_bytes() + b"\n%%EOF\n")
    number = ["--list", number_of(home)]
    answer = run(str(other), str(slip_of(home)), *number)
    assert answer.code == 1
    assert f"【不符】清单所列：{other.name}：不在封存单的清单上" in answer.out
    assert f"不符的文书：{other.name}\n" in answer.out
    genuine = tmp_path / "renamed.pdf"
    shutil.copy(record_of(home), genuine)
    slip, typed = str(slip_of(home)), ("--certificate", certificate)
    assert run(str(genuine), slip, *number, *typed).code == 0
    told = run(str(genuine), slip, *number, "--json")
    assert (told.code, [paper["ok"] for paper in told.document["papers"]]) == (4, [True, None])


def test_the_right_list_in_a_seal_slip_says_nothing_of_its_pages(home: Path) -> None:
    """Its record is genuine, and its number is that in ink; what is drawn may be anything."""
    slip = slip_of(home)
    slip.write_bytes(unsigned(slip.read_bytes()).replace(b"/Count", b"/Kount"))
    Path(f"{slip}.sig").unlink()
    answer = run(str(slip), "--list", number_of(home))
    assert answer.code == 4
    assert "【相符】封存清单" in answer.out
    assert "本份文书：未能核验" in answer.out
    assert run(str(home / "meeting.bundle.zip"), str(slip), "--list", number_of(home)).code == 1


def test_a_signature_file_that_is_not_listed_is_named(home: Path) -> None:
    record = record_of(home)
    Path(f"{record}.sig").write_bytes(bytes(64))
    answer = run(str(record), str(slip_of(home)), "--list", number_of(home))
    assert answer.code == 1
    assert f"【不符】清单所列：{record.name}.sig：不在封存单的清单上" in answer.out


def test_two_different_files_of_one_listed_name_are_refused(home: Path) -> None:
    """The one that agrees is found first; which of the two was meant, nobody knows."""
    name = f"{record_of(home).name}.sm2sig"
    other = home / "papers" / "papers" / name
    other.parent.mkdir()
    other.write_bytes(b"another")
    answer = run(str(slip_of(home)), "--list", number_of(home))
    assert answer.code == 1
    assert f"papers/{name}：有内容不同的文件同用此名" in answer.out
    shutil.copy(home / "papers" / name, other)
    assert "【不符】" not in run(str(slip_of(home)), "--list", number_of(home)).out


def test_papers_on_a_list_that_nothing_vouches_for_are_not_verified(home: Path) -> None:
    answer = run(str(record_of(home)), str(slip_of(home)), "--json")
    assert (answer.code, answer.document["verdict"]) == (4, "unverified")
    assert [paper["ok"] for paper in answer.document["papers"]] == [None, None]


def test_a_bundle_that_is_written_to_meanwhile_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.verifier import cli

    bundle, read = home / "meeting.bundle.zip", cli.read_input

    def exchanged(path: Path) -> object:
        held = read(path)
        path.write_bytes(b"another")
        return held

    monkeypatch.setattr(cli, "read_input", exchanged)
    monkeypatch.setattr(cli, "verify", lambda bundle, typed: None)
    answer = run(str(bundle), str(slip_of(home)), "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "was changed while it was read" in answer.err


# ---- its code --------------------------------------------------------------------------------


def test_the_scanned_code_of_the_slip_stands_for_the_typed_number(home: Path, left: Left) -> None:
    code, bundle, slip = code_of(home, left), home / "meeting.bundle.zip", slip_of(home)
    answer = run(str(bundle), str(slip), "--list", code, "--json")
    assert (answer.code, answer.document["vouched_by_list"]) == (0, True)
    assert run(str(bundle), str(slip), "--list", f" {code.lower()}\n").code == 0
    start, meeting, count, number, signature = code.removeprefix("KIOSK:").split(":")
    others = {
        "另一个": (start, meeting, count, number[::-1], signature),
        "会议或文件数": (start, meeting, "7", number, signature),
        "不是账本所载会场公钥所签": (start, meeting, count, number, "0" * 128),
    }
    for why, parts in others.items():
        answer = run(str(bundle), str(slip), "--list", ":".join(("KIOSK", *parts)))
        assert answer.code == 1
        assert "【不符】封存清单" in answer.out, why
    assert "不是账本所载会场公钥所签" in answer.out


def test_a_code_in_the_wrong_place_is_one_line_that_says_where_it_belongs(
    home: Path, left: Left
) -> None:
    code, slip = code_of(home, left), str(slip_of(home))
    for option, text, why in (
        ("--anchor", code, "--anchor：这是封存单的二维码，请用 --list"),
        ("--anchor", "KIOSK:F1:0010", "请将全部各码写入一个文件，每码一行，用 --frames"),
        ("--head", code, "--head：这是二维码的文本；请键入纸面所印的八组数字"),
        ("--list", code[:-1], "--list：不是封存单二维码的完整文本"),
        ("--list", "KIOSK:F1:0216", "--list：不是封存单二维码的完整文本"),
        ("--list", "KIOSK:A1:0216", "--list：这是表决记录书的锚码，请用 --anchor"),
    ):
        answer = run(slip, option, text)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert why in answer.err


# ---- what decides ----------------------------------------------------------------------------


def unsigned(pdf: bytes) -> bytes:
    return pdf[: pdf.index(b"%%EOF\n") + 6]


def test_papers_that_nothing_decides_are_not_verified(home: Path, certificate: str) -> None:
    """Signed by anyone, not signed, stripped: no word of agreement, and an exit code of its own."""
    record = record_of(home)
    stripped = home / "stripped.pdf"
    stripped.write_bytes(unsigned(record.read_bytes()))
    for paper in (record, stripped):
        answer = run(str(paper))
        assert answer.code == 4
        assert "结论：未能核验" in answer.out
        assert "本份文书：未能核验" in answer.out
        assert "：相符" not in answer.out
        assert "【相符】" not in answer.out
    assert "VERDICT: COULD NOT BE VERIFIED" in run(str(record), "--lang", "en").out
    assert run(str(record), "--certificate", certificate).code == 0
    answer = run(str(record), str(stripped), "--certificate", certificate)
    assert answer.code == 1
    assert "【不符】文件内签名：文件内没有签名，自然不是由键入的证书签署" in answer.out


def test_a_file_that_is_no_pdf_is_verified_by_its_bundle_or_by_the_list(
    home: Path, certificate: str
) -> None:
    """Minutes to be edited can hold no signature; alone they are neither true nor false."""
    minutes = home / "minutes.docx"
    minutes.write_bytes(b"PK\3\4 no bundle")
    assert run(str(minutes)).code == 4
    answer = run(str(record_of(home)), str(minutes), "--certificate", certificate)
    assert answer.code == 4
    assert "结论：未能核验\n未能核验的文书：minutes.docx\n" in answer.out
    assert run(str(home / "meeting.bundle.zip"), str(minutes)).code == 1, "not issued"


# ---- what was typed --------------------------------------------------------------------------


def test_what_was_typed_and_can_be_held_against_nothing_is_refused(home: Path) -> None:
    record, head, groups = str(record_of(home)), "ab" * 32, "0000 1111 2222 3333"
    for option, value in (("--head", head), ("--fingerprint", groups)):
        answer = run(record, option, value)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == f"无法核验：{option}：给了此项，但无从比对：只有文书，没有核验包\n"
        answer = run(record, option, value, "--lang", "en")
        assert "there is nothing to hold it against" in answer.err


def test_the_certificate_is_held_against_the_book_of_a_bundle(home: Path, certificate: str) -> None:
    bundle = str(home / "meeting.bundle.zip")
    assert run(bundle, "--certificate", certificate).code == 0
    answer = run(bundle, "--certificate", "0000 1111 2222 3333")
    assert answer.code == 1
    assert "键入的证书指纹为 0000 1111 2222 3333；账本所载为" in answer.out


def test_a_certificate_typed_for_a_book_without_one_is_refused(desk, meeting) -> None:
    answer = desk.slip(meeting.members(), "--certificate", "0000 1111 2222 3333")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "无法核验：--certificate：账本未载会场证书，键入的证书指纹无从比对\n"


def test_every_head_that_is_typed_is_demanded(home: Path) -> None:
    bundle = home / "meeting.bundle.zip"
    hashes = chain(bodies_of(bundle))
    early, late = hashes[20], hashes[-1]
    for heads in ((early, late), (late, early)):
        answer = run(str(bundle), "--json", *(part for one in heads for part in ("--head", one)))
        assert (answer.code, answer.document["anchored_entry"]) == (0, len(hashes) - 1)
    for heads in (("ab" * 32, late), (late, "ab" * 32)):
        answer = run(str(bundle), *(part for one in heads for part in ("--head", one)))
        assert answer.code == 1
        assert "键入的链首不是任何一条的哈希：ABABABAB…" in answer.out


@pytest.mark.parametrize("option", ["--fingerprint", "--certificate", "--list", "--frames"])
def test_what_can_be_given_once_is_not_taken_twice(option: str, home: Path) -> None:
    answer = run(str(home / "meeting.bundle.zip"), option, "a", option, "b")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"无法核验：{option}：给了两次；请只给一次\n"


# ---- how far an anchor reaches ---------------------------------------------------------------


def test_an_early_head_anchors_a_part_and_says_of_each_poll_whether_it_is_in_it(
    home: Path,
) -> None:
    bundle = home / "meeting.bundle.zip"
    bodies = bodies_of(bundle)
    hashes = chain(bodies)
    declared = next(at for at, one in enumerate(bodies) if b'"fact":"Declared"' in one)
    answer = run(str(bundle), "--head", hashes[declared - 1])
    assert answer.code == 0
    assert f"纸面未证，仅封印可证：本次表决止于第 {declared} 条" in answer.out
    assert "结论：相符，但仅部分锚定\n" in answer.out
    assert "纸面未证的表决：1。" in answer.out
    assert "封存单页脚的链首涵盖全部表决" in answer.out
    document = run(str(bundle), "--head", hashes[declared - 1], "--json").document
    assert (document["partly"], document["polls_outside"]) == (True, [1])
    answer = run(str(bundle), "--head", hashes[declared])
    assert f"纸面已证：本次表决止于第 {declared} 条" in answer.out
    assert "结论：相符\n" in answer.out
    assert "仅封印可证：没有相符的纸面链首" in run(str(bundle)).out


def test_a_poll_put_aside_after_the_head_lies_outside_it(home: Path, left: Left) -> None:
    bundle = home / "meeting.bundle.zip"
    head = chain(bodies_of(bundle))[-1]
    bundle.write_bytes(with_the_poll_void(home, left))
    answer = run(str(bundle), "--head", head)
    assert "结论：相符，但仅部分锚定\n" in answer.out
    assert "若键入的正是封存单的链首，则其后各条是封存之后加上的" in answer.out


def test_the_hash_of_the_first_entry_anchors_the_opening_alone(home: Path) -> None:
    bundle = home / "meeting.bundle.zip"
    head = chain(bodies_of(bundle))[0]
    out = run(str(bundle), "--head", head).out
    assert "【相符】锚定：键入的是首条目（第 0 条）的哈希：只能证明开账" in out
    assert "结论：相符，但仅部分锚定\n仅锚定开账：" in out


def test_a_book_that_ends_before_the_meeting_says_so(home: Path, left: Left) -> None:
    bundle = home / "meeting.bundle.zip"
    assert "账本至此尚未闭会" not in run(str(bundle)).out
    bodies = bodies_of(bundle)
    closed = next(at for at, one in enumerate(bodies) if b'"fact":"MeetingClosed"' in one)
    bundle.write_bytes(forged(home, left, *bodies[:closed]))
    answer = run(str(bundle), "--head", chain(bodies[:closed])[-1])
    assert "账本至此尚未闭会\n" in answer.out
    assert run(str(bundle), "--json").document["closed"] is False


def test_a_head_before_the_declaration_does_not_vouch_for_a_poll_on_paper(
    home: Path, left: Left, tmp_path: Path
) -> None:
    from kiosk.ledger.keys import SealKey
    from kiosk.printing.attached import POLL, attached_file
    from kiosk.printing.paper_frames import PollText, poll_codes

    text = attached_file(record_of(home).read_bytes(), POLL)
    key = SealKey.load(seal_key_path(left.book))
    codes = tmp_path / "frames.txt"
    codes.write_text("\n".join(poll_codes(PollText(text, 0, 0), key.sign).texts))
    told = run("--frames", str(codes), "--json")
    assert (told.code, told.document["verdict"]) == (4, "unverified")
    hashes = chain(bodies_of(home / "meeting.bundle.zip"))
    last = told.document["last_entry"]
    answer = run("--frames", str(codes), "--head", hashes[last - 1])
    assert answer.code == 4
    assert "在宣布之前，不涵盖本次表决的结果" in answer.out
    assert run("--frames", str(codes), "--head", hashes[last]).code == 0
    answer = run("--frames", str(codes), "--head", hashes[last], "--list", "ab" * 32)
    assert (answer.code, answer.out) == (2, "")
    assert "--list：给了此项，但无从比对：只有纸面表决二维码" in answer.err


# ---- what is broken --------------------------------------------------------------------------


def test_an_edited_bundle_names_the_break_and_counts_what_follows_from_it(home: Path) -> None:
    bundle = home / "meeting.bundle.zip"
    content = contents(bundle)
    bodies = bodies_of(bundle)
    at = next(at for at, one in enumerate(bodies) if b'"fact":"ItemTabled"' in one)
    bodies[at] = bodies[at].replace("停车".encode(), "停電".encode())
    content["entries.jsonl"] = b"".join(body + b"\n" for body in bodies)
    bundle.write_bytes(zipped(content))
    out = run(str(bundle)).out
    papers = sum(b'"fact":"PaperIssued"' in one and b'.pdf"' in one for one in bodies[at:])
    assert f"第 {at} 条：正文的哈希与 hashes.txt 所载不同" in out
    assert "【不符】封印：2 处，均随链条之断而不符" in out
    assert "【不符】文件：1 处，均随链条之断而不符" in out
    assert f"【不符】签名：{papers} 处，均随链条之断而不符" in out
    english = run(str(bundle), "--lang", "en").out
    assert "[does not agree] seal: 2 places, which follow from the break of the chain" in english


def test_a_paper_whose_page_was_cut_out_is_one_line_and_its_record_no_record(
    home: Path, tmp_path: Path
) -> None:
    import pikepdf

    cut = tmp_path / "cut.pdf"
    with pikepdf.open(record_of(home)) as paper:
        del paper.pages[1]
        paper.save(cut)
    answer = run(str(home / "meeting.bundle.zip"), str(cut))
    assert answer.code == 1
    assert "【不符】文件内签名：文件在签名之后被改动：签名已不在其所称的位置" in answer.out
    assert "的 0 字节" not in answer.out
    assert "中的 0" not in answer.out
    assert "【未验】所附记录：未与账本核对：所在文件已被改动" in answer.out


# ---- what is named ---------------------------------------------------------------------------


def test_a_whole_folder_may_be_named(home: Path, left: Left, certificate: str) -> None:
    with Ledger.read(left.book) as book:
        issued = [one.fact for one in book.entries(facts=[PaperIssued])]
    everything = [str(path) for path in sorted(home.glob("papers/*"))]
    bundle, *more = (str(home / name) for name in PARTS[:3])
    answer = run(bundle, *more, *everything, "--certificate", certificate, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.document["papers"]) == len(issued)
    program, manual = answer.document["passed_over"]
    assert program.startswith("verifier.pyz：程序本身，请用其他工具")
    assert manual == "notary-manual.html：手册，不是文书"
    alone = next(one for one in everything if not one.endswith(".pdf"))
    answer = run(bundle, alone, "--lang", "en")
    assert answer.code == 0
    assert "Passed over: " in answer.out
    assert "a signature file; its paper was not named beside it" in answer.out


def test_a_program_alone_is_one_line(home: Path) -> None:
    answer = run(str(home / "verifier.pyz"))
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "SHA-256" in answer.err


def test_the_key_for_openssl_comes_from_the_bundle_alone(home: Path) -> None:
    bundle = str(home / "meeting.bundle.zip")
    for more in ([str(record_of(home))], ["--json"]):
        answer = run(bundle, "--sm2-pem", *more)
        assert (answer.code, answer.out) == (2, "")
        assert "请只同时给出核验包" in answer.err


def test_every_slip_says_that_the_program_vouches_for_nothing_of_itself(home: Path) -> None:
    for asked in ([str(home / "meeting.bundle.zip")], [str(record_of(home))]):
        assert run(*asked).out.endswith(
            "请先用其他工具将 verifier.pyz 的 SHA-256 与已签名的纸质封存单比对。\n"
        )


def test_a_paper_that_the_book_issued_unsigned_is_no_stranger_to_the_certificate() -> None:
    from kiosk.verifier.deciding import settled
    from kiosk.verifier.papers import PaperCheck, PaperFiles, PaperRead
    from kiosk.verifier.sentence import sentence

    bare = PaperCheck("inside", None, sentence("nothing is signed inside this file"))
    files = PaperFiles("x.pdf", b"%PDF-1.7\n")
    for issued, inside in ((True, None), (False, False), (None, False)):
        checks = [PaperCheck("issued", issued, sentence("none")), bare]
        read = settled(PaperRead("x.pdf", 9, "", checks), files, None, "0000 1111 2222 3333")
        assert read.checks[1].ok is inside
