"""Personal records at rest: sealed when they come, deleted for good when two officers say so."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, select

from kiosk.ledger.connection import outside_transaction
from kiosk.ledger.data_key import (
    NO_DATA_KEY,
    DataKey,
    create_data_key,
    data_key_path,
    destroy_key,
    load_data_key,
)
from kiosk.ledger.door import book_door, book_fault
from kiosk.ledger.form import Misfit
from kiosk.ledger.persons import demand_one_line, is_sealed, read_person, seal_person
from kiosk.ledger.schema import PUT_PERSON, person
from kiosk.meeting.roll import Person


def keep_persons(
    connection: Connection, path: Path, persons: Iterable[Person], *, meeting: str, hall_key: Path
) -> None:
    """Seal and keep records; a number that stands already is replaced."""
    kept = list(persons)
    for one in kept:
        demand_one_line(one)
    if kept:
        key = _data_key(connection, path, meeting=meeting, hall_key=hall_key)
        rows = [(one.number, seal_person(one, key)) for one in kept]
        with book_door(path), connection.begin():
            connection.exec_driver_sql(PUT_PERSON, rows)


def seal_what_is_plain(connection: Connection, path: Path, *, meeting: str, hall_key: Path) -> None:
    """Seal the records of a kiosk that knew no data key; what is unreadable stays as it is."""
    with book_door(path), connection.begin():
        rows = connection.execute(select(person.c.record)).all()
    readable = [_readable(row[0]) for row in rows if not is_sealed(row[0])]
    found = [one for one in readable if one is not None]
    if not found:
        return
    with book_door(path):
        outside_transaction(connection, "PRAGMA secure_delete=ON")
        keep_persons(connection, path, found, meeting=meeting, hall_key=hall_key)
        outside_transaction(connection, "PRAGMA wal_checkpoint(TRUNCATE)")


def _readable(record: bytes) -> Person | None:
    try:
        return read_person(record)
    except Misfit:
        return None


def delete_persons(connection: Connection, path: Path) -> None:
    """Delete every record, those in copies of older formats too, then destroy the data key."""
    with book_door(path):
        outside_transaction(connection, "PRAGMA secure_delete=ON")
        with connection.begin():
            connection.execute(delete(person))
        outside_transaction(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        for copy in sorted(path.parent.glob(f"{path.name}.format-*")):
            _empty_copy(copy)
    destroy_key(data_key_path(path))


def _empty_copy(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("DELETE FROM person")


def _data_key(connection: Connection, path: Path, *, meeting: str, hall_key: Path) -> DataKey:
    """The key of this meeting, a fresh one before the first record is kept."""
    file = data_key_path(path)
    if file.exists():
        return load_data_key(file)
    with book_door(path), connection.begin():
        rows = connection.execute(select(person.c.record)).all()
    if any(is_sealed(row[0]) for row in rows):
        raise book_fault(NO_DATA_KEY, file)
    return create_data_key(file, meeting, hall_key=hall_key)
