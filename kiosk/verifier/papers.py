# SPDX-License-Identifier: Apache-2.0
"""One paper and its signatures (bundle.md §11), against the book or alone.

    issued    the book has this very file
    inside    the last signature in the file covers it to its last byte and is the hall's
    attached  the record inside says what the book says
    .sig      Ed25519 over the whole file, by the seal key
    .sm2sig   SM2 over the whole file, by the hall's SM2 key

Without a bundle only `inside` can be judged, and it says with which certificate: whoever has no
bundle compares its fingerprint with the one on paper (`--certificate`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from kiosk.verifier import cms, der, ed25519, sm2
from kiosk.verifier.attached import attached
from kiosk.verifier.book import Issued
from kiosk.verifier.known import Known
from kiosk.verifier.pdffile import Damaged, PdfFile, Signature
from kiosk.verifier.sentence import Sentence, sentence

SIG, SM2_SIG = ".sig", ".sm2sig"
END = b"%%EOF\n"
MOST_ENDS = 64
GROUPS = 16


@dataclass(frozen=True)
class PaperFiles:
    """A paper and what lies beside it by its ending."""

    name: str
    pdf: bytes
    beside: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class PaperCheck:
    """`ok` is None when the check did not run."""

    name: str
    ok: bool | None
    said: Sentence


@dataclass(frozen=True)
class PaperRead:
    name: str
    size: int
    sha256: str
    checks: list[PaperCheck]

    @property
    def true(self) -> bool:
        return all(check.ok is not False for check in self.checks)


def read_paper(files: PaperFiles, known: Known | None, typed: str | None = None) -> PaperRead:
    """Every check over one paper; `typed` is a certificate's fingerprint copied from paper."""
    digest = sha256(files.pdf).hexdigest()
    issued = _issued(digest, known)
    checks = [_of_the_book(files.pdf, digest, known, issued)]
    try:
        pdf = PdfFile(files.pdf)
        checks.append(_inside(pdf, known, issued, typed))
        checks.append(PaperCheck("attached", *attached(pdf, known, issued)))
    except Damaged as fault:
        checks.append(_not_a_pdf(files, issued, why=sentence(str(fault))))
    checks.append(_ed25519(files, known, issued))
    checks.append(_sm2(files, known, issued))
    return PaperRead(files.name, len(files.pdf), digest, checks)


def _not_a_pdf(files: PaperFiles, issued: Issued | None, *, why: Sentence) -> PaperCheck:
    """What the hall issued as another kind of file (minutes to edit, JSON) is signed beside it."""
    if issued is not None and not issued.certificate and not files.pdf.startswith(b"%PDF-"):
        return _not_run("inside", "this file is no PDF: its signatures lie beside it")
    return _false("inside", "not a paper as the hall writes it: {why}", why=why)


def _false(name: str, msgid: str, **args: object) -> PaperCheck:
    return PaperCheck(name, False, sentence(msgid, **args))


def _not_run(name: str, msgid: str) -> PaperCheck:
    return PaperCheck(name, None, sentence(msgid))


def _issued(digest: str, known: Known | None) -> Issued | None:
    papers = known.issued if known is not None else []
    return next((one for one in papers if one.sha256 == digest), None)


def _of_the_book(pdf: bytes, digest: str, known: Known | None, issued: Issued | None) -> PaperCheck:
    if known is None:
        return _not_run("issued", "no bundle was given")
    if issued is not None:
        said = sentence(
            "paper {number}, copy {copy}: entry {entry} has this SHA-256",
            number=issued.number,
            copy=issued.copy,
            entry=issued.entry,
        )
        return PaperCheck("issued", True, said)
    return _longer(pdf, known) or _false("issued", "the book has issued no such file")


def _longer(pdf: bytes, known: Known) -> PaperCheck | None:
    """A paper of the book with something after its end."""
    running, begin = sha256(), 0
    for _ in range(MOST_ENDS):
        at = pdf.find(END, begin)
        end = at + len(END)
        if at < 0 or end == len(pdf):
            return None
        running.update(pdf[begin:end])
        whole, begin = _issued(running.hexdigest(), known), end
        if whole is not None:
            return _false(
                "issued",
                "its first {size} bytes are paper {number}, copy {copy}; "
                "{more} bytes follow that the hall has not sealed",
                size=end,
                number=whole.number,
                copy=whole.copy,
                more=len(pdf) - end,
            )
    return None


# ---- inside --------------------------------------------------------------------------------------


def _inside(
    pdf: PdfFile, known: Known | None, issued: Issued | None, typed: str | None
) -> PaperCheck:
    found = pdf.signatures()
    if found:
        return _signed_inside(pdf, found, known, issued, typed)
    if issued is not None and issued.certificate:
        return _false("inside", "the signature that the book speaks of is not there")
    return _not_run("inside", "nothing is signed inside this file")


