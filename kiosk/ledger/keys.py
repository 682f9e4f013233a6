"""The hall's seal: an Ed25519 key made with the book, its private half in a file beside it.

Whoever has the file can seal in the hall's name: it has mode 0600, is never exported, and is an
integrity seal of this equipment, not a licensed signature.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from kiosk.ledger.disk import write_new
from kiosk.ledger.door import NO_SUCH_PLACE, Mend, book_fault, disk_fault

KEY_TAKEN = Mend(
    "there is a seal key of this name already",
    "a book and its key belong together: name another book, never overwrite a key",
)
NO_KEY = Mend("the seal key is missing", "put the key file of this book beside it")
NOT_A_KEY = Mend("this file holds no Ed25519 key", "put the key file of this book beside it")


@dataclass(frozen=True, slots=True)
class SealKey:
    """The hall's key, for signing."""

    private: Ed25519PrivateKey

    @classmethod
    def create(cls, path: Path) -> Self:
        """A fresh key, written to `path`; BookFault when a file stands there."""
        key = cls.fresh()
        key.write(path)
        return key

    @classmethod
    def fresh(cls) -> Self:
        """A key that nobody has, written nowhere."""
        return cls(Ed25519PrivateKey.generate())

    def write(self, path: Path) -> None:
        """Write the key's file; BookFault when a file stands there."""
        pem = self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with _key_door(path, missing=NO_SUCH_PLACE):
            write_new(path, pem, mode=0o600)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The key that `create` wrote; BookFault when it is missing or no such key."""
        with _key_door(path):
            pem = path.read_bytes()
        try:
            private = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError) as error:
            raise book_fault(NOT_A_KEY, path) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise book_fault(NOT_A_KEY, path)
        return cls(private)

    @property
    def public_hex(self) -> str:
        """The public half: 32 bytes as hex, as `BookOpened.seal_key` holds it."""
        return self.private.public_key().public_bytes_raw().hex()

    @property
    def fingerprint(self) -> str:
        """What paper and screen show of the key."""
        return fingerprint(self.public_hex)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of RFC 8032; the same message gives the same bytes."""
        return self.private.sign(message)


def seal_key_path(book: Path) -> Path:
    """Where the key of a book lies: `<book stem>.seal-key` beside it."""
    return book.with_suffix(".seal-key")


def fingerprint(public_hex: str) -> str:
    """bundle.md §9: 16 hex digits in four groups, upper case, `9F3A 01BC 77D0 5E12`."""
    digits = sha256(bytes.fromhex(public_hex)).hexdigest()[:16].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def verify(public_hex: str, signature: bytes, *, message: bytes) -> bool:
    """True when the key made this signature; false also for a text that is no key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_hex)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@contextmanager
def _key_door(path: Path, *, missing: Mend = NO_KEY) -> Generator[None]:
    try:
        yield
    except FileExistsError as error:
        raise book_fault(KEY_TAKEN, path) from error
    except FileNotFoundError as error:
        raise book_fault(missing, path) from error
    except OSError as error:
        raise disk_fault(error, path) from error
