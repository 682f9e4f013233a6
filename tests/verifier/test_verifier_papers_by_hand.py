"""Papers made by hand, byte by byte: what the reader finds in them and what it says is wrong."""

from hashlib import sha256
from typing import Any

import pytest
from bundlebuilder import TWO, Scribe
from notarydesk import run
from signedbyhand import certificate, pdf, signed_paper, with_record

from kiosk.verifier import inputs
from kiosk.verifier.book import Certified, Issued
from kiosk.verifier.inputs import paper_files
from kiosk.verifier.known import Known
from kiosk.verifier.papers import END, MOST_ENDS, PaperCheck, PaperFiles, read_paper
from kiosk.verifier.sentence import Unusable

DRAWN = pdf({1: b"<< /Type /Catalog >>"})
PAPER = signed_paper(DRAWN)
FINGERPRINT = sha256(certificate()).hexdigest()
CERTIFIED = Certified(4, FINGERPRINT, b"")


def issued(paper: bytes, **of: Any) -> Issued:
    right = {
        "entry": 7,
        "number": "2026-0001",
        "file": "2026-0001.pdf",
        "sha256": sha256(paper).hexdigest(),
        "copy": 1,
        "unsigned_sha256": sha256(DRAWN).hexdigest(),
        "certificate": FINGERPRINT,
        "detached": (),
    }
    return Issued(**{**right, **of})


def known(*papers: Issued) -> Known:
    hashes = [bytes([at]) * 32 for at in range(9)]
    return Known("c0ffee", b"\7" * 32, hashes, list(papers), [CERTIFIED], {})


def check(name: str, paper: bytes, book: Known | None = None) -> PaperCheck:
    read = read_paper(PaperFiles("2026-0001.pdf", paper), book)
    return next(one for one in read.checks if one.name == name)


def why(name: str, paper: bytes, book: Known | None = None) -> str:
    """What is said of a check that is false."""
    found = check(name, paper, book)
    assert found.ok is False
    return str(found.said.args.get("why", found.said).msgid)


# ---- the signature inside --------------------------------------------------------------------


def test_a_paper_signed_inside_agrees_with_its_book_and_by_itself() -> None:
    assert check("inside", PAPER, known(issued(PAPER))).ok is True
    assert check("issued", PAPER, known(issued(PAPER))).ok is True
    assert "compare it with paper" in check("inside", PAPER).said.msgid
    assert check("inside", PAPER).ok is True


def test_a_paper_from_which_the_signature_was_left_out_is_caught() -> None:
    book = known(issued(DRAWN))
    assert why("inside", DRAWN, book) == "the signature that the book speaks of is not there"
    assert check("inside", DRAWN).ok is None


@pytest.mark.parametrize("unsigned", [{}, {"unsigned_sha256": ""}])
def test_what_was_drawn_before_it_was_signed_is_held_against_the_book(
    unsigned: dict[str, str],
) -> None:
    whole = signed_paper()
    assert check("inside", whole).ok is True
    drawn = "the part before the signature is not the one that the book speaks of"
    if unsigned:
        assert check("inside", whole, known(issued(whole, **unsigned))).ok is True
    else:
        assert why("inside", whole, known(issued(whole))) == drawn


def test_a_signature_that_cannot_be_read_or_is_written_otherwise_is_told() -> None:
    broken = signed_paper(DRAWN, kind=b"\6\1\0")
    assert why("inside", broken) == "no SignedData"
    lower = signed_paper(DRAWN, lower=True)
    assert why("inside", lower) == "written in another way than the hall writes it"


def test_a_range_that_leaves_out_more_than_the_signature_covers_nothing() -> None:
    at = PAPER.index(b"/ByteRange [0 ") + len(b"/ByteRange [0 ")
    less = b"%010d" % (int(PAPER[at : at + 10]) - 1)
    found = check("inside", PAPER[:at] + less + PAPER[at + 10 :])
    assert (found.ok, found.said.args["covered"]) == (False, 0)


def test_a_range_beyond_the_end_of_the_file_covers_nothing() -> None:
    assert check("inside", PAPER + b"\n").said.args["covered"] == len(PAPER)
    at = PAPER.index(b"] /Contents") - 10
    more = b"%010d" % (int(PAPER[at : at + 10]) + 1)
    assert check("inside", PAPER[:at] + more + PAPER[at + 10 :]).said.args["covered"] == 0


def test_what_follows_a_paper_of_the_book_is_told_and_a_file_of_ends_is_none() -> None:
    book = known(issued(PAPER))
    assert check("issued", PAPER + b"more" + END, book).said.args["more"] == 4 + len(END)
    ends = b"%PDF-1.7\n" + END * (MOST_ENDS + 1)
    assert why("issued", ends, book) == "the book has issued no such file"
    assert why("issued", b"%PDF-1.7\n" + END, book) == "the book has issued no such file"


