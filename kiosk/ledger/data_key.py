"""The data key of a meeting: personal records stand in the book only under it.

    hall.key             32 bytes as hex, mode 0600; the hall's, survives the meetings
    <book stem>.data-key the meeting's key, AES-GCM under the hall's key, and where that one lies

Both are read without anybody's help, since a kiosk must come back into a running poll by itself.
So who has both files reads the records: the hall's key belongs on another medium than the book
(the settings name its place), and the data key is destroyed when the records may be kept no longer.
A copy of the data key that was made before, with the hall's key, still opens a copy of the book.
"""

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.faults import BookFault
from kiosk.ledger.disk import sync_folder, write_new
from kiosk.ledger.door import Mend, book_door, book_fault

FORMAT = "kiosk-data-key/1"
HALL_KEY_NAME = "hall.key"
KEY, NONCE = 32, 12
OTHER_KEY = Mend(
    "the data key does not open with this hall key",
    "put the hall's own key file in its place, or recover the data key from its words",
)
NO_DATA_KEY = Mend(
    "the key of the personal records is missing",
    "put the data key back beside the book, or recover it from two of its three slips of words",
)
NO_HALL_KEY = Mend(
    "the hall's key is missing",
    "bring the medium it lies on, or recover it from two of its three slips of words",
)
BROKEN_KEY = Mend(
    "this key file is damaged", "take it from its copy, or recover it from two slips of words"
)


@dataclass(frozen=True, slots=True)
class DataKey:
    """Seals the fields of one meeting's personal records, each bound to its place."""

    secret: bytes
    _cipher: AESGCM = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_cipher", AESGCM(self.secret))

    def seal(self, text: str, place: str) -> str:
        """Hex of nonce, ciphertext and tag; the length of the text does not show below 32 bytes."""
        plain = text.encode() + b"\n"
        nonce = secrets.token_bytes(NONCE)
        padded = plain + bytes(-len(plain) % 32)
        return (nonce + self._cipher.encrypt(nonce, padded, place.encode())).hex()

    def open(self, sealed: str, place: str) -> str:
        """The text; ValueError when it was sealed under another key or for another place."""
        raw = bytes.fromhex(sealed)
        try:
            padded = self._cipher.decrypt(raw[:NONCE], raw[NONCE:], place.encode())
        except InvalidTag:
            raise ValueError(f"{place} does not open with this data key") from None
        return padded.partition(b"\n")[0].decode()


def data_key_path(book: Path) -> Path:
    """Where the data key of a book lies: `<book stem>.data-key` beside it."""
    return book.with_suffix(".data-key")


def hall_key_path(book: Path) -> Path:
    """Where the hall's key lies when the settings name no other place: beside the books."""
    return book.with_name(HALL_KEY_NAME)


def create_data_key(path: Path, meeting: str, *, hall_key: Path) -> DataKey:
    """A fresh key for a meeting, under the hall's key, which is made if there is none."""
    key = DataKey(secrets.token_bytes(KEY))
    write_data_key(path, key, meeting=meeting, hall_key=hall_key)
    return key


def write_data_key(path: Path, key: DataKey, *, meeting: str, hall_key: Path) -> None:
    """Write the file of a data key; BookFault when it exists or the disk refuses."""
    with book_door(path):
        nonce = secrets.token_bytes(NONCE)
        box = AESGCM(make_hall_key(hall_key)).encrypt(nonce, key.secret, meeting.encode())
        document = {
            "format": FORMAT,
            "meeting": meeting,
            "hall_key": named_from(path, hall_key),
            "box": (nonce + box).hex(),
        }
        write_new(path, json.dumps(document).encode() + b"\n", mode=0o600)


def named_from(path: Path, hall_key: Path) -> str:
    """How the file at `path` names the hall's key: by its bare name where it lies beside it."""
    beside = hall_key.parent.absolute() == path.parent.absolute()
    return hall_key.name if beside else str(hall_key.absolute())


def make_hall_key(path: Path) -> bytes:
    """The hall's key, made where there is none yet; BookFault when it is damaged."""
    if not path.exists():
        write_new(path, secrets.token_hex(KEY).encode() + b"\n", mode=0o600)
    return load_hall_key(path)


def load_hall_key(path: Path) -> bytes:
    """The 32 bytes of the hall's key; BookFault when it is missing or damaged."""
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError as error:
        raise book_fault(NO_HALL_KEY, path) from error
    except (OSError, ValueError) as error:
        raise book_fault(BROKEN_KEY, path) from error
    if len(secret) != KEY:
        raise book_fault(BROKEN_KEY, path)
    return secret


def load_data_key(path: Path) -> DataKey:
    """The key that stands under the hall's key it names; BookFault when one of them is missing."""
    try:
        document = cast("dict[str, Any]", json.loads(path.read_bytes()))
        hall_key = path.parent / str(document["hall_key"])
        meeting, raw = str(document["meeting"]), bytes.fromhex(str(document["box"]))
    except FileNotFoundError as error:
        raise book_fault(NO_DATA_KEY, path) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise book_fault(BROKEN_KEY, path) from error
    aead = AESGCM(load_hall_key(hall_key))
    try:
        return DataKey(aead.decrypt(raw[:NONCE], raw[NONCE:], meeting.encode()))
    except (InvalidTag, ValueError) as error:
        raise book_fault(OTHER_KEY, path) from error


def destroy_key(path: Path) -> None:
    """Overwrite a key file and remove it; nothing where there is none.

    A solid-state disk may keep the old block for a while: who fears that keeps the hall's key on a
    medium that can be locked away.
    """
    with book_door(path):
        if not path.exists():
            return
        size = path.stat().st_size
        with path.open("rb+") as file:
            file.write(secrets.token_bytes(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        sync_folder(path.parent)


def is_missing(fault: BookFault) -> bool:
    """True when a record cannot be read because its key is not there."""
    return fault.what in (NO_DATA_KEY.what, NO_HALL_KEY.what)
