"""The anchor: the code that ties a sheet of paper to one entry of the book (docs/bundle.md §8)."""

import struct
from collections.abc import Callable
from typing import Final, Protocol, cast

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import QRData

from kiosk.meeting.outcome import Verdict
from kiosk.meeting.record import VoteRecord

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VERDICTS = {
    Verdict.PASSED: 1,
    Verdict.NOT_PASSED: 2,
    Verdict.NO_QUORUM: 3,
    Verdict.TIE: 4,
    Verdict.OPINION: 5,
}
SIGNED_TEXT = b"kiosk-anchor/1|"
VOTE_RECORD = 1
#                  KA v kind meeting serial entry hash poll, seven counts, base verdict 0
LAYOUT = struct.Struct(">2sBB16sII32s9HBB")
ALPHANUMERIC: Final = 2
MASK = 2

Sign = Callable[[bytes], bytes]


def anchor_statement(record: VoteRecord) -> bytes:
    """Bytes 0..79 of the payload: what the anchor says, unsigned."""
    tally = record.tally
    counts = (tally.in_favour, tally.against, tally.abstain, tally.not_pressed)
    return LAYOUT.pack(
        b"KA",
        1,
        VOTE_RECORD,
        bytes.fromhex(record.heading.meeting),
        record.paper.serial,
        record.book.entry,
        bytes.fromhex(record.book.sha256),
        record.plan.poll,
        *counts,
        *(tally.void, tally.recused, tally.chosen, tally.base),
        VERDICTS[record.outcome.verdict],
        0,
    )


def anchor_text(record: VoteRecord, sign: Sign) -> str:
    """The text of the QR code; `sign` makes the Ed25519 signature (64 bytes) by the seal key."""
    statement = anchor_statement(record)
    return framed(statement + sign(SIGNED_TEXT + statement))


def framed(payload: bytes, prefix: str = "KIOSK:A1:") -> str:
    """Prefix, length, base45 text, check digits."""
    body = base45(payload)
    value = int.from_bytes(body.encode(), "big")
    return f"{prefix}{len(body):04d}{body}{98 - 100 * value % 97:02d}"


def base45(payload: bytes) -> str:
    """RFC 9285: two bytes become three characters, a last single byte two."""
    return "".join(_base45(payload[at : at + 2]) for at in range(0, len(payload), 2))


def _base45(pair: bytes) -> str:
    value = int.from_bytes(pair, "big")
    letters = LETTERS[value % 45] + LETTERS[value // 45 % 45]
    return letters + LETTERS[value // 2025] if len(pair) == 2 else letters


def checked_groups(digest: str) -> tuple[str, ...]:
    """A SHA-256 as 8 groups of 8 hex digits, each with a two-digit check: value mod 97."""
    groups = (digest[at : at + 8] for at in range(0, 64, 8))
    return tuple(f"{group.upper()}-{int(group, 16) % 97:02d}" for group in groups)


def short_code(digest: str) -> str:
    """The first eight digits of the head, as they stand on every page."""
    return f"{digest[:4]}-{digest[4:8]}".upper()


class _Code(Protocol):
    modules: list[list[bool]]

    def add_data(self, data: QRData) -> None: ...
    def make(self, fit: bool = True) -> None: ...


def modules(text: str, *, worn: bool = False) -> tuple[tuple[bool, ...], ...]:
    """The QR matrix without its quiet zone: alphanumeric, one fixed mask.

    Error correction M (15 %), or Q (25 %) for what is `worn` in a pocket.
    """
    level = ERROR_CORRECT_Q if worn else ERROR_CORRECT_M
    code = cast("_Code", qrcode.QRCode(error_correction=level, mask_pattern=MASK))
    code.add_data(QRData(text, ALPHANUMERIC))
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)
