"""Prints anchors for tests: base45 (RFC 9285) and the payload of bundle.md §8."""

import struct

from bundlebuilder import HALL_KEY, MEETING

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def base45(data: bytes) -> str:
    text = ""
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, 45)
            text += ALPHABET[digit]
    return text


def framed(payload: bytes) -> str:
    encoded = base45(payload)
    check = 98 - (100 * int.from_bytes(encoded.encode(), "big") % 97)
    return f"KIOSK:A1:{len(encoded):04d}{encoded}{check:02d}"


def payload(
    entry: int,
    entry_hash: str,
    counts: tuple[int, ...],
    *,
    poll: int = 1,
    verdict: int = 2,
    key=HALL_KEY,
    meeting: str = MEETING,
    start: bytes = b"KA\x01\x01",
) -> bytes:
    """`counts`: in_favour against abstain not_pressed void recused chosen base."""
    signed = start + bytes.fromhex(meeting) + struct.pack(">II", 1, entry)
    signed += bytes.fromhex(entry_hash) + struct.pack(">9H", poll, *counts) + bytes([verdict, 0])
    return signed + key.sign(b"kiosk-anchor/1|" + signed)


def anchor(*of, **named) -> str:
    return framed(payload(*of, **named))
