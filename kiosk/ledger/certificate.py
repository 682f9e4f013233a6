"""The hall's certificate: what its papers are signed with, made once by two officers.

    hall.certificate     JSON, 0600: the X.509 certificate; its RSA key encrypted; who ordered it
    hall.sm2-key         the SM2 key as encrypted PEM, where openssl could make one

Both keys open with secrets derived from the hall's own key (`data_key`), by itself, since papers
are signed while nobody types. So who has these files and the hall's key signs as the hall. It is
an integrity seal of this hall, self-signed; it is no licensed electronic signature of a person.

RSA-3072 with PKCS #1 v1.5 padding, because every PDF reader accepts it and because the same bytes
give the same signature: the same record makes the same file again, signature and all. Forty years
of validity: whoever checks a paper in thirty years finds the certificate still valid.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from kiosk.ledger.data_key import load_hall_key, make_hall_key, named_from
from kiosk.ledger.disk import write_new
from kiosk.ledger.door import Mend, book_door, book_fault
from kiosk.ledger.sm2 import make_sm2_key, sign_sm2
from kiosk.meeting.facts import HallCertified

FORMAT = "kiosk-hall-certificate/1"
CERTIFICATE_NAME = "hall.certificate"
SM2_NAME = "hall.sm2-key"
RSA_BITS = 3072
YEARS = 40
LONGEST_NAME = 64
"""X.520's upper bound of a common name, in characters."""
BROKEN = Mend(
    "the file of the hall's certificate is damaged",
    "take it from its copy, or have two officers make a new one with kiosk keys certify",
)
OTHER_HALL = Mend(
    "the hall's certificate does not open with this hall key",
    "put the hall's own key file in its place",
)
STANDS = Mend(
    "the hall has a certificate already",
    "keep it: papers of all meetings are checked against it; move it away to make another",
)


@dataclass(frozen=True, slots=True)
class HallCertificate:
    """The certificate and what signs with it. `told` is what a meeting's book says of it."""

    told: HallCertified
    private: rsa.RSAPrivateKey
    sm2_key: Path
    sm2_secret: str

    @property
    def der(self) -> bytes:
        return bytes.fromhex(self.told.certificate)

    def sign(self, message: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 with SHA-256; the same message gives the same bytes."""
        return self.private.sign(message, padding.PKCS1v15(), SHA256())

    def sign_sm2(self, content: bytes) -> bytes | None:
        """The SM2 signature in DER; None where the hall has no such key. HallFault: no openssl."""
        if not self.told.sm2_key:
            return None
        return sign_sm2(self.sm2_key, self.sm2_secret, content)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose certificate it is: the hall's name, and the body that convenes there (may be empty)."""

    hall: str
    convener: str


def certificate_path(keyring: Path) -> Path:
    """Where the hall's certificate lies: beside the keyring of its officers."""
    return keyring.with_name(CERTIFICATE_NAME)


def make_certificate(
    path: Path,
    subject: Subject,
    *,
    hall_key: Path,
    now: datetime,
    reason: str,
    officers: tuple[str, str],
) -> HallCertified:
    """Make and write the hall's certificate and keys; BookFault when one stands there."""
    if path.exists():
        raise book_fault(STANDS, path)
    with book_door(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        secret = make_hall_key(hall_key)
        private = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
        certificate = _self_signed(private, subject, now)
        sm2 = make_sm2_key(_derived(secret, "sm2"))
        der = certificate.public_bytes(Encoding.DER)
        told = HallCertified(
            subject=certificate.subject.rfc4514_string(),
            certificate=der.hex(),
            fingerprint=sha256(der).hexdigest(),
            valid_from=f"{certificate.not_valid_before_utc:%Y-%m-%d}",
            valid_to=f"{certificate.not_valid_after_utc:%Y-%m-%d}",
            sm2_key="" if isinstance(sm2, str) else sm2[1],
            sm2_missing=sm2 if isinstance(sm2, str) else "",
            reason=reason,
            officers=officers,
        )
        if not isinstance(sm2, str):
            path.with_name(SM2_NAME).unlink(missing_ok=True)
            write_new(path.with_name(SM2_NAME), sm2[0], mode=0o600)
        named = named_from(path, hall_key)
        write_new(path, _document(told, private, secret, named), mode=0o600)
    return told


def load_certificate(path: Path) -> HallCertificate | None:
    """The hall's certificate; None where the hall has none. BookFault when it cannot be used."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise book_fault(BROKEN, path) from error
    try:
        document = cast("dict[str, Any]", json.loads(content))
        told = _told(cast("Mapping[str, Any]", document["told"]))
        pem = str(document["key"]).encode("ascii")
        hall_key = path.parent / str(document["hall_key"])
    except (ValueError, KeyError, TypeError) as error:
        raise book_fault(BROKEN, path) from error
    secret = load_hall_key(hall_key)
    return HallCertificate(
        told, _opened(pem, secret, path), path.with_name(SM2_NAME), _derived(secret, "sm2")
    )


def _opened(pem: bytes, secret: bytes, path: Path) -> rsa.RSAPrivateKey:
    try:
        private = load_pem_private_key(pem, _derived(secret, "rsa").encode())
    except (ValueError, TypeError) as error:
        raise book_fault(OTHER_HALL, path) from error
    if not isinstance(private, rsa.RSAPrivateKey):
        raise book_fault(BROKEN, path)
    return private


def _document(
    told: HallCertified, private: rsa.RSAPrivateKey, secret: bytes, hall_key: str
) -> bytes:
    under = BestAvailableEncryption(_derived(secret, "rsa").encode())
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, under)
    said = {name: getattr(told, name) for name in TOLD}
    document = {
        "format": FORMAT,
        "told": said,
        "hall_key": hall_key,
        "key": pem.decode("ascii"),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


TOLD = (
    *("subject", "certificate", "fingerprint", "valid_from", "valid_to"),
    *("sm2_key", "sm2_missing", "reason", "officers"),
)


def _told(said: Mapping[str, Any]) -> HallCertified:
    first, second = said["officers"]
    texts = [str(said[name]) for name in TOLD[:-1]]
    told = HallCertified(*texts, officers=(str(first), str(second)))
    if sha256(bytes.fromhex(told.certificate)).hexdigest() != told.fingerprint:
        raise ValueError("another certificate than the fingerprint's")
    return told


def _derived(secret: bytes, purpose: str) -> str:
    """A passphrase of 256 bits for one key, from the hall's key."""
    info = f"kiosk-hall-certificate/1|{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret).hex()


def _self_signed(private: rsa.RSAPrivateKey, subject: Subject, now: datetime) -> x509.Certificate:
    begin = now.astimezone(UTC).replace(microsecond=0)
    name = _name(subject)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    public = private.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=YEARS * 365 + YEARS // 4))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(private, SHA256())
    )


def _name(subject: Subject) -> x509.Name:
    said = [(NameOID.COMMON_NAME, subject.hall), (NameOID.ORGANIZATION_NAME, subject.convener)]
    held = [(oid, text.strip()[:LONGEST_NAME]) for oid, text in said]
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in reversed(held) if text])
