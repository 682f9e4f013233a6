# SPDX-License-Identifier: Apache-2.0
"""The codes of a poll on paper (bundle.md §12): lines from a QR reader to the signed text.

    KIOSK:F1:  LLLL  B…  CC            as an anchor (§8), of another payload

     0  1  version 1    1  4  SHA-256 of the payload, cut    5  2  number of the frame
     7  2  n            9  1  m                             10  3  length of the payload

    payload   0  2  "KP"   2  1  1   3  1  0   4  4  length of the text   8 32  its SHA-256
             40 64  Ed25519 over "kiosk-poll/1|" ‖ bytes 0..39           104 …  packed text

Lines may come in any order and more than once; a misread one counts as missing; of the frames of
one residue mod m one may be missing. What cannot be made whole says which codes to read again.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kiosk.verifier import base45, ed25519
from kiosk.verifier.anchor import PREFIX as ANCHOR
from kiosk.verifier.anchor import check_digits
from kiosk.verifier.sentence import Sentence, Unusable, sentence
from kiosk.verifier.unpacking import MOST_TEXT, NotPacked, unpacked

PREFIX = "KIOSK:F1:"
HEADER = struct.Struct(">B4sHHB")
HEADER_BYTES = 13
HEAD = struct.Struct(">2sBBI32s64s")
SIGNED_BYTES = 40
SIGNED_PREFIX = b"kiosk-poll/1|"
MOST_DATA = 960
LARGEST_FILE = 16 * 2**20
SHOWN = 12


@dataclass(frozen=True)
class Frame:
    """One code that was read right."""

    payload: bytes
    number: int
    data: int
    parities: int
    length: int
    part: bytes

    @property
    def paper(self) -> tuple[bytes, int, int, int]:
        """What the frames of one poll have in common."""
        return self.payload, self.data, self.parities, self.length

    @property
    def whole(self) -> int:
        """How long each part is but the last data frame's."""
        return -(-self.length // self.data)

    def bytes_of(self, number: int) -> int:
        last = number == self.data - 1
        return self.length - self.whole * (self.data - 1) if last else self.whole

    @property
    def possible(self) -> bool:
        if not 0 < self.data <= MOST_DATA or not self.parities or self.bytes_of(self.data - 1) <= 0:
            return False
        known = self.number < self.data + self.parities
        return known and self.bytes_of(self.number) == len(self.part)


@dataclass(frozen=True)
class Read:
    """What the lines gave: the text, how the codes were, and the anchors that lay among them."""

    text: bytes
    signed: bytes
    signature: bytes
    codes: int
    restored: list[int]
    misread: list[int]
    anchors: list[str] = field(default_factory=list)

    def genuine(self, seal_key: bytes) -> bool:
        return ed25519.genuine(seal_key, SIGNED_PREFIX + self.signed, self.signature)


def read_frames(path: Path) -> Read:
    """The poll in a file of codes, one a line; `Unusable` when it cannot be made whole."""
    lines = _lines(path)
    frames, misread = _frames(lines)
    if not frames:
        raise Unusable(
            sentence(
                "{path}: no code of a poll was read in it; each stands on a line of its own and "
                "begins with KIOSK:F1:",
                path=str(path),
            )
        )
    one = next(iter(frames.values()))
    parts = {number: frame.part for number, frame in frames.items()}
    restored = _restore(parts, one, misread)
    payload = b"".join(parts[number] for number in range(one.data))
    if sha256(payload).digest()[:4] != one.payload:
        raise Unusable(sentence("the codes do not make the whole that they name; read them again"))
    anchors = sorted({line[line.index(ANCHOR) :] for line in lines if ANCHOR in line})
    return Read(*_opened(payload), one.data + one.parities, restored, misread, anchors)


def _frames(lines: list[str]) -> tuple[dict[int, Frame], list[int]]:
    """The frames by number, and the lines that were misread."""
    frames: dict[int, Frame] = {}
    misread: list[int] = []
    for at, line in enumerate(lines, start=1):
        if PREFIX in line:
            frame = _frame(line[line.index(PREFIX) :])
            if frame is None:
                misread.append(at)
            else:
                _keep(frames, frame, at)
    return frames, misread


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            held = file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise Unusable(
            sentence("{path}: cannot be read ({why})", path=str(path), why=str(fault.strerror))
        ) from fault
    if len(held) > LARGEST_FILE:
        raise Unusable(
            sentence("{path}: more than {most} bytes", path=str(path), most=LARGEST_FILE)
        )
    return [line.rstrip("\r") for line in held.decode("utf-8-sig", "replace").split("\n")]


def _frame(text: str) -> Frame | None:
    """The frame in a code's text; None where it was misread."""
    length, rest = text[len(PREFIX) : len(PREFIX) + 4], text[len(PREFIX) + 4 :]
    if not (length.isascii() and length.isdigit() and len(length) == 4):
        return None
    encoded, check = rest[: int(length)], rest[int(length) : int(length) + 2]
    if len(encoded) != int(length) or check != f"{check_digits(encoded):02d}":
        return None
    try:
        held = base45.decoded(encoded)
    except base45.NotBase45:
        return None
    if len(held) < HEADER_BYTES or held[0] != 1:
        return None
    _, payload, number, data, parities = HEADER.unpack_from(held)
    long = int.from_bytes(held[10:HEADER_BYTES], "big")
    frame = Frame(payload, number, data, parities, long, held[HEADER_BYTES:])
    return frame if frame.possible else None


def _keep(frames: dict[int, Frame], frame: Frame, line: int) -> None:
    other = next(iter(frames.values()), frame)
    if frame.paper != other.paper:
        raise Unusable(
            sentence(
                "line {line}: this code is of another poll than those before it; give the codes of "
                "one poll at a time",
                line=line,
            )
        )
    if frames.setdefault(frame.number, frame).part != frame.part:
        raise Unusable(
            sentence(
                "line {line}: code {number} was read twice, and not alike",
                line=line,
                number=frame.number + 1,
            )
        )


def _restore(parts: dict[int, bytes], one: Frame, misread: list[int]) -> list[int]:
    """Put back what parity gives back; the numbers, from 1, of the codes put back."""
    restored: list[int] = []
    missing: list[int] = []
    for residue in range(min(one.parities, one.data)):
        group = range(residue, one.data, one.parities)
        lost = [number for number in group if number not in parts]
        if len(lost) > 1 or (lost and one.data + residue not in parts):
            missing += lost
        elif lost:
            others = [parts[number] for number in group if number != lost[0]]
            parts[lost[0]] = _put_back(lost[0], [*others, parts[one.data + residue]], one)
            restored += lost
    if missing:
        raise Unusable(_again(sorted(missing), one, misread))
    return [number + 1 for number in sorted(restored)]


def _again(missing: list[int], one: Frame, misread: list[int]) -> Sentence:
    return sentence(
        "of {codes} codes these are missing and parity cannot give them back: {missing}; "
        "read them again (lines misread: {misread})",
        codes=one.data + one.parities,
        missing=_listed([number + 1 for number in missing]),
        misread=_listed(misread) or sentence("none"),
    )


def _listed(numbers: list[int]) -> str:
    more = ", …" if len(numbers) > SHOWN else ""
    return ", ".join(map(str, numbers[:SHOWN])) + more


def _put_back(number: int, others: list[bytes], one: Frame) -> bytes:
    """The XOR of the others of a group and their parity, cut to what this part holds."""
    found = 0
    for part in others:
        found ^= int.from_bytes(part.ljust(one.whole, b"\0"), "big")
    return found.to_bytes(one.whole, "big")[: one.bytes_of(number)]


def _opened(payload: bytes) -> tuple[bytes, bytes, bytes]:
    """Text, signed bytes and signature of a payload."""
    if len(payload) <= HEAD.size:
        raise Unusable(sentence("the codes hold no poll: too short"))
    magic, version, zero, length, digest, signature = HEAD.unpack_from(payload)
    if (magic, version, zero) != (b"KP", 1, 0) or length > MOST_TEXT:
        raise Unusable(
            sentence("the codes hold no poll of version 1; this verifier reads no other")
        )
    try:
        text = unpacked(payload[HEAD.size :])
    except NotPacked as fault:
        raise Unusable(
            sentence("the codes hold no poll: {why}", why=sentence(str(fault)))
        ) from fault
    if len(text) != length or sha256(text).digest() != digest:
        raise Unusable(sentence("the text in the codes is not the one that was signed"))
    return text, payload[:SIGNED_BYTES], signature
