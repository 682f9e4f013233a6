"""Format 2: what the book is stands as fast as its entries, and every migration has a row."""

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary, Text

from kiosk.ledger.triggers import lay_triggers

revision = "2"
down_revision = "1"


def upgrade() -> None:
    op.create_table(
        "migration",
        Column("format", Integer, primary_key=True, autoincrement=False),
        Column("utc", Text, nullable=False),
        Column("entries", Integer, nullable=False),
        Column("head", LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    lay_triggers(op.get_bind(), 2)
