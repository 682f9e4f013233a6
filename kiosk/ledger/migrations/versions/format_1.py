"""Format 1: the entries, the persons beside them, what the book is."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, Text

from kiosk.ledger.triggers import lay_triggers

revision = "1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "entry",
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column(
            "hash", LargeBinary, CheckConstraint("length(hash) = 32"), nullable=False, unique=True
        ),
        Column("body", LargeBinary, nullable=False),
        Column("fact", Text, nullable=False),
        Column("poll", Integer, nullable=True),
        sqlite_strict=True,
    )
    op.create_index("entry_by_poll", "entry", ["poll", "fact"])
    op.create_table(
        "person",
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("record", LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "meta",
        Column("key", Text, primary_key=True),
        Column("value", Text, nullable=False),
        sqlite_strict=True,
    )
    lay_triggers(op.get_bind(), 1)
