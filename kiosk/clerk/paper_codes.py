"""The code on a sheet of paper, read by a scanner: which paper of this meeting it is.

A code is taken only when our own seal made it (docs/bundle.md §8). It names the paper and not the
copy: of each paper one copy is out at a time (`meeting.acts.printing`), and that is the one.
"""

import struct

from kiosk.ledger.keys import verify
from kiosk.meeting.refusal import Reason
from kiosk.printing.anchor import LETTERS, SIGNED_TEXT, framed

PREFIX = "KIOSK:A1:"
HEAD = struct.Struct(">2sBB16sI")
SIGNATURE = 64


def read_code(text: str, public_hex: str, *, meeting: str) -> int | Reason:
    """The serial number of the paper, or why the code is not taken."""
    payload = _payload(text.removeprefix(PREFIX)[4:-2])
    if len(payload) < HEAD.size + SIGNATURE or framed(payload) != text:
        return Reason.CODE_FORGED
    said, signature = payload[:-SIGNATURE], payload[-SIGNATURE:]
    _, _, _, of_meeting, serial = HEAD.unpack(said[: HEAD.size])
    if of_meeting.hex() != meeting:
        return Reason.CODE_OF_OTHER_MEETING
    genuine = verify(public_hex, signature, message=SIGNED_TEXT + said)
    return serial if genuine else Reason.CODE_FORGED


def _payload(text: str) -> bytes:
    """RFC 9285, backwards; nothing for a text that is none."""
    if not text or set(text) - set(LETTERS) or len(text) % 3 == 1:
        return b""
    payload = bytearray()
    for piece in (text[at : at + 3] for at in range(0, len(text), 3)):
        value = sum(LETTERS.index(one) * 45**place for place, one in enumerate(piece))
        size = len(piece) - 1
        if value >= 256**size:
            return b""
        payload += value.to_bytes(size, "big")
    return bytes(payload)
