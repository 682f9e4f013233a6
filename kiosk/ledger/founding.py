"""How a book comes to be, and how one is told from any other file."""

from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, inspect, select

from kiosk.ledger.connection import Mode, connect, make_safe
from kiosk.ledger.disk import sync_folder
from kiosk.ledger.door import NOT_A_BOOK, Mend, book_fault
from kiosk.ledger.migrating import upgrade
from kiosk.ledger.schema import FIRST_TABLES, FORMAT, meta

NEWER = Mend(
    "the book was written by a newer kiosk (format {found}, this one knows {known})",
    "open it with the kiosk that wrote it",
)


class Cover(NamedTuple):
    """What stands on the cover: whose book, and in which format its file is."""

    meeting: str
    format: int


def found_book(path: Path, meeting: str) -> None:
    """Make an empty book. It gets its name when it is whole: a power cut leaves none or all."""
    unborn = Path(f"{path}.new")
    clear(unborn)
    cover = {"format": str(FORMAT), "meeting": meeting}
    with ExitStack() as left:
        left.callback(clear, unborn)
        with connect(unborn, Mode.CREATE) as connection:
            make_safe(connection, unborn)
            with connection.begin():
                upgrade(connection)
                connection.execute(
                    meta.insert(), [{"key": key, "value": told} for key, told in cover.items()]
                )
        unborn.rename(path)
    sync_folder(path.parent)


def clear(unborn: Path) -> None:
    """Take away what is left of a book that was not finished."""
    for left in ("", "-wal", "-shm"):
        Path(f"{unborn}{left}").unlink(missing_ok=True)


def read_cover(connection: Connection, path: Path) -> Cover:
    """The cover of the book; BookFault when the file is another thing or of a newer format."""
    with connection.begin():
        if not set(inspect(connection).get_table_names()) >= FIRST_TABLES:
            raise book_fault(NOT_A_BOOK, path)
        told = {row[0]: row[1] for row in connection.execute(select(meta))}
    stands = told.get("format") or ""
    if not stands.isdecimal() or int(stands) < 1 or not told.get("meeting"):
        raise book_fault(NOT_A_BOOK, path)
    if int(stands) > FORMAT:
        raise book_fault(NEWER, path, found=stands, known=FORMAT)
    return Cover(told["meeting"], int(stands))
