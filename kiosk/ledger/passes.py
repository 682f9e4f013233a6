"""The pass of a delegate: a short text for a QR code that only this meeting's seal key can make.

     0  1  version 1
     1  8  the first 8 bytes of the meeting id
     9  4  delegate number, big-endian
    13 64  Ed25519 signature over "kiosk-pass/1|" and bytes 0..12

77 bytes are 124 characters of Base32 (RFC 4648) without padding: capitals and digits, so that a
QR code holds them in alphanumeric mode and a scanner that types like a keyboard gets them through
any layout. The pass holds no name.
"""

import struct
from base64 import b32decode, b32encode
from dataclasses import dataclass
from enum import StrEnum

from kiosk.ledger.keys import SealKey, verify

VERSION = 1
HEAD = struct.Struct(">B8sI")
PASS_CHARS = 124
_SIGNED = b"kiosk-pass/1|"


class PassKind(StrEnum):
    """What was shown at the desk."""

    GENUINE = "genuine"
    FORGED = "forged"
    OTHER_MEETING = "other_meeting"
    NOT_A_PASS = "not_a_pass"


@dataclass(frozen=True, slots=True)
class PassReading:
    """A pass as it was read. `number` is the delegate's, None when the text is no pass at all.

    Of a forged pass or one of another meeting it is what the text claims and nothing more.
    """

    kind: PassKind
    number: int | None


def make_pass(key: SealKey, meeting: str, *, number: int) -> str:
    """The text of the pass of a delegate; `meeting` is the id of 32 hex digits."""
    head = HEAD.pack(VERSION, bytes.fromhex(meeting)[:8], number)
    return b32encode(head + key.sign(_SIGNED + head)).decode().rstrip("=")


def read_pass(text: str, public_hex: str, *, meeting: str) -> PassReading:
    """Tell a genuine pass of this meeting from everything else a scanner may send.

    White space around it and small letters (a scanner under caps lock) are forgiven.
    """
    found = _bytes_of(text.strip().upper())
    if found is None or found[0] != VERSION:
        return PassReading(PassKind.NOT_A_PASS, None)
    head, signature = found[: HEAD.size], found[HEAD.size :]
    _, told_meeting, number = HEAD.unpack(head)
    if told_meeting != bytes.fromhex(meeting)[:8]:
        return PassReading(PassKind.OTHER_MEETING, number)
    if not verify(public_hex, signature, message=_SIGNED + head):
        return PassReading(PassKind.FORGED, number)
    return PassReading(PassKind.GENUINE, number)


def _bytes_of(text: str) -> bytes | None:
    """The bytes of a text that is exactly as long as a pass and the only one for them."""
    if len(text) != PASS_CHARS:
        return None
    try:
        found = b32decode(text + "====")
    except ValueError:
        return None
    return found if b32encode(found).decode().rstrip("=") == text else None
