"""The triggers of a book's file, by the format that brought them; they are never changed.

What was entered stands: triggers refuse to update and to delete. `INSERT OR REPLACE` would slip
past them, because SQLite runs no delete trigger for a replaced row; therefore a third one of each
table refuses a row whose key stands already. Of what the book is (`meta`) only the format may
change, and only rise.
"""

from sqlalchemy import Connection

TRIGGERS: dict[int, dict[str, str]] = {
    1: {
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
    },
    2: {
        "meta_never_updated": """
            BEFORE UPDATE ON meta
            WHEN NOT (OLD.key = 'format' AND NEW.key = 'format'
              AND CAST(NEW.value AS INTEGER) > CAST(OLD.value AS INTEGER))
            BEGIN SELECT RAISE(ABORT, 'what a book is never changes'); END
        """,
        "meta_never_deleted": """
            BEFORE DELETE ON meta
            BEGIN SELECT RAISE(ABORT, 'what a book is never changes'); END
        """,
        "meta_only_once": """
            BEFORE INSERT ON meta
            WHEN EXISTS (SELECT 1 FROM meta WHERE key = NEW.key)
            BEGIN SELECT RAISE(ABORT, 'what a book is never changes'); END
        """,
        "migration_never_updated": """
            BEFORE UPDATE ON migration
            BEGIN SELECT RAISE(ABORT, 'a migration is never changed'); END
        """,
        "migration_never_deleted": """
            BEFORE DELETE ON migration
            BEGIN SELECT RAISE(ABORT, 'a migration is never changed'); END
        """,
        "migration_only_appended": """
            BEFORE INSERT ON migration
            WHEN NEW.format <= (SELECT coalesce(max(format), 0) FROM migration)
            BEGIN SELECT RAISE(ABORT, 'a migration is only appended'); END
        """,
    },
}


def triggers_of(book_format: int) -> dict[str, str]:
    """Every trigger that a book of this format has: name → its statement, in one line."""
    return {
        name: _one_line(f"CREATE TRIGGER {name} {rule}")
        for since, laid in TRIGGERS.items()
        if since <= book_format
        for name, rule in laid.items()
    }


def lay_triggers(connection: Connection, book_format: int) -> None:
    """Lay the triggers that this format brings; in the words of SQLite."""
    for name, rule in TRIGGERS[book_format].items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {rule}")


def standing_triggers(connection: Connection) -> dict[str, str]:
    """The triggers that the file has."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row[0]: _one_line(row[1]) for row in rows}


def _one_line(statement: str) -> str:
    return " ".join(statement.split())
