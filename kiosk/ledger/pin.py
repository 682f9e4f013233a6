"""The PIN that lets out of kiosk mode: kept salted and stretched, never as it was typed.

Argon2id as for the officers' passphrases (`officer_keys`). A PIN has few digits: who can read the
file can try them all in a day or two, so it is the owner's alone to read, and the PIN guards no
vote: it guards a door.
"""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kiosk.faults import UnusableInput, system_words
from kiosk.ledger.door import Mend
from kiosk.ledger.officer_keys import HALL, SALT, STRETCHED, Cost, stretched, unusable
from kiosk.ledger.safe_files import put_whole

LEAST_DIGITS, MOST_DIGITS = 6, 12
WHERE = "PIN"
NO_PIN = Mend("a PIN has {least} to {most} digits", "give digits only")
EASY_PIN = Mend("a PIN of one digit or of a row of digits is guessed at once", "choose another one")
PIN_DAMAGED = Mend("the PIN cannot be read", "set it anew: kiosk install pin")
ROWS = ("0123456789" * 2, "9876543210" * 2)


@dataclass(frozen=True, slots=True)
class Pin:
    """What is kept of a PIN: enough to know it again, not enough to tell it."""

    salt: bytes
    hash: bytes
    cost: Cost

    def opens(self, typed: str) -> bool:
        """Whether this is the PIN; about a tenth of a second, by design."""
        return hmac.compare_digest(_stretched(typed, self.salt, self.cost), self.hash)

    def to_text(self) -> str:
        """One word of ASCII: `argon2id$memory$passes$lanes$salt$hash`, bytes as hex."""
        figures = (self.cost.memory_kib, self.cost.passes, self.cost.lanes)
        return "$".join(["argon2id", *map(str, figures), self.salt.hex(), self.hash.hex()])

    @classmethod
    def from_text(cls, text: str) -> Self:
        """What `to_text` wrote; UnusableInput for anything else."""
        try:
            name, memory, passes, lanes, salt, hashed = text.strip().split("$")
            cost = Cost(int(memory), int(passes), int(lanes))
            pin = cls(bytes.fromhex(salt), bytes.fromhex(hashed), cost)
        except ValueError as error:
            raise unusable(PIN_DAMAGED, WHERE) from error
        lengths = (len(pin.salt), len(pin.hash)) == (SALT, STRETCHED)
        if name != "argon2id" or not lengths or not cost.is_possible:
            raise unusable(PIN_DAMAGED, WHERE)
        return pin


def make_pin(typed: str, *, cost: Cost = HALL) -> Pin:
    """Keep a PIN; UnusableInput for one that is too short, no digits, or guessed at once."""
    digits = _plain(typed)
    if not (digits.isascii() and digits.isdigit() and LEAST_DIGITS <= len(digits) <= MOST_DIGITS):
        raise unusable(NO_PIN, WHERE, least=LEAST_DIGITS, most=MOST_DIGITS)
    if len(set(digits)) == 1 or any(digits in row for row in ROWS):
        raise unusable(EASY_PIN, WHERE)
    salt = secrets.token_bytes(SALT)
    return Pin(salt, _stretched(digits, salt, cost), cost)


def write_pin(path: Path, pin: Pin) -> None:
    """Put the PIN in its file, for the owner alone to read; whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_whole(path, pin.to_text().encode("ascii") + b"\n")
    except OSError as error:
        raise UnusableInput(
            "the PIN cannot be written: {why}",
            where=str(path),
            cure="name a folder that this account may write in",
            why=system_words(error),
        ) from error


def read_pin(path: Path) -> Pin | None:
    """The PIN in a file; None where there is no file, UnusableInput where it is no PIN."""
    try:
        return Pin.from_text(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise unusable(PIN_DAMAGED, str(path)) from error


def pin_told(path: Path) -> str:
    """How the PIN in this file is: `ready`, `no_pin` or `pin_damaged`."""
    try:
        return "no_pin" if read_pin(path) is None else "ready"
    except UnusableInput:
        return "pin_damaged"


def pin_opens(path: Path, typed: str) -> bool:
    """Whether this is the PIN in the file as it is now, so that one set anew holds at once.

    A file that was taken away since opens to everybody, one that cannot be read to nobody.
    """
    try:
        pin = read_pin(path)
    except UnusableInput:
        return False
    return pin is None or pin.opens(typed)


def _plain(typed: str) -> str:
    """Full-width digits of an input method are forgiven."""
    return unicodedata.normalize("NFKC", typed).strip()


def _stretched(typed: str, salt: bytes, cost: Cost) -> bytes:
    return stretched(b"kiosk-pin/1|" + _plain(typed).encode(), salt, cost)
