# SPDX-License-Identifier: Apache-2.0
"""What a person copies from paper: the head in checked groups, the fingerprint of the key.

Paper shows a hash as 8 groups of 8 hex digits, each followed by `-` and a check of two digits: the
group's value mod 97 (bundle.md §8). A person may type it with or without the checks, the dashes
and the spaces; a check that does not fit names the group where a slip of the finger is.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from kiosk.verifier.sentence import Unusable, sentence

GROUPS = 8
DIGITS_OF_A_CERTIFICATE = 16
DIGITS = 8
MODULUS = 97
BETWEEN = re.compile(r"[\s:_.,\-\u2010-\u2015\u2212]")
GROUP = re.compile(r"([0-9a-f]{8})([0-9]{2})?")
CUTS = {GROUPS * DIGITS: DIGITS, GROUPS * (DIGITS + 2): DIGITS + 2}


def grouped(head: str) -> list[str]:
    """A 64-digit hash as paper shows it: `d45f67f0-12`, eight times."""
    pieces = [head[at : at + DIGITS] for at in range(0, len(head), DIGITS)]
    return [f"{piece}-{int(piece, 16) % MODULUS:02d}" for piece in pieces]


def typed_head(text: str, option: str = "--head") -> str:
    """The hash that was typed, 64 lower-case hex digits, or `Unusable` naming the group."""
    return "".join(
        _checked(at + 1, piece, option) for at, piece in enumerate(_pieces(text, option))
    )


def is_code(text: str) -> bool:
    """The text that a reader of QR codes gave, of whatever paper of the kiosk."""
    return text.strip().upper().startswith("KIOSK:")


def _pieces(text: str, option: str) -> list[str]:
    if is_code(text):
        raise Unusable(
            sentence(
                "{option}: this is the text of a code; type the eight groups that are printed "
                "beside it",
                option=option,
            )
        )
    plain = unicodedata.normalize("NFKC", text).lower()
    words = [BETWEEN.sub("", word) for word in plain.split()]
    if len(words) == GROUPS:
        return words
    squeezed = "".join(words)
    if len(squeezed) not in CUTS:
        raise Unusable(
            sentence(
                "{option}: {count} digits were typed; it is 8 groups of 8 hex digits, "
                "each with or without its two check digits (64 or 80 in all)",
                option=option,
                count=len(squeezed),
            )
        )
    width = CUTS[len(squeezed)]
    return [squeezed[at : at + width] for at in range(0, len(squeezed), width)]


def _checked(place: int, piece: str, option: str) -> str:
    match = GROUP.fullmatch(piece)
    if match is None:
        raise Unusable(
            sentence(
                "{option}: group {place} reads “{piece}”; a group is 8 hex digits (0-9, a-f), "
                "with or without two check digits",
                option=option,
                place=place,
                piece=piece,
            )
        )
    digits, check = match.groups()
    if check is not None and int(check) != int(digits, 16) % MODULUS:
        raise Unusable(
            sentence(
                "{option}: group {place} “{digits}” and its check digits {check} do not belong "
                "together; compare group {place} with the paper again",
                option=option,
                place=place,
                digits=digits,
                check=check,
            )
        )
    return digits


def fingerprint(seal_key: bytes) -> str:
    """Of the 32 bytes of a seal key: 16 hex digits, four groups of four, upper case."""
    digits = sha256(seal_key).hexdigest()[:16].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def typed_fingerprint(text: str, option: str = "--fingerprint") -> str:
    digits = BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not re.fullmatch(r"[0-9A-F]{16}", digits):
        raise Unusable(
            sentence(
                "{option}: “{text}” was typed; a fingerprint is four groups of four "
                "hex digits, as ABCD EF01 2345 6789",
                option=option,
                text=text,
            )
        )
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))
