# SPDX-License-Identifier: Apache-2.0
"""Base45 (RFC 9285), reading only: three characters make two bytes, a last two make one."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUES = {character: value for value, character in enumerate(ALPHABET)}


class NotBase45(ValueError):
    """A character outside the alphabet, a length that cannot be, or a group that overflows."""


def decoded(text: str) -> bytes:
    if len(text) % 3 == 1:
        raise NotBase45(text[-1:])
    if any(character not in VALUES for character in text):
        raise NotBase45(next(character for character in text if character not in VALUES))
    return b"".join(_group(text[at : at + 3]) for at in range(0, len(text), 3))


def _group(three: str) -> bytes:
    number = sum(VALUES[character] * 45**power for power, character in enumerate(three))
    width = len(three) - 1
    if number >= 256**width:
        raise NotBase45(three)
    return number.to_bytes(width, "big")
