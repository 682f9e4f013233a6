"""A paper's signatures: inside the file, and beside it.

    paper.pdf           the hall's certificate seals it (PAdES), where the hall has one
    paper.pdf.sig       Ed25519 by the seal key of this meeting, over the whole file
    paper.pdf.sm2sig    SM2 with SM3 by the hall's SM2 key, over the whole file

What is missing is missing openly: a hall without certificate says so on its papers, and where
openssl went away the operator is told and the book does not name the file.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from kiosk.faults import BookFault, HallFault
from kiosk.ledger.certificate import HallCertificate
from kiosk.ledger.door import Mend, book_fault
from kiosk.ledger.keys import SealKey
from kiosk.meeting.facts import HallCertified
from kiosk.printing.signing import HallSeal, signed
from kiosk.words import DEFAULT_LANGUAGE, words

SIG, SM2_SIG = ".sig", ".sm2sig"
OTHER_CERTIFICATE = Mend(
    "the hall's certificate is not the one that this meeting knows",
    "put the certificate of this hall in its place, then start the kiosk again",
)


@dataclass(frozen=True, slots=True)
class Inside:
    """A file, and the certificate that signed inside it, if one did."""

    pdf: bytes
    unsigned_sha256: str
    certificate: HallCertificate | None


def certificate_of(
    known: HallCertified | None, held: HallCertificate | None
) -> HallCertificate | None:
    """The certificate that the book knows, if it knows one; BookFault when that is not here."""
    if known is None:
        return None
    if held is None or held.told.fingerprint != known.fingerprint:
        raise book_fault(OTHER_CERTIFICATE, known.subject)
    return held


def sign_inside(
    pdf: bytes,
    known: HallCertified | None,
    held: HallCertificate | None,
    *,
    at: datetime,
    language: str = DEFAULT_LANGUAGE,
) -> Inside:
    """The paper signed with the certificate that the book knows; BookFault when that is not here.

    `at` is the time of the entry that the paper is tied to: a paper that was lost to a power cut
    is made again with the same bytes.
    """
    held = certificate_of(known, held)
    if held is None:
        return Inside(pdf, "", None)
    seal = HallSeal(held.der, held.sign)
    reason = words(language).say("Integrity seal of the hall; not a personal signature")
    return Inside(signed(pdf, seal, at=at, reason=reason), sha256(pdf).hexdigest(), held)


def sign_beside(
    pdf: bytes, seal: SealKey, certificate: HallCertificate | None
) -> tuple[dict[str, bytes], HallFault | None]:
    """The signatures over the whole file by their endings, and why one could not be made."""
    detached, fault = {SIG: seal.sign(pdf)}, None
    try:
        sm2 = certificate.sign_sm2(pdf) if certificate is not None else None
    except BookFault as missing:
        sm2, fault = None, missing
    if sm2 is not None:
        detached[SM2_SIG] = sm2
    return detached, fault
