"""Motions: the exact text put to the vote, in versions, each known by its hash."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Motion:
    """Version `version` of the text that item `item` asks the hall to decide."""

    item: int
    version: int
    title: str
    text: str
    sha256: str


def motion_hash(title: str, text: str) -> str:
    """SHA-256 (hex) over the UTF-8 bytes of title, a line feed and text."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
