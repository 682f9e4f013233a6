"""The format of a book's file, and how an older one is brought to today's.

The entries do not know of it: their bodies and hashes stay as they are, whatever happens to the
tables around them (`v` in a body is the format of bodies, docs/bundle.md §1). A copy of the file is
laid beside it first; then everything is one transaction, and the book says in a row of its own
what was done, when, and what its head was.
"""

from contextlib import closing
from pathlib import Path
from sqlite3 import Connection as File
from sqlite3 import connect as open_file
from typing import cast

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, update

from kiosk.clock import Moment
from kiosk.ledger.disk import sync_file, sync_folder
from kiosk.ledger.entry import write_utc
from kiosk.ledger.schema import FORMAT, meta, migration

SCRIPTS = Path(__file__).parent / "migrations"
SHARED_SCRIPTS = Path(__file__).parent / "shared_migrations"


def upgrade(connection: Connection, scripts: Path = SCRIPTS) -> None:
    """Make the tables of today, whatever stands now; inside the transaction that is open."""
    command.upgrade(_config(connection, scripts), "head")


def migrate(
    connection: Connection, path: Path, *, found: int, head: tuple[int, bytes], at: Moment
) -> Path:
    """Bring a book of the format `found` to today's; gives the path of the copy that was kept."""
    copy = _keep_copy(connection, path, found=found)
    with connection.begin():
        command.stamp(_config(connection), str(found))
        upgrade(connection)
        connection.execute(update(meta).where(meta.c.key == "format").values(value=str(FORMAT)))
        row = {"format": FORMAT, "utc": write_utc(at.utc), "entries": head[0] + 1, "head": head[1]}
        connection.execute(migration.insert().values(row))
    return copy


def _keep_copy(connection: Connection, path: Path, *, found: int) -> Path:
    """A whole copy under a name that is free; `.part` until it is on the disk."""
    copy, tried = Path(f"{path}.format-{found}"), 1
    while copy.exists():
        tried += 1
        copy = Path(f"{path}.format-{found}.{tried}")
    part = Path(f"{copy}.part")
    part.unlink(missing_ok=True)
    source = cast("File", connection.connection.driver_connection)
    with closing(open_file(part)) as target:
        source.backup(target)
    sync_file(part)
    part.rename(copy)
    sync_folder(path.parent)
    return copy


def _config(connection: Connection, scripts: Path = SCRIPTS) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
