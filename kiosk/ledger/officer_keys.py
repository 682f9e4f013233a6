"""An officer's key pair: the private half wrapped under a passphrase that only this officer knows.

Argon2id makes a key of the passphrase and AES-GCM wraps the X25519 private key under it; public key
and cost are bound in, so a record with another of either does not open. The record is as hard to
open as its passphrase is to guess. Full-width letters of an input method are forgiven (NFKC).
"""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kiosk.faults import UnusableInput
from kiosk.ledger.door import Mend

WRONG_PASSPHRASE = Mend(
    "the passphrase is wrong", "type it again; two other officers enrol anew who has lost it"
)
KEY_DAMAGED = Mend(
    "the key of an officer cannot be read",
    "take the keyring from its copy, or have two other officers enrol this officer anew",
)
WHERE = "officer key"
SALT, NONCE, SECRET, TAG = 16, 12, 32, 16
STRETCHED = 32
MOST_KIB, MOST_PASSES, MOST_LANES = 1_048_576, 64, 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs: Argon2id's memory in KiB, passes and lanes."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def is_possible(self) -> bool:
        """Whether Argon2id can be asked for it, and the answer still be waited for."""
        if not (1 <= self.passes <= MOST_PASSES and 1 <= self.lanes <= MOST_LANES):
            return False
        return 8 * self.lanes <= self.memory_kib <= MOST_KIB


HALL = Cost(65_536, 3, 4)
"""RFC 9106 §4, the second recommended choice: 64 MiB, about a tenth of a second."""
REHEARSAL = Cost(32, 1, 1)
"""For rehearsals and tests, named where it is used and never taken by default."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The record of a key pair: X25519 public key, and the wrapped private one."""

    public: bytes
    salt: bytes
    nonce: bytes
    box: bytes
    memory_kib: int
    passes: int
    lanes: int

    @property
    def cost(self) -> Cost:
        return Cost(self.memory_kib, self.passes, self.lanes)

    def to_text(self) -> str:
        """One word of ASCII: `argon2id$memory$passes$lanes$public$salt$nonce$box`, bytes as hex."""
        figures = (self.memory_kib, self.passes, self.lanes)
        texts = (self.public, self.salt, self.nonce, self.box)
        return "$".join(["argon2id", *map(str, figures), *(one.hex() for one in texts)])

    @classmethod
    def from_text(cls, text: str) -> Self:
        """What `to_text` wrote; UnusableInput for anything else, a cost beyond reason included."""
        try:
            name, memory, passes, lanes, *texts = text.split("$")
            public, salt, nonce, box = map(bytes.fromhex, texts)
            key = cls(public, salt, nonce, box, int(memory), int(passes), int(lanes))
        except ValueError as error:
            raise unusable(KEY_DAMAGED, WHERE) from error
        if name != "argon2id" or not _is_possible(key):
            raise unusable(KEY_DAMAGED, WHERE)
        return key


def make_key(passphrase: str, *, cost: Cost = HALL) -> WrappedKey:
    """A fresh key pair, its private half under the passphrase."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    aead = _key_of(passphrase, salt, cost)
    box = aead.encrypt(nonce, private.private_bytes_raw(), _bound(public, cost))
    return WrappedKey(public, salt, nonce, box, cost.memory_kib, cost.passes, cost.lanes)


def unlock(key: WrappedKey, passphrase: str, *, where: str = WHERE) -> X25519PrivateKey:
    """The private key; UnusableInput when the passphrase is wrong. `where` names the officer."""
    aead = _key_of(passphrase, key.salt, key.cost)
    try:
        private = aead.decrypt(key.nonce, key.box, _bound(key.public, key.cost))
    except InvalidTag:
        raise unusable(WRONG_PASSPHRASE, where) from None
    opened = X25519PrivateKey.from_private_bytes(private)
    if opened.public_key().public_bytes_raw() != key.public:
        raise unusable(KEY_DAMAGED, where)
    return opened


def unusable(mend: Mend, where: str, **details: object) -> UnusableInput:
    """What a person gave is not usable, told with words of the catalogue."""
    return UnusableInput(mend.what, where=where, cure=mend.cure, **details)


def stretched(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """32 bytes of a secret that a person remembers; takes what `cost` says."""
    stretch = Argon2id(
        salt=salt,
        length=STRETCHED,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return stretch.derive(secret)


def _key_of(passphrase: str, salt: bytes, cost: Cost) -> AESGCM:
    return AESGCM(stretched(unicodedata.normalize("NFKC", passphrase).encode(), salt, cost))


def _bound(public: bytes, cost: Cost) -> bytes:
    figures = f"{cost.memory_kib}|{cost.passes}|{cost.lanes}|"
    return b"kiosk-officer-key/1|" + figures.encode() + public


def _is_possible(key: WrappedKey) -> bool:
    lengths = (len(key.public), len(key.salt), len(key.nonce), len(key.box))
    return lengths == (32, SALT, NONCE, SECRET + TAG) and key.cost.is_possible
