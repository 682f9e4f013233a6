"""Signed papers made by hand: DER, a certificate, a CMS signature, a PDF file around them.

Every part can be exchanged by its name, so that a test can say what exactly is not of the form.
"""

from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

SIGNED_DATA, DATA = "2a864886f70d010702", "2a864886f70d010701"
CONTENT_TYPE, MESSAGE_DIGEST = "2a864886f70d010903", "2a864886f70d010904"
SIGNING_CERTIFICATE = "2a864886f70d010910022f"
RSA, SHA_256, SHA_1 = "2a864886f70d010101", "608648016503040201", "2b0e03021a"
NULL = b"\5\0"


def tlv(tag: int, *parts: bytes) -> bytes:
    held = b"".join(parts)
    size = len(held)
    if size < 0x80:
        return bytes([tag, size]) + held
    long = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(long)]) + long + held


def sequence(*parts: bytes) -> bytes:
    return tlv(0x30, *parts)


def number(value: int) -> bytes:
    return tlv(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(name: str) -> bytes:
    return tlv(6, bytes.fromhex(name))


def algorithm(name: str, *parameters: bytes) -> bytes:
    return sequence(oid(name), *parameters)


def attribute(name: str, value: bytes) -> bytes:
    return sequence(oid(name), tlv(0x31, value))


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


ISSUER = sequence(tlv(0x31, sequence(oid("550403"), tlv(0x0C, "议事厅".encode()))))


def key_of(modulus: int, name: str = RSA, *, pad: bytes = b"\0", exponent: int = 65537) -> bytes:
    bits = tlv(3, pad, sequence(number(modulus), number(exponent)))
    return sequence(algorithm(name, NULL), bits)


def certificate(public: bytes | None = None, *, members: int = 7) -> bytes:
    """A certificate of the hall's key, or of `public`, with the first of its members."""
    held = public or key_of(key().public_key().public_numbers().n)
    version = tlv(0xA0, number(2))
    body = (version, number(7), algorithm(RSA, NULL), ISSUER, sequence(), ISSUER, held)
    return sequence(sequence(*body[:members]), algorithm(RSA, NULL), tlv(3, b"\0"))


def attributes(digest: bytes, of: bytes, kind: str = DATA) -> list[bytes]:
    named = sequence(sequence(sequence(tlv(4, sha256(of).digest()))))
    return [
        attribute(CONTENT_TYPE, oid(kind)),
        attribute(MESSAGE_DIGEST, tlv(4, digest)),
        attribute(SIGNING_CERTIFICATE, named),
    ]


def signer(digest: bytes, of: bytes, **parts: bytes) -> bytes:
    """The signer, all of whose parts can be exchanged; the signature is over `attributes`."""
    said = parts.get("attributes", b"".join(attributes(digest, of)))
    sealed = key().sign(tlv(0x31, said), padding.PKCS1v15(), SHA256())
    held = {
        "version": number(1),
        "names": sequence(ISSUER, number(7)),
        "digests": algorithm(SHA_256),
        "attributes": said,
        "algorithm": algorithm(RSA, NULL),
        "signature": sealed,
        "more": b"",
        **parts,
    }
    held["attributes"] = tlv(0xA0, held["attributes"])
    held["signature"] = tlv(4, held["signature"])
    return sequence(*held.values())


def signature(digest: bytes, **parts: bytes) -> bytes:
    """A CMS signature over a file of this SHA-256; `signer` is a whole other signer."""
    of = parts.get("certificate", certificate())
    held = {
        "version": number(1),
        "digests": tlv(0x31, algorithm(SHA_256)),
        "content": sequence(oid(DATA)),
        "certificates": tlv(0xA0, of),
        "more": b"",
        "signer": signer(digest, of),
        **{name: part for name, part in parts.items() if name not in ("certificate", "kind")},
    }
    held["signer"] = tlv(0x31, held["signer"])
    kind = parts.get("kind", oid(SIGNED_DATA))
    return sequence(kind, tlv(0xA0, sequence(*held.values())))


# ---- the file around it ----------------------------------------------------------------------


def pdf(objects: dict[int, bytes], before: bytes = b"%PDF-1.7\n", previous: int = 0) -> bytes:
    """`before` with these objects after it, object 1 the catalogue, and the table of them all."""
    held, rows = before, b""
    for at, content in objects.items():
        rows += b"%d 1\n%010d 00000 n \n" % (at, len(held))
        held += b"%d 0 obj\n%s\nendobj\n" % (at, content)
    start = len(held)
    older = b"/Prev %d " % previous if previous else b""
    return held + b"xref\n%strailer\n<< /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        rows,
        older,
        start,
    )


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), head, content)


def with_record(held: bytes, head: bytes = b"") -> bytes:
    """A paper of which this is the record, beside another attachment."""
    return pdf(
        {
            1: b"<< /Names << /EmbeddedFiles << /Names [(x) 7 (record.json) 2 0 R] >> >> >>",
            2: b"<< /EF << /F 3 0 R >> >>",
            3: stream(held, head),
        }
    )


SPACE = 8192


def signed_paper(drawn: bytes | None = None, *, lower: bool = False, **parts: bytes) -> bytes:
    """`drawn` with an update that signs it inside; a file without an older one where it is None."""
    span = b"/ByteRange [0 %010d %010d %010d]"
    field = b"<< /FT /Sig /T (Hall) /V 3 0 R >>"
    held = (
        b"<< /Type /Sig /SubFilter /ETSI.CAdES.detached " + span % (0, 0, 0) + b" /Contents <"
        + b"0" * SPACE + b"> >>"
    )  # fmt: skip
    objects = {1: b"<< /AcroForm << /Fields [2 0 R] >> >>", 2: field, 3: held}
    if drawn is None:
        whole = pdf(objects)
    else:
        older = int(drawn.rsplit(b"startxref\n", 1)[1].split()[0])
        whole = pdf(objects, drawn, older)
    begin = whole.index(b"<" + b"0" * SPACE)
    end = begin + SPACE + 2
    told = span % (begin, end, len(whole) - end)
    whole = whole.replace(span % (0, 0, 0), told)
    digest = sha256(whole[:begin] + whole[end:]).digest()
    digits = signature(digest, **parts).hex().ljust(SPACE, "0")
    return whole[: begin + 1] + (digits if lower else digits.upper()).encode() + whole[end - 1 :]
