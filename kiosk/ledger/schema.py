"""The tables of the book as they are read and written; `migrations` says how they come to be.

The columns beside `body` are an index and nothing more.
"""

from typing import Any

from sqlalchemy import Column, Dialect, Integer, LargeBinary, MetaData, Table, Text

FORMAT = 2
"""The format of the file: the number of the last of `migrations/versions`."""
tables = MetaData()


class Blob(LargeBinary):
    """Bytes, whatever a damaged page makes of them: what is none comes back as no bytes at all."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return _as_bytes


def _as_bytes(value: Any) -> bytes:
    return value if type(value) is bytes else b""


entry = Table(
    "entry",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", Blob, nullable=False),
    Column("body", Blob, nullable=False),
    Column("fact", Text, nullable=False),
    Column("poll", Integer, nullable=True),
)
person = Table(
    "person",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("record", Blob, nullable=False),
)
meta = Table(
    "meta",
    tables,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
migration = Table(
    "migration",
    tables,
    Column("format", Integer, primary_key=True, autoincrement=False),
    Column("utc", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
)
FIRST_TABLES = frozenset({"entry", "person", "meta"})
"""What a book of any format has."""

INSERT_ENTRY = "INSERT INTO entry (number, hash, body, fact, poll) VALUES (?, ?, ?, ?, ?)"
PUT_PERSON = (
    "INSERT INTO person (number, record) VALUES (?, ?)"
    " ON CONFLICT (number) DO UPDATE SET record = excluded.record"
)
