# SPDX-License-Identifier: Apache-2.0
"""The CMS signature of a paper (RFC 5652, bundle.md §11): one signer, SHA-256, RSA PKCS #1 v1.5.

    SignedData → the signer's certificate (X.509) → its RSA key
               → SignerInfo: signed attributes, which hold the hash of the file; their signature

Public-key operations on RSA are one power of integers, so this needs no openssl. Only what the
hall's papers use is read; everything else is “not of the form”. Whether the certificate is the
hall's is not asked here: a caller compares its fingerprint with the book's or with paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from kiosk.verifier.der import (
    BITS,
    INTEGER,
    OCTETS,
    OID,
    SEQUENCE,
    SET,
    Damaged,
    Node,
    children,
    exactly,
    integer,
    read,
)
from kiosk.verifier.der import content as content_of

SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
DATA = bytes.fromhex("2a864886f70d010701")
CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
RSA = bytes.fromhex("2a864886f70d010101")
RSA_SHA256 = bytes.fromhex("2a864886f70d01010b")
SIGNING_CERTIFICATE = bytes.fromhex("2a864886f70d010910022f")
SHA256 = bytes.fromhex("608648016503040201")
DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
NULL = b"\5\0"
ATTRIBUTES, CERTIFICATES = 0xA0, 0xA0
LEAST_BITS, MOST_BITS = 2048, 16384


@dataclass(frozen=True)
class Signed:
    """What a signature says: the hash of the file, the certificate, and whether it holds."""

    digest: bytes
    certificate: bytes
    holds: bool

    @property
    def fingerprint(self) -> str:
        return sha256(self.certificate).hexdigest()


def read_signed(cms: bytes) -> Signed:
    """Read and check a signature over a SHA-256 digest; `Damaged` when it is not of our form."""
    whole = read(cms)
    info = exactly(whole, 2)
    if content_of(info[0], OID) != SIGNED_DATA or cms[whole.end :].strip(b"\0"):
        raise Damaged("no SignedData")
    data = children(_only(info[1], 0xA0))
    certificate = _only(_of(data, CERTIFICATES))
    signer = children(_only(data[-1], SET))
    if len(data) != 5 or len(signer) != 6 or signer[3].tag != ATTRIBUTES:
        raise Damaged("a signer of another form")
    if (integer(data[0]), integer(signer[0])) != (1, 1) or not _is_of(signer[1], certificate):
        raise Damaged("a signer of another form")
    hashed = (_algorithm(_only(data[1], SET)), _algorithm(signer[2]))
    if hashed != (SHA256, SHA256) or _algorithm(signer[4]) not in (RSA, RSA_SHA256):
        raise Damaged("another algorithm than RSA with SHA-256")
    attributes = _attributes(signer[3])
    kinds = (content_of(_only(data[2], SEQUENCE), OID), content_of(attributes[CONTENT_TYPE], OID))
    if kinds != (DATA, DATA):
        raise Damaged("a signature over something else")
    # RFC 5652 §5.4: what is signed is the SET OF, not the implicit tag that carries it.
    message = bytes([SET]) + signer[3].whole[1:]
    holds = _holds(_rsa_key(certificate), message, content_of(signer[5], OCTETS))
    holds = holds and _named(attributes[SIGNING_CERTIFICATE]) == sha256(certificate.whole).digest()
    return Signed(content_of(attributes[MESSAGE_DIGEST], OCTETS), certificate.whole, holds)


def _is_of(signer: Node, certificate: Node) -> bool:
    """Whether issuer and serial number of a signer are those of the certificate."""
    body = [part for part in children(exactly(certificate, 3)[0]) if part.tag != 0xA0]
    issuer, serial = exactly(signer, 2)
    return len(body) > 2 and (issuer.whole, serial.whole) == (body[2].whole, body[0].whole)


def _named(attribute: Node) -> bytes:
    """RFC 5035: the hash of the certificate that the signer says is the own one."""
    named = children(_only(children(attribute)[0]) if children(attribute) else attribute)
    hashes = [part.content for part in named if part.tag == OCTETS]
    return hashes[0] if hashes else b""


def _of(parts: list[Node], tag: int) -> Node:
    found = [part for part in parts if part.tag == tag]
    if len(found) != 1:
        raise Damaged("no certificate")
    return found[0]


def _only(node: Node, tag: int | None = None) -> Node:
    return exactly(node, 1, tag)[0]


def _algorithm(node: Node) -> bytes:
    """The algorithm, which has no parameters: nothing, or NULL."""
    parts = children(node)
    if not parts or [part.whole for part in parts[1:]] not in ([], [NULL]):
        raise Damaged("no algorithm")
    return content_of(parts[0], OID)


def _attributes(node: Node) -> dict[bytes, Node]:
    """Each signed attribute with its one value; a kind that stands twice is refused."""
    found: dict[bytes, Node] = {}
    for attribute in children(node, ATTRIBUTES):
        kind, values = exactly(attribute, 2)
        name = content_of(kind, OID)
        if name in found:
            raise Damaged("an attribute twice")
        found[name] = _only(values, SET)
    if not {CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE} <= set(found):
        raise Damaged("the hash of the file is not signed")
    return found


def _rsa_key(certificate: Node) -> tuple[int, int]:
    """Modulus and exponent: the sixth member of the certificate after its version."""
    body = [part for part in children(exactly(certificate, 3)[0]) if part.tag != 0xA0]
    if len(body) < 6 or body[0].tag != INTEGER:
        raise Damaged("a certificate of another form")
    algorithm, bits = exactly(body[5], 2)
    if _algorithm(algorithm) != RSA or content_of(bits, BITS)[:1] != b"\0":
        raise Damaged("a key that is not RSA")
    modulus, exponent = map(integer, exactly(read(bits.content[1:]), 2))
    if not LEAST_BITS <= modulus.bit_length() <= MOST_BITS or not 2 < exponent < 2**32:
        raise Damaged("an RSA key of no use")
    return modulus, exponent


def _holds(key: tuple[int, int], message: bytes, signature: bytes) -> bool:
    """RFC 8017 §8.2.2: the padded digest is built and compared whole, nothing in it is parsed."""
    modulus, exponent = key
    size = (modulus.bit_length() + 7) // 8
    tail = DIGEST_INFO + sha256(message).digest()
    right = b"\0\1" + b"\xff" * (size - len(tail) - 3) + b"\0" + tail
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= modulus:
        return False
    return pow(number, exponent, modulus).to_bytes(size, "big") == right
