# SPDX-License-Identifier: Apache-2.0
"""The anchor on paper (bundle.md §8): the QR text of a vote record, taken apart.

KIOSK:A1:  LLLL  B...............  CC        CC = 98 − (100·V mod 97), V = B as an integer

 0  2  "KA"                      2  1  version 1          3  1  paper kind 1
 4 16  meeting id                20  4  paper serial       24  4  entry number of Declared
28 32  hash of the Declared entry
60  9 × 2  poll in_favour against abstain not_pressed void recused chosen base
78  1  verdict                   79  1  0
80 64  Ed25519 over "kiosk-anchor/1|" ‖ bytes 0..79
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from kiosk.verifier import base45, ed25519
from kiosk.verifier.sentence import Sentence, Unusable, sentence

PREFIX = "KIOSK:A1:"
LAYOUT = struct.Struct(">2sBB16sII32s9HBB64s")
SIGNED_BYTES = 80
SIGNED_PREFIX = b"kiosk-anchor/1|"
FIXED = (b"KA", 1, 1)
COUNTS = ("in_favour", "against", "abstain", "not_pressed", "void", "recused", "chosen", "base")
VERDICTS = {1: "passed", 2: "not_passed", 3: "no_quorum", 4: "tie", 5: "opinion"}


@dataclass(frozen=True)
class Anchor:
    """One anchor: `entry` and `entry_hash` (hex) are those of the poll's Declared."""

    meeting: str
    serial: int
    entry: int
    entry_hash: str
    poll: int
    counts: dict[str, int]
    verdict: str
    signed: bytes
    signature: bytes

    def genuine(self, seal_key: bytes) -> bool:
        return ed25519.genuine(seal_key, SIGNED_PREFIX + self.signed, self.signature)


def check_digits(encoded: str) -> int:
    return 98 - (100 * int.from_bytes(encoded.encode(), "big") % 97)


def typed_anchor(text: str) -> Anchor:
    """The anchor in the text a QR reader gave, or `Unusable` saying what was misread."""
    payload = _payload(_encoded_part(text.strip()))
    magic, version, kind, meeting, serial, entry, entry_hash, *rest = LAYOUT.unpack(payload)
    poll, *counts = rest[:9]
    verdict, reserved, signature = rest[9:]
    if (magic, version, kind) != FIXED or reserved != 0 or verdict not in VERDICTS:
        raise Unusable(
            sentence(
                "--anchor: its payload is not that of a vote record, version 1; "
                "this verifier reads no other"
            )
        )
    return Anchor(
        meeting=meeting.hex(),
        serial=serial,
        entry=entry,
        entry_hash=entry_hash.hex(),
        poll=poll,
        counts={name: counts[place] for place, name in enumerate(COUNTS)},
        verdict=VERDICTS[verdict],
        signed=payload[:SIGNED_BYTES],
        signature=signature,
    )


def _encoded_part(text: str) -> str:
    length, rest = text[len(PREFIX) : len(PREFIX) + 4], text[len(PREFIX) + 4 :]
    if not text.startswith(PREFIX) or not (length.isascii() and length.isdigit()):
        raise Unusable(_no_anchor(text))
    if len(rest) != int(length) + 2:
        raise Unusable(
            sentence(
                "--anchor: {found} characters follow its length, {right} are announced; "
                "take the text from the QR reader whole, spaces included",
                found=len(rest),
                right=int(length) + 2,
            )
        )
    encoded, check = rest[:-2], rest[-2:]
    if check != f"{check_digits(encoded):02d}":
        raise Unusable(
            sentence("--anchor: its check digits {check} do not fit; read it again", check=check)
        )
    return encoded


def _no_anchor(text: str) -> Sentence:
    """What a text that is no anchor is for, where it is a code of another paper."""
    if text.upper().startswith("KIOSK:S1:"):
        return sentence("--anchor: this is the code of the seal slip; give it to --list")
    if text.upper().startswith("KIOSK:F1:"):
        return sentence(
            "--anchor: this is a code of a poll on paper; write all of them into a file, one a "
            "line, and give it to --frames"
        )
    return sentence("--anchor: the text of an anchor begins with KIOSK:A1: and four digits")


def _payload(encoded: str) -> bytes:
    try:
        payload = base45.decoded(encoded)
    except base45.NotBase45 as fault:
        raise Unusable(
            sentence("--anchor: “{piece}” is not base45; read it again", piece=str(fault))
        ) from fault
    if len(payload) != LAYOUT.size:
        raise Unusable(
            sentence(
                "--anchor: its payload is {found} bytes long; that of a vote record is {right}",
                found=len(payload),
                right=LAYOUT.size,
            )
        )
    return payload
