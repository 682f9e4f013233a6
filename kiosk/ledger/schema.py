"""The tables of the book. The columns beside `body` are an index and nothing more.

What was entered stands: triggers refuse to update and to delete. `INSERT OR REPLACE` would slip
past them, because SQLite runs no delete trigger for a replaced row; therefore a third one refuses
every number but the next and every hash that stands already.
"""

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
)

tables = MetaData()

entry = Table(
    "entry",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, CheckConstraint("length(hash) = 32"), nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
    Column("fact", Text, nullable=False),
    Column("poll", Integer, nullable=True),
    Index("entry_by_poll", "poll", "fact"),
    sqlite_strict=True,
)
person = Table(
    "person",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False),
    sqlite_strict=True,
)
meta = Table(
    "meta",
    tables,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

TRIGGERS = {
    "entry_never_updated": """
        BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END
    """,
    "entry_never_deleted": """
        BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END
    """,
    "entry_only_appended": """
        BEFORE INSERT ON entry
        WHEN NEW.number <> (SELECT coalesce(max(number), -1) + 1 FROM entry)
          OR EXISTS (SELECT 1 FROM entry WHERE hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'an entry is only appended'); END
    """,
}
for _name, _rule in TRIGGERS.items():
    event.listen(
        entry,
        "after_create",
        DDL(f"CREATE TRIGGER {_name} {_rule}").execute_if(dialect="sqlite"),
    )

INSERT_ENTRY = "INSERT INTO entry (number, hash, body, fact, poll) VALUES (?, ?, ?, ?, ?)"
PUT_PERSON = (
    "INSERT INTO person (number, record) VALUES (?, ?)"
    " ON CONFLICT (number) DO UPDATE SET record = excluded.record"
)
