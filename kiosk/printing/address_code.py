"""The code of a web address, for a phone: bytes, error correction M, the mask that scans best."""

from typing import Protocol, cast

import qrcode
from qrcode.constants import ERROR_CORRECT_M


class _Code(Protocol):
    modules: list[list[bool]]

    def add_data(self, data: bytes, optimize: int) -> None: ...
    def make(self, fit: bool = True) -> None: ...


def address_code(address: str) -> tuple[str, ...]:
    """The QR matrix of an address, rows of 0 and 1 (dark) without the quiet zone."""
    code = cast("_Code", qrcode.QRCode(error_correction=ERROR_CORRECT_M))
    code.add_data(address.encode(), optimize=0)
    code.make()
    return tuple("".join("01"[module] for module in row) for row in code.modules)
