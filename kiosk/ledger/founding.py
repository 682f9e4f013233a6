"""How a book comes to be, and how one is told from any other file."""

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from kiosk.ledger.connection import Mode, connect, make_safe
from kiosk.ledger.disk import sync_folder
from kiosk.ledger.door import NOT_A_BOOK, Mend, book_fault
from kiosk.ledger.entry import FORMAT
from kiosk.ledger.schema import meta, tables

NEWER = Mend(
    "the book was written by a newer kiosk (format {found}, this one knows {known})",
    "open it with the kiosk that wrote it",
)


def found_book(path: Path, meeting: str) -> None:
    """Make an empty book. It gets its name when it is whole: a power cut leaves none or all."""
    unborn = Path(f"{path}.new")
    for left in ("", "-wal", "-shm"):
        Path(f"{unborn}{left}").unlink(missing_ok=True)
    with connect(unborn, Mode.CREATE) as connection:
        make_safe(connection, unborn)
        with connection.begin():
            tables.create_all(connection)
            connection.execute(
                meta.insert(),
                [
                    {"key": "format", "value": str(FORMAT)},
                    {"key": "meeting", "value": meeting},
                ],
            )
    unborn.rename(path)
    sync_folder(path.parent)


def demand_book(connection: Connection, path: Path) -> str:
    """The meeting id of the book; BookFault when the file is another thing or of newer format."""
    with connection.begin():
        if not set(tables.tables) <= set(inspect(connection).get_table_names()):
            raise book_fault(NOT_A_BOOK, path)
        told = {row[0]: row[1] for row in connection.execute(select(meta))}
    if not told.get("format", "").isdecimal() or "meeting" not in told:
        raise book_fault(NOT_A_BOOK, path)
    if int(told["format"]) > FORMAT:
        raise book_fault(NEWER, path, found=told["format"], known=FORMAT)
    return told["meeting"]
