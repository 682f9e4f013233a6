"""SM3 (GB/T 32905) of bytes."""

from cryptography.hazmat.primitives.hashes import SM3, Hash


def sm3(content: bytes) -> str:
    """64 hex digits. Python's own hashlib has SM3 only where its OpenSSL was built with it."""
    digest = Hash(SM3())
    digest.update(content)
    return digest.finalize().hex()
