"""The connection to the book's file: one for the life of a kiosk, or one that only reads.

A kiosk writes through WAL with `synchronous` FULL: tried with simulated power cuts, this loses no
acknowledged commit, while NORMAL lost up to 724. Both are asked for and asserted back. The WAL is
brought home by `Ledger.checkpoint` from this same connection, between polls; SQLite's own
checkpoint, which would stall a press, is moved out of the way to 64 MB.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, NullPool, create_engine, event

from kiosk.ledger.door import Mend, book_fault

BUSY_S = 2.0
WRITER_PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "fullfsync": 1,
    "wal_autocheckpoint": 16_384,
}
NO_WAL = Mend(
    "this disk cannot keep a book safe ({pragma} is {found}, not {wanted})",
    "put the book on a local disk of this machine",
)


class Mode(StrEnum):
    """How the file is opened; the values are SQLite's own."""

    CREATE = "rwc"
    WRITE = "rw"
    READ = "ro"


def connect(path: Path, mode: Mode) -> Connection:
    """Open the book's file. `connection.begin()` starts a transaction that SQLite knows of.

    A writer takes the write lock at the begin, a reader takes none. To a reader a file that was cut
    off is readable as far as it goes; SQLite's own word for that is that the schema may be written.
    """
    engine = create_engine(
        _url(path, mode),
        poolclass=NullPool,
        connect_args={"timeout": BUSY_S, "check_same_thread": False},
    )
    event.listen(engine, "connect", _leave_transactions_to_us)
    if mode is Mode.READ:
        event.listen(engine, "connect", _read_as_far_as_it_goes)
    event.listen(engine, "begin", _begin_reading if mode is Mode.READ else _begin_writing)
    return engine.connect()


def make_safe(connection: Connection, path: Path) -> None:
    """Set and assert what a writer's promise rests on; BookFault when the disk cannot keep it."""
    for pragma, wanted in WRITER_PRAGMAS.items():
        outside_transaction(connection, f"PRAGMA {pragma}={wanted}")
        found = outside_transaction(connection, f"PRAGMA {pragma}")[0]
        if found != wanted:
            raise book_fault(NO_WAL, path, pragma=pragma, found=found, wanted=wanted)


def outside_transaction(connection: Connection, statement: str) -> tuple[Any, ...]:
    """The first row of a statement that SQLite does not take inside a transaction."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement)
        return tuple(cursor.fetchone() or ())
    finally:
        cursor.close()


def _leave_transactions_to_us(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None


def _read_as_far_as_it_goes(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.execute("PRAGMA writable_schema=ON")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _url(path: Path, mode: Mode) -> URL:
    query = {"uri": "true", "mode": mode.value}
    if mode is Mode.READ and _lies_still(path):
        query["immutable"] = "1"
    return URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=query)


def _lies_still(path: Path) -> bool:
    """On a medium nobody can write and without a WAL beside it: nothing can change under us."""
    writable = os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return not writable and not Path(f"{path}-wal").exists()
