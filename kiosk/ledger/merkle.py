"""The Merkle root of RFC 9162 §2.1.1: one value for all presses of a poll.

The book holds it with SHA-256; papers carry it with SM3 (GB/T 32905) beside it.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256

from cryptography.hazmat.primitives import hashes

Hashed = Callable[[bytes], bytes]


def _sha256(held: bytes) -> bytes:
    return sha256(held).digest()


def sm3(held: bytes) -> bytes:
    """SM3 of some bytes (GB/T 32905-2016)."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(held)
    return digest.finalize()


def leaf_hash(body: bytes, hashed: Hashed = _sha256) -> bytes:
    """H(0x00 ‖ body)."""
    return hashed(b"\x00" + body)


def node_hash(left: bytes, right: bytes, hashed: Hashed = _sha256) -> bytes:
    """H(0x01 ‖ left ‖ right)."""
    return hashed(b"\x01" + left + right)


class Tree:
    """The leaves of one tree as they come, in entry order.

    The RFC splits at the largest power of two below the count. Read from the left this is a row of
    full trees, each larger than the next: two of equal size become one at once, and what stands at
    the end is joined from the right.
    """

    def __init__(self, hashed: Hashed = _sha256) -> None:
        self.count = 0
        self._hashed = hashed
        self._standing: list[tuple[int, bytes]] = []

    def add(self, body: bytes) -> None:
        """One more leaf."""
        size, tree, standing = 1, leaf_hash(body, self._hashed), self._standing
        while standing and standing[-1][0] == size:
            _, left = standing.pop()
            size, tree = 2 * size, node_hash(left, tree, self._hashed)
        standing.append((size, tree))
        self.count += 1

    def root(self) -> bytes:
        """The root of the leaves that came; the hash of nothing when there are none."""
        if not self._standing:
            return self._hashed(b"")
        *rest, (_, root) = self._standing
        for _, left in reversed(rest):
            root = node_hash(left, root, self._hashed)
        return root


def merkle_root(leaves: Iterable[bytes], hashed: Hashed = _sha256) -> bytes:
    """The root over bodies in entry order."""
    tree = Tree(hashed)
    for body in leaves:
        tree.add(body)
    return tree.root()
