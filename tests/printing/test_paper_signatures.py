"""The hall's signature inside a paper, checked by tools that we did not write."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from presses import paper as plain
from sealed import AT, REASON, drawn, hall, ran, sealed

from kiosk.printing.signing import HallSeal, signed


@pytest.fixture(params=["vote", "zero"])
def paper(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(sealed(request.param))
    return path


def gap(pdf: bytes) -> tuple[int, int, int]:
    """The three numbers of the last /ByteRange that are not 0."""
    found = re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", pdf)[-1]
    return int(found[0]), int(found[1]), int(found[2])


def test_pdfsig_finds_one_valid_signature_over_the_whole_file(paper: Path) -> None:
    told = ran("pdfsig", "-nocert", paper)
    assert told.count("Signature is Valid") == 1
    assert told.count("Total document signed") == 1
    assert "Signature Type: ETSI.CAdES.detached" in told
    assert "Signer Certificate Common Name: 静安里街道议事厅" in told
    assert "Signing Time: Nov 23 2026 06:33:40" in told


def test_the_fields_of_persons_are_there_and_empty(paper: Path) -> None:
    told = ran("pdfsig", "-nocert", paper)
    assert told.count("The signature form field is not signed") == 7
    with pikepdf.open(paper) as pdf:
        names = [str(field.TU) for field in pdf.Root.AcroForm.Fields]
        assert names[:7] == [
            *("主持人", "监票人", "监票人", "计票人（操作员）", "公证员", "公证员", "法律观察员")
        ]
        assert "证书指纹" in names[7]
        for field in pdf.Root.AcroForm.Fields:
            left, bottom, right, top = map(float, field.Rect)
            assert right - left > 80
            assert top - bottom > 8


def test_openssl_verifies_the_signature_with_the_certificate_alone(
    paper: Path, tmp_path: Path
) -> None:
    pdf = paper.read_bytes()
    before, after, rest = gap(pdf)
    assert after + rest == len(pdf)
    contents = bytes.fromhex(pdf[before + 1 : after - 1].decode("ascii"))
    (tmp_path / "cms").write_bytes(contents)
    (tmp_path / "content").write_bytes(pdf[:before] + pdf[after:])
    (tmp_path / "der").write_bytes(hall().der)
    pem = tmp_path / "pem"
    ran("openssl", "x509", "-inform", "DER", "-in", tmp_path / "der", "-out", pem)
    how = ("-binary", "-inform", "DER", "-in", tmp_path / "cms", "-content", tmp_path / "content")
    trust = ("-CAfile", pem, "-purpose", "any", "-no_check_time")
    ran("openssl", "cms", "-verify", *how, *trust, "-out", "/dev/null")
    told = ran("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", tmp_path / "cms")
    assert "signingTime" not in told
    assert "id-smime-aa-signingCertificateV2" in told


def test_the_drawn_file_stands_untouched_in_front(paper: Path) -> None:
    kind = "vote" if drawn("vote").pdf == paper.read_bytes()[: len(drawn("vote").pdf)] else "zero"
    assert paper.read_bytes().startswith(drawn(kind).pdf)


def test_the_same_record_gives_the_same_signed_bytes() -> None:
    seal = HallSeal(hall().der, hall().sign)
    again = signed(drawn().pdf, seal, at=AT, reason=REASON)
    assert again == sealed()


def test_qpdf_and_pdffonts_find_nothing_wrong(paper: Path) -> None:
    assert "No syntax or stream encoding errors" in ran("qpdf", "--check", paper)
    fonts = ran("pdffonts", paper).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)


def test_the_record_is_still_attached_and_the_text_still_reads(paper: Path, tmp_path: Path) -> None:
    ran("pdfdetach", "-save", "1", "-o", tmp_path / "record.json", paper)
    held = (tmp_path / "record.json").read_text(encoding="utf-8")
    assert hall().told.fingerprint in held
    told = ran("pdftotext", "-layout", paper, "-")
    shown = " ".join(re.findall("....", hall().told.fingerprint[:16].upper()))
    assert f"会场证书封印，证书指纹 {shown}；另附 SM2 签名文件" in told


def test_the_signed_file_keeps_the_rules_of_pdf_a_for_fields_and_signatures() -> None:
    """ISO 19005-3 §6.3.3, §6.4.1, §6.4.3, §6.1.12: what a form and a seal may be in an archive."""
    with pikepdf.open(io.BytesIO(sealed())) as pdf:
        form = pdf.Root.AcroForm
        assert "/NeedAppearances" not in form
        assert "/XFA" not in form
        for field in form.Fields:
            assert isinstance(field.AP.N, pikepdf.Stream)
            assert list(field.AP.keys()) == ["/N"]
            assert not {"/A", "/AA"} & set(field.keys())
            assert int(field.F) & 4
            assert not int(field.F) & (1 | 2 | 32)
        assert list(pdf.Root.Perms.keys()) == ["/DocMDP"]
        (reference,) = pdf.Root.Perms.DocMDP.Reference
        assert not {"/DigestLocation", "/DigestMethod", "/DigestValue"} & set(reference.keys())
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in xmp
        assert str(pdf.docinfo.ModDate) in {f"D:{AT:%Y%m%d%H%M%S}Z", str(pdf.docinfo.CreationDate)}


@pytest.mark.parametrize("at", [20, 5_000, -300])
def test_a_changed_byte_is_no_valid_signature_for_pdfsig(at: int, tmp_path: Path) -> None:
    changed = bytearray(sealed())
    changed[at] ^= 1
    (tmp_path / "changed.pdf").write_bytes(changed)
    assert "Signature is Valid" not in _told(tmp_path / "changed.pdf")


def _told(path: Path) -> str:
    return subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout


def test_a_hall_without_certificate_has_no_fields_and_says_nothing_of_a_seal() -> None:
    with pikepdf.open(io.BytesIO(plain("simple_majority").pdf)) as pdf:
        assert "/AcroForm" not in pdf.Root
