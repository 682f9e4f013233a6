# SPDX-License-Identifier: Apache-2.0
"""The Merkle root of a poll: RFC 9162 §2.1.1 with SHA-256 (bundle.md §2).

The RFC splits n leaves at the largest power of two below n. Pairing each level from the left and
carrying an odd last node up unchanged builds the same tree, without recursion.
"""

from __future__ import annotations

from hashlib import sha256


def leaf(body: bytes) -> bytes:
    return sha256(b"\x00" + body).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(leaves: list[bytes]) -> bytes:
    """The root over leaf hashes in order; of none, SHA-256 of nothing."""
    if not leaves:
        return sha256(b"").digest()
    level = leaves
    while len(level) > 1:
        paired = [node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]
