"""A sealed box: anyone can close it for a public key, only the private key opens it.

     0 32  ephemeral X25519 public key
    32  n  AES-256-GCM ciphertext, as long as the plaintext
       16  its tag

The AES key is HKDF-SHA256 of the shared secret, salted with both public keys; it serves one box, so
the nonce is zero. The context (“what is this box for”) is bound in: a box that is moved elsewhere
stays shut. A box is as long as its plaintext plus 48 bytes: what must not be told apart by length
is padded first.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.ledger.door import Mend
from kiosk.ledger.officer_keys import unusable

KEY, TAG = 32, 16
SEALED_EXTRA = KEY + TAG
NONCE = bytes(12)
CANNOT_OPEN = Mend(
    "a sealed box does not open with this key",
    "bring the key it was sealed to; a box that was altered is lost",
)
WHERE = "sealed box"


def seal_to(public: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Seal for the holder of the private key of `public` (32 bytes)."""
    ephemeral = X25519PrivateKey.generate()
    told = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    return told + AESGCM(_key(shared, told, public)).encrypt(NONCE, plaintext, context)


def open_sealed(private: X25519PrivateKey, box: bytes, context: bytes) -> bytes:
    """The plaintext of a box; UnusableInput when it was sealed to another key, or altered."""
    told, sealed = box[:KEY], box[KEY:]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(told))
        key = _key(shared, told, private.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(NONCE, sealed, context)
    except (ValueError, InvalidTag) as error:
        raise unusable(CANNOT_OPEN, WHERE) from error


def _key(shared: bytes, told: bytes, public: bytes) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=told + public, info=b"kiosk-sealed-box/1")
    return hkdf.derive(shared)