# ---- the book of it --------------------------------------------------------------------------


def certified(fingerprint: str = FINGERPRINT) -> Scribe:
    """A book whose hall has a certificate and no SM2 key."""
    book = Scribe()
    book.open_book()
    book.write(
        "HallCertified",
        subject="议事厅",
        certificate=certificate().hex(),
        fingerprint=fingerprint,
        valid_from="2026-11-01T00:00:00Z",
        valid_to="2027-11-01T00:00:00Z",
        sm2_key="",
        sm2_missing="x",
        reason="x",
        officers=TWO,
    )
    return book


def issue(book: Scribe, content: bytes, **of: Any) -> None:
    """`content` is issued as 2026-0001.pdf, with what the book says of its signatures."""
    right = {
        "number": "2026-0001",
        "kind": "vote_record",
        "poll": 0,
        "copy": 1,
        "pages": 1,
        "sha256": sha256(content).hexdigest(),
        "file": "2026-0001.pdf",
        "as_of": len(book.bodies) - 1,
        "unsigned_sha256": sha256(DRAWN).hexdigest(),
        "certificate": FINGERPRINT,
        "detached": [],
    }
    book.papers["2026-0001.pdf"] = content
    book.write("PaperIssued", **{**right, **of})


def test_a_bundle_with_a_paper_signed_inside_agrees(desk) -> None:
    book = certified()
    issue(book, PAPER)
    answer = desk.ask(book.members())
    assert (answer.code, answer.check("signatures")["ok"]) == (0, True)


def test_a_certificate_with_the_fingerprint_of_another_is_caught(desk) -> None:
    answer = desk.ask(certified("ab" * 32).members())
    assert answer.failed == {"signatures"}
    assert answer.document["first_bad_entry"] == 5


@pytest.mark.parametrize("found", ["", "ab" * 32])
def test_a_paper_that_names_another_certificate_than_the_halls_is_caught(desk, found: str) -> None:
    book = certified()
    issue(book, PAPER if found else DRAWN, certificate=found)
    assert desk.ask(book.members()).failed == {"signatures"}


def test_a_signed_paper_that_was_exchanged_is_told_once_as_changed(desk) -> None:
    book = certified()
    issue(book, PAPER)
    book.papers["2026-0001.pdf"] = PAPER + b"\n"
    assert desk.ask(book.members()).failed == {"papers"}


# ---- the record inside -----------------------------------------------------------------------


@pytest.mark.parametrize("held", [b"{", b"[]", b"{}", b'{"kind":"VoteRecord","record":[]}'])
def test_a_record_that_is_none_is_told(held: bytes) -> None:
    paper = with_record(held)
    book = known(issued(paper))
    assert why("attached", paper, book) == "the record cannot be read"


def test_a_record_without_a_bundle_and_one_of_a_book_not_read_is_not_compared() -> None:
    paper = with_record(b'{"format":"kiosk-record/1","kind":"Minutes","record":{}}')
    assert check("attached", paper).ok is None
    assert check("attached", paper, known(issued(paper))).ok is None


def test_a_file_without_a_record_is_not_looked_into() -> None:
    other = pdf({1: b"<< /Names << /EmbeddedFiles << /Names [(other) 2 0 R /X] >> >> >>"})
    for paper in (DRAWN, other):
        assert check("attached", paper, known()).ok is None


# ---- files on a disk -------------------------------------------------------------------------


def test_a_paper_with_the_document_of_its_checks(tmp_path) -> None:
    path = tmp_path / "2026-0001.pdf"
    path.write_bytes(PAPER)
    answer = run(str(path), "--json")
    (paper,) = answer.document["papers"]
    assert (answer.code, paper["name"], paper["ok"]) == (4, "2026-0001.pdf", None)
    assert [one["ok"] for one in paper["checks"]] == [None] * 5


def test_a_paper_that_is_gone_when_it_is_read_is_told(tmp_path) -> None:
    with pytest.raises(Unusable) as told:
        paper_files(tmp_path / "gone.pdf")
    assert told.value.said.msgid == "{path}: there is no such file"


def test_a_signature_file_that_cannot_be_read_or_is_too_large_is_one_line(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, beside = tmp_path / "2026-0001.pdf", tmp_path / "2026-0001.pdf.sig"
    path.write_bytes(PAPER)
    beside.mkdir()
    answer = run(str(path), "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "cannot be read" in answer.err
    beside.rmdir()
    beside.write_bytes(bytes(10))
    monkeypatch.setattr(inputs, "LARGEST_SIGNATURE", 9)
    answer = run(str(path), "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "more than 9 bytes" in answer.err
