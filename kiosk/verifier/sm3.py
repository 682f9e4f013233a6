# SPDX-License-Identifier: Apache-2.0
"""SM3 after GB/T 32905-2016 (GM/T 0004-2012), for a Python whose OpenSSL has none.

A 256-bit hash of 64-byte blocks, as SHA-256 is built: a message is expanded to 68 words W and 64
words W' = W[j] xor W[j+4], and 64 rounds stir them into eight 32-bit registers. Rotations are
written out and a block is worked in local names only: half a megabyte a second, where loops and
calls make a third of that.
"""

from __future__ import annotations

import hashlib
import struct

BLOCK = 64
MASK = 0xFFFFFFFF
START = (
    *(0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600),
    *(0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E),
)
EARLY, LATE = 0x79CC4519, 0x7A879D8A
EARLY_ROUNDS = 16


def _rotated(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & MASK


STIRRED = tuple(_rotated(EARLY if j < EARLY_ROUNDS else LATE, j) for j in range(BLOCK))

LATER = STIRRED[EARLY_ROUNDS:]


def at_hand() -> bool:
    """Whether Python's own library has SM3, which is some hundred times faster than ours."""
    return "sm3" in hashlib.algorithms_available


def sm3(content: bytes) -> str:
    """64 hex digits: by Python's own library where it has SM3, else by ours."""
    try:
        return hashlib.new("sm3", content).hexdigest()
    except ValueError:
        return sm3_by_hand(content)


def sm3_by_hand(content: bytes) -> str:
    state = START
    padded = content[len(content) // BLOCK * BLOCK :] + b"\x80"
    padded += bytes(-(len(padded) + 8) % BLOCK) + struct.pack(">Q", len(content) * 8)
    whole = memoryview(content)[: len(content) // BLOCK * BLOCK]
    for blocks in (whole, memoryview(padded)):
        for at in range(0, len(blocks), BLOCK):
            state = _compressed(state, struct.unpack(">16I", blocks[at : at + BLOCK]))
    return "".join(f"{word:08x}" for word in state)


def _expanded(block: tuple[int, ...]) -> list[int]:
    """The 68 words: P1(x) = x xor (x <<< 15) xor (x <<< 23)."""
    w = list(block)
    for j in range(16, 68):
        u, v, s = w[j - 3], w[j - 13], w[j - 16] ^ w[j - 9]
        x = s ^ ((u << 15 | u >> 17) & 0xFFFFFFFF)
        x ^= ((x << 15 | x >> 17) ^ (x << 23 | x >> 9)) & 0xFFFFFFFF
        w.append(x ^ ((v << 7 | v >> 25) & 0xFFFFFFFF) ^ w[j - 6])
    return w


def _compressed(state: tuple[int, ...], block: tuple[int, ...]) -> tuple[int, ...]:
    w = _expanded(block)
    a, b, c, d, e, f, g, h = state
    for stirred, word, mixed in zip(STIRRED[:EARLY_ROUNDS], w, w[4:]):  # noqa: B905  Python 3.9
        turned = (a << 12 | a >> 20) & 0xFFFFFFFF
        s = (turned + e + stirred) & 0xFFFFFFFF
        s = (s << 7 | s >> 25) & 0xFFFFFFFF
        u = ((e ^ f ^ g) + h + s + word) & 0xFFFFFFFF
        a, b, c, d, e, f, g, h = (
            ((a ^ b ^ c) + d + (s ^ turned) + (word ^ mixed)) & 0xFFFFFFFF,
            a,
            (b << 9 | b >> 23) & 0xFFFFFFFF,
            c,
            u ^ ((u << 9 | u >> 23) & 0xFFFFFFFF) ^ ((u << 17 | u >> 15) & 0xFFFFFFFF),
            e,
            (f << 19 | f >> 13) & 0xFFFFFFFF,
            g,
        )
    for stirred, word, mixed in zip(LATER, w[EARLY_ROUNDS:], w[20:]):  # noqa: B905  Python 3.9
        turned = (a << 12 | a >> 20) & 0xFFFFFFFF
        s = (turned + e + stirred) & 0xFFFFFFFF
        s = (s << 7 | s >> 25) & 0xFFFFFFFF
        u = ((g ^ e & (f ^ g)) + h + s + word) & 0xFFFFFFFF
        a, b, c, d, e, f, g, h = (
            ((a & b | c & (a | b)) + d + (s ^ turned) + (word ^ mixed)) & 0xFFFFFFFF,
            a,
            (b << 9 | b >> 23) & 0xFFFFFFFF,
            c,
            u ^ ((u << 9 | u >> 23) & 0xFFFFFFFF) ^ ((u << 17 | u >> 15) & 0xFFFFFFFF),
            e,
            (f << 19 | f >> 13) & 0xFFFFFFFF,
            g,
        )
    new = (a, b, c, d, e, f, g, h)
    return tuple(old ^ one for old, one in zip(state, new))  # noqa: B905  Python 3.9
