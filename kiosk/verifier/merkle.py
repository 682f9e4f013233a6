# SPDX-License-Identifier: Apache-2.0
"""The Merkle root of a poll: RFC 9162 §2.1.1 with SHA-256 (bundle.md §2).

The RFC splits n leaves at the largest power of two below n. Pairing each level from the left and
carrying an odd last node up unchanged builds the same tree, without recursion.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

Digest = Callable[[bytes], bytes]


def leaf(body: bytes) -> bytes:
    return sha256(b"\x00" + body).digest()


def _sha256(content: bytes) -> bytes:
    return sha256(content).digest()


def root(leaves: list[bytes], digest: Digest = _sha256) -> bytes:
    """The root over leaf hashes in order; of none, the hash of nothing."""
    if not leaves:
        return digest(b"")
    level = leaves
    while len(level) > 1:
        paired = [digest(b"\x01" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]
