"""The verifier reads what the press signed; not one byte of a signature may be another one."""

import json
from hashlib import sha256

import pytest
from sealed import drawn, hall, sealed

from kiosk.verifier import cms, der
from kiosk.verifier.book import Certified, Issued
from kiosk.verifier.known import Known
from kiosk.verifier.papers import PaperCheck, PaperFiles, read_paper
from kiosk.verifier.pdffile import Damaged, PdfFile

KEY = bytes(32)


def signature() -> bytes:
    """The CMS of the sealed record, without the zeros behind it."""
    held = PdfFile(sealed()).signatures()[-1].contents.held
    return held[: der.read(held).end]


def known(pdf: bytes, *, certificate: str = "", detached: tuple[str, ...] = ()) -> Known:
    """A book that issued this file."""
    digest, drawn_digest = sha256(pdf).hexdigest(), sha256(drawn().pdf).hexdigest()
    unsigned = drawn_digest if certificate else ""
    issued = Issued(7, "2026-001", "x.pdf", digest, 1, unsigned, certificate, detached)
    halls = [Certified(1, hall().told.fingerprint, bytes.fromhex(hall().told.sm2_key))]
    return Known("00" * 16, KEY, [KEY], [issued], halls, {})


def checked(pdf: bytes, book: Known | None, **beside: bytes) -> dict[str, PaperCheck]:
    files = PaperFiles("x.pdf", pdf, {f".{name}": held for name, held in beside.items()})
    return {check.name: check for check in read_paper(files, book).checks}


def test_the_signature_reads_back_as_it_was_made() -> None:
    read = cms.read_signed(signature())
    assert read.holds
    assert read.fingerprint == hall().told.fingerprint


def test_no_byte_of_a_signature_can_be_changed() -> None:
    whole, right = signature(), cms.read_signed(signature())
    taken = []
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 0x01 if at % 3 else 0x80
        try:
            read = cms.read_signed(bytes(changed))
        except der.Damaged:
            continue
        if read.holds and (read.digest, read.certificate) == (right.digest, right.certificate):
            taken.append(at)
    assert taken == []


def test_a_signature_cut_off_or_with_something_behind_it_is_damage() -> None:
    whole = signature()
    assert cms.read_signed(whole + bytes(9)).holds
    for wrong in (*(whole[:size] for size in range(0, len(whole), 37)), whole + b"\0\1"):
        with pytest.raises(der.Damaged):
            cms.read_signed(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"\x30",
        b"\x1f\x01\x00",
        b"\x30\x80\x00\x00",
        b"\x30\x85\x01\x01\x01\x01\x01",
        b"\x30\x81\x05hello",
        b"\x30\x82\x00\x81" + bytes(129),
        b"\x30\x05abc",
    ],
)
def test_what_is_no_der_is_damage(wrong: bytes) -> None:
    with pytest.raises(der.Damaged):
        der.read(wrong)


def test_another_kind_of_value_or_number_is_damage() -> None:
    for wrong in (b"\x04\x01a", b"\x02\x00", b"\x02\x02\x00\x01"):
        with pytest.raises(der.Damaged):
            der.integer(der.read(wrong))
    with pytest.raises(der.Damaged):
        der.children(der.read(b"\x04\x01a"))
    with pytest.raises(der.Damaged):
        der.exactly(der.read(b"\x30\x00"), 1)


def test_a_paper_whose_signature_was_taken_off_is_caught_by_a_book_that_speaks_of_it() -> None:
    read = checked(drawn().pdf, known(drawn().pdf, certificate=hall().told.fingerprint))
    assert read["inside"].ok is False
    assert checked(drawn().pdf, known(drawn().pdf))["inside"].ok is None


def test_a_paper_that_was_drawn_otherwise_before_it_was_signed_is_caught() -> None:
    book = known(sealed(), certificate=hall().told.fingerprint)
    assert checked(sealed(), book)["inside"].ok is True
    other = Issued(
        7, "1", "x.pdf", book.issued[0].sha256, 1, "ab" * 32, hall().told.fingerprint, ()
    )
    wrong = Known(book.meeting, KEY, [KEY], [other], book.certificates, {})
    assert "before the signature" in checked(sealed(), wrong)["inside"].said.msgid


