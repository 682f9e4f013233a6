# SPDX-License-Identifier: Apache-2.0
"""The kiosk's own book (an SQLite file) instead of a bundle: its entries, without a seal.

The file is opened read-only and may come from anyone: of its tables only `entry` and `person` are
read, and their rows are bytes and nothing more. What stands beside a body is the kiosk's index and
not looked at; bodies and hashes go the same way as those of a bundle.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from kiosk.verifier.reading import MOST_LINES, PERSONS, Bundle, read_bundle
from kiosk.verifier.sentence import Unusable, sentence

BEGINS = b"SQLite format 3\0"
CLOSED = b'{"sealed":'


def read_input(path: Path) -> Bundle:
    """A bundle or a book, whichever the file is; `Unusable` when it is neither."""
    try:
        with path.open("rb") as file:
            is_book = file.read(len(BEGINS)) == BEGINS
    except OSError:
        is_book = False
    return read_book(path) if is_book else read_bundle(path)


def read_book(path: Path) -> Bundle:
    """The entries of a book as the members of a bundle that has no seal."""
    try:
        with closing(sqlite3.connect(_address(path), uri=True)) as book:
            entries = book.execute("SELECT body, hash FROM entry ORDER BY number").fetchmany(
                MOST_LINES
            )
            persons = book.execute("SELECT record FROM person ORDER BY number").fetchall()
    except (sqlite3.Error, OverflowError) as fault:
        raise Unusable(
            sentence(
                "{path}: not a readable book ({why}); give the file with its -wal beside it, "
                "whole, or the bundle",
                path=str(path),
                why=str(fault),
            )
        ) from fault
    kept = {
        "entries.jsonl": b"".join(_bytes(body) + b"\n" for body, _ in entries),
        "hashes.txt": b"".join(_bytes(one).hex().encode() + b"\n" for _, one in entries),
    }
    records = [_bytes(record) for (record,) in persons]
    closed = sum(record.startswith(CLOSED) for record in records)
    if records and not closed:
        kept[PERSONS] = b"".join(record + b"\n" for record in records)
    sizes = {name: len(content) for name, content in kept.items()}
    hashes = {name: sha256(content).hexdigest() for name, content in kept.items()}
    return Bundle(kept, sizes, hashes, sealed=False, closed=closed)


def _address(path: Path) -> str:
    """Nothing is written beside a book that lies still, without a log of its own."""
    wal = Path(str(path) + "-wal")
    still = not wal.exists() or wal.stat().st_size == 0
    return "file:" + quote(str(path.absolute())) + ("?immutable=1" if still else "?mode=ro")


def _bytes(value: object) -> bytes:
    """A column may hold anything in a file that came from anyone."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