def _signed_inside(
    pdf: PdfFile,
    found: list[Signature],
    known: Known | None,
    issued: Issued | None,
    typed: str | None,
) -> PaperCheck:
    size = len(pdf.content)
    covered = _covered(found[-1], size)
    if covered < size:
        msgid = "the last signature covers {covered} of {size} bytes; nobody signed the rest"
        return _false("inside", msgid, covered=covered, size=size)
    try:
        signed = _read_signed(pdf, found[-1])
    except der.Damaged as fault:
        why = sentence(str(fault))
        return _false("inside", "the signature cannot be read: {why}", why=why)
    wrong = _wrong(pdf, found[-1], signed) or _foreign(signed.fingerprint, known, issued, typed)
    if wrong is None and issued is not None and _drawn(pdf) != issued.unsigned_sha256:
        wrong = sentence("the part before the signature is not the one that the book speaks of")
    if wrong is not None:
        return PaperCheck("inside", False, wrong)
    msgid = "covers all {size} bytes; certificate {fingerprint}"
    if known is None and typed is None:
        msgid = "covers all {size} bytes; certificate {fingerprint}: compare it with paper"
    return PaperCheck("inside", True, sentence(msgid, size=size, fingerprint=_shown(signed)))


def _read_signed(pdf: PdfFile, last: Signature) -> cms.Signed:
    """The signature, whose digits stand as the hall writes them, in upper case without a blank."""
    contents = last.contents
    if pdf.content[contents.start + 1 : contents.end - 1] != contents.held.hex().upper().encode():
        raise der.Damaged("written in another way than the hall writes it")
    return cms.read_signed(contents.held)


def _covered(last: Signature, size: int) -> int:
    """How far from the beginning on every byte is signed but the signature itself."""
    begin, before, after, rest = last.span
    contents = last.contents
    if (begin, before, after) != (0, contents.start, contents.end) or rest < 0:
        return 0
    return min(after + rest, size) if after + rest <= size else 0


def _wrong(pdf: PdfFile, last: Signature, signed: cms.Signed) -> Sentence | None:
    _, before, after, rest = last.span
    digest = sha256(pdf.content[:before])
    digest.update(pdf.content[after : after + rest])
    if digest.digest() != signed.digest:
        return sentence("the file was changed after it was signed")
    return None if signed.holds else sentence("the signature was not made with its certificate")


def _foreign(
    fingerprint: str, known: Known | None, issued: Issued | None, typed: str | None
) -> Sentence | None:
    halls = {one.fingerprint for one in known.certificates} if known is not None else None
    if issued is not None:
        halls = {issued.certificate} & (halls or set())
    strange = halls is not None and fingerprint not in halls
    short = fingerprint[:GROUPS].upper()
    if strange or (typed is not None and typed.replace(" ", "") != short):
        return sentence(
            "signed with another certificate than the hall's: {fingerprint}", fingerprint=short
        )
    return None


def _drawn(pdf: PdfFile) -> str:
    """The hash of the file before it was signed: up to the end that follows the older table."""
    if len(pdf.tables) < 2:
        return ""
    end = pdf.content.find(END, pdf.tables[1])
    return sha256(pdf.content[: end + len(END)]).hexdigest() if end >= 0 else ""


def _shown(signed: cms.Signed) -> str:
    found = signed.fingerprint[:GROUPS].upper()
    return " ".join(found[at : at + 4] for at in range(0, GROUPS, 4))


# ---- beside it -----------------------------------------------------------------------------------


def _ed25519(files: PaperFiles, known: Known | None, issued: Issued | None) -> PaperCheck:
    key = known.seal_key if known is not None else None
    signature = files.beside.get(SIG)
    early = _beside(SIG, signature, issued, key)
    if early is not None or signature is None or key is None:
        return early or _not_run(SIG, "not there")
    return _judged(SIG, good=ed25519.genuine(key, files.pdf, signature))


def _sm2(files: PaperFiles, known: Known | None, issued: Issued | None) -> PaperCheck:
    keys = [] if known is None else [one.sm2_key for one in known.certificates if one.sm2_key]
    signature = files.beside.get(SM2_SIG)
    early = _beside(SM2_SIG, signature, issued, keys[-1] if keys else None)
    if early is not None or signature is None:
        return early or _not_run(SM2_SIG, "not there")
    good = any(sm2.genuine(key, files.pdf, signature) for key in reversed(keys))
    return _judged(SM2_SIG, good=good)


def _beside(
    ending: str, signature: bytes | None, issued: Issued | None, key: bytes | None
) -> PaperCheck | None:
    """What is said where there is nothing to judge, or nothing to judge it by."""
    if signature is None:
        if issued is not None and ending in issued.detached:
            return _false(ending, "the file that the book speaks of is not there")
        return _not_run(ending, "not there")
    return None if key is not None else _not_run(ending, "no bundle was given that names its key")


def _judged(name: str, *, good: bool) -> PaperCheck:
    if good:
        return PaperCheck(name, True, sentence("signed by the key in the book"))
    return _false(name, "not signed by the key in the book")
