"""The pass of a delegate: a short text for a QR code that only this meeting's seal key can make.

     0  1  version 2
     1  8  the first 8 bytes of the meeting id
     9  4  delegate number, big-endian
    13  2  issue, from 1: what takes the place of a lost pass has the next
    15 64  Ed25519 signature over "kiosk-pass/2|" and bytes 0..14
    79  4  CRC-32 (IEEE) of bytes 0..78

83 bytes are 133 characters of Base32 (RFC 4648) without padding: capitals and digits, so that a
QR code holds them in alphanumeric mode and a scanner that types like a keyboard gets them through
any layout. The pass holds no name.

The check tells two things apart that a desk must treat differently: a text that was misread or
changed after printing (`ALTERED`, scan it again), and one that is whole in itself and was made by
somebody else (`FORGED`). It protects from nothing; the signature does.

Version 1, 77 bytes, had neither issue nor check; such passes are the first issue, and good.
"""

import struct
from base64 import b32decode, b32encode
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from kiosk.ledger.keys import SealKey, verify

HEAD = struct.Struct(">B8sIH")
FIRST_HEAD = struct.Struct(">B8sI")
CHECK = struct.Struct(">I")
PASS_CHARS = 133
FIRST_CHARS = 124
MOST_ISSUES = 0xFFFF
_SIGNED = b"kiosk-pass/2|"
_FIRST_SIGNED = b"kiosk-pass/1|"


class PassKind(StrEnum):
    """What was shown at the desk."""

    GENUINE = "genuine"
    FORGED = "forged"
    ALTERED = "altered"
    OTHER_MEETING = "other_meeting"
    NOT_A_PASS = "not_a_pass"


@dataclass(frozen=True, slots=True)
class PassReading:
    """A pass as it was read. `number` is the delegate's, None when the text is no pass at all.

    Of any but a genuine pass, number and issue are what the text claims and nothing more.
    """

    kind: PassKind
    number: int | None
    issue: int = 1


def make_pass(key: SealKey, meeting: str, *, number: int, issue: int = 1) -> str:
    """The text of the pass of a delegate; `meeting` is the id of 32 hex digits."""
    head = HEAD.pack(2, bytes.fromhex(meeting)[:8], number, issue)
    signed = head + key.sign(_SIGNED + head)
    return _letters(signed + CHECK.pack(crc32(signed)))


def read_pass(text: str, public_hex: str, *, meeting: str) -> PassReading:
    """Tell a genuine pass of this meeting from everything else a scanner may send.

    White space around it and small letters (a scanner under caps lock) are forgiven.
    """
    told = text.strip().upper()
    if (found := _bytes_of(told, PASS_CHARS, version=2)) is not None:
        _, told_meeting, number, issue = HEAD.unpack(found[: HEAD.size])
        signed, (check,) = found[: -CHECK.size], CHECK.unpack(found[-CHECK.size :])
        if check != crc32(signed):
            return PassReading(PassKind.ALTERED, number, issue)
        signature = signed[HEAD.size :]
        kind = _kind(told_meeting, meeting) or _signed(
            public_hex, signature, _SIGNED + found[: HEAD.size]
        )
        return PassReading(kind, number, issue)
    return _read_first(told, public_hex, meeting)


def _read_first(told: str, public_hex: str, meeting: str) -> PassReading:
    """A pass of version 1."""
    found = _bytes_of(told, FIRST_CHARS, version=1)
    if found is None:
        return PassReading(PassKind.NOT_A_PASS, None)
    head, signature = found[: FIRST_HEAD.size], found[FIRST_HEAD.size :]
    _, told_meeting, number = FIRST_HEAD.unpack(head)
    kind = _kind(told_meeting, meeting) or _signed(public_hex, signature, _FIRST_SIGNED + head)
    return PassReading(kind, number)


def _kind(told_meeting: bytes, meeting: str) -> PassKind | None:
    of_this = told_meeting == bytes.fromhex(meeting)[:8]
    return None if of_this else PassKind.OTHER_MEETING


def _signed(public_hex: str, signature: bytes, message: bytes) -> PassKind:
    genuine = verify(public_hex, signature, message=message)
    return PassKind.GENUINE if genuine else PassKind.FORGED


def _letters(held: bytes) -> str:
    return b32encode(held).decode().rstrip("=")


def _bytes_of(text: str, chars: int, *, version: int) -> bytes | None:
    """The bytes of a text that is exactly as long as such a pass and the only one for them."""
    if len(text) != chars:
        return None
    try:
        found = b32decode(text + "=" * (-chars % 8))
    except ValueError:
        return None
    return found if found[0] == version and _letters(found) == text else None