def test_a_certificate_that_is_not_the_halls_is_caught() -> None:
    book = known(sealed(), certificate="ab" * 32)
    assert "another certificate" in checked(sealed(), book)["inside"].said.msgid


def test_the_record_is_held_against_the_book_as_far_as_that_was_read() -> None:
    read = checked(sealed(), known(sealed(), certificate=hall().told.fingerprint))
    assert read["attached"].ok is None
    assert "only up to entry" in read["attached"].said.msgid


def test_signatures_beside_a_paper_need_a_key_and_must_be_there() -> None:
    book = known(sealed(), certificate=hall().told.fingerprint, detached=(".sig", ".sm2sig"))
    assert [checked(sealed(), book)[name].ok for name in (".sig", ".sm2sig")] == [False, False]
    read = checked(sealed(), None, sig=bytes(64), sm2sig=b"")
    assert [read[name].ok for name in (".sig", ".sm2sig")] == [None, None]
    good = hall().sign_sm2(sealed())
    assert good is not None
    read = checked(sealed(), book, sig=b"x" * 64, sm2sig=good)
    assert [read[name].ok for name in (".sig", ".sm2sig")] == [False, True]


def test_a_signature_written_in_lower_case_is_not_the_halls_way() -> None:
    pdf = sealed()
    span = PdfFile(pdf).signatures()[-1].span
    lower = pdf[: span[1]] + pdf[span[1] : span[2]].lower() + pdf[span[2] :]
    assert checked(lower, None)["inside"].ok is False


def a_pdf(root: bytes, *objects: bytes) -> bytes:
    """The least file whose catalogue is this; the objects are numbered from 1."""
    body, table = b"%PDF-1.7\n", b"xref\n1 %d\n" % len(objects)
    for number, held in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n" % number + held + b"\nendobj\n"
    trailer = b"trailer\n<< /Root " + root + b" >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + table + trailer


NAMED = b"<< /Names << /EmbeddedFiles << /Names [(record.json) << /EF << /F 1 0 R >> >>] >> >> >>"


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (b"7", "an attachment is no stream"),
        (b"<< /Length 99999 >>\nstream\nab\nendstream", "an attachment is cut off"),
        (b"<< /Length 2 /Filter [/LZWDecode] >>\nstream\nab\nendstream", "unknown way"),
        (
            b"<< /Length 2 /Filter [/FlateDecode] >>\r\nstream\r\nab\nendstream",
            "cannot be unpacked",
        ),
        (b"<< /Length 2 0 R >>\nstream\nab\nendstream", "an attachment is cut off"),
        (b"1 0 R", "references run in a circle"),
    ],
)
def test_an_attachment_that_cannot_be_had_is_damage(held: bytes, why: str) -> None:
    with pytest.raises(Damaged, match=why):
        PdfFile(a_pdf(NAMED, held)).attached(b"record.json")


def test_what_is_plainly_there_or_plainly_not_is_no_damage() -> None:
    stream = b"<< /Length 2 >>\nstream\r\nab\nendstream"
    assert PdfFile(a_pdf(NAMED, stream)).attached(b"record.json") == b"ab"
    assert PdfFile(a_pdf(NAMED, stream)).attached(b"other") is None
    assert PdfFile(a_pdf(b"<< /Names 7 >>", stream)).attached(b"record.json") is None
    assert PdfFile(a_pdf(b"<< /A (a\\(b\\051\\\nc(d)\\n) /B 1.5 >>")).signatures() == []
    unsigned = b"<< /AcroForm << /Fields [<< /FT /Tx >> << /FT /Sig >>] >> >>"
    assert PdfFile(a_pdf(unsigned)).signatures() == []


def test_a_record_that_is_none_is_told() -> None:
    for record in (b"7", b"{}", json.dumps({"record": {"heading": 7}}).encode(), b"no json"):
        stream = b"<< /Length %d >>\nstream\n" % len(record) + record + b"\nendstream"
        read = checked(a_pdf(NAMED, stream), known(b""))
        assert (read["attached"].ok, read["inside"].ok) == (False, None)
    read = checked(a_pdf(b"<< /Pages 7 >>"), known(b""))
    assert read["attached"].ok is None
