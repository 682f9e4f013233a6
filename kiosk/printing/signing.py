"""The hall's signature inside a paper: PAdES (ETSI EN 319 142-1, B-B) by pyHanko.

The file as it was drawn stays as it is; one incremental update follows it, and its signature covers
all bytes to the end. It is a certification (DocMDP) that lets nobody change what is shown; empty
fields could still be signed, but what follows the seal is no longer the paper that was issued.

The signed bytes, too, are the same every time: the time is the record's, the key's padding has no
random part, and the two places where pyHanko would take the clock or a random number are given
what the record says (the file's second id, and the dates of XMP, which stay the record's).
"""

import asyncio
import io
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol, cast

from asn1crypto import x509
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from kiosk.printing.sign_fields import SEAL

DIGEST = "sha256"
ROOM = 4096
"""Bytes held free for certificate, attributes and signature; twice as many hex digits."""
ID = 16


@dataclass(frozen=True, slots=True)
class HallSeal:
    """What seals a paper: the certificate (DER) and what signs with its key (RSA, SHA-256)."""

    certificate: bytes
    sign: Callable[[bytes], bytes]


def signed(unsigned: bytes, seal: HallSeal, *, at: datetime, reason: str) -> bytes:
    """The paper with the hall's signature in its field; the same input gives the same bytes."""
    steps = _embedding(unsigned)
    next(steps)
    place = SignatureObject(
        timestamp=at.astimezone(UTC),
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=2 * ROOM,
        reason=reason,
    )
    certified = SigMDPSetup(md_algorithm=DIGEST, certify=True, docmdp_perms=MDPPerm.FILL_FORMS)
    steps.send(SigObjSetup(sig_placeholder=place, mdp_setup=certified))
    prepared, output = cast("_Prepared", steps.send(SigIOSetup(md_algorithm=DIGEST)))
    steps.send(asyncio.run(_HallSigner(seal).over(prepared.document_digest)))
    return output.getvalue()


class _Digest(Protocol):
    document_digest: bytes


_Prepared = tuple[_Digest, io.BytesIO]


def _embedding(unsigned: bytes) -> Generator[object, object]:
    """PyHanko's dialogue: it asks for the signature's dictionary, then where to write, then CMS."""
    dialogue = PdfCMSEmbedder().write_cms(  # pyright: ignore[reportUnknownVariableType]
        field_name=SEAL, writer=_Writer(unsigned), existing_fields_only=True
    )
    return cast("Generator[object, object]", dialogue)


class _Writer(IncrementalPdfFileWriter):
    """One update after the drawn bytes that takes nothing from clock or chance."""

    def __init__(self, unsigned: bytes) -> None:
        super().__init__(io.BytesIO(unsigned))  # pyright: ignore[reportUnknownMemberType]
        second = ByteStringObject(sha256(b"kiosk-signed|" + unsigned).digest()[:ID])
        self._document_id = ArrayObject([self._document_id[0], second])

    def _update_meta(self) -> None:
        """The dates of the document are those of its record; signing changes none of them."""


def _certificate(der: bytes) -> x509.Certificate:
    load = cast("Callable[[bytes], x509.Certificate]", x509.Certificate.load)  # pyright: ignore[reportUnknownMemberType]
    return load(der)


class _HallSigner(Signer):
    """Hands the bytes that are to be signed to whoever has the key."""

    def __init__(self, seal: HallSeal) -> None:
        super().__init__(signing_cert=_certificate(seal.certificate))
        self._sign = seal.sign

    async def over(self, digest: bytes) -> object:
        """The CMS over a digest."""
        return await self.async_sign(  # pyright: ignore[reportUnknownMemberType]
            data_digest=digest, digest_algorithm=DIGEST, use_pades=True
        )

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        return self._sign(data)
