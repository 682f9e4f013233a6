"""The keyring: the officers of this hall, each with the wrapped key. One file beside the books.

It survives the meetings. A change is written beside the file and takes its place when it is whole,
so that a power cut leaves the old keyring or the new one. The passphrases are nowhere.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from kiosk.faults import BookFault, UnusableInput, system_words
from kiosk.ledger.door import Mend, book_door, book_fault
from kiosk.ledger.officer_keys import WrappedKey
from kiosk.ledger.safe_files import put_whole

KEYRING_FORMAT = "kiosk-keyring/1"
KEYRING_NAME = "officers.keyring"
DAMAGED = Mend(
    "the keyring is damaged ({why}); it was left as it is",
    "put the copy of the keyring in its place",
)
NEWER = Mend("the keyring was written by a newer kiosk", "use the kiosk that wrote it")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An officer of the hall, the usual office, and the key."""

    name: str
    role: str
    key: WrappedKey


@dataclass(frozen=True, slots=True)
class Keyring:
    """The officers by name, in the order in which they were enrolled."""

    officers: Mapping[str, Enrolled] = field(default_factory=lambda: MappingProxyType({}))

    def with_officers(self, enrolled: Iterable[Enrolled]) -> "Keyring":
        """The same with these added, or with their new keys."""
        added = {one.name: one for one in enrolled}
        return Keyring(MappingProxyType({**self.officers, **added}))


def keyring_path(book: Path) -> Path:
    """Where the keyring lies when the settings name no other place: beside the books."""
    return book.with_name(KEYRING_NAME)


def read_keyring(path: Path) -> Keyring:
    """The keyring of a hall, an empty one where there is no file; BookFault for a damaged one."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Keyring()
    except OSError as error:
        raise book_fault(DAMAGED, path, why=system_words(error)) from error
    try:
        document = cast("dict[str, Any]", json.loads(content))
        told = str(document["format"])
        enrolled = [_enrolled(one) for one in document["officers"]]
    except (ValueError, KeyError, TypeError, UnusableInput) as error:
        raise _damaged(path, content, error) from error
    if told != KEYRING_FORMAT or len({one.name for one in enrolled}) < len(enrolled):
        raise book_fault(DAMAGED, path, why=f"format {told:.20}")
    return Keyring().with_officers(enrolled)


def _damaged(path: Path, content: bytes, error: Exception) -> BookFault:
    if b'"kiosk-keyring/' in content and f'"{KEYRING_FORMAT}"'.encode() not in content:
        return book_fault(NEWER, path)
    return book_fault(DAMAGED, path, why=f"{type(error).__name__}, {len(content)} bytes")


def _enrolled(of: Any) -> Enrolled:
    name, role, key = (of[part] for part in ("name", "role", "key"))
    if not all(isinstance(one, str) and one for one in (name, role, key)):
        raise ValueError("an officer without name, role or key")
    return Enrolled(name, role, WrappedKey.from_text(key))


def write_keyring(path: Path, keyring: Keyring) -> None:
    """Put the keyring in its place, whole or not at all; BookFault when the disk refuses."""
    officers = [
        {"name": one.name, "role": one.role, "key": one.key.to_text()}
        for one in keyring.officers.values()
    ]
    document = {"format": KEYRING_FORMAT, "officers": officers}
    content = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    with book_door(path):
        put_whole(path, content)
