"""Personal records stand in the book under a key, and go for good when the key goes."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.check import check_book
from kiosk.ledger.data_key import (
    DataKey,
    data_key_path,
    destroy_key,
    hall_key_path,
    is_missing,
    load_data_key,
    load_hall_key,
    write_data_key,
)
from kiosk.ledger.form import Misfit
from kiosk.ledger.keys import SealKey
from kiosk.ledger.persons import is_sealed, open_person, seal_person, write_person
from kiosk.ledger.store import Ledger
from kiosk.meeting.roll import Person, masked

Create = Callable[..., Ledger]
WHOLE = Person(
    7, "欧阳建伟", "甲组", "under18", "教师", "5a" * 16, "500103199001011234", "13800000000", "B"
)
KEY = DataKey(bytes(range(32)))


def test_a_sealed_record_comes_back_and_says_nothing() -> None:
    record = seal_person(WHOLE, KEY)
    assert is_sealed(record)
    assert not is_sealed(write_person(WHOLE))
    assert open_person(record, KEY) == WHOLE
    for told in ("欧阳", "甲组", "under18", "教师", WHOLE.id_number, WHOLE.phone, WHOLE.salt):
        assert told.encode() not in record
    assert seal_person(WHOLE, KEY) != record


def test_a_short_field_does_not_show_by_its_length() -> None:
    bands = [replace(WHOLE, age_band=band) for band in ("under18", "18to65", "")]
    assert len({len(seal_person(one, KEY)) for one in bands}) == 1


def test_a_field_that_was_moved_or_altered_does_not_open() -> None:
    name, phone = KEY.seal("张伟", "person/name/7"), KEY.seal("139", "person/phone/7")
    for sealed, place in ((name, "person/name/8"), (phone, "person/name/7"), (name[:-2], "x")):
        with pytest.raises(ValueError, match="does not open"):
            KEY.open(sealed, place)
    record = seal_person(WHOLE, KEY)
    for wrong in (
        record.replace(b'"number":7', b'"number":8'),
        record.replace(b'"name":"', b'"name":"zz'),
        b'{"sealed":[],"number":7}',
        b'{"sealed":{"name":1},"number":7}',
    ):
        with pytest.raises(Misfit):
            open_person(wrong, KEY)
    with pytest.raises(Misfit):
        open_person(record, DataKey(bytes(32)))


def test_no_byte_of_a_name_stands_in_any_file_of_the_book(
    create: Create, path: Path, persons: tuple[Person, ...]
) -> None:
    ledger = create()
    ledger.add_persons(())
    assert not data_key_path(path).exists()
    ledger.add_persons(persons[:1])
    ledger.add_persons(persons)
    assert ledger.persons() == {one.number: one for one in persons}
    for file in path.parent.iterdir():
        assert "代表".encode() not in file.read_bytes(), file
        assert persons[0].salt.encode() not in file.read_bytes(), file
    assert data_key_path(path).stat().st_mode & 0o777 == 0o600
    assert hall_key_path(path).stat().st_mode & 0o777 == 0o600


def test_the_hall_s_key_may_lie_on_another_medium(
    tmp_path: Path, clock: ManualClock, meeting: str, persons: tuple[Person, ...]
) -> None:
    stick, folder = tmp_path / "stick", tmp_path / "hall"
    for made in (stick, folder):
        made.mkdir()
    path = folder / "meeting.book"
    with Ledger.create(
        path, meeting=meeting, mirror=None, clock=clock, hall_key=stick / "hall.key"
    ) as ledger:
        ledger.add_persons(persons)
    with Ledger.read(path) as book:
        assert len(book.persons()) == 3
    (stick / "hall.key").rename(stick / "taken away")
    with (
        Ledger.read(path) as book,
        pytest.raises(BookFault, match="the hall's key is missing") as t,
    ):
        book.persons()
    assert is_missing(t.value)


def test_a_record_without_its_key_is_told_and_no_second_key_is_made(
    create: Create, path: Path, persons: tuple[Person, ...]
) -> None:
    ledger = create()
    ledger.add_persons(persons)
    data_key_path(path).unlink()
    with pytest.raises(BookFault, match="the key of the personal records is missing"):
        ledger.persons()
    with pytest.raises(BookFault, match="the key of the personal records is missing"):
        ledger.add_persons(persons)


def test_a_retention_delete_leaves_a_book_that_verifies_and_a_bundle_without_persons(
    create: Create,
    path: Path,
    key: SealKey,
    meet: Callable[[Ledger], None],
    tmp_path: Path,
) -> None:
    ledger = create()
    meet(ledger)
    kept = tmp_path / "copy.data-key"
    shutil.copy(data_key_path(path), kept)
    ledger.forget_persons()
    ledger.forget_persons()
    assert not data_key_path(path).exists()
    assert ledger.persons() == {}
    assert check_book(ledger) == []
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM person").fetchone() == (0,)
    assert b'"sealed"' not in path.read_bytes()
    out = tmp_path / "meeting.bundle.zip"
    export_bundle(ledger, out, key=key, papers=tmp_path)
    assert b"persons.jsonl" not in out.read_bytes()


def test_a_book_of_old_is_sealed_when_it_is_opened_for_writing(
    create: Create, path: Path, clock: ManualClock, persons: tuple[Person, ...]
) -> None:
    create().close()
    with closing(sqlite3.connect(path)) as raw, raw:
        for one in persons:
            raw.execute("INSERT INTO person VALUES (?, ?)", (one.number, write_person(one)))
        raw.execute("INSERT INTO person VALUES (9, x'7b7d')")
    with Ledger.read(path) as book, pytest.raises(BookFault, match="cannot be read"):
        book.persons()
    with Ledger.open(path, mirror=None, clock=clock):
        for file in path.parent.iterdir():
            assert "代表".encode() not in file.read_bytes(), file
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute("SELECT record FROM person WHERE number = 9").fetchone() == (b"{}",)
        raw.execute("DELETE FROM person WHERE number = 9")
    with Ledger.open(path, mirror=None, clock=clock) as ledger:
        assert ledger.persons() == {one.number: one for one in persons}
        clear = Person(4, "后来", "", "", "", "00" * 16)
        with closing(sqlite3.connect(path.with_name("meeting.book.format-1"))) as copy, copy:
            copy.execute("CREATE TABLE person (number, record)")
            copy.execute("INSERT INTO person VALUES (4, ?)", (write_person(clear),))
        ledger.forget_persons()
    assert "后来".encode() not in path.with_name("meeting.book.format-1").read_bytes()


def test_a_book_that_is_half_old_is_read_whole(
    create: Create, path: Path, persons: tuple[Person, ...]
) -> None:
    ledger = create()
    ledger.add_persons(persons[:2])
    ledger.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO person VALUES (3, ?)", (write_person(persons[2]),))
    with Ledger.read(path) as book:
        assert list(book.persons().values()) == list(persons)


def test_a_key_file_that_is_none_is_told(tmp_path: Path, meeting: str) -> None:
    path, hall = tmp_path / "m.data-key", tmp_path / "hall.key"
    write_data_key(path, KEY, meeting=meeting, hall_key=hall)
    assert load_data_key(path) == KEY
    whole = path.read_bytes()
    with pytest.raises(BookFault):
        write_data_key(path, KEY, meeting=meeting, hall_key=hall)
    for content in (b"", b"[]", b"{}", whole.replace(b'"box": "', b'"box": "zz')):
        path.write_bytes(content)
        with pytest.raises(BookFault, match="this key file is damaged"):
            load_data_key(path)
    path.write_bytes(whole)
    for content in ("not hex", "ab"):
        hall.write_text(content)
        with pytest.raises(BookFault, match="this key file is damaged"):
            load_hall_key(hall)
    hall.write_text("ab" * 32)
    with pytest.raises(BookFault, match="does not open with this hall key"):
        load_data_key(path)
    hall.unlink()
    with pytest.raises(BookFault, match="the hall's key is missing"):
        load_data_key(path)


def test_a_key_is_destroyed_once_and_for_all(tmp_path: Path) -> None:
    path = tmp_path / "m.data-key"
    path.write_bytes(b"secret")
    destroy_key(path)
    destroy_key(path)
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张伟", "张*"), ("张建伟", "张*伟"), ("欧阳建伟", "欧**伟"), ("伟", "伟"), ("", "")],
)
def test_a_name_is_masked_as_public_screens_do(name: str, shown: str) -> None:
    assert masked(name) == shown
