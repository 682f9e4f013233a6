"""The Merkle root of RFC 9162 §2.1.1: one value for all presses of a poll."""

from collections.abc import Iterable
from hashlib import sha256


def leaf_hash(body: bytes) -> bytes:
    """SHA-256(0x00 ‖ body)."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The root over bodies in entry order; SHA-256 of nothing when there are none.

    The RFC splits at the largest power of two below the count. Read from the left this is a row of
    full trees, each larger than the next: two of equal size become one at once, and what stands at
    the end is joined from the right.
    """
    standing: list[tuple[int, bytes]] = []
    for body in leaves:
        size, tree = 1, leaf_hash(body)
        while standing and standing[-1][0] == size:
            _, left = standing.pop()
            size, tree = 2 * size, node_hash(left, tree)
        standing.append((size, tree))
    if not standing:
        return sha256(b"").digest()
    _, root = standing.pop()
    for _, left in reversed(standing):
        root = node_hash(left, root)
    return root
