# SPDX-License-Identifier: Apache-2.0
"""The list number as it is typed from the seal slip, or its code as a QR reader told it (§13).

    KIOSK:S1: meeting : number of files : list_sha256 : signature      hex in upper case

The signature is Ed25519 over "kiosk-seal-slip/1|" ‖ meeting ‖ "|" ‖ number ‖ "|" ‖ list_sha256.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.verifier import ed25519
from kiosk.verifier.anchor import PREFIX as ANCHOR
from kiosk.verifier.head import is_code, typed_head
from kiosk.verifier.sentence import Unusable, sentence

CODE = re.compile(r"kiosk:s1:([0-9a-f]{32}):([0-9]{1,7}):([0-9a-f]{64}):([0-9a-f]{128})")
SIGNED_PREFIX = "kiosk-seal-slip/1"


@dataclass(frozen=True)
class SlipCode:
    meeting: str
    files: int
    number: str
    signature: bytes

    def genuine(self, seal_key: bytes) -> bool:
        signed = f"{SIGNED_PREFIX}|{self.meeting}|{self.files}|{self.number}"
        return ed25519.genuine(seal_key, signed.encode("ascii"), self.signature)


@dataclass(frozen=True)
class TypedList:
    """`number` is 64 hex digits; `code` where it was scanned and not typed."""

    number: str
    code: SlipCode | None = None


def typed_list(text: str) -> TypedList:
    """The number of a list, or `Unusable` saying what was misread."""
    if not is_code(text):
        return TypedList(typed_head(text, option="--list"))
    if text.strip().upper().startswith(ANCHOR):
        raise Unusable(sentence("--list: this is the anchor of a vote record; give it to --anchor"))
    match = CODE.fullmatch("".join(text.split()).lower())
    if match is None:
        raise Unusable(
            sentence(
                "--list: not the whole code of a seal slip, which begins with KIOSK:S1:; read it "
                "again, or type the eight groups of the list number"
            )
        )
    meeting, files, number, signature = match.groups()
    code = SlipCode(meeting, int(files), number, bytes.fromhex(signature))
    return TypedList(number, code)
