"""The poll on paper (docs/bundle.md §12): signed payload, data and parity frames, their texts."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from kiosk.printing.anchor import Sign, framed
from kiosk.printing.poll_packing import packed

SIGNED_TEXT: Final = b"kiosk-poll/1|"
#                   KP v 0 length SHA-256 of the text
HEAD = struct.Struct(">2sBBI32s")
#                    v id number n m; three bytes of L follow
FRAME = struct.Struct(">B4sHHB")
PREFIX = "KIOSK:F1:"
PART, SPAN, MOST = 1068, 8, 960
"""Bytes a frame carries, data frames to a parity frame, data frames that paper carries at most."""


@dataclass(frozen=True, slots=True)
class PollText:
    """The text of a poll, and the first and the last entry whose bodies it holds."""

    text: bytes
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PollCodes:
    """The texts of a poll's codes, data frames first; no texts where they would be too many."""

    texts: tuple[str, ...]
    parities: int
    first: int
    last: int


def poll_codes(poll: PollText, sign: Sign) -> PollCodes:
    """The codes of a poll; `sign` makes the Ed25519 signature (64 bytes) by the seal key."""
    payload = signed_payload(poll.text, sign)
    if len(payload) > MOST * PART:
        return PollCodes((), 0, poll.first, poll.last)
    texts = tuple(framed(frame, PREFIX) for frame in frames(payload))
    return PollCodes(texts, _parities(-(-len(payload) // PART)), poll.first, poll.last)


def signed_payload(text: bytes, sign: Sign) -> bytes:
    """Head, signature, packed text."""
    head = HEAD.pack(b"KP", 1, 0, len(text), sha256(text).digest())
    return head + sign(SIGNED_TEXT + head) + packed(text.decode())


def frames(payload: bytes) -> Iterator[bytes]:
    """The data frames, then the parity frames."""
    length = len(payload)
    count = -(-length // PART)
    part = -(-length // count)
    parities = _parities(count)
    parts = [payload[at : at + part] for at in range(0, length, part)]
    parts += [_parity(parts[at:count:parities], part) for at in range(parities)]
    name = sha256(payload).digest()[:4]
    for number, held in enumerate(parts):
        head = FRAME.pack(1, name, number, count, parities)
        yield head + length.to_bytes(3, "big") + held


def _parities(count: int) -> int:
    return -(-count // SPAN)


def _parity(parts: list[bytes], size: int) -> bytes:
    """The XOR of some parts, each filled up with zeros at its end."""
    found = 0
    for held in parts:
        found ^= int.from_bytes(held.ljust(size, b"\0"), "big")
    return found.to_bytes(size, "big")
