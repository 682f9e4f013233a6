"""Cells of a roll that nobody but the sealed record may hold: ID number, phone, income band.

What is wrong with one is told without it: a mistake shows as many stars as the cell has letters.
"""

import re
import unicodedata
from functools import cache

from kiosk.words import words

INCOME_BANDS = ("low", "middle", "high")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
"""GB 11643-1999: the check character by the weighted sum of 17 digits, modulo 11."""
MOST_STARS = 20
_ID = re.compile(r"[0-9]{17}[0-9X]")
_PHONE = re.compile(r"1[0-9]{10}")


def read_id_number(text: str) -> str | None:
    """The 18 characters of a citizen's number whose check character is right."""
    number = _narrow(text).upper()
    if not _ID.fullmatch(number):
        return None
    weighted = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return number if CHECKS[weighted % 11] == number[17] else None


def read_phone(text: str) -> str | None:
    """The 11 digits of a mobile number; spaces and hyphens between them are forgiven."""
    digits = re.sub("[ -]", "", _narrow(text))
    return digits if _PHONE.fullmatch(digits) else None


def read_income_band(text: str) -> str | None:
    """A band of the closed list, from its name or its spoken name."""
    return _bands().get(text.lower())


def stars(text: str) -> str:
    """The length of a cell and nothing else of it."""
    return "*" * min(len(text), MOST_STARS)


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@cache
def _bands() -> dict[str, str]:
    spoken = {words().name("income", band): band for band in INCOME_BANDS}
    return spoken | {band: band for band in INCOME_BANDS}
