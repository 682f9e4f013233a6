"""A PDF file that came from anyone: what is found in it, and what is not of the form of a paper."""

import zlib

import pytest
from signedbyhand import pdf, signed_paper, stream, with_record

from kiosk.verifier import pdffile
from kiosk.verifier.papers import PaperFiles, read_paper
from kiosk.verifier.pdffile import Damaged, PdfFile


def test_a_record_is_found_packed_and_unpacked_and_behind_a_reference() -> None:
    packed = zlib.compress(b"{}")
    for filters in (b"/Filter /FlateDecode ", b"/Filter [/FlateDecode] "):
        assert PdfFile(with_record(packed, filters)).attached(b"record.json") == b"{}"
    assert PdfFile(with_record(b"{}")).attached(b"record.json") == b"{}"
    windows = with_record(b"{}").replace(b"stream\n{}", b"stream\r\n{}")
    assert windows.count(b"\r\n") == 1
    at = windows.rindex(b"startxref\n") + len(b"startxref\n")
    start = int(windows[at:].split()[0])
    shifted = windows.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + 1))
    assert PdfFile(shifted).attached(b"record.json") == b"{}"


@pytest.mark.parametrize(
    ("objects", "said"),
    [
        ({3: b"<< /No /Stream >>"}, "an attachment is no stream"),
        ({3: stream(b"{}").replace(b"2", b"9999", 1)}, "an attachment is cut off"),
        ({3: stream(b"{}").replace(b"2", b"/X", 1)}, "an attachment is cut off"),
        ({3: stream(b"{}", b"/Filter /LZWDecode ")}, "an attachment is packed in an unknown way"),
        ({3: stream(b"{}", b"/Filter /FlateDecode ")}, "an attachment cannot be unpacked"),
        ({2: b"<< /EF 7 >>"}, "something else stands where a dictionary must"),
        ({2: b"2 0 R"}, "references run in a circle"),
    ],
)
def test_an_attachment_of_another_form_is_told(objects: dict[int, bytes], said: str) -> None:
    right = {
        1: b"<< /Names << /EmbeddedFiles << /Names [(record.json) 2 0 R] >> >> >>",
        2: b"<< /EF << /F 3 0 R >> >>",
        3: stream(b"{}"),
    }
    paper = pdf({**right, **objects})
    with pytest.raises(Damaged, match=said):
        PdfFile(paper).attached(b"record.json")
    assert not read_paper(PaperFiles("2026-0001.pdf", paper), None).true


def test_an_attachment_without_end_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdffile, "MOST_RECORD", 1000)
    bomb = zlib.compress(bytes(100_000))
    with pytest.raises(Damaged, match="an attachment is too large"):
        PdfFile(with_record(bomb, b"/Filter /FlateDecode ")).attached(b"record.json")


def catalogue(held: bytes) -> PdfFile:
    return PdfFile(pdf({1: held}))


def test_a_catalogue_that_is_missing_or_a_stream_is_read_as_far_as_it_goes() -> None:
    missing = PdfFile(pdf({2: b"<< >>"}))
    assert (missing.at_path("Names"), missing.signatures()) == (None, [])
    free = pdf({1: b"<< /Names 7 >>"}).replace(b" n \n", b" f \n")
    assert PdfFile(free).at_path("Names") is None
    assert catalogue(b"7").at_path("Names") is None
    with pytest.raises(Damaged, match="an object is not where the table says"):
        PdfFile(pdf({1: b"<< >>"}).replace(b"\n1 0 obj", b"\n2 0 obj")).at_path("Names")
    assert pdffile._dictionary(pdffile.Stream({"A": 1}, 9)) == {"A": 1}


@pytest.mark.parametrize(
    "field",
    [b"<< /FT /Tx >>", b"<< /FT /Sig >>", b"<< /FT /Sig /V 9 0 R >>"],
    ids=["of another kind", "empty", "of nothing"],
)
def test_a_field_that_is_not_signed_is_no_signature(field: bytes) -> None:
    assert catalogue(b"<< /AcroForm << /Fields [" + field + b"] >> >>").signatures() == []


@pytest.mark.parametrize(
    ("signature", "said"),
    [
        (b"/ByteRange 7", "a signature says not what it covers"),
        (b"/ByteRange [0 1 2]", "a signature says not what it covers"),
        (b"/ByteRange [0 1 2 /X]", "a signature says not what it covers"),
        (b"/ByteRange [0 1 2 3] /Contents 7", "a signature is empty"),
        (b"/ByteRange [0 1 2 3] /Contents <00>", "a signature of another kind"),
    ],
)
def test_a_signature_of_another_form_is_told(signature: bytes, said: str) -> None:
    form = b"<< /AcroForm << /Fields [<< /FT /Sig /V << " + signature + b" >> >>] >> >>"
    with pytest.raises(Damaged, match=said):
        catalogue(form).signatures()


def test_a_signature_field_without_a_name_is_one_all_the_same() -> None:
    whole = signed_paper(pdf({1: b"<< >>"}))
    (named,) = PdfFile(whole).signatures()
    assert named.field == "Hall"
    (nameless,) = PdfFile(whole.replace(b"/T (Hall)", b"/T /Hall ")).signatures()
    assert nameless.field == ""


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"<< /A ) >>", "a value is missing"),
        (b"<< /A >> >>", "a bracket closes what was not open"),
        (b"<< 7 8 >>", "a dictionary names a member twice, or none"),
        (b"<< /A 1 /A 2 >>", "a dictionary names a member twice, or none"),
        (b"<< /A (( >>", "a string without end"),
        (b"[" * 50 + b"]" * 50, "nested too deep"),
        (b"<< /A <zz> >>", "a string that is not hexadecimal"),
    ],
)
def test_a_value_of_another_form_is_told(held: bytes, said: str) -> None:
    with pytest.raises(Damaged, match=said):
        catalogue(held).at_path("A")


def test_an_array_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdffile, "MOST_MEMBERS", 3)
    with pytest.raises(Damaged, match="an array without end"):
        catalogue(b"<< /A [1 2 3 4] >>").at_path("A")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (rb"(a\(b\))", b"a(b)"),
        (rb"((a) b)", b"(a) b"),
        (rb"(\101\7z)", b"A\7z"),
        (rb"(\n\r\t\b\f\\)", b"\n\r\t\b\f\\"),
        (b"(a\\\nb)", b"ab"),
        (b"(a\\\rb)", b"ab"),
        (b"<4142>", b"AB"),
    ],
)
def test_a_string_is_read_as_the_standard_writes_it(written: bytes, text: bytes) -> None:
    assert catalogue(b"<< /A " + written + b" >>").at_path("A").held == text


def test_words_names_and_numbers_are_read_as_what_they_are() -> None:
    held = catalogue(b"<< /A [null true -7 /A#20B 1.5] >> %to the end of the line\n")
    assert held.at_path("A") == [None, True, -7, pdffile.Name("A B"), "1.5"]
